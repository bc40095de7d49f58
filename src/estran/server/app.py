"""The application: routes of the table behind their gates, and the guards around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from estran.errors import EstranError, RequestError
from estran.server.accept_language import language_of
from estran.server.description import API_VERSION
from estran.server.guards import LastResort, OwnHosts, SecurityHeaders
from estran.server.problems import problem, status_of
from estran.server.route import register
from estran.server.routes import ROUTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estran.server.ports import ServerPorts
    from estran.server.route import Route


def create_app(ports: ServerPorts, *, routes: Iterable[Route] = ROUTES) -> FastAPI:
    """Return the application.

    Parameters
    ----------
    ports : ServerPorts
        Everything that it knows of the world.
    routes : iterable of Route
        The table; another one for tests only.

    Raises
    ------
    DataError
        Where a route names no action.
    """
    app = FastAPI(
        title="Estran",
        version=API_VERSION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.ports = ports
    for route in routes:
        register(app, route)
    app.add_exception_handler(EstranError, _refused)
    app.add_exception_handler(RequestValidationError, _unusable)
    app.add_exception_handler(HTTPException, _not_served)
    for guard in (LastResort, OwnHosts, SecurityHeaders):  # the last one is the outermost
        app.add_middleware(guard, ports=ports)
    return app


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, EstranError) or status_of(error) >= 500:
        raise error
    return problem(error, language=language_of(request.headers.get("Accept-Language", "")))


async def _unusable(request: Request, error: Exception) -> Response:
    """Say where a body does not fit; never what was in it, for it may be a password."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    fields = tuple(".".join(str(part) for part in one["loc"]) for one in found[:20])
    refusal = RequestError(
        "request.fields",
        f"These parts of the request are missing or cannot be used: {', '.join(fields)}. "
        "See /api/openapi.json.",
        fields=fields,
        problems=tuple(str(one["type"]) for one in found[:20]),
    )
    return await _refused(request, refusal)


async def _not_served(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 405:
        refusal = RequestError(
            "request.method",
            f"{request.method} is not served at this address. See /api/openapi.json.",
            method=request.method,
        )
    elif status == 404:
        refusal = RequestError(
            "request.address", "Nothing is served at this address. See /api/openapi.json."
        )
    else:
        refusal = RequestError("request.refused", "This request cannot be read. Send it anew.")
    return await _refused(request, refusal)
