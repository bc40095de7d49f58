"""A number that came from somewhere: its unit, range, source, page and how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from estran.errors import SourceError
from estran.sources.library import source

if TYPE_CHECKING:
    from collections.abc import Mapping

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """One number from the literature or a data set.

    Attributes
    ----------
    value : float
        In `unit`.
    low, high : float or None
        Range in which the number may lie, or was found, in `unit`; None where the source gives
        none.
    source : str
        Key in the library.
    page : str
        Page, table or equation; empty where the source has none.

    Raises
    ------
    SourceError
        Where the source is unknown, or the value lies outside its own range.
    """

    value: float
    unit: str
    low: float | None
    high: float | None
    source: str
    page: str
    confidence: Confidence

    def __post_init__(self) -> None:
        source(self.source)
        require_within(value=self.value, low=self.low, high=self.high, name=self.source)
        if self.confidence not in get_args(Confidence):
            raise SourceError(
                "source.confidence",
                f"A number from {self.source} has the confidence {self.confidence!r}; "
                f"it must be one of {', '.join(get_args(Confidence))}.",
                source=self.source,
            )


def read_sourced(row: Mapping[str, Any], *, where: str) -> Sourced:
    """Build a number from a row of data.

    Parameters
    ----------
    row : mapping
        Keys `value`, `unit`, `source`, and where known `low`, `high`, `page` and `confidence`
        (else "medium").
    where : str
        File and key of the row, for the message.

    Raises
    ------
    SourceError
        Where a key is missing or unknown, or the number is refused; it begins with `where`.
    """
    rest: dict[str, Any] = {"low": None, "high": None, "page": "", "confidence": "medium"}
    try:
        return Sourced(**{**rest, **row})
    except TypeError as error:
        raise SourceError("source.row", f"{where}: {error}.", where=where) from error
    except SourceError as error:
        raise SourceError(error.code, f"{where}: {error.message}", **error.details) from error


def require_within(*, value: float, low: float | None, high: float | None, name: str) -> None:
    """Refuse a value outside its own range; an absent bound refuses nothing, NaN is outside.

    Raises
    ------
    SourceError
        Naming value, range and `name`.
    """
    bottom = float("-inf") if low is None else low
    top = float("inf") if high is None else high
    if not bottom <= value <= top:
        raise SourceError(
            "source.range",
            f"{name}: the value {value} lies outside its own range {low} to {high}.",
            name=name,
            value=value,
        )
