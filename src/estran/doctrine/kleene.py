"""The one evaluator: conditions over states, in Kleene's three values, as pairs of masks.

True, false, and neither, which is unknown. One situation and millions go the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from estran.doctrine.facts import facts
from estran.doctrine.tree import All, Among, Arithmetic, Compare, Holds, Not, Number, Quantity, Some

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from estran.doctrine.states import States
    from estran.doctrine.tree import Condition, Term
    from estran.quantities.arrays import Bools, Floats

Truth = Literal["met", "not_met", "unknown"]
Masks: TypeAlias = "tuple[Bools, Bools]"


@dataclass(slots=True)
class Evaluator:
    """Evaluates conditions over some states; equal parts are worked out once.

    The masks it hands out belong to it and are not to be changed.
    """

    states: States
    _known: dict[Condition, Masks] = field(default_factory=dict)

    def masks(self, condition: Condition) -> Masks:
        """Return where a condition is known true and where it is known false, shape (count,)."""
        found = self._known.get(condition)
        if found is None:
            found = self._known[condition] = self._masks(condition)
        return found

    def truth(self, condition: Condition) -> Truth:
        """Return the value of a condition in the first situation."""
        true, false = self.masks(condition)
        return "met" if true[0] else "not_met" if false[0] else "unknown"

    def _masks(self, condition: Condition) -> Masks:
        match condition:
            case Holds(name):
                return self.states.yes_no.get(name) or (self._nowhere(), self._nowhere())
            case Among():
                return self._among(condition)
            case Not(part):
                true, false = self.masks(part)
                return false, true
            case All(parts):
                return self._all(self.masks(part) for part in parts)
            case Some(parts):
                false, true = self._all(self.masks(part)[::-1] for part in parts)
                return true, false
            case Compare():
                return self._compare(condition)

    def _all(self, parts: Iterable[Masks]) -> Masks:
        true, false = ~self._nowhere(), self._nowhere()
        for yes, no in parts:
            true, false = true & yes, false | no
        return true, false

    def _compare(self, comparison: Compare) -> Masks:
        left, right = self._values(comparison.left), self._values(comparison.right)
        match comparison.sign:
            case "<":
                return left < right, left >= right
            case "<=":
                return left <= right, left > right
            case ">":
                return left > right, left <= right
            case ">=":
                return left >= right, left < right
            case "==":
                return left == right, (left < right) | (left > right)
            case "!=":
                return (left < right) | (left > right), left == right

    def _among(self, condition: Among) -> Masks:
        codes: NDArray[np.int8] | None = self.states.categories.get(condition.name)
        if codes is None:
            return self._nowhere(), self._nowhere()
        order = facts()[condition.name].categories
        listed = np.isin(codes, [order.index(one) for one in condition.categories])
        return listed, ~listed & (codes >= 0)

    def _values(self, term: Term) -> Floats:
        match term:
            case Quantity(name):
                found = self.states.numbers.get(name)
                return np.full(self.states.count, np.nan) if found is None else found
            case Number(value):
                return np.full(self.states.count, value)
            case Arithmetic(operation, left, right):
                return _worked_out(operation, self._values(left), self._values(right))
        raise AssertionError(f"{term} has to be bound to a value first")

    def _nowhere(self) -> Bools:
        return np.zeros(self.states.count, dtype=bool)


def _worked_out(operation: str, left: Floats, right: Floats) -> Floats:
    """Return a result of arithmetic; what has no finite value is unknown."""
    with np.errstate(all="ignore"):
        match operation:
            case "+":
                found = left + right
            case "-":
                found = left - right
            case "*":
                found = left * right
            case _:
                found = left / right
    return np.where(np.isfinite(found), found, np.nan)


def unknown_facts(condition: Condition, evaluator: Evaluator) -> frozenset[str]:
    """Return the facts that leave a condition unknown in the first situation, if it is unknown."""
    if evaluator.truth(condition) != "unknown":
        return frozenset()
    match condition:
        case Holds(name) | Among(name):
            return frozenset({name})
        case Not(part):
            return unknown_facts(part, evaluator)
        case All(parts) | Some(parts):
            return frozenset().union(*(unknown_facts(part, evaluator) for part in parts))
        case Compare(_, left, right):
            return _missing(left, evaluator) | _missing(right, evaluator)


def _missing(term: Term, evaluator: Evaluator) -> frozenset[str]:
    match term:
        case Quantity(name):
            found = evaluator.states.numbers.get(name)
            return frozenset({name}) if found is None or np.isnan(found[0]) else frozenset()
        case Arithmetic(_, left, right):
            return _missing(left, evaluator) | _missing(right, evaluator)
    return frozenset()
