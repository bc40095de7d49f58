"""Wading in waves: the flow that a wave adds near the shore, by linear theory of shallow water.

A transfer of limits for steady flow to waves; no trial has tested it. Laws only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.hazard.breaking import GRAVITY, MCCOWAN
from estran.hazard.validity import known_where, within

if TYPE_CHECKING:
    from estran.quantities.arrays import Bools, Floats

DEEPEST = 2.0  # m: beyond, nobody stands
FASTEST = 3.0  # m/s


def highest_wave_factor(*, duration: Floats, period: Floats) -> Floats:
    r"""Return the height exceeded once in a task, over the significant height [-].

    .. math:: H / H_s = \sqrt{\ln N / 2}, \quad N = \tau / T_z

    Parameters
    ----------
    duration : array
        Of the task [s], at most six hours.
    period : array
        Mean zero-crossing period [s], 2 to 20. NaN outside, and for fewer than ten waves.

    Notes
    -----
    Source: longuet_higgins_1952, the Rayleigh law. Twenty minutes of waves of 5 s give 1.66. The
    height that four waves in a hundred exceed, 1.27, comes every other minute: too often.
    """
    count = duration / period
    valid = within(period, low=2.0, high=20.0) & within(count, low=10.0, high=1e4)
    valid &= np.asarray(duration <= 21600.0)
    return np.sqrt(np.log(known_where(valid, values=count)) / 2.0)


def wading_flow(*, depth: Floats, speed: Floats, wave_height: Floats, factor: Floats) -> Floats:
    r"""Return depth times the greatest speed of the water at a wader [m2/s].

    .. math:: q = d\,\left(|U| + \tfrac{H}{2}\sqrt{g/d}\right), \quad H = f H_s

    Parameters
    ----------
    depth : array
        Of still water [m], 0.05 to 2.
    speed : array
        Of the current [m/s], 0 to 3.
    wave_height : array
        Significant, at that place [m], 0 to 3.
    factor : array
        The wave of the task over the significant one [-], 1 to 2.

    Returns
    -------
    array
        NaN outside these ranges, and where that wave would have broken (H above 0.78 d).

    Notes
    -----
    Source: assumed. Linear shallow-water theory; the limits that it is held against come from
    cox_shand_blacka_2010, for steady flow.
    """
    highest = factor * wave_height
    valid = _standing(depth, speed, wave_height, factor) & (highest <= MCCOWAN * depth)
    return known_where(valid, values=_flow(depth, speed, highest))


def wading_flow_at_least(
    *, depth: Floats, speed: Floats, wave_height: Floats, factor: Floats
) -> Floats:
    """Return a flow that is reached in any case [m2/s]: waves are cut where they break.

    A broken wave runs faster than this. So it can show that a limit is exceeded, and nothing else.

    Parameters
    ----------
    depth, speed, wave_height, factor : array
        As for `wading_flow`.

    Notes
    -----
    Source: assumed. Linear theory with the breaking height of mccowan_1894.
    """
    highest = np.minimum(factor * wave_height, MCCOWAN * depth)
    valid = _standing(depth, speed, wave_height, factor)
    return known_where(valid, values=_flow(depth, speed, highest))


def wave_height_limit(*, flow: Floats, depth: Floats, speed: Floats, factor: Floats) -> Floats:
    """Return the significant wave height at which a wader's limit of flow is reached [m].

    Parameters
    ----------
    flow : array
        The limit [m2/s], 0.1 to 2.
    depth, speed, factor : array
        As for `wading_flow`.

    Returns
    -------
    array
        Zero where the current alone reaches the limit; NaN outside the ranges, and where the wave
        would have broken before.

    Notes
    -----
    Source: assumed. `wading_flow` solved for the wave.
    """
    spare = flow / depth - speed
    height = np.maximum(2.0 * spare * np.sqrt(depth / GRAVITY), 0.0)
    valid = _standing(depth, speed, np.zeros_like(depth), factor) & (height <= MCCOWAN * depth)
    valid &= within(flow, low=0.1, high=2.0)
    return known_where(valid, values=height / factor)


def _flow(depth: Floats, speed: Floats, highest: Floats) -> Floats:
    safe = np.maximum(depth, 1e-6)
    return np.asarray(safe * (speed + highest / 2.0 * np.sqrt(GRAVITY / safe)), dtype=np.float64)


def _standing(depth: Floats, speed: Floats, wave_height: Floats, factor: Floats) -> Bools:
    valid = within(depth, low=0.05, high=DEEPEST) & within(speed, low=0.0, high=FASTEST)
    return valid & within(wave_height, low=0.0, high=3.0) & within(factor, low=1.0, high=2.0)
