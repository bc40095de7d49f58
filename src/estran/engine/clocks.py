"""When states change: drawing the times, reading a status from them, holding them aground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.engine.particles import Clocks
from estran.engine.status import Status

if TYPE_CHECKING:
    from estran.engine.release import Range, Rates
    from estran.quantities.arrays import Bools, Codes, Floats

#: Uniform draws that :func:`drawn_clocks` needs per particle.
DRAWS_PER_PARTICLE = 8


def drawn_clocks(*, rates: Rates, status: Codes, uniforms: Floats) -> Clocks:
    """Draw the time of each change.

    Parameters
    ----------
    rates : Rates
        Ranges of the four rates [1/s].
    status : (n,) array
        Status at the start; what lies behind it has happened at time zero.
    uniforms : (n, 8) array
        Draws in (0, 1): a rate and a waiting time for each of the four changes.
    """
    boarding = _wait(rates.boarding_end, uniforms[:, 0:2])
    boarding_end = np.where(status > Status.BOARDING, 0.0, boarding)
    failure = np.where(
        status > Status.UNDER_WAY, 0.0, boarding_end + _wait(rates.failure, uniforms[:, 2:4])
    )
    swamping = np.where(
        status >= Status.SWAMPED, 0.0, boarding_end + _wait(rates.swamping, uniforms[:, 4:6])
    )
    parting = np.where(
        status >= Status.IN_WATER, 0.0, swamping + _wait(rates.parting, uniforms[:, 6:8])
    )
    return Clocks(boarding_end, failure, swamping, parting)


def status_at(*, clocks: Clocks, time: float) -> Codes:
    """Status of each particle at a time [s since the start]."""
    # Each change comes after the one before it, so the changes that lie behind can be counted.
    afloat = _passed(clocks.boarding_end, time) + _passed(clocks.failure, time)
    lost = Status.SWAMPED + _passed(clocks.parting, time)
    return np.where(clocks.swamping <= time, lost, afloat).astype(np.int8)


def held_while_aground(*, clocks: Clocks, aground: Bools, time: float, step: float) -> Clocks:
    """Put off by one step what has not happened yet to a hull aground: there it is not exposed.

    Parameters
    ----------
    clocks : Clocks
        Before the step.
    aground : (n,) array of bool
        Whether the hull lay aground in the step.
    time, step : float
        Start and length of the step [s].
    """
    if not aground.any():
        return clocks
    return Clocks(
        clocks.boarding_end,
        *(
            np.where(aground & (due > time), due + step, due)
            for due in (clocks.failure, clocks.swamping, clocks.parting)
        ),
    )


def _wait(bounds: Range, uniforms: Floats) -> Floats:
    """Exponential waiting times whose rate is uniform in its logarithm between the bounds."""
    low, high = bounds
    if high == 0.0:
        return np.full(len(uniforms), np.inf)
    rate = low * np.exp(np.log(high / low) * np.ascontiguousarray(uniforms[:, 0]))
    waits: Floats = -np.log(np.ascontiguousarray(uniforms[:, 1])) / rate
    return waits


def _passed(due: Floats, time: float) -> Codes:
    return (due <= time).view(np.int8)
