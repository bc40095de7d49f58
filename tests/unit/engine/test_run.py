"""The loop: who moves how in which state, people and hull, shore and edge, blocks and seeds."""

from __future__ import annotations

import numpy as np
import pytest

from estran.drift.craft import craft
from estran.engine.run import run
from estran.engine.status import Status
from estran.errors import QuantityError
from estran.quantities.randomness import RandomStreams
from tests.support.flows import M2, SteadyWind, SyntheticSea, rotating_tide, uniform
from tests.support.releases import one_class, release, settings

MIXED = {
    "states": dict.fromkeys(Status, 0.2),
    "hull": craft("inflatable").mixture,
    "people": craft("person_in_water").mixture,
    "datum": {"y": 1500.0, "sd": 300.0},
    "rates": {
        "boarding_end": (5e-4, 1e-3),
        "failure": (5e-5, 5e-4),
        "swamping": (5e-5, 2e-4),
        "parting": (1e-4, 1e-3),
    },
    "stream": {"amplitude": 0.15, "shift": 1200.0, "rotation": 0.15, "residual": 0.06},
    "shore": {"slope": (0.005, 0.03), "level_sd": 0.3},
    "way": {"over_ground": (-1.0, 1.0), "speed_error": 0.1, "heading_error": 0.2, "course_sd": 0.3},
}
TIDAL_BEACH = SyntheticSea(
    flow=rotating_tide(0.8), level=lambda t: -3.5 + 3.0 * np.cos(M2 * t), coast_y=0.0
)


def go(*, sea=None, wind=(0.0, 0.0), seed=1, observers=(), how=None, **changes):
    return run(
        release=release(**changes),
        window=sea or SyntheticSea(),
        wind=SteadyWind(*wind),
        settings=how or settings(),
        streams=RandomStreams(seed),
        observers=observers,
    )


def test_a_boat_adrift_in_still_air_over_still_water_stays():
    result = go(hull=craft("inflatable").mixture)
    assert (result.hull == 0.0).all()


def test_a_boat_that_drifts_with_the_water_feels_only_the_wind_over_the_water():
    # Wind and stream alike: no wind over the water, hence no leeway, whatever the class.
    result = go(
        sea=SyntheticSea(flow=uniform(1.0, 0.0)), wind=(1.0, 0.0), hull=craft("inflatable").mixture
    )
    assert result.hull[-1] == pytest.approx(np.tile([6 * 3600.0, 0.0], (1000, 1)))


def test_boarding_people_and_hull_stay_until_the_boarding_ends_and_then_get_under_way():
    sea = SyntheticSea(flow=uniform(0.5, 0.0))
    held = go(sea=sea, wind=(5.0, 5.0), states={Status.BOARDING: 1.0}, hull=one_class("SKIFF-1"))
    assert (held.hull == 0.0).all()
    assert (held.people == 0.0).all()
    free = go(sea=sea, states={Status.BOARDING: 1.0}, rates={"boarding_end": (1e-3, 1e-3)})
    moved = np.hypot(*free.hull[-1].T) > 0
    assert set(free.status[-1][moved].tolist()) == {int(Status.UNDER_WAY)}
    # 2 m/s north through the water and 0.5 m/s of stream for the time since the boarding ended
    hours_left = free.hull[-1, :, 1] / 2.0
    assert np.abs(hours_left - (6 * 3600.0 - free.clocks.boarding_end)).max() <= 300.0 + 1e-6
    assert free.hull[-1, :, 0] == pytest.approx(0.5 * hours_left)


def test_a_held_heading_is_set_by_a_turning_stream_and_a_held_course_is_not():
    sea = SyntheticSea(flow=rotating_tide(1.0))
    way = {"over_ground": (0.0, 2.0)}
    start = {"states": {Status.UNDER_WAY: 1.0}, "count": 4, "sea": sea}
    heading = go(way={**way, "share_by_heading": 1.0}, **start).hull[:, 0]
    course = go(way={**way, "share_by_heading": 0.0}, **start).hull[:, 0]
    t = 6 * 3600.0
    # through the water (-1, 2); the tide adds its circle
    circle = np.array([np.sin(M2 * t), 1 - np.cos(M2 * t)]) / M2
    assert heading[-1] == pytest.approx(np.array([-1.0, 2.0]) * t + circle, abs=6.0)
    assert np.abs(course[:, 0]).max() < 1e-6
    assert course[-1, 1] > 0.0


def test_an_engine_that_fails_leaves_the_boat_to_wind_and_stream():
    result = go(
        states={Status.UNDER_WAY: 1.0},
        rates={"failure": (5e-4, 5e-4)},
        way={"speed": (2.0, 2.0)},
    )
    run_time = np.minimum(result.clocks.failure, 6 * 3600.0)
    assert np.abs(result.hull[-1, :, 1] - 2.0 * run_time).max() <= 2.0 * 300.0 + 1e-6
    assert abs(np.mean(result.hull[-1, :, 1] - 2.0 * run_time)) < 40.0


def test_a_swamped_hull_makes_its_share_of_the_leeway():
    afloat, swamped = (
        go(states={state: 1.0}, hull=one_class("SLDMB"), wind=(0.0, 10.0), count=1)
        for state in (Status.ADRIFT, Status.SWAMPED)
    )
    assert (afloat.hull == 0.0).all()
    assert (swamped.hull == 0.0).all()
    afloat, swamped = (
        go(states={state: 1.0}, hull=one_class("SKIFF-1"), wind=(0.0, 10.0), seed=4)
        for state in (Status.ADRIFT, Status.SWAMPED)
    )
    assert swamped.hull[-1] == pytest.approx(0.4 * afloat.hull[-1])


def test_people_ride_with_the_hull_until_they_part_and_drift_by_their_own_class():
    result = go(
        states={Status.SWAMPED: 1.0},
        rates={"parting": (2e-4, 2e-4)},
        hull=one_class("SKIFF-1"),
        wind=(0.0, 8.0),
    )
    together = ~result.people_parted
    assert (result.people[together] == result.hull[together]).all()
    apart = result.people_parted[-1]
    assert 0.9 < apart.mean() < 1.0
    # people without leeway stay where they parted, within half a step of the hull's way
    when = result.clocks.parting[apart] / (6 * 3600.0)
    hull, people = result.hull[-1, apart, 1], result.people[-1, apart, 1]
    assert np.abs(people - when * hull).max() <= (0.5 * 600.0 / 21600.0) * hull.max() + 1e-6


def test_people_in_the_water_from_the_start_leave_a_swamped_hull_behind_or_ahead():
    result = go(states={Status.IN_WATER: 1.0}, hull=one_class("SKIFF-1"), wind=(0.0, 8.0))
    assert (result.people == 0.0).all()
    assert result.hull[-1, :, 1].mean() > 0.4 * 0.0315 * 8 * 21600 * 0.8


def test_a_boat_under_way_towards_land_ends_aground_at_the_waters_edge():
    sea = SyntheticSea(coast_y=0.0, level=lambda t: np.full_like(t, -2.0))
    result = go(
        sea=sea,
        states={Status.UNDER_WAY: 1.0},
        datum={"y": 6000.0},
        way={"course": (0.0, -1.0)},
    )
    assert result.hull_aground[-1].all()
    assert (result.hull[-1, :, 1] >= 250.0).all()  # depth equals draught 250 m off
    assert (result.hull[-1, :, 1] <= 250.0 + 1200.0 / 8).all()
    assert result.first_aground == pytest.approx((6000.0 - 250.0) / 2.0, abs=600.0)


def test_clocks_of_a_boat_aground_stand_still():
    sea = SyntheticSea(coast_y=0.0, level=lambda t: np.full_like(t, -2.0))
    result = go(
        sea=sea,
        states={Status.UNDER_WAY: 1.0},
        datum={"y": 300.0},
        way={"course": (0.0, -1.0)},
        rates={"swamping": (1e-4, 1e-4)},
    )
    later = result.share(np.asarray(result.status >= Status.SWAMPED))
    assert later[-1] == later[1] < 0.1


def test_the_tide_refloats_at_the_time_of_the_same_level():
    # Depth at the place is draught when 3 cos(wt) = -1, on the ebb and again on the flood.
    sea = SyntheticSea(
        flow=uniform(0.0, 1e-5), level=lambda t: -3.5 + 3.0 * np.cos(M2 * t), coast_y=0.0
    )
    result = go(sea=sea, datum={"y": 500.0}, how=settings(hours=12, step=60.0), count=1)
    ebb = np.arccos(-1.0 / 3.0) / M2
    flood = 2 * np.pi / M2 - ebb
    assert result.first_aground[0] == pytest.approx(ebb, abs=120.0)
    aground = result.hull_aground[:, 0]
    inside = (result.times > ebb + 120.0) & (result.times < flood - 120.0)
    outside = (result.times < ebb - 120.0) | (result.times > flood + 120.0)
    assert aground[inside].all()
    assert not aground[outside].any()
    # it moved all the time but while aground
    afloat = 12 * 3600.0 - (flood - ebb)
    assert result.hull[-1, 0, 1] == pytest.approx(500.0 + 1e-5 * afloat, abs=2e-3)


def test_bodies_that_leave_the_area_stop_and_are_counted():
    sea = SyntheticSea(flow=uniform(1.0, 0.0), half_width=10_000.0)
    result = go(sea=sea, datum={"sd": 500.0})
    assert result.left_area[-1].all()
    assert np.abs(result.hull).max() <= 10_000.0
    assert not result.left_area[1].any()


def test_any_block_size_gives_the_same_bytes():
    answers = [
        go(
            sea=TIDAL_BEACH,
            wind=(2.0, -4.0),
            how=settings(diffusivity=5.0, jibe_hourly=0.04, light_wind=2.0, block=block),
            **MIXED,
        )
        for block in (1000, 137, 512)
    ]
    for field in ("hull", "people", "status", "hull_aground", "people_aground", "first_aground"):
        first, *others = (getattr(one, field).tobytes() for one in answers)
        assert all(other == first for other in others), field


def test_a_seed_decides_everything_and_another_seed_something_else():
    how = settings(diffusivity=5.0, jibe_hourly=0.04)
    one, again, other = (go(sea=TIDAL_BEACH, seed=seed, how=how, **MIXED) for seed in (3, 3, 4))
    assert one.people.tobytes() == again.people.tobytes()
    assert one.people.tobytes() != other.people.tobytes()


def test_a_new_source_of_chance_leaves_the_others_untouched():
    still, eddies = (
        go(seed=9, hull=craft("inflatable").mixture, wind=(3.0, 3.0), how=settings(diffusivity=k))
        for k in (0.0, 1e-12)
    )
    assert eddies.hull == pytest.approx(still.hull, abs=0.1)


def test_mixture_and_class_of_each_particle_are_in_the_result():
    result = go(**MIXED)
    assert result.hull_mixture.shares["LIFE-RAFT-NB-2"] == 0.25
    assert set(result.hull_class) == set(range(5))
    assert sum(result.status_shares()[one][0] for one in Status) == pytest.approx(1.0)


def test_a_wind_for_fewer_hours_than_the_run_is_refused():
    with pytest.raises(QuantityError, match="7, 1000, 2"):
        run(
            release=release(),
            window=SyntheticSea(),
            wind=SteadyWind(0.0, 0.0, hours=3),
            settings=settings(),
            streams=RandomStreams(1),
        )


def test_both_clouds_carry_times_positions_weights_and_statuses():
    result = go(**MIXED)
    for cloud, places in (
        (result.hull_cloud(), result.hull),
        (result.people_cloud(), result.people),
    ):
        assert cloud.positions is places
        assert cloud.weights.sum() == pytest.approx(1.0)
        assert cloud.statuses.shape == cloud.positions.shape[:2] == (7, 1000)
