"""Clouds kept at every step, positions looked up in them, and which fix meets which report."""

import numpy as np
import pytest

from estran.assess.drifted_cloud import (
    Bodies,
    LaterStart,
    RecentClouds,
    SharedSea,
    drifted_cloud,
    run_hours,
)
from estran.assess.forecast import run_ensemble
from estran.assess.likeness_meeting import meeting_of
from estran.assess.likeness_position import Place, density, look_up
from estran.assess.settings import RunSettings
from estran.assess.situation import understand
from estran.engine.choice import offer
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.quantities.instants import epoch_seconds
from estran.sources.assumptions import AssumptionBook
from tests.support.machines import machine
from tests.support.sightings import MIDSTRAIT, boat, drifting_from, seen, still_cloud

FLAT = RunSettings(particles=200, hours=2, step=1800.0)


def normal(count, sd):
    return np.random.default_rng(7).normal(0.0, sd, (count, 2))


def test_the_density_of_a_normal_cloud_is_that_of_the_textbook():
    """Kernel, position error and the error asked for add their variances to the cloud's own."""
    bodies = Bodies(normal(20_000, 1000.0), np.zeros(20_000, dtype=np.int8), 20_000)
    for x, spread in ((0.0, 0.0), (1500.0, 0.0), (1500.0, 3000.0)):
        variance = 1000.0**2 * (1.0 + 20_000 ** (-1 / 3)) + 60.0**2 + spread**2
        expected = np.exp(-0.5 * x**2 / variance) / (2 * np.pi * variance)
        found = density(bodies, place=Place(x, 0.0, 60.0), spread=spread)
        assert found == pytest.approx(expected, rel=0.03)


def test_the_density_sums_to_what_is_left_of_the_cloud():
    bodies = Bodies(normal(90, 500.0), np.repeat([1, 2, 3], 30).astype(np.int8), 120)
    line = np.arange(-6000.0, 6001.0, 200.0)
    total = sum(density(bodies, place=Place(x, y, 60.0), spread=0.0) for x in line for y in line)
    assert total * 200.0**2 == pytest.approx(90 / 120, rel=1e-3)


def test_a_position_far_off_weighs_no_more_than_the_chance_that_it_is_wrong():
    book = AssumptionBook()
    found = look_up(
        still_cloud(normal(400, 500.0)), time=0.0, place=Place(9e4, 0.0, 60.0), book=book
    )
    assert found.ratio == pytest.approx(book.value("likeness_position_wrong"), rel=1e-6)
    assert found.distance == pytest.approx(9e4, rel=1e-2)


def test_few_particles_of_a_status_share_one_shape():
    status = np.zeros(400, dtype=np.int8)
    status[:3] = 4
    found = look_up(
        still_cloud(normal(400, 500.0), status),
        time=0.0,
        place=Place(0.0, 0.0, 60.0),
        book=AssumptionBook(),
    )
    assert found.ratio > 1.0


def test_places_between_steps_lie_on_the_straight_way_and_those_gone_are_left_out():
    situation = drifting_from("2021-11-24T01:20Z", MIDSTRAIT)
    cloud = drifted_cloud(situation, FLAT, SharedSea())
    start, middle, end = (cloud.people_at(time).position for time in (0.0, 900.0, 1800.0))
    np.testing.assert_allclose(middle, 0.5 * (start + end))
    np.testing.assert_array_equal(cloud.people_at(7200.0).position, cloud.people[-1])
    cloud.people_left[1, :50] = True
    assert len(cloud.people_at(900.0).position) == 150
    assert cloud.people_at(900.0).released == 200


def test_a_sea_opened_at_the_whole_hour_is_that_of_a_later_start():
    fields, start = load_sea_fields("dover_strait"), 1_637_715_600.0  # 2021-11-24T01:00Z
    later = LaterStart(open_window(fields=fields, start=start, hours=4), 900.0)
    own = open_window(fields=fields, start=start + 900.0, hours=3)
    x, y, t = np.array([0.0, 5000.0]), np.array([0.0, -3000.0]), np.array([0.0, 6000.0])
    np.testing.assert_allclose(later.stream_at(x=x, y=y, t=t), own.stream_at(x=x, y=y, t=t))
    np.testing.assert_allclose(later.tide_at(x=x, y=y, t=t), own.tide_at(x=x, y=y, t=t))


def test_a_cloud_is_that_of_the_forecast_though_its_sea_begins_at_the_whole_hour():
    situation = drifting_from("2021-11-24T01:37Z", state="adrift")
    start, fields = epoch_seconds(situation.time), load_sea_fields("dover_strait")
    own = open_window(fields=fields, start=start, hours=2)
    forecast = run_ensemble(situation, own, FLAT, book=AssumptionBook()).result
    cloud = drifted_cloud(situation, FLAT, SharedSea())
    apart = np.hypot(*(cloud.people[::2] - forecast.people).T)
    assert np.median(apart) < 10.0  # levels of the sea stand at other minutes
    assert np.hypot(*(cloud.people[-1] - cloud.people[0]).T).min() > 500.0


def test_the_longest_run_finds_its_sea_also_when_it_starts_late_in_the_hour():
    situation = drifting_from("2021-11-24T01:59Z", MIDSTRAIT, state="adrift")
    settings = RunSettings(particles=100, hours=72, step=3600.0)
    assert len(drifted_cloud(situation, settings, SharedSea()).people) == 73


def test_a_cloud_does_not_depend_on_what_else_shares_its_sea():
    first = drifting_from("2021-11-24T01:20Z", MIDSTRAIT)
    second = drifting_from("2021-11-24T01:50Z", "50.95N 1.5E")
    shared = SharedSea()
    drifted_cloud(second, FLAT, shared)
    beside = drifted_cloud(first, FLAT, shared)
    np.testing.assert_array_equal(beside.people, drifted_cloud(first, FLAT, SharedSea()).people)


@pytest.mark.parametrize(("gap", "hours"), [(0.0, 1), (3600.0, 1), (3601.0, 2), (5 * 3600.0, 6)])
def test_a_run_reaches_its_gap(gap, hours):
    assert run_hours(gap) == hours


def test_the_oldest_cloud_is_forgotten_first():
    clouds, one = RecentClouds(2), still_cloud(normal(5, 1.0))
    for key in ("a", "b"):
        clouds.keep(key, one)
    assert clouds.get("a") is one  # asked for again: now "b" is the oldest
    clouds.keep("c", one)
    assert [clouds.get(key) for key in ("a", "b", "c")] == [one, None, one]


def fixes(*ats):
    return [seen(f"K{n}", at, MIDSTRAIT) for n, at in enumerate(ats)]


def test_the_nearest_fix_in_time_meets_the_report_and_the_earlier_one_drifts():
    new = seen("N", "2021-11-24T02:00Z", "51.1N 1.8E")
    craft = boat("B", *fixes("2021-11-24T01:40Z", "2021-11-24T01:00Z"))
    found = meeting_of(new, craft)
    assert (found.earlier, found.later) == (craft.reports[0].report, new.report)
    assert found.gap == 1200.0
    before = meeting_of(seen("N", "2021-11-24T00:50Z", MIDSTRAIT), craft)
    assert before.earlier is not None
    assert epoch_seconds(understand(before.earlier).time) == 1_637_715_000.0  # 00:50, the new one
    assert before.later == craft.reports[1].report


@pytest.mark.parametrize(
    ("new", "craft", "why"),
    [
        (seen("N", "2021-11-24T02:00Z"), boat("B", *fixes("2021-11-24T01:00Z")), "no_fix_now"),
        (seen("N", "2021-11-24T02:00Z", MIDSTRAIT), boat("B"), "no_fix_known"),
        (
            seen("N", "2021-11-28T02:00Z", MIDSTRAIT),
            boat("B", *fixes("2021-11-24T01:00Z")),
            "too_long",
        ),
        (
            seen("N", "2021-11-24T02:00Z", MIDSTRAIT),
            boat("B", *fixes("2021-11-24T01:00Z"), recovered=True),
            "recovered",
        ),
    ],
)
def test_why_positions_are_not_compared(new, craft, why):
    assert meeting_of(new, craft).why == why


@pytest.mark.slow
def test_a_cloud_is_the_same_whether_or_not_the_compiled_engine_is_offered():
    situation = drifting_from("2021-11-24T01:20Z", MIDSTRAIT)
    plain = drifted_cloud(situation, FLAT, SharedSea())
    quick = machine()
    try:
        offer(lambda: quick)
        offered = drifted_cloud(situation, FLAT, SharedSea())
    finally:
        offer(None)
    np.testing.assert_array_equal(offered.people, plain.people)
    np.testing.assert_array_equal(offered.status, plain.status)
