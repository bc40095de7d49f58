"""A day as somebody types it: 2025-11-25. A time with its zone is taken for its day in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from estran.errors import TimeError
from estran.quantities.instants import parse_instant


def parse_day(text: str) -> date:
    """Return a day.

    Raises
    ------
    TimeError
        Where it is none.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        pass
    try:
        return parse_instant(text).date()
    except TimeError as error:
        raise TimeError(
            "time.day", f"{text!r} is no day. Write it like 2025-11-25.", text=text
        ) from error


def noon(day: date) -> datetime:
    """Return the middle of a day in UTC: no source of a doctrine gives an hour."""
    return datetime.combine(day, time(12), tzinfo=UTC)
