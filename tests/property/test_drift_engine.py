"""Properties of drift and engine that hold for all inputs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from estran.drift.craft import Mixture
from estran.drift.leeway import LeewayCoefficients, LeewayLine, allen_2005
from estran.drift.under_way import course_held
from estran.engine.accumulators import first_crossing
from estran.engine.areas import density_of, smallest_areas
from estran.engine.clocks import status_at
from estran.engine.particles import Clocks
from estran.engine.run import run
from estran.engine.status import Status
from estran.engine.step import euler, midpoint, runge_kutta_4
from estran.quantities.randomness import RandomStreams
from tests.support.flows import M2, SteadyWind, SyntheticSea, rotating_tide, solid_rotation, uniform
from tests.support.releases import NO_LEEWAY, one_class, release
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


class TurningWind:
    """A wind that backs and freshens, turned by an angle, begun so many hours in."""

    def __init__(self, *, angle: float = 0.0, begun: int = 0) -> None:
        self.angle, self.begun = angle, begun

    def __call__(self, *, first: int, count: int) -> np.ndarray:
        del first
        hours = np.arange(8.0) + self.begun
        bearing, speed = self.angle + 0.4 * hours, 5.0 + 0.5 * hours
        wind = speed[:, None] * np.stack((np.cos(bearing), np.sin(bearing)), axis=1)
        return np.repeat(wind[:, None], count, axis=1)


def tide_and_whirl(turn: float = 0.0, ahead: float = 0.0):
    """A tide that turns, and a whirl about the origin: place, time and turn all count."""

    def flow(x, y, t):
        tide = rotating_tide(0.9)(x, y, np.broadcast_to(t, x.shape) + ahead)
        return tide @ anticlockwise(turn) + solid_rotation(2e-5)(x, y, t)

    return flow


def anticlockwise(angle: float) -> np.ndarray:
    """Matrix that turns rows."""
    return np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])


@FEW
@given(angles, st.integers(0, 2**32), st.floats(-3e4, 3e4))
def test_a_turned_world_gives_a_turned_drift(angle, seed, away):
    """All that has a direction turns: stream, wind, place, course. Dice with directions are off."""

    def places(turn: float) -> tuple[np.ndarray, np.ndarray]:
        east, north = np.array([away, 0.0]) @ anticlockwise(turn)
        course = np.array([0.0, 1.0]) @ anticlockwise(turn)
        result = run(
            release=release(
                count=60,
                states=dict.fromkeys(Status, 0.2),
                datum={"x": float(east), "y": float(north)},
                hull=one_class("PIW-4"),
                people=one_class("SKIFF-2"),
                rates={"failure": (1e-4, 1e-3), "swamping": (5e-5, 2e-4), "parting": (1e-4, 1e-3)},
                stream={"amplitude": 0.15, "shift": 1200.0, "rotation": 0.16},
                way={
                    "course": (float(course[0]), float(course[1])),
                    "course_sd": 0.4,
                    "share_by_heading": 0.5,
                },
            ),
            window=SyntheticSea(flow=tide_and_whirl(turn)),
            wind=TurningWind(angle=turn),
            settings=how(hours=4, jibe_hourly=0.3, light_wind=2.0),
            streams=RandomStreams(seed),
        )
        return result.hull, result.people

    for plain, turned in zip(places(0.0), places(angle), strict=True):
        np.testing.assert_allclose(turned, plain @ anticlockwise(angle), atol=1e-5)


@FEW
@given(st.integers(1, 3), st.integers(0, 2**32), st.sampled_from([euler, midpoint, runge_kutta_4]))
def test_a_run_begun_later_where_the_first_one_was_goes_on_as_the_first(later, seed, scheme):
    """Time counts from the start of a run; what the sea and the wind do counts, not the clock."""

    def hull(*, place: np.ndarray, begun: int) -> np.ndarray:
        return run(
            release=release(
                count=1,
                datum={"x": float(place[0]), "y": float(place[1])},
                hull=one_class("PIW-4"),
                stream={"amplitude": 0.15, "shift": 1200.0, "rotation": 0.16, "residual": 0.06},
            ),
            window=SyntheticSea(flow=tide_and_whirl(ahead=3600.0 * begun)),
            wind=TurningWind(begun=begun),
            settings=how(hours=5 - begun, scheme=scheme),
            streams=RandomStreams(seed),
        ).hull[:, 0]

    whole = hull(place=np.array([2000.0, -500.0]), begun=0)
    rest = hull(place=whole[later], begun=later)
    np.testing.assert_allclose(rest, whole[later:], atol=1e-6)
    assert np.hypot(*(rest[-1] - whole[-1 - later])) > 10.0  # as if it had begun with the first


SHARES = st.floats(-0.08, 0.08)
STREAMS = st.floats(-2.0, 2.0)


def one_line(along: float, across: float) -> Mixture:
    """A class without offset and without scatter; alike on both sides."""
    downwind, right, left = (LeewayLine(slope, 0.0, 0.0) for slope in (along, across, -across))
    one = replace(NO_LEEWAY, downwind=downwind, right=right, left=left)
    return Mixture((one,), (1.0,))


def drifted_in(sea, wind, mixture, *, over_water):
    return run(
        release=release(count=6, hull=mixture),
        window=sea,
        wind=SteadyWind(*wind),
        settings=how(hours=2, wind_relative_to_water=over_water),
        streams=RandomStreams(3),
    )


@FEW
@given(speeds, speeds, st.floats(0.0, 0.08), SHARES)
def test_over_still_water_the_wind_over_the_ground_is_that_over_the_water(east, north, a, c):
    mixture = one_line(a, c)
    water, ground = (
        drifted_in(SyntheticSea(), (east, north), mixture, over_water=which)
        for which in (True, False)
    )
    assert water.hull.tobytes() == ground.hull.tobytes()


@FEW
@given(st.tuples(speeds, speeds), STREAMS, STREAMS, st.floats(0.0, 0.08), SHARES)
def test_in_a_stream_the_wind_over_the_ground_adds_the_leeway_of_the_stream(wind, u, v, a, c):
    """For a line without offset leeway is linear in the wind, so the difference is that of (u, v).

    Both runs see steady water and wind: schemes are exact, and what is left is rounding.
    """
    sea, mixture = SyntheticSea(flow=uniform(u, v)), one_line(a, c)
    water, ground = (drifted_in(sea, wind, mixture, over_water=w) for w in (True, False))
    more = (ground.hull - water.hull)[-1] / 7200.0
    right, left = (np.array([a * u + side * c * v, a * v - side * c * u]) for side in (1.0, -1.0))
    off = np.minimum(np.abs(more - right).max(axis=1), np.abs(more - left).max(axis=1))
    assert (off < 1e-9).all()
