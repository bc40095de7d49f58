"""Boarding from the water: people wait waist-deep in the waves, crowd in, and some stay behind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from estran.hazard.limits import limit
from estran.hazard.wading_waves import highest_wave_factor, wading_flow_at_least
from estran.lab.control import count_deaths
from estran.lab.counts import binomial_count, poisson_count
from estran.lab.meetings import density, hours, standing_minutes
from estran.lab.settled import settled
from estran.quantities.units import MINUTE
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from estran.lab.boats import Boats
    from estran.lab.coast import Coast
    from estran.lab.tally import Tally
    from estran.quantities.arrays import Bools, Floats

TASK = (600.0, 7200.0)
"""Shortest and longest stand in the water for which the Rayleigh law is asked [s]."""


def boarded(boats: Boats, coast: Coast, tally: Tally) -> Boats:
    """Let people board, count whom the water or the crowd took, and return boats with the others.

    Parameters
    ----------
    boats : Boats
        Whose people go into the water.
    coast : Coast
        Its sea.
    tally : Tally
        Takes deaths and people in the water.
    """
    minutes = standing_minutes(boats, coast)
    swept = _swept(boats, coast, minutes)
    drowned = np.minimum(
        poisson_count(boats.things.uniforms("lab.wade"), mean=swept), boats.persons
    )
    in_water = poisson_count(boats.things.uniforms("lab.wade fell"), mean=_fell(swept))
    tally.add("persons_in_water", boats.lane, np.maximum(in_water, drowned))
    boats = count_deaths(boats, drowned, "deaths_boarding", tally)
    crush = boats.of("crush_boarding") * coast.danger[boats.lane]
    boats = _crush(boats, crush, "lab.crush boarding", tally)
    rank = boats.things.uniforms("lab.left ashore")
    left = binomial_count(rank, trials=boats.persons, chance=boats.of("left_ashore"))
    aboard = boats.persons - left
    boats.note("boarded", boats.minute, stood=minutes, aboard=aboard, left=left, drowned=drowned)
    return replace(boats.carrying(aboard), minute=boats.minute + minutes)


def crushed(boats: Boats, where: Bools, coast: Coast, tally: Tally) -> Boats:
    """Count a crush among people whose boat has just stopped, and return who is left."""
    chance = boats.of("crush_stop") * coast.danger[boats.lane] * where
    return _crush(boats, chance, "lab.crush stop", tally)


def _swept(boats: Boats, coast: Coast, minutes: Floats) -> Floats:
    """Return how many are lost on average while they stand: none below the limit of the tired."""
    depth = boats.of("boarding_depth")
    task = np.clip(minutes * MINUTE, *TASK)
    period = np.full(boats.count, assumption("hazard_wave_period").value)
    flow = wading_flow_at_least(
        depth=depth,
        speed=np.minimum(coast.sea.of(coast.sea.speed, cell=boats.cell, minute=boats.minute), 3.0)
        * settled("near_stream"),
        wave_height=settled("shelter") * boats.wave,
        factor=highest_wave_factor(duration=task, period=period),
    )
    over = np.nan_to_num(flow, nan=0.0) / limit("wading_flow_exhausted")
    rate = coast.danger[boats.lane] * boats.of("wade_harm") / 1000.0 * np.maximum(over - 1.0, 0.0)
    return rate * boats.persons * hours(minutes)


def _fell(swept: Floats) -> Floats:
    """Return how many go under for each who is lost."""
    return np.minimum(settled("fell_for_each") * swept, 90.0)


def _crush(boats: Boats, chance: Floats, purpose: str, tally: Tally) -> Boats:
    tight = density(boats) > limit("crowd_density")
    tighter = np.maximum(density(boats) / limit("crowd_density"), 1.0)
    happens = tight & boats.happens(purpose, chance * tighter)
    rank = boats.things.uniforms(f"{purpose}, how many")
    dead = np.where(happens, 1 + poisson_count(rank, mean=boats.of("crush_deaths") - 1.0), 0)
    return count_deaths(boats, np.minimum(dead, boats.persons), "deaths_crush", tally)
