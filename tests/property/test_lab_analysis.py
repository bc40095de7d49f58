"""What holds of the analysis of any study, whatever its numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from estran.lab.analysis.contrasts import contrast
from estran.lab.analysis.nested import louis_1984, sun_2011
from estran.lab.analysis.regret import mcphail_2018, savage_1951
from estran.lab.analysis.weighing import kong_1992, weighted_quantiles
from estran.lab.findings import Interval
from tests.support.synthetic_study import evidence

COUNTS = st.integers(0, 400).map(float)
STUDIES = arrays(np.float64, (3, 24, 4), elements=COUNTS)
WEIGHTS = arrays(np.float64, (24,), elements=st.floats(0.01, 1.0))


@given(STUDIES, WEIGHTS)
@settings(max_examples=40, deadline=None)
def test_a_difference_turned_round_is_its_mirror(values, weights):
    study = evidence({"attempts": values}, weights=weights)
    there = contrast(study, "attempts", "D1", "D2")
    back = contrast(study, "attempts", "D2", "D1")
    assert there.mean == pytest.approx(-back.mean, abs=1e-9)
    if there.seasons_equal > 1.0 - 1e-12:
        assert there.monte_carlo == back.monte_carlo  # refused: no season differs
    else:
        assert isinstance(there.monte_carlo, Interval)
        assert isinstance(back.monte_carlo, Interval)
        assert there.monte_carlo.low == pytest.approx(-back.monte_carlo.high, abs=1e-6)
    assert there.seasons_more == pytest.approx(back.seasons_fewer, abs=1e-12)
    assert there.seasons_more + there.seasons_equal + there.seasons_fewer == pytest.approx(1.0)


@given(STUDIES, WEIGHTS)
@settings(max_examples=40, deadline=None)
def test_variance_is_never_negative_and_drawn_in_means_keep_their_mean(values, weights):
    found = sun_2011(values[0], weights)
    assert found.between >= 0.0
    assert 0.0 <= found.ceiling <= 1.0
    assert louis_1984(found) @ found.weights == pytest.approx(found.mean, abs=1e-6)


@given(STUDIES)
@settings(max_examples=40, deadline=None)
def test_some_doctrine_has_no_regret_in_every_draw(values):
    regret = savage_1951(values.mean(axis=2))
    assert (regret >= 0.0).all()
    assert (regret.min(axis=0) == 0.0).all()


@given(STUDIES, WEIGHTS, st.floats(-50.0, 50.0))
@settings(max_examples=40, deadline=None)
def test_as_many_more_under_every_doctrine_change_no_regret(values, weights, more):
    means, weights = values.mean(axis=2), weights / weights.sum()
    one, other = (mcphail_2018(each, weights, 0.0) for each in (means, means + more))
    for metric in ("minimax_regret", "percentile_90_regret"):
        assert other[metric] == pytest.approx(one[metric], abs=1e-9)


@given(arrays(np.float64, (24,), elements=COUNTS), WEIGHTS)
@settings(max_examples=40, deadline=None)
def test_quantiles_lie_among_the_values_and_rise(values, weights):
    found = weighted_quantiles(values, weights, (0.05, 0.5, 0.95))
    assert values.min() <= found[0] <= found[1] <= found[2] <= values.max()


@given(WEIGHTS)
def test_weighted_draws_are_never_worth_more_than_there_are(weights):
    assert 1.0 <= kong_1992(weights) <= weights.size + 1e-9
