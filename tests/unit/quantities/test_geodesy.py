"""Positions, the local plane and geodesics, against figures that do not come from this code."""

import math
import pickle

import numpy as np
import pytest

from estran.errors import PositionError
from estran.quantities.geodesy import LocalPlane, Position, destination, distance_and_bearing

CALAIS = Position(latitude=50.97, longitude=1.85)
DOVER = Position(latitude=51.12, longitude=1.33)
PLANE = LocalPlane(origin=Position(latitude=51.0, longitude=1.5))


def test_a_minute_of_latitude_at_51_north_has_the_length_of_the_ellipsoid():
    # Meridian radius of WGS84 at 51 degrees: a (1 - e2) / (1 - e2 sin2)^1.5.
    a, e2 = 6378137.0, 0.00669437999014
    radius = a * (1.0 - e2) / (1.0 - e2 * math.sin(math.radians(51.0)) ** 2) ** 1.5
    south = Position(latitude=51.0 - 1.0 / 120.0, longitude=1.5)
    north = Position(latitude=51.0 + 1.0 / 120.0, longitude=1.5)
    distance, bearing = distance_and_bearing(start=south, end=north)
    assert distance == pytest.approx(radius * math.radians(1.0 / 60.0), abs=1e-3)
    assert bearing == pytest.approx(0.0, abs=1e-9)


def test_a_slip_of_east_and_west_at_51_n_1_45_e_is_203_km():
    east = Position(latitude=51.0, longitude=1.45)
    west = Position(latitude=51.0, longitude=-1.45)
    distance, bearing = distance_and_bearing(start=east, end=west)
    assert distance == pytest.approx(203.5e3, abs=0.5e3)
    assert 270.0 < bearing < 272.0


def test_the_bearing_between_equal_positions_is_0():
    assert distance_and_bearing(start=CALAIS, end=CALAIS) == (0.0, 0.0)


def test_going_the_distance_on_the_bearing_arrives():
    distance, bearing = distance_and_bearing(start=CALAIS, end=DOVER)
    reached = destination(start=CALAIS, bearing_deg=bearing, distance=distance)
    assert reached.latitude == pytest.approx(DOVER.latitude, abs=1e-9)
    assert reached.longitude == pytest.approx(DOVER.longitude, abs=1e-9)
    assert 290.0 < bearing < 300.0


def test_the_origin_of_the_plane_is_0_0_and_north_is_up():
    assert PLANE.to_plane(longitude=1.5, latitude=51.0) == pytest.approx((0.0, 0.0), abs=1e-9)
    east, north = PLANE.to_plane(longitude=1.5, latitude=51.1)
    assert abs(east) < 1e-6
    assert north > 11_000.0


@pytest.mark.parametrize("bearing", range(0, 360, 45))
@pytest.mark.parametrize("distance", [1e3, 40e3, 80e3])
def test_lengths_on_the_plane_are_true_to_a_ten_thousandth(bearing, distance):
    there = destination(start=PLANE.origin, bearing_deg=bearing, distance=distance)
    east, north = PLANE.to_plane(longitude=there.longitude, latitude=there.latitude)
    assert math.hypot(east, north) == pytest.approx(distance, rel=1e-4)


def test_arrays_keep_their_shape_and_nan_stays_nan():
    longitude = np.array([[1.0, 1.5, np.nan], [2.0, 1.2, 1.3]])
    latitude = np.full((2, 3), 51.2)
    east, north = PLANE.to_plane(longitude=longitude, latitude=latitude)
    assert east.shape == north.shape == (2, 3)
    assert np.isnan(east[0, 2])
    back, _ = PLANE.to_geographic(east=east, north=north)
    np.testing.assert_allclose(back, longitude, atol=1e-11)


def test_single_numbers_give_plain_floats():
    assert all(type(part) is float for part in PLANE.to_plane(longitude=1.6, latitude=51.1))


def test_a_plane_goes_to_another_process_and_is_the_same():
    assert pickle.loads(pickle.dumps(PLANE)) == PLANE  # noqa: S301 (our own bytes)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(90.1, 0.0), (-91.0, 0.0), (0.0, 180.5), (0.0, -181.0), (math.nan, 0.0), (0.0, math.inf)],
)
def test_an_impossible_position_is_refused(latitude, longitude):
    with pytest.raises(PositionError) as refusal:
        Position(latitude=latitude, longitude=longitude)
    assert refusal.value.code == "position.out_of_range"


@pytest.mark.parametrize(("longitude", "latitude"), [(0.85, 50.55), (1.8, 51.0), (2.75, 51.45)])
def test_convergence_is_the_angle_of_a_short_way_to_true_north(longitude, latitude):
    plane = LocalPlane(origin=Position(latitude=51.0, longitude=1.8))
    here = Position(latitude=latitude, longitude=longitude)
    there = destination(start=here, bearing_deg=0.0, distance=100.0)
    x0, y0 = plane.to_plane(longitude=here.longitude, latitude=here.latitude)
    x1, y1 = plane.to_plane(longitude=there.longitude, latitude=there.latitude)
    angle = plane.convergence(longitude=longitude, latitude=latitude)
    assert math.atan2(x0 - x1, y1 - y0) == pytest.approx(angle, abs=1e-4)
