"""Land laid out as cells, and the distance from its coast line, from rings of longitude, latitude.

The two rasters that a coast is read from, made in memory. No file is read or written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.quantities.units import DEGREE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from estran.environment.tide import Box
    from estran.quantities.arrays import Bools, Floats, Ints

CELL = 25.0
"""Side of a cell of land [m]."""
CELLS_PER_NODE = 4
"""Cells between two nodes of the distance, which lie at the centres of cells."""
CLIP = 4000.0
"""Further from the coast no distance is told [m]."""
METRES_A_DEGREE = 111_200.0  # of latitude, within 0.3 % anywhere
BLOCK = 512  # columns worked on at once


@dataclass(frozen=True, slots=True, eq=False)
class LandCells:
    """Cells of a box, row 0 in the north, with the corner of the first; True where land.

    Attributes
    ----------
    land : (rows, columns) array of bool
        By the centre of each cell.
    west, north, dlon, dlat : float
        Corner and sides [degrees].
    """

    land: Bools
    west: float
    north: float
    dlon: float
    dlat: float


def land_cells(land: Sequence[Sequence[Floats]], *, box: Box) -> LandCells:
    """Return which cells of a box are land.

    Parameters
    ----------
    land : sequence of sequences of (p, 2) arrays
        Pieces, each of rings of longitude and latitude [degrees], the last point the first: its
        outline, and those of waters in it. A place is land that lies inside an odd number of the
        rings of a piece, whatever other pieces lie there.
    box : Box
        To be covered.
    """
    dlat = CELL / METRES_A_DEGREE
    dlon = dlat / np.cos(box.middle.latitude * DEGREE)
    rows = int(np.ceil((box.north - box.south) / dlat))
    columns = int(np.ceil((box.east - box.west) / dlon))
    held = np.zeros((rows, columns), dtype=np.bool_)
    for piece in land:
        crossed = [
            _crossed((ring[:, 0] - box.west) / dlon, (box.north - ring[:, 1]) / dlat)
            for ring in piece
        ]
        row, column = (np.concatenate(axis) for axis in zip(*crossed, strict=True))
        inside = (row >= 0) & (row < rows)
        if inside.any():
            _mark(held, row[inside], column[inside].clip(0, columns))
    return LandCells(held, box.west, box.north, dlon, dlat)


def _mark(held: Bools, row: Ints, column: Ints) -> None:
    """Mark the cells of a piece: in each row, those right of an odd number of its crossings."""
    top, left = int(row.min()), int(column.min())
    turned = np.zeros((int(row.max()) - top + 1, int(column.max()) - left + 1), dtype=np.uint8)
    np.add.at(turned, (row - top, column - left), 1)
    np.cumsum(turned, axis=1, dtype=np.uint8, out=turned)  # its parity survives the turn at 256
    inside = (turned[:, :-1] & 1).astype(np.bool_)
    held[top : top + inside.shape[0], left : left + inside.shape[1]] |= inside


def shore_metres(cells: LandCells) -> NDArray[np.float32]:
    """Return the distance from the coast line at the nodes, positive at sea [m].

    Parameters
    ----------
    cells : LandCells
        Of which every fourth row and column has nodes, at the centres of their cells.

    Returns
    -------
    (rows, columns) array
        No further from zero than `CLIP`. From centre to centre of cells less half a cell: within
        15 m of the distance from their edges.
    """
    dry = cells.land[::CELLS_PER_NODE, ::CELLS_PER_NODE]
    to_land, to_water = (_metres_to(cells, which) for which in (cells.land, ~cells.land))
    metres = np.where(dry, CELL / 2.0 - to_water, to_land - CELL / 2.0)
    return np.clip(metres, -CLIP, CLIP).astype(np.float32)


def _crossed(x: Floats, y: Floats) -> tuple[Ints, Ints]:
    """Rows whose centres a ring crosses, and the first column whose centre lies right of it."""
    top, bottom = np.minimum(y[:-1], y[1:]), np.maximum(y[:-1], y[1:])
    first = np.ceil(top - 0.5).astype(np.int64)
    count = np.ceil(bottom - 0.5).astype(np.int64) - first
    edge = np.repeat(np.arange(count.size), count)
    row = first[edge] + np.arange(edge.size) - np.repeat(np.cumsum(count) - count, count)
    share = (row + 0.5 - y[:-1][edge]) / (y[1:] - y[:-1])[edge]
    crossing = x[:-1][edge] + share * (x[1:] - x[:-1])[edge]
    return row, np.ceil(crossing - 0.5).astype(np.int64)


def _metres_to(cells: LandCells, which: Bools) -> NDArray[np.float32]:
    """Distance from each node to the nearest marked cell, centre to centre [m]."""
    rows, columns = which.shape
    reach = int(np.ceil(CLIP / CELL)) + 2
    up = _rows_to(which, reach).astype(np.float32) * np.float32(cells.dlat * METRES_A_DEGREE)
    padded = np.pad(up * up, ((0, 0), (reach, reach + 4)), constant_values=np.inf)
    every = [np.ascontiguousarray(padded[:, k::CELLS_PER_NODE]) for k in range(CELLS_PER_NODE)]
    nodes = -(-columns // CELLS_PER_NODE)
    latitude = cells.north - (np.arange(0, rows, CELLS_PER_NODE) + 0.5) * cells.dlat
    wide = cells.dlon * METRES_A_DEGREE * np.cos(latitude * DEGREE)
    nearest = np.full((up.shape[0], nodes), np.inf, dtype=np.float32)
    for step in range(-reach, reach + 1):
        first, which_of = divmod(reach + step, CELLS_PER_NODE)
        there = every[which_of][:, first : first + nodes]
        across = ((step * wide) ** 2).astype(np.float32)[:, np.newaxis]
        np.minimum(nearest, there + across, out=nearest)
    found: NDArray[np.float32] = np.sqrt(nearest)
    return found


def _rows_to(which: Bools, reach: int) -> NDArray[np.float64]:
    """Rows from each row of nodes to the nearest marked cell of each column; infinite beyond."""
    rows, columns = which.shape
    found = np.full((-(-rows // CELLS_PER_NODE), columns), np.inf)
    index = np.arange(rows, dtype=np.int32)[:, np.newaxis]
    far = np.int32(10 * rows + 10 * reach)
    for some in _blocks(columns):
        above = np.maximum.accumulate(np.where(which[:, some], index, -far), axis=0)
        below = np.minimum.accumulate(np.where(which[:, some], index, far)[::-1], axis=0)[::-1]
        away = np.minimum(index - above, below - index)[::CELLS_PER_NODE]
        found[:, some] = np.where(away <= reach, away, np.inf)
    return found


def _blocks(columns: int) -> Iterator[slice]:
    for first in range(0, columns, BLOCK):
        yield slice(first, first + BLOCK)
