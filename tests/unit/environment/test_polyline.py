"""Sides and distances of lines against hand-made cases and shapely."""

import numpy as np
import pytest

from estran.environment.polyline import Polyline, distance, extended, inside_ring, signed_distance


def line(*points):
    x, y = np.array(points, dtype=float).T
    return Polyline(x=x, y=y)


EASTWARD = line((0, 0), (10, 0))
BENT = line((-10, -10), (0, 0), (10, -10))  # a sharp bend to the right at the origin


def test_left_of_travel_is_positive():
    x, y = np.array([5.0, 5.0]), np.array([3.0, -3.0])
    np.testing.assert_allclose(signed_distance(EASTWARD, x=x, y=y), [3.0, -3.0])


def test_beyond_an_end_the_distance_is_that_from_the_end_point():
    metres = distance(EASTWARD, x=np.array([13.0]), y=np.array([4.0]))
    np.testing.assert_allclose(metres, [5.0])


@pytest.mark.parametrize("x", [-3.0, -0.1, 0.0, 0.1, 3.0])
def test_the_side_is_right_all_round_a_sharp_bend(x):
    above = signed_distance(BENT, x=np.array([x]), y=np.array([5.0]))
    below = signed_distance(BENT, x=np.array([x]), y=np.array([-5.0]))
    assert above[0] > 0 > below[0]


def test_signed_distance_agrees_with_shapely_and_a_polygon_of_the_left_side():
    shapely = pytest.importorskip("shapely")
    rng = np.random.default_rng(7)
    zigzag = extended(line((0, 0), (3, 4), (5, 1), (9, 6), (14, 5)), length=1000.0)
    left = shapely.Polygon([*zip(zigzag.x, zigzag.y, strict=True), (1000, 2000), (-1000, 2000)])
    x, y = rng.uniform(-5, 20, 2000), rng.uniform(-10, 15, 2000)
    points = shapely.points(x, y)
    shape = shapely.LineString(list(zip(zigzag.x, zigzag.y, strict=True)))
    expected = shapely.distance(shape, points) * np.where(shapely.contains(left, points), 1, -1)
    np.testing.assert_allclose(signed_distance(zigzag, x=x, y=y), expected, atol=1e-9)


def test_an_extended_line_goes_on_straight():
    longer = extended(EASTWARD, length=5.0)
    np.testing.assert_allclose(longer.x, [-5, 0, 10, 15])
    np.testing.assert_allclose(longer.y, 0.0)


def test_inside_ring_agrees_with_shapely_for_a_concave_ring():
    shapely = pytest.importorskip("shapely")
    corners = [(0, 0), (10, 0), (10, 10), (5, 3), (0, 10)]
    rng = np.random.default_rng(8)
    x, y = rng.uniform(-2, 12, 2000), rng.uniform(-2, 12, 2000)
    expected = shapely.contains_xy(shapely.Polygon(corners), x, y)
    np.testing.assert_array_equal(inside_ring(line(*corners), x=x, y=y), expected)
