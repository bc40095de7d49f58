"""Claims about verdicts and facts, such as "permitted(I7) implies not persons_in_water", decided.

What a claim may say is in docs/reference/claims.md; how its text is read, in claim_text.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from estran.doctrine.claim_text import (
    Both,
    Either,
    Implies,
    Knows,
    Opposite,
    Says,
    Stated,
    read_claim,
)
from estran.doctrine.facts import fact
from estran.doctrine.judge import Verdict, stand
from estran.doctrine.kleene import Evaluator
from estran.doctrine.options import CONTROL
from estran.doctrine.proofs import Law, law_of
from estran.doctrine.search import Method, search
from estran.doctrine.states import one_situation
from estran.doctrine.tree import Among, Compare, Holds, Number, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estran.doctrine.claim_text import Statement
    from estran.doctrine.judge import Masking
    from estran.doctrine.ruleset import Ruleset
    from estran.doctrine.tree import Condition

Pair: TypeAlias = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed of every situation, and the text that says it."""

    text: str
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Whether a claim is true in every situation.

    Attributes
    ----------
    verdict : str
        ``proved``, ``refuted``, or ``not_decided`` where neither cells nor Z3 could say.
    witness : mapping or None
        The situation with the fewest unknowns in which it is not true.
    method : str
        ``cells``, ``z3`` or ``none``.
    impossible : tuple of str
        Declared impossible combinations that the witness could not do without.
    """

    verdict: Literal["proved", "refuted", "not_decided"]
    witness: Mapping[str, object] | None
    method: Method
    impossible: tuple[str, ...] = ()


def parse_claim(text: str) -> Claim:
    """Read a claim.

    Parameters
    ----------
    text : str
        Such as ``permitted(I7) implies not persons_in_water``.

    Raises
    ------
    DoctrineError
        Naming what cannot be read, and the column.
    """
    return Claim(" ".join(text.split()), read_claim(text))


def decide(claim: Claim, rules: Ruleset, *, method: Method | None = None) -> Outcome:
    """Say whether a claim is true in every situation that the rules and it can tell apart.

    Parameters
    ----------
    claim : Claim
        What is claimed.
    rules : Ruleset
        Under which.
    method : str, optional
        One way only: ``cells`` or ``z3``.
    """
    laws = {name: law_of(name, law) for name, law in rules.options.items()}
    asked = tuple(_conditions(claim.statement, laws))
    found = search(asked, lambda source: ~_masks(claim.statement, laws, source)[0], method=method)
    words: dict[bool | None, Literal["proved", "refuted", "not_decided"]] = {
        True: "refuted",
        False: "proved",
        None: "not_decided",
    }
    return Outcome(
        verdict=words[found.exists],
        witness=found.witness,
        method=found.method,
        impossible=found.impossible,
    )


def is_true(claim: Claim, rules: Ruleset, situation: Mapping[str, object]) -> bool:
    """Say whether a claim is true in one situation; one that is unknown there is not true."""
    laws = {name: law_of(name, law) for name, law in rules.options.items()}
    source = Evaluator(one_situation(situation))
    return bool(np.all(_masks(claim.statement, laws, source)[0]))


def _conditions(part: Statement, laws: Mapping[str, Law]) -> Iterator[Condition]:
    """Yield every condition that a claim reads."""
    match part:
        case Says(_, option):
            yield from laws[option].conditions
        case Knows(declared, _):
            yield _asking_for(declared)
        case Stated(condition):
            yield condition
        case Opposite(inner):
            yield from _conditions(inner, laws)
        case Both(left, right) | Either(left, right) | Implies(left, right):
            yield from _conditions(left, laws)
            yield from _conditions(right, laws)


def _asking_for(name: str) -> Condition:
    """Return some condition that asks for a fact, so that it is among those tried."""
    declared = fact(name)
    if declared.kind == "yes_no":
        return Holds(name)
    if declared.kind == "category":
        return Among(name, declared.categories[:1])
    return Compare(">=", Quantity(name), Number(declared.low))


def _masks(part: Statement, laws: Mapping[str, Law], source: Masking) -> Pair:
    """Return where a statement is true and where it is false."""
    match part:
        case Stated(condition):
            return source.masks(condition)
        case Opposite(inner):
            return _masks(inner, laws, source)[::-1]
        case Both(left, right) | Either(left, right):
            (yes, no), (also, nor) = (_masks(one, laws, source) for one in (left, right))
            return (yes & also, no | nor) if isinstance(part, Both) else (yes | also, no & nor)
    true = _two_valued(part, laws, source)
    return true, ~true


def _two_valued(part: Says | Knows | Implies, laws: Mapping[str, Law], source: Masking) -> Any:  # noqa: ANN401 -- an array or a formula
    """Return where a statement is true that is never unknown."""
    match part:
        case Says(verdict, option):
            return _says(verdict, laws[option], source)
        case Knows(name, known):
            return source.known(name) if known else ~source.known(name)
        case Implies(left, right):
            return ~_masks(left, laws, source)[0] | _masks(right, laws, source)[0]


def _says(verdict: Verdict, law: Law, source: Masking) -> Any:  # noqa: ANN401 -- an array or a formula
    found = stand(law.option, law, source)
    otherwise = Verdict.NOT_PERMITTED if law.option in CONTROL else Verdict.UNDETERMINED
    match verdict:
        case Verdict.REQUIRED:
            return found.required
        case Verdict.PERMITTED:
            return found.permitted
        case Verdict.FORBIDDEN:
            return found.forbidden
    rest = ~(found.required | found.permitted | found.forbidden)
    return rest if verdict is otherwise else rest & ~rest
