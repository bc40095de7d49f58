"""Whole numbers from uniform ones, by inversion: more chance gives no fewer, for any parameter.

So two doctrines that share a draw differ only by what they change.
"""

from __future__ import annotations

from math import erfc, sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from estran.quantities.arrays import Floats, Ints

MOST = 400
"""Counts end here; a day with more boats, or a boat with more people, is not simulated."""


def poisson_count(rank: Floats, *, mean: Floats) -> Ints:
    """Return the count whose cumulative chance first reaches a rank.

    Parameters
    ----------
    rank : array
        Uniform, 0 to 1.
    mean : array
        0 to 100.
    """
    chance = np.exp(-mean)
    return _inverted(rank, chance, lambda count, before: before * mean / count)


def binomial_count(rank: Floats, *, trials: Ints, chance: Floats) -> Ints:
    """Return how many of some trials come out, by rank.

    Parameters
    ----------
    rank : array
        Uniform, 0 to 1.
    trials : array
        0 to `MOST`.
    chance : array
        Of one, 0 to 1.
    """
    share = np.clip(chance, 0.0, 1.0 - 1e-12)
    flip = share > 0.5  # the first term of the rarer outcome is never lost to underflow
    rare = np.where(flip, 1.0 - share, share)
    odds = rare / (1.0 - rare)
    found = _inverted(
        np.where(flip, 1.0 - rank, rank),
        (1.0 - rare) ** trials,
        lambda count, before: before * odds * np.maximum(trials - count + 1, 0) / count,
    )
    found = np.minimum(found, trials)
    return np.where(flip, trials - found, found)


def zero_truncated_negative_binomial(rank: Floats, *, mean: Floats, size: Floats) -> Ints:
    """Return a count of at least one, by rank.

    Parameters
    ----------
    rank : array
        Uniform, 0 to 1.
    mean : array
        Before zeros are cut off, above 0.
    size : array
        Its r: smaller bunches more.
    """
    share = mean / (mean + size)
    none = (1.0 - share) ** size
    return _inverted(
        none + rank * (1.0 - none),
        none,
        lambda count, before: before * share * (size + count - 1.0) / count,
    )


def normal_share_above(deviate: Floats) -> Floats:
    """Return the chance that a standard normal number lies above each of a few deviates."""
    return np.array([0.5 * erfc(one / sqrt(2.0)) for one in deviate.tolist()])


def _inverted(rank: Floats, first: Floats, following: Callable[[int, Floats], Floats]) -> Ints:
    """Return the first count at which the sum of chances reaches each rank."""
    chance = np.array(first, dtype=np.float64)
    total = chance.copy()
    found = np.zeros(chance.shape, dtype=np.int64)
    for count in range(1, MOST + 1):
        more = rank > total
        if not more.any():
            break
        chance = following(count, chance)
        found[more] = count
        total += chance
    return found
