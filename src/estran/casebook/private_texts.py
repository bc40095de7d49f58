"""Which private texts belong to a case: what a hold on it keeps. Ids only, no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.casebook.bodies.parts import Private
    from estran.casebook.book import Book
    from estran.casebook.records import CaseRecord


def held_texts(book: Book, case: CaseRecord) -> set[str]:
    """Return the ids of the sealed parts of a case: notes, advice, its reports and recoveries."""
    return {one.sealed for one in _texts(book, case) if one is not None}


def _texts(book: Book, case: CaseRecord) -> Iterator[Private | None]:
    yield from (text for _, text in (*case.notes, *case.medical))
    for craft in book.of_case.get(case.case, ()):
        for report in book.reports_of(craft):
            yield from (report.said.text, report.said.phone)
            yield from (
                call.phone for call in book.calls.values() if call.report == report.said.report
            )
        for part in book.parts_of(craft):
            for key in part.matches:
                recovered = book.recovery(key).said
                yield from (recovered.text, recovered.phone)
    for recovery in book.recoveries.values():
        if recovery.case == case.case:
            yield from (recovery.said.text, recovery.said.phone)
