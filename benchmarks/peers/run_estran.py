"""Estran at the task: `run_estran.py FORCING PARTICLES HOURS STEP compiled` (or `reference`)."""

from __future__ import annotations

import json
import resource
import sys
from importlib.metadata import version
from time import perf_counter

import xarray as xr

from benchmarks.peers.forcing import LATITUDE, LONGITUDE, START
from estran.adapters.cf_fields import currents_on, wind_at, wind_members_around
from estran.assess.ensemble import release_of, settings_of
from estran.assess.report import Report
from estran.assess.situation import understand
from estran.engine import choice
from estran.engine.run import run
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.quantities.instants import epoch_seconds
from estran.quantities.randomness import RandomStreams
from estran.sources.assumptions import AssumptionBook
from estran.wiring import build_engine, offer_engine


def main() -> None:
    path, particles, hours, step, engine = sys.argv[1:]
    report = Report(
        at=f"{START}Z",
        position=f"{LATITUDE:.4f}N {LONGITUDE:.4f}E",
        craft="life raft",
        state="adrift",
        exercise=True,
    )
    situation, book = understand(report), AssumptionBook()
    start = epoch_seconds(situation.time)
    forcing = xr.open_dataset(path)
    window = open_window(
        fields=load_sea_fields(), start=start, hours=int(hours), origin=situation.seed_position
    )
    streams = RandomStreams(1)
    given = {
        "release": release_of(situation, plane=window.plane, particles=int(particles), book=book),
        "window": currents_on(window, forcing).window,
        "wind": wind_members_around(
            wind_at(forcing, position=situation.seed_position, start=start, hours=int(hours)),
            error=1.0,
            streams=streams,
        ),
        "settings": settings_of(hours=int(hours), step=float(step), book=book),
        "streams": streams,
    }
    seconds, used = _timed(given, engine)
    print(json.dumps({"seconds": seconds, "version": version("estran"), "engine": used, **_peak()}))


def _timed(given: dict[str, object], engine: str) -> tuple[float, str]:
    if engine == "reference":
        begin = perf_counter()
        run(**given)  # type: ignore[arg-type]
        return perf_counter() - begin, "reference"
    build_engine(before=lambda: None)
    offer_engine()
    best, used = float("inf"), ""
    for _ in range(3):
        begin = perf_counter()
        _, used = choice.drifted(**given)  # type: ignore[arg-type]
        best = min(best, perf_counter() - begin)
    return best, used


def _peak() -> dict[str, float]:
    return {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0}


main()
