"""Properties of reaching a moving cloud: never too early, first of all instants, monotone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from estran.rescue.mass_rescue import Room, mass_rescue
from estran.rescue.reach import reach_quantiles, reach_times

SOME = settings(max_examples=80, deadline=None)
STEP = 600.0
HOURS, COUNT = 4, 5
Floats = NDArray[np.float64]

places = arrays(np.float64, (HOURS, COUNT, 2), elements=st.floats(-8000.0, 8000.0, width=32))
speeds = st.floats(0.1, 60.0)
readiness = st.floats(-600.0, 1500.0)


@dataclass(frozen=True)
class Cloud:
    times: Floats
    positions: Floats
    weights: Floats
    statuses: NDArray[np.int8]


def cloud(positions: Floats) -> Cloud:
    return Cloud(
        STEP * np.arange(HOURS, dtype=np.float64),
        positions,
        np.full(COUNT, 1.0 / COUNT),
        np.zeros((HOURS, COUNT), dtype=np.int8),
    )


def met_by(positions: Floats, speed: float, ready: float) -> Floats:
    return reach_times(cloud=cloud(positions), from_x=0.0, from_y=0.0, speed=speed, ready=ready)


def gap(positions: Floats, body: int, at: float, speed: float, ready: float) -> float:
    """Distance of the body less what the unit can have run; 0 or less is met."""
    times = np.arange(HOURS) * STEP
    x = np.interp(at, times, positions[:, body, 0])
    y = np.interp(at, times, positions[:, body, 1])
    return float(np.hypot(x, y) - speed * (at - ready))


@SOME
@given(places, speeds, readiness)
def test_a_meeting_is_a_meeting_and_no_earlier_instant_is(positions, speed, ready):
    met = met_by(positions, speed, ready)
    for body, when in enumerate(met):
        end = STEP * (HOURS - 1) if np.isnan(when) else when
        for at in np.linspace(max(ready, 0.0), end, 60)[:-1]:
            if at < end - 0.5:
                assert gap(positions, body, float(at), speed, ready) > -0.5
        if not np.isnan(when):
            assert abs(min(gap(positions, body, float(when), speed, ready), 0.0)) <= (
                0.5 if when > max(ready, 0.0) else np.inf
            )
            assert gap(positions, body, float(when), speed, ready) <= 0.5


@SOME
@given(places, speeds, readiness)
def test_nothing_is_met_before_the_unit_is_ready(positions, speed, ready):
    met = met_by(positions, speed, ready)
    assert (met[~np.isnan(met)] >= max(ready, 0.0)).all()


@SOME
@given(places, speeds, readiness, st.floats(1.0, 3.0), st.floats(0.0, 900.0))
def test_a_faster_unit_is_no_later_and_a_later_one_no_sooner(positions, speed, ready, more, delay):
    met = np.nan_to_num(met_by(positions, speed, ready), nan=np.inf)
    faster = np.nan_to_num(met_by(positions, speed * more, ready), nan=np.inf)
    later = np.nan_to_num(met_by(positions, speed, ready + delay), nan=np.inf)
    assert (faster <= met + 1e-6).all()
    assert (later >= met - 1e-6).all()


@SOME
@given(places, speeds, st.floats(0.0, 6.28))
def test_turning_the_sea_changes_nothing(positions, speed, angle):
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    met, turned = met_by(positions, speed, 0.0), met_by(positions @ turn, speed, 0.0)
    both = ~np.isnan(met) & ~np.isnan(turned)
    assert np.allclose(met[both], turned[both], atol=0.5)


@SOME
@given(
    arrays(np.float64, 9, elements=st.floats(0.0, 1e5)),
    arrays(np.float64, 9, elements=st.floats(0.01, 1.0)),
)
def test_quantiles_rise_and_lie_among_the_times(times, weights):
    found = reach_quantiles(times=times, weights=weights, levels=(0.05, 0.5, 0.95, 1.0))
    assert (np.diff(found) >= 0.0).all()
    assert set(found) <= set(times)
    assert found[-1] == times.max()


@SOME
@given(st.integers(0, 200), st.integers(0, 100), st.one_of(st.none(), st.integers(0, 300)))
def test_a_wider_range_of_persons_never_rules_a_mass_rescue_out(low, width, capacity):
    rooms = [Room(capacity, named=True)]
    wide = mass_rescue(persons=(low, low + width), rooms=rooms)
    sharp = {mass_rescue(persons=(n, n), rooms=rooms) for n in range(low, low + width + 1)}
    assert wide in sharp or wide == "unknown"
    if wide != "unknown":
        assert sharp == {wide}
