"""The limits beyond which a tide gauge is not believed, against a winter month of a real one.

They must pass all weather and stop every fault: a surge that is refused costs its correction, a
stuck gauge that is believed puts metres of tide into the surge. So each limit stands between the
most that weather did in January 2022 and the least that the tide itself does.
"""

from __future__ import annotations

import csv
from datetime import datetime

import numpy as np
import pytest

from estran.adapters.live import surge_series
from estran.environment.tide_stations import load_stations, predict
from estran.quantities.units import HOUR
from tests.support.shared_data import shared_data

SPARE = 1.2
WINDOW = 48


@pytest.fixture(scope="module")
def month():
    """Times, levels above the middle, and residuals [m], hourly."""
    with shared_data("dover_tide_gauge_202201.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    times = np.array([datetime.fromisoformat(row["time_utc"]).timestamp() for row in rows])
    level = np.array([float(row["sea_level_m_cd"]) for row in rows])
    station = load_stations()["dover"]
    return times, level, level - predict(station=station, epoch_seconds=times)


def windows(row):
    return [row[at : at + WINDOW] for at in range(0, row.size - WINDOW, 6)]


def test_weather_stays_within_the_limits(month):
    times, _, surge = month
    assert max(np.std(one) for one in windows(surge)) * SPARE < surge_series.MOST_SWING
    assert max(abs(np.median(one)) for one in windows(surge)) * SPARE < surge_series.WRONG_DATUM
    middles = [np.median(surge[np.abs(times - one) <= 1.5 * HOUR]) for one in times]
    assert np.abs(surge - middles).max() * SPARE < surge_series.SPIKE


def test_a_gauge_that_is_stuck_is_beyond_them_at_any_tide(month):
    _, level, _ = month
    assert min(np.std(one) for one in windows(level)) > surge_series.MOST_SWING
