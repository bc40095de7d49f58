"""A time as it stands in a message: UTC, with the clocks of both coasts. No clock is read here.

Mixing the clocks of the two coasts has misled people; both are always shown.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from estran.language.catalogue import say
from estran.quantities.instants import in_utc

if TYPE_CHECKING:
    from datetime import date

FIRST_YEAR = 2002  # the rule of both countries, for good, from here on
SUMMER_HOUR = 1  # UTC hour at which both change
FRENCH_AHEAD = timedelta(hours=1)


def summer_time(moment: datetime) -> bool:
    """Say whether summer time holds in both countries: they change at the same instants.

    From the last Sunday of March to the last of October, 01:00 UTC.

    Parameters
    ----------
    moment : datetime
        Aware, from 2002 on.

    Notes
    -----
    Source: eu_summer_time_2000, articles 2 and 3.
    Source: uk_summer_time_2002, article 2.
    """
    utc = in_utc(moment)
    return _last_sunday(utc.year, 3) <= utc < _last_sunday(utc.year, 10)


def _last_sunday(year: int, month: int) -> datetime:
    """Return 01:00 UTC on the last Sunday of a month of 31 days."""
    last = datetime(year, month, 31, SUMMER_HOUR, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def local_times(moment: datetime, *, language: str) -> str:
    """Return both local times, such as ``UK 01:53, FR 02:53``; +1 marks the day after.

    Empty before 2002, where other rules held.
    """
    utc = in_utc(moment)
    if utc.year < FIRST_YEAR:
        return ""
    british = utc + timedelta(hours=1) if summer_time(utc) else utc
    french = british + FRENCH_AHEAD
    uk, fr = (_on_day(one, utc.date()) for one in (british, french))
    return say(language, "moment.local", uk=uk, fr=fr)


def _on_day(local: datetime, day: date) -> str:
    mark = "+1" if local.date() > day else ""
    return f"{local:%H:%M}{mark}"


def date_time_group(moment: datetime, *, language: str) -> str:
    """Return a date-time group in UTC, such as ``140153Z DEC 22``; instants.py reads it back."""
    utc = in_utc(moment)
    month = say(language, "moment.months").split()[utc.month - 1]
    return f"{utc:%d%H%M}Z {month} {utc:%y}"


def clock(moment: datetime, *, now: datetime, language: str) -> str:
    """Return ``01:53Z``; the whole date-time group where it was on another day than now."""
    utc = in_utc(moment)
    if utc.date() == in_utc(now).date():
        return f"{utc:%H:%M}Z"
    return date_time_group(utc, language=language)
