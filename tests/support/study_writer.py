"""A process that runs the stand-in's study into a folder, slowly, so that it can be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from estran.adapters.process_runner import ProcessRunner
from estran.adapters.study_folder import StudyFolder
from estran.lab.runner import Here, Runner
from estran.lab.running import run_study
from tests.support.stand_in_seasons import plan, slow_seasons


def main(folder: Path, workers: int, ranges: int) -> None:
    """Run it, and tell after each chunk how many are there."""
    asked = plan(ranges)
    kept = StudyFolder(folder)
    kept.begin(asked, written_at="2026-11-27T00:00:00+00:00")
    runner: Runner = ProcessRunner(workers) if workers > 1 else Here()
    for step in run_study(asked, work=slow_seasons, runner=runner, keeper=kept):
        sys.stdout.write(f"{step.done}\n")
        sys.stdout.flush()
    kept.gather(asked)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
