"""Speeds, arguments and nodal laws of the constituents against tables and the sky itself."""

from datetime import UTC, datetime

import ephem
import numpy as np
import pytest

from estran.environment.tidal_constituents import (
    constituent_names,
    constituent_speeds,
    mean_longitudes,
    nodal_factors,
    phasors,
)
from estran.errors import DataError

SPEEDS = {  # degrees per hour, Schureman (1958), Table 2
    "SA": 0.0410686, "MM": 0.5443747, "MSF": 1.0158958, "MF": 1.0980331, "2Q1": 12.8542862,
    "SGM": 12.9271398, "Q1": 13.3986609, "RHO1": 13.4715145, "O1": 13.9430356, "P1": 14.9589314,
    "K1": 15.0410686, "J1": 15.5854433, "OO1": 16.1391017, "2N2": 27.8953548, "MU2": 27.9682084,
    "N2": 28.4397295, "NU2": 28.5125831, "M2": 28.9841042, "LAMBDA2": 29.4556253, "L2": 29.5284789,
    "T2": 29.9589333, "S2": 30.0, "R2": 30.0410667, "K2": 30.0821373, "2SM2": 31.0158958,
    "M3": 43.4761563, "MN4": 57.4238337, "M4": 57.9682084, "MS4": 58.9841042, "S4": 60.0,
    "M6": 86.9523127, "2MS6": 87.9682084, "M8": 115.9364169,
}  # fmt: skip
NODE_PERIOD = 18.613 * 365.25 * 86400.0


def moments(*, start=datetime(2005, 1, 1, tzinfo=UTC), years=18.613, count=400):
    return start.timestamp() + np.linspace(0.0, years * 365.25 * 86400.0, count)


@pytest.mark.parametrize("name", SPEEDS)
def test_a_constituent_runs_at_its_published_speed(name):
    assert constituent_speeds([name])[0] == pytest.approx(SPEEDS[name], abs=2e-6)


def test_a_phasor_turns_at_the_speed_of_its_constituent():
    names = constituent_names()
    hours = np.arange(0.0, 6.0, 0.5)
    start = datetime(2022, 12, 14, tzinfo=UTC).timestamp()
    angle = np.unwrap(np.angle(phasors(names=names, epoch_seconds=start + hours * 3600.0)), axis=1)
    rate = np.degrees(angle[:, -1] - angle[:, 0]) / (hours[-1] - hours[0])
    assert rate == pytest.approx(constituent_speeds(names), abs=0.01)


def test_the_mean_sun_and_moon_are_where_the_sky_has_them():
    """Averaged over a node's period, true longitudes (ephem) less mean ones vanish."""
    when = moments(count=2000)
    sky = mean_longitudes(epoch_seconds=when)
    for name, body in (("h", ephem.Sun), ("s", ephem.Moon)):
        true = [longitude_of(body, moment) for moment in when]
        off = np.angle(np.exp(1j * (np.array(true) - np.radians(sky[name]))))
        assert np.degrees(off.mean()) == pytest.approx(0.0, abs=0.25)


def longitude_of(body, moment):
    date = ephem.Date(datetime.fromtimestamp(moment, UTC).replace(tzinfo=None))
    return float(ephem.Ecliptic(body(date), epoch=date).lon)


def test_the_node_goes_round_in_eighteen_years_and_a_half():
    node = mean_longitudes(epoch_seconds=np.array([0.0, NODE_PERIOD]))["N"]
    assert node[0] - node[1] == pytest.approx(360.0, abs=0.1)


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("M2", 0.963, 1.038), ("O1", 0.806, 1.183), ("K1", 0.882, 1.113), ("K2", 0.748, 1.318),
     ("M4", 0.928, 1.077), ("S2", 1.0, 1.0), ("2SM2", 0.963, 1.038)],
)  # fmt: skip
def test_the_node_moves_amplitudes_within_their_published_bounds(name, least, most):
    factor, _ = nodal_factors(names=[name], epoch_seconds=moments())
    assert factor.min() == pytest.approx(least, abs=0.005)
    assert factor.max() == pytest.approx(most, abs=0.005)


def test_m2_was_least_when_the_node_was_at_the_equinox_in_2006_and_2025():
    """Major lunar standstills: M2 is weakest, O1 and K1 strongest."""
    standstill = np.array([datetime(2006, 6, 19, tzinfo=UTC).timestamp()])
    factor, phase = nodal_factors(names=["M2", "O1", "K1"], epoch_seconds=standstill)
    assert factor[:, 0] == pytest.approx([0.963, 1.183, 1.113], abs=0.004)
    assert phase[:, 0] == pytest.approx([0.0, 0.0, 0.0], abs=0.2)


def test_a_compound_takes_the_product_of_the_factors_of_its_parts():
    when = moments(count=50)
    parts, turns = nodal_factors(names=["M2", "O1"], epoch_seconds=when)
    whole, turn = nodal_factors(names=["2MO5", "2SM2"], epoch_seconds=when)
    assert whole[0] == pytest.approx(parts[0] ** 2 * parts[1])
    assert turn[0] == pytest.approx(2 * turns[0] + turns[1])
    assert turn[1] == pytest.approx(-turns[0])


def test_the_diurnal_tide_has_its_offsets_from_midnight():
    """At 0 h UT on 1 January 2000 the arguments are K1 h + 90 and O1 h - 2s - 90."""
    start = np.array([datetime(2000, 1, 1, tzinfo=UTC).timestamp()])
    sky = {name: value[0] for name, value in mean_longitudes(epoch_seconds=start).items()}
    _, turn = nodal_factors(names=["K1", "O1"], epoch_seconds=start)
    angle = np.degrees(np.angle(phasors(names=["K1", "O1"], epoch_seconds=start)))[:, 0]
    expected = np.array([sky["h"] + 90.0, sky["h"] - 2 * sky["s"] - 90.0]) + turn[:, 0]
    assert np.cos(np.radians(angle - expected)) == pytest.approx([1.0, 1.0])


def test_an_unknown_constituent_is_refused_by_name():
    with pytest.raises(DataError, match="S1, M99"):
        phasors(names=["M2", "S1", "M99"], epoch_seconds=np.array([0.0]))
