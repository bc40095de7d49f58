"""Who sees what. A guard-rail: enforcement sees no case, report or boat of a call for help.

Whoever may not see something is told that it is not there: not even that it exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.errors import UnknownRecordError
from estran.room.roles import may, may_see

if TYPE_CHECKING:
    from estran.casebook.book import Book
    from estran.casebook.event import Author
    from estran.casebook.records import CaseRecord, ReportRecord

OVER = ("closed", "ended")


def sees_case(book: Book, by: Author, case: str) -> bool:
    """Say whether somebody may know of a case at all; the program computes for every case."""
    if by.role == "system":
        return True
    if not may_see(by.role, called_for_help=book.called_for_help(case)):
        return False
    if may(by.role, "read_case"):
        return True
    return may(by.role, "read_closed_case") and book.case(case).state in OVER


def sees_report(book: Book, by: Author, report: str) -> bool:
    """Say whether somebody may know of a report: a volunteer of their own only."""
    found = book.report(report)
    if may(by.role, "read_queue"):
        return True
    if by.role == "volunteer":
        return bool(by.account) and found.stamp.by.account == by.account
    return False


def require_case(book: Book, by: Author, case: str) -> CaseRecord:
    """Return a case that somebody may see.

    Raises
    ------
    UnknownRecordError
        Where there is none, or they may not know of it; the two look the same.
    """
    if case in book.cases and sees_case(book, by, case):
        return book.cases[case]
    raise _unknown("case", case)


def require_report(book: Book, by: Author, report: str) -> ReportRecord:
    """Return a report that somebody may see, or refuse as `require_case` does."""
    if report in book.reports and sees_report(book, by, report):
        return book.reports[report]
    raise _unknown("report", report)


def _unknown(kind: str, key: str) -> UnknownRecordError:
    return UnknownRecordError(
        "record.unknown",
        f"There is no {kind} {key!r} in this record, or it is not for this role.",
        kind=kind,
        key=key,
    )
