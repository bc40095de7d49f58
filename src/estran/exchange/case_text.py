"""The case sheet and the queue as pages, for a screen, a printer and the command line.

A guard-rail: the coordinator's sentence stands first, before anything that a forecast says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange import case_parts as parts
from estran.exchange import case_searches as searches
from estran.exchange.case_view import case_view, centre, coordinator, listed, unknown, watermark
from estran.exchange.page import Grid, Page, Paragraphs, Points, part
from estran.exchange.page_text import to_page_text
from estran.language.catalogue import name_in, say

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from estran.casebook.book import Book
    from estran.casebook.records import CaseRecord
    from estran.exchange.case_view import CaseView
    from estran.exchange.page import Part

PHASES = ("distress", "alert", "uncertainty")
OVER = ("closed", "ended")


def case_page(
    book: Book,
    case_key: str,
    *,
    language: str,
    now: datetime,
    alarms: Sequence[str] = (),
    contradictions: Sequence[str] = (),
) -> Page:
    """Return the case sheet.

    Parameters
    ----------
    book : Book
        State.
    case_key : str
        Number of the case.
    language : str
        Of the page.
    now : datetime
        Time of looking; what was on another day carries its date.
    alarms, contradictions : sequence of str
        As sentences in that language.

    Raises
    ------
    UnknownRecordError
        Where there is no such case.
    """
    view = case_view(book, case_key, language=language, now=now, doubtful=bool(contradictions))
    mark = watermark(view.case.watermark, language)
    return Page(
        title=say(language, "case_sheet.title", case=case_key, time=view.clock(now)),
        language=language,
        marks=(),
        parts=tuple(one for one in _parts(view, alarms, contradictions) if one.blocks),
        notes=(say(language, "title.caution"),),
        watermark=mark,
    )


def case_text(
    book: Book,
    case_key: str,
    *,
    language: str,
    now: datetime,
    alarms: Sequence[str] = (),
    contradictions: Sequence[str] = (),
) -> str:
    """Return the case sheet as text; see `case_page`."""
    page = case_page(
        book,
        case_key,
        language=language,
        now=now,
        alarms=alarms,
        contradictions=contradictions,
    )
    return to_page_text(page)


def _parts(view: CaseView, alarms: Sequence[str], contradictions: Sequence[str]) -> list[Part]:
    language = view.language
    return [
        part("", Paragraphs((coordinator(view),))),
        parts.points_part(say(language, "case_sheet.alarms"), alarms),
        parts.points_part(say(language, "case_sheet.contradictions"), contradictions),
        parts.points_part(say(language, "case_sheet.unmatched"), view.recovered()),
        parts.standing_part(view),
        *parts.boats_parts(view),
        parts.facts_part(view),
        parts.tasks_part(view),
        parts.relays_part(view),
        parts.points_part(
            say(language, "case_sheet.forecast"),
            [*searches.survival_texts(view), *searches.crossing_texts(view)],
        ),
        searches.searches_part(view),
        parts.points_part(say(language, "case_sheet.leads"), searches.lead_texts(view)),
        parts.points_part(say(language, "case_sheet.decisions"), searches.decision_texts(view)),
        parts.points_part(say(language, "case_sheet.endings"), searches.ending_texts(view)),
    ]


def queue_page(
    book: Book,
    *,
    now: datetime,
    language: str,
    alarms: Sequence[str] = (),
    doubtful: Collection[str] = (),
    mark: str = "",
) -> Page:
    """Return what waits: missed calls, reports without a boat, cases by phase, and the workload.

    Parameters
    ----------
    book : Book
        State.
    now : datetime
        Time of looking.
    language : str
        Of the page.
    alarms : sequence of str
        As sentences in that language.
    doubtful : collection of str
        Cases in which a contradiction is unsettled: who is left of them is unknown.
    mark : str
        Watermark of the casebook: it stands on the queue before any case is open.
    """
    words = {mark, *(one.watermark for one in book.cases.values())}
    marks = {watermark(one, language) for one in words} - {""}
    found = (
        parts.points_part(say(language, "queue.alarms"), alarms),
        _calls(book, now, language),
        _unplaced(book, now, language),
        *_cases(book, now, language, doubtful),
        _workload(book, language),
    )
    shown = tuple(one for one in found if one.blocks)
    nothing = part("", Paragraphs((say(language, "queue.nothing"),)))
    return Page(
        title=say(language, "queue.title", time=f"{now:%H:%M}Z"),
        language=language,
        marks=(),
        parts=shown or (nothing,),
        notes=(say(language, "title.caution"),),
        watermark=" ".join(sorted(marks)),
    )


def queue_text(book: Book, *, now: datetime, language: str, alarms: Sequence[str] = ()) -> str:
    """Return the queue as text; see `queue_page`."""
    return to_page_text(queue_page(book, now=now, language=language, alarms=alarms))


def _calls(book: Book, now: datetime, language: str) -> Part:
    waiting = [
        say(
            language,
            "queue.call",
            call=one.call,
            centre=centre(language, one.centre),
            minutes=_minutes(now, one.stamp.at),
            tries=one.tries,
        )
        for one in book.calls.values()
        if one.state == "waiting"
    ]
    return part(say(language, "queue.calls"), Points(tuple(waiting)))


def _unplaced(book: Book, now: datetime, language: str) -> Part:
    rows = [
        say(
            language,
            "queue.report" if book.reports[key].read else "queue.report_unread",
            report=key,
            channel=name_in(language, "channel", book.reports[key].said.channel),
            centre=centre(language, book.reports[key].said.centre),
            minutes=_minutes(now, book.reports[key].stamp.at),
        )
        for key in book.unlinked
    ]
    return part(say(language, "queue.reports"), Points(tuple(rows)))


def _cases(book: Book, now: datetime, language: str, doubtful: Collection[str]) -> list[Part]:
    """Return the open cases, those in distress first; by the gravest phase that a centre gave."""
    open_ones = [one for one in book.cases.values() if one.state not in OVER]
    head = tuple(
        say(language, f"queue.{key}") for key in ("case", "owner", "state", "phases", "people")
    )
    found = []
    for phase in PHASES:
        rows = tuple(
            _row(
                case_view(book, one.case, language=language, now=now, doubtful=one.case in doubtful)
            )
            for one in open_ones
            if _gravest(one) == phase
        )
        heading = say(language, "queue.phase", phase=say(language, f"phase_name.{phase}"))
        found.append(part(heading, Grid(head, rows)))
    return found


def _gravest(case: CaseRecord) -> str:
    declared = {one.phase for one in case.phases.values()}
    return next((phase for phase in PHASES if phase in declared), "distress")


def _row(view: CaseView) -> tuple[str, ...]:
    case, language = view.case, view.language
    left = parts.people_left(view)
    offer = parts.offer_text(view)
    owner = centre(language, case.owner)
    return (
        case.case,
        f"{owner}. {offer}" if offer else owner,
        name_in(language, "case_state", case.state),
        listed(_short_phases(view), language),
        unknown(language) if left is None else str(left),
    )


def _short_phases(view: CaseView) -> list[str]:
    return [
        f"{centre(view.language, name)} {say(view.language, f'phase_name.{one.phase}')}"
        for name, one in view.case.phases.items()
    ]


def _workload(book: Book, language: str) -> Part:
    """Return the open cases a qualified person has at each centre; a flag for a supervisor."""
    rows = []
    for watch in book.watches.values():
        count = sum(
            one.state not in OVER and one.owner == watch.centre for one in book.cases.values()
        )
        key = "queue.load" if watch.qualified else "queue.load_nobody"
        rows.append(
            say(
                language,
                key,
                centre=centre(language, watch.centre),
                cases=count,
                qualified=watch.qualified,
                trainees=watch.trainees,
            )
        )
    return part(say(language, "queue.workload"), Points(tuple(rows)))


def _minutes(now: datetime, since: datetime) -> int:
    return max(0, int((now - since).total_seconds() // 60))
