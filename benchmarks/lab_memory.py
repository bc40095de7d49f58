"""The peak memory of a study by its number of seasons, in processes of their own.

Seasons are stand-ins, as many columns as real ones have: what simulates holds one part of a study,
and a part has an end. What could grow is what keeps the parts, and puts them together.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from estran.adapters.study_folder import StudyFolder
from estran.lab.chunks import Cut, Plan
from estran.lab.design import Design
from estran.lab.drawn import draws_of
from estran.lab.runner import Here
from estran.lab.running import run_study

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.lab.chunks import Chunk
    from estran.quantities.arrays import Floats

COLUMNS, DOCTRINES, DRAWS, TIMES = 80, ("D0", "D2"), 32, 4
NOW = "2026-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryCosts:
    """Peaks of a study and of one `TIMES` as large [MiB], and how much the larger leaves."""

    seasons: int
    peak: float
    larger: float
    table: float

    @property
    def ratio(self) -> float:
        """How many times the memory of the smaller one the larger takes."""
        return self.larger / self.peak


def memory_costs(*, seasons: int) -> MemoryCosts:
    """Return the peaks of so many seasons of each doctrine, and of `TIMES` as many."""
    peaks = [_peak(many) for many in (seasons, TIMES * seasons)]
    table = 8.0 * COLUMNS * len(DOCTRINES) * TIMES * seasons / 2**20
    return MemoryCosts(seasons=seasons, peak=peaks[0], larger=peaks[1], table=table)


def _peak(seasons: int) -> float:
    with TemporaryDirectory() as folder:
        words = (sys.executable, "-m", "benchmarks.lab_memory", str(seasons), folder)
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    if code := os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"a study of {seasons} seasons ended with {code}")
    return usage.ru_maxrss / 1024


def _plan(seasons: int) -> Plan:
    design = Design(
        title="Seasons that cost nothing",
        question="Does memory grow with their number?",
        doctrines=DOCTRINES,
        draws=DRAWS,
        seasons_per_draw=seasons // DRAWS,
        seed=1,
        year=2025,
        parameters="prior",
        who_chose="A benchmark.",
        left_out=(),
    )
    rules = dict.fromkeys(DOCTRINES, "0" * 64)
    return Plan(design=design, draws=draws_of(design), cut=Cut(code="0" * 64, rules=rules))


def _counted(chunk: Chunk) -> Mapping[str, Floats]:
    """Return columns as those of a season, made up of the numbers of its lanes."""
    lanes = np.arange(chunk.first, chunk.stop, dtype=np.float64)
    return {f"column_{at:03d}": lanes + at for at in range(COLUMNS)}


def main(seasons: int, folder: Path) -> None:
    """Run a study of so many seasons into a folder, and put it together."""
    plan, kept = _plan(seasons), StudyFolder(folder)
    kept.begin(plan, written_at=NOW)
    for _ in run_study(plan, work=_counted, runner=Here(), keeper=kept):
        pass
    kept.gather(plan)
    kept.results()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
