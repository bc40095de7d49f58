"""A doctrine as of a day: without practice, doubts and open questions of later days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from estran.doctrine.rule import UPPER_LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.doctrine.rule import Doctrine

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_DATE = re.compile(
    rf"\b(?:(?:(?P<day>\d\d?) )?(?P<month>{'|'.join(_MONTHS)}) )?(?P<year>(?:19|20)\d\d)\b"
    r"(?:-(?P<number>\d\d)-(?P<last>\d\d)\b)?"
)


def known_by(one: Doctrine, day: date) -> bool:
    """Say whether a doctrine had begun or become known by a day; physics and law always had.

    A directive can be in force before its text is known: such a one counts from its first day.
    """
    days = [each for each in (one.valid_from, one.known_from) if each is not None]
    return one.layer in UPPER_LAYERS or not days or min(days) <= day


def as_of(one: Doctrine, day: date) -> Doctrine:
    """Return a doctrine without what was reported, doubted or asked of it after a day.

    A month or a year counts from its first day. An open question bears no date of its own: it is
    as old as the latest date that its English text names.
    """
    asked = [all(named <= day for named in dates_in(text)) for text in one.unknown]
    french = zip(one.unknown_fr, asked, strict=False)
    doubted = one.doubtful_from is not None and one.doubtful_from <= day
    return replace(
        one,
        practice=tuple(row for row in one.practice if row.since <= day.isoformat()),
        unknown=tuple(text for text, kept in zip(one.unknown, asked, strict=True) if kept),
        unknown_fr=tuple(text for text, kept in french if kept),
        doubtful_from=one.doubtful_from if doubted else None,
        doubt=one.doubt if doubted else "",
        doubt_fr=one.doubt_fr if doubted else "",
    )


def dates_in(text: str) -> Iterator[date]:
    """Yield the first day of every date, month or year that an English text names."""
    for found in _DATE.finditer(text):
        month = _MONTHS.index(found["month"]) + 1 if found["month"] else int(found["number"] or 1)
        yield date(int(found["year"]), month, int(found["day"] or found["last"] or 1))
