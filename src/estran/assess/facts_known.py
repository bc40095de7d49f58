"""From a situation and its sea to the facts that rules ask for; unknown stays unknown.

Of two statements about one fact the more dangerous counts. No rescue region is a fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.assess.facts_said import COMPUTED, HAZARDS, KnownFact
from estran.doctrine.control_card import CALLS_FOR_HELP
from estran.doctrine.facts import facts
from estran.drift.craft import PERSON
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from estran.assess.answer import Sea
    from estran.assess.answer_people import HazardAnswer
    from estran.assess.facts_said import FactValue
    from estran.assess.situation import Situation

FOLLOWS = {
    "boarding": {"persons_in_water": True, "boarding_begun": True, "launched": True},
    "under_way": {"engine_stopped": False, "launched": True},
    "adrift": {"engine_stopped": True, "launched": True},
    "swamped": {"craft_swamped": True, "taking_water": True, "launched": True},
    "in_water": {"persons_in_water": True, "launched": True},
}
"""What a reported state of the boat says in facts. Boarding is: people stand in the water."""

DANGERS = frozenset(
    {
        *("persons_in_water", "help_asked", "craft_swamped", "taking_water", "engine_stopped"),
        *("tubes_damaged", "injured_or_ill", "children_seen", "boarding_begun", "launched"),
    }
)
"""Yes-or-no facts of which yes is the dangerous side: one yes outweighs a no."""

LONGEST_IN_WATER = 72.0  # h; of the fact's own range


def known_facts(
    situation: Situation, sea: Sea, hazards: Iterable[HazardAnswer] = ()
) -> Mapping[str, KnownFact]:
    """Return every fact of the list, in its order; what nobody knows has the value None.

    Parameters
    ----------
    situation : Situation
        As understood.
    sea : Sea
        There and then.
    hazards : iterable of HazardAnswer
        Their classes are facts of the physics layer.
    """
    reported = _from_report(situation)
    computed = _from_sea(situation, sea) | _from_hazards(hazards, situation.time)
    given = situation.facts
    nothing = KnownFact(value=None, by="", at=None)
    return {
        name: _stronger(name, given.get(name), reported.get(name) or computed.get(name)) or nothing
        for name, one in facts().items()
        if not one.any_of
    }


def contradictions(situation: Situation) -> list[str]:
    """Return the facts that the report gives otherwise than its own state or count says."""
    reported = _from_report(situation)
    return [
        name
        for name, one in situation.facts.items()
        if one.value is not None and name in reported and reported[name].value != one.value
    ]


def _stronger(name: str, given: KnownFact | None, derived: KnownFact | None) -> KnownFact | None:
    """Return what was given, unless it is not known or the rest of the report is worse."""
    if given is None or given.value is None:
        return derived or given
    if name in DANGERS and derived is not None and derived.value is True:
        return derived
    return given


def _from_report(situation: Situation) -> dict[str, KnownFact]:
    by = situation.report.source or "report"
    values: dict[str, FactValue] = {"position_known": True}
    if situation.state is not None:
        values |= FOLLOWS[situation.state]
    if situation.report.source in CALLS_FOR_HELP:
        values["help_asked"] = True
    persons = situation.persons
    if persons is not None and situation.craft != PERSON and situation.state != "in_water":
        values["persons_aboard"] = _range(float(persons.low), float(persons.high))
    values |= _entered(situation)
    return {name: KnownFact(value=one, by=by, at=situation.time) for name, one in values.items()}


def _entered(situation: Situation) -> dict[str, FactValue]:
    """Return that people are in the water, and how long, where some had entered it by then."""
    if situation.entry is None:
        return {}
    shortest, longest = (
        (situation.time - entry).total_seconds() / HOUR for entry in reversed(situation.entry)
    )
    if longest < 0.0:
        return {}
    in_water: dict[str, FactValue] = {"persons_in_water": True}
    if longest > LONGEST_IN_WATER:
        return in_water
    return in_water | {"time_in_water": _range(max(shortest, 0.0), longest)}


def _from_sea(situation: Situation, sea: Sea) -> dict[str, KnownFact]:
    values: dict[str, FactValue] = {"daylight": sea.light.phase == "day"}
    values["waters"] = situation.waters
    edge = sea.waterline
    if edge.distance_off_m is not None and edge.uncertainty_m is not None:
        error = 2.0 * (edge.uncertainty_m + situation.position_sd)
        low, high = edge.distance_off_m - error, edge.distance_off_m + error
        values["distance_to_waterline"] = _range(max(low, 0.0), max(high, 0.0))
    return {
        name: KnownFact(value=one, by=COMPUTED, at=situation.time) for name, one in values.items()
    }


def _from_hazards(hazards: Iterable[HazardAnswer], time: datetime) -> dict[str, KnownFact]:
    return {
        f"{HAZARDS}{one.name}": KnownFact(value=one.hazard_class, by=COMPUTED, at=time)
        for one in hazards
        if one.hazard_class != "unknown"
    }


def _range(low: float, high: float) -> FactValue:
    return low if low == high else (low, high)
