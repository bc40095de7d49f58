"""`estran study report`: what a study found, as one HTML file that needs nothing else."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from estran.lab.findings import Findings


def report(
    results: Path,
    /,
    *,
    html: Path,
    csv: Path | None = None,
    language: Annotated[Literal["en", "fr"], Parameter(name=("--language", "--lang"))] = "en",
) -> None:
    """Write the report of a study: who chose, what was found, how surely, and what it cannot tell.

    Parameters
    ----------
    results : Path
        The folder that `estran study run` wrote.
    html : Path
        Where the page is written: one file, to read on a screen or to print.
    csv : Path
        Where counts and differences are written as a table, if wanted.
    language : str
        Language of the page: en or fr.
    """
    from estran.lab.report.page import report_html
    from estran.lab.report.table import report_csv
    from estran.wiring import write_user_file

    found = findings_in(results)
    write_user_file(html, report_html(found, language=language).encode())
    if csv is not None:
        write_user_file(csv, report_csv(found).encode())


def findings_in(results: Path) -> Findings:
    """Return what a study found; beside history where its draws come from there."""
    from estran.lab.analysis.gather import findings
    from estran.lab.calibration.posterior import shipped_posterior
    from estran.lab.calibration.told import history_of
    from estran.lab.parameters import parameters
    from estran.wiring import study_folder

    kept = study_folder(results).results()
    left_over = shipped_posterior() if kept.design.parameters == "posterior" else None
    history = None if left_over is None else history_of(left_over)
    return findings(kept, parameters(), history)
