"""From nothing to a finished forecast of 1,000 particles: `python -m benchmarks.peers.cold_start`.

Whole processes, one after the other, machine code kept: Estran's forecast with its areas over 24 h
in steps of 600 s, and OpenDrift's run of the same length, without a coast. The least of several.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.peers.environments import HERE, OPENDRIFT, ROOT, environment
from benchmarks.peers.forcing import write_forcing

TRIES, PARTICLES = 5, "1000"


def main() -> None:
    """Print seconds and peak memory of both, and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        forcing = Path(folder) / "forcing.nc"
        write_forcing(forcing)
        theirs = [environment(OPENDRIFT), str(HERE / "run_opendrift.py"), str(forcing)]
        ours = [sys.executable, str(HERE / "forecast_cold.py"), PARTICLES]
        estran = min(_process(ours) for _ in range(TRIES))
        opendrift = min(_process([*theirs, PARTICLES, "24", "600", "open"]) for _ in range(2))
    for name, (seconds, mebibytes) in {"Estran": estran, "OpenDrift": opendrift}.items():
        print(f"{name:<10} {seconds:6.2f} s, peak {mebibytes:.0f} MiB")
    print(f"Estran takes 1/{opendrift[0] / estran[0]:.1f}")


def _process(words: list[str]) -> tuple[float, float]:
    """Seconds and peak memory [MiB] of one process."""
    begin = perf_counter()
    running = subprocess.Popen(
        words,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(running.pid, 0)
    if status:
        raise RuntimeError(f"{words[1]} ended with {status}.")
    return perf_counter() - begin, used.ru_maxrss / 1024.0


if __name__ == "__main__":
    main()
