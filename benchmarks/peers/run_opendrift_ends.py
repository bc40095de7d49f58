"""Where OpenDrift's Leeway leaves its bodies: `run_opendrift_ends.py TASKS.json`; one file a task.

A task may bring lines of its own for each body, in per cent and cm/s; else OpenDrift draws them.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from opendrift.models.leeway import Leeway
from opendrift.readers.reader_netCDF_CF_generic import Reader

START, LONGITUDE, LATITUDE = "2022-06-14T06:00:00", 1.5, 51.0
LINES = ("downwind_slope", "downwind_offset", "crosswind_slope", "crosswind_offset")


def drifted(task: dict[str, Any]) -> dict[str, Any]:
    """Return longitude and latitude of each body at the end, in the order of seeding."""
    np.random.seed(task["seed"])  # noqa: NPY002 (the only dice that OpenDrift knows)
    drift = Leeway(loglevel=50)
    drift.add_reader(Reader(task["forcing"]))
    drift.set_config("environment:constant:land_binary_mask", 0)
    drift.seed_elements(
        lon=LONGITUDE,
        lat=LATITUDE,
        number=task["count"],
        radius=0,
        time=datetime.fromisoformat(START),
        object_type=task["object_type"],
        jibe_probability=task["jibe_hourly"],
    )
    seeded = drift.elements_scheduled
    on_right = np.asarray(seeded.orientation) == 0
    if task["lines"]:
        given = np.load(task["lines"])
        for name in LINES:
            setattr(seeded, name, given[name].astype(np.float32))
        for name in ("downwind_eps", "crosswind_eps"):
            setattr(seeded, name, np.zeros(task["count"], dtype=np.float32))
    drift.run(
        duration=timedelta(hours=task["hours"]), time_step=task["step"], time_step_output=3600
    )
    order = np.argsort(drift.elements.ID)
    ends = {name: np.asarray(getattr(drift.elements, name))[order] for name in ("lon", "lat")}
    return {**ends, "on_right": on_right}


def main() -> None:
    for task in json.loads(Path(sys.argv[1]).read_text("utf-8")):
        np.savez(task["out"], **drifted(task))
    print(json.dumps({"version": version("opendrift")}))


main()
