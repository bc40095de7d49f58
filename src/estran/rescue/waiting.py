"""What waiting may cost people in the water: bounds by published models, never one number.

It informs. Nothing here says that waiting may be accepted, or that it is too late for anyone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import isfinite
from typing import TYPE_CHECKING

from estran.errors import QuantityError
from estran.quantities.instants import in_utc
from estran.quantities.units import HOUR
from estran.rescue.mass_rescue import Room, room_for, units_for_all
from estran.rescue.survival import FEWEST_MODELS, not_before, urgent_by

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from estran.rescue.mass_rescue import RoomWord
    from estran.rescue.survival import Immersion
    from estran.rescue.survival_models import SurvivalTime
    from estran.sources.assumptions import AssumptionBook

HALF, ALL = 0.5, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waited:
    """How many may be alive when help comes after some wait.

    Attributes
    ----------
    delay : float
        From now until help is there [s].
    low, high : float or None
        Bounds of the share that may be alive [-]; None is unknown. `low` is what pessimistic
        models leave: 0 says that they promise nobody's life, not that anybody is dead. `high`
        is what the longest allow; it is never less than all of them.
    past_half : tuple of str
        Pessimistic models by whose time half, or the most vulnerable, may by then be dead.
    """

    delay: float
    low: float | None
    high: float | None
    past_half: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomAboard:
    """Places aboard against people.

    Attributes
    ----------
    places : int
        Of all units whose capacity is known.
    word : {"enough", "not_enough", "unknown"}
        Whether together they have room for all.
    first : {"enough", "not_enough", "unknown"}
        Whether the first of them alone has.
    units_for_all : int or None
        How many of them, in order, have room for the most persons; None where all have not.
    """

    places: int
    word: RoomWord
    first: RoomWord
    units_for_all: int | None


def cost_of_waiting(
    immersion: Immersion, *, now: datetime, delays: Sequence[float], book: AssumptionBook
) -> tuple[Waited, ...]:
    """Return for each delay what share of the people in the water may be alive when help comes.

    Parameters
    ----------
    immersion : Immersion
        What is known of them.
    now : datetime
        From when the delays count.
    delays : sequence of float
        Until help is there [s], not negative.
    book : AssumptionBook
        Gives early loss and the shortening without flotation or in a rough sea.

    Returns
    -------
    tuple of Waited
        `low`: until the shortest time of the pessimistic models, from the earliest entry and on the
        cold side, half of those who lived through the first minutes; after it nothing is promised.
        `high`: all, until the longest model from the latest entry on the warm side; after it
        unknown, for no model can say that nobody lives. Each is unknown where its models are.

    Raises
    ------
    QuantityError
        Where a delay is negative or no number.

    Notes
    -----
    A model gives one time, and what it means; no curve is laid through it. Source: assumed.
    """
    for delay in delays:
        _require_delay(delay)
    urgent, closing = urgent_by(immersion, book=book), not_before(immersion)
    early_loss = book.take("survival_early_loss").high
    entry = immersion.entry_earliest
    found = []
    for delay in delays:
        there = in_utc(now) + timedelta(seconds=delay)
        low = None if urgent.time is None else HALF * (ALL - early_loss)
        if urgent.time is not None and there > urgent.time:
            low = 0.0
        passed = closing.time is None or there > closing.time
        hours = None if entry is None else (there - in_utc(entry)).total_seconds() / HOUR
        found.append(
            Waited(
                delay=delay,
                low=low,
                high=None if passed else ALL,
                past_half=_past(urgent.models, hours),
            )
        )
    return tuple(found)


def room_aboard(*, persons: tuple[int, int] | None, capacities: Sequence[int | None]) -> RoomAboard:
    """Return whether the units that could come have room for all the people.

    Parameters
    ----------
    persons : (low, high) or None
        To be rescued; None where nobody knows.
    capacities : sequence of int or None
        Of each unit, in order of arrival; None is unknown.

    Returns
    -------
    RoomAboard
        A capacity that nobody knows counts as none, and then the sum is never called too small;
        without any unit it is unknown.
    """
    for capacity in capacities:
        if capacity is not None and capacity < 0:
            raise QuantityError(
                "waiting.capacity",
                f"A unit with room for {capacity}: a capacity is not negative. Leave it out where "
                "nobody knows.",
                capacity=capacity,
            )
    places = sum(capacity or 0 for capacity in capacities)
    word = room_for(persons=persons, capacity=places)
    if not capacities or (word != "enough" and None in capacities):
        word = "unknown"
    first = capacities[0] if capacities else None
    rooms = [Room(capacity, named=True) for capacity in capacities]
    return RoomAboard(
        places=places,
        word=word,
        first=room_for(persons=persons, capacity=first),
        units_for_all=None if persons is None else units_for_all(persons=persons, rooms=rooms),
    )


def _past(models: Sequence[SurvivalTime], hours: float | None) -> tuple[str, ...]:
    """Return the models in range whose time has passed, where at least two are in range."""
    held = [one for one in models if one.hours is not None]
    if hours is None or len(held) < FEWEST_MODELS:
        return ()
    return tuple(one.name for one in held if one.hours is not None and one.hours < hours)


def _require_delay(delay: float) -> None:
    if isfinite(delay) and delay >= 0.0:
        return
    raise QuantityError(
        "waiting.delay",
        f"A delay of {delay:g} s: it must be a number that is not negative.",
        delay=f"{delay:g}",
    )
