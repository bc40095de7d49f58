"""The compiled engine against the reference and the fixed loop, all in one process and one run.

Full physics: boats in mid-strait in every state with all rates, stream and wind uncertain, eddies,
jibing, grounding, two lines watched. The release is that of the replay, moved to open water, so
that it is drift that is timed and not an hour aground. From ten thousand to ten million particles:
`python -m benchmarks.compiled_engine --sizes HOURS`.
"""

from __future__ import annotations

import resource
import sys
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter, process_time
from typing import Any

from estran.adapters.engine_code import read_code
from estran.assess.ensemble import release_of, settings_of, wind_report_of
from estran.assess.regions_answer import plane_lines
from estran.assess.situation import understand
from estran.engine.accumulators import LineCrossings
from estran.engine.compiled.key import code_key
from estran.engine.compiled.machine import Machine, loaded
from estran.engine.compiled.run import Wanted, compiled_run, setting_of
from estran.engine.run import run
from estran.environment.regions import open_regions
from estran.environment.sea import assumed_wind, load_sea_fields
from estran.environment.wind import wind_members
from estran.environment.window import open_window
from estran.exchange.replay import replay
from estran.quantities.instants import epoch_seconds
from estran.quantities.randomness import RandomStreams
from estran.sources.assumptions import AssumptionBook
from estran.wiring import build_engine

HOURS, STEP = 24, 600.0
MID_STRAIT = {"longitude": 1.45, "latitude": 50.98}


@dataclass(frozen=True)
class Timed:
    """Seconds of a run, of its loop alone summed over threads, and its size."""

    seconds: float
    loop: float
    particles: int
    hours: int = HOURS

    @property
    def nanoseconds(self) -> float:
        """Wall time a particle-step, drawing of particles and winds included."""
        return self.seconds / (self.particles * self.hours * 3600 / STEP) * 1e9

    @property
    def loop_nanoseconds(self) -> float:
        """Thread time of the loop a particle-step."""
        return self.loop / (self.particles * self.hours * 3600 / STEP) * 1e9


def machine() -> Machine:
    build_engine(before=lambda: print("building the engine ...", flush=True))
    return loaded(*read_code(code_key()))


class Case:
    """One release with its sea and wind, at any size."""

    def __init__(self, key: str, hours: int = HOURS) -> None:
        self.hours = hours
        self.book, situation = AssumptionBook(), understand(replay(key).report)
        self.situation = situation
        self.window = open_window(
            fields=load_sea_fields(situation.area.key),
            start=epoch_seconds(situation.time),
            hours=hours,
            origin=situation.seed_position,
        )
        regions = open_regions(situation.area, band=self.book.value("line_band"))
        self.lines = plane_lines(regions, plane=self.window.plane)

    def given(self, particles: int) -> dict[str, Any]:
        x, y = self.window.plane.to_plane(**MID_STRAIT)
        streams = RandomStreams(1)
        release = release_of(
            self.situation, plane=self.window.plane, particles=particles, book=self.book
        )
        return {
            "release": replace(release, datum=replace(release.datum, x=float(x), y=float(y))),
            "window": self.window,
            "wind": partial(
                wind_members,
                prior=assumed_wind(self.book),
                report=wind_report_of(self.situation, self.book),
                hours=self.hours,
                streams=streams,
            ),
            "settings": settings_of(hours=self.hours, step=STEP, book=self.book),
            "streams": streams,
        }

    def compiled(
        self, code: Machine, particles: int, *, snapshots: bool, lines: bool = True
    ) -> Timed:
        spent: list[float] = []

        def drift(world):
            start = perf_counter()
            code.drift(world)
            spent.append(perf_counter() - start)

        start = perf_counter()
        wanted = Wanted(snapshots=snapshots, lines=self.lines if lines else None)
        compiled_run(setting_of(**self.given(particles)), wanted, drift=drift)
        return Timed(perf_counter() - start, sum(spent), particles, self.hours)

    def reference(self, particles: int) -> Timed:
        start = perf_counter()
        run(
            **self.given(particles),
            observers=[LineCrossings(count=particles, lines=self.lines)],
        )
        return Timed(perf_counter() - start, 0.0, particles, self.hours)


def peak_mebibytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def print_compiled(key: str, *, quick: bool) -> None:
    """Print ratios: to the reference, to the fixed loop, and of cost to size."""
    from benchmarks.reference_loop import nanoseconds_per_particle_step

    code, case, tries = machine(), Case(key), 2 if quick else 5
    loop = nanoseconds_per_particle_step(tries=tries)
    reference = min((case.reference(10_000) for _ in range(tries)), key=lambda one: one.seconds)
    small = min(
        (case.compiled(code, 10_000, snapshots=True) for _ in range(2 * tries)),
        key=lambda one: one.seconds,
    )
    print(f"\ncompiled engine, {HOURS} h in steps of {STEP:.0f} s, full physics, mid-strait")
    print(f"  reference, 10,000 particles      {reference.nanoseconds:8.1f} ns a particle-step")
    print(f"  compiled, 10,000 particles       {small.nanoseconds:8.1f} ns, {small.seconds:.3f} s")
    print(f"  fixed NumPy loop                 {loop:8.1f} ns")
    print(
        f"  10,000 particles take 1/{reference.seconds / small.seconds:.1f} of the reference, "
        f"{small.nanoseconds / loop:.2f} of the fixed loop's time a step"
    )
    sizes = (10_000, 100_000) if quick else (10_000, 100_000, 1_000_000)
    for particles in sizes:
        one = min(
            (case.compiled(code, particles, snapshots=False) for _ in range(2)),
            key=lambda it: it.seconds,
        )
        print(
            f"  {particles:>9,} streamed             {one.nanoseconds:8.1f} ns wall, loop alone "
            f"{one.loop_nanoseconds:.1f} ns of a thread, peak {peak_mebibytes():.0f} MiB"
        )


def print_sizes(key: str, hours: int) -> None:
    """Print cost and memory from ten thousand to ten million particles: minutes.

    Processor time of all threads is told too: other work on the machine changes it less than wall.
    """
    code, case, first = machine(), Case(key, hours), 0.0
    case.compiled(code, 10_000, snapshots=False, lines=False)
    print(f"counts only, no lines, {hours} h in steps of {STEP:.0f} s, mid-strait")
    for particles, tries in ((10_000, 20), (100_000, 5), (1_000_000, 2), (10_000_000, 1)):
        best, busy = Timed(float("inf"), 0.0, particles, hours), float("inf")
        for _ in range(tries):
            begin = process_time()
            one = case.compiled(code, particles, snapshots=False, lines=False)
            busy = min(busy, replace(one, seconds=process_time() - begin).nanoseconds)
            best = min(best, one, key=lambda it: it.seconds)
        first = first or busy
        print(
            f"  {particles:>10,} {best.seconds:8.2f} s {best.nanoseconds:7.1f} ns wall, "
            f"{busy:6.1f} ns of processors ({busy / first:.2f} of the first), "
            f"peak {peak_mebibytes():.0f} MiB",
            flush=True,
        )


if __name__ == "__main__":
    if "--sizes" in sys.argv:
        print_sizes("2022-12-14", int(sys.argv[-1]))
    else:
        print_compiled("2022-12-14", quick=False)
