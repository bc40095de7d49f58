"""Whether more people wait than the first unit can take, as the answer says it.

Units that suit count, and named ones alone where any of them does. Estimates of classes add up to
no room: a class is not a unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.assess.answer_people import MassRescue
from estran.language.catalogue import say
from estran.rescue.mass_rescue import Room, mass_rescue, units_for_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.assess.answer_people import AssetAnswer
    from estran.assess.situation import Situation


def mass_rescue_answer(
    suited: Sequence[AssetAnswer], situation: Situation, *, language: str
) -> MassRescue:
    """Return the flag and what follows from it.

    Parameters
    ----------
    suited : sequence of AssetAnswer
        With a time, and kept off by nothing that is known; soonest first.
    situation : Situation
        Its persons.
    language : str
        Of the sentences.
    """
    persons = persons_of(situation)
    if persons == (0, 0):
        return _nobody_aboard(situation, language)
    counted = [one for one in suited if one.named] or list(suited)
    rooms = [Room(one.capacity, one.named) for one in counted]
    flag = mass_rescue(persons=persons, rooms=rooms)
    return MassRescue(
        flag=flag,
        text=" ".join(
            [
                _judged(flag, persons, counted, language),
                *_together(persons, rooms, counted, language),
                *_in_canal(situation, language),
                say(language, "assets.flotation_first"),
            ]
        ),
    )


def persons_of(situation: Situation) -> tuple[int, int] | None:
    """Return the fewest and the most persons reported; None where nobody said."""
    persons = situation.persons
    return None if persons is None else (persons.low, persons.high)


def _nobody_aboard(situation: Situation, language: str) -> MassRescue:
    """Return the answer for an empty boat: whoever is in the water has not been counted."""
    said = situation.facts.get("persons_in_water")
    nobody = said is not None and said.value is False
    text = say(language, "assets.mass_nobody" if nobody else "assets.mass_nobody_aboard")
    return MassRescue(
        flag="no" if nobody else "unknown",
        text=" ".join([text, *_in_canal(situation, language)]),
    )


def _in_canal(situation: Situation, language: str) -> list[str]:
    return [say(language, "assets.in_canal")] if situation.waters == "canal" else []


def _judged(
    flag: str, persons: tuple[int, int] | None, arrivals: Sequence[AssetAnswer], language: str
) -> str:
    if persons is None:
        return say(language, "assets.mass_no_persons")
    if not arrivals:
        return say(language, "assets.mass_no_time")
    first = arrivals[0]
    if first.capacity is None:
        return say(language, "assets.mass_no_capacity", name=first.name)
    return say(
        language,
        f"assets.mass_{flag}",
        persons=_range(persons),
        name=first.name,
        standing=first.standing,
        time=(first.half_reached or "")[11:16],
        capacity=first.capacity,
    )


def _together(
    persons: tuple[int, int] | None,
    rooms: list[Room],
    arrivals: Sequence[AssetAnswer],
    language: str,
) -> list[str]:
    """Say how many must come until there is room for all; of estimates, that it is not shown."""
    if persons is None or not arrivals:
        return []
    if not arrivals[0].named:
        return [say(language, "assets.mass_not_shown", persons=persons[1])]
    count = units_for_all(persons=persons, rooms=rooms)
    if count is None:
        return [say(language, "assets.mass_never", persons=persons[1])]
    if count == 1:
        return []
    time = (arrivals[count - 1].half_reached or "")[11:16]
    return [say(language, "assets.mass_together", persons=persons[1], count=count, time=time)]


def _range(persons: tuple[int, int]) -> str:
    low, high = persons
    return f"{low}" if low == high else f"{low}-{high}"
