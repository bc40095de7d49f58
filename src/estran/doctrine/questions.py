"""What to ask next: a fixed order first, then what could change most for rescue.

Questions that serve only control are never asked where people may be in distress.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.doctrine.facts import facts
from estran.doctrine.judge import codes, judge
from estran.doctrine.kleene import Evaluator
from estran.doctrine.options import CONTROL, RESCUE
from estran.doctrine.ruleset import facts_of
from estran.doctrine.states import one_situation
from estran.doctrine.tree import Holds, Not, Some, facts_in, leaves, numbers_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estran.doctrine.facts import Fact
    from estran.doctrine.ruleset import Ruleset

DISTRESS = Some((Holds("persons_in_water"), Holds("distress_indicated")))


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: the fact, the sentence to read out, and the verdicts it could change."""

    fact: str
    text: str
    changes: tuple[str, ...]


def next_questions(
    rules: Ruleset, given: Mapping[str, object], *, control_card: bool
) -> tuple[Question, ...]:
    """Return what to ask, first things first.

    Parameters
    ----------
    rules : Ruleset
        In force.
    given : mapping
        Facts by name, as for `one_situation`; None is unknown.
    control_card : bool
        Whether control may be spoken of at all (`control_card_allowed`).

    Returns
    -------
    tuple of Question
        First the fixed order, then the rest of rescue by how many verdicts each could change,
        then, on a case known to be no distress, what control hangs on.
    """
    unknown = [one for one in facts().values() if _open(one, given)]
    first = sorted((one for one in unknown if one.order), key=lambda one: one.order)
    asked = [Question(one.name, one.question, _changes(one, rules, given)) for one in first]
    rest = [one for one in unknown if not one.order and one.serves == "rescue"]
    moving = [Question(one.name, one.question, _changes(one, rules, given)) for one in rest]
    moving.sort(key=lambda one: -len(one.changes))
    asked += [one for one in moving if one.changes]
    if control_card and _no_distress(given):
        asked += _of_control(rules, given, [one.fact for one in asked])
    return tuple(asked)


def _open(one: Fact, given: Mapping[str, object]) -> bool:
    """Say whether a fact can be asked, is not known, and makes sense to ask."""
    idle = bool(one.only_if) and given.get(one.only_if) is False
    return bool(one.question) and given.get(one.name) is None and not idle


def _no_distress(given: Mapping[str, object]) -> bool:
    return Evaluator(one_situation(given)).truth(Not(DISTRESS)) == "met"


def _changes(one: Fact, rules: Ruleset, given: Mapping[str, object]) -> tuple[str, ...]:
    """Return the rescue options whose verdict some value of a fact would change."""
    follow = {found.name for found in facts().values() if one.name in found.any_of}
    near = [option for option in RESCUE if facts_of(rules.options[option]) & {one.name, *follow}]
    if not near:
        return ()
    now = _rescue(rules, given, near)
    then = [_rescue(rules, {**given, one.name: value}, near) for value in _answers(one, rules)]
    return tuple(option for option in near if any(now[option] != one[option] for one in then))


def _rescue(
    rules: Ruleset, given: Mapping[str, object], options: Iterable[str]
) -> Mapping[str, int]:
    evaluator = Evaluator(one_situation(given))
    return {one: int(codes(one, rules.options[one], evaluator)[0]) for one in options}


def _answers(one: Fact, rules: Ruleset) -> tuple[object, ...]:
    """Return values that a fact could turn out to have: all, or on either side of each limit."""
    if one.kind == "yes_no":
        return (True, False)
    if one.kind == "category":
        return one.categories
    clauses = {
        leaf
        for option in RESCUE
        for rule in rules.options[option].rules
        for leaf in leaves(rule.condition)
        if one.name in facts_in(leaf)
    }
    limits = {number.value for leaf in clauses for number in numbers_in(leaf)}
    tried = {one.low, one.high} | {limit + step for limit in limits for step in (-1.0, 0.0, 1.0)}
    return tuple(sorted(value for value in tried if one.low <= value <= one.high))


def _of_control(rules: Ruleset, given: Mapping[str, object], already: list[str]) -> list[Question]:
    judged = judge(rules, one_situation(given))
    wanted: dict[str, list[str]] = {name: [] for name in facts()}
    for option in CONTROL:
        for name in judged[option].unknown:
            wanted[name].append(option)
    return [
        Question(name, facts()[name].question, tuple(options))
        for name, options in wanted.items()
        if options and name not in already and facts()[name].question
    ]
