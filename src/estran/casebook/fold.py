"""State from events: `fold`. What the record holds is added up; nothing is judged anew.

What may be entered is judged once, in `admission`; an old record stays readable when rules change.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from estran.casebook import fold_boats, fold_cases, fold_operations, fold_reports
from estran.casebook.book import Book
from estran.casebook.codec import from_plain
from estran.casebook.kinds import body_class
from estran.casebook.records import Stamp
from estran.errors import UnknownRecordError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from estran.casebook.event import Entry
    from estran.casebook.kinds import Body

HANDLERS = {
    **fold_reports.HANDLERS,
    **fold_boats.HANDLERS,
    **fold_cases.HANDLERS,
    **fold_operations.HANDLERS,
}


def fold(entries: Iterable[Entry], book: Book | None = None) -> Book:
    """Return the state that entries add up to.

    Parameters
    ----------
    entries : iterable of Entry
        In the order of the chain.
    book : Book or None
        State before them, which is changed; a new one where None.
    """
    book = book if book is not None else Book()
    for entry in entries:
        add(book, entry)
    return book


def known_at(entries: Iterable[Entry], moment: datetime) -> Book:
    """Return the state as it was known at a moment: from what had been entered by then.

    Two desks may have clocks that differ: an event that builds on one which is stamped later is
    left out with it.
    """
    book = Book()
    for entry in entries:
        if entry.draft.entered <= moment:
            with suppress(UnknownRecordError):
                add(book, entry)
    return book


def body_of(entry: Entry) -> Body:
    """Return the body of an entry, as an instance of its class."""
    return from_plain(body_class(entry.draft.kind), dict(entry.draft.body))


def add(book: Book, entry: Entry) -> None:
    """Add one entry to the state."""
    draft = entry.draft
    stamp = Stamp(entry.seq, draft.at, draft.entered, draft.by)
    body = body_of(entry)
    records = list(HANDLERS[draft.kind](book, body, stamp, draft.case))
    for record in records:
        book.put(record)
    if draft.case and draft.case in book.cases:
        case = book.cases[draft.case]
        latest = max(draft.at, case.last_event or draft.at)
        called = book.called_for_help(draft.case)  # and no role takes it back
        book.cases[draft.case] = replace(case, last_event=latest, called=called)
    book.seq = entry.seq
