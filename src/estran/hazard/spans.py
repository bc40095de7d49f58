"""What is known of one quantity: a range from low to high; None stands for unknown. No law here."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from estran.errors import QuantityError

if TYPE_CHECKING:
    from estran.sources.assumptions import Assumption


@dataclass(frozen=True, slots=True)
class Span:
    """A quantity known to lie in a closed range, in SI units unless its name says otherwise.

    Raises
    ------
    QuantityError
        Where it is not low <= high, both finite: a fill value or a NaN is refused at the door.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not (isfinite(self.low) and isfinite(self.high) and self.low <= self.high):
            raise QuantityError(
                "hazard.span",
                f"Range {self.low} to {self.high}: two finite numbers are needed, the lower first. "
                "A quantity that nobody knows is None.",
                low=self.low,
                high=self.high,
            )


def exactly(value: float) -> Span:
    """Return the range of one value."""
    return Span(value, value)


def span_of(assumption: Assumption) -> Span:
    """Return the whole range of an assumed number."""
    return Span(assumption.low, assumption.high)
