"""The forcing of every tool: a tide that turns at 1 m/s, the same everywhere, and a wind of 8 m/s.

61 by 61 nodes and 37 hourly fields, from six hours before the run to six after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

if TYPE_CHECKING:
    from pathlib import Path

M2 = 2.0 * np.pi / (12.4206 * 3600.0)
FIRST = np.datetime64("2022-06-14T00:00:00", "ns")
START = "2022-06-14T06:00:00"
LONGITUDE, LATITUDE = 1.5, 51.0


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done: so many particles for so many hours in steps of so many seconds."""

    particles: int
    hours: int = 24
    step: float = 600.0

    @property
    def particle_steps(self) -> float:
        return self.particles * self.hours * 3600.0 / self.step


def write_forcing(path: Path) -> None:
    """Write the fields as CF netCDF."""
    longitude, latitude = np.linspace(0.6, 3.0, 61), np.linspace(50.3, 51.7, 61)
    hours = np.arange(37.0)
    shape = (hours.size, latitude.size, longitude.size)
    angle = (M2 * 3600.0 * hours)[:, None, None]
    values = {
        "u": (np.cos(angle), "eastward_sea_water_velocity"),
        "v": (np.sin(angle), "northward_sea_water_velocity"),
        "wu": (np.full((1, 1, 1), 8.0 * np.sqrt(0.5)), "x_wind"),
        "wv": (np.full((1, 1, 1), 8.0 * np.sqrt(0.5)), "y_wind"),
    }
    xr.Dataset(
        {
            name: (
                ("time", "lat", "lon"),
                np.broadcast_to(field, shape).astype(np.float32),
                {"standard_name": standard, "units": "m s-1"},
            )
            for name, (field, standard) in values.items()
        },
        coords={
            "time": FIRST + (hours * 3600.0).astype("timedelta64[s]"),
            "lat": ("lat", latitude, {"standard_name": "latitude", "units": "degrees_north"}),
            "lon": ("lon", longitude, {"standard_name": "longitude", "units": "degrees_east"}),
        },
    ).to_netcdf(path)
