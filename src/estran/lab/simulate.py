"""One season after another day: boats set out, are met, cross, fail, are helped; and are counted.

The same function serves a laptop, a cluster, a replay and the calibration.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.boarding import boarded
from estran.lab.boats import boats_of_day
from estran.lab.coast import new_coast
from estran.lab.conditions import CELLS, DAYS, coast_shares
from estran.lab.control import Watch, controlled, let_go, loaded_met
from estran.lab.crossing import crossed
from estran.lab.decisions import law_of
from estran.lab.fleet import new_fleet
from estran.lab.observing import observe, season_moments, start_of_season, watch_day
from estran.lab.rescue_at_sea import ended, followed
from estran.lab.settled import settled
from estran.lab.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.lab.boats import Boats
    from estran.lab.coast import Coast
    from estran.lab.control import Control
    from estran.lab.fleet import Fleet
    from estran.lab.lanes import Lanes
    from estran.quantities.arrays import Floats

HISTORY = ((date(2022, 1, 1), "D0"), (date(2023, 3, 10), "D1"), (date(2025, 11, 25), "D2"))
"""What held at sea in France from which day, each taken alone: before 2022 nothing else is held."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Which doctrine holds from which day of the season on.

    Attributes
    ----------
    steps : tuple of (int, str)
        First day, from 0, and id; the first step begins on day 0.
    """

    steps: tuple[tuple[int, str], ...]

    def on(self, day: int) -> str:
        """Return the id of the doctrine that holds on a day."""
        return [name for first, name in self.steps if first <= day][-1]


def constant(doctrine: str) -> Schedule:
    """Return one doctrine for the whole season."""
    return Schedule(((0, doctrine),))


def adopted(doctrine: str, *, before: str, on_day: int) -> Schedule:
    """Return a doctrine that begins on a day of the season, 0 to 364, and what held before."""
    return Schedule(((0, before), (on_day, doctrine)))


def as_history(year: int) -> Schedule:
    """Return what held at sea in France in a year, so far as it is known."""
    start = date(year, 1, 1)
    days = [((first - start) // timedelta(days=1), name) for first, name in HISTORY]
    begun = [name for day, name in days if day <= 0] or ["D0"]
    return Schedule(((0, begun[-1]), *((day, name) for day, name in days if 0 < day < DAYS)))


def simulate(lanes: Lanes, *, doctrine: str | Schedule | None) -> Mapping[str, Floats]:
    """Simulate seasons.

    Parameters
    ----------
    lanes : Lanes
        Seed, numbers of the seasons, their parameters, the year's conditions.
    doctrine : str, Schedule or None
        Its id, a schedule of several, or what history had.

    Returns
    -------
    mapping
        Column to values, shape (lanes,): outcomes, what would be counted, moments, and why
        options were not permitted. The same for a lane whatever other lanes stand beside it.

    Raises
    ------
    UnknownNameError
        Where there is no such doctrine.
    """
    schedule = _schedule(lanes, doctrine)
    coast, fleet, tally = new_coast(lanes), new_fleet(lanes), Tally(lanes.count)
    start_of_season(tally)
    for day in range(lanes.days):
        boats = boats_of_day(lanes, coast, day=day, how_many=coast.next_day(day))
        _day(boats, Watch(coast, law_of(schedule.on(day)), tally), fleet)
    season_moments(tally)
    observe(lanes, tally)
    return dict(sorted(tally.sums.items()))


def _schedule(lanes: Lanes, doctrine: str | Schedule | None) -> Schedule:
    if doctrine is None:
        return as_history(lanes.year)
    return constant(doctrine) if isinstance(doctrine, str) else doctrine


def _day(boats: Boats, watch: Watch, fleet: Fleet) -> None:
    """Live one day in all lanes, and let the coast learn from it."""
    tally = watch.tally
    if watch.idle(boats):
        _learn(boats, let_go(boats), watch.coast, tally)
        watch_day(watch.coast, tally)
        return
    tally.add("attempts", boats.lane)
    boats.note("sets_out", boats.minute, persons=boats.persons, taxi=boats.taxi, wave=boats.wave)
    done = controlled(boats, watch)
    boats = boats.carrying(boats.persons - done.dead)
    _count_stopped(boats, done.stopped, tally)
    left = np.flatnonzero(~done.stopped)
    loaded = boarded(boats.some(left), watch.coast, tally)
    ashore, dead = loaded_met(loaded, watch)
    loaded = loaded.carrying(loaded.persons - dead)
    _count_stopped(loaded, ashore, tally)
    leaving = loaded.some(~ashore)
    _count_launched(leaving, watch.coast, tally)
    help_near = followed(leaving, watch, fleet)
    way = crossed(help_near.boats, watch.coast, hurried=done.hurried[left][~ashore])
    ended(help_near, way, watch, fleet)
    _learn(boats, done, watch.coast, tally)
    watch_day(watch.coast, tally)


def _count_stopped(boats: Boats, stopped: np.ndarray, tally: Tally) -> None:
    tally.add("stopped", boats.lane, boats.persons * stopped)
    tally.add("boats_stopped", boats.lane, stopped)


def _count_launched(boats: Boats, coast: Coast, tally: Tally) -> None:
    tally.add("launches", boats.lane)
    tally.add("embarked", boats.lane, boats.persons)
    tally.add("embarked_today", boats.lane, boats.persons)
    moved = coast.cell_shares - coast_shares(np.zeros(1))
    tally.add("displaced", boats.lane, np.maximum(moved, 0.0).sum(axis=1)[boats.lane])
    for number, name in enumerate(CELLS):
        tally.add(f"launches_{name}", boats.lane, boats.cell == number)


def _learn(boats: Boats, done: Control, coast: Coast, tally: Tally) -> None:
    """Let people learn what was stopped where, and who is gone."""
    count = coast.lanes.count

    def share(of: np.ndarray, among: np.ndarray) -> Floats:
        parts = np.bincount(boats.lane, weights=of & among, minlength=count)
        whole = np.bincount(boats.lane, weights=among, minlength=count)
        return np.where(whole > 0, parts / np.maximum(whole, 1.0), np.nan)

    beach = share(done.stopped & ~done.stopped_at_sea, ~boats.taxi)
    at_sea = share(done.stopped_at_sea, boats.taxi)
    tried = np.bincount(boats.lane, minlength=count)
    met = np.where(tried > 0, tally.of("met_today") / np.maximum(tried, 1.0), np.nan)
    stopped = np.bincount(boats.lane, weights=boats.persons * done.stopped, minlength=count)
    gone = tally.of("embarked_today") * settled("gone_for_good")
    never = (1.0 - coast.of("reattempt")) * stopped
    coast.learn(beach=beach, sea_control=at_sea, rescued=met, left=gone + never)
