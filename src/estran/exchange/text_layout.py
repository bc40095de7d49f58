"""How a labelled line and a number look in the text answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterable

LABEL_WIDTH = 12
TIE = "\u00a0"
"""Stands between a label and its text until lines are broken; printed as a space."""


def labelled(label: str, texts: Iterable[str]) -> list[str]:
    """Return lines of which the first carries the label and all are indented alike."""
    rows = list(texts)
    head = label.ljust(LABEL_WIDTH - 1, TIE) + TIE
    heads = [head, *[" " * LABEL_WIDTH] * (len(rows) - 1)]
    return [f"  {head}{row}" for head, row in zip(heads, rows, strict=False)]


def degrees(value: float) -> str:
    """Return a direction as three figures with the degree sign."""
    return f"{round(value) % 360:03d}°"


def percent(share: float) -> str:
    """Return a share as whole per cent; a small one that is not nothing reads <1."""
    if 0.0 < share < 0.01:
        return "<1"
    if 0.99 < share < 1.0:
        return ">99"
    return f"{100.0 * share:.0f}"


def area(square_miles: float) -> str:
    """Return an area in square nautical miles with the digits that matter."""
    if square_miles < 10.0:
        return f"{square_miles:.2f}"
    return f"{square_miles:.1f}" if square_miles < 100.0 else f"{square_miles:.0f}"


def clock(time: str | None, *, language: str) -> str:
    """Return hh:mm of an ISO time, or unknown."""
    return time[11:16] if time else say(language, "sea.unknown")


def clock_after(time: str, *, start: str) -> str:
    """Return hh:mm of an ISO time; +1 where it is on the day after the start's, and so on."""
    days = (date.fromisoformat(time[:10]) - date.fromisoformat(start[:10])).days
    return f"{time[11:16]}{days:+d}" if days else time[11:16]


def joined(texts: Iterable[str], *, language: str) -> str:
    """Return texts with a semicolon between them, as each language writes it."""
    return (" ; " if language == "fr" else "; ").join(texts)
