"""Every kind of event that a person may enter has a route, a form and an example that is taken."""

from __future__ import annotations

from datetime import timedelta

import pytest

from estran.casebook.admission import WITHOUT_CASE
from estran.room.enter import form_of
from estran.room.entries import ENTRIES
from estran.server.entry_examples import EXAMPLES
from estran.server.forms import model_of
from tests.support.rooms import CALL, Person, Room, alone
from tests.support.servers import Server

REFUSED_HERE = {
    "case.closed": "case.gates_open",
    "contradiction.settled": "contradiction.none",
    "settlement.undone": "settlement.none",
}
"""Examples that do not fit the night as told: what stands in their way, by its code."""


def address(kind: str, case: str = "C-0001") -> str:
    if ENTRIES[kind].of_case or kind in WITHOUT_CASE:
        return f"/api/cases/{case}/events/{kind}"
    return f"/api/events/{kind}"


def prepared(dover: Person) -> None:
    dover.opened()
    dover.done("/api/reports", {**CALL, "persons": "40"})
    dover.done("/api/reports", {"source": "ship", "text": "test, test"})
    dover.done("/api/calls", {"phone": "+33612345678"})
    dover.done("/api/cases/C-0001/messages/sitrep", {"to": ["Gris-Nez"]})


def test_there_is_an_example_for_every_kind_and_for_no_other() -> None:
    assert set(EXAMPLES) == set(ENTRIES)


def test_the_examples_read_from_top_to_bottom_are_one_night() -> None:
    server = Server()
    mine = alone(server)
    prepared(mine)
    for kind, example in EXAMPLES.items():
        given = {**example}
        if kind in ("handover.refused", "handover.accepted"):
            given |= {"centre": "Gris-Nez", "heard": "telephone"}  # said by the other side
        if kind == "alarm.answered":
            server.clock.move(timedelta(minutes=45))  # and nothing has been heard
        if kind == "handover.refused":
            mine.done(address("handover.offered"), EXAMPLES["handover.offered"])
        answer = mine.post(address(kind), given)
        if kind in REFUSED_HERE:
            assert answer.json()["code"] == REFUSED_HERE[kind], f"{kind}: {answer.text}"
        else:
            assert answer.status_code == 201, f"{kind}: {answer.text}"
            assert answer.json()["entries"][0]["kind"] == kind


def test_the_description_holds_each_kind_with_its_sentence_and_its_example() -> None:
    found = Room().server.room().get("/api/openapi.json").json()
    for kind in ENTRIES:
        path = address(kind, "{case}")
        operation = found["paths"][path]["post"]
        assert operation["summary"].endswith((".", "?")), kind
        schema = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        form = found["components"]["schemas"][schema.rpartition("/")[2]]
        assert form["examples"] == [dict(EXAMPLES[kind])], kind
        asked_for = {name for name, _, needed in form_of(kind) if needed}
        assert set(form.get("required", [])) == asked_for, kind
        assert form["additionalProperties"] is False


@pytest.mark.parametrize("kind", sorted(ENTRIES))
def test_nobody_types_what_the_room_numbers_or_works_out(kind: str) -> None:
    hidden = {*ENTRIES[kind].derived, ENTRIES[kind].numbered} - {""}
    assert not hidden & set(model_of(kind, example={}).model_fields)


def test_a_private_text_does_not_come_back_from_its_entry() -> None:
    dover = Room().dover()
    dover.opened()
    made = dover.done("/api/cases/C-0001/events/note.added", {"text": "they shout"})
    assert made["entries"][0]["body"] == {}


def test_a_kind_that_the_room_writes_itself_has_no_route() -> None:
    dover = Room().dover()
    dover.opened()
    for kind in ("assessment.made", "likelihood.computed", "report.received", "text.erased"):
        assert dover.post(f"/api/cases/C-0001/events/{kind}", {}).status_code == 404
        assert dover.post(f"/api/events/{kind}", {}).status_code in {404, 405}
