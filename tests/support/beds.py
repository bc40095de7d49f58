"""Grids of depth made by hand: plane beaches, banks, holes; and the sea with them kept."""

from dataclasses import replace
from typing import Any

import numpy as np

from estran.environment.kept_field import KeptField
from estran.environment.kept_sea import KeptSea
from estran.environment.sea import SeaFields, load_sea_fields
from tests.support.kept import START

FIELDS = load_sea_fields()
BOX = (50.98, 51.12, 1.95, 2.25)
"""South, north, west, east: the sands east of Gravelines."""
STEP = 0.001


def grid(depth, *, datum="lat", box=BOX, step=STEP, **other) -> KeptField:
    """A grid over a box; `depth` is a number, or a function of longitude and latitude."""
    south, north, west, east = box
    latitude, longitude = np.arange(south, north, step), np.arange(west, east, 1.5 * step)
    values = depth(*np.meshgrid(longitude, latitude)) if callable(depth) else depth
    said: dict[str, Any] = {
        "layer": "depth",
        "source": "tests",
        "title": "soundings made for tests",
        "unit": "m",
        "licence": "made for tests",
        "times": np.array([0.0]),
        "fetched_at": START - 3600.0,
        "resolution": 110.0,
    }
    shape = (1, latitude.size, longitude.size)
    return KeptField(
        latitude=latitude,
        longitude=longitude,
        values=np.broadcast_to(np.asarray(values, dtype=np.float32), shape),
        datum=datum,
        **(said | other),
    )


def beach(slope: float, *, datum="lat", **other) -> KeptField:
    """A bed that falls evenly from high water springs at the coast line, below its own datum."""

    def depth(longitude, latitude):
        assert FIELDS.tide is not None
        marks = FIELDS.tide.marks(longitude=longitude.ravel(), latitude=latitude.ravel())
        zero = marks.lowest if datum == "lat" else marks.mean
        off = FIELDS.coast.distance(longitude=longitude, latitude=latitude)
        return slope * off - (marks.springs - zero).reshape(longitude.shape)

    return grid(depth, datum=datum, **other)


def keeping(*fields: KeptField) -> SeaFields:
    """The embedded sea with these fields kept."""
    return replace(FIELDS, kept=KeptSea(fields))
