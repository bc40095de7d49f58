"""Where waves break over a beach, how they break, and when a breaker may capsize a boat.

Laws only. Bars, currents and refraction are not known here.
"""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

import numpy as np

from estran.hazard.validity import known_where, within

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats

GRAVITY = 9.81  # m/s2
MCCOWAN = 0.78
THORNTON_GUZA = 0.42
SURF_HEIGHT = 8.0  # m: beyond, no beach of the area is meant
SPILLING_BELOW, PLUNGING_UP_TO = 0.5, 3.3


def mccowan_1894_breaker(*, depth: Floats) -> Floats:
    """Return the greatest height of a single wave over a depth [m]: 0.78 of it.

    Parameters
    ----------
    depth : array
        [m], above 0 and up to 10; NaN outside.

    Notes
    -----
    Source: mccowan_1894: solitary wave over an even bed.
    """
    return known_where(within(depth, low=1e-3, high=10.0), values=MCCOWAN * depth)


def mccowan_1894_depth(*, wave_height: Floats) -> Floats:
    """Return the depth at which a wave breaks [m].

    Parameters
    ----------
    wave_height : array
        Of that wave [m], above 0 and up to 7.8; NaN outside.

    Notes
    -----
    Source: mccowan_1894, the same ratio the other way.
    """
    return known_where(within(wave_height, low=1e-3, high=7.8), values=wave_height / MCCOWAN)


def break_distance(*, wave_height: Floats, slope: Floats) -> Floats:
    """Return how far from the water's edge a wave breaks on an even slope [m].

    Parameters
    ----------
    wave_height : array
        Of that wave [m], above 0 and up to 7.8.
    slope : array
        Fall of the bed [-], 0.002 to 0.2; NaN outside. The beaches here have 0.005 to 0.03.

    Notes
    -----
    Source: mccowan_1894 for the depth; the rest is geometry.
    """
    valid = within(slope, low=0.002, high=0.2)
    return mccowan_1894_depth(wave_height=wave_height) / known_where(valid, values=slope)


def thornton_guza_1983(*, depth: Floats) -> Floats:
    """Return the root-mean-square height of waves in a surf zone that is full of breakers [m].

    Parameters
    ----------
    depth : array
        [m], above 0 and up to 5; NaN outside. Times the root of two it is the significant height.

    Notes
    -----
    Source: thornton_guza_1983: 0.42 of the depth, on a gently sloping beach.
    """
    return known_where(within(depth, low=1e-3, high=5.0), values=THORNTON_GUZA * depth)


def iribarren(*, wave_height: Floats, period: Floats, slope: Floats) -> Floats:
    r"""Return the surf similarity number [-].

    .. math:: \xi = \tan\beta / \sqrt{H / L_0}, \quad L_0 = g T^2 / 2\pi

    Parameters
    ----------
    wave_height : array
        [m], above 0 and up to 8.
    period : array
        [s], 2 to 20.
    slope : array
        Fall of the bed [-], 0.002 to 0.2; NaN outside these ranges.

    Notes
    -----
    Source: battjes_1974. Below 0.5 waves spill, up to 3.3 they plunge, above they surge.
    """
    valid = within(wave_height, low=1e-3, high=SURF_HEIGHT) & within(period, low=2.0, high=20.0)
    valid &= within(slope, low=0.002, high=0.2)
    length = GRAVITY * np.square(period) / (2.0 * pi)
    return slope / np.sqrt(known_where(valid, values=wave_height) / length)


def battjes_1974_form(*, similarity: float) -> str:
    """Return how waves break: spilling, plunging, surging, or unknown.

    Parameters
    ----------
    similarity : float
        As of `iribarren`; NaN gives unknown.

    Notes
    -----
    Source: battjes_1974.
    """
    if not similarity > 0.0:
        return "unknown"
    if similarity < SPILLING_BELOW:
        return "spilling"
    return "plunging" if similarity <= PLUNGING_UP_TO else "surging"


def claughton_handley_1984(*, breaker_height: Floats, length: Floats) -> Floats:
    """Return the height of a breaker that strikes abeam over the length of the hull [-].

    Capsize was possible from 0.3, and near certain from 0.6.

    Parameters
    ----------
    breaker_height : array
        [m], 0 to 8.
    length : array
        Of the hull [m], 5 to 15; NaN outside.

    Notes
    -----
    Source: claughton_handley_1984, models of monohull yachts; carried over to inflatables that are
    not swamped, which nobody has tested.
    """
    valid = within(breaker_height, low=0.0, high=SURF_HEIGHT) & within(length, low=5.0, high=15.0)
    return breaker_height / known_where(valid, values=length)


def breaker_over_beam(*, breaker_height: Floats, beam: Floats) -> Floats:
    """Return the height of a breaker over the beam of a swamped or overloaded boat [-].

    Parameters
    ----------
    breaker_height : array
        [m], 0 to 8.
    beam : array
        [m], 1 to 5; NaN outside.

    Notes
    -----
    Source: assumed. Seamen's rule: a breaker as high as the beam capsizes; for a swamped boat half
    of that, hazard_breaker_beam_share.
    """
    valid = within(breaker_height, low=0.0, high=SURF_HEIGHT) & within(beam, low=1.0, high=5.0)
    return breaker_height / known_where(valid, values=beam)
