"""How rare what was never seen may be, Hanley and Lippman-Hand (1983): the rule of three."""

import numpy as np
import pytest

from estran.lab.analysis.nested import (
    apart,
    bonett_price_2012,
    monte_carlo,
    none_seen,
    over_parameters,
    sun_2011,
)
from estran.lab.findings import Interval, Refused

DRAWS, SEASONS = 60, 9


def nothing(weights=None):
    return sun_2011(np.zeros((DRAWS, SEASONS)), np.full(DRAWS, 1.0) if weights is None else weights)


def test_none_of_540_seasons_leaves_one_in_235():
    """Their rule says 3 / n at 95 %; at the 90 % that are stated here it is 2.3 / n."""
    found = none_seen(nothing())
    assert found is not None
    assert found.why == "none_seen"
    assert found.have == pytest.approx(540.0)
    assert found.need == pytest.approx(540.0 / 2.303, rel=0.01)


def test_draws_of_little_weight_are_worth_fewer_seasons():
    weights = np.array([1.0, *np.full(DRAWS - 1, 1e-9)])
    found = none_seen(nothing(weights))
    assert found is not None
    assert found.have == pytest.approx(SEASONS, rel=1e-4)


def test_one_season_that_shows_it_is_enough_for_numbers():
    seen = np.zeros((DRAWS, SEASONS))
    seen[3, 4] = 1.0
    assert none_seen(sun_2011(seen, np.full(DRAWS, 1.0))) is None


def test_an_interval_of_nothing_seen_is_refused_and_not_from_0_to_0():
    for found in (monte_carlo(nothing()), over_parameters(nothing())):
        assert isinstance(found, Refused)
        assert found.why == "none_seen"


def test_what_rounding_left_over_was_not_seen():
    one = np.full((DRAWS, SEASONS), 0.1 + 0.2)
    found = bonett_price_2012(apart(one, np.full_like(one, 0.3)), np.full(DRAWS, 1.0))
    assert none_seen(found) is not None


@pytest.mark.parametrize(("draws", "low"), [(2, None), (9, 0.0)])
def test_draws_that_show_nothing_stay_at_nought_over_the_parameters(draws, low):
    """Drawn in, they would come nearer to the mean of all: from +0.01 to +0.01 of nothing."""
    seen = np.zeros((DRAWS, SEASONS))
    seen[:draws] = np.arange(1.0, SEASONS + 1.0)
    found = over_parameters(bonett_price_2012(seen, np.full(DRAWS, 1.0)))
    if low is None:
        assert isinstance(found, Refused)
        assert found.why == "few_show"
        assert found.have == pytest.approx(draws / DRAWS)
    else:
        assert isinstance(found, Interval)
        assert found.low == low
        assert found.high > 1.0
