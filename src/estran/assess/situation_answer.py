"""The situation as understood, said back: inputs echoed, unknowns named, assumptions shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.assess.answer import SituationAnswer, Weighting
from estran.assess.ensemble import state_weights
from estran.assess.published import place
from estran.assess.report import UNKNOWN_CRAFT, said
from estran.drift.craft import PERSON, craft
from estran.language.catalogue import say
from estran.quantities.instants import format_instant
from estran.quantities.position_format import format_dd, format_dms
from estran.quantities.units import KNOT, NAUTICAL_MILE
from estran.sources.assumptions import assumed_weights

if TYPE_CHECKING:
    from estran.assess.situation import Situation
    from estran.sources.assumptions import AssumptionBook


def situation_answer(
    situation: Situation, *, book: AssumptionBook, drifts: bool
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
        from_place=_from_place(situation),
        drift_from=place(seed) if seed != position else None,
        inland_water=situation.inland_water,
        area=situation.area.key,
        craft=situation.craft,
        state=situation.state or "unknown",
        persons=situation.persons,
        course_to_deg=round(way.course_to_deg, 1) if way else None,
        speed_kn=round(way.speed / KNOT, 2) if way else None,
        said=said(situation.report),
        hypotheses=_hypotheses(situation, book) if drifts else [],
        leeway_classes=_classes(situation) if drifts else [],
        unknown=_unknown(situation),
        contested=[*situation.report.contested, *_own_contradictions(situation)],
    )


def _from_place(situation: Situation) -> str:
    named, distance, bearing_deg = situation.area.nearest_place(situation.position.position)
    return say(
        "en",
        "situation.from_place",
        bearing=f"{round(bearing_deg) % 360:03d}°",
        distance=f"{distance / NAUTICAL_MILE:.1f}",
        place=named.name,
    )


def _hypotheses(situation: Situation, book: AssumptionBook) -> list[Weighting]:
    weights = state_weights(situation, book)
    if situation.craft == PERSON:
        why = say("en", "situation.weights_person")
    elif situation.report.hypotheses is not None:
        why = say("en", "situation.weights_reported")
    else:
        why = assumed_weights(f"state_if_{situation.state or 'unknown'}").why
    return [Weighting(name=name, weight=weight, why=why) for name, weight in weights.items()]


def _own_contradictions(situation: Situation) -> list[str]:
    """Return where the report contradicts itself; nothing of it is dropped."""
    if situation.way is None or situation.state in (None, "under_way", "boarding"):
        return []
    return [say("en", "situation.way_against_state", state=say("en", f"state.{situation.state}"))]


def _classes(situation: Situation) -> list[Weighting]:
    kind = craft(situation.craft)
    return [
        Weighting(name=name, weight=weight, why=kind.why)
        for name, weight in kind.mixture.shares.items()
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
