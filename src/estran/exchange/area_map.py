"""An area as a map for a screen: coast, rescue lines, places, harbours, and what is not held. Pure.

Nothing is moved and nothing is added: what the house does not know is named, not drawn.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

from estran.environment.area import area_text, load_area
from estran.environment.area_shelf import by_area
from estran.language.catalogue import LANGUAGES, name_in
from estran.sources.library import source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estran.environment.area import Area
    from estran.environment.area_facts import BoundaryLine, Place

NOT_HELD = ("traffic_lanes", "depths", "banks_outlines", "territorial_limits", "buoyage")
"""What a chart has and the house does not."""

OPEN_STREET_MAP = "osm"

Json = dict[str, Any]


@by_area
def area_map(key: str) -> bytes:
    """Return the map of an area as JSON; the same bytes in every language.

    Parameters
    ----------
    key : str
        Such as ``dover_strait``.

    Raises
    ------
    UnknownNameError
        Where there is no such area.
    """
    area = load_area(key)
    coast = json.loads(area_text(key, "coast_osm.geojson"))
    return msgspec.json.encode(
        {
            "area": area.key,
            "name": area.name,
            "box": {
                "west": area.west,
                "south": area.south,
                "east": area.east,
                "north": area.north,
            },
            "coast": {
                "type": "FeatureCollection",
                "features": [_feature(one["geometry"]) for one in coast["features"]],
            },
            "coast_is": "mean high water springs",
            "lines": _collection(_line(one) for one in area.lines),
            "places": _collection(_place(one) for one in area.places),
            "inland": _collection(_inland(area)),
            "regions": [{"key": one.key, "coordinator": one.coordinator} for one in area.regions],
            "not_held": list(NOT_HELD),
            **_terms(area),
            "coast_source": coast["properties"]["source"],
            "not_for_navigation": True,
        }
    )


def _terms(area: Area) -> Json:
    """Whose coast line it is, and on what terms it may be used."""
    if area.coast_source == OPEN_STREET_MAP:
        return {"attribution": "© OpenStreetMap contributors", "licence": "ODbL-1.0"}
    named = area.sources.get(area.coast_source) or source(area.coast_source)
    return {"attribution": named.title, "licence": named.licence}


def _collection(features: Iterable[Json]) -> Json:
    return {"type": "FeatureCollection", "features": list(features)}


def _feature(geometry: Json, **properties: Any) -> Json:  # noqa: ANN401 -- any JSON
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _line(line: BoundaryLine) -> Json:
    return _feature(
        {
            "type": "LineString",
            "coordinates": [[one.longitude, one.latitude] for one in line.points],
        },
        key=line.key,
        kind="rescue_line",
        left=line.left,
        right=line.right,
        sources=sorted({one.source for one in line.points}),
        **_names("line", line.name),
    )


def _place(place: Place) -> Json:
    return _feature(
        {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        kind=place.kind,
        shore=place.shore,
        source=place.source,
        **_names("place", place.name),
    )


def _inland(area: Area) -> Iterable[Json]:
    for harbour in area.inland.harbours:
        ring = [list(one) for one in harbour.ring]
        closed = ring if ring[0] == ring[-1] else [*ring, ring[0]]
        yield _feature(
            {"type": "Polygon", "coordinates": [closed]}, kind="harbour", name=harbour.name
        )
    for canal in area.inland.canals:
        yield _feature(
            {"type": "LineString", "coordinates": [list(one) for one in canal.line]},
            kind="canal",
            name=canal.name,
            tidal=canal.tidal,
        )


def _names(table: str, name: str) -> Json:
    return {"name": name, "names": {one: name_in(one, table, name) for one in LANGUAGES}}
