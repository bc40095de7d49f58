"""From a situation and its sea to the facts that rules ask for; unknown stays unknown.

Of two statements about one fact the more dangerous counts. No rescue region is a fact.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from estran.assess.facts_said import COMPUTED, HAZARDS, KnownFact
from estran.doctrine.control_card import CALLS_FOR_HELP
from estran.doctrine.facts import facts
from estran.drift.craft import PERSON
from estran.environment.coast import load_coast
from estran.environment.territorial import in_french_waters
from estran.quantities.units import HOUR
from estran.sources.assumptions import assumption

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

DANGEROUS = {
    **dict.fromkeys(("persons_in_water", "help_asked", "craft_swamped", "taking_water"), True),
    **dict.fromkeys(("engine_stopped", "tubes_damaged", "injured_or_ill", "children_seen"), True),
    **dict.fromkeys(("boarding_begun", "launched"), True),
    **dict.fromkeys(("daylight", "french_waters"), False),
}
"""The dangerous side of yes-or-no facts; one statement of it outweighs any other.

Outside French waters a directive of a French authority reaches nobody, whoever says otherwise.
"""

DURATIONS = frozenset({"time_in_water"})  # counted on from when they were said
_NEVER = object()
TERRITORY = "french_waters"
COUNT = "persons_aboard"  # of two counts the one that reaches higher outweighs

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
    given = {
        name: _fresh(name, one, situation)
        for name, one in situation.facts.items()
        if not _beyond(name, one, situation)
    }
    nothing = KnownFact(value=None, by="", at=None)
    return {
        name: _stronger(name, given.get(name), reported.get(name) or computed.get(name)) or nothing
        for name, one in facts().items()
        if not one.any_of
    }


def _beyond(name: str, one: KnownFact, situation: Situation) -> bool:
    """Whether a fact would bring an added area under directives that are the strait's."""
    return situation.area.own and name == TERRITORY and one.value is True


def stale(situation: Situation) -> list[str]:
    """Return the facts that are too old to count as known; the dangerous side never ages."""
    return [
        name
        for name, one in situation.facts.items()
        if one.value is not None and _fresh(name, one, situation).value is None
    ]


def _fresh(name: str, one: KnownFact, situation: Situation) -> KnownFact:
    """Return a fact, its value gone where it is old and says nothing of danger."""
    good_for = timedelta(minutes=assumption("fact_good_for").value)
    old = one.at is not None and situation.time - one.at > good_for
    if not old or one.value is DANGEROUS.get(name, _NEVER) or name in DURATIONS:
        return one
    return replace(one, value=None)


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
    if given is None or given.value is None or derived is None:
        return given if derived is None else derived
    if name == COUNT:
        return max(given, derived, key=_highest)
    return derived if derived.value is DANGEROUS.get(name) else given


def _highest(count: KnownFact) -> float:
    value = count.value
    return value[1] if isinstance(value, tuple) else float(value or 0.0)


def _from_report(situation: Situation) -> dict[str, KnownFact]:
    by = situation.report.source or "report"
    values: dict[str, FactValue] = {"position_known": True}
    if situation.report.source in CALLS_FOR_HELP:
        values["help_asked"] = True
    persons = situation.persons
    if persons is not None and situation.craft != PERSON and situation.state != "in_water":
        values["persons_aboard"] = _range(float(persons.low), float(persons.high))
    values |= _entered(situation)
    said = {name: KnownFact(value=one, by=by, at=situation.time) for name, one in values.items()}
    since = situation.facts.get("time_in_water")
    if since is not None and since.value is not None:
        said.setdefault("persons_in_water", replace(since, value=True))
    state = situation.state or ""
    follows = {
        name: KnownFact(value=one, by=by, at=situation.time, follows=state)
        for name, one in FOLLOWS.get(state, {}).items()
        if one is not False or situation.report.state  # a drift observed is no engine running
    }
    return follows | said


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
    values["french_waters"] = in_french_waters(
        position=situation.position.position,
        error=2.0 * situation.position_sd,
        area=situation.area,
        coast=load_coast(situation.area.key),
    )
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
