"""The dice of one step of one block: sides that change, and what eddies add."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.drift.diffusion import walked
from estran.drift.jibing import side_after_step
from estran.engine.compiled.dice import philox, uniform
from estran.engine.compiled.life import IN_WATER

if TYPE_CHECKING:
    from estran.engine.compiled.tables import Kind, World

HULL, PEOPLE = 0, 1
WORDS = 4
SEED, FIRST_JIBE, FIRST_WALK = 0, 1, 3  # places of the keys in `How.keys`


def throw_sides(world: World, kind: Kind, which: int, number: int, count: int) -> None:
    """Let bodies of a kind change sides; people who ride do not."""
    how, here = world.how, world.scratch
    if how.jibe == 0.0:
        return
    seed, key, step = how.keys[SEED], how.keys[FIRST_JIBE + which], np.uint64(number)
    for row in range(0, count, WORDS):
        block = np.uint64((how.first + row) // WORDS)
        words = philox(block, step, seed, key)
        here.draw[row], here.draw[row + 1] = uniform(words[0]), uniform(words[1])
        here.draw[row + 2], here.draw[row + 3] = uniform(words[2]), uniform(words[3])
    for row in range(count):
        takes_part = which == HULL or here.status[row] == IN_WATER
        right = side_after_step(
            on_right=kind.on_right[row],
            uniforms=here.draw[row],
            probability=how.jibe if takes_part else 0.0,
        )
        kind.on_right[row] = right
        kind.across[0, row] = kind.lines[2, row] if right else kind.lines[4, row]
        kind.across[1, row] = kind.lines[3, row] if right else kind.lines[5, row]


def throw_walks(world: World, which: int, number: int, count: int) -> None:
    """Add what eddies do to where each body's way ends."""
    how, here = world.how, world.scratch
    if how.walk == 0.0:
        return
    seed, key, step = how.keys[SEED], how.keys[FIRST_WALK + which], np.uint64(number)
    for row in range(0, count, 2):
        block = np.uint64((how.first + row) // 2)
        words = philox(block, step, seed, key)
        here.walk[0, row], here.walk[1, row] = uniform(words[0]), uniform(words[1])
        here.walk[0, row + 1], here.walk[1, row + 1] = uniform(words[2]), uniform(words[3])
    for row in range(count):
        here.x[row] += walked(size=how.walk, uniform=here.walk[0, row])
        here.y[row] += walked(size=how.walk, uniform=here.walk[1, row])
