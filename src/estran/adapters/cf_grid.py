"""Places on the grids of CF datasets: regular, curvilinear, or about a rotated pole. Plain numbers.

A value between nodes is bilinear over those that have one: land is NaN, and makes no hole wider.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from estran.quantities.arrays import Bools, Floats, Ints

_ROUNDS = 30
_CLOSE = 1e-9  # of a cell, when a place has been found
_EDGE = 1e-6  # of a cell by which a place may lie beyond the outermost nodes


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Places in the index space of a grid.

    Attributes
    ----------
    row, column : (n,) arrays
        Fractions count between nodes.
    inside : (n,) array of bool
        Whether the grid covers the place; elsewhere row and column mean nothing.
    east_of_column : (n,) array
        Direction in which columns rise, anticlockwise from true east [rad].
    """

    row: Floats
    column: Floats
    inside: Bools
    east_of_column: Floats


def on_axes(
    *, longitudes: Floats, latitudes: Floats, longitude: Floats, latitude: Floats
) -> Places:
    """Find places on a grid with one axis of longitude and one of latitude.

    Parameters
    ----------
    longitudes, latitudes : (m,), (k,) arrays
        Rising or falling [degrees]; columns and rows.
    longitude, latitude : (n,) arrays
        The places, on the same turn as the axis [degrees].
    """
    column, row = _along(longitudes, longitude), _along(latitudes, latitude)
    east = 0.0 if longitudes[-1] > longitudes[0] else np.pi
    return Places(
        row, column, np.isfinite(row) & np.isfinite(column), np.full(longitude.shape, east)
    )


def on_curves(
    *, longitudes: Floats, latitudes: Floats, longitude: Floats, latitude: Floats
) -> Places:
    """Find places on a grid that gives longitude and latitude for every node.

    Parameters
    ----------
    longitudes, latitudes : (k, m) arrays
        Of the nodes [degrees]; smooth.
    longitude, latitude : (n,) arrays
        The places, on the same turn as the nodes [degrees].

    Notes
    -----
    Newton's method on the bilinear map from indices to degrees, from the best affine guess.
    """
    rows, columns = longitudes.shape
    column, row = _affine_guess(longitudes, latitudes, longitude, latitude)
    slopes = np.empty((2, 2, longitude.size))
    for _ in range(_ROUNDS):
        cell = _cell(row, column, rows, columns)
        away = np.stack((longitude - _mixed(longitudes, cell), latitude - _mixed(latitudes, cell)))
        slopes = np.stack((_slopes(longitudes, cell), _slopes(latitudes, cell)))
        determinant = slopes[0, 0] * slopes[1, 1] - slopes[0, 1] * slopes[1, 0]
        step_column = (slopes[1, 1] * away[0] - slopes[0, 1] * away[1]) / determinant
        step_row = (slopes[0, 0] * away[1] - slopes[1, 0] * away[0]) / determinant
        column = np.clip(column + step_column, -columns, 2.0 * columns)
        row = np.clip(row + step_row, -rows, 2.0 * rows)
        if max(np.abs(step_column).max(initial=0.0), np.abs(step_row).max(initial=0.0)) < _CLOSE:
            break
    inside = (
        (column >= -_EDGE)
        & (column <= columns - 1 + _EDGE)
        & (row >= -_EDGE)
        & (row <= rows - 1 + _EDGE)
    )
    east = np.arctan2(slopes[1, 0], slopes[0, 0] * np.cos(np.radians(latitude)))
    return Places(row, column, inside, east)


def unrotated(
    *, longitude: Floats, latitude: Floats, pole_longitude: float, pole_latitude: float
) -> tuple[Floats, Floats]:
    """Return true longitude and latitude of places given about a rotated north pole [degrees].

    Parameters
    ----------
    longitude, latitude : arrays of one shape
        In the rotated grid [degrees].
    pole_longitude, pole_latitude : float
        Where the grid's north pole lies [degrees].

    Notes
    -----
    Source: cf_conventions, appendix F (rotated pole).
    """
    x, y, pole = np.radians(longitude), np.radians(latitude), np.radians(pole_latitude)
    up = np.sin(y) * np.sin(pole) + np.cos(y) * np.cos(x) * np.cos(pole)
    along = np.sin(y) * np.cos(pole) - np.cos(y) * np.cos(x) * np.sin(pole)
    across = -np.cos(y) * np.sin(x)
    true = np.degrees(np.arctan2(across, along)) + pole_longitude
    return (true + 180.0) % 360.0 - 180.0, np.degrees(np.arcsin(np.clip(up, -1.0, 1.0)))


def near_turn(longitude: Floats, *, centre: float) -> Floats:
    """Return longitudes within half a turn of a centre [degrees]."""
    return (longitude - centre + 180.0) % 360.0 - 180.0 + centre


def values_at(values: Floats, places: Places) -> Floats:
    """Return values at places, bilinear over the nodes that have one.

    Parameters
    ----------
    values : (..., k, m) array
        NaN where there is none.
    places : Places
        Of n places.

    Returns
    -------
    (..., n) array
        NaN outside the grid, and where none of the four nodes around has a value.
    """
    rows, columns = values.shape[-2:]
    row, column, up, right = _cell(
        np.where(places.inside, places.row, 0.0),
        np.where(places.inside, places.column, 0.0),
        rows,
        columns,
    )
    total = np.zeros((*values.shape[:-2], places.row.size))
    weight = np.zeros_like(total)
    for down, left, share in (
        (0, 0, (1.0 - up) * (1.0 - right)),
        (0, 1, (1.0 - up) * right),
        (1, 0, up * (1.0 - right)),
        (1, 1, up * right),
    ):
        corner = values[..., row + down, column + left]
        known = np.isfinite(corner)
        total += np.where(known, corner, 0.0) * share
        weight += known * share
    with np.errstate(invalid="ignore", divide="ignore"):
        mixed = total / weight
    return np.where((weight > _EDGE) & places.inside, mixed, np.nan)


def _along(axis: Floats, asked: Floats) -> Floats:
    """Fractional index on an axis; NaN beyond its ends."""
    index = np.arange(axis.size, dtype=np.float64)
    order = slice(None) if axis[-1] >= axis[0] else slice(None, None, -1)
    found = np.interp(asked, axis[order], index[order], left=np.nan, right=np.nan)
    return np.asarray(found, dtype=np.float64)


_Cell = tuple["Ints", "Ints", "Floats", "Floats"]


def _cell(row: Floats, column: Floats, rows: int, columns: int) -> _Cell:
    """Lower corner of the cell of each place, and how far up and right of it; outside, beyond 1."""
    below = np.clip(np.floor(row), 0, rows - 2).astype(np.int64)
    left = np.clip(np.floor(column), 0, columns - 2).astype(np.int64)
    return below, left, row - below, column - left


def _corners(grid: Floats, cell: _Cell) -> tuple[Floats, Floats, Floats, Floats]:
    row, column = cell[:2]
    return (
        grid[row, column],
        grid[row, column + 1],
        grid[row + 1, column],
        grid[row + 1, column + 1],
    )


def _mixed(grid: Floats, cell: _Cell) -> Floats:
    a, b, c, d = _corners(grid, cell)
    up, right = cell[2:]
    return (1.0 - up) * ((1.0 - right) * a + right * b) + up * ((1.0 - right) * c + right * d)


def _slopes(grid: Floats, cell: _Cell) -> Floats:
    """Change of a grid's value per column and per row at places, shape (2, n)."""
    a, b, c, d = _corners(grid, cell)
    up, right = cell[2:]
    return np.stack(
        ((1.0 - up) * (b - a) + up * (d - c), (1.0 - right) * (c - a) + right * (d - b))
    )


def _affine_guess(
    longitudes: Floats, latitudes: Floats, longitude: Floats, latitude: Floats
) -> tuple[Floats, Floats]:
    row, column = np.indices(longitudes.shape, dtype=np.float64).reshape(2, -1)
    known = np.column_stack((np.ones(row.size), longitudes.ravel(), latitudes.ravel()))
    asked = np.column_stack((np.ones(longitude.size), longitude, latitude))
    fit, *_ = np.linalg.lstsq(known, np.column_stack((column, row)), rcond=None)
    guess = asked @ fit
    return guess[:, 0], guess[:, 1]
