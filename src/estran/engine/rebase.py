"""An ensemble reweighted and resampled by what was learnt later, instead of a fresh start.

Fixes and searches that found nothing: a filter of particles, each a narrow Gaussian kernel. Where
the particles cannot follow, the outcome says so by name and no cloud is made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, groupby
from typing import TYPE_CHECKING

import numpy as np

from estran.engine.continued import marks_at, places_at, statuses_at
from estran.errors import QuantityError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estran.engine.continued import Body
    from estran.engine.result import Result
    from estran.quantities.arrays import Bools, Codes, Floats, Ints
    from estran.quantities.randomness import RandomStreams

FEWEST = 20  # particles of one status that get a kernel of their own shape; fewer share one
_LEAST_VARIANCE = 1e-6


class Outcome(StrEnum):
    """What became of the ensemble."""

    CONTINUED = "continued"
    RESTART = "restart_from_the_fix"


class Reason(StrEnum):
    """Why an ensemble could not go on."""

    FAR = "far"
    """The fix is far from every particle."""
    FEW = "few"
    """Too few particles would carry all the weight."""
    GONE = "gone"
    """No particle is left in the area."""
    SEARCHED = "searched"
    """By the searches nobody can be anywhere: one of them, or the ensemble, is wrong."""
    DISAGREE = "disagree"
    """Two fixes at one time are too far apart to be of one boat."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When an ensemble can no longer follow.

    Attributes
    ----------
    least_effective : float
        Effective sample size below which it is too thin [particles].
    farthest : float
        Distance of a fix from the nearest particle, or from another fix, in standard deviations.
    """

    least_effective: float
    farthest: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rebased:
    """What became of an ensemble of n particles.

    Attributes
    ----------
    outcome : Outcome
        Whether it goes on.
    reason : Reason or None
        Why not.
    ancestors : (n,) array of int
        The particles that go on, each with the same weight.
    shift : (n, 2) array
        How far each is moved on its way [m].
    effective : float
        The smallest effective sample size on the way [particles].
    nearest : float
        Distance of the worst fix from its nearest particle, in standard deviations.
    """

    outcome: Outcome
    reason: Reason | None
    ancestors: Ints
    shift: Floats
    effective: float
    nearest: float


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


def rebase(
    result: Result,
    *,
    fixes: Sequence[Fix],
    limits: Limits,
    streams: RandomStreams,
    pods: Sequence[Floats] = (),
) -> Rebased:
    r"""Hold an ensemble against what was learnt later.

    Parameters
    ----------
    result : Result
        The ensemble; its run covers all the fixes.
    fixes : sequence of Fix
        In any order: those at one time count as one, the others in the order of time.
    limits : Limits
        When it can no longer follow.
    streams : RandomStreams
        Seeded; streams ``rebase.resample`` and ``rebase.shift`` are used.
    pods : sequence of (n,) arrays
        Of searches that found nothing: chance to have found each particle.

    Notes
    -----
    Each particle stands for a Gaussian kernel whose covariance B is that of the particles of its
    status times :math:`n^{-1/3}`. A fix f with covariance R gives a particle at p the weight
    :math:`N(f; p, B + R)`; what is drawn is then moved to :math:`p + b + K (f + r - p - b)` with
    :math:`K = B (B + R)^{-1}`, b and r drawn from B and R: exact for a mixture of kernels, whose
    covariance is by the part :math:`n^{-1/3}` wider than the cloud's, never narrower.
    Source: musso_oudjane_legland_2001 (kernels before the correction), silverman_1986 (width).
    """
    filtered = _Filter(result, limits, streams, pods)
    for number, same in enumerate(_by_time(fixes)):
        if filtered.reason is None:
            filtered.take_fix(same, number)
    if filtered.reason is None:
        filtered.settle(len(fixes))
    return filtered.rebased()


class _Filter:
    """Weights, ancestors and shifts on the way from one piece of evidence to the next."""

    def __init__(
        self, result: Result, limits: Limits, streams: RandomStreams, pods: Sequence[Floats]
    ) -> None:
        self.result, self.limits, self.streams = result, limits, streams
        self.weights = unfound(result.weights, pods)
        self.ancestors = np.arange(self.weights.size)
        self.shift = np.zeros((self.weights.size, 2))
        self.effective = effective_sample_size(self.weights)
        self.nearest = 0.0
        self.reason: Reason | None = None if self.weights.any() else Reason.SEARCHED

    def take_fix(self, same: Sequence[Fix], number: int) -> None:
        """Weigh, draw and move by the fixes of one time, or note why that cannot be."""
        if _disagree(same, self.limits.farthest):
            self.reason = Reason.DISAGREE
            return
        fix = _fused(same)
        left = marks_at(self.result, f"{fix.body}_left", time=fix.time)[self.ancestors]
        weights = np.where(left, 0.0, self.weights)
        if not weights.any():
            self.reason = Reason.GONE
            return
        places = places_at(self.result, fix.body, time=fix.time)[self.ancestors] + self.shift
        kernels = _kernels(places, weights, statuses_at(self.result, time=fix.time)[self.ancestors])
        offset = np.array([fix.x, fix.y]) - places
        form, root = _mahalanobis(offset, kernels + np.eye(2) * fix.sd**2)
        least = float(form[weights > 0.0].min())
        self.nearest = max(self.nearest, least**0.5)
        if self.nearest > self.limits.farthest:
            self.reason = Reason.FAR
            return
        self.weights = _normalised(weights * np.exp(-0.5 * np.maximum(form - least, 0.0)) / root)
        self._draw(number)
        if self.reason is None:
            self._move(fix, number, offset, kernels)

    def settle(self, number: int) -> None:
        """Draw where weights still differ, as after searches alone."""
        if self.weights.min() != self.weights.max():
            self._draw(number)

    def _draw(self, number: int) -> None:
        """Draw the particles that go on; `picked` are their places among those before."""
        effective = effective_sample_size(self.weights)
        self.effective = min(self.effective, effective)
        if effective < self.limits.least_effective:
            self.reason = Reason.FEW
            return
        uniform = self.streams.uniforms("rebase.resample", step=number, first=0, count=1)[0, 0]
        count = self.weights.size
        self.picked = systematic_resampling(
            weights=self.weights, uniform=float(uniform), count=count
        )
        self.ancestors, self.shift = self.ancestors[self.picked], self.shift[self.picked]
        self.weights = np.full(count, 1.0 / count)

    def _move(self, fix: Fix, number: int, offset: Floats, kernels: Floats) -> None:
        own, count = kernels[self.picked], self.weights.size
        draws = self.streams.normals("rebase.shift", step=number, first=0, count=count, per=4)
        wander = np.einsum("nij,nj->ni", np.linalg.cholesky(own), draws[:, :2])
        told = offset[self.picked] + fix.sd * draws[:, 2:]
        gain = own @ np.linalg.inv(own + np.eye(2) * fix.sd**2)
        self.shift = self.shift + wander + np.einsum("nij,nj->ni", gain, told - wander)

    def rebased(self) -> Rebased:
        """Return what became of it."""
        return Rebased(
            outcome=Outcome.CONTINUED if self.reason is None else Outcome.RESTART,
            reason=self.reason,
            ancestors=self.ancestors,
            shift=self.shift,
            effective=self.effective,
            nearest=self.nearest,
        )


def _by_time(fixes: Sequence[Fix]) -> Iterator[list[Fix]]:
    """Yield fixes of one time and body together, the order in which they are given forgotten."""
    ordered = sorted(fixes, key=lambda one: (one.time, one.body, one.x, one.y, one.sd))
    for _, same in groupby(ordered, key=lambda one: (one.time, one.body)):
        yield list(same)


def _disagree(same: Sequence[Fix], farthest: float) -> bool:
    """Whether two fixes of one time lie too far apart."""
    return any(
        np.hypot(one.x - two.x, one.y - two.y) > farthest * np.hypot(one.sd, two.sd)
        for one, two in combinations(same, 2)
    )


def _fused(same: Sequence[Fix]) -> Fix:
    """Return the one fix that says what several of one time say together."""
    if len(same) == 1:
        return same[0]
    precision = np.array([one.sd**-2.0 for one in same])
    places = np.array([(one.x, one.y) for one in same])
    x, y = (precision[:, np.newaxis] * places).sum(axis=0) / precision.sum()
    sd = float(precision.sum() ** -0.5)
    return Fix(time=same[0].time, x=float(x), y=float(y), sd=sd, body=same[0].body)


def _kernels(places: Floats, weights: Floats, statuses: Codes) -> Floats:
    """Covariance of each particle's kernel, shape (n, 2, 2) [m2]."""
    kernels = np.empty((len(places), 2, 2))
    for group in _groups(statuses, weights):
        share = weights[group] / weights[group].sum()
        apart = places[group] - share @ places[group]
        spread = (apart * share[:, np.newaxis]).T @ apart
        narrow = effective_sample_size(share) ** (-1.0 / 3.0)
        kernels[group] = narrow * spread + np.eye(2) * _LEAST_VARIANCE
    return kernels


def _groups(statuses: Codes, weights: Floats) -> list[Bools]:
    """Mark the particles of each status; those too few for a shape of their own come together."""
    marks = [np.asarray(statuses == one) for one in np.unique(statuses)]
    many = [mark for mark in marks if np.count_nonzero(weights[mark]) >= FEWEST]
    rest = ~np.logical_or.reduce(many) if many else np.ones(len(statuses), dtype=np.bool_)
    if not rest.any():
        return many
    if not weights[rest].any():  # nobody to weigh: any shape will do
        return [*many[:-1], many[-1] | rest]
    return [*many, rest]


def _mahalanobis(offset: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """Squared distance in standard deviations, and the root of the determinant, both (n,)."""
    a, b, d = covariance[:, 0, 0], covariance[:, 0, 1], covariance[:, 1, 1]
    determinant = a * d - b * b
    x, y = offset[:, 0], offset[:, 1]
    return (d * x * x - 2.0 * b * x * y + a * y * y) / determinant, np.sqrt(determinant)


def _normalised(weights: Floats) -> Floats:
    total: float = weights.sum()
    return weights / total
