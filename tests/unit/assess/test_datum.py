"""Datum geometry against clouds whose answer is known."""

import numpy as np
import pytest

from estran.assess.datum import (
    SearchErrors,
    line_datum,
    main_axis,
    point_datum,
    probable_error,
    total_probable_error,
)
from estran.quantities.randomness import RandomStreams

ERRORS = SearchErrors(position=0.0, search_craft=0.0, safety_factor=1.1)


def gaussian(count: int, sd_east: float, sd_north: float) -> np.ndarray:
    draws = RandomStreams(7).normals("test", step=0, first=0, count=count, per=2)
    return draws * np.array([sd_east, sd_north])


def even(count: int) -> np.ndarray:
    return np.full(count, 1.0 / count)


def test_total_probable_error_is_the_root_of_the_sum_of_squares() -> None:
    assert total_probable_error(position=3.0, drift=4.0, search_craft=12.0) == 13.0


def test_half_of_a_circular_normal_lies_within_the_probable_error() -> None:
    cloud = gaussian(40_000, 1000.0, 1000.0)
    inside = np.hypot(*cloud.T) < probable_error(sd=1000.0)
    assert inside.mean() == pytest.approx(0.5, abs=0.01)


def test_a_point_datum_finds_the_spread_of_a_round_cloud() -> None:
    cloud = gaussian(40_000, 1000.0, 1000.0) + np.array([5000.0, -2000.0])
    drawn = point_datum(cloud=cloud, weights=even(len(cloud)), errors=ERRORS)
    assert drawn.points[0] == pytest.approx([5000.0, -2000.0], abs=30.0)
    assert drawn.total_probable_error == pytest.approx(1177.4, rel=0.02)
    assert drawn.search_radius == pytest.approx(1.1 * drawn.total_probable_error)


def test_the_error_of_the_first_position_is_not_counted_twice() -> None:
    cloud = gaussian(40_000, 1000.0, 1000.0)
    known = SearchErrors(position=probable_error(sd=600.0), search_craft=0.0, safety_factor=1.1)
    drawn = point_datum(cloud=cloud, weights=even(len(cloud)), errors=known)
    assert drawn.total_probable_error == pytest.approx(1177.4, rel=0.02)
    assert drawn.drift_error == pytest.approx(probable_error(sd=800.0), rel=0.03)


def test_the_box_says_truly_what_it_holds() -> None:
    cloud = gaussian(40_000, 1000.0, 1000.0)
    drawn = point_datum(cloud=cloud, weights=even(len(cloud)), errors=ERRORS)
    half = drawn.search_radius
    inside = (np.abs(cloud - drawn.points[0]) <= half).all(axis=1).mean()
    assert drawn.box_holds == pytest.approx(inside, abs=1e-9)
    assert 0.6 < drawn.box_holds < 0.7  # erf(1.295/sqrt 2) squared is 0.648


def test_a_line_datum_runs_along_the_cloud_and_its_box_goes_clockwise() -> None:
    angle = np.radians(30.0)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    cloud = gaussian(40_000, 5000.0, 300.0) @ turn
    drawn = line_datum(cloud=cloud, weights=even(len(cloud)), errors=ERRORS)
    along = drawn.points[1] - drawn.points[0]
    assert np.degrees(np.arctan2(along[1], along[0])) == pytest.approx(30.0, abs=0.5)
    assert np.hypot(*along) == pytest.approx(2 * 1.645 * 5000.0, rel=0.02)
    x, y = drawn.box.T
    signed_area = 0.5 * np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))
    assert signed_area < 0.0  # clockwise
    assert drawn.box_holds > 0.45


def test_the_main_axis_points_north_and_ignores_weightless_particles() -> None:
    cloud = np.array([[0.0, -1.0], [0.0, 1.0], [50.0, 0.0]])
    assert main_axis(cloud=cloud, weights=np.array([0.5, 0.5, 0.0])) == pytest.approx([0.0, 1.0])
