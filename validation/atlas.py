"""SHOM's atlas 557 beside a stream: the atlas hour is a mean of the model over alike tides.

An atlas hour at coefficient 95 or 45 is the mean over all tides of two years whose coefficient lies
within 3 of it, hours about high water of the atlas's own port of reference.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.environment.tidal_constituents import phasors
from estran.environment.tide_stations import load_stations, predict
from estran.environment.tide_turns import turns
from estran.quantities.units import HOUR, KNOT

if TYPE_CHECKING:
    from pathlib import Path

    from estran.environment.stream import StreamField
    from estran.environment.tide_turns import TideTurn
    from estran.quantities.arrays import Floats

FILE = "shom557_tidal_streams.json"
HOURS = np.arange(-6, 7) * HOUR
YEARS = (2022, 2023)
BEHIND_BREST = {"calais": 8.0 * HOUR, "dunkerque": 8.4 * HOUR, "boulogne": 7.6 * HOUR}
SPRINGS, NEAPS = 95, 45
TENTH_OF_KNOT = 0.1 * KNOT
RANGE_OF_100 = 6.10  # m at Brest
FURTHEST = 2.5 * HOUR


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """One point of the atlas: streams (13, 2) [m/s], east and north, by coefficient."""

    file: str
    port: str
    latitude: float
    longitude: float
    streams: dict[int, Floats]


def atlas(path: Path) -> list[Point]:
    """Return the points of the file that lie in the strait."""
    sets = json.loads(path.read_text("utf-8"))["sets"]
    return [
        Point(
            file=one["file"],
            port=one["ref_port"].lower().split("-")[0],
            latitude=row[0],
            longitude=row[1],
            streams={
                SPRINGS: np.array(row[2:4]).T * TENTH_OF_KNOT,
                NEAPS: np.array(row[4:6]).T * TENTH_OF_KNOT,
            },
        )
        for one in sets
        if "564" not in one["file"]
        for row in one["points"]
    ]


def errors(points: list[Point], field: StreamField, coefficient: int) -> tuple[Floats, Floats]:
    """Return model less atlas, and the atlas, each (points, 13, 2) [m/s]."""
    held = field.constituents(
        longitude=np.array([one.longitude for one in points]),
        latitude=np.array([one.latitude for one in points]),
    )
    swings = mean_phasors(field.names, coefficient)
    model = np.array(
        [(held[:, k].conj().T @ swings[one.port]).real.T for k, one in enumerate(points)]
    )
    observed = np.array([one.streams[coefficient] for one in points])
    return model - observed, observed


@cache
def mean_phasors(names: tuple[str, ...], coefficient: int) -> dict[str, Any]:
    """Return mean phasors (c, 13) about high water of each port, over tides of a coefficient."""
    at_brest, coefficients = _highs_at_brest()
    means = {}
    for port, behind in BEHIND_BREST.items():
        highs = np.array([one.epoch_seconds for one in _turns(port) if one.kind == "high"])
        expected = at_brest[np.abs(coefficients - coefficient) < 3.0] + behind
        nearest = highs[np.abs(highs[:, np.newaxis] - expected).argmin(axis=0)]
        nearest = nearest[np.abs(nearest - expected) < FURTHEST]
        swing = phasors(names=names, epoch_seconds=(nearest[:, np.newaxis] + HOURS).ravel())
        means[port] = swing.reshape(len(names), -1, HOURS.size).mean(axis=1)
    return means


def vector_rms(values: Floats) -> float:
    """Return the root mean square of vectors, in knots."""
    return float(np.sqrt(np.mean(np.sum(values**2, axis=-1))) / KNOT)


@cache
def _highs_at_brest() -> tuple[Floats, Floats]:
    """Return the times of high water at Brest and their coefficients."""
    found = _turns("brest")
    level = np.array([one.level for one in found])
    middle = [k for k in range(1, len(found) - 1) if found[k].kind == "high"]
    ranges = [level[k] - (level[k - 1] + level[k + 1]) / 2.0 for k in middle]
    return (
        np.array([found[k].epoch_seconds for k in middle]),
        100.0 * np.array(ranges) / RANGE_OF_100,
    )


@cache
def _turns(port: str) -> list[TideTurn]:
    station = load_stations()[port]
    return [
        one
        for year in YEARS
        for one in turns(
            level=lambda moments: predict(station=station, epoch_seconds=moments),
            start=datetime(year, 1, 1, tzinfo=UTC).timestamp(),
            end=datetime(year + 1, 1, 1, tzinfo=UTC).timestamp() - 1.0,
        )
    ]
