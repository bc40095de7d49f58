"""Depths of the stream builder: points typed by hand, or a bathymetry file where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.interpolate import RBFInterpolator, RegularGridInterpolator

from tools.stream_inputs import tables, to_degrees, to_plane

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tools.stream_elements import Elements

SHORE_DEPTH = 9.0  # m below chart datum at the coast; chosen, with an effect <= 0.004 m/s
DEEPEST = 65.0  # m: nothing in the strait is deeper below chart datum
MEAN_LEVEL = 4.0  # m above chart datum; the ports have 3.3 (Dunkirk) to 5.0 (Boulogne)
SMOOTHNESS, NEIGHBOURS = 6.0, 60
DATUMS = {"lat": MEAN_LEVEL, "msl": 0.0}
"""What a file's zero lies below mean level [m]: lowest tide (EMODnet), or mean level (GEBCO)."""


def depth_of_points(elements: Elements) -> NDArray[Any]:
    """Return the depth below mean level in each triangle [m], from the points typed by hand."""
    latitude, longitude, depth = np.array(tables()["depths"]["points"]).T
    shore = elements.mesh.nodes[elements.mesh.coast][::3]
    places = np.vstack([np.c_[to_plane(longitude, latitude)], shore])
    known = np.r_[depth, np.full(len(shore), SHORE_DEPTH)]
    surface = RBFInterpolator(
        places, known, kernel="thin_plate_spline", smoothing=SMOOTHNESS, neighbors=NEIGHBOURS
    )
    charted: NDArray[Any] = np.clip(surface(elements.centre), SHORE_DEPTH, DEEPEST)
    return charted + MEAN_LEVEL


def depth_of_file(elements: Elements, path: Path, datum: str) -> NDArray[Any]:
    """Return the depth below mean level in each triangle [m], from a file where it has one.

    Parameters
    ----------
    elements : Elements
        The mesh.
    path : Path
        NetCDF with a variable ``elevation`` (up) or ``depth`` (down) [m] on latitude and
        longitude.
    datum : str
        Zero of the file: ``lat`` (EMODnet) or ``msl`` (GEBCO).

    Raises
    ------
    ValueError
        Where the file has no such variable or the datum is not one of the two.
    """
    if datum not in DATUMS:
        raise ValueError(f"The datum is 'lat' or 'msl', not {datum!r}.")
    latitude, longitude, depth = read_depths(path)
    look_up = RegularGridInterpolator((latitude, longitude), depth, bounds_error=False)
    east, north = to_degrees(*elements.centre.T)
    found = look_up(np.c_[north, east]) + DATUMS[datum]
    beyond = ~np.isfinite(found)
    held: NDArray[Any] = np.clip(found, SHORE_DEPTH + MEAN_LEVEL, DEEPEST + MEAN_LEVEL)
    held[beyond] = depth_of_points(elements)[beyond]
    return held


def read_depths(path: Path) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return latitude, longitude (ascending, degrees) and depth below the file's zero [m]."""
    import xarray  # noqa: PLC0415 - only needed with a file

    with xarray.open_dataset(path) as data:
        names = {str(name).lower(): name for name in data.variables}
        found = next((names[one] for one in ("elevation", "depth") if one in names), None)
        if found is None:
            raise ValueError(f"{path} has no variable named elevation or depth: {sorted(names)}.")
        axes = [next((names[one] for one in pair if one in names), None) for pair in AXES]
        if None in axes:
            raise ValueError(f"{path} has no latitude and longitude: {sorted(names)}.")
        grid = data[found].squeeze().transpose(*axes).sortby(axes)
        depth = np.asarray(grid.values, dtype=np.float64)
        latitude, longitude = (np.asarray(data[axis].sortby(axis).values) for axis in axes)
    return latitude, longitude, -depth if str(found).lower() == "elevation" else depth


AXES = (("latitude", "lat"), ("longitude", "lon"))
