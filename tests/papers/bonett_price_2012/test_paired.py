"""Pairs that seldom differ, Bonett and Price (2012): never surer than so few allow."""

import numpy as np
import pytest

from estran.lab.analysis.nested import bonett_price_2012, monte_carlo, sun_2011
from estran.lab.findings import Interval
from tests.support.synthetic_study import noise

DRAWS, SEASONS = 60, 3


def pairs(more, fewer, *, size=1.0):
    """So many seasons with more and with fewer, each in a draw of its own."""
    found = np.zeros((DRAWS, SEASONS))
    found[:more, 0] = size
    found[more : more + fewer, 0] = -size
    return bonett_price_2012(found, np.full(DRAWS, 1.0 / DRAWS))


def formula(more, fewer):
    """Their standard error, with one added to each cell of pairs that differ."""
    count = DRAWS * SEASONS + 2
    one, other = (more + 1) / count, (fewer + 1) / count
    return np.sqrt((one + other - (one - other) ** 2) / count)


@pytest.mark.parametrize(("more", "fewer"), [(1, 0), (3, 0), (5, 2), (20, 20), (40, 5)])
def test_the_error_is_theirs(more, fewer):
    # Here the draws are held fast, there they are not: so a little less, the more pairs differ.
    assert pairs(more, fewer).mean_error == pytest.approx(formula(more, fewer), rel=0.16)


def test_it_grows_with_the_size_of_the_difference():
    assert pairs(4, 1, size=7.0).mean_error == pytest.approx(7.0 * pairs(4, 1).mean_error)


@pytest.mark.parametrize(("more", "told"), [(1, False), (2, False), (4, False), (6, True)])
def test_a_handful_of_seasons_on_one_side_tells_nothing(more, told):
    """Four on one side and none on the other come of chance alone once in eight."""
    found = monte_carlo(pairs(more, 0))
    assert isinstance(found, Interval)
    assert (found.low > 0.0) is told


def test_all_seasons_of_the_only_draw_that_differs_leave_an_interval_and_no_point():
    differences = np.zeros((DRAWS, 2))
    differences[7] = 1.0
    plain = monte_carlo(sun_2011(differences, np.full(DRAWS, 1.0)))
    found = monte_carlo(bonett_price_2012(differences, np.full(DRAWS, 1.0)))
    assert isinstance(plain, Interval)
    assert isinstance(found, Interval)
    assert plain.high - plain.low < 1e-12, "what made an interval of one point"
    assert found.low < 0.0 < 1.0 / DRAWS < found.high


def test_where_seasons_differ_as_a_rule_it_adds_next_to_nothing():
    differences = 5.0 * noise((DRAWS, SEASONS))
    plain = sun_2011(differences, np.full(DRAWS, 1.0))
    found = bonett_price_2012(differences, np.full(DRAWS, 1.0))
    assert found.mean_error == pytest.approx(plain.mean_error, rel=0.01)
    assert found.mean_error > plain.mean_error


def test_intervals_of_rare_differences_hold_the_truth_at_least_as_often_as_stated():
    """Nought is the truth where both sides are as likely; spread from 300 studies."""
    held = []
    for seed in range(300):
        luck = noise((DRAWS, SEASONS), seed=seed)
        differences = np.where(luck > 2.2, 1.0, np.where(luck < -2.2, -1.0, 0.0))
        found = monte_carlo(bonett_price_2012(differences, np.full(DRAWS, 1.0)))
        held.append(not isinstance(found, Interval) or found.low <= 0.0 <= found.high)
    assert np.mean(held) >= 0.9
