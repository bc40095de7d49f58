"""Which sweep width a search had for people in the water, and which for those on the hull.

The tables are of the eye by day. Anything else is the width that a person gave, or unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.assess.search_said import BOAT_OBJECT, BODIES, PERSON_OBJECT
from estran.engine.status import Status
from estran.environment.light import light
from estran.errors import QuantityError
from estran.language.catalogue import say
from estran.quantities.geodesy import Position
from estran.quantities.units import KNOT, NAUTICAL_MILE
from estran.rescue.sweep_width import Lookout, given_width, sweep_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from estran.assess.search_said import Body, SearchDone, SearchObject
    from estran.rescue.detection import Range
    from estran.rescue.sweep_width import SweepWidth


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyWidth:
    """The sweep width of one search for one body; `because` says why it is unknown, or nothing."""

    object: SearchObject
    width: Range | None
    because: str | None
    sources: tuple[str, ...]
    confidence: str


def body_statuses(body: Body) -> tuple[int, ...]:
    """Return the statuses of the engine in which people are in the water, or on the hull.

    Who boards stands in the water, but beside a boat that can be seen.
    """
    parted = body == "people_in_water"
    return tuple(int(one) for one in Status if (one is Status.IN_WATER) == parted)


def by_status(widths: Mapping[Body, BodyWidth]) -> dict[int, Range | None]:
    """Return the width for each status of the engine.

    A swamped boat lies awash: it may be as hard to see as a person, so its low end is theirs.
    """
    found = {status: one.width for body, one in widths.items() for status in body_statuses(body)}
    hull, person = widths["people_on_hull"].width, widths["people_in_water"].width
    if hull is not None:
        least = 0.0 if person is None else person[0]
        found[int(Status.SWAMPED)] = (min(least, hull[0]), hull[1])
    return found


def widths_of(
    done: SearchDone,
    corners: Sequence[Position],
    *,
    start: datetime,
    end: datetime,
    language: str,
) -> dict[Body, BodyWidth]:
    """Return the width of a search for each body.

    Parameters
    ----------
    done : SearchDone
        As written down. A width given by hand holds for its object only.
    corners : sequence of Position
        Of the area; its middle decides what is day.
    start, end : datetime
        Of the search: a table holds where the sun is up all the while.
    language : str
        Of the reasons.

    Raises
    ------
    QuantityError
        Where only one end of a width was given, or it is the wrong way round.
    """
    by_hand = _by_hand(done)
    no_table = _no_table(done, _middle(corners), start, end)
    widths = {}
    for body in BODIES:
        target = _object(done, body)
        if by_hand is not None and target == done.object:
            widths[body] = _body_width(target, by_hand, None)
        elif no_table is not None:
            because = say(language, no_table)
            widths[body] = BodyWidth(
                object=target, width=None, because=because, sources=(), confidence=""
            )
        else:
            found = sweep_width(target, _lookout(done))
            reason = None if found.unknown is None else _reason(found.unknown, language)
            widths[body] = _body_width(target, found, reason)
    return widths


def _body_width(target: SearchObject, found: SweepWidth, because: str | None) -> BodyWidth:
    return BodyWidth(
        object=target,
        width=found.width,
        because=because,
        sources=found.sources,
        confidence=found.confidence,
    )


def _object(done: SearchDone, body: Body) -> SearchObject:
    """Return what of this body was looked for: a lookout for one sees the other as well."""
    if body == "people_in_water":
        return PERSON_OBJECT
    return BOAT_OBJECT if done.object == PERSON_OBJECT else done.object


def _by_hand(done: SearchDone) -> SweepWidth | None:
    low, high = done.width_nm_low, done.width_nm_high
    if low is None and high is None:
        return None
    if low is None or high is None:
        raise QuantityError(
            "search.width_one_end",
            f"The search of {done.unit} has one end of its sweep width only: give width_nm_low and "
            "width_nm_high, for nobody knows a width as one number.",
            unit=done.unit,
        )
    return given_width(low * NAUTICAL_MILE, high * NAUTICAL_MILE)


def _no_table(done: SearchDone, middle: Position, start: datetime, end: datetime) -> str | None:
    """Return the key of the reason why no table can hold, or None."""
    if done.sensor != "visual":
        return "searching.unknown_sensor"
    moments = [start + share * (end - start) for share in np.linspace(0.0, 1.0, 5).tolist()]
    by_day = all(light(position=middle, time=moment).phase == "day" for moment in moments)
    return None if by_day else "searching.unknown_dark"


def _middle(corners: Sequence[Position]) -> Position:
    return Position(
        latitude=sum(one.latitude for one in corners) / len(corners),
        longitude=sum(one.longitude for one in corners) / len(corners),
    )


def _lookout(done: SearchDone) -> Lookout:
    return Lookout(
        searcher=done.searcher,
        visibility=None if done.visibility_nm is None else done.visibility_nm * NAUTICAL_MILE,
        wind=None if done.wind_kn is None else done.wind_kn * KNOT,
        waves=done.waves_m,
        speed=None if done.speed_kn is None else done.speed_kn * KNOT,
        fatigue=done.fatigue,
    )


def _reason(unknown: str, language: str) -> str:
    match unknown:
        case "visibility":
            return say(language, "searching.unknown_visibility")
        case "weather":
            return say(language, "searching.unknown_weather")
        case "speed":
            return say(language, "searching.unknown_speed")
        case _:
            return say(language, "searching.unknown_searcher")
