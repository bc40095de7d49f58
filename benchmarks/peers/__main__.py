"""Other tools beside Estran: `python -m benchmarks.peers [--particles N] [--hours H] [--home DIR]`.

Makes an environment for each with pip, once, lets all do the same task one after the other, and
prints a table. Needs a network the first time, and a C compiler for Parcels. Not part of any check.
How far the places agree: `python -m benchmarks.peers.agreement`.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.peers.environments import HERE, HOME, OPENDRIFT, environment, said_by
from benchmarks.peers.forcing import Task, write_forcing


@dataclass(frozen=True, slots=True)
class Peer:
    """One row: a tool, what it needs, its script with further words, and what its figure means.

    `share` is the part of the particles that it gets, so that slow ones end too.
    """

    name: str
    requirements: tuple[str, ...]
    script: str
    words: tuple[str, ...]
    includes: str
    leaves_out: str
    share: float = 1.0


ESTRAN = (
    "midpoint step, leeway with residual and jibing, eddies, errors of stream and wind, states, "
    "grounding on a 25 m coast in a tide, hourly snapshots",
    "a wind that differs from place to place",
)
PEERS = (
    Peer("Estran, compiled", (), "run_estran.py", ("compiled",), *ESTRAN),
    Peer("Estran, NumPy reference", (), "run_estran.py", ("reference",), *ESTRAN, share=0.1),
    Peer(
        "OpenDrift Leeway",
        OPENDRIFT,
        "run_opendrift.py",
        ("open",),
        "Euler step, leeway with residual and jibing, hourly output in memory",
        "coast, diffusion, errors of stream and wind, states",
        share=0.1,
    ),
    Peer(
        "OpenDrift Leeway, coast",
        OPENDRIFT,
        "run_opendrift.py",
        ("coast",),
        "as above, with its built-in coast, where stranding is final",
        "diffusion, errors of stream and wind, states, tide",
        share=0.1,
    ),
    Peer(
        "Parcels 3 (C)",
        ("parcels==3.1.4",),
        "run_parcels.py",
        (),
        "Euler step, leeway with residual and jibing in a kernel of our own",
        "output, coast, diffusion, errors of stream and wind, states",
    ),
    Peer(
        "OceanTracker",
        ("oceantracker==0.5.3.9", "exceptiongroup"),
        "run_oceantracker.py",
        (),
        "its own second-order step in the current, on triangles in layers; compiled code kept",
        "set-up, leeway, jibing, output, coast, errors of stream and wind, states",
    ),
)


@dataclass(frozen=True, slots=True)
class Row:
    """What a tool did: nanoseconds a particle-step, or why not."""

    peer: Peer
    cost: float | None
    said: dict[str, Any]
    problem: str = ""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--particles", type=int, default=100_000)
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--home", type=Path, default=HOME)
    given = parser.parse_args()
    given.home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        forcing = Path(folder) / "forcing.nc"
        write_forcing(forcing)
        rows = [_row(peer, given, forcing) for peer in PEERS]
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"{given.particles} particles for {given.hours} h in steps of 600 s\n"
    )
    print(_table(rows))


def _row(peer: Peer, given: argparse.Namespace, forcing: Path) -> Row:
    task = Task(particles=max(int(given.particles * peer.share), 100), hours=given.hours)
    try:
        python = environment(peer.requirements, given.home)
        words = [str(forcing), str(task.particles), str(task.hours), str(task.step), *peer.words]
        said = said_by([python, str(HERE / peer.script), *words])
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        return Row(peer, None, {}, _last_line(error))
    return Row(peer, said["seconds"] / task.particle_steps * 1e9, said)


def _last_line(error: Exception) -> str:
    said = getattr(error, "stderr", None) or str(error)
    text = said.decode() if isinstance(said, bytes) else str(said)
    return (text.strip().splitlines() or [type(error).__name__])[-1].replace("|", "/")[:160]


def _table(rows: list[Row]) -> str:
    yardstick = next((row.cost for row in rows if row.cost is not None), None)
    lines = [
        "| tool | version | ns a particle-step | to Estran | peak MB | includes | leaves out |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        peer = row.peer
        if row.cost is None or yardstick is None:
            lines.append(f"| {peer.name} | - | not run: {row.problem} | | | {peer.includes} | |")
            continue
        cells = (
            peer.name,
            row.said["version"],
            f"{row.cost:.0f}",
            f"{row.cost / yardstick:.1f} x",
            f"{row.said['peak_mb']:.0f}",
            peer.includes,
            peer.leaves_out,
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
