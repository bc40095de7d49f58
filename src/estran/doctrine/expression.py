"""Conditions as text: a closed subset of Python's expression syntax, typed and bounded.

The text is parsed into Python's syntax tree, walked into ours, and never compiled or run.
"""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from estran.doctrine.place import refuse
from estran.doctrine.tree import (
    All,
    Among,
    Arithmetic,
    Compare,
    Holds,
    Not,
    Number,
    Parameter,
    Quantity,
    Some,
    facts_in,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.doctrine.facts import Fact
    from estran.doctrine.place import Place
    from estran.doctrine.tree import Condition, Operation, Sign, Term
    from estran.errors import DoctrineError

LONGEST = 400
DEEPEST = 12
MOST_PARTS = 100
LARGEST = 1e12
MOST_TIMES = 10
PURE = "1"
PLAIN = frozenset({0.0, 1.0})
"""Numbers that mean nothing by themselves; any other has a name, a source and a date."""
_TYPED = re.compile(r"""[A-Za-z0-9_ \n.,()<>=!+\-*/'"]*""")
_SIGNS: Mapping[type[ast.cmpop], Sign] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_OPERATIONS: Mapping[type[ast.operator], Operation] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names that a condition may use: facts, and parameters with their units."""

    facts: Mapping[str, Fact]
    parameters: Mapping[str, str]

    def kind(self, name: str) -> str:
        """Return what a name is: a kind of fact, ``parameter``, or empty where nobody knows it."""
        if name in self.facts:
            return self.facts[name].kind
        return "parameter" if name in self.parameters else ""


def parse_condition(text: str, *, vocabulary: Vocabulary, place: Place) -> Condition:
    """Read a condition.

    Parameters
    ----------
    text : str
        Such as ``persons_aboard == 0 and daylight``.
    place : Place
        File, line and rule, for the message.

    Raises
    ------
    DoctrineError
        Where the text is too long or too deep, uses anything but the subset, names an unknown
        fact, or compares things of different kinds or units.
    """
    if len(text) > LONGEST:
        raise refuse("rule.too_long", place, f"a condition has at most {LONGEST} characters.")
    if not _TYPED.fullmatch(text):
        strange = next(one for one in text if not _TYPED.fullmatch(one))
        raise refuse(
            "rule.character", place, f"the character {strange!r} is not allowed in a rule."
        )
    return _Reader(vocabulary, place).condition(_parsed(text, place), 0)


def _parsed(text: str, place: Place) -> ast.expr:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = ast.parse(" ".join(text.split()), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        column = getattr(error, "offset", None)
        near = f" near column {column}" if column else ""
        raise refuse("rule.syntax", place, f"{text!r} cannot be read{near}.") from error
    if sum(isinstance(one, ast.expr) for one in ast.walk(found)) > MOST_PARTS:
        raise refuse("rule.too_many", place, f"a condition has at most {MOST_PARTS} parts.")
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Walks Python's tree into ours; every refusal names the place."""

    vocabulary: Vocabulary
    place: Place

    def condition(self, node: ast.expr, depth: int) -> Condition:
        """Return what is true, false or unknown."""
        self._bounded(depth)
        match node:
            case ast.BoolOp(op=joint, values=values):
                parts = tuple(self.condition(one, depth + 1) for one in values)
                return All(parts) if isinstance(joint, ast.And) else Some(parts)
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return Not(self.condition(inner, depth + 1))
            case ast.Compare():
                return self._comparisons(node, depth)
            case ast.Name(id=name):
                return self._holds(name)
        raise self._no_condition(node)

    def _holds(self, name: str) -> Holds:
        kind = self._known(name)
        if kind != "yes_no":
            raise refuse(
                "rule.kind_of_fact",
                self.place,
                f"{name!r} is a {kind}, not yes or no; compare it with something.",
            )
        return Holds(name)

    def _comparisons(self, node: ast.Compare, depth: int) -> Condition:
        """Return one comparison, or a chain as its separate comparisons."""
        sides = [node.left, *node.comparators]
        pairs = zip(sides, node.ops, sides[1:], strict=False)
        found = tuple(self._comparison(*pair, depth=depth + 1) for pair in pairs)
        return found[0] if len(found) == 1 else All(found)

    def _comparison(
        self, left: ast.expr, sign: ast.cmpop, right: ast.expr, *, depth: int
    ) -> Condition:
        if isinstance(sign, ast.In | ast.NotIn):
            found = self._among(left, _elements(right))
            return Not(found) if isinstance(sign, ast.NotIn) else found
        if self._names_category(left) or self._names_category(right):
            return self._category_equals(left, sign, right)
        if type(sign) not in _SIGNS:
            raise refuse("rule.not_allowed", self.place, "'is' is not allowed; use == or !=.")
        first, second = self.term(left, depth), self.term(right, depth)
        self._same_unit(first, second, "compares")
        self._named(first[0], second[0])
        clause = Compare(_SIGNS[type(sign)], first[0], second[0])
        if not facts_in(clause):
            raise refuse("rule.no_fact", self.place, f"'{words(clause)}' asks for no fact.")
        return clause

    def _names_category(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Name):
            return self.vocabulary.kind(node.id) == "category"
        return isinstance(node, ast.Constant) and isinstance(node.value, str)

    def _category_equals(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> Condition:
        name, value = (left, right) if isinstance(left, ast.Name) else (right, left)
        found = self._among(name, [value])
        if isinstance(sign, ast.Eq):
            return found
        if isinstance(sign, ast.NotEq):
            return Not(found)
        raise refuse(
            "rule.kind_of_fact", self.place, f"{found.name!r} has no order; use ==, != or in."
        )

    def _among(self, node: ast.expr, values: list[ast.expr] | None) -> Among:
        if not isinstance(node, ast.Name) or not values:
            raise refuse(
                "rule.membership", self.place, "membership reads: category in ('one', 'two')."
            )
        if self._known(node.id) != "category":
            raise refuse("rule.kind_of_fact", self.place, f"{node.id!r} is no category.")
        allowed = self.vocabulary.facts[node.id].categories
        given = tuple(getattr(one, "value", None) for one in values)
        for one in given:
            if not isinstance(one, str) or one not in allowed:
                raise refuse(
                    "rule.category",
                    self.place,
                    f"{node.id!r} has no value {one!r}; it is one of {', '.join(allowed)}.",
                )
        return Among(node.id, tuple(str(one) for one in given))

    def term(self, node: ast.expr, depth: int) -> tuple[Term, str]:
        """Return a number with its unit; the unit of a bare zero is empty and fits any."""
        self._bounded(depth)
        match node:
            case ast.Name(id=name):
                return self._named_term(name)
            case ast.Constant(value=bool()):
                raise refuse("rule.not_allowed", self.place, "write the fact itself, or `not` it.")
            case ast.Constant(value=int() | float() as value) if abs(value) <= LARGEST:
                return Number(float(value)), PURE if value else ""
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                number, unit = self.term(inner, depth + 1)
                return Arithmetic("-", Number(0.0), number), unit
            case ast.BinOp(op=sign) if type(sign) in _OPERATIONS:
                return self._arithmetic(node, depth)
        raise self._no_condition(node)

    def _named_term(self, name: str) -> tuple[Term, str]:
        kind = self._known(name)
        if kind == "number":
            return Quantity(name), self.vocabulary.facts[name].unit
        if kind == "parameter":
            return Parameter(name), self.vocabulary.parameters[name]
        if kind == "yes_no":
            problem = f"{name!r} is yes or no and is not compared; write it alone, or after `not`."
            raise refuse("rule.kind_of_fact", self.place, problem)
        raise refuse("rule.kind_of_fact", self.place, f"{name!r} is no number ({kind}).")

    def _arithmetic(self, node: ast.BinOp, depth: int) -> tuple[Term, str]:
        operation = _OPERATIONS[type(node.op)]
        left, right = self.term(node.left, depth + 1), self.term(node.right, depth + 1)
        if operation in {"*", "/"}:
            self._named_or_count(left[0], right[0])
        return Arithmetic(operation, left[0], right[0]), self._unit(operation, left, right)

    def _unit(self, operation: Operation, left: tuple[Term, str], right: tuple[Term, str]) -> str:
        if operation in {"+", "-"}:
            self._same_unit(left, right, "adds or subtracts")
            return left[1] or right[1]
        pure = {PURE, ""}
        if right[1] in pure:
            return left[1]
        if operation == "*" and left[1] in pure:
            return right[1]
        if operation == "/" and left[1] == right[1]:
            return PURE
        raise refuse("rule.unit", self.place, f"{left[1]} {operation} {right[1]} has no unit here.")

    def _same_unit(self, left: tuple[Term, str], right: tuple[Term, str], verb: str) -> None:
        if left[1] == right[1] or "" in (left[1], right[1]):
            return
        hint = ": these are two different units."
        if PURE in (left[1], right[1]):
            hint = ". A bare number has no unit: name it under `parameters`, with source and date."
        raise refuse("rule.unit", self.place, f"{verb} {left[1]!r} with {right[1]!r}{hint}")

    def _named(self, *terms: Term) -> None:
        """Refuse a number that decides and has neither name nor source."""
        for term in terms:
            if isinstance(term, Number) and term.value not in PLAIN:
                raise self._nameless(term)
            if isinstance(term, Arithmetic) and term.operation in {"+", "-"}:
                self._named(term.left, term.right)

    def _named_or_count(self, *factors: Term) -> None:
        """Refuse a factor or divisor that is no small whole number: such a one counts how often."""
        for factor in factors:
            if isinstance(factor, Number) and factor.value not in range(MOST_TIMES + 1):
                raise self._nameless(factor)

    def _nameless(self, number: Number) -> DoctrineError:
        return refuse(
            "rule.nameless",
            self.place,
            f"{number.value:g} decides something: give it a name under `parameters`, with source "
            f"and date. Only 0, 1 and how many times (to {MOST_TIMES}) are written out.",
        )

    def _known(self, name: str) -> str:
        if kind := self.vocabulary.kind(name):
            return kind
        near = get_close_matches(
            name, [*self.vocabulary.facts, *self.vocabulary.parameters], n=1, cutoff=0.5
        )
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise refuse(
            "rule.unknown_fact",
            self.place,
            f"{name!r} is neither a fact of facts.yaml nor a parameter of this doctrine.{hint}",
        )

    def _bounded(self, depth: int) -> None:
        if depth > DEEPEST:
            raise refuse(
                "rule.too_deep", self.place, f"a condition is nested at most {DEEPEST} deep."
            )

    def _no_condition(self, node: ast.expr) -> DoctrineError:
        what = type(node).__name__
        return refuse(
            "rule.not_allowed",
            self.place,
            f"{ast.unparse(node)!r} ({what}) is not allowed in a rule. A rule has comparisons, "
            "and, or, not, + - * / on numbers, and facts and parameters by name.",
        )


def _elements(node: ast.expr) -> list[ast.expr] | None:
    return node.elts if isinstance(node, ast.Tuple) else None
