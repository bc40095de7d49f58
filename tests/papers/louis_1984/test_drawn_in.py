"""Means drawn in until they spread as the true ones do, Louis (1984)."""

import numpy as np
import pytest

from estran.lab.analysis.nested import Nested, louis_1984, over_parameters, sun_2011
from estran.lab.findings import Interval
from tests.support.synthetic_study import noise


def seen(between, seed=3) -> Nested:
    true = between * noise((200, 1), seed=seed, step=7)
    return sun_2011(true + 8.0 * noise((200, 4), seed=seed), np.full(200, 1.0 / 200.0))


def width(found):
    interval = over_parameters(found)
    if not isinstance(interval, Interval):
        assert interval.why == "no_spread"
        return 0.0
    return interval.high - interval.low


def test_they_spread_as_the_estimate_of_the_true_variance():
    found = seen(3.0)
    drawn_in = louis_1984(found)
    assert drawn_in.mean() == pytest.approx(found.mean)
    assert drawn_in.var(ddof=1) == pytest.approx(found.between)


def test_the_interval_over_parameters_is_not_widened_by_chance_of_the_seasons():
    widths = [width(seen(3.0, seed=seed)) for seed in range(20)]
    assert np.mean(widths) == pytest.approx(2.0 * 1.645 * 3.0, rel=0.1)


def test_where_parameters_move_nothing_little_is_left():
    widths = [width(seen(0.0, seed=seed)) for seed in range(20)]
    assert np.mean(widths) < 0.5 * 2.0 * 1.645 * 4.0  # 4 is the standard error of a draw's mean
