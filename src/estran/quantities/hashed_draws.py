"""Random numbers of things that come in any order: a hash of what is asked for is the draw.

`RandomStreams` serves entities that stand in a row. A simulated season asks for boats of many days
and lanes at once, so here each thing has a word of its own, and a purpose mixes it into a draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from estran.errors import QuantityError
from estran.quantities.randomness import RandomStreams

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from estran.quantities.arrays import Floats, Words

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_UNUSED_BITS = np.uint64(12)
_UNIT = 2.0**-52


@dataclass(frozen=True, slots=True)
class Things:
    """Some things, each with its own word: boats, days, anything that draws.

    Attributes
    ----------
    words : array of uint64, shape (count,)
        Hash of seed and of all that names the thing.
    """

    words: Words

    def of(self, where: NDArray[np.generic]) -> Things:
        """Return some of the things, by mask or index."""
        return Things(self.words[where])

    def uniforms(self, purpose: str, *, step: int = 0) -> Floats:
        """Uniform numbers strictly between 0 and 1, one a thing.

        Parameters
        ----------
        purpose : str
            Of the draw; another purpose or step is another draw.
        step : int
            Where a purpose draws more than once; not negative.
        """
        key = np.uint64(RandomStreams(0).key(purpose)) ^ _scattered(step)
        words = steele_lea_flood_2014(self.words ^ key)
        words >>= _UNUSED_BITS
        uniform = words.astype(np.float64)
        uniform += 0.5
        uniform *= _UNIT
        return uniform

    def normals(self, purpose: str, *, step: int = 0) -> Floats:
        """Independent standard normal numbers, one a thing (Box and Muller's transform)."""
        radius = np.sqrt(-2.0 * np.log(self.uniforms(purpose, step=step)))
        return radius * np.cos(2.0 * np.pi * self.uniforms(f"{purpose}, angle", step=step))

    def exponentials(self, purpose: str, *, step: int = 0) -> Floats:
        """Exponential numbers of mean one, one a thing."""
        return -np.log(self.uniforms(purpose, step=step))

    def choices(self, purpose: str, shares: Floats) -> NDArray[np.int64]:
        """Return one of several possibilities for each thing.

        Parameters
        ----------
        shares : (count, possibilities) array
            Not negative, each row summing to one.
        """
        rank = self.uniforms(purpose)[:, np.newaxis] > np.cumsum(shares, axis=1)[:, :-1]
        return rank.sum(axis=1)


def things(seed: int, *names: NDArray[np.int64]) -> Things:
    """Return things by what names them, such as lane, day and number of the boat.

    Parameters
    ----------
    seed : int
        From 0 to 2**64 - 1.
    names : arrays of int, shape (count,)
        Not negative; their order counts.

    Raises
    ------
    QuantityError
        If the seed does not fit.
    """
    if not 0 <= seed < 2**64:
        raise QuantityError(
            "quantity.out_of_range",
            f"Random streams: seed={seed} must be at least 0 and below {2**64}.",
            name="seed",
            value=seed,
            end=2**64,
            variant="stream",
        )
    words = np.full(names[0].shape, np.uint64(seed))
    for name in names:
        words = steele_lea_flood_2014(words) ^ steele_lea_flood_2014(name.astype(np.uint64))
    return Things(steele_lea_flood_2014(words))


def steele_lea_flood_2014(words: Words) -> Words:
    """Return each word, stepped on once and mixed: what SplitMix64 does with its state.

    Notes
    -----
    Source: steele_lea_flood_2014. Whole words wrap; that is meant.
    """
    mixed: Words = words + GOLDEN
    for shift, factor in ((30, FIRST), (27, SECOND)):
        mixed ^= mixed >> np.uint64(shift)
        mixed *= factor
    mixed ^= mixed >> np.uint64(31)
    return mixed


@cache
def _scattered(step: int) -> np.uint64:
    return np.uint64(steele_lea_flood_2014(np.array([step], dtype=np.uint64))[0])
