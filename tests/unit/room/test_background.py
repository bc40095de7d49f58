"""What the room does by itself: it assesses boats at each new position, and erases by law."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from estran.errors import QuantityError, StoreError
from estran.exchange.json_answer import to_json
from estran.room.assessing import Asked, assess_case, due
from estran.room.background import Rounds
from estran.room.enter import enter
from estran.room.running import Here, Inputs
from estran.room.take_in import MACHINE
from tests.support.answers import assessment
from tests.support.desks import DOVER, called, case_of, desk_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.room.desk import Desk


class Counting:
    """A runner that gives one answer made before, and counts who asked."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.asked: list[Inputs] = []
        self.refuses = refuses
        self.meanwhile = lambda: None

    def answer(self, inputs: Inputs, files: Mapping[str, bytes]) -> bytes:
        assert not files
        self.asked.append(inputs)
        self.meanwhile()
        if self.refuses:
            raise QuantityError("settings.range", "no")
        return to_json(assessment())


def all_steps(rounds: Rounds, *, most: int = 50) -> int:
    """Take steps until nothing waits, and return how many."""
    for count in range(most):
        if not rounds.step():
            return count
    raise AssertionError("it never rests")


def newer_report(desk: Desk, case: str, craft: str, *, at: str = "2026-11-20T02:10Z") -> str:
    report = called(desk, at=at, positions=("51-02.6N 001-44.9E",))
    link = {"report": report, "craft": craft, "decision": "same", "why": "same telephone"}
    enter(desk, DOVER, "link.decided", link, case=case)
    return report


def test_a_boat_is_assessed_once_and_again_at_each_new_position() -> None:
    desk, clock = desk_at()
    runner = Counting()
    rounds = Rounds(desk=desk, runner=runner)
    first, case, craft = case_of(desk)
    all_steps(rounds)
    assert len(runner.asked) == 1
    assert desk.book().case(case).assessments[0][1].report == first
    all_steps(rounds)
    assert len(runner.asked) == 1
    clock.go_on(minutes=15)
    second = newer_report(desk, case, craft)
    all_steps(rounds)
    assert [one.report for _, one in desk.book().case(case).assessments] == [first, second]


def test_the_first_forecast_starts_at_its_position_and_a_later_one_is_rebased() -> None:
    desk, clock = desk_at()
    runner = Counting()
    rounds = Rounds(desk=desk, runner=runner)
    _, case, craft = case_of(desk)
    all_steps(rounds)
    clock.go_on(minutes=15)
    newer_report(desk, case, craft)
    all_steps(rounds)
    first, second = runner.asked
    assert first.history is None
    assert second.history is not None
    assert second.history.earlier is not None
    assert second.history.earlier.position == first.report.position


def test_two_positions_before_any_forecast_make_one_from_the_newest_alone() -> None:
    desk, clock = desk_at()
    runner = Counting()
    _, case, craft = case_of(desk)
    clock.go_on(minutes=15)
    newer_report(desk, case, craft)
    all_steps(Rounds(desk=desk, runner=runner))
    assert [one.history for one in runner.asked] == [None]


def test_a_position_that_comes_while_the_last_one_is_computed_is_computed_next() -> None:
    desk, clock = desk_at()
    runner = Counting()
    first, case, craft = case_of(desk)
    clock.go_on(minutes=15)

    def comes() -> None:
        runner.meanwhile = lambda: None
        newer_report(desk, case, craft)  # also: nothing is locked while an answer is computed

    runner.meanwhile = comes
    assess_case(desk, MACHINE, Asked(case=case), runner=runner)
    assert desk.book().case(case).assessments[0][1].report == first
    assert [one.craft for one in due(desk.book())] == [craft]


def test_who_has_waited_longest_is_first() -> None:
    desk, clock = desk_at()
    rounds = Rounds(desk=desk, runner=Counting())
    _, one, craft = case_of(desk)
    all_steps(rounds)
    clock.go_on(minutes=15)
    newer_report(desk, one, craft)
    _, two, _ = case_of(desk)
    assert [row.case for row in due(desk.book())] == [two, one]


def test_what_cannot_be_assessed_is_left_for_a_person_and_not_tried_for_ever() -> None:
    desk, clock = desk_at()
    runner = Counting(refuses=True)
    rounds = Rounds(desk=desk, runner=runner)
    _, case, craft = case_of(desk)
    all_steps(rounds)
    all_steps(rounds)
    assert len(runner.asked) == 1
    clock.go_on(minutes=15)
    newer_report(desk, case, craft)
    all_steps(rounds)
    assert len(runner.asked) == 2


def test_texts_are_erased_every_hour_and_not_at_every_step() -> None:
    desk, clock = desk_at()
    called(desk)
    rounds = Rounds(desk=desk, runner=Counting())
    all_steps(rounds)
    assert not desk.book().erased
    clock.go_on(days=4)
    all_steps(rounds)
    assert desk.book().erased
    assert all_steps(rounds) == 0


def test_a_sweep_that_fails_does_not_hold_up_assessments(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, _ = desk_at()
    runner = Counting()
    rounds = Rounds(desk=desk, runner=runner)
    case_of(desk)

    def fails(*_: object, **__: object) -> None:
        raise StoreError("vault.file", "no")

    monkeypatch.setattr("estran.room.background.sweep", fails)
    with pytest.raises(StoreError):
        rounds.step()
    all_steps(rounds)
    assert len(runner.asked) == 1


def test_the_same_key_computes_once() -> None:
    desk, _ = desk_at()
    runner = Counting()
    _, case, _ = case_of(desk)
    first, _ = assess_case(desk, DOVER, Asked(case=case), runner=runner, key="a-1")
    again, _ = assess_case(desk, DOVER, Asked(case=case), runner=runner, key="a-1")
    assert first == again
    assert len(runner.asked) == 1


@pytest.mark.slow
def test_computing_here_gives_what_is_kept() -> None:
    desk, clock = desk_at()
    _, case, _ = case_of(desk)
    rounds = Rounds(desk=desk, runner=Here(), particles=500)
    all_steps(rounds)
    made = desk.book().case(case).assessments[0][1]
    assert desk.ports.store.artifact(made.artifact) is not None
    assert clock.now() - made.as_of < timedelta(hours=1)
