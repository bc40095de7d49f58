"""Lookups in a window, one place at a time: stream, level, land, distance, in or out.

They say the same as `environment.window` and `environment.coast`, in the same order of sums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from estran.environment.nodes_around import between
from estran.environment.window import OFFSHORE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from estran.engine.compiled.tables import Grid, Raster, Sea
    from estran.quantities.arrays import Floats


def split(place: float, count: int) -> tuple[float, float]:
    """Node at or before a place in a row of `count`, and the part of the way to the next.

    Nodes are whole numbers of type float, of which a processor has many at once.
    """
    held = place if place > 0.0 else 0.0
    held = held if held < count - 1.0 else count - 1.0
    node = np.floor(held)
    node = node if node < count - 2.0 else count - 2.0
    return node, held - node


def corner(grid: Grid, x: float, y: float) -> tuple[int, float, float]:
    """Index of the node south-west of a place, and the parts of the way east and north."""
    column, right = split((x - grid.west) * grid.per_spacing, grid.columns)
    row, up = split((y - grid.south) * grid.per_spacing, grid.rows)
    return int(row * grid.columns + column), right, up


class Nodes(NamedTuple):
    """Where a pair of numbers of the first node stands; how far on the row above, a level later."""

    first: int
    up: int
    later: int


def blended(
    flow: Floats, nodes: Nodes, right: float, up: float, later: float
) -> tuple[float, float]:
    """Two numbers a node, linear between levels, then rows, then columns."""
    return (
        blended_one(flow, nodes, 2, (right, up, later)),
        blended_one(flow, Nodes(nodes.first + 1, nodes.up, nodes.later), 2, (right, up, later)),
    )


def blended_one(
    flow: Floats, nodes: Nodes, next_east: int, parts: tuple[float, float, float]
) -> float:
    """One number, of which the next node east stands `next_east` places on."""
    (first, row, level), (right, up, later) = nodes, parts
    south_west = between(flow[first], flow[first + level], later)
    south_east = between(flow[first + next_east], flow[first + next_east + level], later)
    north = first + row
    north_west = between(flow[north], flow[north + level], later)
    north_east = between(flow[north + next_east], flow[north + next_east + level], later)
    west, east = between(south_west, north_west, up), between(south_east, north_east, up)
    return between(west, east, right)


def soon(flow: Floats, nodes: Nodes) -> None:
    """Say that these nodes will be asked for; where it is compiled they are fetched meanwhile."""


def level_there(sea: Sea, x: float, y: float, t: float) -> float:
    """Water level above mean high water springs [m]."""
    grid, tide = sea.grid, sea.tide
    cell, right, up = corner(grid, x, y)
    level, later = split((t - grid.first_level) * grid.per_level, grid.levels)
    size = grid.rows * grid.columns
    nodes = Nodes(int(level) * size + cell, grid.columns, size)
    return blended_one(tide, nodes, 1, (right, up, later))


def degrees_there(sea: Sea, x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a place on the plane."""
    cell, right, up = corner(sea.grid, x, y)
    longitude = latitude = 0.0
    for number in range(4):
        across = right if number % 2 else 1.0 - right
        share = across * (up if number > 1 else 1.0 - up)
        node = 2 * (cell + number % 2 + (sea.grid.columns if number > 1 else 0))
        longitude += sea.place[node] * share
        latitude += sea.place[node + 1] * share
    return longitude, latitude


def off_coast(sea: Sea, x: float, y: float) -> float:
    """Distance from the coast, positive at sea; far offshore told from below; NaN off the chart."""
    grid = sea.grid
    column = nearest((x - grid.west) * grid.per_spacing, grid.columns)
    row = nearest((y - grid.south) * grid.per_spacing, grid.rows)
    distance = sea.clear[int(row * grid.columns + column)]
    if distance >= OFFSHORE:
        return distance
    longitude, latitude = degrees_there(sea, x, y)
    return charted(sea, longitude, latitude)


def nearest(place: float, count: int) -> float:
    """Nearest node of a row of `count`, as a float."""
    node = np.rint(place)
    node = node if node > 0.0 else 0.0
    return node if node < count - 1.0 else count - 1.0


def charted(sea: Sea, longitude: float, latitude: float) -> float:
    """Distance from the coast line [m], from the raster of it; NaN outside."""
    return on_raster(sea.coast, sea.shore, longitude, latitude)


def bed_below(sea: Sea, x: float, y: float) -> float:
    """Depth of the bed below mean high water springs [m]; NaN where no grid is believed."""
    longitude, latitude = degrees_there(sea, x, y)
    return on_raster(sea.coast, sea.bed, longitude, latitude)


def on_raster(
    coast: Raster, metres: NDArray[np.float32], longitude: float, latitude: float
) -> float:
    """Value at a place, from the nodes of the raster of the coast; NaN outside."""
    column = (longitude - coast.west) / coast.dlon
    row = (coast.north - latitude) / coast.dlat
    if not (0.0 <= row <= coast.rows - 1 and 0.0 <= column <= coast.columns - 1):
        return np.nan
    i = min(int(row), coast.rows - 2)
    j = min(int(column), coast.columns - 2)
    across, down = column - j, row - i
    node = i * coast.columns + j
    upper = metres[node] * (1.0 - across) + metres[node + 1] * across
    node += coast.columns
    lower = metres[node] * (1.0 - across) + metres[node + 1] * across
    return upper * (1.0 - down) + lower * down


def ashore(sea: Sea, x: float, y: float) -> bool:
    """Whether a place is land at mean high water springs."""
    longitude, latitude = degrees_there(sea, x, y)
    row = cell_of((sea.mask.north - latitude) / sea.mask.dlat, sea.mask.rows)
    column = cell_of((longitude - sea.mask.west) / sea.mask.dlon, sea.mask.columns)
    if row < 0 or row >= sea.mask.rows or column < 0 or column >= sea.mask.columns:
        return False
    byte = sea.land[row * sea.mask.stride + (column >> 3)]
    return bool((int(byte) >> (7 - (column & 7))) & 1)


def cell_of(place: float, count: int) -> int:
    """Cell of a raster; up to a cell beyond its end it is the last one."""
    cell = int(np.floor(place))
    return count - 1 if cell == count else cell


def in_window(sea: Sea, x: float, y: float) -> bool:
    """Whether a place lies inside the window's box."""
    grid, box = sea.grid, sea.box
    if not (grid.west <= x <= grid.west + (grid.columns - 1) * grid.spacing):
        return False
    if not (grid.south <= y <= grid.south + (grid.rows - 1) * grid.spacing):
        return False
    longitude, latitude = degrees_there(sea, x, y)
    return box.west <= longitude <= box.east and box.south <= latitude <= box.north
