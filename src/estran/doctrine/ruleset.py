"""Rules in force as one condition for each option: what requires, forbids and permits it.

Parameters are bound to their values and exceptions folded in, so that a ruleset holds facts and
numbers only, and one reading of it suits one situation, millions, and proofs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from estran.doctrine.doctrine_text import HYPOTHETICAL
from estran.doctrine.options import OPTIONS, RESCUE
from estran.doctrine.place import Place, refuse
from estran.doctrine.registry import Standing, doctrine, doctrines, in_force
from estran.doctrine.rule import UPPER_LAYERS
from estran.doctrine.tree import All, Not, Some, bind, facts_in
from estran.quantities.instants import in_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from estran.doctrine.rule import Doctrine, Rule
    from estran.doctrine.tree import Condition


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A rule in force, with its condition ready to be evaluated.

    Attributes
    ----------
    condition : Condition
        Parameters bound, exceptions folded in. An exception makes a precondition met, and keeps
        any other rule from speaking.
    exceptions : tuple
        Id and bound condition of each exception.
    certain : bool
        False where nobody knows whether its doctrine still holds.
    counts : bool
        False for a permit, and its preconditions, of a doctrine that may no longer hold.
    """

    rule: Rule
    doctrine: Doctrine
    condition: Condition
    exceptions: tuple[tuple[str, Condition], ...]
    certain: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class OptionLaw:
    """What the rules in force say of one option, as three conditions.

    Attributes
    ----------
    required, forbidden, permitted : Condition
        Never true where no rule speaks.
    branches : tuple of Condition
        Ways in which it may be permitted; one for each doctrine that permits it.
    rules : tuple of ActiveRule
        All that speak of it.
    """

    required: Condition
    forbidden: Condition
    permitted: Condition
    branches: tuple[Condition, ...]
    rules: tuple[ActiveRule, ...]


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The law of every option at one instant."""

    at: datetime
    options: Mapping[str, OptionLaw]
    doctrines: tuple[Doctrine, ...]

    @property
    def facts(self) -> frozenset[str]:
        """Every fact that some rule in force asks for."""
        return frozenset().union(*(facts_of(law) for law in self.options.values()))


def facts_of(law: OptionLaw) -> frozenset[str]:
    """Return the facts that the rules of an option ask for."""
    return frozenset().union(*(facts_in(one.condition) for one in law.rules))


def ruleset(standing: Sequence[Standing], *, at: datetime) -> Ruleset:
    """Put doctrines together.

    Parameters
    ----------
    standing : sequence of Standing
        The law among them: without it nothing is judged.
    at : datetime
        For the values of dated parameters.

    Raises
    ------
    DoctrineError
        Where the layer law is missing.
    """
    held = tuple(one.doctrine for one in standing)
    if not any(one.layer == "law" for one in held):
        names = ", ".join(one.id for one in held) or "nothing"
        place = held[0].place if held else Place("nothing", 0)
        raise refuse("doctrine.without_law", place, f"{names} cannot be judged without the law.")
    rules = tuple(_active(one, at) for one in standing)
    flat = [rule for group in rules for rule in group]
    return Ruleset(at, {option: _law(option, flat) for option in OPTIONS}, held)


def rules_under(name: str, *, at: datetime | None = None) -> Ruleset:
    """Return physics, law and one doctrine alone; for pages and for study.

    Parameters
    ----------
    name : str
        Of a doctrine, a hypothetical one too. Of physics or law: these alone.
    at : datetime, optional
        Absent: its first day, counted as certain, though it was only announced. Given: it stands
        as it does then. On a day on which it does not hold none of its rules speaks, and what is
        in doubt permits nothing. A hypothetical one holds on no day: it counts as certain on any,
        and before the first day of its base it is judged as of that.

    Raises
    ------
    UnknownNameError
        Where there is no such doctrine.
    """
    return rules_with(doctrine(name), at=at)


def rules_with(one: Doctrine, *, at: datetime | None = None) -> Ruleset:
    """Return physics, law and one doctrine, such as one of a user's file; see `rules_under`."""
    upper = [each for each in doctrines().values() if each.layer in UPPER_LAYERS]
    if one.layer in UPPER_LAYERS:  # a user's law stands in for ours
        upper = [each for each in upper if each.layer != one.layer]
    upper.sort(key=lambda each: each.layer != "physics")
    held = [*upper, one] if one.layer != "physics" else [one, *upper]
    aside = frozenset(one.difference.lifted)
    if at is not None and one.layer != HYPOTHETICAL:
        return ruleset(in_force(at, {each.id: each for each in held}), at=at)
    standing = [Standing(each, certain=True, set_aside=aside) for each in held]
    first = first_instant(one)
    return ruleset(standing, at=first if at is None or in_utc(at) < first else at)


def first_instant(one: Doctrine) -> datetime:
    """Return noon of the first day of a doctrine; of one that has none, of the latest above it."""
    upper = (each for each in doctrines().values() if each.layer in UPPER_LAYERS)
    days = [each.first_day for each in (one, *upper) if each.first_day is not None]
    return datetime.combine(one.first_day or max(days), time(12), tzinfo=UTC)


def _active(standing: Standing, at: datetime) -> tuple[ActiveRule, ...]:
    found = standing.doctrine
    day = in_utc(at).date()
    dated = {name: one.at(day) for name, one in found.parameters.items()}
    values = {name: value for name, value in dated.items() if value is not None}
    return tuple(
        _ready(rule, found, values, certain=standing.certain)
        for rule in found.rules
        if rule.id not in standing.set_aside
    )


def _ready(
    rule: Rule, doctrine: Doctrine, values: Mapping[str, float], *, certain: bool
) -> ActiveRule:
    when = bind(rule.when, values)
    exceptions = tuple((one.id, bind(one.when, values)) for one in rule.unless)
    excepted = tuple(condition for _, condition in exceptions)
    folded: Condition
    if rule.effect == "needs":
        folded = Some((when, *excepted))
    else:
        folded = All((when, *(Not(one) for one in excepted)))
    counts = certain or not _permitting(rule, doctrine)
    return ActiveRule(rule, doctrine, folded if excepted else when, exceptions, certain, counts)


def _permitting(rule: Rule, doctrine: Doctrine) -> bool:
    """Say whether a rule is a permit, or a precondition of a permit of its own doctrine.

    A permit that speaks of rescue alone is none of these: no doubt may close what helps.
    """
    if set(rule.options) <= set(RESCUE):
        return False
    permits = any(one.effect == "permit" for one in doctrine.rules)
    return rule.effect == "permit" or (rule.effect == "needs" and permits)


def _law(option: str, rules: Iterable[ActiveRule]) -> OptionLaw:
    speaking = tuple(one for one in rules if option in one.rule.options)
    counting = [one for one in speaking if one.counts]
    branches = _branches(speaking)
    return OptionLaw(
        required=Some(_conditions(counting, "require")),
        forbidden=Some(_conditions(counting, "forbid")),
        permitted=Some(branches),
        branches=branches,
        rules=speaking,
    )


def _branches(speaking: Sequence[ActiveRule]) -> tuple[Condition, ...]:
    """Return a way to be permitted for each doctrine that permits, with all its preconditions."""
    permitting = {one.doctrine.id for one in speaking if one.rule.effect == "permit"}
    counted = {one.doctrine.id for one in speaking if one.rule.effect == "permit" and one.counts}
    shared = [one for one in speaking if _binds_all(one, permitting)]
    found = []
    for name in sorted(counted):
        own = [one for one in speaking if one.doctrine.id == name]
        needs = dict.fromkeys(_conditions([*shared, *own], "needs"))
        found.append(All((Some(_conditions(own, "permit")), *needs)))
    return tuple(found)


def _binds_all(one: ActiveRule, permitting: set[str]) -> bool:
    """Say whether a precondition binds every permit: of law and physics, or without an own one."""
    return one.doctrine.layer in UPPER_LAYERS or one.doctrine.id not in permitting


def _conditions(rules: Iterable[ActiveRule], effect: str) -> tuple[Condition, ...]:
    return tuple(one.condition for one in rules if one.rule.effect == effect)
