"""Weights by a likelihood that counts only as far as a coarse model and few points can bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats

ENOUGH_DRAWS, LEAST_SHARE = 60.0, 0.6
"""Draws that what is left over shall be worth, and the part of its points that these may be."""


def coarsened(likely: Floats, prior: Floats) -> tuple[Floats, float]:
    """Return weights in which history counts as far as the points can carry, and its power.

    A model of this kind is wrong in detail, so the full likelihood would be falsely sure, and
    would leave a handful of points. Its power is lowered until enough draws are left.

    Parameters
    ----------
    likely, prior : array, shape (points,)
        Logarithms of likelihood, and of the weight as a draw from the prior; the latter is
        minus infinity where a point is ruled out.

    Returns
    -------
    weights : array, shape (points,)
        Summing to one.
    power : float
        0 to 1; at 0 all points that are left over count alike.

    Notes
    -----
    Source: miller_dunson_2019 (robust inference by coarsening).
    """

    def at(power: float) -> Floats:
        logs = prior + power * likely
        weights: Floats = np.exp(logs - logs.max())
        return weights / weights.sum()

    wanted = min(ENOUGH_DRAWS, LEAST_SHARE * effective_draws(at(0.0)))
    low, high = 0.0, 1.0
    if effective_draws(at(high)) >= wanted:
        return at(high), high
    for _ in range(30):
        middle = (low + high) / 2.0
        low, high = (middle, high) if effective_draws(at(middle)) >= wanted else (low, middle)
    return at(low), low


def effective_draws(weights: Floats) -> float:
    """Return how many draws of equal weight would tell as much as weighted ones.

    Parameters
    ----------
    weights : array, shape (points,)
        Summing to one.

    Notes
    -----
    Source: kong_1992.
    """
    return float(1.0 / np.sum(weights**2))
