"""The compiled loop: all steps of one block of particles while it sits in the cache.

A body knows no other, so blocks, and calls for a part of the particles, change no byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.engine.compiled.life import (
    IN_WATER,
    live_on,
    note_landings,
    prepare_hulls,
    prepare_people,
    statuses_then,
)
from estran.engine.compiled.lines import look_across, note_sides
from estran.engine.compiled.motion import go_their_way
from estran.engine.compiled.shore import end_steps, free_afloat
from estran.engine.compiled.tallies import show
from estran.engine.compiled.throws import HULL, throw_sides, throw_walks

if TYPE_CHECKING:
    from estran.engine.compiled.tables import World


def drift(world: World) -> None:
    """Let one block drift through all its steps."""
    how, count = world.how, world.hull.x.shape[0]
    note_sides(world, count)
    show(world, 0, count)
    for number in range(how.steps):
        remember(world, count)
        parted = statuses_then(world, (number + 0.5) * how.step, count)
        for which in range(2 if parted else 1):
            move_kind(world, which, number, count)
        ride(world, count)
        live_on(world, number, count)
        note_landings(world, number, count)
        look_across(world, number, count)
        if (number + 1) % how.steps_per_hour == 0:
            show(world, (number + 1) // how.steps_per_hour, count)


def move_kind(world: World, which: int, number: int, count: int) -> None:
    """Move all hulls of a block, or all people apart from theirs, by one step."""
    kind = world.hull if which == HULL else world.people
    finish = (number + 1) * world.how.step
    throw_sides(world, kind, which, number, count)
    moving = prepare_hulls(world, count) if which == HULL else prepare_people(world, count)
    moving = free_afloat(world, kind, finish, count) if moving else moving
    if moving:
        go_their_way(world, kind, number, count)
        throw_walks(world, which, number, count)
        end_steps(world, kind, finish, count)


def remember(world: World, count: int) -> None:
    """Note where people are before a step."""
    was, people = world.scratch.was, world.people
    for row in range(count):
        was[0, row], was[1, row] = people.x[row], people.y[row]


def ride(world: World, count: int) -> None:
    """Put people who have not parted where their hull is."""
    people, hull = world.people, world.hull
    for row in range(count):
        apart = world.scratch.status[row] == IN_WATER
        people.x[row] = people.x[row] if apart else hull.x[row]
        people.y[row] = people.y[row] if apart else hull.y[row]
        people.aground[row] = people.aground[row] if apart else hull.aground[row]
        people.left[row] = people.left[row] if apart else hull.left[row]
        people.lies[row] = people.lies[row] if apart else np.nan
        people.no_stream[row] = people.no_stream[row] if apart else hull.no_stream[row]
