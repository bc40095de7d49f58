"""What the public may see: counts of cases that are over, by month, late, and in coarse classes.

A guard-rail: nothing here tells where somebody patrols, where a beach is watched, or what goes on
now. What is public is aggregated and delayed by construction: nothing younger enters the sum.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from estran.casebook.tally import tally_of

if TYPE_CHECKING:
    from datetime import datetime

    from estran.casebook.book import Book
    from estran.casebook.records import CaseRecord

DELAY = timedelta(days=30)
FEWEST = 5
"""A count below this is given as a class, so that no single night can be read from a month."""
OVER = ("closed", "ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of cases that are over for thirty days or more.

    Attributes
    ----------
    cases, recovered : str
        Counts; ``fewer than 5`` where there are so few.
    dead : str
        As the room counts; other counts stand in the ledger.
    """

    month: str
    cases: str
    recovered: str
    dead: str
    kind: Literal["exercise", "real"]


def months(book: Book, *, now: datetime) -> tuple[Month, ...]:
    """Return the months that may be known by now, oldest first.

    A month appears when every case that was opened in it is over for `DELAY`, and not before:
    otherwise the public could subtract one state of the sum from the next.
    """
    by_month: dict[tuple[str, Literal["exercise", "real"]], list[CaseRecord]] = {}
    for case in book.cases.values():
        by_month.setdefault((f"{case.stamp.at:%Y-%m}", _kind(case)), []).append(case)
    return tuple(
        _month(book, month, kind, cases)
        for (month, kind), cases in sorted(by_month.items())
        if all(_is_late(one, now) for one in cases) and _month_over(cases, now)
    )


def _kind(case: CaseRecord) -> Literal["exercise", "real"]:
    return "exercise" if case.watermark else "real"


def _is_late(case: CaseRecord, now: datetime) -> bool:
    return case.state in OVER and now - case.endings[-1].stamp.entered >= DELAY


def _month_over(cases: list[CaseRecord], now: datetime) -> bool:
    latest = max(one.stamp.at for one in cases)
    midnight = latest.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    first_of_next = (midnight + timedelta(days=32)).replace(day=1)
    return now >= first_of_next + DELAY


def _month(
    book: Book, month: str, kind: Literal["exercise", "real"], cases: list[CaseRecord]
) -> Month:
    total: Counter[str] = Counter()
    for case in cases:
        for craft in book.crafts_of(case.case):
            tally = tally_of(book, craft)
            total["recovered"] += tally.alive + tally.accounted
            total["dead"] += tally.dead
    return Month(
        month=month,
        cases=coarse(len(cases)),
        recovered=coarse(total["recovered"]),
        dead=coarse(total["dead"]),
        kind=kind,
    )


def coarse(count: int) -> str:
    """Return a count as the public sees it."""
    return str(count) if count >= FEWEST or count == 0 else f"fewer than {FEWEST}"
