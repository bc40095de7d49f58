"""Every situation that some conditions can tell apart, as a small grid; unknown is on each axis.

Thresholds cut a fact into cells, and one value out of each cell stands for all of it: what holds
on the grid holds everywhere. Where that would not be exact there is no grid (symbolic.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, product
from math import prod
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from estran.doctrine.facts import facts
from estran.doctrine.kleene import Evaluator
from estran.doctrine.states import States
from estran.doctrine.thresholds import NotExactError, cells_of, coupled
from estran.doctrine.tree import facts_in, leaves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from estran.doctrine.facts import Fact
    from estran.doctrine.tree import Condition, Leaf
    from estran.quantities.arrays import Bools, Codes, Floats, Ints

BLOCK = 1 << 22
"""Cells worked out at a time."""

_POSSIBLE = 100
"""More than there are facts in any grid, so that what is possible comes before what is not."""


Plain: TypeAlias = tuple[int, tuple[int, ...]]
"""How plain a cell is, and its index: of two, the lesser is shown."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One fact that may be anything: unknown (None) first, then one value from each cell."""

    name: str
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Part of a grid: the leading axes held still, the others as columns that span it.

    Attributes
    ----------
    start : tuple of int
        First index on each axis; of a grid without axes (0,).
    shape : tuple of int
        Length on each axis; 1 on those that are held still, and of a grid without axes.
    states : States
        Columns of as many dimensions as there are axes, of length 1 but on their own; the
        evaluator spreads them against each other.
    """

    start: tuple[int, ...]
    shape: tuple[int, ...]
    states: States

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return prod(self.shape)

    def full(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return values of every cell of the block, spread to its shape."""
        return np.broadcast_to(values, self.shape)


@dataclass(frozen=True, slots=True)
class Grid:
    """All combinations of the values of some facts.

    Attributes
    ----------
    axes : tuple of Axis
        Facts that are free.
    derived : tuple of Fact
        Facts that follow from some of them.
    followers : mapping
        Indicators that no condition names, each false, by the one that stands for them.
    """

    axes: tuple[Axis, ...]
    derived: tuple[Fact, ...]
    followers: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """The facts that are free, in the order of the axes."""
        return tuple(one.name for one in self.axes)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many values each axis has."""
        return tuple(len(one.values) for one in self.axes)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return prod(self.shape)

    def blocks(self, *, most: int = BLOCK, whole: int | None = None) -> Iterator[Block]:
        """Yield the grid in blocks of at most so many cells, an axis in one piece where asked."""
        still = self._held_still(most, whole)
        ranges = [range(length) if still[axis] else (0,) for axis, length in enumerate(self.shape)]
        shape = tuple(1 if still[axis] else length for axis, length in enumerate(self.shape))
        for start in product(*ranges):
            yield Block(start or (0,), shape or (1,), self._states(start, shape))

    def situation(self, index: Sequence[int]) -> dict[str, object]:
        """Return the facts of one cell by name, as `one_situation` takes them; None is unknown."""
        found: dict[str, object] = {}
        for axis, at in zip(self.axes, index, strict=False):
            found[axis.name] = axis.values[at]
            found |= dict.fromkeys(self.followers.get(axis.name, ()), False)
        return {name: found[name] for name in facts() if name in found}

    def plainest(self, block: Block, at: Ints, avoided: Bools) -> Plain:
        """Return the plainest of some cells of a block.

        Parameters
        ----------
        block : Block
            Of this grid.
        at : array of int
            Flat indices within it; at least one.
        avoided : array of bool
            Of the block; a cell that is avoided is taken only where all are.

        Returns
        -------
        tuple
            Its rank: how many facts are unknown, far more where it is avoided; and its index in
            the grid. The lower the plainer, in every block alike.
        """
        inside = np.unravel_index(at, block.shape)
        rank = block.full(avoided)[inside] * np.int8(_POSSIBLE)
        for places, first in zip(inside, block.start, strict=True):
            rank += places == -first
        best = int(rank.argmin())
        index = zip(inside, block.start, strict=True)
        return int(rank[best]), tuple(int(places[best]) + first for places, first in index)

    def _held_still(self, most: int, whole: int | None) -> list[bool]:
        still, size = [False] * len(self.axes), self.size
        for axis, length in enumerate(self.shape):
            if size > most and axis != whole:
                still[axis], size = True, size // length
        return still

    def _states(self, start: tuple[int, ...], shape: tuple[int, ...]) -> States:
        columns = {}
        for number, axis in enumerate(self.axes):
            values = axis.values[start[number] : start[number] + shape[number]]
            columns[axis.name] = (values, number)
        return _open_states(columns, len(self.axes), self)


def grid(conditions: Iterable[Condition], *, most: int) -> Grid | None:
    """Return every situation that the conditions can tell apart.

    Parameters
    ----------
    conditions : iterable of Condition
        Parameters bound.
    most : int
        Cells that it may have.

    Returns
    -------
    Grid or None
        None where there would be more cells, or where cells would not be exact: arithmetic over
        more than one fact, or a fact that stands twice in one comparison.

    Notes
    -----
    A fact known as a range has no cell of its own. What is permitted, forbidden or required of a
    range is so of every value in it, and of what is unknown nothing more is permitted than of a
    range: what is proved of values and unknown holds for ranges (docs/decisions/0023-proofs.md).
    """
    asked = tuple(conditions)
    clauses = tuple(dict.fromkeys(chain.from_iterable(map(leaves, asked))))
    names = frozenset().union(*map(facts_in, asked)) if asked else frozenset()
    free, derived, followers = _free(names)
    try:
        axes = _axes(free, clauses)
    except NotExactError:
        return None
    found = Grid(_in_order(axes, asked), derived, followers)
    return found if found.size <= most else None


def _in_order(axes: Iterable[Axis], conditions: Sequence[Condition]) -> tuple[Axis, ...]:
    """Return the axes on which most conditions vary last: side by side they are one long row."""
    names = [facts_in(one) for one in conditions]

    def asking(axis: Axis) -> int:
        same = {axis.name, *(one.name for one in facts().values() if axis.name in one.any_of)}
        return sum(bool(one & same) for one in names)

    return tuple(sorted(axes, key=asking))


def _free(
    names: frozenset[str],
) -> tuple[tuple[str, ...], tuple[Fact, ...], Mapping[str, tuple[str, ...]]]:
    """Return the facts that are free, those that follow, and what stands for what.

    Of the indicators of a fact that follows, those that no condition names cannot be told apart:
    one stands for all of them.
    """
    derived = tuple(facts()[name] for name in facts() if name in names and facts()[name].any_of)
    shared = [name for one in derived for name in one.any_of]
    free = {name for name in names if not facts()[name].any_of}
    free |= {name for name in shared if shared.count(name) > 1}
    followers: dict[str, tuple[str, ...]] = {}
    for one in derived:
        if rest := [name for name in one.any_of if name not in free]:
            followers[rest[0]] = tuple(rest[1:])
    free |= set(followers)
    return tuple(name for name in facts() if name in free), derived, followers


def _axes(free: Iterable[str], clauses: Sequence[Leaf]) -> tuple[Axis, ...]:
    groups = coupled(clauses)
    found = []
    for name in free:
        group = next((one for one in groups if name in one), None)
        about = [leaf for leaf in clauses if facts_in(leaf) & (group or {name})]
        values = cells_of(name, about, group or frozenset({name}))
        found.append(Axis(name, values if group else _told_apart(name, values, about)))
    return tuple(found)


def _told_apart(name: str, values: tuple[object, ...], about: Sequence[Leaf]) -> tuple[object, ...]:
    """Return one value for each answer that the clauses about a fact can give."""
    if facts()[name].kind == "yes_no":
        return values
    alone = Grid((Axis(name, values),), (), {})
    evaluator = Evaluator(next(alone.blocks()).states)
    masks = [evaluator.known(name), *(one for leaf in about for one in evaluator.masks(leaf))]
    answers = np.stack([np.broadcast_to(one, len(values)) for one in masks])
    _, first = np.unique(answers, axis=1, return_index=True)
    return tuple(values[int(at)] for at in sorted(first))


def _open_states(
    columns: Mapping[str, tuple[tuple[object, ...], int]], dimensions: int, of: Grid
) -> States:
    yes_no: dict[str, tuple[Bools, Bools]] = {}
    numbers: dict[str, Floats] = {}
    categories: dict[str, Codes] = {}
    for name, (values, axis) in columns.items():
        declared = facts()[name]
        if declared.kind == "yes_no":
            masks = (np.array([value is wanted for value in values]) for wanted in (True, False))
            true, false = (_along(one, axis, dimensions) for one in masks)
            yes_no[name] = true, false
        elif declared.kind == "number":
            known = np.array([np.nan if one is None else one for one in values], dtype=np.float64)
            numbers[name] = _along(known, axis, dimensions)
        else:
            places = {one: at for at, one in enumerate(declared.categories)}
            codes = np.array([places.get(str(one), -1) for one in values], dtype=np.int8)
            categories[name] = _along(codes, axis, dimensions)
    for one in of.derived:
        yes_no[one.name] = _follows(one, yes_no)
    return States(1, yes_no, numbers, categories)


def _follows(declared: Fact, given: Mapping[str, tuple[Bools, Bools]]) -> tuple[Bools, Bools]:
    """Return a fact that follows, from its indicators that are free; the others are false."""
    masks = [given[name] for name in declared.any_of if name in given]
    true, false = masks[0]
    for yes, no in masks[1:]:
        true, false = true | yes, false & no
    return true, false


def _along(values: NDArray[Any], axis: int, dimensions: int) -> NDArray[Any]:
    """Return values along one axis of many, of length 1 on the others."""
    return values.reshape([-1 if one == axis else 1 for one in range(dimensions)])
