"""Verdicts: for every option, of one situation with its reasons, or of millions as codes.

Rescue overrides everything, and what is not known bars control. Nothing here says "go".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from estran.doctrine.facts import facts
from estran.doctrine.kleene import Evaluator, Truth, unknown_facts
from estran.doctrine.options import CONTROL, OPTIONS, RESCUE_ITSELF
from estran.doctrine.tree import facts_in, leaves, words
from estran.doctrine.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estran.doctrine.rule import Citation, Effect
    from estran.doctrine.ruleset import ActiveRule, OptionLaw, Ruleset
    from estran.doctrine.states import States
    from estran.doctrine.tree import Condition
    from estran.quantities.arrays import Codes

CHUNK = 65_536
"""Situations judged at a time, so that their masks stay in cache."""


class Verdict(IntEnum):
    """What the rules say of one option in one situation."""

    REQUIRED = 0
    PERMITTED = 1
    FORBIDDEN = 2
    NOT_PERMITTED = 3
    UNDETERMINED = 4

    @property
    def word(self) -> str:
        """The verdict as it is written everywhere."""
        return self.name.lower()


class Masking(Protocol):
    """What reads a condition as where it is known true and where known false: arrays or formulas.

    Both join by ``&``, ``|`` and ``~``.
    """

    def masks(self, condition: Condition) -> tuple[Any, Any]:
        """Return both; where neither holds it is unknown."""

    def known(self, name: str) -> Any:  # noqa: ANN401 -- an array or a formula
        """Return where a fact is known."""


class Conditions(Protocol):
    """What requires, forbids and permits an option."""

    @property
    def required(self) -> Condition:
        """A duty."""

    @property
    def forbidden(self) -> Condition:
        """A bar."""

    @property
    def permitted(self) -> Condition:
        """A permit with its preconditions."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an option is required, permitted, forbidden; elsewhere it is none of these."""

    required: Any
    permitted: Any
    forbidden: Any


_OPEN = frozenset({Verdict.NOT_PERMITTED, Verdict.UNDETERMINED})


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a rule, in words, and its value."""

    text: str
    status: Truth


@dataclass(frozen=True, slots=True)
class Row:
    """What one rule said of one option.

    Attributes
    ----------
    status : str
        Of its condition, exceptions folded in: ``met``, ``not_met`` or ``unknown``.
    exceptions : tuple of str
        Ids of the exceptions that hold.
    certain : bool
        False where nobody knows whether the doctrine still holds.
    counts : bool
        False for a permit, and its preconditions, of such a doctrine.
    facts : tuple of str
        For which its condition and its exceptions ask, in the order of the list of facts.
    missing : tuple of str
        Facts whose values would settle it.
    """

    rule: str
    doctrine: str
    effect: Effect
    label: str
    label_fr: str
    status: Truth
    citation: Citation
    exceptions: tuple[str, ...]
    certain: bool
    counts: bool
    clauses: tuple[Clause, ...]
    facts: tuple[str, ...]
    missing: tuple[str, ...]

    def label_in(self, language: str) -> str:
        """Return the label of the rule in a language, or else in English."""
        return worded(language, english=self.label, french=self.label_fr)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one option with its reasons.

    Attributes
    ----------
    precaution : bool
        Whether I6 is required because the duty is not excluded, rather than shown.
    because : tuple of str
        Ids of the rules that decided, or stand in the way; empty where no rule permits it.
    unknown : tuple of str
        Facts that would have to be known for another verdict.
    rows : tuple of Row
        Preconditions (`needs`): the rows of the card.
    trace : tuple of Row
        Every rule that speaks of the option.
    """

    option: str
    verdict: Verdict
    precaution: bool
    because: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: tuple[Row, ...]
    trace: tuple[Row, ...]


def judge(rules: Ruleset, situation: States) -> Mapping[str, Judgement]:
    """Judge the first situation, with reasons.

    Returns
    -------
    mapping
        A judgement for every option, by its id, in order.
    """
    evaluator = Evaluator(situation.part(0, 1))
    return {option: _judgement(option, law, evaluator) for option, law in rules.options.items()}


def verdicts(rules: Ruleset, states: States) -> Mapping[str, Codes]:
    """Judge many situations.

    Returns
    -------
    mapping
        `Verdict` codes of every option by its id, shape (count,).
    """
    found = {option: np.empty(states.count, dtype=np.int8) for option in OPTIONS}
    for start in range(0, states.count, CHUNK):
        evaluator = Evaluator(states.part(start, start + CHUNK))
        for option, law in rules.options.items():
            found[option][start : start + CHUNK] = codes(option, law, evaluator)
    return found


def codes(option: str, law: OptionLaw, evaluator: Evaluator) -> Codes:
    """Return the verdicts on one option, shape (count,)."""
    found = stand(option, law, evaluator)
    otherwise = Verdict.NOT_PERMITTED if option in CONTROL else Verdict.UNDETERMINED
    said = [(found.required, Verdict.REQUIRED), (found.permitted, Verdict.PERMITTED)]
    # one of them at most in each situation, so that sums of bytes do what three choices would
    codes = found.forbidden.view(np.int8) * np.int8(Verdict.FORBIDDEN - otherwise)
    for where, verdict in said:
        codes = codes + where.view(np.int8) * np.int8(verdict - otherwise)
    return np.asarray(codes + np.int8(otherwise), dtype=np.int8)


def stand(option: str, law: Conditions, source: Masking) -> Stand:
    """Return where an option is required, permitted or forbidden; each situation once at most.

    Parameters
    ----------
    option : str
        Its id.
    law : Conditions
        What requires, forbids and permits it.
    source : Masking
        The evaluator, or the symbolic reading of the same conditions.
    """
    required, not_required = source.masks(law.required)
    forbidden, not_forbidden = source.masks(law.forbidden)
    if option == RESCUE_ITSELF:
        return Stand(~not_required, not_required, not_required & ~not_required)
    permitted = source.masks(law.permitted)[0] & not_forbidden & not_required
    return Stand(required & ~forbidden, permitted, forbidden)


def _judgement(option: str, law: OptionLaw, evaluator: Evaluator) -> Judgement:
    verdict = Verdict(int(codes(option, law, evaluator)[0]))
    trace = tuple(_row(one, evaluator) for one in law.rules)
    shown = evaluator.truth(law.required) == "met"
    settled = verdict in _OPEN and all(evaluator.truth(one) == "not_met" for one in law.branches)
    return Judgement(
        option=option,
        verdict=verdict,
        precaution=verdict is Verdict.REQUIRED and not shown,
        because=_because(verdict, law, trace, settled=settled),
        unknown=() if settled else _decisive(verdict, law, evaluator),
        rows=tuple(one for one in trace if one.effect == "needs" and one.counts),
        trace=trace,
    )


def _because(
    verdict: Verdict, law: OptionLaw, trace: Iterable[Row], *, settled: bool
) -> tuple[str, ...]:
    if verdict in _OPEN and not law.branches:
        return ()
    wanted = "not_met" if settled else "unknown"
    return tuple(one.rule for one in trace if one.counts and _decided(one, verdict, wanted))


def _decided(one: Row, verdict: Verdict, wanted: str) -> bool:
    match verdict:
        case Verdict.REQUIRED:
            return one.effect == "require" and one.status != "not_met"
        case Verdict.PERMITTED:
            return one.effect == "permit" and one.status == "met"
        case Verdict.FORBIDDEN:
            return one.effect == "forbid" and one.status == "met"
    if one.effect in {"needs", "permit"}:
        return one.status == wanted
    return one.status == wanted == "unknown"


def _decisive(verdict: Verdict, law: OptionLaw, evaluator: Evaluator) -> tuple[str, ...]:
    """Return the unknown facts on which another verdict hangs."""
    open_parts: list[Condition] = []
    if verdict is Verdict.REQUIRED and evaluator.truth(law.required) == "unknown":
        open_parts = [law.required]
    elif verdict in _OPEN:
        possible = [one for one in law.branches if evaluator.truth(one) != "not_met"]
        open_parts = [law.required, law.forbidden, *possible]
    missing = frozenset().union(*(unknown_facts(one, evaluator) for one in open_parts))
    return tuple(sorted(missing))


def _row(active: ActiveRule, evaluator: Evaluator) -> Row:
    rule = active.rule
    parts = (active.condition, *(condition for _, condition in active.exceptions))
    clauses = dict.fromkeys(leaf for part in parts for leaf in leaves(part))
    asked = frozenset().union(*map(facts_in, clauses))
    return Row(
        rule=rule.id,
        doctrine=active.doctrine.id,
        effect=rule.effect,
        label=rule.label,
        label_fr=rule.label_fr,
        status=evaluator.truth(active.condition),
        citation=rule.citation,
        exceptions=tuple(
            name for name, part in active.exceptions if evaluator.truth(part) == "met"
        ),
        certain=active.certain,
        counts=active.counts,
        clauses=tuple(Clause(words(leaf), evaluator.truth(leaf)) for leaf in clauses),
        facts=tuple(one for one in facts() if one in asked),
        missing=tuple(sorted(unknown_facts(active.condition, evaluator))),
    )
