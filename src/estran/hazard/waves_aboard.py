"""How often waves come over the side of an open boat that lies in irregular waves. Laws only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.hazard.validity import known_where, within
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats


def rayleigh_shipping(
    *, wave_height: Floats, freeboard: Floats, relative_motion: Floats, period: Floats
) -> Floats:
    r"""Return how often an hour a crest rises above the side [1/h].

    .. math:: \lambda = \frac{3600}{T_z} \exp\left(-\frac{8 f^2}{(R H_s)^2}\right)

    Parameters
    ----------
    wave_height : array
        Significant [m], above 0 and up to 2.
    freeboard : array
        Height of the lowest side above still water [m], 0.05 to 0.6.
    relative_motion : array
        How much of a wave the boat does not follow [-], 0.3 to 1; 1 in a short steep sea.
    period : array
        Mean zero-crossing period [s], 2 to 8.

    Returns
    -------
    array
        NaN outside these ranges, or where a wave is steeper than one in seven of its length in deep
        water: such a sea breaks.

    Notes
    -----
    Source: longuet_higgins_1952 for the Rayleigh law of crests in a narrow band of waves. That it
    counts what an overloaded inflatable ships is an analogy; no trial has measured it.
    """
    valid = within(wave_height, low=1e-3, high=2.0) & within(freeboard, low=0.05, high=0.6)
    valid &= within(relative_motion, low=0.3, high=1.0) & within(period, low=2.0, high=8.0)
    valid &= np.asarray(wave_height <= 1.56 * np.square(period) / 7.0)
    felt = known_where(valid, values=relative_motion * wave_height)
    return HOUR / period * np.exp(-8.0 * np.square(freeboard / felt))
