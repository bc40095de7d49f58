"""Conditions as formulas for Z3, in the same three values; the only home of that library.

A number is an exact real here, not a float; a witness is therefore judged again by the evaluator.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from estran.doctrine.facts import facts
from estran.doctrine.tree import (
    All,
    Among,
    Arithmetic,
    Compare,
    Holds,
    Not,
    Number,
    Quantity,
    Some,
    facts_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from estran.doctrine.facts import Fact
    from estran.doctrine.tree import Condition, Term

Formula = Any
Pair = tuple[Formula, Formula]
PATIENCE = 5_000
"""Milliseconds for one question."""

_WORK: Mapping[str, Callable[[Formula, Formula], Formula]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
}


def solver_is_here() -> bool:
    """Say whether Z3 is installed (the extra `prove`)."""
    return find_spec("z3") is not None


class Unknowns:
    """One situation as variables: every fact that some conditions ask for, known or not."""

    def __init__(self, conditions: Iterable[Condition], *, prefix: str = "") -> None:
        import z3  # noqa: PLC0415 -- an optional extra

        self._z3 = z3
        self._prefix = prefix
        names = frozenset().union(*map(facts_in, conditions))
        indicators = [facts()[one].any_of for one in names]
        asked = names.union(*indicators)
        self.names = tuple(one for one in facts() if one in asked and not facts()[one].any_of)
        self._yes_no: dict[str, Pair] = {}
        self._values: dict[str, Pair] = {}
        self._always: list[Formula] = []
        for name in self.names:
            self._declare(facts()[name])

    def masks(self, condition: Condition) -> Pair:
        """Return the formulas for known true and known false."""
        match condition:
            case Holds(name):
                return self._holds(facts()[name])
            case Among(name, categories):
                value, known = self._values[name]
                order = facts()[name].categories
                listed = self._z3.Or([value == order.index(one) for one in categories])
                return known & listed, known & ~listed
            case Not(part):
                return self.masks(part)[::-1]
            case All(parts):
                return self._all([self.masks(one) for one in parts])
            case Some(parts):
                return self._all([self.masks(one)[::-1] for one in parts])[::-1]
            case Compare(sign, left, right):
                (first, one), (second, other) = self._term(left), self._term(right)
                holds = _WORK[sign](first, second)
                return one & other & holds, one & other & ~holds

    def known(self, name: str) -> Formula:
        """Return the formula for a fact being known."""
        if facts()[name].kind == "yes_no":
            true, false = self._holds(facts()[name])
            return true | false
        return self._values[name][1]

    def less_known_than(self, other: Unknowns) -> Formula:
        """Return the formula for being the other situation with no more known than there."""
        rows = [self._z3.BoolVal(True)]  # noqa: FBT003 -- of the library
        for name in self.names:
            if name in self._yes_no:
                mine, theirs = self._yes_no[name], other._yes_no[name]
                pairs = zip(mine, theirs, strict=True)
                rows += [self._z3.Implies(one, more) for one, more in pairs]
            else:
                (value, known), (also, more) = self._values[name], other._values[name]
                rows.append(self._z3.Implies(known, more & (value == also)))
        return reduce(lambda left, right: left & right, rows)

    def solve(
        self, wanted: Formula, *, beside: Unknowns | None = None
    ) -> dict[str, object] | Literal[False] | None:
        """Return a situation in which a formula holds, with few unknowns.

        Parameters
        ----------
        wanted : formula
            Over these variables.
        beside : Unknowns, optional
            Of a second situation of which the formula speaks too.

        Returns
        -------
        dict, False or None
            Facts by name; False where there is none, None where Z3 gave up.
        """
        solver = self._z3.Solver()
        solver.set("timeout", PATIENCE)
        solver.add(*self._always, *(beside._always if beside else ()), wanted)
        answer = solver.check()
        if answer == self._z3.unsat:
            return False
        if answer != self._z3.sat:
            return None
        for name in self.names:
            solver.push()
            solver.add(self.known(name))
            if solver.check() != self._z3.sat:
                solver.pop()
        return self._situation(solver.model()) if solver.check() == self._z3.sat else None

    def _declare(self, declared: Fact) -> None:
        z3, name = self._z3, f"{self._prefix}{declared.name}"
        if declared.kind == "yes_no":
            true, false = z3.Bool(f"{name} yes"), z3.Bool(f"{name} no")
            self._yes_no[declared.name] = true, false
            self._always.append(~(true & false))
            return
        whole = declared.kind == "category" or declared.whole
        value = z3.Int(name) if whole else z3.Real(name)
        low, high = declared.low, declared.high
        if declared.kind == "category":
            low, high = 0.0, float(len(declared.categories) - 1)
        self._values[declared.name] = value, z3.Bool(f"{name} known")
        self._always += [value >= self._number(low), value <= self._number(high)]

    def _holds(self, declared: Fact) -> Pair:
        if not declared.any_of:
            return self._yes_no[declared.name]
        masks = [self._yes_no[name] for name in declared.any_of]
        return self._all([one[::-1] for one in masks])[::-1]

    def _all(self, parts: list[Pair]) -> Pair:
        z3 = self._z3
        return z3.And([one for one, _ in parts]), z3.Or([one for _, one in parts])

    def _term(self, term: Term) -> Pair:
        """Return a term and where it has a value."""
        z3 = self._z3
        match term:
            case Quantity(name):
                return self._values[name]
            case Number(value):
                known = value == value  # noqa: PLR0124 -- NaN differs from itself
                return self._number(value if known else 0.0), z3.BoolVal(known)
            case Arithmetic(operation, left, right):
                (first, one), (second, other) = self._term(left), self._term(right)
                defined = one & other
                if operation == "/":
                    defined, first = defined & (second != 0), self._real(first)
                return _WORK[operation](first, second), defined
        raise AssertionError(f"{term} has to be bound to a value first")

    def _real(self, formula: Formula) -> Formula:
        return self._z3.ToReal(formula) if formula.is_int() else formula

    def _number(self, value: float) -> Formula:
        exact = Fraction(value)
        if exact.denominator == 1:
            return self._z3.IntVal(exact.numerator)
        return self._z3.Q(exact.numerator, exact.denominator)

    def _situation(self, model: Formula) -> dict[str, object]:
        return {name: self._read(facts()[name], model) for name in self.names}

    def _read(self, declared: Fact, model: Formula) -> object:
        def holds(formula: Formula) -> bool:
            return bool(self._z3.is_true(model.eval(formula, model_completion=True)))

        if declared.kind == "yes_no":
            true, false = self._yes_no[declared.name]
            return True if holds(true) else False if holds(false) else None
        value, known = self._values[declared.name]
        if not holds(known):
            return None
        found = model.eval(value, model_completion=True)
        if self._z3.is_int_value(found):
            at = int(found.as_long())
            return declared.categories[at] if declared.kind == "category" else float(at)
        if self._z3.is_algebraic_value(found):
            found = found.approx(30)
        return min(max(float(found.as_fraction()), declared.low), declared.high)
