"""One simulated life again, from its key alone: the season's number, and the boat's within it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from estran.errors import InputError
from estran.lab.diary import Diary
from estran.lab.lanes import Lanes
from estran.lab.simulate import simulate

if TYPE_CHECKING:
    from estran.lab.results import StudyResults
    from estran.lab.simulate import Schedule


def season_of(kept: StudyResults, season: int) -> Lanes:
    """Return one season of a study, with its own parameters.

    Parameters
    ----------
    kept : StudyResults
        Of the study.
    season : int
        Its number, from 0.

    Raises
    ------
    InputError
        Where the study has no such season; the message says how many it has.
    """
    design = kept.design
    count = design.draws * design.seasons_per_draw
    if not 0 <= season < count:
        raise InputError(
            "lab.no_season",
            f"This study has {count} seasons, numbered from 0; there is no season {season}.",
            count=count,
            season=season,
        )
    draw = season // design.seasons_per_draw
    return Lanes(
        seed=design.seed,
        numbers=np.array([season]),
        parameters={key: values[draw : draw + 1] for key, values in kept.parameters.items()},
        year=design.year,
    )


def replayed(lanes: Lanes, *, doctrine: str | Schedule | None, boat: int) -> Diary:
    """Return the diary of one boat of one season.

    Parameters
    ----------
    lanes : Lanes
        One season, with its number and parameters.
    doctrine : str, Schedule or None
        As for `simulate`.
    boat : int
        From 0, in order of day and of number within the day.

    Raises
    ------
    InputError
        Where the season has no such boat; the message says how many it has.
    """
    diary = Diary(boat)
    simulate(replace(lanes, diary=diary), doctrine=doctrine)
    if diary.word is None:
        raise InputError(
            "lab.no_boat",
            f"Season {int(lanes.numbers[0])} has {diary.seen} boats, numbered from 0; "
            f"there is no boat {boat}.",
            season=int(lanes.numbers[0]),
            count=diary.seen,
            boat=boat,
        )
    return diary
