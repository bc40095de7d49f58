"""Part 5 of the text answer: hazards as classes, never a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estran.assess.answer_people import HazardAnswer


def hazard_lines(hazards: Iterable[HazardAnswer], *, language: str) -> list[str]:
    """Return the lines of part 5, the worst first."""
    order = ("exceeded", "unknown", "not_shown_safe")
    ranked = sorted(hazards, key=lambda one: order.index(one.hazard_class))
    return [
        say(language, "hazards.heading"),
        "  " + say(language, "hazards.note"),
        *("  " + _row(one, language) for one in ranked),
    ]


def _row(one: HazardAnswer, language: str) -> str:
    word = say(language, f"hazard_class.{one.hazard_class}")
    if one.unknown:
        needs = ", ".join(say(language, f"hazard_input.{each}") for each in one.unknown)
        word = say(language, "hazards.needs", word=word, needs=needs)
    elif one.hazard_class == "unknown":
        word = say(language, "hazards.beyond", word=word)
    return say(language, "hazards.row", name=one.text, word=word)
