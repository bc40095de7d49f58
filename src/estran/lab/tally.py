"""Counts by lane, added up as a season goes: columns of results, nothing by place or hour."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from estran.quantities.arrays import Floats, Ints


@dataclass(slots=True)
class Tally:
    """Sums by lane under names.

    Attributes
    ----------
    count : int
        How many lanes.
    sums : dict
        Name to array of shape (lanes,).
    days : list
        People and boats that landed, day by day, each of shape (2, lanes).
    """

    count: int
    sums: dict[str, Floats] = field(default_factory=dict)
    days: list[Floats] = field(default_factory=list)

    def add(self, name: str, lane: Ints, amount: NDArray[Any] | None = None) -> None:
        """Add amounts, or one for each, to the lanes they belong to."""
        self.plus(name, np.bincount(lane, weights=amount, minlength=self.count))

    def plus(self, name: str, amount: NDArray[Any]) -> None:
        """Add an amount to every lane, shape (lanes,)."""
        held = self.sums.get(name)
        if held is None:
            self.sums[name] = amount.astype(np.float64)
        else:
            held += amount

    def of(self, name: str) -> Floats:
        """Return the sums under a name; zeros where nothing was added."""
        return self.sums.get(name, np.zeros(self.count))
