"""The predicted tide at Dover against the gauge, every hour of January 2022.

Accuracy: surge, not harmonics, makes the residual: 0.30 m is this month's weather, and no harmonic
predictor does better than 0.297 m. Its mean is the month's and the sea's rise since the constants'
epoch. Lag within 6 min: the sampling is hourly.
"""

import csv
from datetime import datetime

import numpy as np
import pytest

from estran.environment.tidal_constituents import phasors
from estran.environment.tide_stations import load_stations, predict
from tests.support.shared_data import shared_data


@pytest.fixture(scope="module")
def gauge():
    with shared_data("dover_tide_gauge_202201.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["qc"] == "1"]
    moments = [datetime.fromisoformat(row["time_utc"]).timestamp() for row in rows]
    return np.array(moments), np.array([float(row["sea_level_m_cd"]) for row in rows])


def residual(gauge, *, minutes=0.0):
    moments, observed = gauge
    dover = load_stations()["dover"]
    return observed - predict(station=dover, epoch_seconds=moments - minutes * 60.0)


def test_the_month_is_whole(gauge):
    assert gauge[0].size == 734
    assert np.std(gauge[1]) == pytest.approx(1.72, abs=0.01)


def test_the_residual_is_weather(gauge):
    assert np.std(residual(gauge)) < 0.305
    assert abs(np.mean(residual(gauge))) < 0.20


def test_the_predicted_tide_is_on_time(gauge):
    lags = np.arange(-30.0, 31.0, 2.0)
    spread = [np.std(residual(gauge, minutes=lag)) for lag in lags]
    assert abs(lags[int(np.argmin(spread))]) <= 6.0


@pytest.mark.parametrize("name", ["O1", "S2", "M4"])
def test_no_constituent_is_upside_down(gauge, name):
    """What the residual holds at a constituent's speed is less than half of the constituent."""
    dover = load_stations()["dover"]
    swing = phasors(names=[name], epoch_seconds=gauge[0])[0]
    left = residual(gauge) - residual(gauge).mean()
    design = np.column_stack((swing.real, swing.imag))
    fitted = np.linalg.lstsq(design, left, rcond=None)[0]
    assert np.hypot(*fitted) < 0.5 * abs(dover.constants[dover.constituents.index(name)])
