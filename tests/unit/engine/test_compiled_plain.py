"""The loop before it is compiled: plain functions that say what the reference says, to the byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

import estran
from estran.adapters import engine_code
from estran.drift.craft import craft
from estran.engine.accumulators import LineCrossings
from estran.engine.choice import drifted, offer
from estran.engine.compiled import dice
from estran.engine.compiled.build import functions_of
from estran.engine.compiled.kernel import drift
from estran.engine.compiled.key import ROOMS, sources_digest
from estran.engine.compiled.run import Wanted, compiled_run, setting_of
from estran.engine.dice import STREAM
from estran.engine.run import run
from estran.engine.status import Status
from estran.engine.step import euler, midpoint, runge_kutta_4
from estran.errors import QuantityError
from estran.quantities.randomness import RandomStreams
from tests.support.flows import M2, SteadyWind, bending_tide, rotating_tide, solid_rotation
from tests.support.gridded import gridded_sea
from tests.support.releases import release, settings

MIXED = {
    "states": dict.fromkeys(Status, 0.2),
    "hull": craft("inflatable").mixture,
    "people": craft("person_in_water").mixture,
    "datum": {"y": 1500.0, "sd": 900.0},
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
LINE = {"line": np.array([[-6e4, 2000.0], [0.0, 2500.0], [6e4, 1500.0]])}


def beach(hours):
    return gridded_sea(
        flow=rotating_tide(0.8),
        level=lambda t: -3.5 + 3.0 * np.cos(M2 * t),
        coast_y=0.0,
        hours=hours,
    )


def given(*, count, hours, scheme=midpoint, step=600.0, over_water=True):
    return {
        "release": release(count=count, **MIXED),
        "window": beach(hours),
        "wind": SteadyWind(3.0, -7.0),
        "settings": settings(
            hours=hours,
            step=step,
            scheme=scheme,
            diffusivity=5.0,
            jibe_hourly=0.2,
            light_wind=2.0,
            wind_relative_to_water=over_water,
        ),
        "streams": RandomStreams(11),
    }


def plain(world):
    with np.errstate(over="ignore"):  # words of dice go round
        drift(world)


@pytest.mark.parametrize("scheme", [euler, midpoint, runge_kutta_4], ids=lambda one: one.__name__)
def test_the_plain_loop_says_what_the_reference_says_to_the_byte(scheme):
    case = given(count=26, hours=2, scheme=scheme)
    watch = LineCrossings(count=26, lines=LINE)
    right = run(**case, observers=[watch])
    wanted = Wanted(lines=LINE, threads=1, batch=12)
    done = compiled_run(setting_of(**case), wanted, drift=plain)
    assert done.result is not None
    for name in ("hull", "people", "status", "hull_aground", "people_aground", "people_left"):
        assert getattr(done.result, name).tobytes() == getattr(right, name).tobytes(), name
    for name in ("first_aground", "first_ashore", "ashore"):
        assert getattr(done.result, name).tobytes() == getattr(right, name).tobytes(), name
    assert done.result.clocks.parting.tobytes() == right.clocks.parting.tobytes()
    assert done.crossings["line"].tobytes() == watch.times["line"].tobytes()
    assert np.isfinite(watch.times["line"]).any()
    assert right.hull_aground.any()
    assert right.people_parted.any()
    assert np.isfinite(right.first_ashore).any()


def test_those_who_wait_long_start_from_where_they_are():
    """Whoever stands still is asked for no velocity; none may be left over from before."""
    case = given(count=6, hours=9, scheme=runge_kutta_4, step=100.0)
    case["window"] = gridded_sea(flow=solid_rotation(1e-5), hours=9)
    rates = {"boarding_end": (1 / 30_000.0, 1 / 25_000.0)}
    case["release"] = release(
        count=6, **{**MIXED, "states": {Status.BOARDING: 1.0}, "rates": rates}
    )
    right, done = run(**case), compiled_run(setting_of(**case), Wanted(threads=1), drift=plain)
    assert done.result is not None
    assert done.result.hull.tobytes() == right.hull.tobytes()
    assert (right.status[-1] != Status.BOARDING).any()


def test_a_stream_that_bends_from_node_to_node_is_read_as_by_the_reference():
    case = given(count=26, hours=2)
    case["window"] = gridded_sea(flow=bending_tide, hours=2)
    right, done = run(**case), compiled_run(setting_of(**case), Wanted(threads=1), drift=plain)
    assert done.result is not None
    assert done.result.hull.tobytes() == right.hull.tobytes()
    assert done.result.people.tobytes() == right.people.tobytes()


def test_a_line_of_one_corner_is_never_crossed():
    line = {"point": np.array([[1.0, 2.0]])}
    case = given(count=4, hours=1)
    done = compiled_run(setting_of(**case), Wanted(lines=line), drift=plain)
    assert np.isnan(done.crossings["point"]).all()


def test_the_plain_loop_takes_the_wind_over_the_ground_as_the_reference_does():
    case = given(count=26, hours=2, over_water=False)
    right = run(**case)
    done = compiled_run(setting_of(**case), Wanted(threads=1, batch=12), drift=plain)
    assert done.result is not None
    assert done.result.people.tobytes() == right.people.tobytes()
    assert done.result.hull.tobytes() == right.hull.tobytes()
    usual = run(**given(count=26, hours=2))
    assert usual.hull.tobytes() != right.hull.tobytes()


def test_dice_are_those_of_the_named_streams():
    streams = RandomStreams(2**63 + 5)
    words = streams.words(STREAM, step=7, first=0, count=12)
    seed, key = np.uint64(streams.seed), np.uint64(streams.key(STREAM))
    with np.errstate(over="ignore"):
        thrown = [
            int(word)
            for block in range(3)
            for word in dice.philox(np.uint64(block), np.uint64(7), seed, key)
        ]
    assert thrown == words.tolist()


@pytest.mark.parametrize(
    ("a", "b"), [(2**64 - 1, 2**64 - 1), (2**63, 3), (0, 5), (2**40 + 7, 2**41)]
)
def test_the_upper_half_of_a_product(a, b):
    with np.errstate(over="ignore"):
        assert int(dice.high_product(np.uint64(a), np.uint64(b))) == (a * b) >> 64


def test_laws_are_compiled_from_their_one_definition():
    laws = {
        one.__name__ for one in functions_of(drift) if one.__module__.startswith("estran.drift")
    }
    assert laws >= {
        "per_wind_speed",
        "line_per_wind",
        "right_of_downwind",
        "turned_and_scaled",
        "slowed",
        "steered",
        "side_after_step",
        "walked",
        "touches",
        "may_touch_within",
    }


def test_a_law_that_changes_gives_the_machine_code_another_name(tmp_path):
    package = Path(estran.__file__).parent
    for room in ROOMS:
        shutil.copytree(
            package / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "areas")
        )
    before = sources_digest(tmp_path)
    law = tmp_path / "drift" / "leeway.py"
    law.write_text(law.read_text("utf-8").replace("slope + offset", "slope - offset"), "utf-8")
    after = sources_digest(tmp_path)
    assert before != after
    (tmp_path / "drift" / "__pycache__").mkdir()
    (tmp_path / "drift" / "__pycache__" / "x.py").write_text("", "utf-8")
    assert sources_digest(tmp_path) == after


def test_the_reference_drifts_by_name_where_machine_code_cannot_be_had():
    def fails():
        raise ImportError("No module named 'numba'")

    case = given(count=8, hours=1)
    try:
        offer(None)
        unoffered, unnamed = drifted(**case)
        offer(fails)
        refused, named = drifted(**case)
    finally:
        offer(None)
    assert unnamed == "reference: nobody offered the compiled engine"
    assert named == "reference: ImportError: No module named 'numba'"
    assert refused.hull.tobytes() == unoffered.hull.tobytes() == run(**case).hull.tobytes()


def test_kept_code_is_whole_or_refused(tmp_path, monkeypatch):
    monkeypatch.setenv(engine_code.PLACE, str(tmp_path))
    with pytest.raises(FileNotFoundError, match="estran engine build"):
        engine_code.read_code("a")
    path = engine_code.write_code("a", "name", b"code\nwith lines")
    assert engine_code.read_code("a") == ("name", b"code\nwith lines")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ValueError, match="damaged"):
        engine_code.read_code("a")


def test_a_wind_with_a_hole_is_refused_by_its_hour():
    def holed(*, first, count):
        wind = SteadyWind(3.0, -7.0)(first=first, count=count)
        wind[1, count // 2] = np.nan
        return wind

    case = given(count=8, hours=2) | {"wind": holed}
    with pytest.raises(QuantityError, match="hour 1 of the run"):
        run(**case)
    with pytest.raises(QuantityError, match="hour 1 of the run"):
        compiled_run(setting_of(**case), Wanted(), drift=drift)


def test_each_body_feels_the_wind_of_its_own_member_however_many_move():
    # All hulls but one aground or boarding, and people apart: as many bodies move as there are
    # particles, though they are not the particles in order.
    def own(*, first, count):
        east = np.arange(first, first + count, dtype=np.float64)
        return np.tile(np.stack((east, -7.0 + 0.0 * east), axis=1), (3, 1, 1))

    case = given(count=400, hours=2) | {"wind": own}
    whole = run(**case).people
    for block in (7, 50, 399):
        how = settings(hours=2, diffusivity=5.0, jibe_hourly=0.2, light_wind=2.0, block=block)
        assert run(**(case | {"settings": how})).people.tobytes() == whole.tobytes()
