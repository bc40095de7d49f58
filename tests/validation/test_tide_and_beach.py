"""Both engines on a tide and a beach that are known in closed form, and on the real sea put off.

Why this accuracy. An ellipse of a tide of twelve hours must close within a millimetre: that is the
rounding of twelve hours; on its way a body may be 6 m off, far below the error of any stream model,
where Euler's rule is 500 m off. Grounding and refloating are seen at ends of steps: a first touch
may lie one step after the analytic time, never before it, and so may refloating: the time aground
is right within a step. The real sea has levels every quarter of an hour: a start put off by some
quarters finds the same levels, and places agree within a centimetre.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from estran.engine.draw import draw_particles
from estran.engine.run import run
from estran.engine.step import euler, midpoint, runge_kutta_4
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.quantities.geodesy import Position
from estran.quantities.randomness import RandomStreams
from tests.support.flows import M2, SteadyWind, uniform
from tests.support.gridded import gridded_sea
from tests.support.machines import go_compiled
from tests.support.releases import one_class, release, settings

pytestmark = pytest.mark.slow
ENGINES = ("reference", "compiled")
HALF_A_DAY = 12 * 3600.0


def drifted(engine: str, *, sea, how, wind=(0.0, 0.0), seed=1, **changes):
    if engine == "compiled":
        return go_compiled(sea=sea, wind=wind, how=how, seed=seed, **changes)
    return run(
        release=release(**changes),
        window=sea,
        wind=SteadyWind(*wind),
        settings=how,
        streams=RandomStreams(seed),
    )


def elliptic_tide(long: float, short: float, rate: float):
    """A tide that turns on an ellipse, the same everywhere."""

    def flow(x, y, t):
        del y
        t = np.broadcast_to(t, x.shape)
        return np.stack((long * np.cos(rate * t), short * np.sin(rate * t)), axis=1)

    return flow


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("scheme", [midpoint, runge_kutta_4], ids=lambda one: one.__name__)
def test_the_ellipse_of_a_tide_closes_after_one_period(engine, scheme):
    rate, long, short = 2.0 * np.pi / HALF_A_DAY, 1.2, 0.4
    result = drifted(
        engine,
        sea=gridded_sea(flow=elliptic_tide(long, short, rate), hours=12, level_spacing=60.0),
        how=settings(hours=12, step=600.0, scheme=scheme),
        count=1,
    )
    way, angle = result.hull[:, 0], rate * result.times
    truth = np.stack((long * np.sin(angle), short * (1.0 - np.cos(angle))), axis=1) / rate
    assert np.hypot(*way[-1]) < 1e-3
    assert np.hypot(*(way - truth).T).max() < 6.0
    # as wide and as high as it has to be, at hours 3, 6 and 9
    assert np.ptp(way[:, 0]) == pytest.approx(2.0 * long / rate, abs=6.0)
    assert np.ptp(way[:, 1]) == pytest.approx(2.0 * short / rate, abs=6.0)


def test_by_eulers_rule_the_ellipse_closes_and_yet_lies_wrong():
    """Why closing alone would prove little: errors of a whole period cancel."""
    rate = 2.0 * np.pi / HALF_A_DAY
    result = drifted(
        "reference",
        sea=gridded_sea(flow=elliptic_tide(1.2, 0.4, rate), hours=12, level_spacing=60.0),
        how=settings(hours=12, step=600.0, scheme=euler),
        count=1,
    )
    assert np.hypot(*result.hull[-1, 0]) < 1e-3
    assert np.hypot(*(result.hull[6, 0] - [0.0, 0.8 / rate])) > 500.0


HULLS, STEP, SET = 300, 120.0, 1e-5
OWN_WAY = 10.0  # seconds of tide that the 0.4 m of its own way are worth


@pytest.mark.parametrize("engine", ENGINES)
def test_each_hull_of_a_beach_touches_and_refloats_at_its_own_time(engine):
    """Depth at a hull is 3 cos(wt) - 3.5 + error + slope y; where it is the draught, it touches."""
    given = {
        "count": HULLS,
        "datum": {"y": 500.0, "sd": 120.0},
        "shore": {"slope": (0.005, 0.03), "level_sd": 0.2},
    }
    sea = gridded_sea(
        flow=uniform(0.0, SET),
        level=lambda t: -3.5 + 3.0 * np.cos(M2 * t),
        coast_y=0.0,
        hours=12,
        level_spacing=60.0,
    )
    result = drifted(engine, sea=sea, how=settings(hours=12, step=STEP), seed=4, **given)
    hulls = draw_particles(
        release=release(**given), window=sea, streams=RandomStreams(4), first=0, count=HULLS
    )
    shore, start = hulls.foreshore, result.hull[0, :, 1]
    needed = (0.5 + 3.5 - shore.level_error - shore.slope * start) / 3.0
    touches = np.abs(needed) < 0.98  # at the turn of the tide a second makes a minute
    ebb = np.arccos(needed[touches]) / M2
    late = result.first_aground[touches] - ebb
    assert touches.sum() > 0.3 * HULLS
    assert (late >= -OWN_WAY).all()
    assert (late <= STEP + OWN_WAY).all()
    # it moves with the stream all the time but while it lies aground
    lay = 12 * 3600.0 - (result.hull[-1, touches, 1] - start[touches]) / SET
    assert np.abs(lay - (2.0 * np.pi / M2 - 2.0 * ebb)).max() < STEP + OWN_WAY
    assert not result.hull_aground[-1, touches].any()
    never = needed < -1.02
    assert np.isnan(result.first_aground[never]).all()
    assert never.any()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("quarters", [1, 6, 12])
def test_the_real_sea_does_not_care_when_a_run_was_begun(engine, quarters):
    """The same body at the same hour of the same tide, in a window that began earlier."""
    origin, start = Position(latitude=51.05, longitude=1.55), 1.7575e9
    by = 900.0 * quarters
    late = open_window(fields=load_sea_fields(), start=start, hours=8, origin=origin)
    early = open_window(fields=load_sea_fields(), start=start - by, hours=12, origin=origin)
    early = replace(early, start=start, first_level=early.first_level - by)
    ends = [
        drifted(
            engine,
            sea=sea,
            how=settings(hours=8),
            wind=(3.0, 4.0),
            seed=2,
            count=50,
            hull=one_class("PIW-1"),
            stream={"amplitude": 0.15, "shift": 1200.0, "rotation": 0.16},
        ).hull
        for sea in (late, early)
    ]
    np.testing.assert_allclose(ends[0], ends[1], atol=0.01)
    assert np.hypot(*(ends[0][-1] - ends[0][0]).T).min() > 500.0
