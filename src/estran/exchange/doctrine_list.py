"""The list of doctrines: what stands on a day, what was only announced, what is hypothetical."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from estran.doctrine.registry import holds_on
from estran.doctrine.rule import UPPER_LAYERS
from estran.exchange.doctrine_as_of import as_of, known_by
from estran.exchange.doctrine_marks import marks_of
from estran.exchange.doctrine_standing import practice_line
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
    shown = known_on(held, day)
    for one in shown:
        groups[stands_on(one, day)].append(one)
    parts: list[Part] = []
    for word, found in groups.items():
        if found:
            parts.append(part(say(language, f"doctrine_stands.{word}")))
            parts += [_entry(one, language) for one in found]
    return Page(
        title=say(language, "doctrine_list.title", day=day.isoformat()),
        language=language,
        marks=(say(language, "doctrine_list.mark"), *_review(shown, language)),
        parts=tuple(parts),
        notes=(say(language, "doctrine_list.note"), say(language, "doctrine_page.note")),
    )


def list_data(held: Iterable[Doctrine], *, day: date, language: str) -> list[dict[str, object]]:
    """Return the same as plain values, for JSON."""
    return [doctrine_data(one, day=day, language=language) for one in known_on(held, day)]


def known_on(held: Iterable[Doctrine], day: date) -> tuple[Doctrine, ...]:
    """Return the doctrines that had begun or become known by a day, each as of that day."""
    return tuple(as_of(one, day) for one in held if known_by(one, day))


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
    never = one.layer == "physics" or one.status == "announced"
    begins = one.valid_from or ("" if never else unknown)
    return {"since": str(begins), "until": str(ends), "known_from": str(one.known_from or unknown)}


def replaced(one: Doctrine, *, language: str) -> str:
    """Return what it sets aside, and what about that is not known."""
    texts = [", ".join(one.replaces.ids), one.replaces.unknown_in(language)]
    return ". ".join(text for text in texts if text)


def _entry(one: Doctrine, language: str) -> Part:
    when = dates(one, language=language)
    label = {
        key: say(language, f"doctrine_label.{key}") for key in ("since", "until", "known_from")
    }
    blocks: list[Block] = [
        pairs(
            (label["since"], when["since"]),
            (label["until"], when["until"]),
            (label["known_from"], "" if one.layer in UPPER_LAYERS else when["known_from"]),
            (say(language, "doctrine_label.authority"), one.authority_in(language)),
            (say(language, "doctrine_label.base"), one.base),
            (say(language, "doctrine_label.replaces"), replaced(one, language=language)),
            (say(language, "doctrine_label.doubt"), one.doubt_in(language)),
            (say(language, "doctrine_label.text"), say(language, f"text_access.{one.access}")),
        )
    ]
    if one.layer == "hypothetical":
        blocks.append(Paragraphs(marks_of(one, language=language)))
    blocks.append(Points((*_not_known(one, language), *_practice(one, language))))
    return part(named(one, language=language), *blocks, level=3)


def named(one: Doctrine, *, language: str) -> str:
    """Return a doctrine by its id and its title."""
    return say(language, "doctrine_page.named", name=one.id, text=one.title_in(language))


def _review(held: Iterable[Doctrine], language: str) -> tuple[str, ...]:
    if any(one.reviewed for one in held):
        return ()
    return (say(language, "doctrine_mark.none_reviewed"),)


def _not_known(one: Doctrine, language: str) -> Iterable[str]:
    for text in one.unknown_in(language):
        yield say(language, "doctrine_list.not_known", text=text)


def _practice(one: Doctrine, language: str) -> Iterable[str]:
    return (practice_line(row, language=language) for row in one.practice)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
