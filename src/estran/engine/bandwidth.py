"""How wide to smooth a cloud: the normal rule at its local scale, wider where it is thin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from estran.quantities.arrays import Floats

#: Median size of a standard normal number.
_MEDIAN_SIZE = 0.6744897501960817
_MOST_ROUNDS = 8
#: A bandwidth need not be known better than this share of it.
_ENOUGH = 0.1
#: Density, below that of the middle particle, from which on particles are smoothed wider.
_THIN = 3.0
_WIDEST = 8.0


def silverman_1986(*, spread: Floats, effective_count: float) -> Floats:
    """Bandwidth of each axis that suits a Gaussian cloud best.

    Parameters
    ----------
    spread : (2,) array
        Standard deviation along each principal axis [m].
    effective_count : float
        Number of equally weighted particles with the same noise, (sum w)^2 / sum w^2.

    Returns
    -------
    (2,) array
        ``spread * n ** (-1/6)`` [m].

    Notes
    -----
    Source: silverman_1986, eq. 4.14 (two dimensions).
    """
    return spread * effective_count ** (-1.0 / 6.0)


def at_local_scale(
    *, spread: Floats, effective_count: float, slopes: Callable[[Floats], Floats]
) -> Floats:
    """Bandwidth by the reference rule at the scale on which the density changes.

    Clumps far apart, arcs and rings have a wide spread, and a rule that looks at the spread alone
    smears them. In a Gaussian cloud the logarithm of the density changes, at half of its mass, by
    less than 0.674 over one standard deviation; that gives a scale along each axis for any cloud.
    Being a median, it is not moved by particles heaped on a shore, up to half of all.

    Parameters
    ----------
    spread : (2,) array
        Standard deviation along each axis, from which the search begins [m].
    effective_count : float
        As for :func:`silverman_1986`.
    slopes : callable
        Takes a bandwidth, shape (2,) [m], and returns the size of the slope of the logarithm of the
        smoothed density along each axis, the median over its mass, shape (2,) [1/m].

    Returns
    -------
    (2,) array
        Never more than the rule gives for the spread itself [m].
    """
    bandwidth = silverman_1986(spread=spread, effective_count=effective_count)
    for _ in range(_MOST_ROUNDS):
        seen = _MEDIAN_SIZE / np.maximum(slopes(bandwidth), 1e-12)
        # What is seen is the cloud's own scale widened by the smoothing.
        own = np.sqrt(np.maximum(seen * seen - bandwidth * bandwidth, (0.5 * bandwidth) ** 2))
        before = bandwidth
        bandwidth = silverman_1986(spread=np.minimum(spread, own), effective_count=effective_count)
        if (bandwidth > (1.0 - _ENOUGH) * before).all():
            break
    return bandwidth


def widening(*, density: Floats, middle: float) -> Floats:
    """Factor by which each particle's bandwidth grows where the cloud is thin.

    Parameters
    ----------
    density : (n,) array
        Density at each particle from a first smoothing, above 0.
    middle : float
        The same at the middle particle.

    Returns
    -------
    (n,) array
        1, 2, 4 or 8: with the inverse square root of the density, from a third of the middle one
        on. Without it the thin outskirts of a cloud fall into islands of one particle each.

    Notes
    -----
    Source: abramson_1982 (the square root law); steps and threshold are choices of this house.
    """
    thin = np.sqrt(middle / density / _THIN)
    return np.exp2(np.round(np.log2(np.clip(thin, 1.0, _WIDEST))))
