"""Shares of the gauges: whole at a gauge, linear between, without jumps, two coasts and no more."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estran.environment.tide import load_tide_field
from estran.environment.tide_coasts import gauge_shares
from estran.environment.tide_stations import load_stations
from estran.errors import DataError

STATIONS = load_stations()
SOUTH = [{"station": "boulogne"}, {"station": "calais"}]
NORTH = [{"station": "hastings_pier"}, {"station": "dover"}]
SHARES = gauge_shares(stations=STATIONS, coasts={"south": SOUTH, "north": NORTH})


def at(shares, *positions):
    longitude, latitude = np.array(positions, dtype=float).T
    return shares.at(longitude=longitude, latitude=latitude)


def place(key):
    position = STATIONS[key].position
    return position.longitude, position.latitude


@pytest.mark.parametrize("key", SHARES.gauges)
def test_at_a_gauge_it_alone_counts(key):
    expected = [float(key == gauge) for gauge in SHARES.gauges]
    assert at(SHARES, place(key))[0] == pytest.approx(expected, abs=1e-3)


def test_half_way_along_a_straight_coast_two_gauges_count_alike():
    middle = tuple(np.mean([place("boulogne"), place("calais")], axis=0))
    assert at(SHARES, middle)[0] == pytest.approx([0.5, 0.5, 0.0, 0.0], abs=2e-3)


def test_half_way_across_both_coasts_count_alike():
    line = np.linspace(place("calais"), place("dover"), 2001)
    shares = SHARES.at(longitude=line[:, 0], latitude=line[:, 1])
    south = shares[:, :2].sum(axis=1)
    assert south[1000] == pytest.approx(0.5, abs=0.02)
    assert np.all(np.diff(south) < 1e-9)


def test_a_cape_between_gauges_takes_its_share_by_the_way_along_the_coast():
    cape = {"longitude": place("boulogne")[0], "latitude": place("calais")[1]}
    bent = gauge_shares(
        stations=STATIONS, coasts={"south": [SOUTH[0], cape, SOUTH[1]], "north": NORTH}
    )
    there = (cape["longitude"], cape["latitude"])
    north = (place("calais")[1] - place("boulogne")[1]) * 1.0
    east = (place("calais")[0] - place("boulogne")[0]) * np.cos(np.radians(place("boulogne")[1]))
    assert at(bent, there)[0, 1] == pytest.approx(north / (north + east), abs=0.01)


@given(st.floats(0.8, 2.8), st.floats(50.5, 51.5))
def test_shares_are_shares_everywhere(longitude, latitude):
    shares = at(load_tide_field()._shares, (longitude, latitude))[0]
    assert shares.sum() == pytest.approx(1.0)
    assert shares.min() >= 0.0


@pytest.mark.parametrize(
    ("coasts", "said"),
    [
        ({"one": SOUTH}, "two coasts"),
        ({"one": SOUTH, "two": [{"station": "atlantis"}, {"station": "dover"}]}, "atlantis"),
        (
            {"one": SOUTH, "two": [{"longitude": 1.0, "latitude": 51.0}, {"station": "dover"}]},
            "begin",
        ),
    ],
)
def test_coasts_that_cannot_be_laid_are_refused(coasts, said):
    with pytest.raises(DataError, match=said):
        gauge_shares(stations=STATIONS, coasts=coasts)
