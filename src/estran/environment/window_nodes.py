"""Nodes laid over a box on a local plane: where they are. What holds at them is not known here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from estran.quantities.geodesy import LocalPlane

if TYPE_CHECKING:
    from estran.environment.tide import Box
    from estran.quantities.arrays import Floats
    from estran.quantities.geodesy import Position

METRES_PER_DEGREE = 111_000.0  # of latitude, a little low; of longitude more than half of it here


@dataclass(frozen=True, slots=True, eq=False)
class LaidNodes:
    """Nodes over a box: the plane, its first node [m], and where they are [degrees], (ny, nx)."""

    plane: LocalPlane
    box: Box
    west: float
    south: float
    longitude: Floats
    latitude: Floats


@lru_cache(maxsize=4)
def laid_nodes(box: Box, *, origin: Position, spacing: float) -> LaidNodes:
    """Lay nodes over a box; its edges bend on the plane, so the grid is cut around them.

    Parameters
    ----------
    box : Box
        To be covered.
    origin : Position
        Of the plane.
    spacing : float
        Between nodes [m].
    """
    plane = LocalPlane(origin=origin)
    way = np.linspace(0.0, 1.0, 33)
    across, up = box.west + way * (box.east - box.west), box.south + way * (box.north - box.south)
    edge_longitude = np.concatenate(
        (across, across, np.full(way.size, box.west), np.full(way.size, box.east))
    )
    edge_latitude = np.concatenate(
        (np.full(way.size, box.south), np.full(way.size, box.north), up, up)
    )
    east, north = plane.to_plane(longitude=edge_longitude, latitude=edge_latitude)
    x = spacing * np.arange(np.floor(east.min() / spacing), np.ceil(east.max() / spacing) + 1)
    y = spacing * np.arange(np.floor(north.min() / spacing), np.ceil(north.max() / spacing) + 1)
    longitude, latitude = plane.to_geographic(
        east=np.tile(x, (y.size, 1)), north=np.tile(y[:, np.newaxis], (1, x.size))
    )
    for nodes in (longitude, latitude):
        nodes.setflags(write=False)
    return LaidNodes(plane, box, float(x[0]), float(y[0]), longitude, latitude)


def clearance(
    off: Floats, box: Box, *, longitude: Floats, latitude: Floats, spacing: float
) -> Floats:
    """Return the distance from the coast that every place nearest to a node has.

    Parameters
    ----------
    off : (ny, nx) array
        Distance of the nodes themselves [m].
    box : Box
        What counts as inside.
    longitude, latitude : (ny, nx) arrays
        Of the nodes [degrees].
    spacing : float
        Between them [m].

    Returns
    -------
    (ny, nx) array
        Metres; NaN at the box's edge.
    """
    room = spacing / METRES_PER_DEGREE
    inner = (
        (latitude > box.south + room)
        & (latitude < box.north - room)
        & (longitude > box.west + 2.0 * room)
        & (longitude < box.east - 2.0 * room)
    )
    return np.where(inner, off - np.sqrt(0.5) * spacing, np.nan)
