"""Measures of a forecast against what a drifter did: distances and shares. Pure numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats

TWO_SIDED_95 = 1.96  # standard deviations of a normal law


def liu_weisberg_2011(*, separation: Floats, travelled: Floats) -> float:
    r"""Return the skill score of a trajectory, tolerance 1.

    Parameters
    ----------
    separation : (n,) array
        Distance between forecast and drifter at n times [m].
    travelled : (n,) array
        Length of the drifter's own path from the start to each of them [m].

    Returns
    -------
    float
        :math:`1 - \sum d_i / \sum l_i`, and 0 where that is negative: 1 is perfect, 0 no better
        than staying where the drifter was. NaN where the drifter did not move.

    Notes
    -----
    Source: liu_weisberg_2011, eqs. 1 and 2.
    """
    length = float(travelled.sum())
    return max(0.0, 1.0 - float(separation.sum()) / length) if length > 0.0 else float("nan")


def path_lengths(places: Floats) -> Floats:
    """Return the length of a path up to each of its places but the first, (n - 1,) from (n, 2)."""
    steps = np.diff(places, axis=0)
    lengths: Floats = np.cumsum(np.hypot(steps[:, 0], steps[:, 1]))
    return lengths


def wilson_1927(*, held: int, count: int) -> tuple[float, float]:
    """Return the bounds between which a share lies with 95 %, from the trials that held.

    Parameters
    ----------
    held, count : int
        Trials that held, of how many; at least one.

    Notes
    -----
    Source: wilson_1927. Trials count as independent; starts of one drifter are less than that.
    """
    square = TWO_SIDED_95**2
    middle = (held + square / 2.0) / (count + square)
    share = held / count
    half = TWO_SIDED_95 / (count + square) * np.sqrt(count * share * (1.0 - share) + square / 4.0)
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))
