"""States from plain columns, for tests that work them out by hand."""

from __future__ import annotations

import numpy as np

from estran.doctrine.facts import facts
from estran.doctrine.states import States


def states_of(columns):
    """States from columns in which -1 (or NaN, for a number) is unknown."""
    kinds = {name: facts()[name].kind for name in columns}
    return States(
        len(next(iter(columns.values()))),
        {n: (c == 1, c == 0) for n, c in columns.items() if kinds[n] == "yes_no"},
        {n: c for n, c in columns.items() if kinds[n] == "number"},
        {n: c.astype(np.int8) for n, c in columns.items() if kinds[n] == "category"},
    )
