"""What every doctrine in force has to pass, with the law beneath it, in every situation.

Seven proofs, (a) to (g). What fails one says so with a situation in which it would do harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from estran.doctrine.cells import Grid, grid
from estran.doctrine.judge import judge, stand
from estran.doctrine.kleene import Evaluator
from estran.doctrine.options import CONTROL, OPTIONS, RESCUE, RESCUE_ITSELF
from estran.doctrine.place import Place
from estran.doctrine.questions import DISTRESS
from estran.doctrine.search import (
    MOST_CELLS,
    NOT_DECIDED,
    Found,
    Method,
    cannot_be,
    search,
    shown,
)
from estran.doctrine.states import one_situation
from estran.doctrine.symbolic import Unknowns, solver_is_here
from estran.doctrine.tree import Compare, Not, Number, Quantity, facts_in, leaves, numbers_in
from estran.doctrine.witness import in_words, proof_in_words
from estran.errors import DoctrineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from estran.doctrine.judge import Masking
    from estran.doctrine.ruleset import ActiveRule, OptionLaw, Ruleset
    from estran.doctrine.tree import Condition

Key = Literal["a", "b", "c", "d", "e", "f", "g"]
KEYS: tuple[Key, ...] = ("a", "b", "c", "d", "e", "f", "g")
MORE_THAN_MONITORING = ("I3", "I4", "I5")
NOBODY_ABOARD = ("I9", "I10", "I11a", "I11b", "I12", "I14")
"""Options that are never permitted with anyone, or an unknown number, aboard."""

EMPTY = Compare("==", Quantity("persons_aboard"), Number(0.0))
REGION_WORDS = frozenset({"srr", "srrs", "region", "regions", "région", "régions", "mrcc"})
WATERS_WORDS = frozenset({"french", "british", "belgian", "uk", "english", "territorial"})
"""Whose waters it is may matter to what police may do, and never to a rescue."""


@dataclass(frozen=True, slots=True)
class Law:
    """What requires, forbids and permits an option, without the rules that say so."""

    option: str
    required: Condition
    forbidden: Condition
    permitted: Condition

    @property
    def conditions(self) -> tuple[Condition, Condition, Condition]:
        """All three."""
        return self.required, self.forbidden, self.permitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The outcome of one proof.

    Attributes
    ----------
    key : str
        ``a`` to ``g``.
    holds : bool or None
        None where it could not be decided.
    option : str
        Of which it failed, or could not be decided; empty where it holds for all.
    rules : tuple of str
        Rules that decided there.
    witness : mapping or None
        A situation in which it fails, facts by name; None is unknown.
    method : str
        ``cells``, ``z3`` or ``none``; the weakest of all options where it holds.
    impossible : tuple of str
        Declared impossible combinations that the witness could not do without.
    """

    key: Key
    holds: bool | None
    option: str
    rules: tuple[str, ...]
    witness: Mapping[str, object] | None
    method: Method
    impossible: tuple[str, ...] = ()


def prove(rules: Ruleset, *, method: Method | None = None) -> tuple[Finding, ...]:
    """Try every proof, in every situation that the rules can tell apart.

    Parameters
    ----------
    rules : Ruleset
        The law among them.
    method : str, optional
        One way only: ``cells`` or ``z3``.

    Returns
    -------
    tuple of Finding
        One for each proof that holds; for the others one for each option that fails, or that
        could not be decided.
    """
    laws = {option: law_of(option, law) for option, law in rules.options.items()}
    found: list[Finding] = []
    for key, tries in _tries(laws).items():
        outcomes = [(option, _tried(key, of, method)) for option, of in tries]
        found += _findings(key, outcomes, rules)
    found += _of_rules("e", _dead(rules, method))
    found += _of_rules("f", _regions(rules))
    return tuple(sorted(found, key=lambda one: one.key))


def require_proved(rules: Ruleset) -> None:
    """Refuse rules that fail a proof.

    Raises
    ------
    DoctrineError
        Naming the proof, with a situation in words in which it fails.
    """
    for one in prove(rules):
        if one.holds is not True:
            raise unproved(one, rules)


def unproved(finding: Finding, rules: Ruleset) -> DoctrineError:
    """Return the refusal of rules that fail a proof, for the caller to raise."""
    names = tuple(one.id for one in rules.doctrines)
    said = {language: _said(finding, language) for language in ("en", "fr")}
    place = rules.doctrines[-1].place if rules.doctrines else Place("nothing", 0)
    return DoctrineError(
        "doctrine.unproved",
        f"{', '.join(names)} cannot stand together. {said['en']}",
        names=names,
        key=finding.key,
        said=said["en"],
        said_fr=said["fr"],
        file=place.file,
    )


def _said(finding: Finding, language: str) -> str:
    subject = finding.option or ", ".join(finding.rules)
    sentence = proof_in_words(finding.key, finding.holds, subject, language)
    if finding.witness is None:
        return sentence
    return f"{sentence} {'; '.join(in_words(finding.witness, language))}."


def law_of(option: str, law: OptionLaw) -> Law:
    """Return the law of an option without its rules."""
    return Law(option, law.required, law.forbidden, law.permitted)


def _tries(laws: Mapping[str, Law]) -> dict[Key, list[tuple[str, tuple[Law, ...]]]]:
    """Return what each proof looks at, by option."""
    alone: list[tuple[str, tuple[Law, ...]]] = [(one, (laws[one],)) for one in OPTIONS]
    return {
        "a": [(RESCUE_ITSELF, (laws[RESCUE_ITSELF],))],
        "b": [("/".join(MORE_THAN_MONITORING), tuple(laws[one] for one in MORE_THAN_MONITORING))],
        "c": alone,
        "d": [(option, (laws[option],)) for option in CONTROL],
        "g": alone,
    }


@lru_cache(maxsize=4096)
def _tried(key: Key, laws: tuple[Law, ...], method: Method | None) -> Found:
    if key == "g":
        return _monotone(laws[0], method)
    conditions = [part for law in laws for part in law.conditions]
    breach: Callable[[Masking], Any] = {
        "a": _not_rescued,
        "b": _only_watched,
        "c": _torn,
        "d": _control_in_danger,
    }[key](laws)
    extra: tuple[Condition, ...] = () if key == "c" else (DISTRESS,)
    if key == "d" and laws[0].option in NOBODY_ABOARD:
        extra = (*extra, EMPTY)
    return search([*conditions, *extra], breach, method=method)


def _not_rescued(laws: tuple[Law, ...]) -> Callable[[Masking], Any]:
    def breach(source: Masking) -> Any:  # noqa: ANN401 -- an array or a formula
        found = stand(laws[0].option, laws[0], source)
        barred = source.masks(laws[0].forbidden)[0]
        return source.masks(DISTRESS)[0] & (~found.required | barred)

    return breach


def _only_watched(laws: tuple[Law, ...]) -> Callable[[Masking], Any]:
    def breach(source: Masking) -> Any:  # noqa: ANN401 -- an array or a formula
        found = source.masks(DISTRESS)[0]
        for law in laws:
            one = stand(law.option, law, source)
            found = found & ~(one.permitted | one.required)
        return found

    return breach


def _torn(laws: tuple[Law, ...]) -> Callable[[Masking], Any]:
    return lambda source: source.masks(laws[0].required)[0] & source.masks(laws[0].forbidden)[0]


def _control_in_danger(laws: tuple[Law, ...]) -> Callable[[Masking], Any]:
    def breach(source: Masking) -> Any:  # noqa: ANN401 -- an array or a formula
        one = stand(laws[0].option, laws[0], source)
        danger = source.masks(DISTRESS)[0]
        if laws[0].option in NOBODY_ABOARD:
            danger = danger | ~source.masks(EMPTY)[0]
        return danger & (one.permitted | one.required)

    return breach


def _monotone(law: Law, method: Method | None) -> Found:
    """Look for a verdict that turns into permitted where one more fact is unknown."""
    cells = grid(law.conditions, most=MOST_CELLS) if method != "z3" else None
    if cells is not None:
        return _monotone_in_cells(law, cells)
    return _monotone_by_z3(law) if method != "cells" and solver_is_here() else NOT_DECIDED


def _monotone_in_cells(law: Law, cells: Grid) -> Found:
    for axis in range(len(cells.axes)):
        for block in cells.blocks(whole=axis):
            evaluator = Evaluator(block.states)
            permitted = block.full(stand(law.option, law, evaluator).permitted)
            worse = np.flatnonzero(np.take(permitted, [0], axis=axis) & ~permitted)
            if len(worse):
                index = list(cells.plainest(block, worse, cannot_be(evaluator))[1])
                index[axis] = 0
                return shown(cells.situation(index), "cells")
    return Found(exists=False, witness=None, method="cells")


def _monotone_by_z3(law: Law) -> Found:
    less, more = (Unknowns(law.conditions, prefix=one) for one in ("less ", "more "))
    before = stand(law.option, law, more).permitted
    after = stand(law.option, law, less).permitted
    answer = less.solve(less.less_known_than(more) & after & ~before, beside=more)
    if answer is False:
        return Found(exists=False, witness=None, method="z3")
    return shown(answer, "z3") if isinstance(answer, dict) else NOT_DECIDED


def _findings(key: Key, outcomes: Iterable[tuple[str, Found]], rules: Ruleset) -> Iterator[Finding]:
    methods: list[Method] = []
    failed = False
    for option, found in outcomes:
        methods.append(found.method)
        if found.exists is False:
            continue
        failed = True
        yield Finding(
            key=key,
            holds=None if found.exists is None else False,
            option=option,
            rules=_deciding(option, found, rules),
            witness=found.witness,
            method=found.method,
            impossible=found.impossible,
        )
    if not failed:
        weakest = max(methods, key=("cells", "z3", "none").index)
        yield Finding(key=key, holds=True, option="", rules=(), witness=None, method=weakest)


def _deciding(option: str, found: Found, rules: Ruleset) -> tuple[str, ...]:
    if found.witness is None:
        return ()
    judged = judge(rules, one_situation(found.witness))
    options = option.split("/")
    return tuple(dict.fromkeys(rule for one in options for rule in judged[one].because))


def _of_rules(key: Key, failed: Iterable[tuple[str, Found]]) -> Iterator[Finding]:
    """Yield the findings about single rules; one that holds where none failed."""
    none = True
    for rule, found in failed:
        none = False
        yield Finding(
            key=key,
            holds=None if found.exists is None else False,
            option="",
            rules=(rule,),
            witness=None,
            method=found.method,
        )
    if none:
        yield Finding(key=key, holds=True, option="", rules=(), witness=None, method="cells")


def _each(rules: Ruleset) -> Mapping[str, ActiveRule]:
    return {one.rule.id: one for law in rules.options.values() for one in law.rules}


def _dead(rules: Ruleset, method: Method | None) -> Iterator[tuple[str, Found]]:
    """Yield the rules that can never hold, and those that always do and are not marked so."""
    for name, active in _each(rules).items():
        if active.rule.always or _nobody_knows(active.condition):
            continue
        outcomes = [
            _holds_somewhere(one, method) for one in (active.condition, Not(active.condition))
        ]
        yield from ((name, one) for one in outcomes if one.exists is not True)


@lru_cache(maxsize=4096)
def _holds_somewhere(condition: Condition, method: Method | None) -> Found:
    return search([condition], lambda source: source.masks(condition)[0], method=method)


def _nobody_knows(condition: Condition) -> bool:
    """Say whether a number in it is unknown: then nobody can say yet whether it ever holds."""
    found = (number.value for leaf in leaves(condition) for number in numbers_in(leaf))
    return any(value != value for value in found)  # noqa: PLR0124 -- NaN differs from itself


def _regions(rules: Ruleset) -> Iterator[tuple[str, Found]]:
    """Yield the rules that ask for a rescue region, and those about rescue that ask whose waters.

    They are known by the words in the names of their facts.
    """
    for name, active in _each(rules).items():
        conditions = (active.rule.when, *(one.when for one in active.rule.unless))
        named = frozenset().union(*map(facts_in, conditions))
        words = {word for one in named for word in one.lower().split("_")}
        barred = REGION_WORDS
        if set(active.rule.options) & set(RESCUE):
            barred |= WATERS_WORDS
        if words & barred:
            yield name, Found(exists=True, witness=None, method="cells")
