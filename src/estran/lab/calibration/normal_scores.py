"""Points of the prior as normal scores: there every prior is a standard normal, whatever its form.

A proposal is a mixture of the prior and of a normal distribution about what history left over.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, pi
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from estran.quantities.hashed_draws import things

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estran.lab.parameters import Parameter
    from estran.quantities.arrays import Floats

FARTHEST = 6.0
"""No score lies farther out; the normal distribution leaves two in a thousand million there."""
_SCORE = np.vectorize(NormalDist().inv_cdf, otypes=[np.float64])
_SHARE = np.vectorize(NormalDist().cdf, otypes=[np.float64])


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Where points of a wave come from: the prior, and a normal distribution over some scores.

    Attributes
    ----------
    moved : array of int, shape (moved,)
        Places of the parameters that history has moved; the others keep their prior.
    centre : array, shape (moved,)
    spread : array, shape (moved, moved)
        Covariance; positive definite.
    prior_share : float
        Part of the points that come from the prior, so that no weight grows without bound.

    Notes
    -----
    Source: hesterberg_1995 (defensive mixtures).
    """

    moved: np.typing.NDArray[np.int64]
    centre: Floats
    spread: Floats
    prior_share: float

    def log_density_over_prior(self, scores: Floats) -> Floats:
        """Return the logarithm of this density over the prior's, shape (points,)."""
        if not self.moved.size:
            return np.zeros(len(scores))
        some = scores[:, self.moved]
        ratio = _log_normal(some, self.centre, self.spread) - _log_normal(
            some, np.zeros(self.moved.size), np.eye(self.moved.size)
        )
        return np.logaddexp(
            log(max(self.prior_share, 1e-300)), np.log1p(-min(self.prior_share, 1 - 1e-12)) + ratio
        )

    def points(self, *, seed: int, first: int, count: int, parameters: int) -> Floats:
        """Return points, shape (count, parameters).

        Parameters
        ----------
        seed : int
            From 0 to 2**64 - 1.
        first : int
            Number of the first point, over all waves: it names its draws.
        count, parameters : int
            How many of each.
        """
        scores = prior_scores(seed=seed, first=first, count=count, parameters=parameters)
        if not self.moved.size:
            return scores
        factor = np.linalg.cholesky(self.spread)
        drawn = self.centre + scores[:, self.moved] @ factor.T
        rows = things(seed, np.arange(first, first + count))
        from_prior = rows.uniforms("lab.calibration.mixture") < self.prior_share
        scores[:, self.moved] = np.where(from_prior[:, np.newaxis], scores[:, self.moved], drawn)
        return np.clip(scores, -FARTHEST, FARTHEST)


PRIOR = Proposal(
    moved=np.zeros(0, dtype=np.int64), centre=np.zeros(0), spread=np.zeros((0, 0)), prior_share=1.0
)
"""The first wave: nothing has been learnt yet."""


def prior_scores(*, seed: int, first: int, count: int, parameters: int) -> Floats:
    """Return a Latin hypercube of the prior, as normal scores, shape (count, parameters).

    Notes
    -----
    Source: mckay_1979.
    """
    rows = things(seed, np.arange(first, first + count))
    found = np.empty((count, parameters))
    for place in range(parameters):
        order = np.argsort(rows.uniforms("lab.calibration.strip", step=place), kind="stable")
        rank = np.empty(count)
        rank[order] = np.arange(count)
        within = rows.uniforms("lab.calibration.within", step=place)
        found[:, place] = _SCORE((rank + within) / count)
    return found


def values_of(scores: Floats, table: Sequence[Parameter]) -> Mapping[str, Floats]:
    """Return the values of parameters, each in its own unit, by key, shape (points,)."""
    shares = shares_of(scores)
    return {one.key: one.at(shares[:, place]) for place, one in enumerate(table)}


def shares_of(scores: Floats) -> Floats:
    """Return where in its prior each score lies, 0 to 1."""
    return _SHARE(scores) if scores.size else np.zeros(scores.shape)


def log_mixture_over_prior(
    scores: Floats, proposals: Sequence[Proposal], counts: Sequence[int]
) -> Floats:
    """Return the logarithm of the mixture that made all points, over the prior's density.

    Notes
    -----
    Source: cornuet_2012 (deterministic mixture weights).
    """
    total = float(sum(counts))
    parts = [
        np.log(count / total) + proposal.log_density_over_prior(scores)
        for proposal, count in zip(proposals, counts, strict=True)
    ]
    summed: Floats = np.logaddexp.reduce(np.stack(parts), axis=0)
    return summed


def _log_normal(points: Floats, centre: Floats, spread: Floats) -> Floats:
    factor = np.linalg.cholesky(spread)
    away = np.linalg.solve(factor, (points - centre).T)
    size = points.shape[1]
    return -0.5 * (
        np.sum(away**2, axis=0) + size * log(2.0 * pi) + 2.0 * np.sum(np.log(np.diag(factor)))
    )
