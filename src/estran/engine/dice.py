"""What chance adds to a body in a step: one word of 64 bits for its side and its way by eddies.

A block of four words of the generator holds two steps of one particle: word 0 is of its hull and
word 1 of its people in an even step, 2 and 3 in the odd step after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats, Number, Words
    from estran.quantities.randomness import RandomStreams

STREAM = "drift.step"
HULL, PEOPLE = 0, 1
STEPS_PER_BLOCK, BODIES = 2, 2
WORDS_PER_BLOCK = STEPS_PER_BLOCK * BODIES
ABOVE_SIDE, ABOVE_EAST, ABOVE_NORTH = np.uint64(33), np.uint64(17), np.uint64(1)
EDDY_BITS = np.uint64(0xFFFF)
SIDE_UNIT, EDDY_UNIT = 2.0**-31, 2.0**-16


def words_of(streams: RandomStreams, *, number: int, first: int, count: int) -> Words:
    """Words of particles `first` to ``first + count - 1`` in step `number`.

    Returns
    -------
    (2, count) array
        Of hulls, and of people.
    """
    words = streams.words(
        STREAM,
        step=number // STEPS_PER_BLOCK,
        first=WORDS_PER_BLOCK * first,
        count=WORDS_PER_BLOCK * count,
    ).reshape(count, STEPS_PER_BLOCK, BODIES)
    return np.ascontiguousarray(words[:, number % STEPS_PER_BLOCK].T)


def side_draw(word: Any) -> Number:  # noqa: ANN401 -- a word, or an array of them
    """Uniform number in (0, 1) for the side, of the 31 highest bits of a word."""
    return (np.float64(np.int32(word >> ABOVE_SIDE)) + 0.5) * SIDE_UNIT


def east_draw(word: Any) -> Number:  # noqa: ANN401 -- a word, or an array of them
    """Uniform number in (0, 1) for what eddies add eastward, of the next 16 bits."""
    return (np.float64(np.int32((word >> ABOVE_EAST) & EDDY_BITS)) + 0.5) * EDDY_UNIT


def north_draw(word: Any) -> Number:  # noqa: ANN401 -- a word, or an array of them
    """Uniform number in (0, 1) for what eddies add northward, of the 16 bits after those."""
    return (np.float64(np.int32((word >> ABOVE_NORTH) & EDDY_BITS)) + 0.5) * EDDY_UNIT


def eddy_draws(words: Words) -> Floats:
    """Return both draws for the eddies, shape (n, 2)."""
    return np.stack((east_draw(words), north_draw(words)), axis=1)
