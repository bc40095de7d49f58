"""Sweep widths between the rows of the tables: brackets, and unknown wherever no table holds."""

import pytest

from estran.errors import QuantityError, UnknownNameError
from estran.quantities.units import KNOT, NAUTICAL_MILE
from estran.rescue.detection import (
    coverage,
    cumulative_detection,
    detection,
    lateral_inverse_cube,
    mean_spacing,
)
from estran.rescue.sweep_width import (
    Lookout,
    given_width,
    search_objects,
    searchers,
    sweep_width,
)
from estran.sources.library import library
from tests.support.searches import bare_width

CALM = {"wind": 0.0, "waves": 0.0, "speed": 90.0 * KNOT, "fatigue": False}


def seen(searcher="small_boat", visibility_nm=10.0, **changes):
    visibility = None if visibility_nm is None else visibility_nm * NAUTICAL_MILE
    return Lookout(searcher=searcher, visibility=visibility, **CALM | changes)


def known(target, lookout):
    found = sweep_width(target, lookout)
    assert found.unknown is None
    assert found.width is not None
    return found.width


def test_between_two_visibilities_the_width_is_linear():
    low, high = bare_width("raft_4", seen(visibility_nm=7.5))
    assert (low + high) / 2.0 == pytest.approx((2.2 + 3.1) / 2.0)


def test_the_crowded_inflatable_lies_between_a_large_raft_and_a_small_boat():
    for searcher in searchers():
        low, high = bare_width("crowded_inflatable", seen(searcher))
        rows = [bare_width(name, seen(searcher)) for name in ("raft_25", "power_boat_5_6")]
        assert (low, high) == (min(row[0] for row in rows), max(row[1] for row in rows))


def test_a_size_between_rows_takes_both_neighbours():
    low, high = bare_width("power_boat_8_12", seen("helicopter"))
    assert (low, high) == pytest.approx((4.3 - 0.05, 9.2 + 0.05))  # 6 m and 16 m


@pytest.mark.parametrize(
    ("lookout", "why"),
    [
        (seen(visibility_nm=None), "visibility"),
        (seen(visibility_nm=0.9), "visibility"),
        (seen(visibility_nm=20.1), "visibility"),
        (seen("merchant_ship", 2.9), "visibility"),
        (seen(wind=None), "weather"),
        (seen(waves=None), "weather"),
        (seen("helicopter", speed=None), "speed"),
        (seen("fixed_wing", speed=0.0), "speed"),
        (seen("fixed_wing", speed=211.0 * KNOT), "speed"),
        (seen("drone"), "searcher"),
        (seen("other"), "searcher"),
    ],
)
@pytest.mark.parametrize("target", search_objects())
def test_unknown_in_unknown_out(lookout, why, target):
    found = sweep_width(target, lookout)
    assert (found.width, found.unknown) == (None, why)


def test_the_speed_of_a_vessel_does_not_matter():
    assert known("raft_4", seen(speed=None)) == known("raft_4", seen(speed=40.0 * KNOT))


def test_the_speed_factor_of_a_larger_object_lies_between_the_smaller_ones_and_one():
    fast = seen("helicopter", speed=120.0 * KNOT)
    low, high = known("raft_25", fast)
    bare = bare_width("raft_25", fast)
    assert low == pytest.approx(0.9 * bare[0] * NAUTICAL_MILE)
    assert high == pytest.approx(1.0 * bare[1] * NAUTICAL_MILE)


def test_a_person_seen_from_the_air_in_thick_weather_may_not_be_seen_at_all():
    assert known("person_in_water", seen("helicopter", 1.0))[0] == 0.0


def test_sources_are_those_that_were_used():
    assert sweep_width("raft_4", seen()).sources == (
        "iamsar_2",
        "iamsar_plan_optimizer",
        "jp_3_50",
        "us_nss",
    )
    assert "assumed" in sweep_width("crowded_inflatable", seen("helicopter")).sources
    for target in search_objects():
        assert set(sweep_width(target, seen()).sources) <= set(library())


def test_a_width_given_by_a_person_is_a_range_of_little_confidence():
    found = given_width(100.0, 300.0)
    assert (found.width, found.confidence) == ((100.0, 300.0), "low")


@pytest.mark.parametrize(
    "pair", [(2.0, 1.0), (-1.0, 1.0), (0.0, float("inf")), (float("nan"), 1.0)]
)
def test_a_width_the_wrong_way_round_is_refused(pair):
    with pytest.raises(QuantityError) as refusal:
        given_width(*pair)
    assert refusal.value.code == "search.width_range"


def test_an_object_nobody_knows_is_refused():
    with pytest.raises(UnknownNameError, match="crowded_inflatable"):
        sweep_width("submarine", seen())


@pytest.mark.parametrize("name", ["wind", "waves", "speed"])
@pytest.mark.parametrize("value", [-1.0, float("nan")])
def test_a_condition_that_is_no_number_is_refused(name, value):
    with pytest.raises(QuantityError) as refusal:
        seen(**{name: value})
    assert refusal.value.code == "search.condition"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: coverage(sweep_width=-1.0, track_spacing=1.0),
        lambda: coverage(sweep_width=1.0, track_spacing=0.0),
        lambda: mean_spacing(speed=0.0, duration=1.0, area=1.0),
        lambda: detection(float("nan")),
        lambda: detection(-0.1),
        lambda: cumulative_detection([0.2, 1.2]),
        lambda: lateral_inverse_cube(distance=1.0, sweep_width=-1.0),
    ],
    ids=("width", "spacing", "speed", "no number", "negative", "chance", "lateral"),
)
def test_quantities_that_mean_nothing_are_refused(wrong):
    with pytest.raises(QuantityError) as refusal:
        wrong()
    assert refusal.value.code == "search.quantity"


def test_straight_above_it_is_seen_unless_nothing_is():
    assert lateral_inverse_cube(distance=0.0, sweep_width=10.0) == 1.0
    assert lateral_inverse_cube(distance=0.0, sweep_width=0.0) == 0.0
