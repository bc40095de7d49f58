"""Depths of an area from a grid behind ERDDAP, as EMODnet and GEBCO have theirs: CSV of a box.

Elevations turn into depths, positive downwards; land that dries has a negative one.
"""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING
from urllib.parse import quote

import numpy as np

from estran.adapters.live.wanted import Series, sound_field, strange, unit_is, wrapped
from estran.errors import SeaSourceError

if TYPE_CHECKING:
    from estran.adapters.live.asking import Answer, Asker
    from estran.adapters.live.wanted import Wanted
    from estran.environment.kept_field import KeptField
    from estran.environment.sea_sources import SeaSource
    from estran.quantities.arrays import Floats

NO_DEPTH = 20_000.0
"""Elevations of this size stand for no value (-32768, 99999, 1e20)."""
SLACK = 2.0
"""A cut reaches its box but for so many steps of its grid."""


def fetch_depth(asker: Asker, source: SeaSource, wanted: Wanted) -> tuple[list[KeptField], Answer]:
    """Return the depths of the box, and the answer they came in.

    Raises
    ------
    SeaSourceError
        Where nothing sound comes, or only a part of the box.
    """
    grid, box = source.details["grid"], wanted.box
    cut = "".join(
        f"[({first}):{grid['stride']}:({last})]"
        for first, last in ((box.south, box.north), (box.west, box.east))
    )
    answer = asker.ask(f"{source.address}.csv?{grid['variable']}{quote(cut, safe='():')}")
    latitude, longitude, depth = _read(answer, grid["variable"], grid["unit"])
    slack = SLACK * grid["stride"] * grid["step_deg"]
    reached = (
        latitude[0] <= box.south + slack
        and latitude[-1] >= box.north - slack
        and longitude[0] <= box.west + slack
        and longitude[-1] >= box.east - slack
    )
    if not reached:
        raise strange(answer.host, "only a part of the area")
    series = Series("depth", np.array([0.0]), latitude, longitude, depth[np.newaxis])
    field = sound_field(series, source=source, now=wanted.now, host=answer.host)
    return [replace(field, datum=grid["datum"], sha256="")], answer


def _read(answer: Answer, variable: str, unit: str) -> tuple[Floats, Floats, Floats]:
    """Return latitudes, longitudes and depths over both, checked to be a whole grid."""
    host = answer.host
    try:
        names, units, rest = answer.content.decode("utf-8").split("\n", 2)
        named = dict(zip(_cells(names), _cells(units), strict=True))
        if list(named) != ["latitude", "longitude", variable]:
            raise strange(host, "other columns")
        unit_is(named, variable, unit, host=host)
        if not rest.strip() or not rest.endswith("\n"):
            raise _half(host)
        rows = np.loadtxt(StringIO(rest), delimiter=",", ndmin=2)
    except ValueError as error:
        raise strange(host, "no table of numbers") from error
    if rows.shape[1] != len(named) or not np.all(np.isfinite(rows[:, :2])):
        raise strange(host, "no table of numbers")
    latitude, row = np.unique(rows[:, 0], return_inverse=True)
    longitude, column = np.unique(wrapped(rows[:, 1]), return_inverse=True)
    if rows.shape[0] != latitude.size * longitude.size:
        raise _half(host)
    height = np.full((latitude.size, longitude.size), np.nan)
    height[row, column] = rows[:, 2]
    height[~(np.abs(height) < NO_DEPTH)] = np.nan
    return latitude, longitude, -height


def _cells(line: str) -> list[str]:
    return line.rstrip("\r").split(",")


def _half(host: str) -> SeaSourceError:
    return SeaSourceError("live.cut_short", f"What {host} sent was cut short.", host=host)
