"""Published decimals: how many digits leave the house. On other machines these still agree."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from estran.assess.answer import Place
from estran.quantities.geodesy import Position
from estran.quantities.instants import format_instant
from estran.quantities.position_format import format_dmm

if TYPE_CHECKING:
    from datetime import datetime

    from estran.quantities.arrays import Floats
    from estran.quantities.geodesy import LocalPlane

SHARE_DECIMALS = 4
DEGREE_DECIMALS = 5  # about a metre
AREA_DECIMALS = 3


def place(position: Position) -> Place:
    """Return a position to `DEGREE_DECIMALS`, with its reading in minutes."""
    rounded = Position(
        latitude=round(position.latitude, DEGREE_DECIMALS),
        longitude=round(position.longitude, DEGREE_DECIMALS),
    )
    return Place(lat=rounded.latitude, lon=rounded.longitude, dmm=format_dmm(rounded))


def places(points: Floats, *, plane: LocalPlane) -> list[Place]:
    """Return (n, 2) points of the plane [m] as places."""
    longitude, latitude = plane.to_geographic(east=points[:, 0], north=points[:, 1])
    return [
        place(Position(latitude=float(north), longitude=float(east)))
        for east, north in zip(longitude, latitude, strict=True)
    ]


def share(value: float) -> float:
    """Return a share to `SHARE_DECIMALS`, within 0 and 1."""
    return round(min(max(float(value), 0.0), 1.0), SHARE_DECIMALS)


def shares_summing_to_one(values: Floats) -> list[float]:
    """Return shares to `SHARE_DECIMALS` that still sum to one, by largest remainder.

    Parameters
    ----------
    values : (k,) array
        Not negative, summing to one but for rounding.
    """
    units = 10**SHARE_DECIMALS
    scaled = np.asarray(values, dtype=np.float64) / np.sum(values) * units
    whole = np.floor(scaled).astype(int)
    rest = units - int(whole.sum())
    for index in np.argsort(whole - scaled, kind="stable")[:rest]:
        whole[index] += 1
    return [int(count) / units for count in whole]


def instant_after(start: datetime, seconds: float) -> str:
    """Return the time some seconds after the start, to the minute, as ISO text."""
    return format_instant(start + timedelta(minutes=round(seconds / 60.0)))
