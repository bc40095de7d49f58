"""What the room says of alarms, gates and searches, in the language of whoever looks.

An alarm and a gate name a contradiction by its key; here they meet its words. Nothing is judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estran.casebook.contradictions import contradictions_of
from estran.exchange.search_reasons import reason_in
from estran.exchange.watch_words import alarm_sentence, gate_sentence

if TYPE_CHECKING:
    from estran.casebook.alarms import Alarm
    from estran.casebook.book import Book
    from estran.casebook.closing import Gate
    from estran.casebook.contradictions import Contradiction
    from estran.casebook.limits import Limits


def case_contradictions(book: Book, case: str, *, limits: Limits) -> tuple[Contradiction, ...]:
    """Return what contradicts itself in a case, settled or not."""
    return tuple(
        one
        for craft in book.crafts_of(case)
        for one in contradictions_of(book, craft, limits=limits)
    )


def alarm_said(book: Book, one: Alarm, *, limits: Limits, language: str) -> str:
    """Return an alarm as a sentence; one of a contradiction says who says what."""
    known = (
        case_contradictions(book, one.case, limits=limits) if one.kind == "contradiction" else ()
    )
    return alarm_sentence(one, language=language, contradictions=known)


def gate_said(book: Book, one: Gate, case: str, *, limits: Limits, language: str) -> str:
    """Return a gate as a sentence; one of contradictions says who says what."""
    known = case_contradictions(book, case, limits=limits) if one.name == "contradictions" else ()
    return gate_sentence(one, language=language, contradictions=known)


def valued_said(row: dict[str, Any], language: str) -> dict[str, Any]:
    """Return what searches are worth, with why a worth is unknown in a language."""
    worth = [
        {**one, "unknown_because": reason_in(one.get("unknown_because") or "", language)}
        for one in row["searches"]
    ]
    return {**row, "searches": worth}
