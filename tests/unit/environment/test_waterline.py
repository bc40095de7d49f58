"""Laws of the foreshore against check values, a random draw and their own limits."""

import numpy as np
import pytest

from estran.environment.waterline import (
    SlopeRange,
    distance_to_waterline,
    foreshore_depth,
    waterline,
    waterline_distance,
    waterline_speed,
)
from estran.errors import OutsideValidityError

HOUR = 3600.0
OPAL_COAST = SlopeRange(low=0.005, high=0.03)


def test_a_tide_of_1_5_to_2_m_an_hour_over_0_015_moves_the_waterline_100_to_133_m_an_hour():
    rate = np.array([1.5, 2.0]) / HOUR
    metres_an_hour = waterline_speed(rate_of_level=rate, slope=np.full(2, 0.015)) * HOUR
    np.testing.assert_allclose(metres_an_hour, [100.0, 133.333], atol=0.001)


def test_slopes_of_the_coast_move_an_ordinary_spring_tide_50_to_400_m_an_hour():
    rate = np.full(2, 2.0 / HOUR)
    speed = waterline_speed(rate_of_level=rate, slope=np.array([0.03, 0.005])) * HOUR
    np.testing.assert_allclose(speed, [66.667, 400.0], atol=0.001)


def test_at_high_water_springs_the_waterline_is_the_coast_line():
    np.testing.assert_allclose(
        waterline_distance(level_above_mhws=np.zeros(2), slope=np.array([0.01, 0.03])), 0.0
    )


def test_five_metres_below_springs_a_flat_beach_dries_500_m():
    offset = waterline_distance(level_above_mhws=np.array([-5.0]), slope=np.array([0.01]))
    np.testing.assert_allclose(offset, 500.0)


def test_the_depth_is_zero_at_the_waterline_and_grows_with_the_slope():
    level, slope = np.array([-4.0, -4.0]), np.array([0.01, 0.01])
    depth = foreshore_depth(distance=np.array([400.0, 500.0]), level_above_mhws=level, slope=slope)
    np.testing.assert_allclose(depth, [0.0, 1.0])


def test_a_boat_on_dry_sand_stands_landward_of_the_waterline():
    off = distance_to_waterline(
        distance=np.array([300.0]), level_above_mhws=np.array([-4.0]), slope=np.array([0.01])
    )
    np.testing.assert_allclose(off, -100.0)


@pytest.mark.parametrize(("level", "level_sd"), [(-3.0, 0.3), (-6.5, 0.3), (0.4, 0.3), (-1.0, 0.0)])
def test_mean_and_error_agree_with_a_draw_of_slopes_and_surges(level, level_sd):
    rng = np.random.default_rng(11)
    slope = np.exp(rng.uniform(np.log(0.005), np.log(0.03), 400_000))
    offset = -(level + level_sd * rng.standard_normal(400_000)) / slope
    ours = waterline(level_above_mhws=level, level_sd=level_sd, slope=OPAL_COAST)
    assert ours.distance == pytest.approx(offset.mean(), abs=5 * offset.std() / 632)
    assert ours.sd == pytest.approx(offset.std(), rel=0.01)


def test_one_known_slope_leaves_only_the_error_of_the_level():
    ours = waterline(level_above_mhws=-2.0, level_sd=0.3, slope=SlopeRange(low=0.01, high=0.01))
    assert ours.distance == pytest.approx(200.0)
    assert ours.sd == pytest.approx(30.0)
    assert ours.nearest == ours.furthest == pytest.approx(200.0)


def test_the_range_of_slopes_bounds_the_waterline_on_both_sides_of_springs():
    low = waterline(level_above_mhws=-3.0, level_sd=0.0, slope=OPAL_COAST)
    high = waterline(level_above_mhws=0.3, level_sd=0.0, slope=OPAL_COAST)
    np.testing.assert_allclose([low.nearest, low.furthest], [100.0, 600.0])
    np.testing.assert_allclose([high.nearest, high.furthest], [-60.0, -10.0])


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.01), (0.02, 0.01), (0.1, 0.5), (-0.1, 0.1)])
def test_slopes_that_are_no_beach_are_refused(low, high):
    with pytest.raises(OutsideValidityError, match=r"0\.005 to 0\.03"):
        SlopeRange(low=low, high=high)


def test_an_unknown_level_gives_no_waterline():
    with pytest.raises(OutsideValidityError):
        waterline(level_above_mhws=float("nan"), level_sd=0.3, slope=OPAL_COAST)
