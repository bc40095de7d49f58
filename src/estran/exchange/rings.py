"""Closed rings of [lon, lat] positions: their winding, and which lies within which.

Plane geometry on the numbers as they stand; no projection, no format and no file is known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Ring: TypeAlias = list[tuple[float, float]]


def signed_area(ring: Sequence[tuple[float, float]]) -> float:
    """Return the area inside a closed ring, positive where it runs counter-clockwise.

    Parameters
    ----------
    ring : sequence of (x, y)
        First position repeated at the end; any unit. The answer has that unit squared.
    """
    points = np.asarray(ring, dtype=np.float64) - np.asarray(ring[0], dtype=np.float64)
    x, y = points[:, 0], points[:, 1]
    return float(0.5 * (x[:-1] @ y[1:] - x[1:] @ y[:-1]))


def contains(ring: Sequence[tuple[float, float]], position: tuple[float, float]) -> bool:
    """Tell whether a position lies inside a closed ring, by the crossings of a ray to the east.

    Parameters
    ----------
    ring : sequence of (x, y)
        First position repeated at the end.
    position : (x, y)
        A position that is not on the ring; on it the answer may be either.
    """
    points = np.asarray(ring, dtype=np.float64) - np.asarray(position, dtype=np.float64)
    (x0, y0), (x1, y1) = points[:-1].T, points[1:].T
    straddles = (y0 > 0.0) != (y1 > 0.0)
    cross = (x0 * y1 - x1 * y0)[straddles] * np.sign(y1 - y0)[straddles]
    return bool(np.count_nonzero(cross > 0.0) % 2)


def tidy(ring: Sequence[tuple[float, float]], *, decimals: int) -> list[Ring]:
    """Round a ring, close it, and take it apart where rounding made it touch itself.

    Returns
    -------
    list of closed rings
        No position of a ring comes twice in it, but for the last. Empty where no area is left.
    """
    loops: list[Ring] = []
    path: dict[tuple[float, float], None] = {}
    for x, y in (*ring, *ring[:1]):
        position = (round(x, decimals) + 0.0, round(y, decimals) + 0.0)
        if position in path:
            loops.append(_cut_off(path, position))
        path[position] = None
    return [loop for loop in loops if len(loop) >= 4 and signed_area(loop) != 0.0]


def _cut_off(path: dict[tuple[float, float], None], position: tuple[float, float]) -> Ring:
    """Take the loop that begins and ends at a position off the end of a path."""
    loop = [position]
    while loop[-1] != position or len(loop) == 1:
        loop.append(path.popitem()[0])
    return loop[::-1]


def nested(rings: Sequence[Ring]) -> list[list[Ring]]:
    """Sort closed rings that do not cross into polygons, each an outer ring followed by its holes.

    Outer rings run counter-clockwise and holes clockwise (RFC 7946, section 3.1.6). A ring inside
    a hole is the outer ring of a further polygon.

    Parameters
    ----------
    rings : sequence of closed rings
        In any order and of any winding, with area.
    """
    parents = _parents(rings)
    outer = [index for index, around in enumerate(parents) if len(around) % 2 == 0]
    polygons = {index: [_wound(rings[index], sense=1.0)] for index in outer}
    for index, around in enumerate(parents):
        if len(around) % 2 == 1:
            owner = max((i for i in around if i in polygons), key=lambda i: len(parents[i]))
            polygons[owner].append(_wound(rings[index], sense=-1.0))
    return list(polygons.values())


def _parents(rings: Sequence[Ring]) -> list[list[int]]:
    """Return for each ring which of the others lie around it."""
    if not rings:
        return []
    low = np.array([np.min(ring, axis=0) for ring in rings])
    high = np.array([np.max(ring, axis=0) for ring in rings])
    return [
        [
            other
            for other in _where((low <= low[index]) & (high >= high[index]))
            if other != index and contains(rings[other], _off(ring, rings[other]))
        ]
        for index, ring in enumerate(rings)
    ]


def _where(both: NDArray[np.bool_]) -> list[int]:
    """Return the rows of an (n, 2) array that hold on both axes."""
    return [int(row) for row in np.nonzero(both.all(axis=1))[0]]


def _off(ring: Ring, other: Ring) -> tuple[float, float]:
    """Return a position of a ring that the other ring does not share, where there is one."""
    shared = set(other)
    return next((position for position in ring if position not in shared), ring[0])


def _wound(ring: Ring, *, sense: float) -> Ring:
    return ring if signed_area(ring) * sense > 0.0 else ring[::-1]
