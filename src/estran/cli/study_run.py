"""`estran study run`: simulate what a study asks for; one that was stopped goes on."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from estran.adapters.study_folder import StudyFolder
    from estran.lab.chunks import Plan
    from estran.lab.runner import Runner

STOPPED = 130
SHIPPED = Path("study.yaml")


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class How:
    """How large the study is, and who computes it; the results are the same whoever does.

    Attributes
    ----------
    draws : int
        Draws of the parameters, instead of those of the file.
    seasons : int
        Seasons for each draw, instead of those of the file.
    workers : int
        Processes on this machine; as many as it has processors where absent.
    dask : str
        Address of a Dask scheduler, such as tcp://HOST:8786, instead of this machine.
    anew : bool
        Where the folder holds another study, remove that first.
    """

    draws: int | None = None
    seasons: int | None = None
    workers: int | None = None
    dask: str | None = None
    anew: Annotated[bool, Parameter(negative="")] = False


def run_here(
    study: Path | None = None,
    /,
    *,
    out: Path | None = None,
    how: How = How(),
    lang: Literal["en", "fr"] = "en",
) -> None:
    """Simulate what a study asks for. Stop it with Ctrl-C: the same command goes on.

    Parameters
    ----------
    study : Path
        The study as YAML; the one that ships where absent.
    out : Path
        Folder of its results; named after the file where absent.
    lang : str
        Language of the messages: en or fr.
    """
    from estran.language.catalogue import say
    from estran.wiring import clock, study_folder, study_runner

    plan = _planned(study, how)
    folder = study_folder(out or Path(f"{(study or SHIPPED).stem}-results"))
    runner = study_runner(workers=how.workers, dask=how.dask)
    if how.anew:
        folder.clear_for(plan)
    again = folder.begin(plan, written_at=clock().now().isoformat(timespec="seconds"))
    _announce(plan, folder, again=again, lang=lang)
    try:
        _run(plan, runner, folder, lang)
    except KeyboardInterrupt:
        print("\n" + say(lang, "study_run.stopped"), file=sys.stderr)
        raise SystemExit(STOPPED) from None
    folder.gather(plan)
    print(say(lang, "study_run.done", folder=folder.path), file=sys.stderr)


def _planned(study: Path | None, how: How) -> Plan:
    """Return the plan of the study that is asked for."""
    from importlib.resources import files

    from estran.exchange.study_file import parse_study
    from estran.lab.asked import Size, design_of
    from estran.lab.chunks import Plan
    from estran.lab.drawn import draws_of
    from estran.lab.manifest import cut_of
    from estran.wiring import read_user_text

    if study is None:
        text = files("estran.lab").joinpath(SHIPPED.name).read_text("utf-8")
    else:
        text = read_user_text(study)
    read = parse_study(text, name=str(study or SHIPPED))
    design = design_of(read, Size(draws=how.draws, seasons=how.seasons))
    return Plan(design=design, draws=draws_of(design), cut=cut_of(design))


def _announce(plan: Plan, folder: StudyFolder, *, again: bool, lang: str) -> None:
    from estran.language.catalogue import say

    design, manifest = plan.design, folder.manifest()
    lines = [
        say(
            lang,
            "study_run.begun_again" if again else "study_run.begun",
            title=design.said("title", lang),
            doctrines=", ".join(design.doctrines),
            draws=design.draws,
            seasons=design.seasons_per_draw,
            folder=folder.path,
        )
    ]
    broken = [row["id"] for row in manifest["doctrines"] if row["breaches"]]
    lines += [say(lang, "study_run.breach", doctrine=one) for one in broken]
    lines += [say(lang, f"study_run.stale_{one}") for one in manifest["draws"]["stale"]]
    print("\n".join(lines), file=sys.stderr)


def _run(plan: Plan, runner: Runner, folder: StudyFolder, lang: str) -> None:
    from estran.lab.runner import simulated
    from estran.lab.running import run_study

    told = _Telling(parts=len(plan), lang=lang)
    told.begin()
    for step in run_study(plan, work=simulated, runner=runner, keeper=folder):
        told.tell(done=step.done, computed=step.computed)
    told.end()


class _Telling:
    """Progress on standard error: one line that changes on a terminal, a few lines elsewhere."""

    def __init__(self, *, parts: int, lang: str) -> None:
        self.parts, self.lang = parts, lang
        self.begun = perf_counter()
        self.terminal = sys.stderr.isatty()
        self.told = 0

    def begin(self) -> None:
        """Say on a terminal that the work has begun: the first part takes a while."""
        if self.terminal:
            self.tell(done=0, computed=0)

    def tell(self, *, done: int, computed: int) -> None:
        """Say how far it is; not on a terminal, at each tenth."""
        if not self.terminal and done * 10 // self.parts == self.told * 10 // self.parts:
            return
        self.told = done
        line = self._line(done, computed)
        if self.terminal:
            print(f"\r{line:<60}", end="", file=sys.stderr, flush=True)
        else:
            print(line, file=sys.stderr, flush=True)

    def _line(self, done: int, computed: int) -> str:
        from estran.language.catalogue import say

        if done == self.parts or not computed:
            return say(self.lang, "study_run.parts", done=done, parts=self.parts)
        seconds = (perf_counter() - self.begun) / computed * (self.parts - done)
        return say(
            self.lang,
            "study_run.left",
            done=done,
            parts=self.parts,
            minutes=f"{max(seconds / 60.0, 0.1):.1f}",
        )

    def end(self) -> None:
        """Leave the line that changes."""
        if self.terminal:
            print(file=sys.stderr)
