"""What changes from one doctrine to another: permitted, barred, unknown, each with a witness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.doctrine.options import option_name
from estran.exchange.doctrine_marks import marks_of_all, witness_words
from estran.exchange.doctrine_standing import standing_data, standing_parts
from estran.exchange.page import Page, Paragraphs, Points, part
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.doctrine.comparison import Change
    from estran.doctrine.rule import Doctrine
    from estran.exchange.page import Part


def changes_page(
    before: Doctrine, after: Doctrine, changes: Sequence[Change], *, language: str
) -> Page:
    """Return the page that `estran doctrine diff` prints."""
    kinds = dict.fromkeys(one.kind for one in changes)
    parts: list[Part] = []
    for kind in kinds:
        parts.append(part(say(language, f"doctrine_change.{kind}")))
        parts += [_change(one, language) for one in changes if one.kind == kind]
    if not parts:
        parts.append(part("", Paragraphs((say(language, "doctrine_diff.same"),))))
    return Page(
        title=say(language, "doctrine_diff.title", before=before.id, after=after.id),
        language=language,
        marks=marks_of_all((before, after), language=language),
        parts=(*parts, *standing_parts((before, after), language=language)),
        notes=(say(language, "doctrine_diff.note"), say(language, "doctrine_page.note")),
    )


def changes_data(
    before: Doctrine, after: Doctrine, changes: Sequence[Change], *, language: str
) -> dict[str, object]:
    """Return the same as plain values, for JSON."""
    return {
        "before": _which(before, language),
        "after": _which(after, language),
        "marks": list(marks_of_all((before, after), language=language)),
        "changes": [
            {
                "option": one.option,
                "kind": one.kind,
                "before": one.before.word,
                "after": one.after.word,
                "count": one.count,
                "share_of_cells": one.share_of_cells,
                "witness": dict(one.witness or {}),
            }
            for one in changes
        ],
    }


def _which(one: Doctrine, language: str) -> dict[str, object]:
    return {"id": one.id, "digest": one.digest, **standing_data(one, language=language)}


def _change(one: Change, language: str) -> Part:
    heading = say(
        language,
        "doctrine_diff.change",
        option=one.option,
        name=option_name(one.option, language),
        before=say(language, f"verdict.{one.before.word}"),
        after=say(language, f"verdict.{one.after.word}"),
    )
    texts = [say(language, "doctrine_diff.witness")]
    if one.count is not None:
        texts.insert(0, say(language, "doctrine_diff.count", count=one.count))
    return part(
        heading,
        Paragraphs(tuple(texts)),
        Points(tuple(witness_words(one.witness, language=language))),
        level=3,
    )
