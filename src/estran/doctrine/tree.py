"""The syntax tree of a condition: small frozen nodes, and what can be asked of them.

One tree has several readings: masks (kleene.py), words (below), and later proofs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Sign = Literal["<", "<=", ">", ">=", "==", "!="]
Operation = Literal["+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """The value of a number fact."""

    name: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated, sourced number of a doctrine, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number; NaN is a number that nobody knows."""

    value: float


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two terms joined by + - * or /."""

    operation: Operation
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Compare:
    """One comparison of two terms."""

    sign: Sign
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Holds:
    """A yes-or-no fact as a condition."""

    name: str


@dataclass(frozen=True, slots=True)
class Among:
    """A category fact has one of these values."""

    name: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    part: Condition


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; without parts it always holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds; without parts it never holds."""

    parts: tuple[Condition, ...]


Term: TypeAlias = Quantity | Parameter | Number | Arithmetic
Condition: TypeAlias = Compare | Holds | Among | Not | All | Some
Leaf: TypeAlias = Compare | Holds | Among
ALWAYS = All(())


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield the clauses of a condition: what is true, false or unknown by itself."""
    if isinstance(condition, Not):
        yield from leaves(condition.part)
    elif isinstance(condition, All | Some):
        for part in condition.parts:
            yield from leaves(part)
    else:
        yield condition


def numbers_in(part: Leaf | Term) -> Iterator[Number]:
    """Yield the numbers that stand in a clause or a term."""
    if isinstance(part, Number):
        yield part
    elif isinstance(part, Compare | Arithmetic):
        yield from numbers_in(part.left)
        yield from numbers_in(part.right)


def facts_in(part: Condition | Term) -> frozenset[str]:
    """Return the names of the facts that a condition or a term asks for."""
    if isinstance(part, Holds | Among | Quantity):
        return frozenset({part.name})
    if isinstance(part, Compare | Arithmetic):
        return facts_in(part.left) | facts_in(part.right)
    if isinstance(part, Not):
        return facts_in(part.part)
    if isinstance(part, All | Some):
        return frozenset().union(*map(facts_in, part.parts))
    return frozenset()


def parameters_in(part: Condition | Term) -> frozenset[str]:
    """Return the names of the parameters that a condition or a term asks for."""
    if isinstance(part, Parameter):
        return frozenset({part.name})
    if isinstance(part, Compare | Arithmetic):
        return parameters_in(part.left) | parameters_in(part.right)
    if isinstance(part, Not):
        return parameters_in(part.part)
    if isinstance(part, All | Some):
        return frozenset().union(*map(parameters_in, part.parts))
    return frozenset()


def bind(condition: Condition, values: Mapping[str, float]) -> Condition:
    """Return the condition with every parameter replaced by its value; a missing one is unknown."""
    if isinstance(condition, Not):
        return Not(bind(condition.part, values))
    if isinstance(condition, All | Some):
        return type(condition)(tuple(bind(part, values) for part in condition.parts))
    if isinstance(condition, Compare):
        left, right = _bound(condition.left, values), _bound(condition.right, values)
        return Compare(condition.sign, left, right)
    return condition


def _bound(term: Term, values: Mapping[str, float]) -> Term:
    if isinstance(term, Parameter):
        return Number(values.get(term.name, float("nan")))
    if isinstance(term, Arithmetic):
        return Arithmetic(term.operation, _bound(term.left, values), _bound(term.right, values))
    return term


def words(part: Condition | Term) -> str:
    """Return a condition or a term as it could be typed into a rule."""
    if isinstance(part, Holds | Quantity | Parameter):
        return part.name
    if isinstance(part, Number):
        return f"{part.value:g}"
    if isinstance(part, Among):
        return f"{part.name} in ({', '.join(map(repr, part.categories))},)"
    if isinstance(part, Compare):
        return f"{words(part.left)} {part.sign} {words(part.right)}"
    if isinstance(part, Arithmetic):
        return f"({words(part.left)} {part.operation} {words(part.right)})"
    return _joined(part)


def _joined(part: Not | All | Some) -> str:
    if isinstance(part, Not):
        return f"not ({words(part.part)})"
    if not part.parts:
        return "always" if isinstance(part, All) else "never"
    joint = " and " if isinstance(part, All) else " or "
    return joint.join(f"({words(one)})" for one in part.parts)
