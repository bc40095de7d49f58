"""Parcels 3 (C kernels) at the task: `run_parcels.py FORCING PARTICLES HOURS STEP`; prints JSON."""

# mypy: disable-error-code="name-defined, misc"
from __future__ import annotations

import json
import math
import resource
import sys
from datetime import timedelta
from importlib.metadata import version
from time import perf_counter

import numpy as np
from parcels import FieldSet, JITParticle, ParcelsRandom, ParticleSet, Variable

START, LONGITUDE, LATITUDE = "2022-06-14T06:00:00", 1.5, 51.0


def leeway(particle, fieldset, time):
    """Euler step of current and leeway; jibing swaps the side; one residual for life."""
    wind_east = fieldset.WU[time, particle.depth, particle.lat, particle.lon]
    wind_north = fieldset.WV[time, particle.depth, particle.lat, particle.lon]
    wind = math.sqrt(wind_east * wind_east + wind_north * wind_north)
    if ParcelsRandom.uniform(0.0, 1.0) < 0.00678:
        particle.side = -particle.side
    along = particle.slope + particle.offset / wind
    across = particle.side * particle.across
    east = along * wind_east + across * wind_north
    north = along * wind_north - across * wind_east
    current_east = fieldset.CU[time, particle.depth, particle.lat, particle.lon]
    current_north = fieldset.CV[time, particle.depth, particle.lat, particle.lon]
    degree = 111120.0
    particle_dlon += (
        (current_east + east) / (degree * math.cos(particle.lat * 0.0174533)) * particle.dt
    )
    particle_dlat += (current_north + north) / degree * particle.dt


class Raft(JITParticle):
    """A particle with leeway lines of its own."""

    slope = Variable("slope", dtype=np.float32)
    offset = Variable("offset", dtype=np.float32)
    across = Variable("across", dtype=np.float32)
    side = Variable("side", dtype=np.float32)


def main() -> None:
    path, particles, hours, step = sys.argv[1:]
    count = int(particles)
    names = {"U": "u", "V": "v", "CU": "u", "CV": "v", "WU": "wu", "WV": "wv"}
    fields = FieldSet.from_netcdf(
        dict.fromkeys(names, path),
        names,
        {"lon": "lon", "lat": "lat", "time": "time"},
        allow_time_extrapolation=False,
    )
    residual = np.random.Generator(np.random.PCG64(1)).normal(0.0, 0.12, count)
    rafts = ParticleSet(
        fields,
        pclass=Raft,
        lon=np.full(count, LONGITUDE),
        lat=np.full(count, LATITUDE),
        time=np.datetime64(START),
        slope=0.0579 + residual / 20.0,
        offset=-0.002 + residual / 2.0,
        across=np.full(count, 0.01),
        side=np.where(np.arange(count) % 2, 1.0, -1.0),
    )
    begin = perf_counter()
    rafts.execute(
        leeway,
        runtime=timedelta(hours=int(hours)),
        dt=timedelta(seconds=float(step)),
        verbose_progress=False,
    )
    seconds = perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    print(json.dumps({"seconds": seconds, "version": version("parcels"), "peak_mb": peak}))


main()
