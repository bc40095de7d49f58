"""Depth off a water's edge: the least and the most of a plane beach, and nothing further off."""

import pytest

from estran.hazard.spans import Span
from estran.rescue.foreshore import FURTHEST, foreshore_depth_span


def depth(low: float, high: float) -> Span | None:
    return foreshore_depth_span(
        distance_low=low, distance_high=high, slope_low=0.005, slope_high=0.03
    )


def test_the_depth_lies_between_the_flattest_and_the_steepest_beach() -> None:
    found = depth(100.0, 200.0)
    assert found is not None
    assert found.low == pytest.approx(0.5)
    assert found.high == pytest.approx(6.0)


def test_where_it_may_be_dry_the_depth_may_be_nil() -> None:
    found = depth(-182.0, 222.0)
    assert found is not None
    assert found.low == 0.0
    assert found.high == pytest.approx(6.66)
    assert depth(-300.0, -100.0) == Span(0.0, 0.0)


def test_beyond_the_foreshore_nothing_is_said() -> None:
    assert depth(FURTHEST + 1.0, FURTHEST + 2.0) is None
    assert depth(FURTHEST - 1.0, FURTHEST + 2.0) is not None


def test_a_less_certain_distance_never_narrows_the_depth() -> None:
    near = depth(400.0, 500.0)
    wide = depth(300.0, 600.0)
    assert near is not None
    assert wide is not None
    assert wide.low < near.low < near.high < wide.high
