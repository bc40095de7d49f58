"""Meeting people who drift: closed forms, slow units, places that are not known."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from estran.rescue.reach import reach_quantiles, reach_times

Floats = NDArray[np.float64]
HOUR = 3600.0


@dataclass(frozen=True)
class Cloud:
    """A cloud of which the statuses do not matter."""

    times: Floats
    positions: Floats
    weights: Floats
    statuses: NDArray[np.int8]


def cloud(*tracks: list[tuple[float, float]], step: float = HOUR) -> Cloud:
    """Tracks of bodies, one place an hour."""
    positions = np.array(tracks, dtype=np.float64).transpose(1, 0, 2)
    hours, count = positions.shape[:2]
    return Cloud(
        step * np.arange(hours, dtype=np.float64),
        positions,
        np.full(count, 1.0 / count),
        np.zeros((hours, count), dtype=np.int8),
    )


def test_a_body_at_rest_is_met_after_readiness_and_the_way() -> None:
    resting = cloud([(3000.0, 4000.0)] * 3)
    assert reach_times(cloud=resting, from_x=0.0, from_y=0.0, speed=10.0, ready=600.0) == [1100.0]


def test_a_body_that_comes_towards_the_unit_is_met_at_the_sum_of_speeds() -> None:
    coming = cloud([(7200.0, 0.0), (0.0, 0.0)])  # 2 m/s
    assert reach_times(cloud=coming, from_x=0.0, from_y=0.0, speed=8.0, ready=0.0) == [720.0]


def test_a_body_that_flees_is_met_at_the_difference_of_speeds() -> None:
    fleeing = cloud([(600.0, 0.0), (7800.0, 0.0)])
    assert reach_times(cloud=fleeing, from_x=0.0, from_y=0.0, speed=5.0, ready=0.0) == [200.0]


def test_a_crossing_body_is_met_at_the_root_of_the_quadratic() -> None:
    crossing = cloud([(3000.0, 0.0), (3000.0, 3.0 * HOUR)])
    met = reach_times(cloud=crossing, from_x=0.0, from_y=0.0, speed=5.0, ready=0.0)
    assert met == pytest.approx([750.0])  # 3000^2 + 9 t^2 = 25 t^2


def test_a_unit_as_fast_as_the_body_meets_it_where_they_cross() -> None:
    crossing = cloud([(2000.0, 0.0), (0.0, 0.0)], step=1000.0)  # 2 m/s towards the unit
    met = reach_times(cloud=crossing, from_x=0.0, from_y=0.0, speed=2.0, ready=0.0)
    assert met == pytest.approx([500.0])


def test_a_unit_slower_than_the_drift_meets_what_drifts_past_it_and_not_what_is_gone() -> None:
    passing = cloud([(-7200.0, 100.0), (7200.0, 100.0)], [(100.0, 0.0), (14500.0, 0.0)])  # 4 m/s
    met = reach_times(cloud=passing, from_x=0.0, from_y=0.0, speed=0.5, ready=0.0)
    first = met[0]
    assert np.hypot(-7200.0 + 4.0 * first, 100.0) == pytest.approx(0.5 * first)
    assert first < 1800.0
    assert np.isnan(met[1])


def test_it_is_solved_in_the_segment_in_which_they_meet() -> None:
    turning = cloud([(0.0, 9000.0), (0.0, 9000.0), (0.0, 1800.0), (0.0, 1800.0)])
    met = reach_times(cloud=turning, from_x=0.0, from_y=0.0, speed=1.0, ready=0.0)
    t = (9000.0 + 2.0 * HOUR) / 3.0  # 9000 - 2 (t - 3600) = t
    assert met == pytest.approx([t])
    assert HOUR < met[0] < 2.0 * HOUR


def test_a_unit_on_the_spot_meets_when_it_is_ready_and_a_late_one_never() -> None:
    here = cloud([(0.0, 0.0)] * 2)
    assert reach_times(cloud=here, from_x=0.0, from_y=0.0, speed=5.0, ready=90.0) == [90.0]
    late = reach_times(cloud=here, from_x=0.0, from_y=0.0, speed=5.0, ready=HOUR + 1.0)
    assert np.isnan(late).all()


def test_a_unit_that_left_before_the_report_may_be_there_at_once() -> None:
    near = cloud([(500.0, 0.0)] * 2)
    assert reach_times(cloud=near, from_x=0.0, from_y=0.0, speed=5.0, ready=-200.0) == [0.0]


def test_a_place_that_is_not_known_is_not_met() -> None:
    nowhere = (float("nan"), float("nan"))
    gone = cloud([(36_000.0, 0.0), (36_000.0, 0.0), nowhere], [(100.0, 0.0), nowhere, nowhere])
    met = reach_times(cloud=gone, from_x=0.0, from_y=0.0, speed=9.0, ready=0.0)
    assert np.isnan(met).all()


def test_speed_and_readiness_may_differ_from_body_to_body() -> None:
    resting = cloud([(1000.0, 0.0)] * 2, [(1000.0, 0.0)] * 2)
    met = reach_times(
        cloud=resting,
        from_x=0.0,
        from_y=0.0,
        speed=np.array([5.0, 10.0]),
        ready=np.array([60.0, 0.0]),
    )
    assert met.tolist() == [260.0, 100.0]


def test_quantiles_weigh_the_bodies_and_know_never() -> None:
    times = np.array([30.0, 10.0, np.nan, 20.0])
    weights = np.array([0.2, 0.1, 0.5, 0.2])
    found = reach_quantiles(times=times, weights=weights, levels=(0.05, 0.1, 0.3, 0.5, 0.51))
    assert found[:4].tolist() == [10.0, 10.0, 20.0, 30.0]
    assert np.isnan(found[4])
