"""Whether a rescue is a mass rescue: more people than the first who comes can take aboard.

Numbers of people and of places aboard rescue units only; nothing about the boat in distress.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Flag = Literal["yes", "no", "unknown"]
RoomWord = Literal["enough", "not_enough", "unknown"]


@dataclass(frozen=True, slots=True)
class Room:
    """Places aboard one unit, in the order in which units arrive.

    Attributes
    ----------
    capacity : int or None
        Survivors; None where unknown.
    named : bool
        Whether it is a unit that somebody named; an estimate of a class proves no room.
    """

    capacity: int | None
    named: bool


def mass_rescue(*, persons: tuple[int, int] | None, rooms: Sequence[Room]) -> Flag:
    """Return whether the capability at hand falls short.

    Parameters
    ----------
    persons : (low, high) or None
        People to be rescued; None where nobody knows.
    rooms : sequence of Room
        In order of arrival.

    Returns
    -------
    {"yes", "no", "unknown"}
        Yes where the fewest persons exceed the first unit's room. No only where a named unit comes
        first and has room for the most persons. Else unknown, to be treated as yes.

    Notes
    -----
    Source: imrf_mass_rescue, chapter 4, after the IAMSAR Manual: an immediate response to so many
    that the capabilities normally available are inadequate. The first unit stands here for those.
    """
    if persons is None or not rooms or rooms[0].capacity is None:
        return "unknown"
    first = rooms[0]
    word = room_for(persons=persons, capacity=first.capacity)
    if word == "not_enough":
        return "yes"
    return "no" if word == "enough" and first.named else "unknown"


def room_for(*, persons: tuple[int, int] | None, capacity: int | None) -> RoomWord:
    """Return whether all the people have room aboard one unit."""
    if persons is None or capacity is None:
        return "unknown"
    fewest, most = persons
    if fewest > capacity:
        return "not_enough"
    return "enough" if most <= capacity else "unknown"


def units_for_all(*, persons: tuple[int, int], rooms: Sequence[Room]) -> int | None:
    """Return how many units, in order of arrival, have room for the most persons together.

    None where all of them have not; an unknown room counts as none.
    """
    together = accumulate(room.capacity or 0 for room in rooms)
    return next((count for count, room in enumerate(together, 1) if room >= persons[1]), None)
