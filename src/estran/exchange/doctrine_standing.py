"""On what a statement about a doctrine stands: access to its text, doubt, practice, review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange.page import Part, Points, pairs, part
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estran.doctrine.rule import Doctrine, Practice


def standing_parts(held: Iterable[Doctrine], *, language: str) -> tuple[Part, ...]:
    """Return a short block for each doctrine of a page, each doctrine once."""
    return tuple(_part(one, language) for one in {one.id: one for one in held}.values())


def standing_data(one: Doctrine, *, language: str) -> dict[str, object]:
    """Return the same as plain values, for JSON."""
    return {
        "text": one.access,
        "doubtful_from": one.doubtful_from.isoformat() if one.doubtful_from else None,
        "doubt": one.doubt_in(language),
        "practice_against": [
            {
                "since": row.since,
                "text": row.text_in(language),
                "source": row.source,
                "contradicts": list(row.contradicts),
            }
            for row in _against(one)
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


def _part(one: Doctrine, language: str) -> Part:
    rows = {
        "text": say(language, f"text_access.{one.access}"),
        "doubt": _doubt(one, language),
        "reviewed": reviewer(one.reviewed, language=language),
    }
    return part(
        say(language, "doctrine_standing.title", doctrine=one.id),
        pairs(*((say(language, f"doctrine_label.{key}"), text) for key, text in rows.items())),
        Points(tuple(practice_line(row, language=language) for row in _against(one))),
        level=3,
    )


def _doubt(one: Doctrine, language: str) -> str:
    if one.doubtful_from is None:
        return ""
    since, why = one.doubtful_from.isoformat(), one.doubt_in(language)
    return say(language, "doctrine_standing.doubt", since=since, why=why)


def _against(one: Doctrine) -> tuple[Practice, ...]:
    return tuple(row for row in one.practice if row.contradicts)
