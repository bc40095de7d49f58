"""Corrections of sweep width for weather and fatigue, in knots and feet as they are printed."""

import pytest

from estran.quantities.units import KNOT, NAUTICAL_MILE
from estran.rescue.sweep_width import Lookout, fatigue_factor, sweep_width, uncorrected_width

FOOT = 0.3048


def factor(target, *, wind_kn=0.0, seas_ft=0.0, fatigue=False):
    lookout = Lookout(
        searcher="small_boat",
        visibility=5.0 * NAUTICAL_MILE,
        wind=wind_kn * KNOT,
        waves=seas_ft * FOOT,
        fatigue=fatigue,
    )
    width = sweep_width(target, lookout).width
    bare = uncorrected_width(target, lookout)
    assert width is not None
    assert not isinstance(bare, str)
    return tuple(w / (b * NAUTICAL_MILE) for w, b in zip(width, bare, strict=True))


@pytest.mark.parametrize("target", ["person_in_water", "raft_25", "power_boat_5_6"])
@pytest.mark.parametrize(("wind_kn", "expected"), [(15, 1.0), (16, 0.5), (25, 0.5), (26, 0.25)])
def test_wind_on_small_objects(target, wind_kn, expected):
    assert factor(target, wind_kn=wind_kn) == pytest.approx((expected, expected))


@pytest.mark.parametrize(("seas_ft", "low"), [(1.9, 1.0), (2.5, 0.5), (4.1, 0.25)])
def test_seas_on_small_objects_at_the_low_end(seas_ft, low):
    assert factor("person_in_water", seas_ft=seas_ft)[0] == pytest.approx(low)


def test_where_the_two_manuals_differ_both_count():
    assert factor("person_in_water", seas_ft=3.0) == pytest.approx((0.5, 1.0))  # 0.91 m
    assert factor("person_in_water", seas_ft=4.5) == pytest.approx((0.25, 0.5))  # 1.37 m


def test_a_boat_on_both_sides_of_ten_metres_has_both_corrections():
    assert factor("power_boat_8_12", wind_kn=26) == pytest.approx((0.25, 0.9))


def test_fatigue():
    tired, fresh, unknown = (fatigue_factor(said) for said in (True, False, None))
    assert (tired, fresh, unknown) == ((0.9, 0.9), (1.0, 1.0), (0.9, 1.0))
    assert factor("raft_4", fatigue=True) == pytest.approx((0.9, 0.9))
