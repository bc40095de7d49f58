"""How far OpenDrift and Estran agree, and where not: `python -m benchmarks.peers.agreement`.

The same open water, wind and Euler step. Estran's own lines are given to OpenDrift for the bodies
that are compared one by one; where clouds are compared, each draws its own.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.peers.environments import HERE, OPENDRIFT, environment, said_by
from benchmarks.peers.forcing import LATITUDE, LONGITUDE, Weather, tide_at, write_forcing
from estran.drift.craft import Mixture
from estran.drift.leeway_classes import leeway_class
from estran.engine.draw import draw_particles
from estran.engine.release import Datum, Rates, Release, Shore, StreamSpread, Way
from estran.engine.run import run
from estran.engine.settings import Settings
from estran.engine.status import Status
from estran.engine.step import euler, midpoint
from estran.environment.coast import Coast, LandMask, ShoreDistance
from estran.environment.tide import Box
from estran.environment.window import Window
from estran.quantities.geodesy import LocalPlane, Position
from estran.quantities.randomness import RandomStreams

if TYPE_CHECKING:
    from estran.engine.particles import Particles
    from estran.engine.step import Scheme
    from estran.quantities.arrays import Bools, Floats

OBJECT_TYPES = {
    "PIW-1": 1,
    "PIW-4": 4,
    "PIW-6": 6,
    "LIFE-RAFT-NB-2": 27,
    "SKIFF-1": 44,
    "REFUGEE-RAFT-1": 76,
    "SLDMB": 1,  # its lines are given, all of them nil
}
SYMMETRIC = ("PIW-1", "SKIFF-1", "LIFE-RAFT-NB-2", "REFUGEE-RAFT-1")
FIRST_FIELD_TO_START = 6 * 3600.0
NEVER = (0.0, 0.0)
SEED = 3
OVER_WATER = Weather(over_water=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One comparison. `same_lines`: OpenDrift is given Estran's lines, body by body."""

    key: str
    count: int
    hours: int = 6
    weather: Weather = OVER_WATER
    jibe_hourly: float = 0.0
    same_lines: bool = False
    scheme: Scheme = euler
    diffusivity: float = 0.0

    def wind(self, *, first: int, count: int) -> Floats:
        """Wind over the ground, as Estran is given it [m/s]."""
        del first
        return np.full((self.hours + 1, count, 2), self.weather.wind * np.sqrt(0.5))


@dataclass(frozen=True, slots=True)
class Ends:
    """Where each leaves its bodies, east and north of the start [m], and which began on the right.

    `on_right` of OpenDrift is by its own label.
    """

    estran: Floats
    opendrift: Floats
    estran_on_right: Bools
    opendrift_on_right: Bools

    @property
    def gaps(self) -> Floats:
        """Distance of each body from its twin [m]; means something where lines are the same."""
        return np.hypot(*(self.estran - self.opendrift).T)

    @property
    def centroid(self) -> float:
        """Distance between the middles of the clouds [m]."""
        return float(np.hypot(*(self.estran.mean(axis=0) - self.opendrift.mean(axis=0))))

    @property
    def spreads(self) -> Floats:
        """Spread of Estran's cloud over that of OpenDrift, along the wind and across it."""
        along, across = axes_of_wind()
        turned = np.stack((along, across), axis=1)
        return (self.estran @ turned).std(axis=0) / (self.opendrift @ turned).std(axis=0)


def axes_of_wind() -> tuple[Floats, Floats]:
    """Return unit vectors downwind and to the right of it, for the wind of every case."""
    half = np.sqrt(0.5)
    return np.array([half, half]), np.array([half, -half])


def ends_of(cases: list[Case]) -> tuple[list[Ends], str]:
    """Let both drift; return the ends case by case, and OpenDrift's version."""
    python = environment(OPENDRIFT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tasks = [_task(case, number, folder) for number, case in enumerate(cases)]
        listed = folder / "tasks.json"
        listed.write_text(json.dumps(tasks), "utf-8")
        said = said_by([python, str(HERE / "run_opendrift_ends.py"), str(listed)])
        theirs = [dict(np.load(task["out"])) for task in tasks]
    return [_ends(case, *one) for case, one in zip(cases, map(_taken, theirs), strict=True)], said[
        "version"
    ]


def _task(case: Case, number: int, folder: Path) -> dict[str, Any]:
    forcing = folder / f"{number}.nc"
    write_forcing(forcing, case.weather)
    lines = str(folder / f"{number}-lines.npz") if case.same_lines else ""
    if lines:
        np.savez(lines, **_lines(case))
    return {
        "forcing": str(forcing),
        "lines": lines,
        "out": str(folder / f"{number}-ends.npz"),
        "object_type": OBJECT_TYPES[case.key],
        "seed": number,
        "step": 600.0,
        **{name: asdict(case)[name] for name in ("count", "hours", "jibe_hourly")},
    }


def _lines(case: Case) -> dict[str, Any]:
    """Lines of each body in OpenDrift's units; its crosswind is positive to the left."""
    drawn = _drawn(case).hull
    lines, right = drawn.coefficients, drawn.on_right
    return {
        "downwind_slope": 100.0 * lines.downwind_slope,
        "downwind_offset": 100.0 * lines.downwind_offset,
        "crosswind_slope": -100.0 * np.where(right, lines.right_slope, lines.left_slope),
        "crosswind_offset": -100.0 * np.where(right, lines.right_offset, lines.left_offset),
    }


def _taken(found: dict[str, Any]) -> tuple[Floats, Bools]:
    east, north = _plane().to_plane(
        longitude=found["lon"].astype(np.float64), latitude=found["lat"].astype(np.float64)
    )
    return np.stack((east, north), axis=1), found["on_right"]


def _ends(case: Case, theirs: Floats, theirs_on_right: Bools) -> Ends:
    result = run(
        release=_release(case),
        window=_window(case),
        wind=case.wind,
        settings=Settings(
            hours=case.hours,
            step=600.0,
            scheme=case.scheme,
            diffusivity=case.diffusivity,
            jibe_hourly=case.jibe_hourly,
            light_wind=0.0,
        ),
        streams=RandomStreams(SEED),
    )
    if len(theirs) != case.count or result.left_area.any():
        raise ValueError(f"Bodies were lost on the way: {case}")
    return Ends(result.hull[-1], theirs, _drawn(case).hull.on_right, theirs_on_right)


def _drawn(case: Case) -> Particles:
    return draw_particles(
        release=_release(case),
        window=_window(replace(case, hours=1)),
        streams=RandomStreams(SEED),
        first=0,
        count=case.count,
    )


def _release(case: Case) -> Release:
    """One class adrift from one place: nothing is uncertain but its lines."""
    mixture = Mixture((leeway_class(case.key),), (1.0,))
    return Release(
        count=case.count,
        datum=Datum(x=0.0, y=0.0, sd=0.0),
        states={Status.ADRIFT: 1.0},
        hull=mixture,
        people=mixture,
        way=Way(
            over_ground=None,
            speed=(1.0, 1.0),
            course=(0.0, 1.0),
            course_sd=0.0,
            speed_error=0.0,
            heading_error=0.0,
            share_by_heading=1.0,
        ),
        rates=Rates(boarding_end=NEVER, failure=NEVER, swamping=NEVER, parting=NEVER),
        stream=StreamSpread(amplitude=0.0, shift=0.0, rotation=0.0, residual=0.0),
        shore=Shore(slope=(0.01, 0.01), level_sd=0.0, draughts=dict.fromkeys(Status, 0.5)),
        swamped_factor=(0.4, 0.4),
    )


def _plane() -> LocalPlane:
    return LocalPlane(origin=Position(latitude=LATITUDE, longitude=LONGITUDE))


def _window(case: Case) -> Window:
    """Open water with the tide of the forcing, hourly as there, true east and north."""
    spacing, axis = 4000.0, np.arange(-160_000.0, 160_001.0, 4000.0)
    x, y = np.meshgrid(axis, axis)
    longitude, latitude = _plane().to_geographic(east=x, north=y)
    turn = np.exp(1j * _plane().convergence(longitude=longitude, latitude=latitude))
    levels = 3600.0 * np.arange(-1.0, case.hours + 2.0)
    east, north = tide_at(FIRST_FIELD_TO_START + levels, case.weather.tide)
    flow = (east + 1j * north)[:, None, None] * turn
    return Window(
        plane=_plane(),
        west=float(axis[0]),
        south=float(axis[0]),
        spacing=spacing,
        start=0.0,
        first_level=float(levels[0]),
        level_spacing=3600.0,
        stream=np.stack((flow.real, flow.imag), axis=-1),
        tide=np.zeros((levels.size, *x.shape)),
        longitude=longitude,
        latitude=latitude,
        coast=_no_coast(),
        box=Box(west=-0.5, south=49.8, east=3.5, north=52.2),
    )


def _no_coast() -> Coast:
    return Coast(
        name="open water",
        mask=LandMask(np.zeros(8, dtype=np.uint8), 8, 8, 1, -4.0, 56.0, 2.0, 2.0),
        shore=ShoreDistance(
            np.full(4, 4000.0, dtype=np.float32), 2, 2, -4.0, 56.0, 12.0, 12.0, 4000.0
        ),
    )


CLOUDS = {key: Case(key=key, count=100_000) for key in SYMMETRIC}
BODIES = {key: Case(key=key, count=2000, same_lines=True) for key in (*SYMMETRIC, "PIW-4")}
STILL = Weather(tide=0.0)
RAFT = BODIES["LIFE-RAFT-NB-2"]
APART = {
    "a day": replace(RAFT, hours=24),
    "wind over the ground": replace(RAFT, weather=Weather()),
    "midpoint": replace(RAFT, scheme=midpoint),
    "sides": Case(key="PIW-4", count=20_000, hours=24, weather=STILL),
    "jibes": Case(key="REFUGEE-RAFT-1", count=20_000, hours=24, weather=STILL, jibe_hourly=0.9),
    "eddies": Case(
        key="SLDMB", count=20_000, hours=24, weather=STILL, same_lines=True, diffusivity=5.0
    ),
    "calm": Case(key="PIW-6", count=2000, weather=Weather(tide=0.0, wind=0.0)),
}


def crosswind(ends: Ends) -> dict[str, tuple[float, float]]:
    """Mean way to the right of downwind of those that began right and left [m], by tool."""
    across = axes_of_wind()[1]
    pairs = {
        "Estran": (ends.estran @ across, ends.estran_on_right),
        "OpenDrift": (ends.opendrift @ across, ends.opendrift_on_right),
    }
    return {
        tool: (float(way[right].mean()), float(way[~right].mean()))
        for tool, (way, right) in pairs.items()
    }


def main() -> None:
    """Print what agrees and what does not."""
    cases = {**_named("body", BODIES), **_named("cloud", CLOUDS), **_named("apart", APART)}
    ends, version = ends_of(list(cases.values()))
    found = dict(zip(cases, ends, strict=True))
    print(
        f"OpenDrift {version}; Euler, 600 s, tide 1 m/s, wind 8 m/s\n\nbodies with the same lines"
    )
    for key in BODIES:
        gaps = found["body", key].gaps
        print(f"  {key:<16} mean {gaps.mean():6.1f} m, worst {gaps.max():6.1f} m after 6 h")
    print("clouds, each with its own draws: middle, spread along and across the wind")
    for key, case in CLOUDS.items():
        one = found["cloud", key]
        along, across = one.spreads
        print(f"  {key:<16} {one.centroid:6.1f} m, {along:.4f}, {across:.4f} of {case.count:,}")
    print("where they differ")
    for name in ("a day", "wind over the ground", "midpoint"):
        print(f"  {name:<22} bodies {found['apart', name].gaps.mean():7.1f} m apart")
    for name in ("sides", "jibes"):
        for tool, (right, left) in crosswind(found["apart", name]).items():
            print(f"  {name:<22} {tool:<10} began right {right:7.0f} m, began left {left:7.0f} m")
    for name in ("eddies", "calm"):
        _print_ways(name, found["apart", name])


def _named(kind: str, cases: dict[str, Case]) -> dict[tuple[str, str], Case]:
    return {(kind, name): case for name, case in cases.items()}


def _print_ways(name: str, ends: Ends) -> None:
    for tool, way in (("Estran", ends.estran), ("OpenDrift", ends.opendrift)):
        east, north = way.mean(axis=0)
        print(
            f"  {name:<22} {tool:<10} spread {way.std(axis=0).mean():6.1f} m, "
            f"mean way {east:6.1f} m east, {north:6.1f} m north"
        )


if __name__ == "__main__":
    main()
