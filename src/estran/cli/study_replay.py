"""`estran study replay`: one simulated life of a study again, with every draw and every rule."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from estran.lab.results import StudyResults


def replay(
    results: Path,
    /,
    *,
    season: int,
    boat: int,
    doctrine: str | None = None,
    language: Annotated[Literal["en", "fr"], Parameter(name=("--language", "--lang"))] = "en",
) -> None:
    """Tell one simulated life from its key alone: what happened, what the rules said, each draw.

    Parameters
    ----------
    results : Path
        The folder that `estran study run` wrote.
    season : int
        Number of the season in the study, from 0.
    boat : int
        Number of the boat in the season, from 0.
    doctrine : str
        Id of one of the study's doctrines; the first where absent.
    language : str
        Language of what is printed: en or fr.
    """
    from estran.cli.printing import print_text
    from estran.lab.life_text import life_text
    from estran.lab.replaying import replayed, season_of
    from estran.wiring import study_folder

    kept = study_folder(results).results()
    under = _one_of(doctrine, kept)
    lanes = season_of(kept, season)
    key = {"seed": lanes.seed, "season": season, "boat": boat, "doctrine": under}
    given = {name: float(values[0]) for name, values in lanes.parameters.items()}
    diary = replayed(lanes, doctrine=under, boat=boat)
    print_text(life_text(diary, key=key, given=given, language=language))


def _one_of(doctrine: str | None, kept: StudyResults) -> str:
    from estran.errors import InputError

    if doctrine is None:
        return kept.doctrines[0]
    if doctrine not in kept.doctrines:
        held = ", ".join(kept.doctrines)
        raise InputError(
            "lab.not_studied",
            f"This study has no doctrine {doctrine!r}; it has {held}.",
            doctrine=doctrine,
            held=held,
        )
    return doctrine
