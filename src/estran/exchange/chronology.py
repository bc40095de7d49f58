"""A whole case as a chronology: every event with both its times, to be read, printed and disputed.

What the law erased is shown as erased. What was known and had not been read is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.casebook.fold import body_of
from estran.exchange.case_view import (
    case_view,
    centre,
    coordinator,
    listed,
    references,
    watermark,
)
from estran.exchange.event_words import Teller
from estran.exchange.moments import date_time_group, local_times
from estran.exchange.page import Grid, Page, Paragraphs, Points, pairs, part
from estran.language.catalogue import name_in, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from estran.casebook.book import Book
    from estran.casebook.event import Author, Entry
    from estran.casebook.kinds import Body
    from estran.exchange.case_view import CaseView
    from estran.exchange.page import Part

JUDGING = frozenset(
    {
        "decision.taken", "phase.declared", "handover.offered", "handover.accepted",
        "handover.refused", "case.closed", "case.suspended", "case.ended", "search.done",
        "contradiction.settled", "recovery.matched", "craft.merged",
    }
)  # fmt: skip
"""Events at which it matters what lay unread."""


def chronology_page(
    entries: Iterable[Entry],
    book: Book,
    case: str,
    *,
    language: str,
    texts: Mapping[str, str | None],
) -> Page:
    """Return the chronology of a case.

    Parameters
    ----------
    entries : iterable of Entry
        Of the whole record, or of as much as the reader may see, in order.
    book : Book
        State that they add up to.
    case : str
        Number of the case.
    language : str
        Of the page.
    texts : mapping
        Private texts by their sealed id; None, or left out, where the reader may not see one.

    Raises
    ------
    UnknownRecordError
        Where there is no such case.
    """
    found = book.case(case)
    rows = [(one, body_of(one)) for one in entries]
    reports = _reports_of(rows, book, case)
    times = [one.draft.at for one, _ in rows if one.draft.case == case]
    shown = [(one, body) for one, body in rows if _belongs(one, body, case, reports, times)]
    unread = _unread_then(rows, reports | set(book.unlinked))
    last = max((one.draft.entered for one, _ in shown), default=found.stamp.entered)
    view = case_view(book, case, language=language, now=last)
    teller = Teller(language, texts, book.erased)
    return Page(
        title=say(language, "chronology.title", case=case),
        language=language,
        marks=(),
        parts=(_standing(view), _events(shown, teller, unread), _unread(view)),
        notes=(say(language, "chronology.chain"), say(language, "title.caution")),
        watermark=watermark(found.watermark, language),
    )


def _reports_of(rows: Sequence[tuple[Entry, Body]], book: Book, case: str) -> set[str]:
    """Return every report that was ever spoken of in a case, or linked to one of its boats."""
    found: set[str] = set()
    for entry, body in rows:
        if entry.draft.case == case:
            found |= {getattr(body, "report", "")} | set(getattr(body, "reports", ()))
    for craft in book.of_case.get(case, ()):
        found |= {one.said.report for one in book.reports_of(craft)}
    return found - {""}


def _unread_then(
    rows: Sequence[tuple[Entry, Body]], watched: set[str]
) -> dict[int, tuple[str, ...]]:
    """Return what lay unread at each event that judges: reports of the case, and unplaced ones."""
    waiting: dict[str, None] = {}
    found = {}
    for entry, body in rows:
        if body.kind == "report.received" and body.report in watched:
            waiting[body.report] = None
        elif body.kind == "report.read":
            waiting.pop(body.report, None)
        elif body.kind in JUDGING:
            found[entry.seq] = tuple(waiting)
    return found


def _belongs(
    entry: Entry, body: Body, case: str, reports: set[str], times: Sequence[datetime]
) -> bool:
    if entry.draft.case:
        return entry.draft.case == case
    if body.kind == "watch.relieved":
        return case in body.cases
    if body.kind == "surveillance.stated":
        return bool(times) and min(times) <= entry.draft.at <= max(times)
    return getattr(body, "report", "") in reports


def _standing(view: CaseView) -> Part:
    language, case = view.language, view.case
    owners = (
        f"{centre(language, name)} {date_time_group(at, language=language)}"
        for name, at in case.owners
    )
    return part(
        "",
        Paragraphs((coordinator(view),)),
        pairs(
            (
                say(language, "case_sheet.state"),
                name_in(language, "case_state", case.state),
            ),
            (say(language, "chronology.owners"), listed(owners, language)),
            (say(language, "case_sheet.references"), references(view)),
        ),
    )


def _events(
    shown: Sequence[tuple[Entry, Body]], teller: Teller, unread: Mapping[int, tuple[str, ...]]
) -> Part:
    language = teller.language
    head = tuple(say(language, f"chronology.{key}") for key in ("number", "time", "by", "what"))
    rows = tuple(_row(entry, body, teller, unread.get(entry.seq, ())) for entry, body in shown)
    return part(say(language, "chronology.events"), Grid(head, rows))


def _row(entry: Entry, body: Body, teller: Teller, unread: tuple[str, ...]) -> tuple[str, ...]:
    language = teller.language
    said = teller.sentence(body)
    if unread:
        mark = say(language, "chronology.unread_then", reports=", ".join(unread))
        said = f"{said} {mark}"
    return str(entry.seq), _times(entry, language), _author(entry.draft.by, language), said


def _times(entry: Entry, language: str) -> str:
    """Return when it was true, on both coasts, and when it was entered where that differs."""
    draft = entry.draft
    true = say(
        language,
        "chronology.true",
        time=date_time_group(draft.at, language=language),
        local=local_times(draft.at, language=language),
    )
    entered = date_time_group(draft.entered, language=language)
    if entered == date_time_group(draft.at, language=language):
        return true
    return f"{true} {say(language, 'chronology.entered', time=entered)}"


def _author(by: Author, language: str) -> str:
    role = name_in(language, "recorded_role", by.role)
    return f"{role}, {centre(language, by.centre)}" if by.centre else role


def _unread(view: CaseView) -> Part:
    """Return how long each report waited to be read, and who never read it."""
    language = view.language
    rows = []
    for report in view.reports():
        entered = report.stamp.entered
        if not report.read:
            key, values = "chronology.never_read", {}
        else:
            first = min(report.read, key=lambda name: report.read[name])
            waited = int((report.read[first] - entered).total_seconds() // 60)
            key = "chronology.read_after"
            values = {"centre": centre(language, first), "minutes": max(0, waited)}
        rows.append(
            say(
                language,
                key,
                report=report.said.report,
                time=date_time_group(entered, language=language),
                **values,
            )
        )
    return part(say(language, "chronology.unread"), Points(tuple(rows)))
