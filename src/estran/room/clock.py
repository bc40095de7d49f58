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


@dataclass(frozen=True, slots=True)
class RunningClock:
    """The clock of an exercise that somebody plays: it began at a time of its own, and goes on.

    Attributes
    ----------
    at : datetime
        What time it was there when it began.
    since : datetime
        What time it was by the wall then.
    wall : Clock
        The machine's.
    """

    at: datetime
    since: datetime
    wall: Clock

    def now(self) -> datetime:
        """Return the instant of the exercise."""
        return self.at + (self.wall.now() - self.since)


def running_clock(at: datetime, *, watermark: str, wall: Clock) -> Clock:
    """Return the clock of an exercise from a time on.

    Parameters
    ----------
    at : datetime
        What time it is there now.
    watermark : str
        Of the casebook: one of an exercise.
    wall : Clock
        The machine's.

    Raises
    ------
    TimeError
        Where the casebook is of no exercise.
    """
    if not watermark.startswith("EXERCISE"):
        raise _real()
    return RunningClock(at, wall.now(), wall)


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
        raise _real()
    at = parse_instant(said)
    if at > wall.now() and not watermark.startswith("EXERCISE"):
        raise TimeError(
            "clock.ahead",
            f"{format_instant(at)} lies ahead of now. A replay looks back.",
            time=format_instant(at),
        )
    return StandingClock(at)


def _real() -> TimeError:
    return TimeError(
        "clock.real",
        "This casebook is no exercise and no replay: it goes by the clock of this machine. "
        "Leave --now out; what was true earlier is entered with --at.",
    )
