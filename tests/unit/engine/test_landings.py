"""First landings of people: to the step, riding or apart, once; and after a later fix."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from estran.engine.compiled.kernel import drift
from estran.engine.compiled.run import Wanted, compiled_run, setting_of
from estran.engine.continued import continued
from estran.engine.run import run
from estran.engine.status import Status
from estran.quantities.randomness import RandomStreams
from tests.support.flows import M2, SteadyWind, SyntheticSea, uniform
from tests.support.gridded import gridded_sea
from tests.support.releases import one_class, release, settings

STEP = 600.0
CREEPING = SyntheticSea(
    flow=uniform(0.0, 1e-5), level=lambda t: -3.5 + 3.0 * np.cos(M2 * t), coast_y=0.0
)
EBB = np.arccos(-1.0 / 3.0) / M2  # depth at 500 m is then the draught
FLOOD = 2 * np.pi / M2 - EBB


def go(*, sea, wind=(0.0, 0.0), how=None, **changes):
    return run(
        release=release(**changes),
        window=sea,
        wind=SteadyWind(*wind),
        settings=how or settings(),
        streams=RandomStreams(1),
    )


def beach(y_speed):
    return SyntheticSea(flow=uniform(0.3, y_speed), coast_y=0.0)


def test_people_aboard_come_ashore_with_their_hull_at_the_end_of_that_step():
    # Level at high water springs: depth is 0.01 of the distance, draught 0.5 m, so 50 m off.
    result = go(sea=beach(-1.0), datum={"y": 3000.0}, count=3)
    assert result.first_ashore == pytest.approx(np.full(3, 5 * STEP))
    assert result.first_ashore.tobytes() == result.first_aground.tobytes()
    assert result.ashore.tobytes() == result.people[1].tobytes()
    assert result.ashore[:, 1] == pytest.approx(np.full(3, 50.0), abs=STEP / 8)


def test_who_stays_at_sea_or_has_not_left_the_beach_has_no_landing():
    at_sea = go(sea=beach(0.0), datum={"y": 3000.0}, count=3)
    waiting = go(
        sea=beach(-1.0),
        datum={"y": 30.0},
        states={Status.BOARDING: 1.0},
        shore={"draughts": dict.fromkeys(Status, 0.5)},
        count=3,
    )
    for result in (at_sea, waiting):
        assert np.isnan(result.first_ashore).all()
        assert np.isnan(result.ashore).all()


def test_people_apart_land_by_themselves_and_their_hull_need_not():
    # The wind takes the hull out to sea; the people have no leeway and go ashore with the water.
    result = go(
        sea=beach(-0.1),
        wind=(0.0, 20.0),
        states={Status.IN_WATER: 1.0},
        hull=one_class("SKIFF-1"),
        datum={"y": 600.0},
        count=20,
    )
    out = np.isnan(result.first_aground)
    assert out.any()
    assert np.isfinite(result.first_ashore).all()
    assert result.ashore[:, 1] == pytest.approx(np.full(20, 50.0), abs=60.0 / 8)


def test_a_hull_that_lands_without_its_people_is_no_landing_of_people():
    result = go(
        sea=beach(0.0),
        wind=(0.0, -10.0),
        states={Status.IN_WATER: 1.0},
        hull=one_class("SKIFF-1"),
        datum={"y": 600.0},
        count=20,
    )
    assert np.isfinite(result.first_aground).any()
    assert np.isnan(result.first_ashore).all()


def test_the_first_landing_stands_after_the_tide_has_lifted_the_boat():
    twice = settings(hours=24, step=60.0)
    result = go(sea=CREEPING, datum={"y": 500.0}, how=twice, count=1)
    marks = result.people_aground[:, 0].astype(int)
    assert (np.diff(marks) == 1).sum() == 2  # aground in both ebbs
    assert result.first_ashore[0] == pytest.approx(EBB, abs=120.0)


@pytest.mark.parametrize("snapshots", [True, False])
def test_landings_need_no_snapshots(snapshots):
    case: dict[str, Any] = {
        "release": release(
            count=7,
            datum={"y": 900.0, "sd": 100.0},
            states={Status.ADRIFT: 0.5, Status.IN_WATER: 0.5},
            hull=one_class("SKIFF-1"),
        ),
        "window": gridded_sea(flow=uniform(0.3, -0.2), coast_y=0.0, hours=2),
        "wind": SteadyWind(0.0, 20.0),  # hulls go out to sea, and who is aboard with them
        "settings": settings(hours=2),
        "streams": RandomStreams(1),
    }
    right = run(**case)
    wanted = Wanted(snapshots=snapshots, landings=True, threads=1, batch=4)
    done = compiled_run(setting_of(**case), wanted, drift=drift)
    assert (done.result is None) is not snapshots
    assert (np.isfinite(right.first_ashore) & np.isnan(right.first_aground)).any()
    assert np.isnan(right.first_ashore).any()
    assert done.first_ashore.tobytes() == right.first_ashore.tobytes()
    assert done.ashore.tobytes() == right.ashore.tobytes()
    unasked = compiled_run(setting_of(**case), Wanted(snapshots=False, threads=1), drift=drift)
    assert unasked.first_ashore.size == unasked.ashore.size == 0


def later(result, start, ancestors=None):
    ancestors = np.arange(result.weights.size) if ancestors is None else ancestors
    hours = int((result.times[-1] - start) // 3600.0) + 1
    places = np.zeros((hours, len(ancestors), 2))
    return continued(
        result, start=start, ancestors=ancestors, people=places, hull=places, window=CREEPING
    )


def test_a_later_fix_keeps_the_landings_that_lie_after_it():
    result = go(sea=beach(-0.25), datum={"y": 3000.0, "sd": 300.0}, count=40)
    late = np.flatnonzero(result.first_ashore > 3600.0)
    assert late.size > 10
    after = later(result, 3600.0, late)
    assert after.first_ashore == pytest.approx(result.first_ashore[late] - 3600.0)
    assert after.ashore.tobytes() == result.ashore[late].tobytes()


def test_after_a_later_fix_who_lies_ashore_is_there_and_who_floats_again_may_land_again():
    result = go(sea=CREEPING, datum={"y": 500.0}, how=settings(hours=24, step=60.0), count=1)
    lies = later(result, 5 * 3600.0)
    assert EBB < 5 * 3600.0 < FLOOD
    assert lies.first_ashore[0] == 0.0
    assert lies.ashore[0] == pytest.approx(result.people[5, 0])
    floats = later(result, 10 * 3600.0)
    assert FLOOD < 10 * 3600.0
    second = 2 * np.pi / M2 + EBB - 10 * 3600.0
    assert second <= floats.first_ashore[0] <= second + 3600.0  # at the next full hour
    ever = later(result, 22 * 3600.0)
    assert np.isnan(ever.first_ashore[0])
    assert np.isnan(ever.ashore[0]).all()
