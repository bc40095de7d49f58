"""The list of doctrines: what stands on a day, what was only announced, what is hypothetical."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from estran.doctrine.registry import holds_on
from estran.exchange.doctrine_marks import marks_of
from estran.exchange.page import Page, Paragraphs, Part, Points, pairs, part
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from estran.doctrine.rule import Doctrine
    from estran.exchange.page import Block

Stands = Literal[
    "in_force",
    "in_doubt",
    "announced",
    "suspended",
    "withdrawn",
    "not_yet",
    "ended",
    "hypothetical",
]


def stands_on(one: Doctrine, day: date) -> Stands:
    """Return how a doctrine stands on a day."""
    if one.layer == "hypothetical":
        return "hypothetical"
    if holds_on(one, day):
        in_doubt = one.doubtful_from is not None and one.doubtful_from <= day
        return "in_doubt" if in_doubt else "in_force"
    if one.status == "announced":
        return "announced"
    if one.valid_from is not None and day < one.valid_from:
        return "not_yet"
    return one.status if one.status in ("suspended", "withdrawn") else "ended"


def list_page(held: Iterable[Doctrine], *, day: date, language: str) -> Page:
    """Return the page that `estran doctrine list` prints."""
    groups: dict[str, list[Doctrine]] = {word: [] for word in get_args(Stands)}
    for one in held:
        groups[stands_on(one, day)].append(one)
    parts: list[Part] = []
    for word, found in groups.items():
        if found:
            parts.append(part(say(language, f"doctrine_stands.{word}")))
            parts += [_entry(one, day, language) for one in found]
    return Page(
        title=say(language, "doctrine_list.title", day=day.isoformat()),
        language=language,
        marks=(say(language, "doctrine_list.mark"),),
        parts=tuple(parts),
        notes=(say(language, "doctrine_list.note"), say(language, "doctrine_page.note")),
    )


def list_data(held: Iterable[Doctrine], *, day: date, language: str) -> list[dict[str, object]]:
    """Return the same as plain values, for JSON."""
    return [doctrine_data(one, day=day, language=language) for one in held]


def doctrine_data(one: Doctrine, *, day: date, language: str) -> dict[str, object]:
    """Return a doctrine without its rules as plain values."""
    return {
        "id": one.id,
        "title": one.title_in(language),
        "authority": one.authority_in(language),
        "layer": one.layer,
        "stands": stands_on(one, day),
        "valid_from": None if one.layer == "hypothetical" else _iso(one.valid_from),
        "valid_until": _iso(one.valid_until),
        "doubtful_from": _iso(one.doubtful_from),
        "known_from": _iso(one.known_from),
        "base": one.base,
        "replaces": list(one.replaces.ids),
        "text": one.access,
        "confidence": one.confidence,
        "reviewed": one.reviewed,
        "unknown": list(one.unknown_in(language)),
        "practice": [
            {
                "since": row.since,
                "text": row.text_in(language),
                "source": row.source,
                "contradicts": list(row.contradicts),
            }
            for row in one.practice
        ],
        "sources": list(one.sources),
        "digest": one.digest,
        "marks": list(marks_of(one, language=language)),
    }


def dates(one: Doctrine, *, language: str) -> Mapping[str, str]:
    """Return from when, until when and since when known; nothing of a hypothetical one."""
    if one.layer == "hypothetical":
        return {"since": "", "until": "", "known_from": ""}
    unknown = say(language, "doctrine_page.unknown")
    ends = one.valid_until or (unknown if one.status in ("suspended", "withdrawn") else "")
    begins = one.valid_from or ("" if one.layer == "physics" else unknown)
    return {"since": str(begins), "until": str(ends), "known_from": str(one.known_from or unknown)}


def replaced(one: Doctrine, *, language: str) -> str:
    """Return what it sets aside, and what about that is not known."""
    texts = [", ".join(one.replaces.ids), one.replaces.unknown_in(language)]
    return ". ".join(text for text in texts if text)


def _entry(one: Doctrine, day: date, language: str) -> Part:
    when = dates(one, language=language)
    label = {key: say(language, f"doctrine_label.{key}") for key in ("since", "until")}
    blocks: list[Block] = [
        pairs(
            (label["since"], when["since"]),
            (label["until"], when["until"]),
            (say(language, "doctrine_label.authority"), one.authority_in(language)),
            (say(language, "doctrine_label.base"), one.base),
            (say(language, "doctrine_label.replaces"), replaced(one, language=language)),
            (say(language, "doctrine_label.doubt"), _doubt(one, day, language)),
            (say(language, "doctrine_label.text"), say(language, f"text_access.{one.access}")),
        )
    ]
    if one.layer == "hypothetical":
        blocks.append(Paragraphs(marks_of(one, language=language)))
    blocks.append(Points((*_not_known(one, language), *_practice(one, day, language))))
    return part(f"{one.id}: {one.title_in(language)}", *blocks, level=3)


def _not_known(one: Doctrine, language: str) -> Iterable[str]:
    for text in one.unknown_in(language):
        yield say(language, "doctrine_list.not_known", text=text)


def _doubt(one: Doctrine, day: date, language: str) -> str:
    doubted = one.doubtful_from is not None and one.doubtful_from <= day
    return one.doubt_in(language) if doubted else ""


def _practice(one: Doctrine, day: date, language: str) -> Iterable[str]:
    """Yield what was reported of practice up to a day; a month or a year counts from its first."""
    for row in one.practice:
        if row.since > day.isoformat():
            continue
        key = "practice_against" if row.contradicts else "practice"
        yield say(
            language,
            f"doctrine_list.{key}",
            since=row.since,
            text=row.text_in(language),
            source=row.source,
            rules=", ".join(row.contradicts),
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
