"""Turns of a level against closed forms."""

import numpy as np
import pytest

from estran.environment.tide_turns import around, coefficient, turns
from estran.errors import OutsideValidityError

PERIOD = 12.42 * 3600.0
W = 2.0 * np.pi / PERIOD


def cosine(moments):
    return 3.0 + 2.0 * np.cos(W * moments)


def test_turns_of_a_cosine_are_where_they_should_be():
    found = turns(level=cosine, start=-3600.0, end=2.1 * PERIOD)
    assert [turn.kind for turn in found] == ["high", "low", "high", "low", "high"]
    assert [turn.epoch_seconds for turn in found] == pytest.approx(
        [0.0, PERIOD / 2, PERIOD, 1.5 * PERIOD, 2 * PERIOD], abs=2.0
    )
    assert [turn.level for turn in found] == pytest.approx([5.0, 1.0, 5.0, 1.0, 5.0], abs=1e-4)


def test_the_turns_around_a_moment_tell_rise_and_range():
    falling = around(level=cosine, moment=PERIOD / 4)
    rising = around(level=cosine, moment=3 * PERIOD / 4)
    assert (falling.before.kind, falling.after.kind) == ("high", "low")
    assert not falling.rising
    assert rising.rising
    assert rising.range == pytest.approx(4.0, abs=1e-3)


def test_a_double_high_water_counts_as_one():
    def double(moments):
        return cosine(moments) - 0.53 * np.cos(2.0 * W * moments)

    found = turns(level=double, start=-PERIOD / 2 + 600.0, end=PERIOD * 1.4)
    assert [turn.kind for turn in found] == ["high", "low", "high"]


def test_two_real_high_waters_stay_two():
    def double(moments):
        return cosine(moments) - 1.2 * np.cos(2.0 * W * moments)

    found = turns(level=double, start=-PERIOD / 2 + 600.0, end=PERIOD / 2 - 600.0)
    assert [turn.kind for turn in found] == ["high", "low", "high"]


def test_a_level_that_does_not_turn_has_no_high_water():
    with pytest.raises(OutsideValidityError, match="does not turn"):
        around(level=lambda moments: moments * 1e-5, moment=0.0)


def test_a_range_of_the_unit_is_a_coefficient_of_one_hundred():
    assert coefficient(level=cosine, moment=0.0, range_of_hundred=4.0) == pytest.approx(
        100.0, abs=0.1
    )
