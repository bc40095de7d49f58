"""How unlikely a fix is under the ensemble that it meets; it is said, and changes no weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.engine.evidence import systematic_resampling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.quantities.arrays import Bools, Floats, Ints
    from estran.quantities.randomness import RandomStreams

ASKED = 1000
"""Fixes that the forecast itself would give, against which the real one is held."""
CENTRES = 4000
"""Particles that a density is summed over."""


def as_unlikely(
    at: Floats,
    *,
    places: Floats,
    weights: Floats,
    kernels: Sequence[tuple[Bools, Floats]],
    streams: RandomStreams,
    step: int,
) -> float:
    r"""Return the chance that the forecast gives to fixes at most as likely as this one [-].

    Parameters
    ----------
    at : (2,) array
        The fix, east and north [m].
    places : (n, 2) array
        Particles at its time [m].
    weights : (n,) array
        None negative, not all zero.
    kernels : sequence of ((n,) array of bool, (2, 2) array)
        Which particles, and the covariance about each of them of a fix that it gives: the kernel
        and the fix's own error [m2]. Every particle belongs to one.
    streams : RandomStreams
        The stream ``rebase.surprise`` is used.
    step : int
        Number of the fix.

    Returns
    -------
    float
        A multiple of 1 / `ASKED`, 0 to 1. In a Gaussian cloud about :math:`\exp(-r^2 / 2)` at r
        standard deviations: 1 in its middle, 0.05 on the rim of its 95 % area.
    """
    drawn = systematic_resampling(weights=weights, uniform=0.5, count=ASKED)
    normals = streams.normals("rebase.surprise", step=step, first=0, count=ASKED, per=2)
    centres = systematic_resampling(weights=weights, uniform=0.5, count=min(len(places), CENTRES))
    given = places[drawn]
    for members, covariance in kernels:
        mine = members[drawn]
        given[mine] += normals[mine] @ np.linalg.cholesky(covariance).T
    densities = _density(np.vstack((at, given)), places, centres, kernels)
    return float(np.count_nonzero(densities[1:] <= densities[0]) / ASKED)


def _density(
    points: Floats, places: Floats, centres: Ints, kernels: Sequence[tuple[Bools, Floats]]
) -> Floats:
    """Return the density of fixes at some points, up to one factor for all of them."""
    total = np.zeros(len(points))
    for members, covariance in kernels:
        mine = places[centres[members[centres]]]
        root = np.linalg.cholesky(np.linalg.inv(covariance))
        here, there = points @ root, mine @ root
        if len(there):
            apart = (
                (here**2).sum(axis=1)[:, np.newaxis]
                + (there**2).sum(axis=1)
                - 2.0 * (here @ there.T)
            )
            total += np.exp(-0.5 * np.maximum(apart, 0.0)).sum(axis=1) * np.linalg.det(root)
    return total
