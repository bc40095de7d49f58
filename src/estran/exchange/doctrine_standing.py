"""On what a statement about a doctrine stands: access to its text, doubt, practice, review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange.page import Part, Points, pairs, part
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from estran.doctrine.rule import Doctrine, Practice


def standing_parts(
    held: Iterable[Doctrine], *, language: str, day: date | None = None
) -> tuple[Part, ...]:
    """Return a short block for each doctrine of a page, each once; as of a day if one is given."""
    return tuple(_part(one, language, day) for one in {one.id: one for one in held}.values())


def standing_data(one: Doctrine, *, language: str, day: date | None = None) -> dict[str, object]:
    """Return the same as plain values, for JSON."""
    since = _doubtful_from(one, day)
    return {
        "text": one.access,
        "doubtful_from": since.isoformat() if since else None,
        "doubt": one.doubt_in(language) if since else "",
        "practice_against": [
            {
                "since": row.since,
                "text": row.text_in(language),
                "source": row.source,
                "contradicts": list(row.contradicts),
            }
            for row in _against(one, day)
        ],
        "reviewed": one.reviewed,
    }


def practice_line(row: Practice, *, language: str) -> str:
    """Return what was reported of practice, its source, and which rules it contradicts."""
    return say(
        language,
        f"doctrine_list.{'practice_against' if row.contradicts else 'practice'}",
        since=row.since,
        text=row.text_in(language),
        source=row.source,
        rules=", ".join(row.contradicts),
    )


def reviewer(reviewed: str, *, language: str) -> str:
    """Return who reviewed a text, or that no counsel did."""
    return reviewed or say(language, "doctrine_mark.not_reviewed")


def _part(one: Doctrine, language: str, day: date | None) -> Part:
    rows = {
        "text": say(language, f"text_access.{one.access}"),
        "doubt": _doubt(one, language, day),
        "reviewed": reviewer(one.reviewed, language=language),
    }
    return part(
        say(language, "doctrine_standing.title", doctrine=one.id),
        pairs(*((say(language, f"doctrine_label.{key}"), text) for key, text in rows.items())),
        Points(tuple(practice_line(row, language=language) for row in _against(one, day))),
        level=3,
    )


def _doubt(one: Doctrine, language: str, day: date | None) -> str:
    since = _doubtful_from(one, day)
    if since is None:
        return ""
    why = one.doubt_in(language)
    return say(language, "doctrine_standing.doubt", since=since.isoformat(), why=why)


def _doubtful_from(one: Doctrine, day: date | None) -> date | None:
    """Return since when it is in doubt; None where it is not, or was not yet on the day."""
    later = one.doubtful_from is not None and day is not None and one.doubtful_from > day
    return None if later else one.doubtful_from


def _against(one: Doctrine, day: date | None) -> tuple[Practice, ...]:
    until = day.isoformat() if day else "9999"
    return tuple(row for row in one.practice if row.contradicts and row.since <= until)
