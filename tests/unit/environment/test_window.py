"""The window against the fields it was opened from, at nodes and between, in space and in time."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estran.environment.area import load_area
from estran.environment.coast import load_coast
from estran.environment.sea import SeaFields
from estran.environment.stream import load_stream_field
from estran.environment.tide import load_tide_field
from estran.environment.window import HELD, MARGIN, open_window
from estran.errors import OutsideValidityError
from estran.quantities.geodesy import Position

START = datetime(2025, 9, 10, tzinfo=UTC).timestamp()
HOURS = 12.0
AREA, TIDE, STREAM, COAST = load_area(), load_tide_field(), load_stream_field(), load_coast()
FIELDS = SeaFields(area=AREA, tide=TIDE, stream=STREAM, coast=COAST)
WINDOW = open_window(fields=FIELDS, start=START, hours=HOURS)


@pytest.fixture
def places(count=2000):
    """Places at sea more than 1.5 km from the coast, and times; spread evenly, without chance."""
    k = np.arange(8 * count)
    longitude = AREA.west + 0.02 + (AREA.east - AREA.west - 0.04) * ((k * 0.7548776662) % 1.0)
    latitude = AREA.south + 0.02 + (AREA.north - AREA.south - 0.04) * ((k * 0.5698402910) % 1.0)
    sea = np.flatnonzero(COAST.distance(longitude=longitude, latitude=latitude) > 1500.0)[:count]
    x, y = WINDOW.plane.to_plane(longitude=longitude[sea], latitude=latitude[sea])
    t = (k[sea] * 0.618034 % 1.0) * HOURS * 3600.0
    return longitude[sea], latitude[sea], x, y, t


def true_stream_on_plane(longitude, latitude, t):
    """The field's true east and north, turned by the convergence of the meridians."""
    flow = STREAM.velocity(longitude=longitude, latitude=latitude, epoch_seconds=START + t)
    turn = np.exp(1j * WINDOW.plane.convergence(longitude=longitude, latitude=latitude))
    turned = (flow[:, 0] + 1j * flow[:, 1]) * turn
    return np.column_stack((turned.real, turned.imag))


def test_at_nodes_and_levels_the_window_is_the_fields():
    row, column, level = np.array([50, 60, 70]), np.array([40, 60, 75]), np.array([0, 13, 60])
    x, y = WINDOW.west + column * WINDOW.spacing, WINDOW.south + row * WINDOW.spacing
    t = WINDOW.first_level + level * WINDOW.level_spacing
    longitude, latitude = WINDOW.plane.to_geographic(east=x, north=y)
    expected = true_stream_on_plane(longitude, latitude, t)
    assert WINDOW.stream_at(x=x, y=y, t=t) == pytest.approx(expected, abs=1e-9)
    for k in range(3):
        position = Position(latitude=latitude[k], longitude=longitude[k])
        level_here = TIDE.level(position=position, epoch_seconds=START + t[k : k + 1])[0]
        above = level_here - TIDE.high_water_springs(position=position)
        assert WINDOW.tide_at(x=x, y=y, t=t)[k] == pytest.approx(above, abs=1e-9)


def test_between_nodes_the_stream_is_the_field_s_within_two_hundredths_of_a_knot_rms(places):
    longitude, latitude, x, y, t = places
    expected = true_stream_on_plane(longitude, latitude, t)
    off = np.hypot(*(WINDOW.stream_at(x=x, y=y, t=t) - expected).T)
    assert np.sqrt(np.mean(off**2)) < 0.01
    assert off.max() < 0.12


def test_between_nodes_the_level_is_the_field_s_within_two_centimetres_rms(places):
    longitude, latitude, x, y, t = places
    off = [
        WINDOW.tide_at(x=x[k : k + 1], y=y[k : k + 1], t=t[k : k + 1])[0]
        - TIDE.level_above_mhws_grid(
            longitude=longitude[k : k + 1],
            latitude=latitude[k : k + 1],
            epoch_seconds=START + t[k : k + 1],
        )[0, 0]
        for k in range(0, 2000, 10)
    ]
    assert np.sqrt(np.mean(np.square(off))) < 0.02


def test_geographic_is_the_projection_within_a_metre(places):
    longitude, latitude, x, y, _ = places
    found_longitude, found_latitude = WINDOW.geographic(x=x, y=y)
    metres = np.hypot(
        (found_longitude - longitude) * 70_000.0, (found_latitude - latitude) * 111_200.0
    )
    assert metres.max() < 1.0


def test_every_place_at_sea_has_a_stream_and_a_level():
    longitude, latitude = np.meshgrid(
        np.linspace(AREA.west, AREA.east, 401)[1:-1], np.linspace(AREA.south, AREA.north, 401)[1:-1]
    )
    x, y = WINDOW.plane.to_plane(longitude=longitude.ravel(), latitude=latitude.ravel())
    at_sea = ~WINDOW.is_land(x=x, y=y)
    t = np.zeros(x.size)
    stream = WINDOW.stream_at(x=x, y=y, t=t)
    assert at_sea.sum() > 80_000
    assert np.isfinite(stream[at_sea]).all()
    assert np.isfinite(WINDOW.tide_at(x=x, y=y, t=t)).all()


def test_far_inland_there_is_no_stream():
    x, y = WINDOW.plane.to_plane(longitude=np.array([2.7]), latitude=np.array([50.6]))
    assert np.isnan(WINDOW.stream_at(x=x, y=y, t=np.zeros(1))).all()


def test_a_place_on_the_beach_has_the_stream_of_the_water_before_it():
    x, y = WINDOW.plane.to_plane(longitude=np.array([2.05]), latitude=np.array([51.005]))
    assert np.isfinite(WINDOW.stream_at(x=x, y=y, t=np.zeros(1))).all()


def test_the_coast_is_asked_where_the_place_is():
    x, y = WINDOW.plane.to_plane(
        longitude=np.array([1.54, 2.25]), latitude=np.array([51.03, 50.75])
    )
    assert WINDOW.is_land(x=x, y=y).tolist() == [False, True]
    assert WINDOW.coast_distance(x=x, y=y)[0] > 1000.0


def test_inside_is_the_area_s_box_in_degrees():
    inset = 0.001
    longitude = np.array([AREA.west + inset, AREA.west - inset, 1.8, 1.8, AREA.east + inset, 9.0])
    latitude = np.array([51.0, 51.0, AREA.north - inset, AREA.north + inset, 51.0, 51.0])
    x, y = WINDOW.plane.to_plane(longitude=longitude, latitude=latitude)
    assert WINDOW.inside(x=x, y=y).tolist() == [True, False, True, False, False, False]


def test_levels_reach_a_margin_beyond_both_ends():
    last = WINDOW.first_level + (WINDOW.tide.shape[0] - 1) * WINDOW.level_spacing
    assert WINDOW.first_level == -MARGIN
    assert last >= HOURS * 3600.0 + MARGIN


def test_a_little_beyond_its_levels_the_window_holds_the_nearest():
    x = y = np.zeros(2)
    before = WINDOW.stream_at(x=x, y=y, t=np.array([-MARGIN, -MARGIN - HELD / 2]))
    assert before[0] == pytest.approx(before[1])


@pytest.mark.parametrize("t", [-MARGIN - HELD - 1.0, HOURS * 3600.0 + MARGIN + HELD + 901.0])
def test_far_beyond_its_levels_the_window_refuses(t):
    with pytest.raises(OutsideValidityError, match="longer window"):
        WINDOW.tide_at(x=np.zeros(1), y=np.zeros(1), t=np.array([t]))


@pytest.mark.parametrize("hours", [0.0, -3.0, 73.0])
def test_hours_outside_their_range_are_refused(hours):
    with pytest.raises(OutsideValidityError, match="up to 72 hours"):
        open_window(fields=FIELDS, start=START, hours=hours)


@given(st.integers(0, 40), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_places_are_answered_alone_as_in_company(k, right, up):
    x = np.array([0.0, (k - 20 + right) * 1000.0, 5000.0])
    y = np.array([0.0, up * 20_000.0, -5000.0])
    t = np.array([0.0, k * 900.0 * right, 3600.0])
    together = WINDOW.stream_at(x=x, y=y, t=t)[1]
    alone = WINDOW.stream_at(x=x[1:2], y=y[1:2], t=t[1:2])[0]
    assert np.array_equal(together, alone, equal_nan=True)


def test_an_empty_set_of_places_has_an_empty_answer():
    empty = np.zeros(0)
    assert WINDOW.stream_at(x=empty, y=empty, t=empty).shape == (0, 2)
    assert WINDOW.tide_at(x=empty, y=empty, t=empty).shape == (0,)
