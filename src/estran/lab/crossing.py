"""The way across in steps of ten minutes: progress over the stream, and what first goes wrong.

What happens to people afterwards lives with rescue and losses.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from estran.hazard.waves_aboard import rayleigh_shipping
from estran.lab.conditions import cells
from estran.lab.sea_tables import HOURS
from estran.quantities.units import HOUR, KNOT, MINUTE, NAUTICAL_MILE
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from estran.lab.boats import Boats
    from estran.lab.coast import Coast
    from estran.quantities.arrays import Bools, Floats, Ints

STEP = 10.0
"""Minutes."""
STEPS = 150
"""After 25 hours every boat has arrived or is taken as arrived."""
FREEBOARD_OF = 50.0
LEAST_BOARD, MOST_BOARD = 0.05, 0.6


class Fate(IntEnum):
    """What ends the way of a boat by itself, before anyone helps."""

    ARRIVES = 0
    GIVES_UP = 1
    ASKS = 2
    ADRIFT = 3
    DEFLATED = 4
    SWAMPED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """How each boat fared, shape (count,).

    Attributes
    ----------
    fate : array of int
        A `Fate`.
    minute : array
        Of the fate, of the year.
    french : array of bool
        Where French units are the nearer ones then.
    near_shore : array of bool
        Within two miles of the French shore then.
    swamp_rate : array
        Of a boat that lies stopped [1/h].
    """

    fate: Ints
    minute: Floats
    french: Bools
    near_shore: Bools
    swamp_rate: Floats


NEAR = 2.0 * NAUTICAL_MILE


def crossed(boats: Boats, coast: Coast, *, hurried: Bools) -> Crossing:
    """Return what becomes of boats that have left, if nobody helps.

    Parameters
    ----------
    boats : Boats
        With the people aboard.
    coast : Coast
        Its sea, and how much worse boats have become.
    hurried : array of bool
        Which left in a hurry; they fail more often.
    """
    progress = _progress(boats, coast)
    arrives = _first_beyond(progress, cells().distance[boats.cell])
    worse = np.where(hurried, boats.of("hurry_harm"), 1.0) * coast.drawn_worse[boats.lane]
    harm = worse * coast.danger[boats.lane]
    follows = assumption("hazard_relative_motion")  # beam-on, a stopped boat follows least
    swamps, stopped_rate = (shipping(boats, motion) for motion in (follows.value, follows.high))
    times = np.stack(
        [
            arrives,
            np.where(boats.happens("lab.gives up", boats.of("give_up")), STEP, np.inf),
            _asks(boats, progress),
            _first(boats, "lab.engine", boats.of("engine_failure") * worse),
            _first(boats, "lab.deflation", boats.of("deflation") * harm),
            _first(boats, "lab.swamp", swamps * harm),
        ]
    )
    mended = boats.happens("lab.repair", boats.of("repair"))
    times[Fate.ADRIFT, mended] = np.inf  # got going again; the delay is not counted
    fate = times.argmin(axis=0)
    minutes = np.minimum(times.min(axis=0), STEP * STEPS)
    done = progress[np.arange(boats.count), np.minimum(minutes // STEP, STEPS - 1).astype(np.int64)]
    return Crossing(
        fate=fate,
        minute=boats.minute + minutes,
        french=done < cells().french_share[boats.cell] * cells().distance[boats.cell],
        near_shore=done < NEAR,
        swamp_rate=(stopped_rate + boats.of("deflation")) * harm,
    )


def shipping(boats: Boats, motion: float) -> Floats:
    """Return how often an hour a boat is swamped by the waves it ships [1/h].

    Parameters
    ----------
    boats : Boats
        With the people aboard: more of them, less freeboard.
    motion : float
        How much of a wave the boat does not follow.
    """
    sunk = boats.of("freeboard_fall") * (boats.persons - FREEBOARD_OF)
    board = np.clip(boats.of("freeboard") - sunk, LEAST_BOARD, MOST_BOARD)
    full = np.full(boats.count, 1.0)
    waves = rayleigh_shipping(
        wave_height=boats.wave,
        freeboard=board,
        relative_motion=motion * full,
        period=assumption("hazard_wave_period").value * full,
    )
    return waves * boats.of("swamp_wave")


def _progress(boats: Boats, coast: Coast) -> Floats:
    """Return how far across each boat is after each step [m], shape (count, STEPS)."""
    hours = (boats.minute / 60.0)[:, np.newaxis] + np.arange(0.0, STEPS * STEP / 60.0, 1.0)
    at = np.clip(hours, 0.0, HOURS - 1.0).astype(np.int64)
    along = coast.sea.along[boats.cell[:, np.newaxis], at]
    made = np.maximum(boats.of("boat_speed")[:, np.newaxis] * KNOT + along, 0.0) * HOUR
    ends = np.concatenate([np.zeros((boats.count, 1)), np.cumsum(made, axis=1)], axis=1)
    steps = np.arange(STEPS) * STEP / 60.0
    before = steps.astype(np.int64)
    return ends[:, before] + (steps - before) * made[:, np.minimum(before, made.shape[1] - 1)]


def _first_beyond(progress: Floats, distance: Floats) -> Floats:
    """Return the minutes after which each boat is across."""
    across = progress >= distance[:, np.newaxis]
    first = np.where(across.any(axis=1), across.argmax(axis=1), STEPS)
    return first * STEP


def _first(boats: Boats, purpose: str, rate: Floats) -> Floats:
    """Return the minutes until something of a steady rate [1/h] first happens."""
    return boats.things.exponentials(purpose) / np.maximum(rate, 1e-12) * HOUR / MINUTE


def _asks(boats: Boats, progress: Floats) -> Floats:
    """Return the minutes after which a boat asks to be taken to France; never for most."""
    asks = boats.happens("lab.asks", boats.of("ask_for_help"))
    share = cells().french_share[boats.cell] * boats.things.uniforms("lab.asks when")
    when = _first_beyond(progress, share * cells().distance[boats.cell])
    return np.where(asks, when, np.inf)
