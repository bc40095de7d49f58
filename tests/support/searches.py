"""Small clouds and searches that can be reckoned by hand, and one report for the whole way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from estran.assess.report import Report
from estran.assess.search_said import SearchDone
from estran.rescue.search_area import Search
from estran.rescue.sweep_width import Lookout, uncorrected_width

Floats = NDArray[np.float64]
BOAT, PERSON = 2, 4
SQUARE = ((0.0, 0.0), (1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0))


@dataclass(frozen=True)
class Cloud:
    """What search theory asks of a cloud."""

    times: Floats
    positions: Floats
    weights: Floats
    statuses: NDArray[np.int8]


def resting(places: Any, *, weights: Any = None, status: int = PERSON, hours: int = 4) -> Cloud:
    """Return a cloud whose bodies stay where they are."""
    points = np.asarray(places, dtype=np.float64)
    count = len(points)
    return Cloud(
        times=3600.0 * np.arange(hours + 1, dtype=np.float64),
        positions=np.tile(points, (hours + 1, 1, 1)),
        weights=np.full(count, 1.0 / count) if weights is None else np.asarray(weights, float),
        statuses=np.full((hours + 1, count), status, dtype=np.int8),
    )


def search(**changes: Any) -> Search:
    """Return a search of an hour over a square kilometre with coverage 1 for every body."""
    given: dict[str, Any] = {
        "corners": SQUARE,
        "start": 0.0,
        "end": 3600.0,
        "spacing": 100.0,
        "speed": None,
        "widths": {PERSON: (100.0, 100.0), BOAT: (100.0, 100.0)},
    }
    return Search(**given | changes)


def bare_width(target: str, lookout: Lookout) -> tuple[float, float]:
    """Return the width of the table where it is known [nm]."""
    found = uncorrected_width(target, lookout)
    assert not isinstance(found, str), found
    return found


REPORT = Report(
    at="2022-06-14T07:00Z",
    position="51 10.0N 001 45.0E",
    craft="inflatable",
    state="adrift",
    persons="40-60",
    wind="SW 8 kn",
    exercise=True,
)
AROUND = ["51-05N 001-35E", "51-22N 001-35E", "51-22N 002-05E", "51-05N 002-05E"]


def done(**changes: Any) -> SearchDone:
    """Return a search by a lifeboat in the forenoon around the place of the report."""
    given: dict[str, Any] = {
        "unit": "Lifeboat 1",
        "searcher": "small_boat",
        "object": "crowded_inflatable",
        "corners": AROUND,
        "pattern": "PS",
        "spacing_nm": 2.0,
        "start": "2022-06-14T08:00Z",
        "end": "2022-06-14T11:00Z",
        "visibility_nm": 8.0,
        "wind_kn": 8.0,
        "waves_m": 0.4,
        "fatigue": False,
    }
    return SearchDone(**given | changes)
