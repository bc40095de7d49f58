"""OpenDrift's Leeway at the task: `run_opendrift.py FORCING PARTICLES HOURS STEP coast|open`."""

from __future__ import annotations

import json
import resource
import sys
from datetime import datetime, timedelta
from importlib.metadata import version
from time import perf_counter

from opendrift.models.leeway import Leeway
from opendrift.readers.reader_netCDF_CF_generic import Reader

START, LONGITUDE, LATITUDE = "2022-06-14T06:00:00", 1.5, 51.0
LIFE_RAFT_NB_2 = 27


def main() -> None:
    path, particles, hours, step, coast = sys.argv[1:]
    drift = Leeway(loglevel=50)
    drift.add_reader(Reader(path))
    if coast == "open":
        drift.set_config("environment:constant:land_binary_mask", 0)
    drift.seed_elements(
        lon=LONGITUDE,
        lat=LATITUDE,
        number=int(particles),
        radius=60,
        time=datetime.fromisoformat(START),
        object_type=LIFE_RAFT_NB_2,
    )
    begin = perf_counter()
    drift.run(
        duration=timedelta(hours=int(hours)),
        time_step=float(step),
        time_step_output=3600,
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    seconds = perf_counter() - begin
    print(json.dumps({"seconds": seconds, "version": version("opendrift"), "peak_mb": peak}))


main()
