"""What lies under a map over HTTP: the coast of an area, and the water's edge at a time."""

from typing import Any

from fastapi import Request, Response

from estran.exchange.area_map import area_map
from estran.quantities.instants import parse_instant
from estran.room.waterlines import waterline_at
from estran.server.asking import Asking
from estran.server.looking import looking
from estran.server.packed import packed
from estran.server.route import Route

JSON: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"type": "object"}}}},
    304: {"description": "Not changed since the tag that was sent."},
}


def read_area_map(request: Request, area: str) -> Response:
    """Return coast, rescue lines, places, harbours and canals of an area, and what is not held."""
    return packed(request, area_map(area), media="application/json")


def read_waterline(asked: Asking, request: Request, area: str, at: str) -> Response:
    """Return the water's edge at a time: up to an hour after now, or within a forecast."""
    found = waterline_at(looking(asked), area, at=parse_instant(at))
    return packed(request, found, media="application/json")


ROUTES = (
    Route(
        method="GET",
        path="/api/areas/{area}/map",
        action="read_reference",
        operation="read_area_map",
        tag="areas",
        summary="Coast, rescue lines, places, harbours and canals, as GeoJSON",
        handler=read_area_map,
        answers=JSON,
    ),
    Route(
        method="GET",
        path="/api/areas/{area}/waterline",
        action="read_case",
        operation="read_waterline",
        tag="areas",
        summary="The water's edge at a time, with how far it may lie elsewhere",
        handler=read_waterline,
        answers=JSON,
    ),
)
