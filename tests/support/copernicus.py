"""Files in the form of the North-West Shelf products, and a client that does as a test says."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from tests.support.live_servers import HOUR, NOW

if TYPE_CHECKING:
    from pathlib import Path

DATASETS = {
    "currents": "cmems_mod_nws_phy-cur_anfc_1.5km-2D_PT1H-i",
    "waves": "cmems_mod_nws_wav_anfc_1.5km_PT1H-i",
    "temperature": "cmems_mod_nws_phy-sst_anfc_1.5km-2D_PT1H-i",
}
VARIABLES = {
    "uo": ("eastward_sea_water_velocity", "m s-1", 0.6),
    "vo": ("northward_sea_water_velocity", "m s-1", -0.3),
    "VHM0": ("sea_surface_wave_significant_height", "m", 1.25),
    "thetao": ("sea_water_potential_temperature", "degrees_C", 11.5),
}
NAMES = {"currents": ("uo", "vo"), "waves": ("VHM0",), "temperature": ("thetao",)}
EPOCHS = {
    "currents": "seconds since 1970-01-01",
    "waves": "hours since 1950-01-01 00:00:00",
    "temperature": "seconds since 1970-01-01 00:00:00",
}
SCRIPT = """#!/bin/sh
printf '%s\\n' "$@" >> "{folder}/asked"
env > "{folder}/env"
while [ $# -gt 0 ]; do
  case "$1" in
    --dataset-id) id="$2" ;;
    --output-directory) to="$2" ;;
    --output-filename) name="$2" ;;
  esac
  shift
done
own="{folder}/$id.nc"
out="$to/$name"
here="{folder}"
. "{folder}/manner.sh"
"""


def shelf(layer: str, *, start: float = NOW - 12 * HOUR, hours: int = 61) -> xr.Dataset:
    """A file as the client writes it: rising axes of float32, land as fill values, own epoch."""
    since = np.datetime64(round(start), "s").astype("datetime64[ns]")
    times = since + np.arange(hours) * np.timedelta64(1, "h")
    latitude = np.arange(50.4, 51.61, 0.0135, dtype=np.float32)
    longitude = np.arange(0.7, 2.91, 0.0303, dtype=np.float32)
    shape = (hours, latitude.size, longitude.size)
    axes = ("time", "latitude", "longitude")
    variables: dict[str, Any] = {}
    for name in NAMES[layer]:
        standard, unit, value = VARIABLES[name]
        held = np.full(shape, value, dtype=np.float32)
        held[:, :9, :9] = np.nan
        variables[name] = (axes, held, {"standard_name": standard, "units": unit})
    return xr.Dataset(
        variables,
        coords={
            "time": ("time", times, {"standard_name": "time", "axis": "T"}),
            "latitude": ("latitude", latitude, {"standard_name": "latitude", "axis": "Y"}),
            "longitude": ("longitude", longitude, {"standard_name": "longitude", "axis": "X"}),
        },
        attrs={"Conventions": "CF-1.8", "title": "shelf model", "bulletin_date": "2026-11-27"},
    )


def written(dataset: xr.Dataset, path: Path, *, layer: str) -> Path:
    """The path of a dataset in a file, with the fill values and the epoch of its maker."""
    form: dict[str, Any] = {name: {"_FillValue": np.float32(9.96921e36)} for name in NAMES[layer]}
    dataset.to_netcdf(path, encoding={**form, "time": {"units": EPOCHS[layer], "dtype": "float64"}})
    return path


@dataclass
class Client:
    """A program that stands in for the client; `manner` is what it does when it is asked."""

    folder: Path

    @property
    def program(self) -> Path:
        return self.folder / "copernicusmarine"

    def made(self) -> Client:
        self.folder.mkdir()
        for layer, name in DATASETS.items():
            written(shelf(layer), self.folder / f"{name}.nc", layer=layer)
        self.program.write_text(SCRIPT.format(folder=self.folder))
        self.program.chmod(self.program.stat().st_mode | stat.S_IXUSR)
        login = self.folder / ".copernicusmarine" / ".copernicusmarine-credentials"
        login.parent.mkdir()
        login.write_text("[not read]")
        self.manner('cp "$own" "$out"')
        return self

    def manner(self, lines: str) -> None:
        (self.folder / "manner.sh").write_text(lines + "\n")

    def asked(self) -> list[str]:
        path = self.folder / "asked"
        return path.read_text().split("\n") if path.exists() else []
