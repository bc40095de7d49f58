"""The port through which a watch reads the time, and the clock of an exercise or a replay.

Only adapters read the wall clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from estran.errors import TimeError
from estran.quantities.instants import format_instant, parse_instant

if TYPE_CHECKING:
    from datetime import datetime


class Clock(Protocol):
    """Something that knows what time it is."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class StandingClock:
    """A clock that stands where it was set: an exercise or a replay has a time of its own."""

    at: datetime

    def now(self) -> datetime:
        """Return the instant at which it stands."""
        return self.at


def clock_of(said: str | None, *, watermark: str, wall: Clock) -> Clock:
    """Return the clock of a casebook: that of the machine, or of an exercise or a replay.

    Parameters
    ----------
    said : str or None
        What time it is there, with its zone; the machine's where None.
    watermark : str
        Of the casebook. A real one goes by the machine's clock, always.
    wall : Clock
        The machine's.

    Raises
    ------
    TimeError
        Where the casebook is a real one, or a replay would lie ahead of now.
    """
    if said is None:
        return wall
    if not watermark:
        raise TimeError(
            "clock.real",
            "This casebook is no exercise and no replay: it goes by the clock of this machine. "
            "Leave --now out; what was true earlier is entered with --at.",
        )
    at = parse_instant(said)
    if at > wall.now() and not watermark.startswith("EXERCISE"):
        raise TimeError(
            "clock.ahead",
            f"{format_instant(at)} lies ahead of now. A replay looks back.",
            time=format_instant(at),
        )
    return StandingClock(at)
