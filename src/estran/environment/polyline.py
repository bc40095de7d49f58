"""Plane geometry of lines and rings: which side, how far, inside or not.

Numbers in one flat coordinate system only; nothing here knows degrees, regions or coasts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from estran.quantities.arrays import Bools, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Polyline:
    """A line of two or more points, travelled in their order.

    Attributes
    ----------
    x, y : (p,) arrays
        Coordinates in the same unit; no two points that follow each other may coincide.
    """

    x: Floats
    y: Floats


def extended(line: Polyline, *, length: float) -> Polyline:
    """Return the line continued straight beyond both its ends by `length` (its own unit)."""
    first = _unit(line.x[0] - line.x[1], line.y[0] - line.y[1]) * length
    last = _unit(line.x[-1] - line.x[-2], line.y[-1] - line.y[-2]) * length
    return Polyline(
        x=np.concatenate(([line.x[0] + first[0]], line.x, [line.x[-1] + last[0]])),
        y=np.concatenate(([line.y[0] + first[1]], line.y, [line.y[-1] + last[1]])),
    )


def signed_distance(line: Polyline, *, x: Floats, y: Floats) -> Floats:
    """Return the distance of points from a line, positive on its left.

    Parameters
    ----------
    line : Polyline
        The line. Beyond its ends the sign is that of its end segment continued.
    x, y : (n,) arrays
        Points, in the unit of the line.

    Returns
    -------
    (n,) array
        Signed distance, in the unit of the line.

    Notes
    -----
    The sign is taken from the normal of the nearest segment and, where a vertex is nearest, from
    the sum of the normals that meet there: no other choice is right on both sides of a bend.
    """
    nearest = np.full(x.shape, np.inf)
    sign = np.zeros(x.shape)
    normals = _normals(line)
    corners = np.vstack((normals[:1], normals[:-1] + normals[1:], normals[-1:]))
    for k, normal in enumerate(normals):
        across_x, across_y, along = _offset(line, k, x, y)
        squared = across_x * across_x + across_y * across_y
        closer = squared < nearest
        nearest = np.where(closer, squared, nearest)
        choices = [
            across_x * to_left[0] + across_y * to_left[1]
            for to_left in (corners[k], corners[k + 1], normal)
        ]
        side = np.where(along <= 0, choices[0], np.where(along >= 1, choices[1], choices[2]))
        sign = np.where(closer, side, sign)
    return np.copysign(np.sqrt(nearest), sign)


def distance(line: Polyline, *, x: Floats, y: Floats) -> Floats:
    """Return the distance of (n,) points from a line, in its unit."""
    return np.abs(signed_distance(line, x=x, y=y))


def inside_ring(ring: Polyline, *, x: Floats, y: Floats) -> Bools:
    """Return which of (n,) points lie inside a ring, closed from its last point to its first."""
    inside = np.zeros(x.shape, dtype=bool)
    before_x, before_y = np.roll(ring.x, 1), np.roll(ring.y, 1)
    for x0, y0, x1, y1 in zip(before_x, before_y, ring.x, ring.y, strict=True):
        if y0 != y1:
            crosses = ((y0 > y) != (y1 > y)) & (x < x0 + (y - y0) * (x1 - x0) / (y1 - y0))
            inside ^= crosses
    return inside


def _unit(east: float, north: float) -> Floats:
    return np.array([east, north]) / np.hypot(east, north)


def _normals(line: Polyline) -> Floats:
    """Return the unit normals of the segments, to the left of travel, (p - 1, 2)."""
    dx, dy = np.diff(line.x), np.diff(line.y)
    return np.column_stack((-dy, dx)) / np.hypot(dx, dy)[:, np.newaxis]


def _offset(line: Polyline, k: int, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
    """Vector from segment `k` to each point, and where along the segment its foot lies, 0 to 1."""
    dx, dy = line.x[k + 1] - line.x[k], line.y[k + 1] - line.y[k]
    from_x, from_y = x - line.x[k], y - line.y[k]
    along = np.clip((from_x * dx + from_y * dy) / (dx * dx + dy * dy), 0.0, 1.0)
    return from_x - along * dx, from_y - along * dy, along
