"""Kept fields made by hand for tests: uniform or as a function of place and time."""

from typing import Any

import numpy as np

from estran.environment.kept_field import FORMS, KeptField
from estran.quantities.instants import parse_instant

START = parse_instant("2022-06-14T07:00Z").timestamp()


def kept(layer, value, *, source="tests", hours=(-3, 30), step=0.05, **other):
    """A field over the Dover Strait; `value` is what it holds, or a function of time and grid."""
    times = START + 3600.0 * np.arange(hours[0], hours[1] + 1)
    latitude, longitude = np.arange(50.0, 52.01, step), np.arange(0.0, 4.01, step)
    shape = (times.size, latitude.size, longitude.size, *((2,) if FORMS[layer].pair else ()))
    grid = np.meshgrid(times, latitude, longitude, indexing="ij")
    held = value(*grid) if callable(value) else value
    said: dict[str, Any] = {
        "title": f"{layer} made by {source}",
        "unit": FORMS[layer].unit,
        "licence": "made for tests",
        "fetched_at": START - 3600.0,
        "issued_at": START - 7200.0,
        "resolution": 1500.0,
    }
    return KeptField(
        layer=layer,
        source=source,
        times=times,
        latitude=latitude,
        longitude=longitude,
        values=np.broadcast_to(np.asarray(held, dtype=np.float32), shape),
        **(said | other),
    )


def gauge(times, values, **other):
    """A surge at one gauge: one node, which holds along all of its axes."""
    return KeptField(
        layer="level",
        source=other.pop("source", "tests"),
        title="a gauge",
        unit="m",
        licence="made for tests",
        times=np.asarray(times, dtype=np.float64),
        latitude=np.array([51.11]),
        longitude=np.array([1.32]),
        values=np.asarray(values, dtype=np.float32).reshape(-1, 1, 1),
        fetched_at=other.pop("fetched_at", START),
        resolution=60000.0,
        **other,
    )
