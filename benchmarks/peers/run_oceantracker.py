"""OceanTracker at the task: `run_oceantracker.py FORCING PARTICLES HOURS STEP`; prints JSON.

Its seconds are those of a run less those of one with 100 particles, so its set-up is left out.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

import numpy as np
import xarray as xr

START, LONGITUDE, LATITUDE = "2022-06-14T06:00:00", 1.5, 51.0


def write_hindcast(forcing: str, folder: Path) -> None:
    """Write the currents in the layout of the global ocean reanalysis, which its reader knows."""
    depth = ("depth", np.array([0.5, 10.0, 30.0]), {"units": "m"})
    with xr.open_dataset(forcing) as given:
        renamed = given.rename(lon="longitude", lat="latitude")
        shape = (renamed.sizes["time"], 3, renamed.sizes["latitude"], renamed.sizes["longitude"])
        dims = ("time", "depth", "latitude", "longitude")
        axes = {name: renamed[name] for name in ("time", "latitude", "longitude")}
        layers = {
            to: (dims, np.broadcast_to(renamed[name].values[:, None], shape).copy())
            for to, name in (("uo", "u"), ("vo", "v"))
        }
        xr.Dataset(layers, coords={**axes, "depth": depth}).to_netcdf(folder / "currents.nc")
        flat = (renamed.sizes["latitude"], renamed.sizes["longitude"])
        xr.Dataset(
            {
                "mask": (dims[1:], np.ones(shape[1:], dtype=np.int8)),
                "deptho": (dims[2:], np.full(flat, 30.0)),
                "deptho_lev": (dims[2:], np.full(flat, 3, dtype=np.int32)),
            },
            coords={"depth": depth, "latitude": axes["latitude"], "longitude": axes["longitude"]},
        ).to_netcdf(folder / "static.nc")


def parameters(folder: Path, particles: int, hours: float, step: float) -> dict[str, object]:
    return {
        "root_output_dir": str(folder / "out"),
        "output_file_base": "peer",
        "time_step": step,
        "max_run_duration": hours * 3600.0,
        "write_tracks": False,
        "NUMBA_cache_code": True,
        "use_A_Z_profile": False,
        "use_dispersion": False,
        "screen_output_time_interval": 3600.0,
        "solver": {"RK_order": 2},
        "reader": {
            "class_name": "GLORYSreader",
            "input_dir": str(folder),
            "file_mask": "*.nc",
        },
        "release_groups": [
            {
                "name": "boat",
                "points": [[LONGITUDE, LATITUDE, -0.5]],
                "pulse_size": particles,
                "release_interval": 0,
                "start": START,
            }
        ],
    }


def main() -> None:
    from oceantracker import main as oceantracker

    forcing, particles, hours, step = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_hindcast(forcing, folder)
        seconds = []
        for count in (100, 100, int(particles)):  # the first compiles, or reads what is kept
            begin = perf_counter()
            oceantracker.run(parameters(folder, count, float(hours), float(step)))
            seconds.append(perf_counter() - begin)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    found = {
        "seconds": seconds[2] - seconds[1],
        "version": version("oceantracker"),
        "peak_mb": peak,
    }
    print("\n" + json.dumps(found))


main()
