"""What of an answer is drawn, and how much of the sea: hours, contours, extent. No drawing here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estran.adapters.map_backdrop import Backdrop
    from estran.assess.answer import Assessment, Contour, Place
    from estran.quantities.arrays import Floats

HOURS = (1, 3, 6, 12)
"""Hours after the report whose outer areas are drawn as rings."""
FOCUS_WITHOUT_DATUM = 3
HULL_SHOWN_FROM = 0.05
"""Share of the ensemble that must have parted before the hull gets an area of its own."""
MARGIN = 0.07
LEAST_HEIGHT = 10.0 / 60.0
DEGREES_OF_A_MILE = 1.0 / 60.0


@dataclass(frozen=True)
class Choice:
    """The hours of a forecast that a map shows.

    Attributes
    ----------
    focus : int
        Index of the time that is emphasised: that of the datum.
    others : tuple of int
        Indices of the times of which only the outer ring is drawn.
    hull : bool
        Whether the hull's area is drawn apart.
    """

    focus: int
    others: tuple[int, ...]
    hull: bool


@dataclass(frozen=True)
class Extent:
    """The part of the sea on the map [degrees]."""

    west: float
    south: float
    east: float
    north: float

    @property
    def stretch(self) -> float:
        """How much longer a degree of latitude is than one of longitude, in the middle."""
        return 1.0 / float(np.cos(np.radians((self.south + self.north) / 2)))

    def holds(self, longitude: float, latitude: float) -> bool:
        """Tell whether a position is on the map."""
        return self.west < longitude < self.east and self.south < latitude < self.north


def choose(assessment: Assessment) -> Choice:
    """Return which hours to draw: the datum's time in full, and the rings of `HOURS`."""
    forecast = assessment.forecast
    last = len(forecast.times) - 1
    focus = min(FOCUS_WITHOUT_DATUM, last)
    if forecast.datum is not None:
        focus = _nearest(forecast.times, forecast.datum.time)
    parted = forecast.hull is not None and (
        forecast.hull.parted_probability[focus] >= HULL_SHOWN_FROM
    )
    others = tuple(hour for hour in HOURS if hour <= last and hour != focus)
    return Choice(focus=focus, others=others, hull=parted)


def _nearest(times: Sequence[str], wanted: str) -> int:
    target = instant(wanted)
    gaps = [abs((instant(time) - target).total_seconds()) for time in times]
    return gaps.index(min(gaps))


def instant(time: str) -> datetime:
    """Return a time of an answer as an aware datetime."""
    return datetime.fromisoformat(time)


def clock(time: str, *, since: str) -> str:
    """Return a time as ``07:53Z``, with the day before it where that is not the day of `since`."""
    moment = instant(time)
    day = "" if moment.date() == instant(since).date() else f"{moment:%d %b} "
    return f"{day}{moment:%H:%M}Z"


def contour_at(assessment: Assessment, hour: int, *, level: float, body: str) -> Contour | None:
    """Return the contour of an hour, level and body, or None where there is none."""
    forecast = assessment.forecast
    hull = forecast.hull.contours if forecast.hull else []
    return next(
        (
            contour
            for contour in chain(forecast.contours, hull)
            if contour.body == body
            and contour.time == forecast.times[hour]
            and abs(contour.level - level) < 1e-6
        ),
        None,
    )


def outer_contours(assessment: Assessment, choice: Choice) -> Iterator[Contour]:
    """Yield the 95 % contours that the map shows."""
    wanted = [("people", hour) for hour in (choice.focus, *choice.others)]
    wanted += [("hull", choice.focus)] * choice.hull
    for body, hour in wanted:
        contour = contour_at(assessment, hour, level=0.95, body=body)
        if contour is not None:
            yield contour


def drawn_positions(assessment: Assessment, choice: Choice | None) -> Floats:
    """Return every position that the map must hold, (n, 2) longitude, latitude."""
    position = assessment.situation.position
    found = [(position.lon, position.lat)]
    if choice is not None:
        for contour in outer_contours(assessment, choice):
            found += [pair for ring in contour.rings for pair in ring]
        found += [(p.lon, p.lat) for p in _places(assessment)]
    return np.array(found, dtype=np.float64)


def _places(assessment: Assessment) -> Iterator[Place]:
    forecast = assessment.forecast
    yield from forecast.most_likely_position
    if forecast.datum is not None:
        yield from (*forecast.datum.points, *forecast.datum.box)


def fitted(positions: Floats, *, limits: Backdrop, shape: float) -> Extent:
    """Return the extent that holds positions with a margin, fills the frame, and stays in the area.

    Parameters
    ----------
    positions : (n, 2) array
        Longitude and latitude [degrees]; those outside the area do not count.
    limits : Backdrop
        The box beyond which nothing is held.
    shape : float
        Width over height of the frame [-].
    """
    lowest, highest = (limits.west, limits.south), (limits.east, limits.north)
    inside = np.clip(positions, lowest, highest)
    (west, south), (east, north) = inside.min(axis=0), inside.max(axis=0)
    middle = np.array([(west + east) / 2, (south + north) / 2])
    stretch = 1.0 / np.cos(np.radians(middle[1]))
    grown = 1.0 + 2.0 * MARGIN
    height = max((north - south) * grown, (east - west) * grown / stretch / shape, LEAST_HEIGHT)
    height = min(height, limits.north - limits.south, (limits.east - limits.west) / stretch / shape)
    size = np.array([height * stretch * shape, height])
    corner = np.clip(middle - size / 2, lowest, np.array(highest) - size)
    (west, south), (east, north) = corner, corner + size
    return Extent(float(west), float(south), float(east), float(north))
