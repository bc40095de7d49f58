"""The situation as understood, said back: inputs echoed, unknowns named, assumptions shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.assess.answer import SituationAnswer, Weighting
from estran.assess.ensemble import state_weights
from estran.assess.facts_known import contradictions, stale
from estran.assess.published import place
from estran.assess.report import UNKNOWN_CRAFT, said
from estran.doctrine.facts import fact
from estran.drift.craft import PERSON, craft
from estran.language.catalogue import name_in, say
from estran.language.french import of
from estran.quantities.instants import format_instant
from estran.quantities.position_format import format_dd, format_dms
from estran.quantities.units import KNOT, NAUTICAL_MILE

if TYPE_CHECKING:
    from estran.assess.situation import Situation
    from estran.sources.assumptions import AssumptionBook


def situation_answer(
    situation: Situation, *, book: AssumptionBook, drifts: bool, language: str = "en"
) -> SituationAnswer:
    """Return the situation as understood.

    Parameters
    ----------
    situation : Situation
        As read.
    book : AssumptionBook
        Notes the weights that are shown.
    drifts : bool
        Whether a forecast was made; weights are shown only then.
    language : str
        Of every sentence in it; what people said and contested stays as they put it.
    """
    position, seed, way = situation.position.position, situation.seed_position, situation.way
    return SituationAnswer(
        time=format_instant(situation.time),
        position=place(position),
        position_dd=format_dd(position),
        position_dms=format_dms(position),
        position_said=situation.report.position,
        position_form=situation.position.form,
        position_error_m=round(situation.position_sd, 1),
        from_place=_from_place(situation, language),
        drift_from=place(seed) if seed != position else None,
        inland_water=_inland(situation, language),
        area=situation.area.key,
        craft=situation.craft,
        state=situation.state or "unknown",
        persons=situation.persons,
        course_to_deg=round(way.course_to_deg, 1) if way else None,
        speed_kn=round(way.speed / KNOT, 2) if way else None,
        said=said(situation.report),
        hypotheses=_hypotheses(situation, book, language) if drifts else [],
        leeway_classes=_classes(situation, language) if drifts else [],
        unknown=_unknown(situation),
        contested=[
            *situation.report.contested,
            *_own_contradictions(situation, language),
            *_facts_in_doubt(situation, language),
        ],
    )


def _from_place(situation: Situation, language: str) -> str:
    nearest, distance, bearing_deg = situation.area.nearest_place(situation.position.position)
    place = name_in(language, "place", nearest.name)
    return say(
        language,
        "situation.from_place",
        bearing=f"{round(bearing_deg) % 360:03d}°",
        distance=f"{distance / NAUTICAL_MILE:.1f}",
        place=of(place) if language == "fr" else place,
    )


def _inland(situation: Situation, language: str) -> str | None:
    name = situation.inland_water
    return None if name is None else name_in(language, "place", name)


def _hypotheses(situation: Situation, book: AssumptionBook, language: str) -> list[Weighting]:
    weights = state_weights(situation, book)
    if situation.craft == PERSON:
        why = say(language, "situation.weights_person")
    elif situation.report.hypotheses is not None:
        why = say(language, "situation.weights_reported")
    else:
        why = say(language, f"why.state_if_{situation.state or 'unknown'}")
    return [Weighting(name=name, weight=weight, why=why) for name, weight in weights.items()]


def _facts_in_doubt(situation: Situation, language: str) -> list[str]:
    """Return the facts on which the report contradicts itself, and those too old to count."""
    against = [("situation.fact_against", name) for name in contradictions(situation)]
    old = [("situation.fact_old", name) for name in stale(situation)]
    return [
        say(language, key, fact=fact(name).label_in(language)) for key, name in [*against, *old]
    ]


def _own_contradictions(situation: Situation, language: str) -> list[str]:
    """Return where the report contradicts itself; nothing of it is dropped."""
    if situation.way is None or situation.state in (None, "under_way", "boarding"):
        return []
    state = say(language, f"state.{situation.state}")
    return [say(language, "situation.way_against_state", state=state)]


def _classes(situation: Situation, language: str) -> list[Weighting]:
    kind = craft(situation.craft)
    why = say(language, f"craft_why.{kind.key}")
    return [
        Weighting(name=one.key, weight=weight, why=why, sources=[one.source])
        for one, weight in zip(kind.mixture.classes, kind.mixture.weights, strict=True)
    ]


def _unknown(situation: Situation) -> list[str]:
    """Return what nobody has said, in the order in which it is worth asking."""
    report = situation.report
    answered = {
        "state": situation.state,
        "persons": situation.persons,
        "craft": None if report.craft == UNKNOWN_CRAFT else report.craft,
        "way": situation.way if situation.state in (None, "under_way") else True,
        "wind": situation.wind,
        "waves": situation.waves,
        "water_temperature": report.water_temperature,
        "coordinator": report.coordinator,
        "told": len(report.told) > 1 or None,
    }
    return [key for key, value in answered.items() if value is None]
