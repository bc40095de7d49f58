"""Jibing: a drifting craft changes, now and then, the side of downwind to which it sheers."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from estran.errors import QuantityError
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from estran.quantities.arrays import Number


def jibe_probability(*, hourly: float, step: float) -> float:
    """Probability that one step ends on the other side.

    Parameters
    ----------
    hourly : float
        Probability of a jibe in an hour [-], 0.04 in the trials, in [0, 1).
    step : float
        Length of the step [s].

    Returns
    -------
    float
        Chance of an odd number of jibes in the step, with jibes as a Poisson process of rate
        ``-ln(1 - hourly)`` an hour. So the spread does not depend on the step; for short steps it
        is the usual ``1 - (1 - hourly) ** (step / hour)`` (within 0.7 % of it at ten minutes).

    Notes
    -----
    Source: breivik_allen_2008 (4 % an hour); tu_2022 found 6 % for an open lifeboat.
    """
    if not 0.0 <= hourly < 1.0:
        raise QuantityError(
            "jibing.probability",
            f"The chance of a jibe in an hour is {hourly:g}; it must lie in 0 to 1, as 0.04 does.",
            hourly=hourly,
        )
    jibes = -log(1.0 - hourly) * step / HOUR
    return 0.5 * (1.0 - exp(-2.0 * jibes))


def side_after_step(on_right: Number, uniforms: Number, probability: float) -> Number:
    """Side of each particle after a step; slope, offset and residual follow the side.

    Parameters
    ----------
    on_right : (n,) array of bool
        Side before.
    uniforms : (n,) array
        Draws in (0, 1).
    probability : float
        From :func:`jibe_probability`.
    """
    return on_right ^ (uniforms < probability)
