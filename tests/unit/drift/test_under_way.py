"""Boats under way: a held course makes good its course, a held heading is set by the stream."""

from __future__ import annotations

import numpy as np
import pytest

from estran.drift.under_way import course_held, through_water

NORTH = np.array([[0.0, 1.0]])


def test_ground_velocity_is_water_velocity_plus_stream():
    water = through_water(over_ground=np.array([[0.0, 2.0]]), stream=np.array([[1.0, 0.5]]))
    assert water.tolist() == [[-1.0, 1.5]]


def test_a_held_course_cancels_the_stream_across_it():
    stream = np.array([[0.6, 0.3]])
    water = course_held(course=NORTH, speed=np.array([1.0]), stream=stream)
    assert (water + stream)[0] == pytest.approx([0.0, 0.8 + 0.3])
    assert np.hypot(*water[0]) == pytest.approx(1.0)


def test_a_boat_slower_than_the_cross_stream_is_set_by_the_difference():
    stream = np.array([[1.5, 0.2]])
    water = course_held(course=NORTH, speed=np.array([1.0]), stream=stream)
    assert (water + stream)[0] == pytest.approx([0.5, 0.2])


@pytest.mark.parametrize("angle", np.linspace(0.0, 2 * np.pi, 9))
def test_a_held_course_is_the_reported_one_at_the_time_of_the_report(angle):
    ground = 2.0 * np.array([[np.cos(angle), np.sin(angle)]])
    stream = np.array([[0.7, -0.4]])
    water = through_water(over_ground=ground, stream=stream)
    speed = np.hypot(water[:, 0], water[:, 1])
    again = course_held(course=ground / 2.0, speed=speed, stream=stream)
    assert again == pytest.approx(water)
