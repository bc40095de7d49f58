"""Grades of flow for adults, children and the frail, Cox, Shand and Blacka (2010), and in waves."""

import numpy as np
import pytest

from estran.hazard.wading import (
    FlowHazard,
    child,
    cox_shand_blacka_2010,
    exhausted_adult,
    trained_officer,
)
from estran.hazard.wading_waves import wave_height_limit


@pytest.mark.parametrize(
    ("height_mass", "depth", "speed", "grade"),
    [
        (120.0, 1.0, 0.5, FlowHazard.LOW),
        (120.0, 1.0, 0.7, FlowHazard.MODERATE),
        (120.0, 1.0, 1.0, FlowHazard.SIGNIFICANT),
        (120.0, 1.0, 1.3, FlowHazard.EXTREME),
        (120.0, 1.3, 0.1, FlowHazard.EXTREME),
        (120.0, 0.1, 3.1, FlowHazard.EXTREME),
        (40.0, 0.5, 0.7, FlowHazard.LOW),
        (40.0, 0.5, 1.0, FlowHazard.SIGNIFICANT),
        (40.0, 0.5, 1.3, FlowHazard.EXTREME),
        (40.0, 0.6, 0.1, FlowHazard.EXTREME),
        (20.0, 0.2, 0.1, FlowHazard.EXTREME),
    ],
)
def test_the_published_grades(height_mass, depth, speed, grade):
    assert cox_shand_blacka_2010(depth=depth, speed=speed, height_mass=height_mass) is grade


@pytest.mark.parametrize("depth", [-0.1, float("nan")])
def test_a_depth_that_is_none_has_no_grade(depth):
    assert cox_shand_blacka_2010(depth=depth, speed=0.5, height_mass=120.0) is None


def test_a_safety_worker_stops_at_0_8_and_a_child_at_0_4():
    assert (trained_officer().flow, exhausted_adult().flow, child().flow) == (0.8, 0.4, 0.4)
    assert (trained_officer().depth, child().depth) == (1.2, 0.5)


@pytest.mark.parametrize(("flow", "waves"), [(0.8, 0.31), (0.4, 0.15)])
def test_at_1_m_depth_of_still_water_the_highest_wave_of_twenty_minutes_sets_the_limit(flow, waves):
    assert limit_of_waves(flow=flow, factor=1.66) == pytest.approx(waves, abs=0.005)


@pytest.mark.parametrize(("flow", "waves"), [(0.8, 0.40), (0.4, 0.20)])
def test_the_wave_of_every_other_minute_would_have_allowed_a_third_more(flow, waves):
    assert limit_of_waves(flow=flow, factor=1.27) == pytest.approx(waves, abs=0.005)


def limit_of_waves(*, flow, factor):
    still, metre = np.array([0.0]), np.array([1.0])
    return wave_height_limit(
        flow=np.array([flow]), depth=metre, speed=still, factor=np.array([factor])
    )[0]
