"""What was heard by AIS before an answer is given. Nothing of it is judged here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estran.rescue.ships_near import ships_near

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping
    from datetime import datetime

    from estran.quantities.geodesy import Position
    from estran.rescue.ships_heard import ShipsHeard
    from estran.rescue.ships_near import ShipNear


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What was heard, and for when.

    Attributes
    ----------
    ships : ShipsHeard
        Up to the time asked for.
    asked : datetime
        To which time ships are carried ahead: not before the report.
    lines : mapping of str to int
        Lines by what became of them.
    """

    ships: ShipsHeard
    asked: datetime
    lines: Mapping[str, int] = field(default_factory=dict)

    def near(self, place: Position) -> tuple[tuple[ShipNear, ...], Counter[str]]:
        """Return the ships near a place, and how many were left out and why."""
        found, left_out = ships_near(self.ships, place=place, asked=self.asked)
        left_out.update(self.ships.left_out)
        return found, left_out
