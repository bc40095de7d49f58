"""Every route fed from its own description with what fits and what does not: nothing fails here."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from estran.server.entry_examples import EXAMPLES
from estran.server.routes import ROUTES
from tests.support.rooms import PATROL, Person, Room, alone
from tests.support.servers import START_TOKEN, Server

if TYPE_CHECKING:
    from starlette.testclient import TestClient

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
FUZZED = settings(
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
DESCRIPTION = "/api/openapi.json"
FEWER = 20
"""Examples for each of the many kinds of event, which share their handler."""


KNOWN = {
    "case": "C-0001",
    "report": "R-0001",
    "craft": "B-0001",
    "into": "B-0001",
    "other": "B-0002",
    "recovery": "V-0001",
    "call": "M-0001",
    "task": "T-0001-1",
    "relay": "Y-0001-1",
    "lead": "L-0001-1",
    "message": "P-0001-1",
    "to": "Gris-Nez",
}
"""What there is: half of all requests speak of it, so that they reach further than the door."""
SMALL = {"particles": 100, "hours": 1}


def one_person() -> tuple[TestClient, dict[str, str]]:
    server = Server()
    mine = alone(server)
    fill(mine)
    return mine.browser, {"Host": "127.0.0.1", "Authorization": f"Bearer {START_TOKEN}"}


def supervisor() -> tuple[TestClient, dict[str, str]]:
    room = Room()
    boss = room.person("supervisor")
    fill(boss)
    headers = boss.headers | {"Host": "room.example"}
    return boss.browser, headers | {"Cookie": f"estran={boss.browser.cookies['estran']}"}


def fill(person: Person) -> None:
    """Let there be something to speak of."""
    person.opened()
    person.opened(PATROL)
    person.done("/api/calls", {})
    for kind in ("recovery.reported", "task.requested", "relay.sent", "lead.opened"):
        person.done(f"/api/cases/C-0001/events/{kind}", dict(EXAMPLES[kind]))
    person.done("/api/cases/C-0001/messages/sitrep", {"to": ["Gris-Nez"]})


def aimed(case: Any) -> None:
    """Let a request speak of what there is, and compute little."""
    for name in set(case.path_parameters or {}) & set(KNOWN):
        case.path_parameters[name] = KNOWN[name]
    if isinstance(case.body, dict):
        known = {name: KNOWN[name] for name in set(case.body) & set(KNOWN)}
        case.body.update({name: got for name, got in known.items() if type(case.body[name]) is str})


def kept_small(case: Any) -> None:
    if isinstance(case.body, dict) and isinstance(case.body.get("particles", 0), int):
        case.body.update({name: SMALL[name] for name in set(case.body) & set(SMALL)})
        if case.operation.path.endswith(("/assessments", "/value")):
            case.body.update(SMALL)


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda one: one.value)
@pytest.mark.parametrize("who", [one_person, supervisor])
@pytest.mark.parametrize("operation", [route.operation for route in ROUTES])
def test_no_route_fails_whatever_it_is_fed(operation, who, mode) -> None:
    browser, headers = who()
    schema = schemathesis.openapi.from_asgi(DESCRIPTION, browser.app, headers=headers)
    fed = schema.find_operation_by_id(operation)
    strategy = fed.as_strategy(generation_mode=mode)
    count = FEWER if operation.startswith("enter_") else 60

    @settings(FUZZED, max_examples=count)
    @given(case=strategy, aim=st.booleans())
    def feed(*, case: schemathesis.Case[Any], aim: bool) -> None:
        if aim:
            aimed(case)
        if mode is GenerationMode.POSITIVE:
            kept_small(case)
        case.call_and_validate(headers=headers, checks=CHECKS)

    with suppress(Unsatisfiable):  # a route that takes nothing cannot be fed wrongly
        feed()
