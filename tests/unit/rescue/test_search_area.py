"""Areas searched over clouds that can be reckoned by hand."""

from math import exp

import numpy as np
import pytest

from estran.errors import QuantityError
from estran.rescue.detection import cumulative_detection, mean_spacing
from estran.rescue.search_area import (
    Search,
    coverage_of,
    in_polygon,
    pod,
    polygon_area,
    pos,
    searched,
    time_inside,
)
from tests.support.searches import BOAT, PERSON, SQUARE, Cloud, resting, search

FOUND = 1.0 - exp(-1.0)  # the chance of a random search at coverage 1
IN, OUT = (500.0, 500.0), (5000.0, 500.0)


def held(cloud: Cloud, one: Search):
    found = searched(cloud, one)
    assert found is not None
    return found


def test_a_body_in_the_area_gets_the_pod_and_one_outside_nothing():
    found = held(resting([IN, OUT]), search())
    assert found.low == pytest.approx([FOUND, 0.0])
    assert found.high == pytest.approx([FOUND, 0.0])


def test_pos_is_pod_times_the_weight_inside():
    cloud = resting([IN, OUT, OUT], weights=[0.3, 0.5, 0.2])
    assert pos(cloud, held(cloud, search())) == pytest.approx((0.3 * FOUND, 0.3 * FOUND))


def test_weights_need_not_sum_to_one():
    cloud = resting([IN, OUT], weights=[3.0, 5.0])
    assert pos(cloud, held(cloud, search()))[0] == pytest.approx(3.0 / 8.0 * FOUND)


def test_a_range_of_widths_gives_a_range_of_pos():
    cloud = resting([IN])
    low, high = pos(cloud, held(cloud, search(widths={PERSON: (50.0, 200.0)})))
    assert (low, high) == pytest.approx((1.0 - exp(-0.5), 1.0 - exp(-2.0)))


def test_the_cumulative_pos_counts_what_each_left_over():
    cloud, one = resting([IN]), search()
    twice = pos(cloud, held(cloud, one), held(cloud, one))
    assert twice[0] == pytest.approx(1.0 - (1.0 - FOUND) ** 2)
    assert twice[0] == pytest.approx(cumulative_detection([FOUND, FOUND]))


def test_two_searches_of_different_places_add_up():
    east = tuple((x + 4500.0, y) for x, y in SQUARE)
    cloud = resting([IN, OUT], weights=[0.6, 0.4])
    both = pos(cloud, held(cloud, search()), held(cloud, search(corners=east)))
    assert both[0] == pytest.approx(FOUND)


def test_no_search_at_all_has_found_nobody():
    assert pos(resting([IN])) == (0.0, 0.0)


def test_a_body_that_crosses_the_area_gets_its_share_of_the_time():
    """It runs 2 km in the hour; the area is the middle kilometre."""
    track = np.array([[(-500.0, 500.0)], [(1500.0, 500.0)]])
    cloud = Cloud(np.array([0.0, 3600.0]), track, np.ones(1), np.full((2, 1), PERSON, np.int8))
    found = held(cloud, search())
    assert found.inside[PERSON] == pytest.approx(0.5)
    assert found.low == pytest.approx([0.5 * FOUND])


def test_a_search_knows_where_bodies_were_at_its_own_time():
    track = np.array([[(500.0, 500.0)], [(500.0, 500.0)], [(9000.0, 500.0)], [(9000.0, 500.0)]])
    cloud = Cloud(
        3600.0 * np.arange(4, dtype=np.float64), track, np.ones(1), np.full((4, 1), PERSON, np.int8)
    )
    assert held(cloud, search()).low == pytest.approx([FOUND])
    assert held(cloud, search(start=7200.0, end=10800.0)).low == pytest.approx([0.0])


def test_people_in_the_water_and_on_the_hull_have_their_own_widths():
    cloud = resting([IN, IN])
    cloud.statuses[:, 1] = BOAT
    found = held(cloud, search(widths={PERSON: (10.0, 10.0), BOAT: (200.0, 200.0)}))
    assert found.low == pytest.approx([1.0 - exp(-0.1), 1.0 - exp(-2.0)])
    assert found.inside == pytest.approx({PERSON: 0.5, BOAT: 0.5})
    assert found.unknown == ()


def test_who_parts_from_the_hull_during_a_search_is_a_boat_and_then_a_person():
    cloud = resting([IN])
    cloud.statuses[:1] = BOAT
    both = search(start=0.0, end=7200.0, widths={PERSON: (0.0, 0.0), BOAT: (100.0, 100.0)})
    assert held(cloud, both).low == pytest.approx([0.5 * FOUND])


def test_what_has_no_width_counts_as_not_searched_and_is_named():
    cloud = resting([IN, IN])
    cloud.statuses[:, 1] = BOAT
    found = held(cloud, search(widths={PERSON: (100.0, 100.0), BOAT: None}))
    assert found.low == pytest.approx([FOUND, 0.0])
    assert found.high == pytest.approx([FOUND, 0.0])
    assert found.unknown == (BOAT,)


@pytest.mark.parametrize(
    "unknown",
    [
        {"widths": {PERSON: None, BOAT: None}},
        {"widths": {}},
        {"spacing": None},
        {"start": -1.0},
        {"end": 4 * 3600.0 + 1.0},
    ],
)
def test_unknown_in_unknown_out(unknown):
    assert searched(resting([IN]), search(**unknown)) is None


def test_a_body_whose_place_is_unknown_is_never_searched():
    cloud = resting([IN, (np.nan, np.nan)])
    assert held(cloud, search()).low == pytest.approx([FOUND, 0.0])


def test_without_spacing_effort_over_area_gives_the_coverage():
    one = search(spacing=None, speed=5.0)
    covered = 100.0 * 5.0 * 3600.0 / 1e6  # W V T / A
    assert coverage_of(one, PERSON) == pytest.approx((covered, covered))
    assert pod(one, PERSON) == pytest.approx((1.0 - exp(-covered),) * 2)


def test_tracks_that_speed_and_time_cannot_have_filled_are_not_counted():
    slow = search(spacing=100.0, speed=1.0)  # 3.6 km of track where 10 km are needed
    assert coverage_of(slow, PERSON) == pytest.approx((0.36, 0.36))
    assert coverage_of(search(spacing=100.0, speed=50.0), PERSON) == pytest.approx((1.0, 1.0))
    assert mean_spacing(speed=1.0, duration=3600.0, area=1e6) == pytest.approx(1e6 / 3600.0)


def test_the_other_laws_can_be_asked_for():
    cloud = resting([IN])
    best = searched(cloud, search(), law="definite_range")
    ideal = searched(cloud, search(), law="inverse_cube")
    assert best is not None
    assert ideal is not None
    assert best.low[0] == pytest.approx(1.0)
    assert ideal.low[0] == pytest.approx(0.790, abs=5e-4)


def test_a_disc_over_a_normal_cloud_has_the_pos_of_the_closed_form():
    """A uniform search of a disc: (1 - exp(-R^2 / 2 s^2)) (1 - exp(-C))."""
    grid = np.linspace(-5000.0, 5000.0, 301)
    x, y = (axis.ravel() for axis in np.meshgrid(grid, grid))
    cloud = resting(np.stack((x, y), axis=1), weights=np.exp(-(x**2 + y**2) / (2 * 1000.0**2)))
    angles = np.linspace(0.0, 2.0 * np.pi, 180, endpoint=False)
    disc = tuple((1500.0 * np.cos(a), 1500.0 * np.sin(a)) for a in angles.tolist())
    found = pos(cloud, held(cloud, search(corners=disc)))
    assert found[0] == pytest.approx((1.0 - exp(-(1.5**2) / 2.0)) * FOUND, abs=2e-3)


def test_areas_and_insides_of_polygons():
    bay = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 1.0), (0.0, 4.0))
    assert polygon_area(bay) == pytest.approx(10.0)
    assert polygon_area(bay[::-1]) == pytest.approx(10.0)
    places = np.array([(2.0, 0.5), (2.0, 2.0), (0.5, 3.0), (-1.0, 0.5), (np.nan, 0.0)])
    assert in_polygon(places, bay).tolist() == [True, False, True, False, False]


def test_shares_of_time_never_exceed_one():
    shares = time_inside(resting([IN, OUT]), search())
    assert shares[PERSON] == pytest.approx([1.0, 0.0])


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"corners": SQUARE[:2]}, "search.corners"),
        ({"corners": ((0.0, 0.0), (1.0, 1.0), (2.0, 2.0))}, "search.corners"),
        ({"corners": (SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3])}, "search.corners"),
        ({"corners": (*SQUARE, SQUARE[0])}, "search.corners"),
        ({"corners": (*SQUARE[:3], (float("nan"), 0.0))}, "search.corners"),
        ({"end": 0.0}, "search.span"),
        ({"start": float("nan")}, "search.span"),
        ({"spacing": 0.0}, "search.not_above_zero"),
        ({"speed": -2.0}, "search.not_above_zero"),
    ],
)
def test_a_search_that_cannot_have_been_is_refused(wrong, code):
    with pytest.raises(QuantityError) as refusal:
        search(**wrong)
    assert refusal.value.code == code


def test_a_cloud_without_weight_is_refused():
    with pytest.raises(QuantityError, match="nobody"):
        searched(resting([IN], weights=[0.0]), search())
