"""The facts an area is made of: places, lines, regions, inland waters, temperatures; their reading.

Each fact carries its source. Nothing is computed from them here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from estran.quantities.geodesy import Position
from estran.sources.library import Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Degrees = tuple[float, float]  # longitude, latitude
STRAIT_MEANS = "means of ten years for the open strait; shallow water differs more"
OWN_MEANS = "monthly means, as the file of the area gives them; shallow water differs more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place: on the shore of a country, or at sea."""

    name: str
    kind: Literal["port", "town", "beach", "cape", "bank", "lightship", "buoy"]
    shore: str
    latitude: float
    longitude: float
    source: str

    @property
    def position(self) -> Position:
        """Its position."""
        return Position(latitude=self.latitude, longitude=self.longitude)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePoint:
    """One point of a line between regions, with its source."""

    longitude: float
    latitude: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryLine:
    """A line between two rescue regions, named by what lies left and right of its travel."""

    key: str
    name: str
    left: str
    right: str
    points: tuple[LinePoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A rescue region: its coordinator, and the side of each line on which it lies."""

    key: str
    coordinator: str
    sides: dict[str, Literal["left", "right"]]
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Centres:
    """The centres that coordinate rescue here.

    Attributes
    ----------
    told : tuple of str
        Those told at intake, whichever side of a line a position is on; one at least.
    known : tuple of str
        All that a report may name, those told first.
    """

    told: tuple[str, ...]
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreshore:
    """How steeply the beaches fall, from the flattest to the steepest [-]."""

    low: float
    high: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Harbour:
    """A harbour as a ring (longitude, latitude), approximate."""

    name: str
    ring: tuple[Degrees, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Canal:
    """A canal as a centre line (longitude, latitude) with the distance that still counts as it [m].

    Attributes
    ----------
    tidal : bool
        Whether the sea's level reaches it; False behind locks.
    """

    name: str
    tolerance: float
    tidal: bool
    line: tuple[Degrees, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InlandWaters:
    """Water where the sea's stream does not run."""

    source: str
    harbours: tuple[Harbour, ...]
    canals: tuple[Canal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyTemperature:
    """Mean sea temperature of the twelve months [degC] and its spread between years [degC]."""

    monthly: tuple[float, ...]
    sd: float
    source: str
    note: str = STRAIT_MEANS


def read_place(row: Mapping[str, Any], *, source: str) -> Place:
    """Read a place; TypeError where a field is missing or unknown, PositionError off the globe."""
    place = Place(**{"source": source, **row})
    Position(latitude=place.latitude, longitude=place.longitude)  # refuses impossible degrees
    return place


def read_line(row: Mapping[str, Any]) -> BoundaryLine:
    """Read a line; ValueError where it has fewer than two points."""
    points = tuple(LinePoint(**point) for point in _at_least(2, row["points"]))
    return BoundaryLine(**{**row, "points": points})


def read_region(row: Mapping[str, Any]) -> Region:
    """Read a region; ValueError where a side is neither left nor right."""
    wrong = set(row["sides"].values()) - {"left", "right"}
    if wrong:
        raise ValueError(f"a side is left or right, not {', '.join(sorted(wrong))}")
    return Region(**row)


def read_centres(table: Mapping[str, Any] | None) -> Centres | None:
    """Read who coordinates; None where nothing is said of it."""
    if table is None:
        return None
    return Centres(told=tuple(table["told"]), known=tuple(table["known"]))


def read_foreshore(table: Mapping[str, Any] | None) -> Foreshore | None:
    """Read slopes of beaches; None where nothing is said of them."""
    return None if table is None else Foreshore(**table)


def read_sources(table: Mapping[str, Any]) -> dict[str, Source]:
    """Read the sources that an area names itself, by their keys."""
    return {
        key: Source(key=key, **{**row, "authors": tuple(row["authors"])})
        for key, row in table.items()
    }


def read_inland(table: Mapping[str, Any]) -> InlandWaters:
    """Read harbours and canals; ValueError where a ring or a line has too few points."""
    return InlandWaters(
        source=table["source"],
        harbours=tuple(
            Harbour(name=row["name"], ring=_degrees(_at_least(3, row["ring"])))
            for row in table["harbours"]
        ),
        canals=tuple(
            Canal(**{**row, "line": _degrees(_at_least(2, row["line"]))}) for row in table["canals"]
        ),
    )


def read_temperature(table: Mapping[str, Any]) -> MonthlyTemperature:
    """Read monthly temperatures; ValueError where they are not twelve."""
    monthly = tuple(float(mean) for mean in table["monthly"])
    if len(monthly) != 12:
        raise ValueError(f"sea_temperature.monthly has {len(monthly)} values; it needs twelve")
    return MonthlyTemperature(**{**table, "monthly": monthly})


def _at_least(count: int, points: Sequence[Any]) -> Sequence[Any]:
    if len(points) < count:
        raise ValueError(f"{len(points)} points where at least {count} are needed")
    return points


def _degrees(points: Sequence[Sequence[float]]) -> tuple[Degrees, ...]:
    return tuple((float(longitude), float(latitude)) for longitude, latitude in points)
