"""Verdicts of many states counted: how often each rule bound, and how often unknown decided.

One chunk of states at a time, with the one evaluator; tallies of chunks add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.doctrine.judge import CHUNK, Verdict, codes
from estran.doctrine.kleene import Evaluator
from estran.doctrine.options import RESCUE_ITSELF
from estran.doctrine.states import States
from estran.doctrine.tree import leaves, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.doctrine.ruleset import ActiveRule, OptionLaw, Ruleset
    from estran.quantities.arrays import Bools, Codes, Ints


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often one rule had to do with the verdict on one option.

    Attributes
    ----------
    bound : int
        States in which it stood in the way, or in which it demanded or opened the option.
    alone : int
        Of these, those in which no other rule did.
    unknown : int
        States in which it was not known whether it does.
    clauses : mapping
        Of a rule with several clauses: how often each was the one, by its text.
    """

    bound: int
    alone: int
    unknown: int
    clauses: Mapping[str, int]

    def __add__(self, other: RuleCount) -> RuleCount:
        return RuleCount(
            self.bound + other.bound,
            self.alone + other.alone,
            self.unknown + other.unknown,
            {text: count + other.clauses[text] for text, count in self.clauses.items()},
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts for one option.

    Attributes
    ----------
    verdicts : array
        States by verdict, in the order of `Verdict`, shape (5,).
    unknown_decided : int
        States in which the verdict would be another if more were known: an option not permitted
        or undetermined for want of knowledge, or rescue required because it is not excluded.
    rules : mapping
        By id of the rule.
    """

    verdicts: Ints
    unknown_decided: int
    rules: Mapping[str, RuleCount]

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.verdicts + other.verdicts,
            self.unknown_decided + other.unknown_decided,
            {name: one + other.rules[name] for name, one in self.rules.items()},
        )


class Counting:
    """Judges states as they come and counts; a table of any length passes through.

    Parameters
    ----------
    rules : Ruleset
        By which to judge.
    options : tuple of str
        Ids of the options asked for.
    keep : bool
        Whether the verdict of every state is kept.
    """

    def __init__(self, rules: Ruleset, options: tuple[str, ...], *, keep: bool) -> None:
        self.count = 0
        self._rules, self._options, self._keep = rules, options, keep
        self._codes: dict[str, list[Codes]] = {one: [] for one in options}
        self._tallies: dict[str, Tally] = {}
        self.add(States(0, {}, {}, {}))

    def add(self, states: States) -> None:
        """Judge some more states, in parts that fit a cache."""
        self.count += states.count
        for start in range(0, max(states.count, 1), CHUNK):
            evaluator = Evaluator(states.part(start, start + CHUNK))
            for option in self._options:
                self._judge(option, evaluator)

    def codes(self) -> Mapping[str, Codes]:
        """Return the verdict codes that were kept, by option, shape (count,)."""
        return {option: np.concatenate(parts) for option, parts in self._codes.items() if parts}

    def tallies(self) -> Mapping[str, Tally]:
        """Return the counts, by option."""
        return self._tallies

    def _judge(self, option: str, evaluator: Evaluator) -> None:
        law = self._rules.options[option]
        verdicts = codes(option, law, evaluator)
        tally = _tally(option, law, verdicts, evaluator)
        before = self._tallies.get(option)
        self._tallies[option] = before + tally if before else tally
        if self._keep:
            self._codes[option].append(verdicts)


def _tally(option: str, law: OptionLaw, verdicts: Codes, evaluator: Evaluator) -> Tally:
    speaking = [one for one in law.rules if one.counts]
    bound = {one.rule.id: _bound(one, verdicts, evaluator) for one in speaking}
    several = np.zeros(len(verdicts), dtype=np.int64)
    for mask in bound.values():
        several += mask
    return Tally(
        verdicts=np.bincount(verdicts, minlength=len(Verdict)).astype(np.int64),
        unknown_decided=int(_undecided(option, law, verdicts, evaluator).sum()),
        rules={
            one.rule.id: _count(one, bound[one.rule.id], several, evaluator) for one in speaking
        },
    )


def _bound(one: ActiveRule, verdicts: Codes, evaluator: Evaluator) -> Bools:
    """Return where a rule made the verdict what it is."""
    true, false = evaluator.masks(one.condition)
    outcome = {
        "forbid": Verdict.FORBIDDEN,
        "require": Verdict.REQUIRED,
        "permit": Verdict.PERMITTED,
    }
    if one.rule.effect == "needs":
        return false & _open(verdicts)
    reached: Bools = verdicts == outcome[one.rule.effect]
    return true & reached


def _count(one: ActiveRule, bound: Bools, several: Ints, evaluator: Evaluator) -> RuleCount:
    true, false = evaluator.masks(one.condition)
    clauses = tuple(dict.fromkeys(leaves(one.condition)))
    side = 1 if one.rule.effect == "needs" else 0
    return RuleCount(
        bound=int(bound.sum()),
        alone=int((bound & (several == 1)).sum()),
        unknown=int((~true & ~false).sum()),
        clauses={words(leaf): int((bound & evaluator.masks(leaf)[side]).sum()) for leaf in clauses}
        if len(clauses) > 1
        else {},
    )


def _undecided(option: str, law: OptionLaw, verdicts: Codes, evaluator: Evaluator) -> Bools:
    """Return where the verdict hangs on what is not known."""
    if option == RESCUE_ITSELF:
        required: Bools = verdicts == Verdict.REQUIRED
        return required & ~evaluator.masks(law.required)[0]
    closed = np.ones(len(verdicts), dtype=bool)
    for branch in law.branches:
        closed &= evaluator.masks(branch)[1]
    return _open(verdicts) & ~closed


def _open(verdicts: Codes) -> Bools:
    """Return where nothing is opened and nothing forbidden."""
    found: Bools = verdicts >= Verdict.NOT_PERMITTED
    return found
