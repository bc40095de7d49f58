"""What lies behind an answer on a map: land, lines between regions, named places. No drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from estran.environment.coast import load_coast

if TYPE_CHECKING:
    from estran.environment.area import Area
    from estran.quantities.arrays import Floats


@dataclass(frozen=True, kw_only=True)
class NamedPlace:
    """A place to steer the eye by.

    Attributes
    ----------
    kind : {"shore", "aid", "bank"}
        On the shore; a lightship or buoy; a shoal, which has a name but no mark.
    rank : int
        0 for the places that matter most; higher ranks give way where names would overlap.
    """

    name: str
    longitude: float
    latitude: float
    rank: int
    kind: Literal["shore", "aid", "bank"]


@dataclass(frozen=True, kw_only=True, eq=False)
class NamedLine:
    """A line between two rescue regions; points (p, 2) longitude, latitude."""

    name: str
    points: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class Backdrop:
    """The chart beneath an answer, and the box beyond which nothing is held [degrees].

    Attributes
    ----------
    land : tuple of (p, 2) arrays
        Outer rings of the land, longitude and latitude.
    """

    west: float
    south: float
    east: float
    north: float
    land: tuple[Floats, ...]
    lines: tuple[NamedLine, ...]
    places: tuple[NamedPlace, ...]


RANKS = {"port": 0, "cape": 1, "lightship": 2, "town": 3, "bank": 4, "buoy": 4, "beach": 5}
KINDS: dict[str, Literal["aid", "bank"]] = {"lightship": "aid", "buoy": "aid", "bank": "bank"}


def backdrop(area: Area) -> Backdrop:
    """Return the chart of an area from what the environment knows of it."""
    return Backdrop(
        west=area.west,
        south=area.south,
        east=area.east,
        north=area.north,
        land=load_coast(area.key).polygons(),
        lines=tuple(
            NamedLine(
                name=line.name,
                points=np.array([(point.longitude, point.latitude) for point in line.points]),
            )
            for line in area.lines
        ),
        places=tuple(
            NamedPlace(
                name=place.name,
                longitude=place.longitude,
                latitude=place.latitude,
                rank=RANKS[place.kind],
                kind=KINDS.get(place.kind, "shore"),
            )
            for place in area.places
        ),
    )
