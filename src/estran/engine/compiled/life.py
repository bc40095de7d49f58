"""What becomes of a block: statuses by clocks, who moves how, clocks that stand still aground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.engine.status import Status

if TYPE_CHECKING:
    from estran.engine.compiled.tables import Kind, Scratch, World
    from estran.quantities.arrays import Floats

ADRIFT, SWAMPED, IN_WATER = int(Status.ADRIFT), int(Status.SWAMPED), int(Status.IN_WATER)
UNDER_WAY, BOARDING = int(Status.UNDER_WAY), int(Status.BOARDING)
BOARDING_END, FAILURE, SWAMPING, PARTING = 0, 1, 2, 3


def statuses_then(world: World, time: float, count: int) -> bool:
    """Note the status of each particle in the middle of a step; whether any people are apart."""
    clocks, here = world.fate.clocks, world.scratch
    apart = 0
    for row in range(count):
        status = status_then(clocks, row, time)
        here.status[row] = status
        apart += status == IN_WATER
    return apart > 0


def status_then(clocks: Floats, row: int, time: float) -> int:
    """Status at a time."""
    afloat = int(clocks[BOARDING_END, row] <= time) + int(clocks[FAILURE, row] <= time)
    lost = SWAMPED + int(clocks[PARTING, row] <= time)
    return lost if clocks[SWAMPING, row] <= time else afloat


def prepare_hulls(world: World, count: int) -> int:
    """Note what decides how each hull moves, and count those that are not held."""
    here, how, hull = world.scratch, world.how, world.hull
    afloat, moving = how.draughts[ADRIFT], how.draughts[UNDER_WAY]
    boarding, swamped = how.draughts[BOARDING], how.draughts[SWAMPED]
    for row in range(count):
        status, factor = here.status[row], world.fate.swamped_factor[row]
        share = 1.0 if status == ADRIFT else 0.0
        here.share[row] = factor if status >= SWAMPED else share
        dry = moving if status == UNDER_WAY else boarding
        dry = afloat if status == ADRIFT else dry
        here.draught[row] = swamped if status >= SWAMPED else dry
    for row in range(count):
        here.moves[row] = here.status[row] != BOARDING
    return release_those_held(here, hull, count)


def release_those_held(here: Scratch, kind: Kind, count: int) -> int:
    """Hold those that have left too; who is held lies nowhere aground. Count the others."""
    free = 0
    for row in range(count):
        moves = here.moves[row] & (not kind.left[row])
        here.moves[row] = moves
        kind.aground[row] = kind.aground[row] & moves
        free += moves
    return free


def prepare_people(world: World, count: int) -> int:
    """Note the same of people apart from their hulls."""
    here, people, draught = world.scratch, world.people, world.how.draughts[IN_WATER]
    for row in range(count):
        here.share[row], here.draught[row] = 1.0, draught
    for row in range(count):
        here.moves[row] = here.status[row] == IN_WATER
    return release_those_held(here, people, count)


def live_on(world: World, number: int, count: int) -> None:
    """Let clocks of hulls aground stand still for a step, and note when they first touched."""
    fate, step = world.fate, world.how.step
    for row in range(count):
        if world.hull.aground[row]:
            hold_clocks(fate.clocks, row, number * step, step)
            if np.isnan(fate.first_aground[row]):
                fate.first_aground[row] = (number + 1) * step


def note_landings(world: World, number: int, count: int) -> None:
    """Note when and where people first came ashore, riding or apart."""
    fate, people, step = world.fate, world.people, world.how.step
    for row in range(count):
        if people.aground[row] and np.isnan(fate.first_ashore[row]):
            fate.first_ashore[row] = (number + 1) * step
            fate.ashore[0, row], fate.ashore[1, row] = people.x[row], people.y[row]


def hold_clocks(clocks: Floats, row: int, time: float, step: float) -> None:
    """Put off by a step what a hull aground has still before it."""
    for clock in (FAILURE, SWAMPING, PARTING):
        if clocks[clock, row] > time:
            clocks[clock, row] += step
