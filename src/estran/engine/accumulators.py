"""Observers that keep something of a run as it goes: hourly snapshots, first crossings of lines."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from estran.engine.particles import Clocks
from estran.engine.result import Result
from estran.errors import QuantityError
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.engine.particles import Particles
    from estran.engine.release import Release
    from estran.engine.state import State
    from estran.quantities.arrays import Bools, Floats, Ints

_FLAGS = ("hull_aground", "people_aground", "hull_left", "people_left")


class Snapshots:
    """Keeps every particle at every full hour.

    Parameters
    ----------
    count : int
        Particles of the whole release.
    hours : int
        Length of the run.
    """

    def __init__(self, *, count: int, hours: int) -> None:
        shape = (hours + 1, count)
        self._weights = np.zeros(count)
        self._hull = np.zeros((*shape, 2))
        self._people = np.zeros((*shape, 2))
        self._status = np.zeros(shape, dtype=np.int8)
        self._flags: dict[str, Bools] = {name: np.zeros(shape, dtype=np.bool_) for name in _FLAGS}
        self._clocks = {one.name: np.zeros(count) for one in fields(Clocks)}
        self._first_aground = np.full(count, np.nan)
        self._first_ashore = np.full(count, np.nan)
        self._ashore = np.full((count, 2), np.nan)
        self._no_stream = {name: np.full(count, np.nan) for name in ("hull", "people")}
        self._classes: dict[str, Ints] = {
            name: np.zeros(count, dtype=np.int64) for name in ("hull", "people")
        }

    def begin(self, *, particles: Particles, state: State) -> None:
        """Keep the start of a block."""
        here = _rows(particles)
        self._weights[here] = particles.weight
        self._classes["hull"][here] = particles.hull.chosen
        self._classes["people"][here] = particles.people.chosen
        self._keep(here, state)

    def see(self, *, particles: Particles, before: State, after: State) -> None:  # noqa: ARG002
        """Keep the end of a step where an hour is full."""
        if after.time % HOUR == 0.0:
            self._keep(_rows(particles), after)

    def result(self, release: Release) -> Result:
        """Return all that was kept."""
        hours = len(self._hull)
        return Result(
            times=HOUR * np.arange(hours, dtype=np.float64),
            weights=self._weights,
            hull=self._hull,
            people=self._people,
            status=self._status,
            clocks=Clocks(**self._clocks),
            first_aground=self._first_aground,
            first_ashore=self._first_ashore,
            ashore=self._ashore,
            hull_no_stream=self._no_stream["hull"],
            people_no_stream=self._no_stream["people"],
            hull_mixture=release.hull,
            people_mixture=release.people,
            hull_aground=self._flags["hull_aground"],
            people_aground=self._flags["people_aground"],
            hull_left=self._flags["hull_left"],
            people_left=self._flags["people_left"],
            hull_class=self._classes["hull"],
            people_class=self._classes["people"],
        )

    def _keep(self, here: slice, state: State) -> None:
        hour = round(state.time / HOUR)
        self._hull[hour, here] = state.hull.position
        self._people[hour, here] = state.people.position
        self._status[hour, here] = state.status
        for body, bodies in (("hull", state.hull), ("people", state.people)):
            self._flags[f"{body}_aground"][hour, here] = bodies.aground
            self._flags[f"{body}_left"][hour, here] = bodies.left
            self._no_stream[body][here] = bodies.no_stream
        for name, times in self._clocks.items():
            times[here] = getattr(state.clocks, name)
        self._first_aground[here] = state.first_aground
        self._first_ashore[here] = state.first_ashore
        self._ashore[here] = state.ashore


class LineCrossings:
    """Keeps when the people of each particle first cross each of some lines.

    Parameters
    ----------
    count : int
        Particles of the whole release.
    lines : Mapping of str to (m, 2) array
        Corner points of each line, east and north [m], each further along the way from the first
        to the last.

    Raises
    ------
    QuantityError
        Where a line doubles back.

    Attributes
    ----------
    times : dict of str to (n,) array
        First crossing [s since the start], exact on the straight way of a step; NaN where none.
    """

    def __init__(self, *, count: int, lines: Mapping[str, Floats]) -> None:
        self._lines = {name: np.asarray(line, dtype=np.float64) for name, line in lines.items()}
        for name, line in self._lines.items():
            _require_advance(name, line)
        self._sides = {name: np.zeros(count) for name in lines}
        self.times = {name: np.full(count, np.nan) for name in lines}

    @property
    def lines(self) -> Mapping[str, Floats]:
        """The lines by name."""
        return self._lines

    def begin(self, *, particles: Particles, state: State) -> None:
        """Nothing has been crossed at the start; note on which side of each line everybody is."""
        rows = _rows(particles)
        for name, line in self._lines.items():
            self._sides[name][rows] = side_of_line(position=state.people.position, line=line)

    def see(self, *, particles: Particles, before: State, after: State) -> None:
        """Look for first crossings in a step, among those that have changed sides."""
        start, end = before.people.position, after.people.position
        for name, line in self._lines.items():
            times, sides = self.times[name][_rows(particles)], self._sides[name][_rows(particles)]
            now = side_of_line(position=end, line=line)
            over = np.flatnonzero((now != sides) & np.isnan(times))
            if over.size:
                share = first_crossing(start=start[over], end=end[over], line=line)
                times[over] = before.time + share * (after.time - before.time)
            sides[:] = now


def first_crossing(*, start: Floats, end: Floats, line: Floats) -> Floats:
    """Share of each straight way at which it first crosses a line.

    Parameters
    ----------
    start, end : (n, 2) arrays
        Ends of the ways [m].
    line : (m, 2) array
        Corner points of the line [m].

    Returns
    -------
    (n,) array
        Between 0 and 1; NaN where the way does not cross.
    """
    way = end - start
    first: Floats = np.full(len(start), np.inf)
    for corner, following in pairwise(line):
        leg = following - corner
        gap = corner - start
        cross = way[:, 0] * leg[1] - way[:, 1] * leg[0]
        with np.errstate(divide="ignore", invalid="ignore"):
            on_way = (gap[:, 0] * leg[1] - gap[:, 1] * leg[0]) / cross
            on_leg = (gap[:, 0] * way[:, 1] - gap[:, 1] * way[:, 0]) / cross
        hit = (on_way >= 0.0) & (on_way <= 1.0) & (on_leg >= 0.0) & (on_leg <= 1.0)
        first = np.where(hit & (on_way < first), on_way, first)
    return np.where(np.isfinite(first), first, np.nan)


def side_of_line(*, position: Floats, line: Floats) -> Floats:
    """Return 1 for places left of a line and -1 for those right of it, shape (n,).

    Parameters
    ----------
    position : (n, 2) array
        East and north [m].
    line : (m, 2) array
        Corner points, east and north [m], each further along the way from the first to the last.
        Beyond its ends the line goes on parallel to that way.
    """
    chord = line[-1] - line[0]
    along, across = _turned(line, chord)
    here_along, here_across = _turned(position, chord)
    return np.where(here_across >= np.interp(here_along, along, across), 1.0, -1.0)


def _require_advance(name: str, line: Floats) -> None:
    along, _ = _turned(line, line[-1] - line[0])
    if not (np.diff(along) > 0.0).all():
        raise QuantityError(
            "line.doubles_back",
            f"The line {name} doubles back on its way from end to end, so it has no two sides; "
            "split it there.",
            name=name,
        )


def _turned(points: Floats, chord: Floats) -> tuple[Floats, Floats]:
    """Coordinates of points along a chord and to the left of it, in lengths of the chord [m]."""
    east, north = points[:, 0], points[:, 1]
    return east * chord[0] + north * chord[1], north * chord[0] - east * chord[1]


def _rows(particles: Particles) -> slice:
    return slice(particles.first, particles.first + particles.count)
