"""How much longer the way by water is than the straight one, on a coarse grid of water and land.

Banks, depth and traffic lanes are not in it: a way here is no course to steer.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from estran.quantities.arrays import Bools, Floats

NEAREST = 4.0
"""So many spacings away, water may stand for a harbour or a beach that the grid calls land."""
DIAGONAL = sqrt(2.0)
FEWEST_NEIGHBOURS = 2  # a node of water with fewer by its side is a pond or a dock


@dataclass(frozen=True, slots=True, eq=False)
class Waters:
    """Water on a plane grid.

    Attributes
    ----------
    water : (ny, nx) bool array
        Where a hull can float.
    west, south, spacing : float
        First node and distance between nodes [m].
    """

    water: Bools
    west: float
    south: float
    spacing: float

    def detours(self, *, from_x: Floats, from_y: Floats, to_x: float, to_y: float) -> Floats:
        """Return by how much the way by water exceeds the straight one.

        Parameters
        ----------
        from_x, from_y : (k,) arrays
            Where units start [m].
        to_x, to_y : float
            Where they are needed [m].

        Returns
        -------
        (k,) array
            Metres, 0 where nothing stands between; NaN where no way by water is found.

        Notes
        -----
        Both ways are measured in steps along the eight directions of the grid, so that the error of
        that measure falls out of the difference. Within about one spacing of the truth.
        """
        open_water = _open(self.water)
        goal = self._nearest(open_water, x=to_x, y=to_y)
        if goal is None:
            return np.full(len(from_x), np.nan)
        along = water_distance(water=open_water, row=goal[0], column=goal[1])
        met = np.isfinite(along)
        starts = [
            self._nearest(met, x=float(x), y=float(y)) for x, y in zip(from_x, from_y, strict=True)
        ]
        steps = [
            np.nan if one is None else along[one] - _grid_distance(one, goal) for one in starts
        ]
        return np.asarray(np.maximum(steps, 0.0) * self.spacing, dtype=np.float64)

    def _nearest(self, where: Bools, *, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the nearest node marked, or None within `NEAREST` spacings."""
        column, row = (x - self.west) / self.spacing, (y - self.south) / self.spacing
        rows, columns = np.nonzero(where)
        if not rows.size:
            return None
        off = np.hypot(rows - row, columns - column)
        best = int(off.argmin())
        return (int(rows[best]), int(columns[best])) if off[best] <= NEAREST else None


def water_distance(*, water: Bools, row: int, column: int) -> Floats:
    """Return the length of the shortest way over water from one node to every other.

    Parameters
    ----------
    water : (ny, nx) bool array
        Nodes that may be passed.
    row, column : int
        The node from which it is measured.

    Returns
    -------
    (ny, nx) array
        In spacings, along the eight directions; infinite where there is no way.
    """
    rows, columns = water.shape
    edged = np.full((rows + 2, columns + 2), np.inf)
    inner = edged[1:-1, 1:-1]
    inner[row, column] = 0.0
    blocked = np.where(water, 0.0, np.inf)
    blocked[row, column] = 0.0
    while True:
        straight = np.minimum(
            np.minimum(edged[:-2, 1:-1], edged[2:, 1:-1]),
            np.minimum(edged[1:-1, :-2], edged[1:-1, 2:]),
        )
        slanted = np.minimum(
            np.minimum(edged[:-2, :-2], edged[2:, 2:]), np.minimum(edged[:-2, 2:], edged[2:, :-2])
        )
        better = np.minimum(straight + 1.0, slanted + DIAGONAL) + blocked
        if not (better < inner - 1e-9).any():
            return inner.copy()
        np.minimum(inner, better, out=inner)


def _open(water: Bools) -> Bools:
    """Water that has water by its side."""
    edged = np.pad(water, 1, constant_values=False).astype(np.int8)
    beside = edged[:-2, 1:-1] + edged[2:, 1:-1] + edged[1:-1, :-2] + edged[1:-1, 2:]
    return water & (beside >= FEWEST_NEIGHBOURS)


def _grid_distance(start: tuple[int, int], end: tuple[int, int]) -> float:
    """Length of the way along the eight directions where nothing stands between."""
    down, across = sorted((abs(start[0] - end[0]), abs(start[1] - end[1])))
    return across - down + DIAGONAL * down
