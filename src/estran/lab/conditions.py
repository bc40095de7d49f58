"""What is given to a season and not drawn: the year's supply, the chain of days, four coast cells.

Numbers stand in conditions.toml. No place finer than a cell exists here, so that none can come out.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.errors import InputError
from estran.quantities.units import NAUTICAL_MILE
from estran.sources.library import source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.quantities.arrays import Floats

QUARTERS = ("djf", "mam", "jja", "son")
CELLS = ("somme", "boulogne", "calais", "dunkirk")
DAYS = 365
SOUTHWARD = np.array([1.5, 0.3, -0.3, -0.6])
"""How launches move along the cells when they move south: assumed."""
_MONTH_ENDS = np.cumsum([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


@dataclass(frozen=True, slots=True)
class Year:
    """Supply of boats over that of 2024, mean persons in a boat, share of taxi-boats."""

    boats: float
    load: float
    taxi: float


@dataclass(frozen=True, slots=True)
class Quarters:
    """Of each quarter, in the order of `QUARTERS`, shape (4,).

    Attributes
    ----------
    again, new : array
        Share of days with landings after a day with, and after one without.
    boats : array
        Boats on such a day over the mean of the year.
    wave_median : array
        Significant wave height [m].
    """

    again: Floats
    new: Floats
    boats: Floats
    wave_median: Floats


@dataclass(frozen=True, slots=True)
class Cells:
    """Of each coast cell, in the order of `CELLS`, shape (4,).

    Attributes
    ----------
    share : array
        Of launches; the shares sum to one.
    distance : array
        To the English shore [m].
    french_share : array
        Part of the way in which French units are nearer.
    latitude, longitude : array
        Of a point off the cell, for tide and stream [degrees].
    slope : array
        Of the foreshore.
    """

    share: Floats
    distance: Floats
    french_share: Floats
    latitude: Floats
    longitude: Floats
    slope: Floats


def year(number: int) -> Year:
    """Return what is given of a year.

    Raises
    ------
    InputError
        Where nothing is held of that year; the message names those held.
    """
    held = _table()["year"]
    if str(number) not in held:
        raise InputError(
            "lab.year",
            f"Nothing is held of the year {number}; there are {', '.join(held)}.",
            year=number,
            held=", ".join(held),
        )
    row = held[str(number)]
    source(row["source"])
    source(row["taxi_source"])
    return Year(boats=row["boats"], load=row["load"], taxi=row["taxi"])


@cache
def quarters() -> Quarters:
    """Return the chain of days by quarter."""
    rows = [_table()["quarter"][name] for name in QUARTERS]
    names = ("again", "new", "boats", "wave_median")
    return Quarters(*(np.array([row[name] for row in rows]) for name in names))


@cache
def cells() -> Cells:
    """Return the four cells of the coast."""
    rows = [_table()["cell"][name] for name in CELLS]

    def column(name: str) -> Floats:
        return np.array([row[name] for row in rows], dtype=np.float64)

    return Cells(
        share=column("share"),
        distance=column("distance_nm") * NAUTICAL_MILE,
        french_share=column("french_share"),
        latitude=column("latitude"),
        longitude=column("longitude"),
        slope=column("slope"),
    )


def coast_shares(pull: Floats) -> Floats:
    """Return shares of the cells where people move south by `pull`, 0 not at all, shape (n, 4)."""
    weights = cells().share * np.exp(pull[:, np.newaxis] * SOUTHWARD)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def month_of(day: int) -> int:
    """Return the month, 0 to 11, of a day of the year, 0 to 364."""
    return int(np.searchsorted(_MONTH_ENDS, day, side="right"))


def quarter_of(day: int) -> int:
    """Return the place among `QUARTERS` of a day of the year, 0 to 364."""
    return (month_of(day) + 1) % 12 // 3


@cache
def _table() -> Mapping[str, Mapping[str, dict[str, Any]]]:
    text = files(__package__).joinpath("conditions.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))
