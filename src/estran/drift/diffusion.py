"""Horizontal diffusion: the eddies that a stream model does not hold, as a random walk."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats, Number

#: Variance of a number uniform between 0 and 1.
_UNIFORM_VARIANCE = 1.0 / 12.0


def random_walk(*, diffusivity: float, step: float, uniforms: Floats) -> Floats:
    """Displacement by diffusion in one step.

    Parameters
    ----------
    diffusivity : float
        K [m2/s].
    step : float
        Length of the step [s].
    uniforms : (n, 2) array
        Draws in (0, 1).

    Returns
    -------
    (n, 2) array
        East and north [m]; mean 0 and variance 2 K per second and axis, whatever the step.

    Notes
    -----
    A walk needs the right variance in each step, not a bell shape: that comes of itself after a few
    steps. Source: visser_1997 (uniform deviates). K is the same everywhere, so no drift
    correction is due.
    """
    return walked(size=walk_size(diffusivity=diffusivity, step=step), uniform=uniforms)


def walk_size(*, diffusivity: float, step: float) -> float:
    """Width of the uniform deviates of one step [m]; arguments as for `random_walk`."""
    return sqrt(2.0 * diffusivity * step / _UNIFORM_VARIANCE)


def walked(size: float, uniform: Number) -> Number:
    """Displacement [m] for draws in (0, 1)."""
    return size * (uniform - 0.5)
