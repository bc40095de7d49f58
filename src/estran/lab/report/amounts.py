"""How the report writes numbers: as few digits as they deserve, and *unknown* where there is none.

Language decides marks and spaces; no sentence is here.
"""

from __future__ import annotations

from math import floor, isfinite, log10
from typing import TYPE_CHECKING

from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterable

NARROW = "\u202f"
MINUS = "\u2212"
NOUGHT = 1e-6
"""Below it a number is what rounding left over: no count of a season is so small."""
MOST_FIGURES = 6
"""Significant figures of an interval so narrow that fewer would make it a point."""


def amount(value: float | None, language: str, *, figures: int = 2) -> str:
    """Return a number with so many significant figures; whole where it is large enough.

    Parameters
    ----------
    value : float, optional
        Without one, or where it is not finite, *unknown* is said.
    figures : int
        Significant figures, at least 1.
    """
    if value is None or not isfinite(value):
        return say(language, "study_word.unknown")
    if abs(value) < NOUGHT:
        return "0"
    digits = figures - 1 - floor(log10(abs(value)))
    rounded = round(value, digits)
    return fixed(rounded, language, digits=max(digits, 0))


def fixed(value: float, language: str, *, digits: int) -> str:
    """Return a number with so many decimals, never a negative nought."""
    text = f"{abs(value):,.{digits}f}"
    minus = MINUS if value < 0.0 and float(text.replace(",", "")) != 0.0 else ""
    if language == "fr":
        text = text.replace(",", NARROW).replace(".", ",")
    return minus + text


def signed(value: float | None, language: str, *, figures: int = 2) -> str:
    """Return a difference: with its sign, plus too."""
    text = amount(value, language, figures=figures)
    return f"+{text}" if value is not None and isfinite(value) and value >= NOUGHT else text


def percent(share: float | None, language: str) -> str:
    """Return a share as per cent; the far ends as *under 1* and *over 99*, never as certain."""
    if share is None or not isfinite(share):
        return say(language, "study_word.unknown")
    if share < 0.01:
        return say(language, "study_word.percent_under", value=1)
    if share > 0.99:
        return say(language, "study_word.percent_over", value=99)
    return say(language, "study_word.percent", value=round(share * 100.0))


def between(
    low: float | None, high: float | None, language: str, *, sign: bool = False, figures: int = 2
) -> str:
    """Return an interval in words; *unknown* where an end is.

    Ends that differ are written with as many figures as it takes to see it, up to `MOST_FIGURES`.
    """
    write = signed if sign else amount
    if low is None or high is None or not (isfinite(low) and isfinite(high)):
        return say(language, "study_word.unknown")
    ends = [write(one, language, figures=figures) for one in (low, high)]
    while ends[0] == ends[1] and low != high and figures < MOST_FIGURES:
        figures += 1
        ends = [write(one, language, figures=figures) for one in (low, high)]
    return say(language, "study_word.between", low=ends[0], high=ends[1])


def listed(texts: Iterable[str], language: str) -> str:
    """Return texts as one list; *none* where there is none."""
    return ", ".join(texts) or say(language, "study_word.none")
