"""A charted bed grounds bodies: banks far from land too; the tide lifts them; slopes elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from estran.engine.compiled.run import Wanted, compiled_run, setting_of
from estran.engine.particles import Foreshore
from estran.engine.run import run
from estran.engine.shore import Footing, is_aground, stopped_at_shore
from estran.engine.step import euler, midpoint
from tests.support.charted import beach_and_bank, charted
from tests.support.gridded import gridded_sea
from tests.unit.engine.test_compiled_plain import given, plain


def footing(count, *, draught=0.5, slope=0.02):
    return Footing(np.full(count, draught), Foreshore(np.full(count, slope), np.zeros(count)))


def tide(low, high):
    """A level that rises evenly from low to high within two hours."""
    return lambda t: low + (high - low) * np.clip(np.asarray(t) / 7200.0, 0.0, 1.0)


def test_a_bank_out_of_sight_of_land_grounds_until_the_tide_lifts():
    window = charted(gridded_sea(level=tide(-3.0, -1.0), coast_y=-40_000.0), beach_and_bank)
    place, foot = np.array([[3000.0, 6000.0], [3000.0, 12_000.0]]), footing(2)
    dry = [
        is_aground(window=window, position=place, time=time, footing=foot).tolist()
        for time in (0.0, 1200.0, 2700.0, 7200.0)
    ]
    # depth 3 m + level: 0.0, 0.33, 0.75, 2.0 m over the bank
    assert dry == [[True, False], [True, False], [False, False], [False, False]]


def test_a_way_onto_a_bank_ends_at_its_edge():
    window = charted(gridded_sea(level=tide(-3.0, -3.0), coast_y=-40_000.0), beach_and_bank)
    ending = stopped_at_shore(
        window=window,
        start=np.array([[3000.0, 9500.0]]),
        end=np.array([[3000.0, 6500.0]]),
        time=0.0,
        footing=footing(1),
    )
    assert ending.aground.tolist() == [True]
    assert 8500.0 <= ending.position[0, 1] < 8500.0 + 3000.0 / 8 + 500.0


def test_a_bank_is_not_jumped():
    window = charted(gridded_sea(level=tide(-3.0, -3.0), coast_y=-40_000.0), beach_and_bank)
    ending = stopped_at_shore(
        window=window,
        start=np.array([[3000.0, 12_000.0]]),
        end=np.array([[3000.0, 200.0]]),
        time=0.0,
        footing=footing(1),
    )
    assert ending.aground.tolist() == [True]
    assert ending.position[0, 1] > 8000.0


def test_where_no_bed_is_held_the_slope_counts_as_before():
    plain_sea = gridded_sea(level=tide(-3.0, -3.0), coast_y=0.0)
    window = charted(plain_sea, beach_and_bank)
    y = np.linspace(20.0, 1500.0, 60)
    west = np.column_stack((np.full(60, -20_000.0), y))
    found, before = (
        is_aground(window=one, position=west, time=0.0, footing=footing(60))
        for one in (window, plain_sea)
    )
    assert found.tolist() == before.tolist()
    east = np.column_stack((np.full(60, 15_000.0), y))
    charted_there = is_aground(window=window, position=east, time=0.0, footing=footing(60))
    assert charted_there.sum() > before.sum()  # 0.008 falls more slowly than 0.02


@pytest.mark.parametrize("slope", [0.006, 0.015])
def test_a_bed_that_is_a_plane_grounds_as_its_slope_does(slope):
    sea = gridded_sea(level=tide(-3.0, -3.0), coast_y=0.0)
    window = charted(sea, lambda x, y: slope * y + 0.0 * x)
    places = np.column_stack((np.full(200, 500.0), np.linspace(10.0, 2000.0, 200)))
    found, law = (
        is_aground(window=one, position=places, time=0.0, footing=footing(200, slope=slope))
        for one in (window, sea)
    )
    assert found.tolist() == law.tolist()
    assert 0 < found.sum() < 200


def test_land_stays_land_under_a_bed_that_says_water():
    window = charted(
        gridded_sea(level=tide(0.0, 0.0), coast_y=0.0), lambda x, y: 9.0 + 0.0 * (x + y)
    )
    found = is_aground(
        window=window, position=np.array([[0.0, -600.0]]), time=0.0, footing=footing(1)
    )
    assert found.tolist() == [True]


@pytest.mark.parametrize("scheme", [euler, midpoint], ids=lambda one: one.__name__)
def test_the_plain_loop_says_what_the_reference_says_over_a_charted_bed(scheme):
    case = given(count=60, hours=4, scheme=scheme)
    bare = run(**case)
    case["window"] = charted(case["window"], beach_and_bank)
    right = run(**case)
    done = compiled_run(setting_of(**case), Wanted(threads=1, batch=12), drift=plain).result
    assert done is not None
    for name in ("hull", "people", "status", "hull_aground", "people_aground", "people_left"):
        assert getattr(done, name).tobytes() == getattr(right, name).tobytes(), name
    for name in ("first_aground", "first_ashore", "ashore"):
        assert getattr(done, name).tobytes() == getattr(right, name).tobytes(), name
    assert right.hull.tobytes() != bare.hull.tobytes()
    ashore = right.hull_aground[-1]
    away = np.hypot(right.hull[-1, :, 0] - 3000.0, right.hull[-1, :, 1] - 6000.0)
    assert (ashore & (away < 3000.0)).any()  # some lie on the bank
