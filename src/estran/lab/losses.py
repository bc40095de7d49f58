"""Who dies in the water after a boat is lost: some at once, more as time goes on.

Shares for a study. None of them is for a screen on which a search is decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.counts import binomial_count, normal_share_above
from estran.lab.meetings import afloat_ratio
from estran.lab.settled import settled
from estran.rescue.survival_models import golden_tipton, ukniis_2006

if TYPE_CHECKING:
    from estran.lab.boats import Boats
    from estran.quantities.arrays import Bools, Floats, Ints

COLDEST, WARMEST = 5.0, 15.0
"""Range of both curves [degC]; beyond it the nearest end counts: too short where warmer."""
SOONEST = 1.0 / 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Immersion:
    """People of lost boats, shape (count,) each.

    Attributes
    ----------
    boats : Boats
        With the people aboard when it was lost.
    one_tube : array of bool
        Where a tube or the floor went, rather than waves came in.
    hours : array
        From the loss until the middle person is out of the water.
    jackets : array
        Share with a life jacket.
    temperature : float
        Of the water [degC].
    """

    boats: Boats
    one_tube: Bools
    hours: Floats
    jackets: Floats
    temperature: float


def lost(held: Immersion) -> Ints:
    """Return how many die, for each lost boat."""
    boats = held.boats
    chance = immersed_share(held) * (1.0 - (1.0 - early_loss(held)) * _alive(held, floats=False))
    chance += (1.0 - immersed_share(held)) * (1.0 - _alive(held, floats=True))
    rank = boats.things.uniforms("lab.lost in the water")
    return binomial_count(rank, trials=boats.persons, chance=chance)


def immersed_share(held: Immersion) -> Floats:
    """Return the share of people that the flooded tubes no longer carry."""
    whole = afloat_ratio(held.boats)
    half = afloat_ratio(held.boats, tubes_left=0.5)
    return np.clip(1.0 - np.where(held.one_tube, half, whole), settled("least_immersed"), 1.0)


def early_loss(held: Immersion) -> Floats:
    """Return the share lost within minutes: it differs from one incident to the next."""
    boats = held.boats
    spread = boats.of("early_spread")
    incident = np.exp(spread * boats.things.normals("lab.early") - spread**2 / 2.0)
    return np.clip(
        boats.of("early_loss") * incident * (1.0 - settled("jacket_saves") * held.jackets), 0.0, 0.9
    )


def _alive(held: Immersion, *, floats: bool) -> Floats:
    """Return the share of the others who live until they are lifted out."""
    boats = held.boats
    median = _median(held.temperature, longer=boats.of("survival_model"))
    without = boats.of("survival_shorter")
    factor = 1.0 if floats else held.jackets + (1.0 - held.jackets) * without
    deviate = np.log(np.maximum(held.hours, SOONEST) / (median * factor))
    return normal_share_above(deviate / boats.of("survival_sigma"))


def _median(temperature: float, *, longer: Floats) -> Floats:
    """Return the median time alive [h], of the shorter curve or the longer one."""
    within = min(max(temperature, COLDEST), WARMEST)
    short = golden_tipton(water_temperature=within).hours
    long = ukniis_2006(water_temperature=within).hours
    return np.where(longer > 0.5, long or np.nan, short or np.nan)
