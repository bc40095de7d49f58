"""Every route fed from its own description with what fits and what does not: nothing fails here."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from estran.server.routes import ROUTES
from tests.support.servers import START_TOKEN, Server, log_in

if TYPE_CHECKING:
    from starlette.testclient import TestClient

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
FUZZED = settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
DESCRIPTION = "/api/openapi.json"


def one_person() -> tuple[TestClient, dict[str, str]]:
    return Server().local(), {"Host": "127.0.0.1", "Authorization": f"Bearer {START_TOKEN}"}


def supervisor() -> tuple[TestClient, dict[str, str]]:
    server = Server()
    server.account("supervisor")
    browser = server.room()
    headers = log_in(browser, "supervisor-1")
    headers |= {"Host": "room.example", "Cookie": f"estran={browser.cookies['estran']}"}
    return browser, headers


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda one: one.value)
@pytest.mark.parametrize("who", [one_person, supervisor])
@pytest.mark.parametrize("operation", [route.operation for route in ROUTES])
def test_no_route_fails_whatever_it_is_fed(operation, who, mode) -> None:
    browser, headers = who()
    schema = schemathesis.openapi.from_asgi(DESCRIPTION, browser.app, headers=headers)
    fed = schema.find_operation_by_id(operation)
    strategy = fed.as_strategy(generation_mode=mode)

    @FUZZED
    @given(case=strategy)
    def feed(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    with suppress(Unsatisfiable):  # a route that takes nothing cannot be fed wrongly
        feed()
