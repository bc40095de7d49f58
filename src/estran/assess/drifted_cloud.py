"""One report drifted on to a later time, kept at every step: for many reports, small and shared.

The engine and its laws are those of every forecast; only the size and the step are smaller.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache, partial
from math import ceil
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import msgspec
import numpy as np

from estran.assess.ensemble import release_of, settings_of, wind_report_of
from estran.assess.manifest import data_digests
from estran.engine.choice import drifted
from estran.environment.sea import assumed_wind, load_sea_fields
from estran.environment.wind import wind_members
from estran.environment.window import LONGEST_HOURS, open_window
from estran.quantities.instants import epoch_seconds
from estran.quantities.randomness import RandomStreams
from estran.quantities.units import HOUR
from estran.sources.assumptions import AssumptionBook

if TYPE_CHECKING:
    from estran.assess.report import Report
    from estran.assess.settings import RunSettings
    from estran.assess.situation import Situation
    from estran.engine.particles import Particles
    from estran.engine.state import State
    from estran.environment.window import Window
    from estran.quantities.arrays import Bools, Codes, Floats
    from estran.quantities.geodesy import LocalPlane

RUN_HOURS = (1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72)
"""Lengths of a run: the same craft is asked of again and again, and its cloud then serves."""
SEA_HOURS = (4, 7, 13, 25, 49, 72)
"""Lengths of the sea opened for them, from a whole hour on, so that many craft share one."""


@dataclass(frozen=True, slots=True, eq=False)
class Bodies:
    """Where hulls or people are at one time; those that have left the area are not among them.

    Attributes
    ----------
    position : (m, 2) array
        East and north [m].
    status : (m,) array
        See :class:`estran.engine.status.Status`.
    released : int
        How many there were at the start.
    """

    position: Floats
    status: Codes
    released: int


@dataclass(frozen=True, slots=True, eq=False)
class DriftedCloud:
    """An ensemble at every step, for one report.

    Attributes
    ----------
    plane : LocalPlane
        Of the positions.
    step : float
        Between two rows [s].
    hull, people : (k, n, 2) arrays
        East and north [m].
    hull_left, people_left : (k, n) arrays of bool
        Gone from the area.
    status : (k, n) array
        See :class:`estran.engine.status.Status`.
    parted : bool
        Whether any people have parted from their hull.
    assumptions : tuple of str
        Keys of those that were used.
    """

    plane: LocalPlane
    step: float
    hull: Floats
    people: Floats
    hull_left: Bools
    people_left: Bools
    status: Codes
    parted: bool
    assumptions: tuple[str, ...]

    def people_at(self, time: float) -> Bodies:
        """Return the people at a time [s since the start], on the straight way of their step."""
        return self._at(self.people, self.people_left, time)

    def hulls_at(self, time: float) -> Bodies:
        """Return the hulls at a time [s since the start], on the straight way of their step."""
        return self._at(self.hull, self.hull_left, time)

    def _at(self, places: Floats, left: Bools, time: float) -> Bodies:
        row = min(int(time / self.step), len(places) - 2)
        share = time / self.step - row
        between = (1.0 - share) * places[row] + share * places[row + 1]
        here = ~left[row + 1]
        return Bodies(between[here], self.status[row + 1][here], here.size)


class CloudCache(Protocol):
    """Somewhere to keep clouds between reports; what it holds may be forgotten at any time."""

    def get(self, key: str) -> DriftedCloud | None:
        """Return the cloud kept under a key, or None."""
        ...

    def keep(self, key: str, cloud: DriftedCloud) -> None:
        """Keep a cloud under a key."""
        ...


class RecentClouds:
    """Keeps the clouds last asked for in memory, for several threads.

    Parameters
    ----------
    most : int
        How many; one takes about 40 kB an hour of drift.
    """

    def __init__(self, most: int = 256) -> None:
        self._most = most
        self._held: OrderedDict[str, DriftedCloud] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> DriftedCloud | None:
        """Return the cloud kept under a key, or None."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def keep(self, key: str, cloud: DriftedCloud) -> None:
        """Keep a cloud, and forget the one longest not asked for where there are too many."""
        with self._lock:
            self._held[key] = cloud
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)


class SharedSea:
    """Opens the sea for one run after another; runs from the same hour on share it."""

    def __init__(self) -> None:
        self._held: tuple[object, Window] | None = None

    def from_hour(self, *, area: str, start: float, hours: int) -> Window:
        """Return the sea of an area from a whole hour [s since 1970] on."""
        key = (area, start, hours)
        if self._held is None or self._held[0] != key:
            fields = load_sea_fields(area)
            self._held = key, open_window(fields=fields, start=start, hours=hours)
        return self._held[1]


@dataclass(frozen=True, slots=True, eq=False)
class LaterStart:
    """A sea as seen by a run that starts some seconds after it."""

    window: Window
    delay: float

    def stream_at(self, *, x: Floats, y: Floats, t: Floats) -> Floats:
        """Return the tidal stream, east and north, shape (n, 2) [m/s]."""
        return self.window.stream_at(x=x, y=y, t=t + self.delay)

    def tide_at(self, *, x: Floats, y: Floats, t: Floats) -> Floats:
        """Return the water level above local mean high water springs, shape (n,) [m]."""
        return self.window.tide_at(x=x, y=y, t=t + self.delay)

    def coast_distance(self, *, x: Floats, y: Floats) -> Floats:
        """Return the distance to the coastline, positive at sea, shape (n,) [m]."""
        return self.window.coast_distance(x=x, y=y)

    def is_land(self, *, x: Floats, y: Floats) -> Bools:
        """Return whether each place is land at high water springs, shape (n,)."""
        return self.window.is_land(x=x, y=y)

    def inside(self, *, x: Floats, y: Floats) -> Bools:
        """Return whether each place lies inside the window's box, shape (n,)."""
        return self.window.inside(x=x, y=y)


class _Track:
    """Keeps every particle at every step."""

    def __init__(self, *, count: int, steps: int, step: float) -> None:
        shape = (steps + 1, count)
        self.step = step
        self.hull, self.people = np.zeros((*shape, 2)), np.zeros((*shape, 2))
        self.hull_left = np.zeros(shape, dtype=np.bool_)
        self.people_left = np.zeros(shape, dtype=np.bool_)
        self.status = np.zeros(shape, dtype=np.int8)

    def begin(self, *, particles: Particles, state: State) -> None:
        """Keep the start of a block."""
        self._keep(particles, state)

    def see(self, *, particles: Particles, before: State, after: State) -> None:  # noqa: ARG002
        """Keep the end of a step."""
        self._keep(particles, after)

    def _keep(self, particles: Particles, state: State) -> None:
        here = (
            round(state.time / self.step),
            slice(particles.first, particles.first + particles.count),
        )
        self.hull[here], self.people[here] = state.hull.position, state.people.position
        self.hull_left[here], self.people_left[here] = state.hull.left, state.people.left
        self.status[here] = state.status


def run_hours(gap: float) -> int:
    """Return the length of the run that reaches a gap [s], one of `RUN_HOURS`."""
    return next(hours for hours in RUN_HOURS if hours >= gap / HOUR)


def cloud_key(report: Report, settings: RunSettings, *, area: str) -> str:
    """Return the SHA-256 of all that decides a cloud, apart from the code."""
    return digest_of([report, settings, data_key(area)])


@cache
def data_key(area: str) -> str:
    """Return one SHA-256 for all the data that a forecast in an area rests on."""
    return digest_of(data_digests(area))


def digest_of(value: object) -> str:
    """Return the SHA-256 of plain data, structures or a mixture of both."""
    plain = msgspec.to_builtins(value)
    return hashlib.sha256(msgspec.json.encode(plain, order="deterministic")).hexdigest()


def drifted_cloud(situation: Situation, settings: RunSettings, sea: SharedSea) -> DriftedCloud:
    """Let the ensemble of a situation drift, and keep every step.

    Parameters
    ----------
    situation : Situation
        As understood, afloat.
    settings : RunSettings
        Size, length, step and seed; a cloud of the same settings is the same to the byte.
    sea : SharedSea
        Opens the sea.
    """
    book, streams = AssumptionBook(), RandomStreams(settings.seed)
    start = epoch_seconds(situation.time)
    hour = HOUR * (start // HOUR)
    window = sea.from_hour(area=situation.area.key, start=hour, hours=_sea_hours(settings.hours))
    steps = ceil(settings.hours * HOUR / settings.step)
    track = _Track(count=settings.particles, steps=steps, step=settings.step)
    result, _ = drifted(
        release=release_of(situation, plane=window.plane, particles=settings.particles, book=book),
        window=LaterStart(window, start - hour),
        wind=partial(
            wind_members,
            prior=assumed_wind(book),
            report=wind_report_of(situation, book),
            hours=settings.hours,
            streams=streams,
        ),
        settings=settings_of(
            hours=settings.hours,
            step=settings.step,
            wind_relative_to_water=settings.wind_relative_to_water,
            book=book,
        ),
        streams=streams,
        observers=(track,),
    )
    return DriftedCloud(
        plane=window.plane,
        step=settings.step,
        hull=track.hull,
        people=track.people,
        hull_left=track.hull_left,
        people_left=track.people_left,
        status=track.status,
        parted=bool(result.people_parted.any()),
        assumptions=tuple(row.key for row in book.used),
    )


def _sea_hours(hours: int) -> int:
    """Return how long a sea such a run needs; the hour that it may start late is beyond 72 held."""
    return next(held for held in SEA_HOURS if held >= min(hours + 1, LONGEST_HOURS))
