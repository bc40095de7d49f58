"""The hazards of a situation as classes: what is known of boat, sea and people, held against laws.

What nobody reported is no input: it makes a class unknown. No figure leaves this room.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from estran.assess.answer_people import HazardAnswer
from estran.drift.craft import PERSON
from estran.environment.sea import ASSUMED
from estran.hazard.boat import assumed_inflatable
from estran.hazard.classes import (
    HazardClass,
    breaker_abeam,
    cold_hands,
    crowded,
    grounding,
    surf,
    swamped_buoyancy,
    wading,
    waves_shipped,
)
from estran.hazard.spans import Span, exactly, span_of
from estran.hazard.wading import child, exhausted_adult, trained_officer
from estran.language.catalogue import say
from estran.quantities.units import HOUR, MINUTE
from estran.rescue.foreshore import foreshore_depth_span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.assess.answer import Sea as SeaAnswer
    from estran.assess.facts_said import KnownFact
    from estran.assess.situation import Situation
    from estran.environment.sea import Sea
    from estran.hazard.boat import Boat
    from estran.hazard.wading import Wader
    from estran.sources.assumptions import AssumptionBook

SIDES = 2.0  # standard deviations of the stream to either side
INFLATABLES = frozenset({"inflatable", "rib", "unknown"})
WADERS = {
    "wading_officers": trained_officer,
    "wading_exhausted_adults": exhausted_adult,
    "wading_children": child,
}
SOURCES = {
    "swamped_buoyancy": ("mca_inland_waters",),
    "waves_shipped": ("longuet_higgins_1952",),
    "crowding": ("fruin_1993",),
    "surf": ("mccowan_1894", "thornton_guza_1983"),
    "breaker_abeam": ("assumed", "claughton_handley_1984"),
    **dict.fromkeys(WADERS, ("cox_shand_blacka_2010", "longuet_higgins_1952")),
    "grounding": ("assumed",),
    "cold_hands": ("golden_tipton_2002",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What is known of people, boat and water, as ranges in SI units; None is unknown."""

    persons: Span | None
    boat: Boat | None
    waves: Span | None
    depth: Span | None
    wading_depth: Span | None
    stream: Span | None
    minutes: Span | None
    water_temperature: Span | None
    draught: Span | None


def hazards_answer(
    situation: Situation,
    sea: Sea,
    known: Mapping[str, KnownFact],
    *,
    book: AssumptionBook,
    language: str,
) -> list[HazardAnswer]:
    """Return every hazard as a class, with what would have to be known.

    Parameters
    ----------
    situation : Situation
        As understood.
    sea : Sea
        There and then.
    known : mapping
        Facts: persons aboard, depth, time in the water.
    book : AssumptionBook
        Notes the assumed geometry and limits.
    language : str
        Of the sentences.
    """
    held = conditions(situation, sea, known, book=book)
    classes = _classes(held, book)
    return [_answer(name, found, held, language) for name, found in classes.items()]


def conditions(
    situation: Situation, sea: Sea, known: Mapping[str, KnownFact], *, book: AssumptionBook
) -> Conditions:
    """Return what the laws of harm may use; a prior that nobody reported is not used."""
    inflatable = situation.craft in INFLATABLES
    depth = _span(known["depth"])
    boards = situation.state == "boarding"
    return Conditions(
        persons=_span(known["persons_aboard"]),
        boat=assumed_inflatable(book) if inflatable else None,
        waves=_waves(sea),
        depth=depth,
        wading_depth=depth or (span_of(book.take("hazard_boarding_depth")) if boards else None),
        stream=_stream(sea),
        minutes=_minutes(situation, known, book),
        water_temperature=_temperature(sea),
        draught=span_of(book.take("draught_hull")) if inflatable else None,
    )


def depth_there(
    situation: Situation,
    sea: SeaAnswer,
    known: Mapping[str, KnownFact],
    book: AssumptionBook,
    *,
    charted: Span | None = None,
) -> Span | None:
    """Return the depth that a unit finds at the craft [m], or None: no chart is held.

    Where somebody measured it, that; then what a kept grid has (`charted`); else near the French
    shore what the foreshore's slope may give.
    It is for draughts alone: no hazard and no rule takes it for a measurement.
    """
    measured, edge = _span(known["depth"]) or charted, sea.waterline
    french = known["french_waters"].value is True
    if measured is not None or not french or edge.distance_off_m is None:
        return measured
    error = SIDES * hypot(edge.uncertainty_m or 0.0, situation.position_sd)
    slope = book.take("beach_slope")
    return foreshore_depth_span(
        distance_low=edge.distance_off_m - error,
        distance_high=edge.distance_off_m + error,
        slope_low=slope.low,
        slope_high=slope.high,
    )


def _classes(held: Conditions, book: AssumptionBook) -> dict[str, HazardClass]:
    boat, breakers = held.boat, held.waves if held.wading_depth is not None else None
    unknown = HazardClass.UNKNOWN
    found = {
        "swamped_buoyancy": unknown
        if boat is None
        else swamped_buoyancy(persons=held.persons, boat=boat),
        "waves_shipped": unknown
        if boat is None
        else waves_shipped(wave_height=held.waves, boat=boat, book=book),
        "crowding": unknown if boat is None else crowded(persons=held.persons, boat=boat),
        "surf": surf(wave_height=held.waves, depth=held.wading_depth),
        "breaker_abeam": unknown
        if boat is None
        else breaker_abeam(breaker_height=breakers, boat=boat, book=book),
    }
    found |= {name: _wading(wader(), held, book) for name, wader in WADERS.items()}
    found["grounding"] = grounding(
        depth=held.wading_depth, draught=held.draught, wave_height=held.waves, book=book
    )
    found["cold_hands"] = cold_hands(minutes=held.minutes, water_temperature=held.water_temperature)
    return found


def _wading(wader: Wader, held: Conditions, book: AssumptionBook) -> HazardClass:
    return wading(
        wader=wader,
        depth=held.wading_depth,
        speed=held.stream,
        wave_height=held.waves,
        book=book,
    )


def _answer(name: str, found: HazardClass, held: Conditions, language: str) -> HazardAnswer:
    return HazardAnswer(
        name=name,
        hazard_class=found.value,
        text=say(language, f"hazards.{name}"),
        unknown=_missing(name, held) if found is HazardClass.UNKNOWN else [],
        sources=list(SOURCES[name]),
    )


def _missing(name: str, held: Conditions) -> list[str]:
    """Return what is not known of what a hazard asks for; nothing where its law does not hold."""
    asks = {
        "swamped_buoyancy": ("boat", "persons"),
        "waves_shipped": ("boat", "waves"),
        "crowding": ("boat", "persons"),
        "surf": ("waves", "wading_depth"),
        "breaker_abeam": ("boat", "waves", "wading_depth"),
        **dict.fromkeys(WADERS, ("wading_depth", "stream", "waves")),
        "grounding": ("wading_depth", "draught", "waves"),
        "cold_hands": ("minutes", "water_temperature"),
    }
    return [one.removeprefix("wading_") for one in asks[name] if getattr(held, one) is None]


def _span(one: KnownFact) -> Span | None:
    if isinstance(one.value, tuple):
        return Span(*one.value)
    return exactly(float(one.value)) if isinstance(one.value, int | float) else None


def _waves(sea: Sea) -> Span | None:
    if sea.waves.provenance.source == ASSUMED:
        return None
    return Span(max(sea.wave_height.low, 0.0), max(sea.wave_height.high, 0.0))


def _stream(sea: Sea) -> Span | None:
    if not isinstance(sea.stream.value, tuple):
        return None
    rate, error = hypot(*sea.stream.value), SIDES * (sea.stream.uncertainty or 0.0)
    return Span(max(rate - error, 0.0), rate + error)


def _temperature(sea: Sea) -> Span | None:
    middle, error = sea.water_temperature.value, SIDES * (sea.water_temperature.uncertainty or 0.0)
    return Span(middle - error, middle + error) if isinstance(middle, float) else None


def _minutes(
    situation: Situation, known: Mapping[str, KnownFact], book: AssumptionBook
) -> Span | None:
    """Return how long people have been in the water; of boarding, how long people wait in it."""
    since = _span(known["time_in_water"])
    if since is not None:
        return Span(since.low * HOUR / MINUTE, since.high * HOUR / MINUTE)
    if situation.state == "boarding" and situation.craft != PERSON:
        return span_of(book.take("hazard_boarding_wait"))
    return None
