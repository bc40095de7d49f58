"""What may be taken in. A guard-rail: no forecast for a departure in the future."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from estran.errors import TimeError
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from datetime import datetime

FURTHEST_AHEAD = timedelta(hours=1)


def require_not_ahead(time: datetime, *, now: datetime, exercise: bool) -> None:
    """Refuse a report whose time lies more than an hour ahead, unless it is an exercise.

    Parameters
    ----------
    time : datetime
        Time of the report, aware.
    now : datetime
        Time of the watch, aware.
    exercise : bool
        An exercise may lie anywhere in time; every page of it is watermarked.

    Raises
    ------
    TimeError
        Naming both times.
    """
    if exercise or time <= now + FURTHEST_AHEAD:
        return
    raise TimeError(
        "time.ahead",
        f"The report's time {format_instant(time)} is more than one hour ahead of now "
        f"({format_instant(now.replace(microsecond=0))}). Estran forecasts boats that are at sea, "
        "never a departure to come. Check the date and the zone; for an exercise add --exercise.",
        time=format_instant(time),
        now=format_instant(now.replace(microsecond=0)),
    )


def require_happened(time: datetime, *, now: datetime, exercise: bool) -> None:
    """Refuse what is said to have happened ahead of now: its clocks would start late.

    Parameters
    ----------
    time : datetime
        When it was true, aware.
    now : datetime
        Time of the watch, aware.
    exercise : bool
        An exercise may lie anywhere in time.

    Raises
    ------
    TimeError
        Naming both times.
    """
    if exercise or time <= now:
        return
    raise TimeError(
        "time.not_yet",
        f"{format_instant(time)} lies ahead of now ({format_instant(now)}): what has not happened "
        "cannot be entered. Check the time and its zone, or leave it out.",
        time=format_instant(time),
        now=format_instant(now),
    )
