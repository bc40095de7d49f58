"""`estran study check`: is a study what its manifest says, and does a sample come out again."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.adapters.study_folder import StudyFolder
    from estran.lab.checking import Written


def check(
    results: Path,
    /,
    *,
    sample: int = 2,
    lang: Literal["en", "fr"] = "en",
) -> None:
    """Check a study's folder: manifest, draws, parts and table; and compute a sample again.

    What is not as it should be is told, and the exit code is 2.

    Parameters
    ----------
    results : Path
        The folder that `estran study run` wrote.
    sample : int
        How many parts are computed again, to compare their bytes.
    lang : str
        Language of what is printed: en or fr.
    """
    from estran.cli.printing import print_text
    from estran.errors import InputError
    from estran.lab.checking import written_in
    from estran.language.catalogue import say
    from estran.wiring import study_folder

    folder = study_folder(results)
    written = written_in(folder.manifest(), folder.draws())
    failed = []
    for key, found in _findings(folder, written, sample):
        mark = "study_check.ok" if found is True else "study_check.failed"
        print_text(f"{say(lang, mark)} {say(lang, f'study_check.{key}')}")
        if found is not True:
            failed.append(key)
    for one in written.changed:
        print_text("  " + say(lang, "study_check.changed", entry=one))
    if failed:
        raise InputError(
            "study.check_failed",
            f"{results}: not everything is as it was written down; the lines above say what.",
            folder=str(results),
        )


def _findings(folder: StudyFolder, written: Written, sample: int) -> Iterator[tuple[str, bool]]:
    """Yield each check by its name as soon as it is done."""
    yield "manifest", not written.changed
    yield "draws", written.draws_are_those
    yield "parts", all(folder.holds(chunk) for chunk in written.plan)
    yield "table", folder.table_is_whole()
    if written.repeatable and sample:
        yield "sample", _comes_out_again(folder, written, sample)
    elif sample:
        yield "not_repeatable", False


def _comes_out_again(folder: StudyFolder, written: Written, sample: int) -> bool:
    from estran.lab.checking import sample_of
    from estran.lab.runner import simulated

    plan = written.plan
    return all(
        folder.agrees(chunk, simulated(chunk))
        for chunk in sample_of(plan, sample, seed=plan.design.seed)
    )
