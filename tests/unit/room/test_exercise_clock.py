"""The clock of an exercise or a replay, and what a replay enters."""

from __future__ import annotations

import pytest

from estran.errors import CasebookError, TimeError
from estran.quantities.instants import format_instant, parse_instant
from estran.room.clock import clock_of
from estran.room.countersigning import keep_signatures
from estran.room.exporting import sign_checkpoint
from estran.room.replaying import enter_replay, known_by
from tests.support.desks import BOSS, DOVER, ToldClock, desk_at

WALL = ToldClock("2026-03-14T05:00Z")


def test_a_real_casebook_goes_by_the_machine_only() -> None:
    assert clock_of(None, watermark="", wall=WALL) is WALL
    assert clock_of(None, watermark="EXERCISE", wall=WALL) is WALL
    with pytest.raises(TimeError) as refusal:
        clock_of("2026-03-14T04:00Z", watermark="", wall=WALL)
    assert refusal.value.code == "clock.real"


def test_an_exercise_lies_anywhere_and_a_replay_looks_back() -> None:
    ahead, back = "2027-01-01T00:00Z", "2021-11-24T03:00Z"
    assert clock_of(ahead, watermark="EXERCISE", wall=WALL).now() == parse_instant(ahead)
    assert clock_of(back, watermark="REPLAY x", wall=WALL).now() == parse_instant(back)
    with pytest.raises(TimeError) as refusal:
        clock_of(ahead, watermark="REPLAY x", wall=WALL)
    assert refusal.value.code == "clock.ahead"


def test_a_replay_is_known_when_both_centres_had_been_told() -> None:
    """Dover was told at 02:13 on 14 December 2022. Source: premar_2022_12_14."""
    assert known_by("2022-12-14") == "2022-12-14T02:13Z"


def test_a_replay_stands_alone_under_its_watermark() -> None:
    desk, _ = desk_at(known_by("2022-12-14"), watermark="REPLAY 2022-12-14")
    done = enter_replay(desk, DOVER, "2022-12-14", particles=100)
    case = desk.book().case(done.case)
    assert case.watermark == "REPLAY 2022-12-14"
    assert format_instant(case.told["Gris-Nez"].at) == "2022-12-14T02:02Z"
    assert len(case.notes) > 0
    assert len(case.assessments) == 1
    with pytest.raises(CasebookError) as again:
        enter_replay(desk, DOVER, "2022-12-14", particles=100)
    assert again.value.code == "replay.casebook"
    real, _ = desk_at()
    with pytest.raises(CasebookError):
        enter_replay(real, DOVER, "2022-12-14", particles=100)


def test_nobody_but_the_other_side_countersigns() -> None:
    desk, _ = desk_at()
    note = sign_checkpoint(desk, BOSS)
    with pytest.raises(CasebookError):
        keep_signatures(desk, BOSS, note)
