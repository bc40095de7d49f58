"""News as server-sent events: what a role may know of, resumed where a page left off."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from threading import Timer
from typing import Any

import pytest

from estran.server import stream_routes
from tests.support.coroutines import run_to_its_end
from tests.support.rooms import CALL, PATROL, Person, Room
from tests.support.servers import Server


@dataclass
class Turns:
    """Lets a stream go round some times before the server stops."""

    left: int = 1

    def stopping(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> Turns:
    monkeypatch.setattr(stream_routes, "REST_S", 0.0)
    return Turns()


@pytest.fixture
def room(turns: Turns) -> Room:
    return Room(Server(stopping=turns.stopping))


def followed(person: Person, turns: Turns, *, rounds: int = 1, last: str = "") -> list[Any]:
    turns.left = rounds
    headers = {"Last-Event-ID": last} if last else {}
    answer = person.browser.get("/api/stream", headers={**person.headers, **headers})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    rows = [line[6:] for line in answer.text.splitlines() if line.startswith("data: ")]
    ids = [line[4:] for line in answer.text.splitlines() if line.startswith("id: ")]
    found = [json.loads(one) for one in rows]
    assert [str(one["seq"]) for one in found] == ids
    return found


def test_a_page_follows_from_now_on_and_resumes_where_it_left_off(room: Room, turns: Turns) -> None:
    dover = room.dover()
    dover.opened()
    assert followed(dover, turns) == []
    all_of_it = followed(dover, turns, last="0")
    assert [one["seq"] for one in all_of_it] == [1, 2, 3, 4, 5]
    assert set(all_of_it[0]) == {"seq", "kind", "case"}
    rest = followed(dover, turns, last="3")
    assert rest == all_of_it[3:]


def test_a_long_absence_is_made_up_for_bit_by_bit(
    room: Room, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("estran.room.following.AT_ONCE", 2)
    dover = room.dover()
    dover.opened()
    found = followed(dover, turns, rounds=4, last="0")
    assert [one["seq"] for one in found] == [1, 2, 3, 4, 5]


def test_each_role_hears_of_what_it_may_know(room: Room, turns: Turns) -> None:
    dover = room.dover()
    officer = room.person("enforcement")
    volunteer = room.person("volunteer", login="volunteer-line-1")
    analyst = room.person("analyst")
    dover.opened()
    dover.opened(PATROL)
    volunteer.done("/api/reports", CALL)
    assert {one["case"] for one in followed(officer, turns, last="0")} == {"C-0002"}
    mine = followed(volunteer, turns, last="0")
    assert {one["kind"] for one in mine} == {"report.received", "centre.told"}
    assert {one["case"] for one in mine} == {""}
    assert followed(analyst, turns, last="0") == []


def test_a_stream_ends_with_its_session(
    room: Room, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream_routes, "BEATS_TO_SAY_ALIVE", 1)
    dover = room.dover()
    boss = room.person("supervisor", login="dover-supervisor-1")
    account = next(one for one in boss.seen("/api/accounts") if one["login"] == "dover-watch-1")
    rounds = followed_until_shut(room, turns, dover, boss, account["id"])
    assert rounds < 50


def followed_until_shut(
    room: Room, turns: Turns, person: Person, boss: Person, account: str
) -> int:
    """Follow with an account that is shut while it follows; return how many rounds it went."""

    def stopping() -> bool:
        turns.left -= 1
        if turns.left == 45:
            room.server.accounts.disable(account)
        return turns.left < 0

    turns.left = 50
    app: Any = room.app
    object.__setattr__(app.state.ports, "stopping", stopping)
    person.browser.get("/api/stream", headers=person.headers)
    assert boss.get("/api/me").status_code == 200
    return 50 - turns.left


@pytest.mark.parametrize("said", ["x", "-1", "1e3", "٣", "9" * 40, "1 2"])
def test_a_last_event_that_is_no_number_is_refused(room: Room, turns: Turns, said: str) -> None:
    dover = room.dover()
    headers: Any = {**dover.headers, "Last-Event-ID": said.encode()}
    answer = dover.browser.get("/api/stream", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "request.last_event")
    assert turns.left == 1


def test_what_is_written_here_is_told_before_the_next_look() -> None:
    """The bell is rung by another thread; whoever rests in the loop wakes."""

    async def rested() -> float:
        bell = stream_routes._Bell()
        loop = asyncio.get_running_loop()
        begun = loop.time()
        Timer(0.05, bell.ring).start()
        await bell.rest()
        return loop.time() - begun

    assert run_to_its_end(rested()) < stream_routes.REST_S / 2
