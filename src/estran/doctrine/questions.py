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
    from collections.abc import Iterable, Iterator, Mapping

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
    rules: Ruleset, given: Mapping[str, object], *, control_card: bool, language: str = "en"
) -> tuple[Question, ...]:
    """Return what to ask, first things first.

    Parameters
    ----------
    rules : Ruleset
        In force.
    given : mapping
        Facts by name, as for `one_situation`; None is unknown. A range is asked for again only
        where a value in it would change a verdict.
    control_card : bool
        Whether control may be spoken of at all (`control_card_allowed`).
    language : str
        Of the sentences to read out.

    Returns
    -------
    tuple of Question
        First the fixed order, then the rest of rescue by how many verdicts each could change,
        then, on a case known to be no distress, what control hangs on.
    """
    found = _of_rescue(rules, given)
    if control_card and _no_distress(given):
        for name, options in _of_control(rules, given):
            found.setdefault(name, options)
    return tuple(
        Question(name, facts()[name].question_in(language), options)
        for name, options in found.items()
    )


def _of_rescue(rules: Ruleset, given: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return facts in the fixed order, then by how many verdicts each could change."""
    ordered = sorted(facts().values(), key=lambda one: one.order)
    unknown = [one for one in ordered if _open(one, given)]
    asked = {one.name: _changes(one, rules, given) for one in unknown if one.order}
    rest = {
        one.name: _changes(one, rules, given)
        for one in unknown
        if not one.order and one.serves == "rescue"
    }
    asked |= dict(sorted(rest.items(), key=lambda pair: -len(pair[1])))
    return {
        name: options
        for name, options in asked.items()
        if options or (facts()[name].order and given.get(name) is None)
    }


def _open(one: Fact, given: Mapping[str, object]) -> bool:
    """Say whether a fact can be asked, is not known or but as a range, and makes sense to ask."""
    idle = bool(one.only_if) and given.get(one.only_if) is False
    known = given.get(one.name)
    return bool(one.question) and (known is None or isinstance(known, tuple)) and not idle


def _no_distress(given: Mapping[str, object]) -> bool:
    return Evaluator(one_situation(given)).truth(Not(DISTRESS)) == "met"


def _changes(one: Fact, rules: Ruleset, given: Mapping[str, object]) -> tuple[str, ...]:
    """Return the rescue options whose verdict some value of a fact would change."""
    follow = {found.name for found in facts().values() if one.name in found.any_of}
    near = [option for option in RESCUE if facts_of(rules.options[option]) & {one.name, *follow}]
    if not near:
        return ()
    now = _rescue(rules, given, near)
    answers = _answers(one, rules, given.get(one.name))
    then = [_rescue(rules, {**given, one.name: value}, near) for value in answers]
    return tuple(option for option in near if any(now[option] != one[option] for one in then))


def _rescue(
    rules: Ruleset, given: Mapping[str, object], options: Iterable[str]
) -> Mapping[str, int]:
    evaluator = Evaluator(one_situation(given))
    return {one: int(codes(one, rules.options[one], evaluator)[0]) for one in options}


def _answers(one: Fact, rules: Ruleset, known: object) -> tuple[object, ...]:
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
    low, high = known if isinstance(known, tuple) else (one.low, one.high)
    tried = {low, high} | {limit + step for limit in limits for step in (-1.0, 0.0, 1.0)}
    return tuple(sorted(value for value in tried if low <= value <= high))


def _of_control(
    rules: Ruleset, given: Mapping[str, object]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the facts on which control hangs and that can be asked for, with the options."""
    judged = judge(rules, one_situation(given))
    wanted: dict[str, list[str]] = {name: [] for name in facts()}
    for option in CONTROL:
        for name in judged[option].unknown:
            wanted[name].append(option)
    for name, options in wanted.items():
        if options and facts()[name].question:
            yield name, tuple(options)
