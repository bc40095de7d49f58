"""The hand-over message: who offers what to whom, and that the offering centre acts until accepted.

A guard-rail: it hands over a case, never a caller; nobody is told to dial the other side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange import case_parts as parts
from estran.exchange import case_searches as searches
from estran.exchange.case_view import case_view, centre, coordinator, unasked, watermark
from estran.exchange.moments import date_time_group, local_times
from estran.exchange.page import Page, Paragraphs, part
from estran.exchange.page_text import to_page_text
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from estran.casebook.book import Book
    from estran.exchange.case_view import CaseView
    from estran.exchange.page import Part


def handover_page(
    book: Book,
    case_key: str,
    *,
    now: datetime,
    language: str,
    contradictions: Sequence[str] = (),
    due: Sequence[str] = (),
) -> Page:
    """Return the hand-over message as a page.

    Parameters
    ----------
    book : Book
        State.
    case_key : str
        Number of the case.
    now : datetime
        When it is written.
    language : str
        Of the message.
    contradictions : sequence of str
        As sentences in that language.
    due : sequence of str
        What is due: alarms and answers that are awaited, as sentences.

    Raises
    ------
    UnknownRecordError
        Where there is no such case.
    """
    view = case_view(book, case_key, language=language, now=now, doubtful=bool(contradictions))
    written = date_time_group(now, language=language)
    return Page(
        title=say(language, "handover.title", case=case_key),
        language=language,
        marks=(),
        parts=tuple(one for one in _parts(view, contradictions, due) if one.blocks),
        notes=(
            say(
                language,
                "handover.written",
                time=written,
                local=local_times(now, language=language),
            ),
            say(language, "title.caution"),
        ),
        watermark=watermark(view.case.watermark, language),
    )


def handover_text(
    book: Book,
    case_key: str,
    *,
    now: datetime,
    language: str,
    contradictions: Sequence[str] = (),
    due: Sequence[str] = (),
) -> str:
    """Return the hand-over message as text; see `handover_page`."""
    page = handover_page(
        book, case_key, now=now, language=language, contradictions=contradictions, due=due
    )
    return to_page_text(page)


def _parts(view: CaseView, contradictions: Sequence[str], due: Sequence[str]) -> list[Part]:
    language = view.language
    return [
        part("", Paragraphs((*_offer(view), coordinator(view)))),
        parts.points_part(say(language, "case_sheet.unmatched"), view.recovered()),
        parts.standing_part(view),
        *parts.boats_parts(view),
        parts.facts_part(view),
        parts.points_part(say(language, "case_sheet.contradictions"), contradictions),
        parts.points_part(say(language, "handover.unknown"), unasked(view)),
        parts.tasks_part(view),
        parts.relays_part(view),
        parts.points_part(
            say(language, "case_sheet.forecast"),
            [*searches.survival_texts(view), *searches.crossing_texts(view)],
        ),
        searches.searches_part(view),
        parts.points_part(say(language, "case_sheet.leads"), searches.lead_texts(view)),
        parts.points_part(
            say(language, "handover.due"), due or (say(language, "handover.nothing_due"),)
        ),
    ]


def _offer(view: CaseView) -> tuple[str, ...]:
    """Return who offers to whom and why, and who acts until it is accepted."""
    language, offer = view.language, view.case.offer
    owner = centre(language, view.case.owner)
    if offer is None:
        return (say(language, "handover.none", owner=owner),)
    to = centre(language, offer.to)
    first = say(
        language,
        "handover.offer" if offer.state == "offered" else "handover.refused",
        owner=owner,
        to=to,
        case=view.case.case,
        time=view.clock(offer.at),
        why=offer.why,
    )
    return first, say(language, "handover.until", owner=owner, to=to)
