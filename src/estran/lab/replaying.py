"""One simulated life again, from its key alone: the season's number, and the boat's within it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estran.errors import InputError
from estran.lab.diary import Diary
from estran.lab.simulate import simulate

if TYPE_CHECKING:
    from estran.lab.lanes import Lanes
    from estran.lab.simulate import Schedule


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
