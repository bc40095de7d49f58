"""Guard-rails over HTTP: every reading route, with every number that there is, for every role."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from estran.room.receipts import receipt
from estran.room.roles import may
from estran.room.take_in import MACHINE
from estran.server.routes import ROUTES
from tests.support.rooms import PATROL, Person, Room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.server.route import Route

READING = tuple(one for one in ROUTES if one.method == "GET")
LATER_A_CALL, NO_CALL, CALLED = "C-0003", "C-0002", "C-0001"
PLACES = {
    "case": ("C-0001", "C-0002", "C-0003", "C-0009"),
    "report": ("R-0001", "R-0002", "R-0003", "R-0004", "R-0009"),
    "assessment": ("A-0001-1", "A-0002-1"),
    "message": ("P-0001-1", "P-0002-1"),
    "account": ("a1",),
    "key": ("k1",),
    "seq": ("1",),
    "form": ("sitrep",),
    "area": ("dover_strait",),
    "doctrine": ("LAW",),
    "rule": ("LAW-HELP",),
    "source": ("osm",),
    "assumption": ("beach_slope",),
    "name": ("none.js",),
}
QUERY = {"at": "2026-03-14T05:00Z", "after": 0}
SEALED = ("SECRETWORDS", "they shout SECRETNOTE", "+33612345678")


def filled() -> Room:
    """A room with a call for help, a sighting by a patrol, and one that became a call later."""
    room = Room()
    dover = room.dover()
    dover.opened()
    dover.opened(PATROL)
    dover.opened(PATROL)
    later = dover.done("/api/reports", {**PATROL, "source": "caller"})["number"]
    link = {"report": later, "craft": "B-0003", "decision": "same", "why": "the same boat"}
    dover.done(f"/api/cases/{LATER_A_CALL}/events/link.decided", link)
    for case in (CALLED, NO_CALL, LATER_A_CALL):
        note = {"text": "they shout SECRETNOTE"}
        dover.done(f"/api/cases/{case}/events/note.added", note)
        dover.done(f"/api/cases/{case}/messages/sitrep", {"to": ["Gris-Nez"]})
    return room


def addresses(route: Route) -> Iterator[str]:
    """Yield a route's addresses with every number that there is, and some that there are not."""
    found = [route.path]
    for name in re.findall(r"\{(\w+)\}", route.path):
        found = [one.replace(f"{{{name}}}", given) for one in found for given in PLACES[name]]
    yield from found


def walked(person: Person) -> Iterator[tuple[str, Any]]:
    for route in READING:
        for path in addresses(route):
            yield path, person.get(path, **QUERY)


def test_enforcement_learns_nothing_of_a_call_for_help_on_any_route() -> None:
    room = filled()
    officer = room.person("enforcement")
    seen = []
    for path, answer in walked(officer):
        assert answer.status_code < 500, path
        if answer.status_code == 200 and "openapi" not in path:
            assert CALLED not in answer.text, path
            assert LATER_A_CALL not in answer.text, path
            assert not re.search(r"R-000[134]\b|B-000[13]\b", answer.text), path
            seen.append(path)
    assert f"/api/cases/{NO_CALL}" in seen  # what no call for help opened is theirs to read


def test_a_case_that_is_not_theirs_looks_like_one_that_is_not_there() -> None:
    officer = filled().person("enforcement")
    hidden = officer.get(f"/api/cases/{CALLED}")
    absent = officer.get("/api/cases/C-0009")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.text.replace(CALLED, "") == absent.text.replace("C-0009", "")
    decision = {"option": "I6", "choice": "chosen", "why": "people in the water"}
    posted = officer.post(f"/api/cases/{CALLED}/events/decision.taken", decision)
    assert posted.status_code == 404


def test_what_is_a_call_today_is_hidden_as_of_yesterday_too() -> None:
    officer = filled().person("enforcement")
    path = f"/api/cases/{LATER_A_CALL}/as-of"
    assert officer.get(path, at="2026-03-14T05:00Z").status_code == 404


@pytest.mark.parametrize("role", ["volunteer", "enforcement", "analyst"])
def test_no_route_shows_a_private_text_to_a_role_that_may_not_read_it(role: Any) -> None:
    assert not may(role, "read_sealed")
    for path, answer in walked(filled().person(role)):
        for words in SEALED:
            assert words not in answer.text, path


def test_no_route_gives_a_telephone_number_or_its_mark_to_anybody() -> None:
    room = filled()
    marks = [
        room.server.desk.text_of(record.said.phone.sealed)
        for record in room.server.desk.book().reports.values()
        if record.said.phone
    ]
    assert marks
    assert all(marks)
    boss = room.person("supervisor")
    for person in (boss, room.gris_nez()):
        for path, answer in walked(person):
            assert "+33612345678" not in answer.text, path
            assert not [one for one in marks if one and one in answer.text], path


def test_every_look_at_a_case_says_who_coordinates() -> None:
    room = filled()
    dover = room.dover_again()
    for path in ("/api/cases", "/api/queue", f"/api/cases/{CALLED}", f"/api/cases/{NO_CALL}"):
        assert "Coordinator: Dover" in dover.get(path).text
    page = room.gris_nez().seen("/api/events", after=0)
    named = {one["case"] for one in page["entries"] if one["case"]}
    assert set(page["coordinators"]) == named
    assert all(said.startswith("Coordinator: ") for said in page["coordinators"].values())


@pytest.mark.parametrize(
    "sweep",
    [
        {"positions": ["51N 1E", "52N 1E"]},
        {"position": "51N 1E"},
        {"at": "2026-03-14T12:00Z"},
        {"hours": [1, 2, 3]},
        {"hours": 100},
        {"particles": 1_000_000},
        {"backward": True},
    ],
    ids=str,
)
def test_nobody_sweeps_over_places_or_times(sweep: dict[str, Any]) -> None:
    room = Room()
    dover = room.dover()
    _, case, _ = dover.opened()
    answer = dover.post(f"/api/cases/{case}/assessments", sweep)
    assert (answer.status_code, answer.json()["code"]) == (422, "request.fields")


def test_no_route_takes_a_place_but_reports_and_what_was_done() -> None:
    """The only places that are typed are those of a report, of a recovery and of a search."""
    found = Room().server.room().get("/api/openapi.json").json()
    schemas = found["components"]["schemas"]
    placed = {name for name, one in schemas.items() if "positions" in one.get("properties", {})}
    assert placed == {"ReportGiven", "RecoveryReported"}
    assert "corners" in schemas["SearchDone"]["properties"]


@pytest.mark.parametrize("kind", ["case.closed", "case.suspended", "case.ended"])
def test_no_entry_may_lie_ahead(kind: str) -> None:
    room = Room()
    dover = room.dover()
    boss = room.person("supervisor", login="dover-supervisor-1")
    _, case, _ = dover.opened()
    body: dict[str, Any] = {"why": "a reason", "at": "2026-03-14T07:00Z"}
    if kind == "case.closed":
        body["ground"] = "found"
    if kind == "case.suspended":
        body |= {"review_at": "2026-03-15T04:40Z", "resume_if": ["daylight"]}
    answer = boss.post(f"/api/cases/{case}/events/{kind}", body)
    assert (answer.status_code, answer.json()["code"]) == (422, "time.not_yet")


def test_the_public_reads_first_words_in_every_language_and_nothing_that_goes_on() -> None:
    room = filled()
    browser = room.server.room()
    words = browser.get("/api/public/intake-words").json()
    assert {one["language"] for one in words} == {"en", "fr"}
    for one in words:
        assert {"112", "196", "999"} <= set(re.findall(r"\d+", one["call"]))
    assert browser.get("/api/public/months").json() == []


def test_the_program_itself_gives_no_receipt() -> None:
    room = filled()
    with pytest.raises(Exception, match="role system"):
        receipt(room.server.desk, MACHINE, "R-0001")
