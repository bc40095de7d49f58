"""One route as data, and the gate before it: without an action no route can be registered.

The gate opens before the body is read. Routes themselves stand in files of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from estran.errors import DataError, RequestError
from estran.room.roles import ALLOWED, may
from estran.server.accept_language import language_of
from estran.server.door import READING, Caller, admitted, caller_of
from estran.server.reading import MOST_BYTES, CarefulRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from datetime import datetime

    from fastapi import FastAPI, Request, Response

    from estran.casebook.event import Author
    from estran.room.roles import Action
    from estran.server.ports import ServerPorts

ACTION = "x-action"
REPEATABLE = re.compile(r"[\x21-\x7e]{1,100}")
PROBLEM = {
    "description": "Refused: a problem as of RFC 9457, with a stable code.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One route.

    Attributes
    ----------
    method, path : str
        Such as ``POST`` and ``/api/session``.
    action : str
        What somebody wants to do; `estran.room.roles.ALLOWED` says which roles may.
    operation : str
        Name for programs; stable.
    tag, summary : str
        For readers of the description.
    handler : callable
        Takes an `Asked` and what the path and the body hold.
    status : int
        Of the answer where it succeeds.
    most_bytes : int
        Longest body.
    answers : mapping
        What else it may answer, as OpenAPI describes it.
    """

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    action: Action
    operation: str
    tag: str
    summary: str
    handler: Callable[..., Any]
    status: int = 200
    most_bytes: int = MOST_BYTES
    answers: Mapping[int | str, dict[str, Any]] = field(default_factory=dict)

    @property
    def public(self) -> bool:
        """Whether no log-in is needed."""
        return may("public", self.action)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that was let in, for its handler.

    Attributes
    ----------
    ports : ServerPorts
        The world.
    by : Author
        Who acts, in which role: this is what the record gets.
    caller : Caller
        How they came in.
    now : datetime
        When they were let in.
    language : str
        The language they asked for.
    repeat_key : str or None
        Their Idempotency-Key.
    address : str
        From where the request came.
    """

    ports: ServerPorts
    by: Author
    caller: Caller
    now: datetime
    language: str
    repeat_key: str | None
    address: str


class GatedRoute(APIRoute):
    """A route that looks up what it is for, and lets in who may."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler behind its gate."""
        inner = super().get_route_handler()
        extra = self.openapi_extra or {}
        action: Action | None = extra.get(ACTION)
        if action is None or action not in ALLOWED:
            raise DataError(
                "server.route_without_action",
                f"The route {self.path} names no action of room/roles.py.",
                path=self.path,
            )
        most = int(extra.get("x-most-bytes", MOST_BYTES))

        async def gated(request: Request) -> Response:
            asked = await run_in_threadpool(_let_in, request, action)
            request.state.asked = asked
            careful = CarefulRequest(request.scope, request.receive)
            await careful.read(most=most)
            return await inner(careful)

        return gated


def register(app: FastAPI, route: Route) -> None:
    """Add a route to the application, behind its gate."""
    security: list[dict[str, list[str]]] = [] if route.public else [{"session": []}, {"bearer": []}]
    app.router.add_api_route(
        route.path,
        route.handler,
        methods=[route.method],
        operation_id=route.operation,
        tags=[route.tag],
        summary=route.summary,
        status_code=route.status,
        responses={**route.answers, "default": PROBLEM},
        route_class_override=GatedRoute,
        openapi_extra={
            ACTION: route.action,
            "x-most-bytes": route.most_bytes,
            "security": security,
        },
    )


def _let_in(request: Request, action: Action) -> Asked:
    ports: ServerPorts = request.app.state.ports
    now = ports.clock.now()
    caller = caller_of(request, ports, now=now)
    return Asked(
        ports=ports,
        by=admitted(request, caller, action),
        caller=caller,
        now=now,
        language=language_of(request.headers.get("Accept-Language", "")),
        repeat_key=_repeat_key(request),
        address=request.client.host if request.client else "",
    )


def _repeat_key(request: Request) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is None or request.method in READING:
        return None
    if not REPEATABLE.fullmatch(key):
        raise RequestError(
            "request.repeat_key",
            "An Idempotency-Key has 1 to 100 letters, digits and marks, and no space.",
        )
    return key
