"""What was counted of past years, as sourced numbers: national aggregates by year and quarter.

They stand in history.toml and nowhere else. No day and no place is held here: a user's own daily
series is summed up by `calibration.daily` to the same rows.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args

from estran.errors import SourceError
from estran.sources.library import source
from estran.sources.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Mapping

Checked = Literal["recomputed", "derived", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One thing that was counted, over years.

    Attributes
    ----------
    checked : str
        ``recomputed`` where the numbers were worked out again from the published series,
        ``derived`` where they follow from other rows, ``read`` where they are as read.
    by : mapping
        Number in `unit` by period: a year, or a span ``first/last`` of years or months.
    """

    key: str
    label: str
    unit: str
    source: str
    page: str
    confidence: Confidence
    checked: Checked
    by: Mapping[str, float]

    def __post_init__(self) -> None:
        source(self.source)
        named = (self.confidence, get_args(Confidence)), (self.checked, get_args(Checked))
        if any(word not in known for word, known in named) or not self.by:
            raise _malformed(self.key, "confidence, checked or by is not one")

    def of(self, year: int) -> float:
        """Return the number of a year.

        Raises
        ------
        SourceError
            Where none is held; the message names the periods that are.
        """
        try:
            return float(self.by[str(year)])
        except KeyError:
            raise SourceError(
                "history.no_year",
                f"lab/history.toml: [{self.key}] holds no {year}, only {', '.join(self.by)}.",
                key=self.key,
                year=year,
            ) from None


@cache
def history() -> Mapping[str, Series]:
    """Return every series by its key.

    Raises
    ------
    SourceError
        Where the file is malformed; the message names the entry.
    """
    return parse_history(files(__package__).joinpath("history.toml").read_text("utf-8"))


def parse_history(text: str) -> Mapping[str, Series]:
    """Read series from TOML text, one table each.

    Raises
    ------
    SourceError
        Where an entry lacks a field, has one too many, or cites an unknown source.
    """
    tables = tomllib.loads(text)
    return MappingProxyType({key: _entry(key, row) for key, row in tables.items()})


def series(key: str) -> Series:
    """Return one series.

    Raises
    ------
    SourceError
        Where there is none of that key; the message names the nearest.
    """
    try:
        return history()[key]
    except KeyError:
        near = get_close_matches(key, history(), n=1, cutoff=0.0)[0]
        raise SourceError(
            "history.unknown",
            f"No series {key!r} in lab/history.toml; the nearest is {near!r}.",
            key=key,
            nearest=near,
        ) from None


def _entry(key: str, row: dict[str, Any]) -> Series:
    try:
        by = MappingProxyType({str(name): float(value) for name, value in row["by"].items()})
        return Series(key=key, **{**row, "by": by})
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise _malformed(key, str(error)) from error


def _malformed(key: str, why: str) -> SourceError:
    return SourceError(
        "history.malformed",
        f"lab/history.toml: [{key}] {why}. A series has label, unit, source, page, confidence, "
        "checked and by.",
        key=key,
    )
