"""Where bodies meet the shore: what touches in a step, how far it got, when the tide frees it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from estran.drift.grounding import may_touch_within, touches
from estran.engine.status import Status
from estran.environment.waterline import foreshore_depth
from estran.environment.window import Window

if TYPE_CHECKING:
    from estran.engine.particles import Foreshore
    from estran.engine.release import Shore
    from estran.environment.forcing import SeaWindow
    from estran.quantities.arrays import Bools, Floats, Ints

#: Places tried along the path of a body that may touch within a step.
PLACES_ON_PATH = 8
#: Room for the coast between the points of the distance raster, and for its disagreement with the
#: finer raster of land [m].
RASTER_ROOM = 150.0


def draught_table(shore: Shore) -> Floats:
    """Draught by status, so that ``table[status]`` gives that of each particle [m]."""
    return np.array([shore.draughts[one] for one in Status])


@dataclass(frozen=True, slots=True)
class Footing:
    """What decides whether each body touches: arrays of shape (n,).

    Attributes
    ----------
    draught : (n,) array
        Water needed to float [m].
    foreshore : Foreshore
        Slope and level error.
    """

    draught: Floats
    foreshore: Foreshore

    def take(self, chosen: Ints) -> Footing:
        """Return the footing of the chosen bodies."""
        return Footing(self.draught[chosen], self.foreshore.take(chosen))

    def reach(self) -> Floats:
        """Distance from the coast beyond which they never touch [m]."""
        slope = self.foreshore.slope
        return may_touch_within(draught=self.draught, slope=slope) + RASTER_ROOM


@dataclass(frozen=True, slots=True)
class Ending:
    """How a step ends: place (n, 2) [m], whether aground (n,), whether gone from the window."""

    position: Floats
    aground: Bools
    left: Bools


def is_aground(*, window: SeaWindow, position: Floats, time: float, footing: Footing) -> Bools:
    """Whether a body would touch the bottom at each place.

    Parameters
    ----------
    window : SeaWindow
        Shore and tide.
    position : (n, 2) array
        East and north [m].
    time : float
        Seconds since the start.
    footing : Footing
        Draughts and foreshores.
    """
    distance = _distance(window, position)
    aground = np.zeros(distance.shape, dtype=np.bool_)
    close = np.flatnonzero((distance < footing.reach()) | _may_shoal(window, position))
    if close.size:
        place, near = position[close], footing.take(close)
        level = _level(window, place, time, near)
        aground[close] = _touching(window, place, distance[close], level, near)
    return aground


def stopped_at_shore(
    *, window: SeaWindow, start: Floats, end: Floats, time: float, footing: Footing
) -> Ending:
    """Where each body ends, given where its way would lead in open water.

    Parameters
    ----------
    window : SeaWindow
        Shore and tide.
    start, end : (n, 2) arrays
        Ends of the step's straight way [m].
    time : float
        End of the step [s since the start]; its water level holds for the whole way.
    footing : Footing
        Draughts and foreshores.

    Returns
    -------
    Ending
        The end of the way, or the last of its eighths where the body still floats; one that
        touches at its start stays there until the tide lifts it; one that would leave the window
        stays too.
    """
    way = end - start
    length = np.sqrt(way[:, 0] * way[:, 0] + way[:, 1] * way[:, 1])
    distance = _distance(window, end)
    position, aground = end.copy(), np.zeros(len(end), dtype=np.bool_)
    charted = _may_shoal(window, end)
    near = np.flatnonzero((distance - length < footing.reach()) | charted)
    if near.size:
        part = footing.take(near)
        level = _level(window, end[near], time, part)
        from_start = _distance(window, start[near])
        aground[near] = _touching(window, start[near], from_start, level, part)
        position[near[aground[near]]] = start[near[aground[near]]]
        touch = np.maximum((part.draught - level) / part.foreshore.slope, 0.0) + RASTER_ROOM
        risky = ~aground[near] & (_nearest((from_start, distance[near]), length[near]) < touch)
        path = start[near], end[near]
        risky[risky] = _nearest_on_quarters(window, path, from_start, risky) < touch[risky]
        risky |= ~aground[near] & (_bed(window) is not None)
        rows, chosen = near[risky], np.flatnonzero(risky)
        position[rows], aground[rows] = _last_afloat(
            window, (start[rows], end[rows]), level[chosen], part.take(chosen)
        )
    left = _left(window, end, distance)
    position[left] = start[left]
    return Ending(position, aground & ~left, left)


def _nearest(distances: tuple[Floats, Floats], length: Floats) -> Floats:
    """Distance from the coast below which no place on a way lies, from those of its two ends."""
    return 0.5 * (distances[0] + distances[1] - length)


def _nearest_on_quarters(
    window: SeaWindow, path: tuple[Floats, Floats], from_start: Floats, chosen: Bools
) -> Floats:
    """Return the same, more sharply: the least of the four quarters of each chosen way."""
    start, end = path[0][chosen], path[1][chosen]
    way = end - start
    quarter = 0.25 * np.sqrt(way[:, 0] * way[:, 0] + way[:, 1] * way[:, 1])
    places = [start + share * way for share in (0.25, 0.5, 0.75, 1.0)]
    found = _distance(window, np.concatenate(places)).reshape(4, -1)
    ends = [from_start[chosen], *found]
    return np.min([_nearest(pair, quarter) for pair in pairwise(ends)], axis=0)


def _left(window: SeaWindow, end: Floats, distance: Floats) -> Bools:
    """Whether each end lies outside; the window is asked only where the shore is not charted."""
    left = np.zeros(len(end), dtype=np.bool_)
    unknown = np.flatnonzero(np.isnan(distance))
    left[unknown] = ~window.inside(x=end[unknown, 0], y=end[unknown, 1])
    return left


def _last_afloat(
    window: SeaWindow, path: tuple[Floats, Floats], level: Floats, footing: Footing
) -> tuple[Floats, Bools]:
    """Last of the places along each path before the first that touches; the end if none does."""
    start, end = path
    shares = np.arange(1, PLACES_ON_PATH + 1) / PLACES_ON_PATH
    places = start[None] + shares[:, None, None] * (end - start)[None]
    flat = places.reshape(-1, 2)
    rows = np.tile(np.arange(len(start)), PLACES_ON_PATH)
    touching = _touching(window, flat, _distance(window, flat), level[rows], footing.take(rows))
    hits = touching.reshape(PLACES_ON_PATH, len(start))
    touched: Bools = np.asarray(hits.any(axis=0), dtype=np.bool_)
    reached = np.where(touched, hits.argmax(axis=0), PLACES_ON_PATH)
    stops = np.concatenate((start[None], places))
    stops[-1] = end
    return stops[reached, np.arange(len(start))], touched


def _touching(
    window: SeaWindow, position: Floats, distance: Floats, level: Floats, footing: Footing
) -> Bools:
    depth = foreshore_depth(
        distance=distance, level_above_mhws=level, slope=footing.foreshore.slope
    )
    sea = _bed(window)
    if sea is not None:  # a charted bed goes before the slope of a beach
        below = sea.bed_below(x=position[:, 0], y=position[:, 1])
        depth = np.where(np.isnan(below), depth, level + below)
    on_land = np.zeros(distance.shape, dtype=np.bool_)
    close = np.flatnonzero(distance < RASTER_ROOM)
    on_land[close] = window.is_land(x=position[close, 0], y=position[close, 1])
    return touches(depth=depth, draught=footing.draught, on_land=on_land)


def _bed(window: SeaWindow) -> Window | None:
    """Return the window where it holds a bed; a sea that is no grid holds none."""
    return window if isinstance(window, Window) and window.bed is not None else None


def _may_shoal(window: SeaWindow, position: Floats) -> Bools:
    """Whether a charted bed may be near each place; nowhere, where none is held."""
    sea = _bed(window)
    if sea is None:
        return np.zeros(len(position), dtype=np.bool_)
    return sea.may_shoal(x=position[:, 0], y=position[:, 1])


def _distance(window: SeaWindow, position: Floats) -> Floats:
    return window.coast_distance(x=position[:, 0], y=position[:, 1])


def _level(window: SeaWindow, position: Floats, time: float, footing: Footing) -> Floats:
    level = window.tide_at(x=position[:, 0], y=position[:, 1], t=np.full(len(position), time))
    return level + footing.foreshore.level_error
