"""What waiting may cost the people of one report, as the answer says it: bounds, never one number.

It informs those who decide whom to send. It never says that waiting may be accepted.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from estran.assess.answer_words import Language, Share, Utc  # noqa: TC001 -- msgspec reads them
from estran.assess.facts_known import known_facts
from estran.assess.kept_choice import EMBEDDED_SEA, environment_of
from estran.assess.kept_said import kept_used, library_keys
from estran.assess.mass_rescue_answer import persons_of
from estran.assess.published import share
from estran.assess.sea_answer import sea_answer, sea_of, sea_sources
from estran.assess.situation import understand
from estran.assess.survival_answer import immersion_of
from estran.language.catalogue import say
from estran.quantities.instants import format_instant, parse_instant
from estran.quantities.units import MINUTE
from estran.rescue.survival_models import survival_models
from estran.rescue.waiting import cost_of_waiting, room_aboard
from estran.sources.assumptions import AssumptionBook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.assess.kept_choice import SeaChosen
    from estran.assess.report import Report
    from estran.rescue.survival import Immersion
    from estran.rescue.waiting import RoomAboard, Waited

DELAYS_MINUTES = (0, 15, 30, 60, 120, 180)


class WaitingRow(Struct, frozen=True, kw_only=True):
    """How many of those in the water may be alive when help comes after a delay."""

    minutes: Annotated[float, Meta(ge=0, description="From `now` until help is with them.")]
    alive_low: Annotated[
        Share | None, Meta(description="What pessimistic models leave; 0 promises nobody's life.")
    ]
    alive_high: Annotated[
        Share | None, Meta(description="What the longest model allows; null: none can say.")
    ]
    past_half: Annotated[
        list[str], Meta(description="Models by which half, or the weakest, may by then be dead.")
    ]
    text: str


class WaitingAnswer(Struct, frozen=True, kw_only=True):
    """What waiting may cost, and whether the units named have room for all."""

    language: Language
    exercise: bool
    now: Utc
    entry_earliest: Annotated[Utc | None, Meta(description="Null where nobody knows.")]
    rows: list[WaitingRow]
    text: Annotated[str, Meta(description="Never shown without it: any row.")]
    persons_low: int | None
    persons_high: int | None
    places: Annotated[int, Meta(description="Aboard all units whose capacity is known.")]
    room: Literal["enough", "not_enough", "unknown"]
    units_for_all: Annotated[
        int | None, Meta(description="How many units, in order, have room for the most persons.")
    ]
    room_text: str
    sources: list[str]
    assumptions: list[str]


def waiting_answer(
    report: Report,
    *,
    now: str,
    delays_minutes: Sequence[float] = DELAYS_MINUTES,
    capacities: Sequence[int | None] = (),
    sea: SeaChosen = EMBEDDED_SEA,
    language: Language = "en",
) -> WaitingAnswer:
    """Return what waiting may cost the people of one report.

    Parameters
    ----------
    report : Report
        As said; gives entry, life jackets, wind and persons.
    now : str
        From when the delays count, with its zone.
    delays_minutes : sequence of float
        Until help is with them, not negative.
    capacities : sequence of int or None
        Survivors that each unit can take, in order of arrival; None is unknown.
    sea : SeaChosen
        The kept fields that count for the report.
    language : str
        Of the sentences.

    Raises
    ------
    InputError
        Where the report, the time, a delay or a capacity cannot be used.
    """
    situation, book = understand(report), AssumptionBook()
    fields, instant = environment_of(situation, sea), parse_instant(now)
    there = sea_of(situation, fields, book=book)
    shown = sea_answer(there, fields, language=language)
    immersion = immersion_of(situation, there, known_facts(situation, shown))
    kept = library_keys(kept_used(shown, fields.kept))
    waits = cost_of_waiting(
        immersion, now=instant, delays=[MINUTE * one for one in delays_minutes], book=book
    )
    persons = persons_of(situation)
    room = room_aboard(persons=persons, capacities=capacities)
    entry = immersion.entry_earliest
    return WaitingAnswer(
        language=language,
        exercise=report.exercise,
        now=format_instant(instant),
        entry_earliest=None if entry is None else format_instant(entry),
        rows=[_row(one, language) for one in waits],
        text=say(language, "waiting.no_reason"),
        persons_low=None if persons is None else persons[0],
        persons_high=None if persons is None else persons[1],
        places=room.places,
        room=room.word,
        units_for_all=room.units_for_all,
        room_text=_room_text(room, persons, language),
        sources=sorted(sea_sources(there) | kept | _model_sources(immersion)),
        assumptions=[row.key for row in book.used],
    )


def _row(one: Waited, language: Language) -> WaitingRow:
    low, high = (None if end is None else share(end) for end in (one.low, one.high))
    minutes = f"{one.delay / MINUTE:g}"
    text = _bounds(low, high, minutes, language)
    if one.past_half:
        text += " " + say(language, "waiting.past_half", models=", ".join(one.past_half))
    return WaitingRow(
        minutes=round(one.delay / MINUTE, 1),
        alive_low=low,
        alive_high=high,
        past_half=list(one.past_half),
        text=text,
    )


def _bounds(low: float | None, high: float | None, minutes: str, language: Language) -> str:
    """Return the sentence for both ends, for one of them, or for none."""
    least = None if low is None else floor(100.0 * low)
    most = None if high is None else ceil(100.0 * high)
    if least is None and most is None:
        return say(language, "waiting.unknown", minutes=minutes)
    if most is None:
        return say(language, "waiting.low_only", minutes=minutes, low=least)
    if least is None:
        return say(language, "waiting.high_only", minutes=minutes, high=most)
    return say(language, "waiting.bounds", minutes=minutes, low=least, high=most)


def _room_text(room: RoomAboard, persons: tuple[int, int] | None, language: Language) -> str:
    if room.word == "unknown" or persons is None:
        text = say(language, "waiting.room_unknown")
    elif room.word == "enough":
        text = say(language, "waiting.room_enough", places=room.places, persons=persons[1])
    else:
        text = say(language, "waiting.room_not_enough", places=room.places, persons=persons[0])
    if room.first == "not_enough":
        text += " " + say(language, "waiting.room_first")
    return text


def _model_sources(immersion: Immersion) -> set[str]:
    if immersion.water is None:
        return set()
    models = survival_models(water_temperature=immersion.water[0], beaufort=immersion.beaufort)
    return {key for one in models for key in one.sources}
