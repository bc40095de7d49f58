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

    from estran.quantities.arrays import Floats

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


@dataclass(frozen=True, slots=True)
class Weather:
    """Speed of the tide and of the south-west wind [m/s]; the wind over the ground or the water."""

    tide: float = 1.0
    wind: float = 8.0
    over_water: bool = False


USUAL = Weather()


def tide_at(seconds: Floats, speed: float) -> tuple[Floats, Floats]:
    """Tide, east and north, so long after the first field [m/s]."""
    return speed * np.cos(M2 * seconds), speed * np.sin(M2 * seconds)


def write_forcing(path: Path, weather: Weather = USUAL) -> None:
    """Write the fields as CF netCDF; without a word, those of the task."""
    longitude, latitude = np.linspace(0.6, 3.0, 61), np.linspace(50.3, 51.7, 61)
    hours = np.arange(37.0)
    shape = (hours.size, latitude.size, longitude.size)
    east, north = (one[:, None, None] for one in tide_at(3600.0 * hours, weather.tide))
    each, less = weather.wind * np.sqrt(0.5), float(weather.over_water)
    values = {
        "u": (east, "eastward_sea_water_velocity"),
        "v": (north, "northward_sea_water_velocity"),
        "wu": (each - less * east, "x_wind"),
        "wv": (each - less * north, "y_wind"),
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
