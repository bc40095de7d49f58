"""Properties of drift and engine that hold for all inputs."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from estran.drift.leeway import LeewayCoefficients, allen_2005
from estran.drift.under_way import course_held
from estran.engine.accumulators import first_crossing
from estran.engine.areas import density_of, smallest_areas
from estran.engine.clocks import status_at
from estran.engine.particles import Clocks
from estran.engine.run import run
from estran.engine.status import Status
from estran.quantities.randomness import RandomStreams
from tests.support.flows import M2, SteadyWind, SyntheticSea, rotating_tide
from tests.support.releases import one_class, release
from tests.support.releases import settings as how

SOME = settings(max_examples=40, deadline=None)
FEW = settings(max_examples=8, deadline=None)
speeds = st.floats(-30.0, 30.0)
slopes = st.floats(-0.1, 0.1)
angles = st.floats(0.0, 2 * np.pi)
vectors = arrays(np.float64, (3, 2), elements=speeds)


@SOME
@given(vectors, arrays(np.float64, (6, 3), elements=slopes), angles, st.floats(0.0, 5.0))
def test_leeway_turns_with_the_wind(wind, lines, angle, light_wind):
    coefficients = LeewayCoefficients(*lines)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    side = np.array([True, False, True])
    leeway, turned = (
        allen_2005(wind=w, coefficients=coefficients, on_right=side, light_wind=light_wind)
        for w in (wind, wind @ turn)
    )
    moving = np.hypot(*wind.T) > 1e-6  # below, a direction is noise
    np.testing.assert_allclose(turned[moving], (leeway @ turn)[moving], atol=1e-9)


@SOME
@given(vectors, arrays(np.float64, (6, 3), elements=slopes))
def test_leeway_is_finite_and_bounded_by_its_lines(wind, lines):
    leeway = allen_2005(
        wind=wind, coefficients=LeewayCoefficients(*lines), on_right=np.ones(3, dtype=bool)
    )
    bound = (np.hypot(*wind.T) + 1.0) * np.abs(lines).sum(axis=0)
    assert (np.hypot(*leeway.T) <= bound + 1e-12).all()


@SOME
@given(vectors, angles, st.floats(0.0, 20.0))
def test_a_boat_that_holds_its_course_never_changes_its_speed_through_the_water(
    stream, angle, speed
):
    course = np.tile([np.cos(angle), np.sin(angle)], (3, 1))
    water = course_held(course=course, speed=np.full(3, speed), stream=stream)
    np.testing.assert_allclose(np.hypot(*water.T), speed, atol=1e-6)


@SOME
@given(arrays(np.float64, (4, 3), elements=st.floats(0.0, 1e5)), st.floats(0.0, 2e5))
def test_a_status_agrees_with_the_clocks(waits, time):
    boarding, failure, swamping, parting = waits
    clocks = Clocks(
        boarding, boarding + failure, boarding + swamping, boarding + swamping + parting
    )
    status = status_at(clocks=clocks, time=time)
    assert ((status == Status.BOARDING) == (clocks.boarding_end > time)).all()
    assert ((status == Status.IN_WATER) == (clocks.parting <= time)).all()
    assert ((status >= Status.SWAMPED) == (clocks.swamping <= time)).all()


@SOME
@given(arrays(np.float64, (5, 2, 2), elements=st.floats(-10.0, 10.0)))
def test_a_crossing_lies_on_the_line(ways):
    line = np.array([[0.0, -20.0], [0.0, 20.0]])
    start, finish = ways[:, 0], ways[:, 1]
    share = first_crossing(start=start, end=finish, line=line)
    crossed = np.isfinite(share)
    assert (crossed >= (start[:, 0] * finish[:, 0] < 0.0)).all()
    place = start + share[:, None] * (finish - start)
    np.testing.assert_allclose(place[crossed, 0], 0.0, atol=1e-9)


@FEW
@given(st.integers(1, 200), st.integers(0, 2**32), st.floats(0.0, 1.0))
def test_any_block_gives_the_same_bytes(block, seed, adrift):
    def answer(size: int) -> bytes:
        return run(
            release=release(
                count=200,
                states={Status.ADRIFT: adrift, Status.SWAMPED: 1.0 - adrift},
                hull=one_class("PIW-4"),
                people=one_class("PIW-1"),
                datum={"y": 1000.0, "sd": 300.0},
                rates={"parting": (1e-4, 1e-3)},
                stream={"shift": 600.0, "amplitude": 0.1},
            ),
            window=SyntheticSea(
                flow=rotating_tide(1.0), level=lambda t: 3.0 * np.cos(M2 * t) - 3.0, coast_y=0.0
            ),
            wind=SteadyWind(3.0, -6.0),
            settings=how(hours=1, diffusivity=5.0, jibe_hourly=0.04, block=size),
            streams=RandomStreams(seed),
        ).people.tobytes()

    assert answer(block) == answer(200)


@FEW
@given(st.integers(0, 2**32), st.floats(0.0, 2.0), st.floats(-8.0, 8.0))
def test_nobody_floats_over_dry_land(seed, speed, wind):
    sea = SyntheticSea(
        flow=rotating_tide(speed), level=lambda t: 3.0 * np.cos(M2 * t) - 3.5, coast_y=0.0
    )
    result = run(
        release=release(
            count=100, hull=one_class("LIFE-RAFT-NB-1"), datum={"y": 2000.0, "sd": 400.0}
        ),
        window=sea,
        wind=SteadyWind(wind, -8.0),
        settings=how(hours=8),
        streams=RandomStreams(seed),
    )
    level = sea.level(result.times)
    depth = level[:, None] + 0.01 * result.hull[:, :, 1]
    assert (depth[~result.hull_aground] >= 0.5 - 1e-9).all()
    assert (result.hull[:, :, 1] >= 0.0).all()


@FEW
@given(
    st.integers(1, 60),
    st.integers(0, 2**32),
    st.floats(0.0, 2e4),
    st.floats(0.0, 2e4),
)
def test_areas_grow_with_the_share_for_any_cloud(n, seed, east, north):
    cloud = RandomStreams(seed).normals("test.cloud", step=0, first=0, count=n) * [east, north]
    areas = smallest_areas(
        density=density_of(positions=cloud, weights=np.ones(n)), shares=(0.5, 0.75, 0.95)
    )
    sizes = [one.size for one in areas]
    assert 0.0 < sizes[0] <= sizes[1] <= sizes[2] < np.inf
    assert all(np.isfinite(ring).all() for one in areas for ring in one.rings)
