"""The machine code against the reference, to the byte, and against closed forms by itself.

Why this accuracy. Against the reference no difference at all is allowed: both do the same sums in
the same order. Closed forms: the order of a scheme is read from halvings of the step and must lie
within 0.1 of its own; means and spreads of n draws are held to four standard errors, which a right
engine misses once in some ten thousand draws, and the seed is fixed. The grid is exact for streams
that are linear in place; in time it is linear between levels, so the levels lie close there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from estran.engine.accumulators import LineCrossings
from estran.engine.compiled.keeping import CodeRaster
from estran.engine.compiled.run import Wanted, compiled_run, setting_of
from estran.engine.dice import HULL, PEOPLE, east_draw, north_draw, side_draw, words_of
from estran.engine.run import run
from estran.engine.status import Status
from estran.engine.step import euler, midpoint, runge_kutta_4
from estran.quantities.randomness import RandomStreams
from estran.quantities.units import components_from
from tests.support.charted import beach_and_bank, charted
from tests.support.flows import M2, bending_tide, rotating_tide, solid_rotation, uniform
from tests.support.gridded import gridded_sea
from tests.support.machines import go_compiled, machine, stream_compiled
from tests.support.releases import one_class, settings
from tests.unit.engine.test_compiled_plain import LINE, beach, given

pytestmark = pytest.mark.slow  # the machine code is built where it is not kept yet
ARRAYS = (
    "hull",
    "people",
    "status",
    "hull_aground",
    "people_aground",
    "hull_left",
    "people_left",
    "first_aground",
    "first_ashore",
    "ashore",
    "hull_class",
    "people_class",
    "weights",
)


def bytes_of(result) -> list[bytes]:
    clocks = (result.clocks.failure, result.clocks.swamping, result.clocks.parting)
    return [getattr(result, name).tobytes() for name in ARRAYS] + [one.tobytes() for one in clocks]


@pytest.mark.parametrize("scheme", [euler, midpoint, runge_kutta_4], ids=lambda one: one.__name__)
@pytest.mark.parametrize("step", [300.0, 1200.0])
def test_machine_code_and_reference_agree_to_the_byte(scheme, step):
    case = given(count=3001, hours=12, scheme=scheme, step=step)
    watch = LineCrossings(count=3001, lines=LINE)
    right = run(**case, observers=[watch])
    done = compiled_run(setting_of(**case), Wanted(lines=LINE), drift=machine().drift)
    assert bytes_of(done.result) == bytes_of(right)
    assert done.crossings["line"].tobytes() == watch.times["line"].tobytes()
    assert right.hull_aground.any()
    assert (right.status == Status.IN_WATER).any()


@pytest.mark.parametrize("scheme", [midpoint, runge_kutta_4], ids=lambda one: one.__name__)
def test_in_a_stream_that_bends_from_node_to_node_they_agree_to_the_byte(scheme):
    case = given(count=3001, hours=12, scheme=scheme, step=400.0)
    case["window"] = gridded_sea(flow=bending_tide, hours=12)
    right = run(**case)
    done = compiled_run(setting_of(**case), Wanted(), drift=machine().drift)
    assert bytes_of(done.result) == bytes_of(right)


def test_over_a_charted_bed_they_agree_to_the_byte():
    case = given(count=3001, hours=12)
    case["window"] = charted(case["window"], beach_and_bank)
    right = run(**case)
    done = compiled_run(setting_of(**case), Wanted(), drift=machine().drift)
    assert bytes_of(done.result) == bytes_of(right)
    assert (right.hull_aground[:-1] & ~right.hull_aground[1:]).any()  # some float again


def test_with_the_wind_over_the_ground_they_agree_too():
    case = given(count=1003, hours=6, over_water=False)
    right = run(**case)
    done = compiled_run(setting_of(**case), Wanted(), drift=machine().drift)
    assert bytes_of(done.result) == bytes_of(right)
    usual = compiled_run(setting_of(**given(count=1003, hours=6)), Wanted(), drift=machine().drift)
    assert bytes_of(usual.result) != bytes_of(right)


def test_landings_are_those_of_the_reference_where_nothing_else_is_kept():
    case = given(count=3001, hours=12)
    right, streamed = run(**case), Wanted(snapshots=False, landings=True, threads=2, batch=640)
    done = compiled_run(setting_of(**case), streamed, drift=machine().drift)
    assert done.result is None
    assert done.first_ashore.tobytes() == right.first_ashore.tobytes()
    assert done.ashore.tobytes() == right.ashore.tobytes()
    alone = right.people_aground & ~right.hull_aground
    assert alone.any()  # some people landed apart from their hull


def test_threads_batches_and_blocks_change_no_byte():
    case = given(count=5003, hours=6)
    setting, cells = setting_of(**case), density(5000.0)
    wholes = []
    for threads, batch in ((1, 8192), (2, 8192), (2, 4), (1, 1004), (3, 640)):
        wanted = Wanted(lines=LINE, raster=cells, threads=threads, batch=batch)
        done = compiled_run(setting, wanted, drift=machine().drift)
        counts = [done.status.tobytes(), done.people.tobytes(), done.hull.tobytes()]
        wholes.append([*bytes_of(done.result), done.crossings["line"].tobytes(), *counts])
    assert all(one == wholes[0] for one in wholes)


@pytest.mark.parametrize("block", [4, 60, 512])
def test_the_size_of_a_block_changes_no_byte(block, monkeypatch):
    case = given(count=1003, hours=6)
    setting = setting_of(**case)
    whole = compiled_run(setting, Wanted(), drift=machine().drift).result
    monkeypatch.setattr("estran.engine.compiled.run.BLOCK", block)
    assert bytes_of(compiled_run(setting, Wanted(), drift=machine().drift).result) == bytes_of(
        whole
    )


def density(spacing: float) -> CodeRaster:
    codes = np.arange(24 * 24).reshape(24, 24)
    return CodeRaster(west=-12 * spacing, south=-12 * spacing, spacing=spacing, codes=codes)


def test_counts_say_what_snapshots_say_and_need_none():
    case = given(count=4000, hours=6)
    setting, cells = setting_of(**case), density(500.0)
    kept = compiled_run(setting, Wanted(lines=LINE, raster=cells), drift=machine().drift)
    lean = compiled_run(
        setting, Wanted(lines=LINE, raster=cells, snapshots=False), drift=machine().drift
    )
    assert lean.result is None
    assert kept.result is not None
    for name in ("status", "people", "hull"):
        assert getattr(lean, name).tobytes() == getattr(kept, name).tobytes()
    for status in Status:
        assert kept.status[:, status].tolist() == (kept.result.status == status).sum(1).tolist()
    for body in ("people", "hull"):
        places = np.floor((getattr(kept.result, body) + 6000.0) / 500.0).astype(int)
        inside = ((places >= 0) & (places < 24)).all(axis=2)
        codes = np.where(inside, places[..., 1] * 24 + places[..., 0], 24 * 24)
        counted = [np.bincount(row, minlength=24 * 24 + 1).tolist() for row in codes]
        assert getattr(kept, body).tolist() == counted
    assert kept.people[:, -1].any()
    assert np.isfinite(lean.crossings["line"]).any()


@pytest.mark.parametrize(
    ("scheme", "p"),
    [(euler, 1), (midpoint, 2), (runge_kutta_4, 4)],
    ids=["euler", "midpoint", "runge_kutta_4"],
)
def test_a_scheme_has_its_order_in_a_whirl(scheme, p):
    rate, hours = 1.0 / 7200.0, 3
    angle = rate * hours * 3600.0
    truth = 1000.0 * np.array([np.cos(angle), np.sin(angle)])
    errors = [
        np.hypot(
            *(
                go_compiled(
                    sea=gridded_sea(flow=solid_rotation(rate), hours=hours),
                    how=settings(hours=hours, step=step, scheme=scheme),
                    count=1,
                    datum={"x": 1000.0},
                ).hull[-1, 0]
                - truth
            )
        )
        for step in (1800.0, 900.0, 450.0, 225.0)
    ]
    assert np.diff(np.log2(errors))[1:] == pytest.approx([-p] * 2, abs=0.1)


def test_the_whirl_of_an_eddy_that_dies_away():
    # Radius is kept; the angle is that of a turn that dies with time: (rate T)(1 - exp(-t / T)).
    rate, life, hours = 1.0 / 7200.0, 4 * 3600.0, 6

    def dying(x, y, t):
        return solid_rotation(rate)(x, y, t) * np.exp(-t / life)[:, None]

    result = go_compiled(
        sea=gridded_sea(flow=dying, hours=hours, level_spacing=60.0),
        how=settings(hours=hours, step=300.0),
        count=1,
        datum={"x": 5000.0},
    )
    angle = rate * life * -np.expm1(-result.times / life)
    truth = 5000.0 * np.stack((np.cos(angle), np.sin(angle)), axis=1)
    assert np.hypot(*(result.hull[:, 0] - truth).T).max() < 3.0


def test_the_circle_of_a_rotating_tide_is_followed_for_twelve_hours():
    # 44 714.16 s is no whole hour; that a tide of twelve hours closes is in test_tide_and_beach.
    speed = 1.2
    result = go_compiled(
        sea=gridded_sea(flow=rotating_tide(speed), hours=12, level_spacing=60.0),
        how=settings(hours=12, step=600.0),
        count=1,
    )
    truth = speed / M2 * np.stack((np.sin(M2 * result.times), 1 - np.cos(M2 * result.times)), 1)
    assert np.hypot(*(result.hull[:, 0] - truth).T).max() < 6.0


@pytest.mark.parametrize("step", [60.0, 300.0, 600.0, 1800.0])
def test_diffusion_spreads_by_the_square_root_of_2kt_whatever_the_step(step):
    n = 20_000
    result = go_compiled(how=settings(hours=3, step=step, diffusivity=100.0), seed=8, count=n)
    spread = result.hull[-1].std(axis=0)
    assert spread == pytest.approx([np.sqrt(2 * 100.0 * 3 * 3600.0)] * 2, rel=4 / np.sqrt(2 * n))


@pytest.mark.parametrize("from_deg", [45.0 * k for k in range(8)])
@pytest.mark.parametrize("key", ["PIW-4", "SKIFF-1", "REFUGEE-RAFT-1"])
def test_mean_and_variance_of_leeway_are_those_of_the_class_in_every_octant(key, from_deg):
    n, hours, speed = 4000, 6, 8.0
    leeway = one_class(key).classes[0]
    wind = components_from(speed=speed, from_deg=from_deg)
    result = go_compiled(wind=wind, seed=21, count=n, hull=one_class(key))
    to = np.array(components_from(speed=1.0, from_deg=from_deg))
    velocity = result.hull[-1] / (hours * 3600.0)
    along, across = velocity @ to, velocity @ np.array([to[1], -to[0]])
    share = speed / 20.0 + 0.5
    line = leeway.downwind
    check_moments(along, line.slope * speed + line.offset, share * line.residual_sd)
    sides = [
        (s.slope * speed + s.offset, share * s.residual_sd) for s in (leeway.right, leeway.left)
    ]
    mean = 0.5 * (sides[0][0] + sides[1][0])
    variance = 0.5 * sum((m - mean) ** 2 + sd**2 for m, sd in sides)
    check_moments(across, mean, np.sqrt(variance))


def check_moments(sample: np.ndarray, mean: float, sd: float) -> None:
    assert abs(sample.mean() - mean) < 4 * sd / np.sqrt(sample.size)
    assert sample.std() == pytest.approx(sd, rel=4 / np.sqrt(sample.size))


@pytest.mark.parametrize("step", [300.0, 3600.0])
def test_jibing_forgets_the_first_side_as_a_two_state_chain_does(step):
    # E[s(t)] = s(0) exp(-2 lambda t); sides change at the start of a step.
    n, hours, hourly = 20_000, 12, 0.3
    given: dict[str, Any] = {
        "sea": gridded_sea(hours=hours),
        "wind": (0.0, 8.0),
        "seed": 5,
        "count": n,
        "hull": one_class("REFUGEE-RAFT-1"),
    }
    how = settings(hours=hours, step=step, jibe_hourly=hourly)
    result = go_compiled(how=how, **given)
    unchanged = go_compiled(how=replace(how, jibe_hourly=0.0), **given)
    first = np.sign(unchanged.hull[1, :, 0])
    cross = 0.00078 * 8 + 0.027
    sheer = first * np.diff(result.hull[:, :, 0], axis=0) / (cross * 3600.0)
    times = np.arange(step, hours * 3600.0 + step, step)
    chain = np.exp(2 * np.log(1 - hourly) * times / 3600.0).reshape(hours, -1).mean(axis=1)
    error = sheer.std(axis=1) / np.sqrt(n)
    assert (np.abs(sheer.mean(axis=1) - chain) < 4 * error).all()


@pytest.mark.parametrize("turn", [0.5, 2.0, 4.0])
def test_a_turned_world_gives_a_turned_drift(turn):
    # Everything turned by an angle, dice apart: eddies are off, all else turns with it.
    turned = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    stream, wind = np.array([0.7, 0.2]), np.array([3.0, -6.0])
    plain, round_about = (
        go_compiled(
            sea=gridded_sea(flow=uniform(*(stream @ matrix))),
            wind=tuple(wind @ matrix),
            how=settings(jibe_hourly=0.3),
            count=500,
            hull=one_class("SKIFF-1"),
        ).hull
        for matrix in (np.eye(2), turned)
    )
    np.testing.assert_allclose(round_about, plain @ turned, atol=1e-6)


def test_a_shift_of_the_tide_in_time_is_a_shift_of_the_start():
    def ahead(by: float) -> np.ndarray:
        def flow(x, y, t):
            return rotating_tide(0.9)(x, y, t + by)

        return go_compiled(sea=gridded_sea(flow=flow, level_spacing=60.0), count=1).hull[-1, 0]

    early, late = ahead(0.0), ahead(3600.0)
    angle = M2 * 3600.0
    turned = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    assert late == pytest.approx(early @ turned, abs=0.5)


def test_the_tide_refloats_at_the_time_of_the_same_level():
    # Depth at the place is draught when 3 cos(wt) = -1, on the ebb and again on the flood.
    result = go_compiled(
        sea=gridded_sea(
            flow=uniform(0.0, 1e-5),
            level=lambda t: -3.5 + 3.0 * np.cos(M2 * t),
            coast_y=0.0,
            hours=12,
            level_spacing=60.0,
        ),
        how=settings(hours=12, step=60.0),
        count=1,
        datum={"y": 500.0},
    )
    ebb = np.arccos(-1.0 / 3.0) / M2
    flood = 2 * np.pi / M2 - ebb
    assert result.first_aground[0] == pytest.approx(ebb, abs=120.0)
    afloat = 12 * 3600.0 - (flood - ebb)
    assert result.hull[-1, 0, 1] == pytest.approx(500.0 + 1e-5 * afloat, abs=2e-3)


def test_bodies_that_leave_the_window_stop_inside_and_are_marked():
    result = go_compiled(sea=gridded_sea(flow=uniform(3.0, 0.0), half_width=20_000.0), count=8)
    assert result.hull_left[-1].all()
    assert (np.abs(result.hull) <= 20_000.0).all()


def test_nobody_floats_over_dry_land():
    sea = beach(8)
    result = go_compiled(
        sea=sea,
        wind=(2.0, -8.0),
        how=settings(hours=8),
        count=400,
        hull=one_class("LIFE-RAFT-NB-1"),
        datum={"y": 2500.0, "sd": 400.0},
    )
    level = -3.5 + 3.0 * np.cos(M2 * result.times)
    depth = level[:, None] + 0.01 * result.hull[:, :, 1]
    assert (depth[~result.hull_aground] >= 0.5 - 0.05).all()  # levels are linear between quarters


@pytest.mark.parametrize("step", [1, 7])
def test_dice_know_nothing_of_each_other_across_particles_steps_and_streams(step):
    n = 100_000
    streams = RandomStreams(3)
    rows = [
        draw(words_of(streams, number=number, first=0, count=n)[body]) - 0.5
        for number in (0, step)
        for body in (HULL, PEOPLE)
        for draw in (side_draw, east_draw, north_draw)
    ]
    rows += [np.roll(rows[0], lag) for lag in (1, 2, 3, 4)]
    together = np.corrcoef(rows) - np.eye(len(rows))
    assert np.abs(together).max() < 4.5 / np.sqrt(n)
    for row in rows:
        assert np.abs(row).max() < 0.5
        assert np.mean(row) == pytest.approx(0.0, abs=4 * np.sqrt(1 / 12 / n))
        assert np.mean(row**2) == pytest.approx(1 / 12, rel=4 * np.sqrt(0.8 / n))
        assert np.mean(row**4) == pytest.approx(1 / 80, rel=4 * np.sqrt(16 / 9 / n))


def test_a_stream_can_be_counted_over_regions():
    codes = np.array([[0, 1]])
    halves = CodeRaster(west=-60_000.0, south=-60_000.0, spacing=60_000.0, codes=codes)
    done = stream_compiled(
        count=400, datum={"y": -10_000.0, "sd": 3000.0}, wanted=Wanted(raster=halves)
    )
    assert done.result is not None
    assert done.people.sum(axis=1).tolist() == [400] * 7
    west = (done.result.people[..., 0] < 0.0).sum(axis=1)
    assert done.people[:, 0].tolist() == west.tolist()
