"""The first half hour in cold water: phases of immersion, and how long hands obey.

How long people live is for the room of rescue; that cold kills before hypothermia stands here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from estran.hazard.limits import limit
from estran.hazard.validity import known_where, within

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats


class ColdPhase(StrEnum):
    """Phase of immersion; after recovery comes a fourth danger, collapse about the rescue."""

    COLD_SHOCK = "cold shock"
    SWIM_FAILURE = "swim failure"
    HYPOTHERMIA = "hypothermia"
    UNKNOWN = "unknown"


#: Minutes up to which a phase lasts.
COLD_SHOCK_MINUTES, SWIM_FAILURE_MINUTES = 3.0, 30.0
#: Water above this is not called cold here [degC], and below this it is ice.
WARMEST, COLDEST = 15.0, -2.0
HANDS_BELOW = 10.0  # degC


def golden_tipton_2002_phase(*, minutes: float, water_temperature: float) -> ColdPhase:
    """Return what threatens a person most after some minutes in cold water.

    Parameters
    ----------
    minutes : float
        Since entry, not negative.
    water_temperature : float
        [degC], -2 to 15; warmer water is unknown, not harmless.

    Notes
    -----
    Source: golden_tipton_2002: cold shock up to 3 minutes, swim failure up to 30, hypothermia
    after. Collapse about rescue can follow each: keep people level, expect it at ladder and net.
    """
    if not (minutes >= 0.0 and COLDEST <= water_temperature <= WARMEST):
        return ColdPhase.UNKNOWN
    if minutes < COLD_SHOCK_MINUTES:
        return ColdPhase.COLD_SHOCK
    if minutes < SWIM_FAILURE_MINUTES:
        return ColdPhase.SWIM_FAILURE
    return ColdPhase.HYPOTHERMIA


def hands_used_up(*, minutes: Floats, water_temperature: Floats) -> Floats:
    """Return minutes in the water over the time for which hands still work [-].

    Above one a person may not be able to hold a line or close a jacket.

    Parameters
    ----------
    minutes : array
        Since entry, 0 to 1440. Waiting waist-deep counts.
    water_temperature : array
        [degC], -2 to 10; NaN outside.

    Notes
    -----
    Source: golden_tipton_2002: 10 to 15 minutes below 10 degC; the shorter is used.
    """
    valid = within(minutes, low=0.0, high=1440.0)
    valid &= within(water_temperature, low=COLDEST, high=HANDS_BELOW)
    return known_where(valid, values=minutes / limit("cold_hands"))
