"""The OpenAPI description of the API, made from the routes; no page of it comes from elsewhere."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi

from estran.server.problems import PROBLEM_SCHEMA
from estran.server.route import Route

API_VERSION = "0.1"


def description_of(app: FastAPI) -> dict[str, Any]:
    """Return the description as plain values; the same on every call."""
    ports = app.state.ports
    found = get_openapi(
        title="Estran",
        version=API_VERSION,
        summary="Decision support for small-boat emergencies in tidal waters. It never says go.",
        routes=app.routes,
    )
    components = found.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = dict(PROBLEM_SCHEMA)
    components["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": ports.cookie_name()},
        "bearer": {"type": "http", "scheme": "bearer"},
    }
    return found


async def read_description(request: Request) -> dict[str, Any]:
    """Return the description."""
    return description_of(request.app)


ROUTES = (
    Route(
        method="GET",
        path="/api/openapi.json",
        action="read_description",
        operation="read_description",
        tag="service",
        summary="This description",
        handler=read_description,
    ),
)
