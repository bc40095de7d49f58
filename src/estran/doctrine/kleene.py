"""The one evaluator: conditions over states, in Kleene's three values, as pairs of masks.

True, false, and neither, which is unknown. One situation and millions go the same way. A number
known as a range makes a comparison true only where it holds for every value in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from estran.doctrine.facts import facts
from estran.doctrine.tree import All, Among, Arithmetic, Compare, Holds, Not, Number, Quantity, Some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from estran.doctrine.states import States
    from estran.doctrine.tree import Condition, Term
    from estran.quantities.arrays import Bools, Floats

Truth = Literal["met", "not_met", "unknown"]
Masks: TypeAlias = "tuple[Bools, Bools]"
Ends: TypeAlias = "tuple[Floats, Floats]"
"""Least and greatest values; one and the same array where no value is a range."""
_OPERATIONS: Mapping[str, Callable[[Floats, Floats], Floats]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
}


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

    def known(self, name: str) -> Bools:
        """Return where a fact is known, a number to one value, shape (count,)."""
        if name in self.states.yes_no:
            true, false = self.states.yes_no[name]
            return true | false
        if name in self.states.categories:
            return self.states.categories[name] >= 0
        low, high = self._ends(Quantity(name))
        settled: Bools = low == high
        return settled

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
        found = iter(parts)
        first = next(found, None)
        if first is None:
            return ~self._nowhere(), self._nowhere()
        true, false = first
        for yes, no in found:
            true, false = true & yes, false | no
        return true, false

    def _compare(self, comparison: Compare) -> Masks:
        left, right = self._ends(comparison.left), self._ends(comparison.right)
        match comparison.sign:
            case "<":
                return _less(left, right)
            case "<=":
                return _less(right, left)[::-1]
            case ">":
                return _less(right, left)
            case ">=":
                return _less(left, right)[::-1]
            case "==":
                return _equal(left, right)
            case "!=":
                return _equal(left, right)[::-1]

    def _among(self, condition: Among) -> Masks:
        codes: NDArray[np.int8] | None = self.states.categories.get(condition.name)
        if codes is None:
            return self._nowhere(), self._nowhere()
        order = facts()[condition.name].categories
        listed = np.logical_or.reduce([codes == order.index(one) for one in condition.categories])
        return listed, ~listed & (codes >= 0)

    def _ends(self, term: Term) -> Ends:
        match term:
            case Quantity(name):
                low = self.states.numbers.get(name)
                low = np.full(self.states.count, np.nan) if low is None else low
                return low, self.states.highs.get(name, low)
            case Number(value):
                found = np.full(self.states.count, value)
                return found, found
            case Arithmetic(operation, left, right):
                return _worked_out(operation, self._ends(left), self._ends(right))
        raise AssertionError(f"{term} has to be bound to a value first")

    def _nowhere(self) -> Bools:
        return np.zeros(self.states.count, dtype=bool)


def _less(left: Ends, right: Ends) -> Masks:
    """Return where left < right for all values, and where for none."""
    return left[1] < right[0], left[0] >= right[1]


def _equal(left: Ends, right: Ends) -> Masks:
    """Return where both are one value and the same, and where they share none."""
    apart = (left[1] < right[0]) | (left[0] > right[1])
    if left[0] is left[1] and right[0] is right[1]:
        return left[0] == right[0], apart
    return (left[0] >= right[1]) & (left[1] <= right[0]), apart


def _worked_out(operation: str, left: Ends, right: Ends) -> Ends:
    """Return the ends of a result of arithmetic; what may have no finite value is unknown.

    They hold every result that two values in the ranges have in floating point, since rounding
    never changes an order. A fact that stands twice is taken as two, which only widens them.
    """
    work = _OPERATIONS[operation]
    with np.errstate(all="ignore"):
        if left[0] is left[1] and right[0] is right[1]:
            found = work(left[0], right[0])
            found = np.where(np.isfinite(found), found, np.nan)
            return found, found
        corners = [work(one, other) for one in left for other in right]
    low, high = np.minimum.reduce(corners), np.maximum.reduce(corners)
    known = np.isfinite(low) & np.isfinite(high)
    if operation == "/":
        known &= (right[0] > 0.0) | (right[1] < 0.0)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


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
            low = evaluator.states.numbers.get(name)
            high = evaluator.states.highs.get(name, low)
            settled = low is not None and high is not None and low[0] == high[0]
            return frozenset() if settled else frozenset({name})
        case Arithmetic(_, left, right):
            return _missing(left, evaluator) | _missing(right, evaluator)
    return frozenset()
