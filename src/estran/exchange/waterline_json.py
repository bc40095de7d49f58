"""The water's edge along a coast as plain values for a screen. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from estran.language.catalogue import say

if TYPE_CHECKING:
    from estran.assess.waterline_map import WaterlineMap
    from estran.quantities.arrays import Floats

DECIMALS = 4  # of a degree, about 10 m; the raster beneath has cells of 100 m


def waterline_of(found: WaterlineMap, *, area: str, at: str, language: str) -> bytes:
    """Return the edge at the mean of the slopes, and at both ends of them, as JSON with GeoJSON.

    Parameters
    ----------
    found : WaterlineMap
        At that time.
    area, at : str
        Of which area, and when.
    language : str
        Of the note.
    """
    edges = {"likely": found.likely, "steepest": found.steepest, "flattest": found.flattest}
    body = {
        "area": area,
        "at": at,
        "edges": {
            "type": "FeatureCollection",
            "features": [_feature(name, lines) for name, lines in edges.items()],
        },
        "level_above_mhws_m": {
            "low": round(found.level_low, 2),
            "high": round(found.level_high, 2),
            "sd": round(found.level_sd, 2),
        },
        "slope": {"low": found.slope.low, "high": found.slope.high, "source": "assumed"},
        "note": say(language, "screens.charted" if found.charted else "screens.waterline"),
    }
    return msgspec.json.encode(body)


def _feature(edge: str, lines: tuple[Floats, ...]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {
            "type": "MultiLineString",
            "coordinates": [line.round(DECIMALS).tolist() for line in lines],
        },
        "properties": {"edge": edge},
    }
