"""Quantiles of weighted draws; what the draws are of is not known here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.quantities.arrays import Floats


def quantiles(values: Floats, weights: Floats, ranks: Sequence[float]) -> Floats:
    """Return weighted quantiles.

    Parameters
    ----------
    values, weights : array, shape (count,)
        Weights not negative, not all zero.
    ranks : sequence of float
        From 0 to 1.
    """
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    places = np.searchsorted(reached / reached[-1], ranks, side="left")
    found: Floats = values[order][np.minimum(places, len(values) - 1)]
    return found
