"""The compiled loop: all steps of one block of particles while it sits in the cache.

A body knows no other, so blocks, and calls for a part of the particles, change no byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
from estran.engine.compiled.tables import Crossed, Fate, Kind, World
from estran.engine.compiled.tallies import show
from estran.engine.compiled.throws import throw_dice, throw_sides, throw_walks
from estran.engine.dice import HULL

if TYPE_CHECKING:
    from estran.quantities.arrays import Ints


def drift(world: World) -> None:
    """Let a batch drift, block by block."""
    blocks, size = world.hull.x.shape
    for block in range(blocks):
        drift_block(block_of(world, block), min(size, world.how.particles - block * size))


def block_of(world: World, block: int) -> World:
    """One block of a batch, in place."""
    fate, crossed = world.fate, world.crossed
    return World(
        world.sea,
        kind_of_block(world.hull, block),
        kind_of_block(world.people, block),
        Fate(
            fate.place[block],
            fate.shift[block],
            fate.along[block],
            fate.across[block],
            fate.residual[block],
            fate.slope[block],
            fate.level_error[block],
            fate.swamped_factor[block],
            fate.velocity[block],
            fate.speed[block],
            fate.course[block],
            fate.by_heading[block],
            fate.clocks[block],
            fate.status[block],
            fate.first_aground[block],
            fate.first_ashore[block],
            fate.ashore[block],
            fate.wind[block],
        ),
        world.how,
        world.lines,
        Crossed(crossed.sides[block], crossed.off[block], crossed.times[block]),
        world.tallies,
        world.kept,
        world.scratch,
    )


def kind_of_block(kind: Kind, block: int) -> Kind:
    """Hulls or people of one block, in place."""
    return Kind(
        kind.lines[block],
        kind.across[block],
        kind.x[block],
        kind.y[block],
        kind.lies[block],
        kind.no_stream[block],
        kind.on_right[block],
        kind.aground[block],
        kind.left[block],
    )


def drift_block(world: World, count: int) -> None:
    """Let one block drift through all its steps."""
    how = world.how
    note_sides(world, count)
    show(world, 0, count)
    for number in range(how.steps):
        remember(world, count)
        throw_dice(world, number, count)
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
        go_their_way(world, kind, number, count, moving)
        throw_walks(world, which, number, count)
        end_steps(world, kind, finish, count)


def remember(world: World, count: int) -> None:
    """Note where people are before a step."""
    was, people = world.scratch.was, world.people
    for row in range(count if world.crossed.sides.shape[0] else 0):
        was[0, row], was[1, row] = people.x[row], people.y[row]


def ride(world: World, count: int) -> None:
    """Put people who have not parted where their hull is."""
    people, hull, status = world.people, world.hull, world.scratch.status
    follow(people.x, hull.x, status, count)
    follow(people.y, hull.y, status, count)
    follow(people.aground, hull.aground, status, count)
    follow(people.left, hull.left, status, count)
    follow(people.no_stream, hull.no_stream, status, count)
    for row in range(count):
        lies = people.lies[row]
        people.lies[row] = lies if status[row] == IN_WATER else np.nan


def follow(mine: Any, theirs: Any, status: Ints, count: int) -> None:  # noqa: ANN401 -- numbers or marks
    """Take over a number of the hull where people ride."""
    for row in range(count):
        own, other = mine[row], theirs[row]  # both are read, so that many go at once
        mine[row] = own if status[row] == IN_WATER else other
