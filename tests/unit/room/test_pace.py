"""How soon to look after news: at once in a quiet, once a second in a storm."""

from __future__ import annotations

from itertools import pairwise

import pytest

from estran.room.pace import Pace


def test_in_a_quiet_every_look_is_at_once() -> None:
    pace = Pace(at_once=3, every=1.0)
    assert [pace.wait(10.0 * turn) for turn in range(9)] == [0.0] * 9


def test_a_burst_is_looked_at_three_times_at_once_and_then_once_a_second() -> None:
    pace, now, looks = Pace(at_once=3, every=1.0), 0.0, []
    while now < 10.0:  # news without a pause: each look follows the one before
        now += pace.wait(now)
        looks.append(now)
    assert looks[:4] == [0.0, 0.0, 0.0, 1.0]
    pauses = [later - one for one, later in pairwise(looks[3:])]
    assert pauses == pytest.approx([1.0] * len(pauses))


def test_without_a_rest_nothing_waits() -> None:
    pace = Pace(every=0.0)
    assert [pace.wait(0.0) for _ in range(9)] == [0.0] * 9
