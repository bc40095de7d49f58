"""Lanes: simulated seasons side by side, each with its number and its own draw of parameters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estran.lab.conditions import DAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.lab.diary import Diary
    from estran.quantities.arrays import Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """Seasons to simulate.

    Attributes
    ----------
    seed : int
        Of the study.
    numbers : array of int, shape (lanes,)
        Numbers of the seasons; they name every draw, so that no split changes one.
    parameters : mapping
        Values by key, in each parameter's own unit, shape (lanes,).
    year : int
        Whose supply of boats, loads, tide and daylight hold.
    days : int
        From 1 January on; a whole year, except where a part is enough.
    diary : Diary or None
        Of one boat, where there is one lane; it listens, and changes nothing.
    """

    seed: int
    numbers: Ints
    parameters: Mapping[str, Floats]
    year: int
    days: int = DAYS
    diary: Diary | None = None

    @property
    def count(self) -> int:
        """How many seasons."""
        return int(self.numbers.size)


@dataclass(frozen=True, slots=True)
class Given:
    """Parameters of lanes, handed out for things that each belong to a lane."""

    lanes: Lanes
    lane: Ints
    _held: dict[str, Floats] = field(default_factory=dict)

    def of(self, key: str) -> Floats:
        """Return a parameter for each thing."""
        if key not in self._held:
            self._held[key] = self.lanes.parameters[key][self.lane]
        return self._held[key]
