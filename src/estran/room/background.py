"""What the room does by itself beside the watch: assess boats with a new position, erase by law.

A boat's first forecast starts at its newest position; later ones are re-based. One step at a time,
none holds up whoever takes in a report; who calls it, and when, is an adapter's affair.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from estran.errors import InputError, OutsideValidityError
from estran.room.assessing import Asked, Due, assess_case, due
from estran.room.erasing import Keeping, sweep
from estran.room.running import Here, Runner
from estran.room.take_in import MACHINE

if TYPE_CHECKING:
    from estran.room.desk import Desk

SWEEP_EVERY = timedelta(hours=1)


@dataclass(slots=True, kw_only=True)
class Rounds:
    """The rounds that the room makes.

    Attributes
    ----------
    desk : Desk
        Of which casebook.
    runner : Runner
        Where answers are computed.
    keeping : Keeping
        How long private texts are kept.
    particles : int
        Of each assessment.
    """

    desk: Desk
    runner: Runner = field(default_factory=Here)
    keeping: Keeping = field(default_factory=Keeping)
    particles: int = 10_000
    _left: list[Due] = field(default_factory=list)
    _refused: dict[str, str] = field(default_factory=dict)  # boat to the position that was refused
    _seen: int = 0
    _swept: datetime | None = None

    def step(self) -> bool:
        """Do one thing that waits, and say whether there was any; soon after, ask again.

        Raises
        ------
        EstranError
            Where the record or the keys cannot be used; the next step tries again.
        """
        return self._sweep() or self._assess()

    def _sweep(self) -> bool:
        now = self.desk.now()
        if self._swept is not None and now - self._swept < SWEEP_EVERY:
            return False
        self._swept = now  # also where it fails: an error does not come back at every step
        sweep(self.desk, MACHINE, keeping=self.keeping)
        return True

    def _assess(self) -> bool:
        if not self._left:
            self._left = self._waiting()
        if not self._left:
            return False
        one = self._left.pop(0)
        asked = Asked(
            case=one.case, craft=one.craft, particles=self.particles, rebase=bool(one.since)
        )
        try:
            assess_case(self.desk, MACHINE, asked, runner=self.runner)
        except (InputError, OutsideValidityError):
            self._refused[one.craft] = one.fix  # for a person: they see that it has no assessment
        return True

    def _waiting(self) -> list[Due]:
        """Return the boats that wait; where nothing was entered since the last look, none."""
        book = self.desk.book()
        if book.seq == self._seen:
            return []
        found = [one for one in due(book) if self._refused.get(one.craft) != one.fix]
        if not found:
            self._seen = book.seq
        return found
