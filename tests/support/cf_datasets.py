"""CF datasets made by hand: one known flow on regular, curvilinear and rotated grids."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from estran.adapters.cf_grid import unrotated

Floats = NDArray[np.float64]
START = np.datetime64("2022-06-14T00:00:00", "ns")
POLE = {"pole_longitude": 170.0, "pole_latitude": 40.0}


def flow(longitude: Any, latitude: Any, hours: Any) -> tuple[Any, Any]:
    """A flow that is linear in place and in time, so that interpolation is exact [m/s]."""
    east = 0.5 + 0.2 * (longitude - 1.8) - 0.1 * (latitude - 51.0) + 0.03 * hours
    north = -0.3 + 0.1 * (longitude - 1.8) + 0.2 * (latitude - 51.0) - 0.01 * hours
    return east, north


def times(hours: int, *, step: float = 1.0) -> Any:
    offsets = (np.arange(0.0, hours + 0.5 * step, step) * 3600.0).astype("timedelta64[s]")
    return START + offsets, np.arange(0.0, hours + 0.5 * step, step)


def variable(dimensions: Any, values: Any, name: str, unit: str = "m s-1", **more: Any) -> Any:
    return dimensions, values, {"standard_name": name, "units": unit, **more}


def axis(name: str, unit: str) -> dict[str, str]:
    return {"standard_name": name, "units": unit}


def regular(
    *,
    names: tuple[str, str] = ("eastward_sea_water_velocity", "northward_sea_water_velocity"),
    hours: int = 24,
    falling: bool = False,
    turn: float = 0.0,
    step: float = 1.0,
) -> xr.Dataset:
    """The flow on a regular grid around the Strait."""
    longitude, latitude = np.arange(0.0, 3.61, 0.1), np.arange(50.0, 52.01, 0.1)
    if falling:
        latitude = latitude[::-1]
    stamps, lead = times(hours, step=step)
    east, north = flow(longitude, latitude[:, None], lead[:, None, None])
    dims = ("time", "lat", "lon")
    return xr.Dataset(
        {
            "u": variable(dims, np.broadcast_to(east, np.broadcast(east, north).shape), names[0]),
            "v": variable(dims, np.broadcast_to(north, np.broadcast(east, north).shape), names[1]),
        },
        coords={
            "time": ("time", stamps, {"standard_name": "time"}),
            "lat": ("lat", latitude, axis("latitude", "degrees_north")),
            "lon": ("lon", longitude + turn, axis("longitude", "degrees_east")),
        },
    )


def rotated(*, hours: int = 24, written: bool = True) -> xr.Dataset:
    """The flow on a grid about a rotated pole, its components along the grid."""
    columns, rows = np.arange(5.0, 11.01, 0.1), np.arange(-1.0, 4.01, 0.1)
    longitude, latitude = unrotated(
        longitude=np.tile(columns, (rows.size, 1)),
        latitude=np.tile(rows[:, None], (1, columns.size)),
        **POLE,
    )
    stamps, lead = times(hours)
    east, north = flow(longitude, latitude, lead[:, None, None])
    angle = grid_angle(longitude, latitude)
    x = np.cos(angle) * east + np.sin(angle) * north
    y = -np.sin(angle) * east + np.cos(angle) * north
    dims, mapping = ("time", "rlat", "rlon"), {"grid_mapping": "pole"}
    data = {
        "u": variable(dims, x, "sea_water_x_velocity", **mapping),
        "v": variable(dims, y, "sea_water_y_velocity", **mapping),
        "pole": (
            (),
            0,
            {
                "grid_mapping_name": "rotated_latitude_longitude",
                "grid_north_pole_longitude": POLE["pole_longitude"],
                "grid_north_pole_latitude": POLE["pole_latitude"],
            },
        ),
    }
    coords: dict[str, Any] = {
        "time": ("time", stamps, {"standard_name": "time"}),
        "rlat": ("rlat", rows, axis("grid_latitude", "degrees")),
        "rlon": ("rlon", columns, axis("grid_longitude", "degrees")),
    }
    if written:
        coords["lon"] = (("rlat", "rlon"), longitude, axis("longitude", "degrees_east"))
        coords["lat"] = (("rlat", "rlon"), latitude, axis("latitude", "degrees_north"))
    return xr.Dataset(data, coords=coords)


def grid_angle(longitude: Floats, latitude: Floats) -> Floats:
    """Direction of the grid's columns from true east [rad], by small steps along them."""
    east = np.gradient(longitude, axis=1) * np.cos(np.radians(latitude))
    return np.arctan2(np.gradient(latitude, axis=1), east)
