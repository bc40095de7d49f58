"""Means, quantiles and worth of weighted draws, and quantiles of the laws used for intervals."""

from __future__ import annotations

from math import cos, exp, lgamma, log, pi, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.findings import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.quantities.arrays import Floats

SHARE = 0.9
"""Stated coverage of every interval, unless its record says otherwise."""
SIGNIFICANT = 0.05
"""Chance below which something is held to be more than chance."""


def kong_1992(weights: Floats) -> float:
    """Return how many equal draws weighted ones are worth.

    Parameters
    ----------
    weights : array
        Not negative, not all zero.

    Notes
    -----
    Source: kong_1992.
    """
    return float(weights.sum() ** 2 / (weights**2).sum())


def weighted_mean(values: Floats, weights: Floats) -> float:
    """Return the mean of values; weights not negative, together above 0."""
    return float(values @ weights / weights.sum())


def weighted_quantiles(values: Floats, weights: Floats, ranks: Sequence[float]) -> Floats:
    """Return quantiles, straight between the middles of the weights of sorted values.

    Parameters
    ----------
    values, weights : array, shape (count,)
        Weights not negative, together above 0.
    ranks : sequence of float
        From 0 to 1.
    """
    order = np.argsort(values, kind="stable")
    order = order[weights[order] > 0.0]
    held = weights[order] / weights.sum()
    found: Floats = np.interp(np.asarray(ranks), np.cumsum(held) - held / 2.0, values[order])
    return found


def weighted_interval(values: Floats, weights: Floats) -> Interval:
    """Return the middle 90 % of values."""
    low, high = weighted_quantiles(values, weights, ((1.0 - SHARE) / 2.0, (1.0 + SHARE) / 2.0))
    return Interval(low=float(low), high=float(high), share=SHARE)


def normal_quantile(rank: float) -> float:
    """Return the quantile of the standard normal law; rank strictly between 0 and 1."""
    return NormalDist().inv_cdf(rank)


def hill_1970(*, rank: float, freedom: float) -> float:
    """Return a quantile of Student's t.

    Parameters
    ----------
    rank : float
        From 0.5 to below 1.
    freedom : float
        Degrees of freedom, at least 1; off by less than 0.1 % from 3 on.

    Notes
    -----
    Source: hill_1970 (the expansion about the normal law; 1 and 2 degrees have closed forms).
    """
    tail = 2.0 * (1.0 - rank)
    if freedom < 1.5:
        return cos(tail * pi / 2.0) / sqrt(1.0 - cos(tail * pi / 2.0) ** 2)
    if freedom < 2.5:
        return sqrt(2.0 / (tail * (2.0 - tail)) - 2.0)
    a = 1.0 / (freedom - 0.5)
    b = 48.0 / a**2
    c = ((20700.0 * a / b - 98.0) * a - 16.0) * a + 96.36
    d = ((94.5 / (b + c) - 3.0) / b + 1.0) * sqrt(a * pi / 2.0) * freedom
    y = (d * tail) ** (2.0 / freedom)
    if y > 0.05 + a:
        x = -normal_quantile(tail / 2.0)
        y = x * x
        if freedom < 5.0:
            c += 0.3 * (freedom - 4.5) * (x - 0.6)
        c += (((0.05 * d * x - 5.0) * x - 7.0) * x - 2.0) * x + b
        y = (((((0.4 * y + 6.3) * y + 36.0) * y + 94.5) / c - y - 3.0) / b + 1.0) * x
        return sqrt(freedom * (exp(a * y * y) - 1.0))
    y = (
        (1.0 / (((freedom + 6.0) / (freedom * y) - 0.089 * d - 0.822) * (freedom + 2.0) * 3.0))
        + 0.5 / (freedom + 4.0)
    ) * y - 1.0
    return sqrt(
        freedom * (y * (freedom + 1.0) / (freedom + 2.0) + 1.0 / ((d * tail) ** (2.0 / freedom)))
    )


def wilson_1927(*, share: float, count: float) -> Interval:
    """Return the interval of a share, seen in as many independent trials as `count`.

    Parameters
    ----------
    share : float
        From 0 to 1.
    count : float
        Above 0; need not be whole.

    Notes
    -----
    Source: wilson_1927.
    """
    z2 = normal_quantile((1.0 + SHARE) / 2.0) ** 2
    middle = (share + z2 / (2.0 * count)) / (1.0 + z2 / count)
    half = sqrt(z2 * (share * (1.0 - share) / count + z2 / (4.0 * count**2))) / (1.0 + z2 / count)
    return Interval(low=max(0.0, middle - half), high=min(1.0, middle + half), share=SHARE)


def binomial_tail(*, cases: int, count: int, share: float) -> float:
    """Return the chance of at least so many cases among `count`, each with chance `share`."""
    if cases <= 0:
        return 1.0
    if share <= 0.0 or share >= 1.0:
        return float(share >= 1.0)
    whole = lgamma(count + 1.0)
    terms = (
        exp(
            whole
            - lgamma(one + 1.0)
            - lgamma(count - one + 1.0)
            + one * log(share)
            + (count - one) * log(1.0 - share)
        )
        for one in range(cases, count + 1)
    )
    return min(1.0, sum(terms))
