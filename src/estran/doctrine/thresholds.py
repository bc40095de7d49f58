"""Where clauses cut a fact into cells, and a value out of every cell; where unsure, a refusal."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor, inf, isfinite, nan, nextafter
from typing import TYPE_CHECKING

from estran.doctrine.facts import facts
from estran.doctrine.tree import Arithmetic, Compare, Number, Quantity, facts_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from estran.doctrine.facts import Fact
    from estran.doctrine.tree import Leaf, Term


class NotExactError(Exception):
    """Cells would not be exact; caught where a grid is made."""


def coupled(clauses: Iterable[Leaf]) -> tuple[frozenset[str], ...]:
    """Return the groups of facts that clauses compare with each other, directly or by others."""
    groups: list[frozenset[str]] = []
    for leaf in clauses:
        names = facts_in(leaf)
        if not isinstance(leaf, Compare) or (len(names) < 2 and not _with_itself(leaf)):
            continue
        touched = [one for one in groups if one & names]
        groups = [one for one in groups if not one & names]
        groups.append(names.union(*touched))
    return tuple(groups)


def cells_of(name: str, about: Sequence[Leaf], group: frozenset[str]) -> tuple[object, ...]:
    """Return unknown (None), then at least one value of a fact out of every cell.

    Parameters
    ----------
    name : str
        Of the fact.
    about : sequence of clauses
        All that speak of it, or of a fact that it is compared with.
    group : frozenset of str
        The fact, and those that it is compared with.

    Raises
    ------
    NotExactError
        Where no finite number of values would be enough, or it is not known which.
    """
    declared = facts()[name]
    if declared.kind == "yes_no":
        return None, False, True
    if declared.kind == "category":
        return None, *declared.categories
    members = [facts()[one] for one in sorted(group)]
    if len({one.whole for one in members}) > 1:
        raise NotExactError
    ends = {end for one in members for end in (one.low, one.high)}
    limits: set[float] = set().union(*(_limits(leaf, group) for leaf in about))
    between = _whole_between if declared.whole else _between
    values = _with_gaps(sorted(limits | ends), lambda low, high: between(low, high, len(group)))
    inside = [one for one in values if declared.low <= one <= declared.high]
    if declared.whole:
        inside = [one for one in inside if one == floor(one)]
    return None, *sorted(inside, key=lambda one: one in ends - limits)


def _with_gaps(
    limits: Sequence[float], between: Callable[[float, float], Iterable[float]]
) -> Iterator[float]:
    yield limits[0]
    for low, high in pairwise(limits):
        yield from between(low, high)
        yield high


def _whole_between(low: float, high: float, count: int) -> list[float]:
    """Return whole numbers strictly between two limits, as many as there are or are needed."""
    first, last = floor(low) + 1, ceil(high) - 1
    if count > 1:
        return [float(one) for one in range(first, min(last, first + count - 1) + 1)]
    middle = first + min((last - first) // 2, 20)
    return [float(middle)] if first <= last else []


def _between(low: float, high: float, count: int) -> list[float]:
    """Return numbers strictly between two limits, one apart from each limit where that fits."""
    if nextafter(low, inf) == high:
        return []
    step = min((high - low) / (count + 1), 50.0)
    found = [low + step * (place + 1) for place in range(count)]
    if not low < found[0] or not found[-1] < high or len(set(found)) < count:
        raise NotExactError
    return found


def _limits(leaf: Leaf, group: frozenset[str]) -> set[float]:
    """Return the values at which a clause about one fact may change; none where two are compared.

    The clause is true, false or unknown throughout between them.
    """
    if not isinstance(leaf, Compare):
        return set()
    left, right = facts_in(leaf.left), facts_in(leaf.right)
    if left and right:
        if not isinstance(leaf.left, Quantity) or not isinstance(leaf.right, Quantity):
            raise NotExactError
        return set()
    side, other = (leaf.left, leaf.right) if left else (leaf.right, leaf.left)
    limit = _value(other, nan)
    if limit != limit:  # noqa: PLR0124 -- a number that nobody knows
        return set()
    if isinstance(side, Quantity):
        return {limit}
    if len(group) > 1 or not _monotone(side):
        raise NotExactError
    return _turns(side, limit, facts()[next(iter(facts_in(side)))])


def _turns(side: Term, limit: float, declared: Fact) -> set[float]:
    """Return the values on both sides of where a monotone term passes a limit."""
    low, high = _value(side, declared.low), _value(side, declared.high)
    if not isfinite(low) or not isfinite(high):
        raise NotExactError
    sign = 1.0 if low <= high else -1.0
    rises = (
        lambda at: sign * _value(side, at) >= sign * limit,
        lambda at: sign * _value(side, at) > sign * limit,
    )
    return {one for passed in rises for one in _turn(passed, declared.low, declared.high)}


def _turn(passed: Callable[[float], bool], low: float, high: float) -> tuple[float, ...]:
    """Return the two neighbours in floating point between which something begins to hold."""
    if passed(low) or not passed(high):
        return ()
    while nextafter(low, inf) < high:
        middle = low + (high - low) / 2.0
        middle = middle if low < middle < high else nextafter(low, inf)
        low, high = (low, middle) if passed(middle) else (middle, high)
    return low, high


def _value(term: Term, at: float) -> float:
    """Return a term in floating point, its one fact put at a value; NaN where it has none."""
    if isinstance(term, Quantity):
        return at
    if isinstance(term, Number):
        return term.value
    assert isinstance(term, Arithmetic)  # noqa: S101 -- parameters are bound
    left, right = _value(term.left, at), _value(term.right, at)
    try:
        found = _WORK[term.operation](left, right)
    except (ZeroDivisionError, OverflowError):
        return nan
    return found if isfinite(found) else nan


_WORK: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
}


def _monotone(term: Term) -> bool:
    """Say whether a term only rises, or only falls, with its one fact: that stands in it once."""
    if not isinstance(term, Arithmetic):
        return True
    if facts_in(term.left) and facts_in(term.right):
        return False
    divided_by = term.operation == "/" and facts_in(term.right)
    return not divided_by and _monotone(term.left) and _monotone(term.right)


def _with_itself(leaf: Compare) -> bool:
    return bool(facts_in(leaf.left) & facts_in(leaf.right))
