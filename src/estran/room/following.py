"""What has been entered since: for each role, only what it may know of.

Whoever may not see a case is not told that anything happened in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estran.casebook.codec import to_plain
from estran.quantities.instants import format_instant
from estran.room.roles import may, require
from estran.room.views import coordinator_of
from estran.room.visibility import sees_case, sees_report

if TYPE_CHECKING:
    from estran.casebook.book import Book
    from estran.casebook.event import Author, Entry
    from estran.room.desk import Desk
    from estran.room.views import Looking

AT_ONCE = 500
"""Entries that one look reads at most."""


def news(desk: Desk, by: Author, *, after: int) -> tuple[list[dict[str, Any]], int]:
    """Return number, kind and case of what was entered after a place, and how far was looked.

    Parameters
    ----------
    desk : Desk
        Of which casebook.
    by : Author
        Who follows it.
    after : int
        Number of the last entry that they know of.
    """
    book = desk.book()
    if book.seq <= after:
        return [], after
    until = min(book.seq, after + AT_ONCE)
    rows = [
        {"seq": one.seq, "kind": one.draft.kind, "case": one.draft.case}
        for one in desk.ports.store.read(after=after, until=until)
        if sees_entry(book, by, one)
    ]
    return rows, until


def sees_entry(book: Book, by: Author, entry: Entry) -> bool:
    """Say whether somebody may know that something was entered."""
    if may(by.role, "read_queue"):
        return True
    case, report = entry.draft.case, entry.draft.body.get("report")
    if case:
        return case in book.cases and sees_case(book, by, case)
    return isinstance(report, str) and report in book.reports and sees_report(book, by, report)


def record_page(look: Looking, *, after: int) -> dict[str, Any]:
    """Return entries as they stand in the record, private texts left aside.

    A forecast in them says how likely a boat crosses a line: the sentence on who coordinates goes
    with every case that is named.
    """
    require(look.by.role, "read_record")
    book = look.book
    until = min(book.seq, after + AT_ONCE)
    entries = list(look.desk.ports.store.read(after=after, until=until)) if until > after else []
    named = sorted({one.draft.case for one in entries if one.draft.case in book.cases})
    return {
        "entries": [entry_view(one) for one in entries],
        "coordinators": {case: coordinator_of(look, book.case(case)) for case in named},
        "until": until,
        "last": book.seq,
    }


def entry_view(entry: Entry) -> dict[str, Any]:
    """Return an entry as plain values, with what the chain needs to be checked."""
    draft = entry.draft
    return {
        "seq": entry.seq,
        "kind": draft.kind,
        "case": draft.case,
        "at": format_instant(draft.at),
        "entered": format_instant(draft.entered),
        "by": to_plain(draft.by),
        "nonce": draft.nonce,
        "body": dict(draft.body),
        "prev": entry.prev,
        "hash": entry.hash,
    }
