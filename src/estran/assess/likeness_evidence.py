"""From a ratio of probabilities to a part of the answer: its verdict, its bound, its place."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING

from estran.assess.likeness_answer import PART_NAMES, LikenessPart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estran.assess.likeness_answer import PartName, PartVerdict
    from estran.sources.assumptions import AssumptionBook

DECIMALS = 2  # of a power of ten: what stands behind is not known better
_ORDER = ("against", "for", "neither", "unknown")


def bounded(ratio: float, *, wrong: float) -> float:
    """Return a ratio, given that what was said may say nothing of the boat at all.

    Parameters
    ----------
    ratio : float
        Same boat against another boat, 0 or more.
    wrong : float
        Probability that it was misread, misheard or of something else, 0 to 1; no evidence then
        weighs more than this against.
    """
    return (1.0 - wrong) * ratio + wrong


def weighed(
    name: PartName, ratio: float, text: str, *, book: AssumptionBook, contradicts: bool = False
) -> LikenessPart:
    """Return a part by its ratio.

    Parameters
    ----------
    name : str
        Of the part.
    ratio : float
        Same boat against another boat, above 0.
    text : str
        What was compared.
    book : AssumptionBook
        Gives the band within which a ratio says nothing.
    contradicts : bool
        Whether the two statements cannot both be true as said: such a part is never for.
    """
    band = book.value("likeness_neither_band")
    decades = min(log10(ratio), -band) if contradicts else log10(ratio)
    return LikenessPart(
        name=name,
        log10_ratio=round(decades, DECIMALS) + 0.0,  # no minus zero
        verdict=_verdict(decades, band),
        text=text,
    )


def unknown_part(name: PartName, text: str) -> LikenessPart:
    """Return a part of which nothing can be said."""
    return LikenessPart(name=name, log10_ratio=None, verdict="unknown", text=text)


def in_order(parts: Iterable[LikenessPart]) -> tuple[LikenessPart, ...]:
    """Return parts with those against first, the strongest ahead, the unknown last."""
    return tuple(sorted(parts, key=_place))


def _place(part: LikenessPart) -> tuple[int, float, int]:
    return (
        _ORDER.index(part.verdict),
        -abs(part.log10_ratio or 0.0),
        PART_NAMES.index(part.name),
    )


def _verdict(decades: float, band: float) -> PartVerdict:
    if decades <= -band:
        return "against"
    return "for" if decades >= band else "neither"
