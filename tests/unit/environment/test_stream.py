"""The stream field: reading, land cells, reversal, continuity and the known set at known places."""

from datetime import UTC, datetime

import numpy as np
import pytest

from estran.environment.stream import REACH, StreamField, load_stream_field
from estran.environment.tide import load_tide_field
from estran.errors import DataError
from estran.quantities.units import KNOT

STREAM = load_stream_field()
START = datetime(2025, 9, 10, tzinfo=UTC).timestamp()
CYCLE = START + np.arange(0.0, 12.42 * 3600.0, 600.0)


def along(longitude, latitude, moments=CYCLE):
    return STREAM.velocity(
        longitude=np.full(moments.size, longitude),
        latitude=np.full(moments.size, latitude),
        epoch_seconds=moments,
    )


def at_springs(moment):
    return 95.0 + 0.0 * moment


def tiny(**changes):
    """A field of two by three cells, the last column land; M2 of 1 m/s east and 0.5 north."""
    water = np.array([True, True, False, True, True, False])
    parts = np.zeros((1, 4, 4), dtype=np.int16)
    parts[0, :, 0] = [1000, 0, 500, 0]  # the same in all cells: no difference after the first
    data = {
        "names": np.array(["M2"]), "lon0": 1.0, "dlon": 0.03, "lat0": 51.0, "dlat": 0.02,
        "shape": np.array([2, 3]), "mask": np.packbits(water), "uv": parts,
        "infer": np.array(["2N2,M2,0.5,90.0"]),
    }  # fmt: skip
    data.update(changes)
    return StreamField(data=data, error=STREAM.error, coefficient=at_springs)


def test_a_small_field_reads_as_it_was_written():
    held = tiny().constituents(longitude=np.array([1.015]), latitude=np.array([51.01]))
    assert tiny().names == ("M2", "2N2")
    assert held[0, 0] == pytest.approx([1.0, 0.5])
    assert held[1, 0] == pytest.approx([0.5j, 0.25j])


def test_land_near_water_has_the_stream_of_the_nearest_water():
    held = tiny().constituents(longitude=np.array([1.06]), latitude=np.array([51.0]))
    assert held[0, 0] == pytest.approx([1.0, 0.5])


def test_land_far_from_water_has_none():
    longitude, latitude = np.array([2.75]), np.array([50.6])
    assert np.isnan(STREAM.constituents(longitude=longitude, latitude=latitude)).all()


def test_beyond_the_grid_the_stream_ends_within_reach():
    off = (REACH + 200.0) / 111_200.0
    grid = STREAM.grid
    north = grid.south + (grid.rows - 1) * grid.dlat
    near, far = STREAM.velocity(
        longitude=np.array([2.2, 2.2]),
        latitude=np.array([north + off / 2, north + off]),
        epoch_seconds=np.array([START, START]),
    )
    assert np.isfinite(near).all()
    assert np.isnan(far).all()


def test_a_file_without_an_array_is_refused():
    broken = {"shape": np.array([2, 3]), "lon0": 1.0}
    with pytest.raises(DataError, match="lat0"):
        StreamField(data=broken, error=STREAM.error, coefficient=at_springs)


@pytest.mark.parametrize(
    ("longitude", "latitude", "axis_deg", "springs"),
    [(1.538, 51.025, 45.0, 3.0), (1.54, 50.917, 35.0, 3.6), (2.051, 51.027, 71.0, 2.2)],
    ids=["mid-strait", "off Gris-Nez", "off Gravelines"],
)
def test_the_stream_runs_along_the_strait_and_reverses(longitude, latitude, axis_deg, springs):
    """Axes and spring rates of the general knowledge of the strait, within the model's error."""
    velocity = along(longitude, latitude)
    axis = np.array([np.sin(np.radians(axis_deg)), np.cos(np.radians(axis_deg))])
    main, across = velocity @ axis, velocity @ np.array([axis[1], -axis[0]])
    assert main.max() / KNOT == pytest.approx(springs, abs=0.8)
    assert main.min() / KNOT < -0.6 * springs
    assert np.abs(across).max() < 0.35 * main.max()


def test_the_flood_begins_about_two_hours_before_high_water_dover():
    """In the mid-strait it begins 1 h 30 to 1 h 50 before; the model errs by 20 min."""
    tide = load_tide_field()
    dover = tide.stations["dover"].position
    found = tide.turns(position=dover, start=START + 6 * 3600.0, end=START + 86400.0)
    high = next(turn for turn in found if turn.kind == "high")
    moments = high.epoch_seconds + np.arange(-5.0, 1.0, 1 / 12) * 3600.0
    main = along(1.538, 51.025, moments) @ np.array([0.707, 0.707])
    turn = moments[np.flatnonzero((main[:-1] < 0.0) & (main[1:] >= 0.0))[0]]
    assert (high.epoch_seconds - turn) / 3600.0 == pytest.approx(1.7, abs=0.7)


def test_springs_run_faster_than_neaps():
    neaps = along(1.538, 51.025, CYCLE + 6.5 * 86400.0)
    rates = [np.hypot(*one.T).max() for one in (along(1.538, 51.025), neaps)]
    assert 0.35 < rates[1] / rates[0] < 0.75


def test_the_tide_carries_nothing_far_in_a_fortnight():
    """No mean flow is in the constituents: over whole cycles the displacement nearly vanishes."""
    moments = START + np.arange(0.0, 29.5306 * 86400.0, 900.0)
    velocity = along(1.538, 51.025, moments)
    assert np.abs(velocity.mean(axis=0)).max() < 0.02 * np.abs(velocity).max()


def test_nodes_and_single_places_agree():
    longitude, latitude = np.array([1.3, 1.54, 2.2]), np.array([51.0, 50.92, 51.2])
    grid = STREAM.on_nodes(
        longitude=longitude,
        latitude=latitude,
        epoch_seconds=CYCLE[:4],
        turn=np.zeros(longitude.size),
    )
    assert grid.shape == (4, 3, 2)
    for level, moment in enumerate(CYCLE[:4]):
        one = STREAM.velocity(
            longitude=longitude, latitude=latitude, epoch_seconds=np.full(3, moment)
        )
        assert grid[level] == pytest.approx(one)


def test_the_stream_changes_without_a_jump_across_the_strait():
    latitude, longitude = np.linspace((50.985, 1.84), (51.10, 1.36), 1001).T
    velocity = STREAM.on_nodes(
        longitude=longitude,
        latitude=latitude,
        epoch_seconds=CYCLE[::6],
        turn=np.zeros(longitude.size),
    )
    assert np.abs(np.diff(velocity, axis=1)).max() < 0.03


@pytest.mark.parametrize(
    ("coefficient", "inshore", "sd"),
    [(95.0, False, 0.169), (45.0, False, 0.101), (95.0, True, 0.203)],
)
def test_the_error_follows_springs_and_neaps(coefficient, inshore, sd):
    assert STREAM.error.sd(coefficient=coefficient, inshore=inshore) == pytest.approx(sd, abs=5e-4)
