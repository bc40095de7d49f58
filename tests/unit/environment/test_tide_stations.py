"""Gauges read from the area's table, and the closed form of a tide of one constituent."""

import json

import numpy as np
import pytest

from estran.environment.area import area_file
from estran.environment.tidal_constituents import phasors
from estran.environment.tide_stations import load_stations, predict, read_stations
from estran.errors import DataError

RECORD = {
    "name": "Nowhere",
    "lat": 51.0,
    "lon": 1.5,
    "datums": {"MSL": 3.0, "MHWS": 6.0, "LAT": 0.0},
    "attribution": "nobody",
    "constituents_m_degGMT": {"M2": [2.0, 350.0], "S1": [0.1, 0.0]},
}
NOT_ON_A_COAST_LINE = "vlissingen"  # two years of record only; no level is computed from it
MOMENTS = 1.67e9 + np.arange(0.0, 86400.0, 600.0)


def test_a_tide_of_one_constituent_is_a_cosine_about_mean_sea_level():
    nowhere = read_stations({"nowhere": RECORD})["nowhere"]
    swing = phasors(names=["M2"], epoch_seconds=MOMENTS)[0]
    expected = 3.0 + 2.0 * np.abs(swing) * np.cos(np.angle(swing) - np.radians(350.0))
    assert predict(station=nowhere, epoch_seconds=MOMENTS) == pytest.approx(expected)


def test_constituents_without_a_law_are_left_out():
    assert read_stations({"nowhere": RECORD})["nowhere"].constituents == ("M2",)


def test_what_is_left_out_at_the_gauges_is_small():
    table = json.loads(area_file("dover_strait", "tide_constituents.json").read_text("utf-8"))
    for key, station in load_stations().items():
        held = table[key]["constituents_m_degGMT"]
        left = [
            amplitude for name, (amplitude, _) in held.items() if name not in station.constituents
        ]
        assert np.sqrt(np.sum(np.square(left)) / 2) < 0.015 or key == NOT_ON_A_COAST_LINE, key


def test_interpolated_records_and_the_table_s_own_notes_are_no_gauges():
    assert "gravelines_interp" not in load_stations()
    assert "_meta" not in load_stations()


def test_no_gauge_has_a_licence_that_forbids_shipping_it():
    table = json.loads(area_file("dover_strait", "tide_constituents.json").read_text("utf-8"))
    for key in load_stations():
        assert not key.endswith("_NC")
        assert table[key]["license"]["type"] == "cc-by-4.0", key
        assert "CC BY 4.0" in load_stations()[key].attribution


@pytest.mark.parametrize(
    ("port", "mean_springs"),
    [("dunkerque", 5.60), ("dover", 5.92), ("calais", 6.49), ("boulogne", 7.82)],
)
def test_mean_spring_range_is_twice_m2_and_s2_as_the_tables_have_it(port, mean_springs):
    station = load_stations()[port]
    amplitude = dict(zip(station.constituents, np.abs(station.constants), strict=True))
    assert 2 * (amplitude["M2"] + amplitude["S2"]) == pytest.approx(mean_springs, abs=0.03)


@pytest.mark.parametrize("port", ["dunkerque", "dover", "calais", "boulogne", "cadzand"])
def test_mean_high_water_springs_is_m2_and_s2_above_mean_sea_level(port):
    station = load_stations()[port]
    amplitude = dict(zip(station.constituents, np.abs(station.constants), strict=True))
    above = station.mean_high_water_springs - station.mean_sea_level
    assert above == pytest.approx(amplitude["M2"] + amplitude["S2"], abs=0.01)


def test_a_record_without_a_datum_is_refused_by_name():
    broken = {**RECORD, "datums": {"MSL": 3.0}}
    with pytest.raises(DataError, match="'MHWS'"):
        read_stations({"nowhere": broken})
