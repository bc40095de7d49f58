"""Where a law holds: outside, its answer becomes NaN, so that nothing is stretched unseen.

No law and no limit stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from estran.quantities.arrays import Bools, Floats


def within(values: Floats, *, low: float, high: float) -> Bools:
    """Whether each value lies in a closed range; NaN does not.

    Parameters
    ----------
    values : array
        Any shape.
    low, high : float
        In the unit of the values.
    """
    return np.asarray((np.asarray(values) >= low) & (np.asarray(values) <= high), dtype=np.bool_)


def known_where(valid: Bools, *, values: Floats) -> Floats:
    """Keep the values where a law holds; NaN, which means unknown, elsewhere.

    Parameters
    ----------
    valid : array of bool
        Where the law holds.
    values : array
        Answers of the law, of the same shape or of one that broadcasts with it.
    """
    return np.asarray(np.where(valid, values, np.nan), dtype=np.float64)
