"""How long people live in this water: models, how soon to be there, and before when nobody stops.

The two times are never mixed, and neither is a time of death. No clock here ends a search.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from estran.assess.answer_people import Survival, SurvivalModel
from estran.drift.craft import PERSON
from estran.language.catalogue import say
from estran.quantities.instants import format_instant
from estran.quantities.speed_text import beaufort_force
from estran.rescue.survival import FEWEST_MODELS, Immersion, not_before, urgent_by
from estran.rescue.survival_models import survival_models

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from estran.assess.facts_said import FactValue, KnownFact
    from estran.assess.situation import Situation
    from estran.environment.sea import Sea
    from estran.rescue.survival import NotBefore
    from estran.rescue.survival_models import SurvivalTime
    from estran.sources.assumptions import AssumptionBook

InWater = Literal["yes", "no", "unknown"]
Flotation = Literal["all", "some", "none", "unknown"]
SIDES = 2.0  # standard deviations to the cold and to the warm side of the water


def survival_answer(
    situation: Situation,
    sea: Sea,
    known: Mapping[str, KnownFact],
    *,
    book: AssumptionBook,
    language: str,
) -> Survival:
    """Return how long people live who are in this water, or get into it.

    Parameters
    ----------
    situation : Situation
        Gives wind, and when people entered, where somebody said.
    sea : Sea
        Gives the water's temperature and its error.
    known : mapping
        Facts: who is in the water, life jackets.
    book : AssumptionBook
        Notes what was assumed.
    language : str
        Of the sentences.
    """
    in_water = _in_water(situation, known)
    earliest, latest, assumed = _entry(situation, known, in_water)
    immersion = immersion_of(situation, sea, known)
    urgent, closing = urgent_by(immersion, book=book), not_before(immersion)
    soonest, until = _text(urgent.time), _text(_next_minute(closing.time))
    passed = closing.time is not None and closing.time <= situation.time
    return Survival(
        in_water=in_water,
        entry_earliest=_text(earliest),
        entry_latest=_text(latest),
        entry_assumed=assumed,
        water_low_c=_tenth(immersion.water_low),
        water_high_c=_tenth(immersion.water_high),
        flotation=_flotation(known),
        models=_models(sea, immersion),
        urgent_by=soonest,
        urgent_by_text=_urgent_text(soonest, language, situation=situation, assumed=assumed),
        not_before=None if passed else until,
        not_before_text=_not_before_text(until, closing, immersion, language, passed=passed),
    )


def immersion_of(situation: Situation, sea: Sea, known: Mapping[str, KnownFact]) -> Immersion:
    """Return what is known of people in the water: when, in what water, and with what to float.

    Parameters
    ----------
    situation : Situation
        Gives wind, and when people entered, where somebody said.
    sea : Sea
        Gives the water's temperature and its error.
    known : mapping
        Facts: who is in the water, life jackets.
    """
    earliest, latest, _ = _entry(situation, known, _in_water(situation, known))
    flotation = _flotation(known)
    water, error = sea.water_temperature.value, sea.water_temperature.uncertainty or 0.0
    middle = float(water) if isinstance(water, float) else None
    return Immersion(
        entry_earliest=earliest,
        entry_latest=latest,
        water_low=None if middle is None else middle - SIDES * error,
        water_high=None if middle is None else middle + SIDES * error,
        flotation=None if flotation == "unknown" else flotation == "all",
        beaufort=None if situation.wind is None else beaufort_force(situation.wind.speed),
    )


def survival_sources(survival: Survival) -> set[str]:
    """Return the library keys that the models rest on."""
    return {key for one in survival.models for key in one.sources}


def _in_water(situation: Situation, known: Mapping[str, KnownFact]) -> InWater:
    entered = situation.entry or known["time_in_water"].value is not None
    value = True if entered else known["persons_in_water"].value
    return "unknown" if value is None else "yes" if value else "no"


def _entry(
    situation: Situation, known: Mapping[str, KnownFact], in_water: InWater
) -> tuple[datetime | None, datetime | None, bool]:
    """Return earliest and latest entry, and whether the earliest is taken as of the report.

    Where nobody is said to be in the water, somebody may be from the report on; the last may still
    be aboard. Where people are in it since nobody knows when, neither is known. One time alone is
    when people began to enter, unless nobody can be aboard any more.
    """
    if situation.entry is not None:
        earliest, latest = situation.entry
        said_last = "/" in (situation.report.entered_water or "")
        return earliest, latest if said_last or _nobody_aboard(situation, known) else None, False
    since = known["time_in_water"]
    if since.value is not None and since.at is not None:
        shortest, longest = _both_ends(since.value)
        last = since.at - timedelta(hours=shortest)
        first = since.at - timedelta(hours=longest)
        return first, last if _nobody_aboard(situation, known) else None, False
    if in_water == "yes":
        return None, None, False
    return situation.time, None, True


def _both_ends(value: FactValue) -> tuple[float, float]:
    low, high = value if isinstance(value, tuple) else (value, value)
    return float(low or 0.0), float(high or 0.0)


def _nobody_aboard(situation: Situation, known: Mapping[str, KnownFact]) -> bool:
    aboard = known["persons_aboard"].value
    return situation.craft == PERSON or situation.state == "in_water" or aboard == 0


def _flotation(known: Mapping[str, KnownFact]) -> Flotation:
    match known["life_jackets"].value:
        case "all":
            return "all"
        case "some":
            return "some"
        case "none":
            return "none"
    return "unknown"


def _models(sea: Sea, immersion: Immersion) -> list[SurvivalModel]:
    middle = sea.water_temperature.value
    if not isinstance(middle, float) or immersion.water is None:
        return []
    rows = [
        survival_models(water_temperature=degrees, beaufort=immersion.beaufort)
        for degrees in (middle, *immersion.water)
    ]
    return [_model(*three) for three in zip(*rows, strict=True)]


def _model(middle: SurvivalTime, cold: SurvivalTime, warm: SurvivalTime) -> SurvivalModel:
    return SurvivalModel(
        name=middle.name,
        hours=_tenth(middle.hours),
        meaning=middle.meaning,
        in_range=middle.in_range,
        hours_cold=_tenth(cold.hours),
        hours_warm=_tenth(warm.hours),
        sources=list(middle.sources),
    )


def _urgent_text(time: str | None, language: str, *, situation: Situation, assumed: bool) -> str:
    if time is None:
        return say(language, "survival.urgent_unknown")
    if time <= format_instant(situation.time):
        return say(language, "survival.urgent_passed", time=time)
    key = "survival.urgent_if" if assumed else "survival.urgent_known"
    return say(language, key, time=time)


def _not_before_text(
    time: str | None, closing: NotBefore, immersion: Immersion, language: str, *, passed: bool
) -> str:
    if passed:
        return say(language, "survival.not_before_passed")
    if time is not None:
        return say(language, "survival.not_before_known", time=time)
    if immersion.entry_latest is None:
        return say(language, "survival.not_before_no_entry")
    if sum(one.in_range for one in closing.models) >= FEWEST_MODELS:
        return say(language, "survival.not_before_no_longest")
    return say(language, "survival.not_before_no_models")


def _next_minute(time: datetime | None) -> datetime | None:
    """Return the minute that has begun wholly after a time: never sooner than the models say."""
    return None if time is None else time + timedelta(seconds=59.0)


def _text(time: datetime | None) -> str | None:
    return None if time is None else format_instant(time.replace(second=0, microsecond=0))


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
