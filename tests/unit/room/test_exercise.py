"""An exercise on a historic case: marked, on a clock that goes on, with nothing known too early."""

from __future__ import annotations

from datetime import timedelta

import pytest

from estran.errors import CasebookError, TimeError, UnknownNameError
from estran.quantities.instants import format_instant, parse_instant
from estran.room.clock import running_clock
from estran.room.exercise import Exercise, begin, seats
from estran.room.sign_in import Attempt, Limits, sign_in
from tests.support.desks import DOVER, ToldClock, desk_at
from tests.support.fake_accounts import FakeAccounts
from tests.support.servers import CountedTokens

NIGHT = Exercise(key="2022-12-14")


def test_the_clock_of_an_exercise_goes_on_with_the_wall() -> None:
    wall = ToldClock("2026-03-14T05:00Z")
    at = parse_instant("2022-12-14T02:13Z")
    clock = running_clock(at, watermark="EXERCISE 2022-12-14", wall=wall)
    assert clock.now() == at
    wall.go_on(minutes=7)
    assert clock.now() == at + timedelta(minutes=7)
    for mark in ("", "REPLAY 2022-12-14"):
        with pytest.raises(TimeError) as refusal:
            running_clock(at, watermark=mark, wall=wall)
        assert refusal.value.code == "clock.real"


def test_an_exercise_begins_when_both_centres_knew_or_with_the_first_message() -> None:
    assert format_instant(NIGHT.begins) == "2022-12-14T02:13Z"
    first = Exercise(key="2022-12-14", untouched=True)
    assert format_instant(first.begins) == "2022-12-14T01:53Z"
    with pytest.raises(UnknownNameError):
        _ = Exercise(key="2022-12-15").begins


def test_everything_of_it_is_marked_and_nothing_is_known_too_early() -> None:
    desk, _ = desk_at("2022-12-14T02:13Z", watermark=NIGHT.mark)
    done = begin(desk, DOVER, NIGHT)
    assert done is not None
    book = desk.book()
    case = book.case(done.case)
    assert case.watermark == "EXERCISE 2022-12-14"
    assert format_instant(case.told["Gris-Nez"].at) == "2022-12-14T02:02Z"
    assert len(case.assessments) == 1
    assert not case.notes  # what is contested was found out later
    assert "entered_water" not in book.report(done.report).said.fields
    assert begin(desk, DOVER, NIGHT) is None  # it goes on where it stood
    assert desk.book().seq == book.seq


def test_one_that_is_untouched_holds_nothing() -> None:
    first = Exercise(key="2022-12-14", untouched=True)
    desk, _ = desk_at("2022-12-14T01:53Z", watermark=first.mark)
    assert begin(desk, DOVER, first) is None
    assert desk.book().seq == 0


@pytest.mark.parametrize("mark", ["", "EXERCISE", "REPLAY 2022-12-14", "EXERCISE 2021-11-24"])
def test_it_is_entered_into_no_other_casebook(mark: str) -> None:
    desk, _ = desk_at("2022-12-14T02:13Z", watermark=mark)
    with pytest.raises(CasebookError) as refusal:
        begin(desk, DOVER, NIGHT)
    assert refusal.value.code == "exercise.casebook"
    assert desk.book().seq == 0


def test_both_sides_have_a_seat_and_can_take_it() -> None:
    accounts, tokens = FakeAccounts(), CountedTokens()
    now = parse_instant("2026-03-14T05:00Z")
    found = {one.login: one for one in seats(accounts, tokens, centre="Dover", now=now)}
    assert set(found) == {
        "dover-watch-1",
        "dover-supervisor-1",
        "gris-nez-watch-1",
        "oostende-watch-1",
        "volunteer-1",
    }
    other = found["gris-nez-watch-1"]
    assert (other.role, other.centre) == ("partner_centre", "Gris-Nez")
    for seat in found.values():
        attempt = Attempt(login=seat.login, password=seat.password, address="127.0.0.1")
        _, _, account = sign_in(accounts, tokens, Limits(), attempt=attempt, now=now)
        assert (account.role, account.centre) == (seat.role, seat.centre)
