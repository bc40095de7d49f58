"""Every state that the rules of an option can tell apart, unknown included, as one small grid.

Each leaf of the shipped rules compares one fact with a number, or two facts with each other. The
first kind cuts a fact into cells; one value from each cell, and unknown, is then exact. For facts
compared with each other the cells are those of the difference, so values on all sides are taken.
"""

from __future__ import annotations

from itertools import chain

import numpy as np

from estran.doctrine.facts import facts
from estran.doctrine.states import States
from estran.doctrine.tree import Compare, Number, Quantity, facts_in, leaves

PLAIN = (0.0, 1.0, 2.0)


def values_of(name, conditions):
    """Values of a fact, one from every cell, unknown (NaN or -1) first."""
    declared = facts()[name]
    if declared.kind == "yes_no":
        return np.array([-1.0, 0.0, 1.0])
    if declared.kind == "category":
        return np.arange(-1.0, len(declared.categories))
    limits = set(PLAIN)
    for leaf in chain.from_iterable(map(leaves, conditions)):
        if isinstance(leaf, Compare) and name in facts_in(leaf):
            for side in (leaf.left, leaf.right):
                assert isinstance(side, Number | Quantity), "not exact for arithmetic"
                if isinstance(side, Number):
                    limits |= {side.value - 1, side.value, side.value + 1}
    inside = sorted(one for one in limits if declared.low <= one <= declared.high)
    return np.array([np.nan, *inside])


def grid(conditions):
    """All states of the facts that the conditions ask for, with the shape of the grid."""
    names = sorted(frozenset().union(*map(facts_in, conditions)))
    axes = [values_of(name, conditions) for name in names]
    shape = tuple(len(axis) for axis in axes)
    columns = [one.ravel() for one in np.meshgrid(*axes, indexing="ij")]
    return names, shape, states_of(dict(zip(names, columns, strict=True)))


def states_of(columns):
    """States from columns in which -1 (or NaN, for a number) is unknown."""
    kinds = {name: facts()[name].kind for name in columns}
    return States(
        len(next(iter(columns.values()))),
        {n: (c == 1, c == 0) for n, c in columns.items() if kinds[n] == "yes_no"},
        {n: c for n, c in columns.items() if kinds[n] == "number"},
        {n: c.astype(np.int8) for n, c in columns.items() if kinds[n] == "category"},
    )
