"""Between the nodes of a grid: which lie around a place and a time, and what lies between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.quantities.arrays import Floats, Ints, Number


@dataclass(frozen=True, slots=True, eq=False)
class Eight:
    """The eight nodes around places and times, (n,) each.

    Attributes
    ----------
    cells : list of (n,) arrays
        Flat indices: south-west, south-east, north-west, north-east, each of the level before and
        of the one after.
    right, up, later : (n,) arrays
        Parts of the way east, north and on in time [-].
    """

    cells: list[Ints]
    right: Floats
    up: Floats
    later: Floats

    def blended(self, values: Sequence[Floats]) -> Floats:
        """Return what lies between eight values: between levels, then rows, then columns."""
        south_west, south_east, north_west, north_east = (
            between(values[place], values[place + 1], self.later) for place in (0, 2, 4, 6)
        )
        west = between(south_west, north_west, self.up)
        return between(west, between(south_east, north_east, self.up), self.right)


def between(first: Number, second: Number, part: Number) -> Number:
    """Return what lies between two values, so far on the way."""
    return first + (second - first) * part


def split(place: Floats, count: int) -> tuple[Ints, Floats]:
    """Node at or before each place in a row of `count`, and the part of the way to the next."""
    held = np.minimum(np.maximum(place, 0.0), count - 1.0)  # np.clip costs twice as much
    node = np.minimum(held.astype(np.int64), count - 2)
    return node, held - node
