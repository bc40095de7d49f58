"""What whoever reported may know of their own report: whether it was read, by which centre, when.

NOT RECEIVED is not said here: it is what a client says until this room has answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estran.language.catalogue import say
from estran.quantities.instants import format_instant
from estran.room.receipts import status_of
from estran.room.roles import require
from estran.room.visibility import require_report

if TYPE_CHECKING:
    from estran.casebook.book import Book
    from estran.casebook.event import Author
    from estran.casebook.records import ReportRecord

MOST_SHOWN = 200


def own_report(book: Book, by: Author, report: str, *, language: str) -> dict[str, Any]:
    """Return the standing of a report that somebody may know of.

    Raises
    ------
    UnknownRecordError
        Where there is none, or it is somebody else's; the two look the same.
    """
    require(by.role, "read_receipt")
    return _standing(book, require_report(book, by, report), language)


def own_reports(book: Book, by: Author, *, language: str) -> list[dict[str, Any]]:
    """Return the standing of the reports of one's own account, the newest first."""
    require(by.role, "read_receipt")
    mine = [
        one for one in book.reports.values() if by.account and one.stamp.by.account == by.account
    ]
    return [_standing(book, one, language) for one in reversed(mine[-MOST_SHOWN:])]


def _standing(book: Book, record: ReportRecord, language: str) -> dict[str, Any]:
    said, read = record.said, record.read
    words = [
        say(language, "own_report.read", centre=centre, time=format_instant(at))
        for centre, at in read.items()
    ]
    return {
        "report": said.report,
        "reference": said.reference,
        "received": format_instant(record.stamp.entered),
        "status": status_of(book, record),
        "read": {centre: format_instant(at) for centre, at in read.items()},
        "told": {centre: format_instant(one.at) for centre, one in record.told.items()},
        "words": "; ".join(words) or say(language, "own_report.not_read"),
    }
