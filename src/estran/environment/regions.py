"""Rescue regions of an area: which side of a line, how far from it, and shares near it.

A position within the band of a line counts as both regions. What comes out are probabilities to
show, never facts for a rule and never an answer to "whose case is it".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.polyline import Polyline, extended, signed_distance
from estran.errors import UnknownNameError
from estran.quantities.units import NAUTICAL_MILE

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from estran.environment.area import Area
    from estran.environment.area_facts import BoundaryLine
    from estran.quantities.arrays import Bools, Floats

OTHER = "other"
SEMI_MAJOR_AXIS = 6_378_137.0  # m, WGS 84
ECCENTRICITY = 0.081_819_190_842_621_49  # WGS 84
BEYOND = 1_000_000.0  # m: a line goes on straight this far beyond its ends


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line between two regions, in degrees for drawing and in Mercator metres for reckoning.

    Attributes
    ----------
    longitude, latitude : (p,) arrays
        Its points [degrees].
    mercator : Polyline
        The same, continued beyond both ends; its segments are loxodromes.
    turned : Polyline or None
        The same, turned so that `x` grows all along it; None where it doubles back.
    steepness : float
        Most by which a distance along the turned `y` exceeds the distance from the line [-].
    """

    key: str
    name: str
    left: str
    right: str
    sources: tuple[str, ...]
    longitude: Floats
    latitude: Floats
    mercator: Polyline
    turned: Polyline | None
    steepness: float


@dataclass(frozen=True, slots=True, eq=False)
class _Points:
    """Positions on the Mercator plane [m], and its scale at each [-]."""

    x: Floats
    y: Floats
    scale: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """The rescue regions of an area.

    Attributes
    ----------
    names : tuple of str
        Region keys and, last, ``other``: the order of the columns of `memberships`.
    lines : dict of str to Line
        The lines between them.
    band : float
        Distance from a line within which a position counts as both regions [m].
    """

    area: Area
    names: tuple[str, ...]
    lines: dict[str, Line]
    band: float

    def memberships(self, *, longitude: ArrayLike, latitude: ArrayLike) -> Floats:
        """Return the share of each region at each position.

        Parameters
        ----------
        longitude, latitude : (n,) arrays
            Positions [degrees].

        Returns
        -------
        (n, r) array
            Columns in the order of `names`; rows sum to one. Half and half within the band of a
            line; ``other`` outside the area's box.
        """
        longitude, latitude = _degrees(longitude, latitude)
        points = _project(longitude, latitude)
        lefts = {key: _share_left(line, points, self.band) for key, line in self.lines.items()}
        shares = np.zeros((longitude.size, len(self.names)))
        for column, region in enumerate(self.area.regions):
            sides = (
                lefts[key] if side == "left" else 1.0 - lefts[key]
                for key, side in region.sides.items()
            )
            shares[:, column] = np.prod(list(sides), axis=0)
        shares[~self._inside(longitude, latitude)] = 0.0
        shares[:, -1] = 1.0 - shares[:, :-1].sum(axis=1)
        return shares

    def line(self, key: str) -> Line:
        """Return a line by its key.

        Raises
        ------
        UnknownNameError
            Where the area has no such line.
        """
        if key not in self.lines:
            raise UnknownNameError(
                "line.unknown",
                f"There is no line {key!r} in {self.area.name}. Known: {', '.join(self.lines)}.",
                name=key,
                area=self.area.name,
                known=tuple(self.lines),
            )
        return self.lines[key]

    def _inside(self, longitude: Floats, latitude: Floats) -> Bools:
        box = self.area
        return (
            (longitude >= box.west)
            & (longitude <= box.east)
            & (latitude >= box.south)
            & (latitude <= box.north)
        )


@cache
def open_regions(area: Area, *, band: float = NAUTICAL_MILE) -> Regions:
    """Return the regions of an area with the band [m] in which a position counts as both."""
    return Regions(
        area=area,
        names=(*(region.key for region in area.regions), OTHER),
        lines={line.key: _line(line) for line in area.lines},
        band=band,
    )


def line_distance(line: Line, *, longitude: ArrayLike, latitude: ArrayLike) -> Floats:
    """Return the distance of positions from a line, positive on its left.

    Parameters
    ----------
    line : Line
        The line; beyond its ends it goes on straight (as a loxodrome).
    longitude, latitude : (n,) arrays
        Positions [degrees].

    Returns
    -------
    (n,) array
        Distance [m], to 0.1 percent within 5 nautical miles of the line.

    Notes
    -----
    Distance on the Mercator plane over its scale at the position.
    Source: snyder_1987, eq. 7-6, 7-7 and 7-8.
    """
    points = _project(*_degrees(longitude, latitude))
    return signed_distance(line.mercator, x=points.x, y=points.y) / points.scale


def signed_side(line: Line, *, longitude: ArrayLike, latitude: ArrayLike) -> NDArray[np.int8]:
    """Return +1 left of a line, -1 right of it and 0 on it, for (n,) positions [degrees].

    Faster than `line_distance`.
    """
    return np.sign(_gap(line, _project(*_degrees(longitude, latitude)))).astype(np.int8)


def _line(fact: BoundaryLine) -> Line:
    longitude = np.array([point.longitude for point in fact.points])
    latitude = np.array([point.latitude for point in fact.points])
    points = _project(longitude, latitude)
    mercator = extended(Polyline(x=points.x, y=points.y), length=BEYOND)
    turned = Polyline(*_turned(mercator, mercator.x, mercator.y))
    advances = bool(np.all(np.diff(turned.x) > 0))
    return Line(
        key=fact.key,
        name=fact.name,
        left=fact.left,
        right=fact.right,
        sources=tuple(dict.fromkeys(point.source for point in fact.points)),
        longitude=longitude,
        latitude=latitude,
        mercator=mercator,
        turned=turned if advances else None,
        steepness=float(np.max(np.hypot(1.0, np.diff(turned.y) / np.diff(turned.x)))),
    )


def _turned(line: Polyline, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Coordinates along the chord of a line and to the left of it."""
    east, north = line.x[-1] - line.x[0], line.y[-1] - line.y[0]
    length = np.hypot(east, north)
    return (x * east + y * north) / length, (y * east - x * north) / length


def _gap(line: Line, points: _Points) -> Floats:
    """Positive left of a line; at most `steepness` times the distance from it [Mercator metres]."""
    if line.turned is None:
        return signed_distance(line.mercator, x=points.x, y=points.y)
    along, across = _turned(line.mercator, points.x, points.y)
    return across - np.interp(along, line.turned.x, line.turned.y)


def _share_left(line: Line, points: _Points, band: float) -> Floats:
    """Share of each point that counts as left of a line: 1, 0, or one half within the band."""
    gap = _gap(line, points)
    share = (gap > 0).astype(np.float64)
    near = np.flatnonzero(np.abs(gap) <= band * points.scale * line.steepness)
    metres = signed_distance(line.mercator, x=points.x[near], y=points.y[near]) / points.scale[near]
    share[near[np.abs(metres) <= band]] = 0.5
    return share


def _project(longitude: Floats, latitude: Floats) -> _Points:
    """Mercator coordinates on WGS 84, true at the equator, and the scale there."""
    radians = np.radians(latitude)
    sine = np.sin(radians)
    within = ECCENTRICITY * sine
    return _Points(
        x=SEMI_MAJOR_AXIS * np.radians(longitude),
        y=SEMI_MAJOR_AXIS * (np.arctanh(sine) - ECCENTRICITY * np.arctanh(within)),
        scale=np.sqrt(1.0 - within * within) / np.cos(radians),
    )


def _degrees(longitude: ArrayLike, latitude: ArrayLike) -> tuple[Floats, Floats]:
    return (
        np.atleast_1d(np.asarray(longitude, dtype=np.float64)),
        np.atleast_1d(np.asarray(latitude, dtype=np.float64)),
    )
