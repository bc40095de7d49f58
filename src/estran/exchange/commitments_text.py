"""The ledger of promises as a page: what was promised, what was due, and what reports show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.doctrine.commitments import ledger_day
from estran.exchange.page import Page, Paragraphs, Part, Points, pairs, part
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from estran.doctrine.commitments import Commitment


def commitments_page(held: Sequence[Commitment], *, day: date, language: str) -> Page:
    """Return the page that `estran commitments` prints: as things were known on a day."""
    parts = [_part(one, day, language) for one in held]
    none = part("", Paragraphs((say(language, "commitments.none"),)))
    return Page(
        title=say(language, "commitments.title", day=day.isoformat()),
        language=language,
        marks=(),
        parts=tuple(parts) or (none,),
        notes=(say(language, "commitments.note"),),
    )


def commitments_data(
    held: Iterable[Commitment], *, day: date, language: str
) -> list[dict[str, object]]:
    """Return the same as plain values, for JSON."""
    return [
        {
            "id": one.id,
            "kind": one.kind,
            "promised": one.promised_in(language),
            "by": one.by_in(language),
            "on": one.on.text,
            "due": one.due.text if one.due else None,
            "overdue": one.overdue_on(day),
            "status": one.status_on(day),
            "evidence": [
                {
                    "on": row.on.text,
                    "text": row.text_in(language),
                    "shows": row.shows,
                    "source": row.source,
                }
                for row in one.evidence_by(day)
            ],
            "unknown": one.unknown_in(language) if day >= ledger_day() else "",
            "sources": list(one.sources_by(day)),
            "confidence": one.confidence,
        }
        for one in held
    ]


def _part(one: Commitment, day: date, language: str) -> Part:
    label = {
        key: say(language, f"commitments.{key}")
        for key in ("by", "on", "due", "status", "not_known", "sources", "kind")
    }
    status = say(language, f"commitment_status.{one.status_on(day)}")
    rows = pairs(
        (label["kind"], say(language, f"commitment_kind.{one.kind}")),
        (label["by"], one.by_in(language)),
        (label["on"], one.on.text),
        (label["due"], _due(one, day, language)),
        (label["status"], status),
        (label["not_known"], one.unknown_in(language) if day >= ledger_day() else ""),
        (label["sources"], _sources(one, day, language)),
    )
    reports = (
        _named(row.on.text, f"{row.text_in(language)} [{row.source}]", language)
        for row in one.evidence_by(day)
    )
    heading = _named(one.id, one.promised_in(language), language)
    return part(heading, rows, Points(tuple(reports)), level=3)


def _named(name: str, text: str, language: str) -> str:
    return say(language, "doctrine_page.named", name=name, text=text)


def _due(one: Commitment, day: date, language: str) -> str:
    if one.due is None:
        return say(language, "commitments.due_unknown")
    key = "due_past" if one.overdue_on(day) else "due_by"
    return say(language, f"commitments.{key}", day=one.due.text)


def _sources(one: Commitment, day: date, language: str) -> str:
    if not one.sources_by(day):
        return say(language, "commitments.no_source")
    confidence = say(language, f"confidence_word.{one.confidence}")
    keys = ", ".join(one.sources_by(day))
    return say(language, "commitments.cited", keys=keys, confidence=confidence)
