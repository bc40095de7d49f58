"""Every route with every role, and with none: it opens for those that the table names, only."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from fastapi.routing import APIRoute  # noqa: TC002

from estran.errors import DataError
from estran.room.roles import ACCOUNT_ROLES, ALLOWED, may
from estran.server.route import GatedRoute, Route
from estran.server.routes import ROUTES
from tests.support.servers import Server, log_in

if TYPE_CHECKING:
    from estran.casebook.event import Role
    from estran.room.roles import Action

SHUT = {401, 403}
PUBLIC = {
    ("GET", "/"),
    ("GET", "/assets/{name}"),
    ("GET", "/worker.js"),
    ("GET", "/api/health"),
    ("GET", "/api/openapi.json"),
    ("POST", "/api/session"),
    ("POST", "/api/invitations/accept"),
    ("GET", "/api/public/intake-words"),
    ("GET", "/api/public/months"),
}
"""Written by hand: a route that opens without log-in has to be added here too."""


def named(route: Route) -> str:
    return f"{route.method} {route.path}"


def address(route: Route) -> str:
    return re.sub(r"\{\w+\}", "x1", route.path)


def test_the_application_serves_the_table_and_nothing_else() -> None:
    routes: list[APIRoute] = Server().room().app.routes  # type: ignore[attr-defined]
    served = Counter((method, one.path) for one in routes for method in one.methods or ())
    assert served == Counter((route.method, route.path) for route in ROUTES)
    assert all(isinstance(one, GatedRoute) for one in routes)


def test_every_handler_gets_who_asks_from_the_gate_and_never_from_the_address() -> None:
    """A handler whose annotations cannot be read at run time would take them from the query."""
    for one in Server().room().app.routes:  # type: ignore[attr-defined]
        from_outside = {field.name for field in one.dependant.query_params}
        assert not from_outside & {"asked", "request", "response", "ports"}, one.path


def test_operations_have_names_of_their_own() -> None:
    assert max(Counter(route.operation for route in ROUTES).values()) == 1


def test_what_opens_without_log_in_is_what_was_meant_to() -> None:
    assert {(route.method, route.path) for route in ROUTES if route.public} == PUBLIC


def test_without_log_in_a_route_is_shut_unless_it_is_public() -> None:
    browser = Server().room()
    for route in ROUTES:
        answer = browser.request(route.method, address(route))
        if route.public:
            assert answer.status_code not in SHUT, named(route)
        else:
            assert answer.status_code == 401, named(route)
            assert answer.json()["code"] == "session.missing", named(route)


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_a_route_opens_for_the_roles_of_its_action_only(role: Role) -> None:
    server = Server()
    login = server.account(role).login
    browser = server.room()
    headers = log_in(browser, login)
    for route in ROUTES:
        answer = browser.request(route.method, address(route), headers=headers)
        if route.action == "sign_out":
            headers = log_in(browser, login)
        if role in ALLOWED[route.action]:
            assert answer.status_code not in SHUT, f"{named(route)}: {answer.text}"
            assert answer.status_code < 500, f"{named(route)}: {answer.text}"
        else:
            assert answer.status_code == 403, named(route)
            assert answer.json()["code"] == "role.not_allowed", named(route)


def test_a_key_without_the_scope_opens_nothing() -> None:
    server = Server()
    browser = server.room()
    keys = {role: server.account(role) for role in ("supervisor", "partner_centre")}
    for route in ROUTES:
        role = "supervisor" if may("supervisor", route.action) else "partner_centre"
        other: Action = "take_in" if route.action != "take_in" else "read_queue"
        secret = server.key(keys[role], other)
        headers = {"Authorization": f"Bearer {secret}"}
        answer = browser.request(route.method, address(route), headers=headers)
        assert answer.status_code == 403, named(route)
        assert answer.json()["code"] == "key.scope", named(route)


def test_the_description_tells_what_a_route_is_for() -> None:
    found = Server().room().get("/api/openapi.json").json()
    for route in ROUTES:
        operation = found["paths"][route.path][route.method.lower()]
        assert operation["operationId"] == route.operation
        assert operation["x-action"] == route.action
        assert bool(operation["security"]) is not may("public", route.action)
        assert "application/problem+json" in operation["responses"]["default"]["content"]


def test_a_route_without_an_action_cannot_be_registered() -> None:
    route = Route(
        method="GET",
        path="/api/everything",
        action="do_as_you_like",  # type: ignore[arg-type]
        operation="everything",
        tag="x",
        summary="x",
        handler=lambda: "everything",
    )
    with pytest.raises(DataError, match="/api/everything"):
        Server().room(routes=[route])


def test_a_route_added_by_hand_through_the_gate_is_refused_too() -> None:
    app = Server().room().app
    with pytest.raises(DataError):
        app.router.add_api_route(  # type: ignore[attr-defined]
            "/api/by-hand", lambda: "x", route_class_override=GatedRoute
        )
