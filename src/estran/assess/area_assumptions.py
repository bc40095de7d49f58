"""What an area's file gives in place of numbers assumed elsewhere. Nothing is computed here."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from estran.sources.assumptions import Assumption, AssumptionBook

if TYPE_CHECKING:
    from estran.environment.area import Area

SLOPE = "beach_slope"


def book_of(area: Area, *, part: str = "") -> AssumptionBook:
    """Return a book of assumptions in which an area's own numbers stand for those assumed."""
    found = area.foreshore
    if found is None:
        return AssumptionBook(part=part)
    own = area.sources.get(found.source)
    source = found.source if own is None else own.title
    row = Assumption(
        key=SLOPE,
        value=sqrt(found.low * found.high),
        unit="1",
        low=found.low,
        high=found.high,
        source="assumed",
        why=f"foreshore of {area.name}, as its file says: {source}",
    )
    return AssumptionBook(part=part, instead={SLOPE: row})
