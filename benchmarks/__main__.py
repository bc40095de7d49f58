"""Prints the ratios: `python -m benchmarks [--quick]`. A figure means little without its ratio."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from pathlib import Path

from benchmarks.processes import Command, Cost, costs_of, python

REPLAY = "2022-12-14"
ANSWER, SCIENCE = f"estran assess --replay {REPLAY}", "import numpy, scipy"
FORECAST = "its forecast alone"
FACE, PLAIN = "import estran", "import json"


def main() -> None:
    """Measure processes first, while this one is small: a child's peak counts its parent's."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="few rounds: does it run, roughly how fast"
    )
    quick = parser.parse_args().quick
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    _processes(rounds=3 if quick else 15)
    _engine(tries=2 if quick else 7)
    _compiled(quick=quick)
    _currents(tries=2 if quick else 7)
    _doctrine(states=1_000_000 if quick else 10_000_000)
    _lab(seasons=64 if quick else 512)
    _lab_memory(seasons=8_192 if quick else 65_536)
    _record(rounds=500 if quick else 5_000)
    _likeness(tries=2 if quick else 7)
    _night(quick=quick)
    _room(quick=quick)


def _processes(*, rounds: int) -> None:
    estran = str(Path(sys.executable).with_name("estran"))
    costs = costs_of(
        [
            Command(ANSWER, (estran, "assess", "--replay", REPLAY)),
            Command(FORECAST, (sys.executable, "-m", "benchmarks.forecast_alone", REPLAY)),
            python(SCIENCE, SCIENCE),
            python(FACE, FACE),
            python(PLAIN, PLAIN),
        ],
        rounds=rounds,
    )
    print(f"whole processes, {rounds} rounds, interleaved         best    median   peak memory")
    for name, cost in costs.items():
        print(f"  {name:<38}{cost.best:9.3f} s{cost.middle:8.3f} s{cost.peak:9.0f} MiB")
    _ratio("a full answer", costs[ANSWER], f"`{SCIENCE}`", costs[SCIENCE])
    _ratio("a full answer", costs[ANSWER], FORECAST, costs[FORECAST])
    _ratio("importing estran", costs[FACE], f"`{PLAIN}`", costs[PLAIN])


def _ratio(name: str, cost: Cost, yardstick: str, other: Cost) -> None:
    print(
        f"  {name} takes {cost.best / other.best:.2f} times {yardstick} at best, "
        f"{cost.middle / other.middle:.2f} in the median; "
        f"{cost.peak / other.peak:.2f} times its memory"
    )


def _currents(*, tries: int) -> None:
    from benchmarks.kept_currents import HOURS, currents_costs

    costs = currents_costs(tries=tries)
    print(
        f"\n{HOURS} h of hourly currents on {costs.nodes} nodes 1.5 km apart, "
        f"least processor time of {tries}"
    )
    print(f"  from the kept file onto the engine's nodes {costs.engine:8.3f} s")
    for name, other in (("plain netCDF", costs.xarray), ("packed and deflated", costs.deflated)):
        print(
            f"  xarray opens and loads them, {name:<20}{other:8.3f} s: "
            f"{costs.engine / other:.2f} times that"
        )
    print(
        f"  a window with them takes {costs.window_kept / costs.window_embedded:.2f} times "
        "one with the embedded stream"
    )


def _engine(*, tries: int) -> None:
    # imported only now: the processes above are measured from a small one
    from benchmarks.engine_run import engine_costs
    from benchmarks.reference_loop import nanoseconds_per_particle_step

    reference = nanoseconds_per_particle_step(tries=tries)
    costs = engine_costs(REPLAY, tries=tries)
    print(f"\nengine, quickest of {tries}, {costs.particles} particles, {costs.steps} steps")
    print(
        f"  the run                {costs.run:8.3f} s  {costs.nanoseconds:6.0f} ns a particle-step"
    )
    print(f"  fixed NumPy loop                   {reference:6.0f} ns a particle-step")
    print(
        f"  the laws, states and shore cost {costs.nanoseconds / reference:.2f} times the bare loop"
    )


def _compiled(*, quick: bool) -> None:
    from benchmarks.compiled_engine import print_compiled

    print_compiled(REPLAY, quick=quick)


def _doctrine(*, states: int) -> None:
    from benchmarks.doctrine_states import doctrine_costs

    costs = doctrine_costs(states=states)
    print(f"\n{costs.name}, {costs.clauses} clauses, {costs.states:,} states")
    print(f"  every option judged    {costs.judged:8.3f} s")
    print(f"  one NumPy pass         {costs.passed:8.3f} s  (a < b) & (c < d)")
    print(f"  a clause costs {costs.judged / costs.clauses / costs.passed:.2f} passes")


def _night(*, quick: bool) -> None:
    from benchmarks.night_at_ten_times import QUICK, Night, run, told

    night = QUICK if quick else Night()
    print("\nthe night of 23 to 24 November 2021 at ten times, over HTTP")
    told(night, run(night))


def _likeness(*, tries: int) -> None:
    from benchmarks.likeness import CRAFT, likeness_costs

    costs = likeness_costs(REPLAY, tries=tries)
    print(f"\na report against {CRAFT} open craft, quickest of {tries}")
    print(f"  the answer to one report          {costs.answer:8.3f} s")
    print(f"  all craft, seen for the first time {costs.first:7.3f} s")
    print(f"  all craft, once more              {costs.again:8.3f} s")
    print(
        f"  {CRAFT} craft take {costs.first / costs.answer:.2f} answers at first, "
        f"{costs.again / costs.answer:.2f} once more"
    )


def _lab(*, seasons: int) -> None:
    from benchmarks.lab_seasons import BAR, DOCTRINE, lab_costs

    costs = lab_costs(seasons=seasons)
    print(f"\nlaboratory, {costs.seasons} seasons of {DOCTRINE}, {costs.episodes:,.0f} episodes")
    print(
        f"  {costs.a_second:,.0f} episodes a second of processor time, "
        f"{costs.a_second / BAR:.1f} times the bar of {BAR:,}"
    )
    print(
        f"  an episode costs {costs.episode / costs.draw:,.0f} bare draws; "
        f"beside few others {costs.alone / costs.episode:.1f} times as much"
    )


def _lab_memory(*, seasons: int) -> None:
    from benchmarks.lab_memory import TIMES, memory_costs

    costs = memory_costs(seasons=seasons)
    print(f"\na study of {seasons:,} seasons of each doctrine, and of {TIMES} times as many")
    print(f"  peak memory            {costs.peak:8.0f} MiB, then {costs.larger:.0f} MiB")
    print(
        f"  {TIMES} times the seasons take {costs.ratio:.2f} times the memory; "
        f"their table is {costs.table:.0f} MiB"
    )


def _record(*, rounds: int) -> None:
    from benchmarks.casebook_writes import write_costs

    costs = write_costs(rounds=rounds)
    print(f"\nthe record, {rounds:,} events one by one       median          p99")
    for name, one in (("an event, durable", costs.append), ("one durable insert", costs.insert)):
        print(f"  {name:<30}{one.median * 1e6:9.0f} us{one.p99 * 1e6:10.0f} us")
    print(
        f"  an event costs {costs.append.median / costs.insert.median:.2f} inserts in the median, "
        f"{costs.append.p99 / costs.insert.p99:.2f} at p99"
    )


def _room(*, quick: bool) -> None:
    from benchmarks import room_animation, room_two_screens

    room_animation.report(quick=quick)
    room_two_screens.report(quick=quick)


if __name__ == "__main__":
    main()
