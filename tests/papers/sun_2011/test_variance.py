"""Variance of a conditional expectation by nested simulation, Sun et al. (2011)."""

import numpy as np
import pytest

from estran.lab.analysis.nested import monte_carlo, sun_2011
from estran.lab.findings import Interval
from tests.support.synthetic_study import noise


def nested(seed, *, between, within, draws=64, seasons=8):
    true = between * noise((draws, 1), seed=seed, step=7)
    values = true + within * noise((draws, seasons), seed=seed)
    return true, sun_2011(values, np.full(draws, 1.0 / draws))


def test_the_two_variances_are_found_without_bias():
    found = [nested(seed, between=2.0, within=6.0)[1] for seed in range(60)]
    assert np.mean([one.within for one in found]) == pytest.approx(36.0, rel=0.03)
    assert np.mean([one.between for one in found]) == pytest.approx(4.0, rel=0.1)


def test_the_mean_of_a_crude_estimate_would_be_more_than_twice_as_large():
    crude = np.mean([nested(seed, between=2.0, within=6.0)[1].spread for seed in range(60)])
    assert crude == pytest.approx(4.0 + 36.0 / 8.0, rel=0.1)


def test_the_monte_carlo_interval_holds_the_mean_of_the_true_draws_nine_times_in_ten():
    held = 0
    for seed in range(200):
        true, found = nested(seed, between=3.0, within=5.0, draws=24, seasons=4)
        interval = monte_carlo(found)
        assert isinstance(interval, Interval)
        held += interval.low <= true.mean() <= interval.high
    assert held / 200 == pytest.approx(0.9, abs=0.06)


def test_draws_weigh_as_much_as_their_weights():
    values = np.array([[1.0, 3.0], [11.0, 13.0]])
    assert sun_2011(values, np.array([3.0, 1.0])).mean == pytest.approx(0.75 * 2.0 + 0.25 * 12.0)
