"""The dice of one step of one block: sides that change, and what eddies add."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.drift.diffusion import walked
from estran.drift.jibing import side_after_step
from estran.engine.compiled.dice import philox
from estran.engine.compiled.life import IN_WATER
from estran.engine.dice import (
    BODIES,
    HULL,
    STEPS_PER_BLOCK,
    east_draw,
    north_draw,
    side_draw,
)

if TYPE_CHECKING:
    from estran.engine.compiled.tables import Kind, World


def throw_dice(world: World, number: int, count: int) -> None:
    """Throw for two steps at once, before the first of them."""
    how, words, place = world.how, world.scratch.words, world.fate.place
    if number % STEPS_PER_BLOCK or (how.jibe == 0.0 and how.walk == 0.0):
        return
    seed, key, step = how.keys[0], how.keys[1], np.uint64(number // STEPS_PER_BLOCK)
    for row in range(count):
        thrown = philox(np.uint64(place[row]), step, seed, key)
        words[0, row], words[1, row], words[2, row], words[3, row] = thrown


def row_of_dice(which: int, number: int) -> int:
    """Row of the scratch in which a kind of body has its words in a step."""
    return number % STEPS_PER_BLOCK * BODIES + which


def throw_sides(world: World, kind: Kind, which: int, number: int, count: int) -> None:
    """Let bodies of a kind change sides; people who ride do not."""
    how, here, words = world.how, world.scratch, row_of_dice(which, number)
    if how.jibe == 0.0:
        return
    never = how.jibe if which == HULL else 0.0  # for people who ride
    for row in range(count):
        kind.on_right[row] = side_after_step(
            on_right=kind.on_right[row],
            uniforms=side_draw(here.words[words, row]),
            probability=how.jibe if here.status[row] == IN_WATER else never,
        )
    for part in range(2):
        for row in range(count):
            right, left = kind.lines[2 + part, row], kind.lines[4 + part, row]
            kind.across[part, row] = right if kind.on_right[row] else left


def throw_walks(world: World, which: int, number: int, count: int) -> None:
    """Add what eddies do to where each body's way ends."""
    how, here, words = world.how, world.scratch, row_of_dice(which, number)
    if how.walk == 0.0:
        return
    for row in range(count):
        word = here.words[words, row]
        here.x[row] += walked(size=how.walk, uniform=east_draw(word))
        here.y[row] += walked(size=how.walk, uniform=north_draw(word))
