"""`estran study calibrate`: what history rules out, what it leaves over, what it cannot tell."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from estran.lab.calibration.calibrated import Task
    from estran.lab.calibration.posterior import Posterior
    from estran.lab.calibration.waves import Plan


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Size:
    """How large the calibration is.

    Attributes
    ----------
    waves : int
        At most so many; they end sooner where the share left over no longer changes.
    draws : int
        Settings in a wave, 20 or more.
    seasons : int
        Simulated for each setting and year, 2 or more.
    keep : int
        Draws of what is left over to keep.
    seed : int
        Of every draw; the same seed gives the same bytes.
    workers : int
        Processes; as many as processors where absent.
    """

    waves: int = 6
    draws: int = 300
    seasons: int = 3
    keep: int = 256
    seed: int = 1
    workers: int | None = None


_SIZE = Size()


def calibrate(
    *,
    daily: Path | None = None,
    out: Path | None = None,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
    size: Size = _SIZE,
) -> None:
    """Match the laboratory to history: 2022 to 2024 weed out settings, 2025 and 2026 check them.

    Parameters
    ----------
    daily : Path
        A daily series of arrivals as CSV, with the columns date, migrants_arrived and
        boats_arrived; what ships is aggregates of it.
    out : Path
        Write the draws that are left over here.
    lang : str
        Language of the page: en or fr.
    json : bool
        Print JSON instead of text, draws included.
    """
    from estran.cli.printing import print_text
    from estran.lab.calibration.page import calibration_text
    from estran.lab.calibration.posterior import posterior_text
    from estran.language.catalogue import say
    from estran.wiring import write_user_file

    task = _task(size, daily)
    found = _posterior(task, lang)
    if out is not None:
        write_user_file(out, posterior_text(found).encode())
        told = say(lang, "calibration.written", path=out, draws=found.count)
        print(told, file=sys.stderr)
    counted = task.counted
    page = calibration_text(found, language=lang, counted=counted)
    print_text(posterior_text(found) if json else page)


def _task(size: Size, daily: Path | None) -> Task:
    from estran.lab.calibration.calibrated import Task
    from estran.lab.calibration.daily import summed_up
    from estran.lab.deciding_code import code_digest
    from estran.wiring import read_user_text, study_runner

    return Task(
        plan=_plan(size),
        runner=study_runner(workers=size.workers, dask=None),
        draws=size.keep,
        code=code_digest(),
        counted=None if daily is None else summed_up(read_user_text(daily), name=daily.name),
    )


def _plan(size: Size) -> Plan:
    from estran.lab.calibration.waves import Plan

    return Plan(seed=size.seed, draws=size.draws, seasons=size.seasons, waves=size.waves)


def _posterior(task: Task, lang: str) -> Posterior:
    """Run the waves, telling of each on the error stream."""
    from estran.lab.calibration.calibrated import calibrated
    from estran.lab.calibration.page import wave_text
    from estran.lab.calibration.waves import Matched, Wave
    from estran.language.catalogue import say

    def told(step: Wave | Matched) -> None:
        now = (
            wave_text(step, language=lang)
            if isinstance(step, Wave)
            else say(lang, "calibration.checking")
        )
        print(now, file=sys.stderr, flush=True)

    return calibrated(task, told)
