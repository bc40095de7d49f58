"""What is learnt later of an ensemble, as weights: fixes, and searches that found nothing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, groupby
from typing import TYPE_CHECKING

import numpy as np

from estran.errors import QuantityError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estran.engine.continued import Body
    from estran.quantities.arrays import Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A position learnt later.

    Attributes
    ----------
    time : float
        Seconds since the start of the run, within it.
    x, y : float
        East and north [m].
    sd : float
        Error per axis, above zero [m].
    body : str
        Of whom: ``people`` or ``hull``.
    """

    time: float
    x: float
    y: float
    sd: float
    body: Body = "people"

    def __post_init__(self) -> None:
        if not self.sd > 0.0:
            raise QuantityError(
                "rebase.fix_error",
                f"A fix with an error of {self.sd:g} m: its standard deviation is above zero.",
                sd=f"{self.sd:g}",
            )


def effective_sample_size(weights: Floats) -> float:
    """Return how many equally weighted particles are worth as much, (sum w)^2 / sum w^2.

    Parameters
    ----------
    weights : (n,) array
        None negative; all zero gives 0.
    """
    squares = float((weights * weights).sum())
    return float(weights.sum()) ** 2 / squares if squares > 0.0 else 0.0


def systematic_resampling(*, weights: Floats, uniform: float, count: int) -> Ints:
    """Return which particles go on: each about as often as its share of `count`.

    Parameters
    ----------
    weights : (n,) array
        None negative, not all zero.
    uniform : float
        One draw between 0 and 1 for all of them.
    count : int
        How many go on.

    Returns
    -------
    (count,) array of int
        Rising; within one of ``weight * count`` times each. Equal weights for as many particles
        change nothing.

    Notes
    -----
    Source: kitagawa_1996.
    """
    if count == weights.size and weights.min() == weights.max():
        return np.arange(count)
    bounds = np.cumsum(weights)
    points = (np.arange(count) + uniform) * (bounds[-1] / count)
    return np.minimum(np.searchsorted(bounds, points, side="right"), weights.size - 1)


def unfound(weights: Floats, pods: Sequence[Floats]) -> Floats:
    """Return the weights after searches that found nothing.

    Parameters
    ----------
    weights : (n,) array
        Before them.
    pods : sequence of (n,) arrays
        Chance of each search to find each particle [-], 0 to 1.

    Returns
    -------
    (n,) array
        Summing to one, or all zero where the searches leave nobody anywhere.

    Raises
    ------
    QuantityError
        Where a chance is none, or there is not one for each particle.
    """
    left = weights.copy()
    for pod in pods:
        if pod.shape != weights.shape or not ((pod >= 0.0) & (pod <= 1.0)).all():
            raise QuantityError(
                "rebase.pod",
                f"A search needs one chance from 0 to 1 for each of {weights.size} particles; got "
                f"shape {pod.shape}.",
                count=weights.size,
                shape=pod.shape,
            )
        if pod.any():
            left *= 1.0 - pod
    if not any(pod.any() for pod in pods):
        return left
    total = float(left.sum())
    return left / total if total > 0.0 else left


def by_time(fixes: Sequence[Fix]) -> Iterator[list[Fix]]:
    """Yield fixes of one time and body together, the order in which they are given forgotten."""
    ordered = sorted(fixes, key=lambda one: (one.time, one.body, one.x, one.y, one.sd))
    for _, same in groupby(ordered, key=lambda one: (one.time, one.body)):
        yield list(same)


def disagree(same: Sequence[Fix], farthest: float) -> bool:
    """Whether two fixes of one time lie too far apart."""
    return any(
        np.hypot(one.x - two.x, one.y - two.y) > farthest * np.hypot(one.sd, two.sd)
        for one, two in combinations(same, 2)
    )


def fused(same: Sequence[Fix]) -> Fix:
    """Return the one fix that says what several of one time say together."""
    if len(same) == 1:
        return same[0]
    precision = np.array([one.sd**-2.0 for one in same])
    places = np.array([(one.x, one.y) for one in same])
    x, y = (precision[:, np.newaxis] * places).sum(axis=0) / precision.sum()
    sd = float(precision.sum() ** -0.5)
    return Fix(time=same[0].time, x=float(x), y=float(y), sd=sd, body=same[0].body)
