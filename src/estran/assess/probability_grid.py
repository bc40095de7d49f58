"""Probability of a cloud, hour by hour, as numbers on cells of longitude and latitude.

The map is that whose edges the areas of an answer are; here it is laid over plain cells, no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.engine.areas import density_of
from estran.engine.smoothing import values_at
from estran.quantities.units import NAUTICAL_MILE

if TYPE_CHECKING:
    from estran.assess.forecast import Ensemble
    from estran.engine.areas import Density
    from estran.quantities.arrays import Floats
    from estran.quantities.geodesy import LocalPlane

SIDE = 128
"""Cells along the longer side of a grid."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grid:
    """Shares of a cloud in cells.

    Attributes
    ----------
    time : float
        Seconds after the report.
    west, south : float
        The corner [degrees].
    dlon, dlat : float
        Size of a cell [degrees].
    cell_east_m, cell_north_m : float
        The same at the middle of the grid [m].
    shares : (rows, columns) array
        Probability inside each cell, the southernmost row first, the westernmost column first.
    """

    time: float
    west: float
    south: float
    dlon: float
    dlat: float
    cell_east_m: float
    cell_north_m: float
    shares: Floats

    @property
    def cell_nm2(self) -> float:
        """Area of a cell [square nautical miles]."""
        return self.cell_east_m * self.cell_north_m / NAUTICAL_MILE**2

    @property
    def held(self) -> float:
        """Share of the cloud that all cells hold together: one, but for the digits of the map."""
        return float(self.shares.sum())


def grids_of(ensemble: Ensemble) -> list[Grid]:
    """Return the probability of where the people are, one grid for each hour of the forecast."""
    result, plane = ensemble.result, ensemble.window.plane
    return [
        grid_of(cloud, result.weights, plane=plane, time=float(time))
        for time, cloud in zip(result.times, result.people, strict=True)
    ]


def grid_of(cloud: Floats, weights: Floats, *, plane: LocalPlane, time: float) -> Grid:
    """Return the probability of a cloud on cells.

    Parameters
    ----------
    cloud : (n, 2) array
        Places in the plane [m].
    weights : (n,) array
        Summing to one.
    plane : LocalPlane
        Of the places.
    time : float
        For the label [s after the report].

    Notes
    -----
    The value of a cell is the density at its centre times its area. Cells are at most as wide as
    a 128th of the cloud's own box, which is four bandwidths wider than the cloud.
    """
    density = density_of(positions=cloud, weights=weights)
    west, south, east, north = _box(density, plane)
    middle = (south + north) / 2.0
    across = _metres(plane, (west, middle), (east, middle))
    up = _metres(plane, (west, south), (west, north))
    cell = max(across, up) / SIDE
    columns, rows = (max(1, int(np.ceil(side / cell))) for side in (across, up))
    dlon, dlat = (east - west) / columns, (north - south) / rows
    lon = west + (np.arange(columns) + 0.5) * dlon
    lat = south + (np.arange(rows) + 0.5) * dlat
    x, y = plane.to_plane(longitude=np.tile(lon, rows), latitude=np.repeat(lat, columns))
    area = (across / columns) * (up / rows)
    shares = _density_at(density, np.column_stack((x, y))) * area
    return Grid(
        time=time,
        west=west,
        south=south,
        dlon=dlon,
        dlat=dlat,
        cell_east_m=across / columns,
        cell_north_m=up / rows,
        shares=shares.reshape(rows, columns),
    )


def _density_at(density: Density, places: Floats) -> Floats:
    """Return the density at places, zero outside the map [1/m2]."""
    cells = (places - density.corner) @ density.axes.T / density.cell - 0.5
    last = len(density.values) - 1.0
    inside = ((cells >= -0.5) & (cells <= last + 0.5)).all(axis=1)
    values = values_at(values=density.values, cells=np.clip(cells, 0.0, last))
    return np.where(inside, values, 0.0)


def _box(density: Density, plane: LocalPlane) -> tuple[float, float, float, float]:
    """Return west, south, east and north of the map [degrees]."""
    length = density.cell * len(density.values)
    corners = np.array([(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]) * length
    places = density.corner + corners @ density.axes
    lon, lat = plane.to_geographic(east=places[:, 0], north=places[:, 1])
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())


def _metres(plane: LocalPlane, one: tuple[float, float], other: tuple[float, float]) -> float:
    lon, lat = np.array((one, other)).T
    x, y = plane.to_plane(longitude=lon, latitude=lat)
    return float(np.hypot(x[1] - x[0], y[1] - y[0]))
