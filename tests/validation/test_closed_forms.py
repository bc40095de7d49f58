"""The engine against closed forms: circles of a tide, diffusion, leeway's moments, jibing.

Why this accuracy. Steps: the error of a scheme of order p falls by 2^p when the step is halved; the
order is read from three halvings and must lie within 0.1 of p. At the working step of 600 s the
tide's way must be right within 6 m, far below the error of any stream model. Samples: means and
variances of n draws are held to four standard errors, which a right engine misses once in some ten
thousand draws, and the seed is fixed.
"""

from __future__ import annotations

import numpy as np
import pytest

from estran.engine.run import run
from estran.engine.step import euler, midpoint, runge_kutta_4
from estran.quantities.randomness import RandomStreams
from estran.quantities.units import components_from
from tests.support.flows import M2, SteadyWind, SyntheticSea, rotating_tide, solid_rotation
from tests.support.releases import one_class, release, settings

SPEED = 1.2


def tide(*, t: float) -> np.ndarray:
    return SPEED / M2 * np.array([np.sin(M2 * t), 1.0 - np.cos(M2 * t)])


def end(*, flow, scheme, step: float, hours: int = 3, start=(0.0, 0.0)) -> np.ndarray:
    result = run(
        release=release(count=1, datum={"x": start[0], "y": start[1]}),
        window=SyntheticSea(flow=flow),
        wind=SteadyWind(0.0, 0.0),
        settings=settings(hours=hours, step=step, scheme=scheme),
        streams=RandomStreams(1),
    )
    return result.hull[-1, 0]


def order(errors: list[float]) -> np.ndarray:
    return np.log2(np.array(errors[:-1]) / np.array(errors[1:]))


@pytest.mark.parametrize(("scheme", "p"), [(euler, 1), (midpoint, 2)], ids=["euler", "midpoint"])
def test_a_scheme_has_its_order_on_a_rotating_tide(scheme, p):
    steps = (1800.0, 900.0, 450.0, 225.0)
    truth = tide(t=3 * 3600.0)
    errors = [
        float(np.hypot(*(end(flow=rotating_tide(SPEED), scheme=scheme, step=s) - truth)))
        for s in steps
    ]
    assert order(errors) == pytest.approx([p] * 3, abs=0.1)


@pytest.mark.parametrize(
    ("scheme", "p"),
    [(euler, 1), (midpoint, 2), (runge_kutta_4, 4)],
    ids=["euler", "midpoint", "runge_kutta_4"],
)
def test_a_scheme_has_its_order_in_a_whirl_where_the_stream_differs_from_place_to_place(scheme, p):
    rate = 1.0 / 7200.0
    angle = rate * 3 * 3600.0
    truth = 1000.0 * np.array([np.cos(angle), np.sin(angle)])
    errors = [
        float(
            np.hypot(
                *(end(flow=solid_rotation(rate), scheme=scheme, step=s, start=(1e3, 0.0)) - truth)
            )
        )
        for s in (1800.0, 900.0, 450.0, 225.0)
    ]
    assert order(errors)[1:] == pytest.approx([p] * 2, abs=0.1)


def test_the_working_step_errs_by_metres_in_a_tide_where_euler_errs_by_hundreds():
    truth = tide(t=6 * 3600.0)
    miss = {
        scheme: np.hypot(
            *(end(flow=rotating_tide(SPEED), scheme=scheme, step=600.0, hours=6) - truth)
        )
        for scheme in (euler, midpoint)
    }
    assert miss[midpoint] < 6.0
    assert miss[euler] > 500.0


@pytest.mark.parametrize("step", [60.0, 300.0, 600.0, 1800.0])
def test_diffusion_spreads_by_the_square_root_of_2kt_whatever_the_step(step):
    n = 20_000
    result = run(
        release=release(count=n),
        window=SyntheticSea(),
        wind=SteadyWind(0.0, 0.0),
        settings=settings(hours=3, step=step, diffusivity=100.0),
        streams=RandomStreams(8),
    )
    spread = result.hull[-1].std(axis=0)
    assert spread == pytest.approx([np.sqrt(2 * 100.0 * 3 * 3600.0)] * 2, rel=4 / np.sqrt(2 * n))


@pytest.mark.parametrize("from_deg", [45.0 * k for k in range(8)])
@pytest.mark.parametrize("key", ["PIW-4", "SKIFF-1", "REFUGEE-RAFT-1"])
def test_mean_and_variance_of_leeway_are_those_of_the_class_in_every_octant(key, from_deg):
    n, hours, speed = 4000, 6, 8.0
    leeway = one_class(key).classes[0]
    result = run(
        release=release(count=n, hull=one_class(key)),
        window=SyntheticSea(),
        wind=SteadyWind(*components_from(speed=speed, from_deg=from_deg)),
        settings=settings(hours=hours),
        streams=RandomStreams(21),
    )
    to = np.array(components_from(speed=1.0, from_deg=from_deg))
    right_of = np.array([to[1], -to[0]])
    velocity = result.hull[-1] / (hours * 3600.0)
    along, across = velocity @ to, velocity @ right_of
    share = speed / 20.0 + 0.5
    check_moments(
        along,
        leeway.downwind.slope * speed + leeway.downwind.offset,
        share * leeway.downwind.residual_sd,
    )
    sides = [
        (s.slope * speed + s.offset, share * s.residual_sd) for s in (leeway.right, leeway.left)
    ]
    mean = 0.5 * (sides[0][0] + sides[1][0])
    variance = 0.5 * sum((m - mean) ** 2 + sd**2 for m, sd in sides)
    check_moments(across, mean, np.sqrt(variance))


def check_moments(sample: np.ndarray, mean: float, sd: float) -> None:
    assert abs(sample.mean() - mean) < 4 * sd / np.sqrt(sample.size)
    assert sample.std() == pytest.approx(sd, rel=4 / np.sqrt(sample.size))


class FirstSides:
    """Remembers on which side each hull began."""

    def begin(self, *, particles, state) -> None:
        del state
        self.on_right = particles.hull.on_right

    def see(self, *, particles, before, after) -> None:
        """Nothing more."""


@pytest.mark.parametrize("step", [300.0, 3600.0])
def test_jibing_forgets_the_first_side_as_a_two_state_chain_does(step):
    # E[s(t)] = s(0) exp(-2 lambda t); sides change at the start of a step.
    n, hours, hourly = 20_000, 12, 0.3
    sides = FirstSides()
    result = run(
        release=release(count=n, hull=one_class("REFUGEE-RAFT-1")),
        window=SyntheticSea(),
        wind=SteadyWind(0.0, 8.0),
        settings=settings(hours=hours, step=step, jibe_hourly=hourly, block=n),
        streams=RandomStreams(5),
        observers=[sides],
    )
    cross = 0.00078 * 8 + 0.027
    first = np.where(sides.on_right, 1.0, -1.0)
    sheer = first * np.diff(result.hull[:, :, 0], axis=0) / (cross * 3600.0)
    times = np.arange(step, hours * 3600.0 + step, step)
    chain = np.exp(2 * np.log(1 - hourly) * times / 3600.0).reshape(hours, -1).mean(axis=1)
    error = sheer.std(axis=1) / np.sqrt(n)
    assert (np.abs(sheer.mean(axis=1) - chain) < 4 * error).all()


def test_right_born_and_left_born_end_as_one_population_when_jibing_is_fast():
    # The residual jibes too: after many jibes nothing tells on which side a raft began.
    result = run(
        release=release(count=8000, hull=one_class("REFUGEE-RAFT-1")),
        window=SyntheticSea(),
        wind=SteadyWind(0.0, 8.0, hours=24),
        settings=settings(hours=24, jibe_hourly=0.9),
        streams=RandomStreams(6),
    )
    born_right = result.hull[1, :, 0] > 0
    late = result.hull[-1, :, 0] - result.hull[4, :, 0]
    gap = late[born_right].mean() - late[~born_right].mean()
    assert abs(gap) < 5 * late.std() / np.sqrt(2000)
    assert abs(late.mean()) < 5 * late.std() / np.sqrt(8000)


def test_a_turning_wind_does_not_shrink_the_cloud():
    n = 4000

    class Turning:
        def __call__(self, *, first: int, count: int) -> np.ndarray:
            del first
            angle = np.linspace(0.0, np.pi, 13)
            hourly = 8.0 * np.stack((np.cos(angle), np.sin(angle)), axis=1)
            return np.repeat(hourly[:, None], count, axis=1)

    result = run(
        release=release(count=n, hull=one_class("LIFE-RAFT-NB-1"), datum={"sd": 300.0}),
        window=SyntheticSea(),
        wind=Turning(),
        settings=settings(hours=12, diffusivity=5.0, jibe_hourly=0.04),
        streams=RandomStreams(6),
    )
    size = [np.sqrt(np.linalg.det(np.cov(places.T))) for places in result.hull]
    assert (np.diff(size) > 0.0).all()
