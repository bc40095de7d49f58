"""Use cases of data protection: what is erased by law and when, and what a hold keeps.

First the record says that a text is erased, then its key is destroyed; a sweep that was interrupted
is finished by the next one. The chain stays whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from estran.casebook.bodies.keeping import NightErased, TextErased
from estran.casebook.private_texts import held_texts
from estran.errors import CasebookError
from estran.room.desk import Happening
from estran.room.nights import end_of
from estran.room.roles import require
from estran.room.take_in import MACHINE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from estran.casebook.bodies.parts import Private
    from estran.casebook.book import Book
    from estran.casebook.event import Author
    from estran.casebook.records import CaseRecord, ReportRecord
    from estran.room.desk import Composed, Desk

OVER = ("closed", "ended")
Ground = Literal["time_passed", "request", "order"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long private texts are kept; a room may choose shorter.

    Attributes
    ----------
    unplaced : timedelta
        Telephone marks, and texts of reports that belong to no case.
    after_end : timedelta
        Texts of a case, from when it was closed or ended.
    """

    unplaced: timedelta = timedelta(hours=72)
    after_end: timedelta = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What a sweep has erased: how many texts, and which nights' keys."""

    texts: int
    nights: tuple[str, ...]


def sweep(desk: Desk, by: Author, *, keeping: Keeping) -> Swept:
    """Erase what the time has come for, but nothing that a hold keeps.

    Parameters
    ----------
    desk : Desk
        Of which casebook.
    by : Author
        The room itself, or a supervisor.
    keeping : Keeping
        How long. Shorter than usual stands in the record as an order, not as time passed.
    """
    require(by.role, "erase")
    _require_past(keeping)
    now, usual = desk.now(), Keeping()
    early = keeping.unplaced < usual.unplaced or keeping.after_end < usual.after_end
    _finish(desk)
    book = desk.book()
    kept_texts = {
        ident for case in book.cases.values() if case.holds for ident in held_texts(book, case)
    }
    due = [
        (case, one.sealed)
        for case, one in _due(book, now, keeping)
        if one.sealed not in book.erased and one.sealed not in kept_texts
    ]
    for case in sorted({case for case, _ in due}):
        named = tuple(ident for owner, ident in due if owner == case)
        _erase(desk, by, case, named, "order" if early else "time_passed")
    nights = [one for one in desk.ports.vault.nights() if now - end_of(one) >= keeping.unplaced]
    kept = any(case.holds for case in desk.book().cases.values())
    for night in [] if kept else nights:
        _erase_night(desk, by, night)
    return Swept(texts=len(due), nights=() if kept else tuple(nights))


def _require_past(keeping: Keeping) -> None:
    """Refuse a keeping below zero: nothing is erased before it was said."""
    if min(keeping.unplaced, keeping.after_end) < timedelta(0):
        raise CasebookError(
            "sweep.negative", "Texts are kept for some time: give hours and days of zero or more."
        )


def erase(desk: Desk, by: Author, *, case: str, sealed: tuple[str, ...], ground: Ground) -> int:
    """Erase some private texts now, by request or order; return how many.

    Raises
    ------
    CasebookError
        Where a hold keeps them, or they are erased already.
    """
    require(by.role, "erase")
    _erase(desk, by, case, sealed, ground)
    return len(sealed)


def _erase(desk: Desk, by: Author, case: str, sealed: tuple[str, ...], ground: Ground) -> None:
    body = TextErased(sealed=sealed, ground=ground)

    def compose(_: Book, composed: Composed) -> None:
        composed.happenings.append(Happening(body=body, case=case))

    desk.write(by, compose)
    _destroy(desk, sealed)


def _erase_night(desk: Desk, by: Author, night: str) -> None:
    def compose(_: Book, composed: Composed) -> None:
        composed.happenings.append(Happening(body=NightErased(night=night)))

    desk.write(by, compose)
    desk.ports.vault.destroy(night)


def _finish(desk: Desk) -> None:
    """Destroy what the record says is erased and the store still holds: a sweep was cut short."""
    book = desk.book()
    _destroy(desk, tuple(desk.ports.store.sealed(tuple(book.erased))))
    for night in set(desk.ports.vault.nights()) & set(book.nights_erased):
        desk.ports.vault.destroy(night)


def _destroy(desk: Desk, sealed: tuple[str, ...]) -> None:
    held = desk.ports.store.sealed(sealed)
    for key in sorted({one.key for one in held.values()}):
        desk.ports.vault.destroy(key)
        desk.ports.store.drop_sealed(key)


def _due(book: Book, now: datetime, keeping: Keeping) -> Iterator[tuple[str, Private]]:
    """Yield the private texts whose time has come, with the case that they are erased in."""
    for report in book.reports.values():
        yield from _of_report(book, report, now, keeping)
    old = now - keeping.unplaced
    calls = (one for one in book.calls.values() if one.stamp.entered <= old)
    yield from (("", one.phone) for one in calls if one.phone)
    for case in book.cases.values():
        if _is_over(case, now, keeping.after_end):
            yield from ((case.case, text) for _, text in (*case.notes, *case.medical))
    for recovery in book.recoveries.values():
        case = book.cases[recovery.case]
        age = now - recovery.stamp.entered
        if recovery.said.phone and age >= keeping.unplaced and not case.holds:
            yield case.case, recovery.said.phone
        if recovery.said.text and _is_over(case, now, keeping.after_end):
            yield case.case, recovery.said.text


def _of_report(
    book: Book, report: ReportRecord, now: datetime, keeping: Keeping
) -> Iterator[tuple[str, Private]]:
    cases = cases_of(book, report)
    if any(one.holds for one in cases):
        return
    named = cases[0].case if cases else ""
    old = now - report.stamp.entered >= keeping.unplaced
    if report.said.phone and old:
        yield named, report.said.phone
    over = all(_is_over(one, now, keeping.after_end) for one in cases) if cases else old
    if report.said.text and over:
        yield named, report.said.text


def cases_of(book: Book, report: ReportRecord) -> list[CaseRecord]:
    """Return the cases of the boats that a report is linked to, merged ones and all."""
    same = [craft for craft, link in report.links.items() if link.decision == "same"]
    named = {book.crafts[craft].case for craft in same}
    named |= {book.crafts[book.merged(craft)].case for craft in same}
    return [book.cases[one] for one in sorted(named)]


def _is_over(case: CaseRecord, now: datetime, after: timedelta) -> bool:
    if case.state not in OVER or case.holds:
        return False
    return now - case.endings[-1].stamp.entered >= after


AUTOMATIC = MACHINE
"""In whose name a sweep by the clock is entered."""
