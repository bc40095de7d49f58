"""Units that can take people aboard, as a queue: who is out for one boat comes late to the next.

Classes of units, no patrol of anybody: they stand on a side of the strait, and no finer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.settled import settled
from estran.quantities.units import KNOT, MINUTE, NAUTICAL_MILE
from estran.rescue.assets import asset_classes

if TYPE_CHECKING:
    from estran.lab.lanes import Lanes
    from estran.quantities.arrays import Bools, Floats, Ints
    from estran.quantities.hashed_draws import Things


@dataclass(slots=True)
class Fleet:
    """All units of all lanes.

    Attributes
    ----------
    free_at : array, shape (lanes, units)
        Minute of the year from which each is free; never, where a lane has no such unit.
    french : array of bool, shape (units,)
        On whose side each stands.
    """

    free_at: Floats
    french: Bools

    def free(self, lane: Ints, minute: Floats, *, french: bool) -> Ints:
        """Return how many units of a side are free, for each of some moments."""
        side = self.french if french else ~self.french
        return (self.free_at[lane][:, side] <= minute[:, np.newaxis]).sum(axis=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Calls for help, shape (count,) each.

    Attributes
    ----------
    lane : array of int
        To which lane each belongs.
    minute : array
        When a unit is tasked, of the year.
    french : array of bool
        Whose units are the nearer.
    persons : array of int
        In need.
    pace : array
        People taken aboard in a minute, by one unit.
    things : Things
        Draw for each.
    """

    lane: Ints
    minute: Floats
    french: Bools
    persons: Ints
    pace: Floats
    things: Things


@dataclass(frozen=True, slots=True)
class Answer:
    """Who came to each call.

    Attributes
    ----------
    minutes : array
        From the tasking to the first unit's arrival.
    units : array of int
        One, or two.
    hours : array
        Of all units together.
    """

    minutes: Floats
    units: Ints
    hours: Floats


def new_fleet(lanes: Lanes) -> Fleet:
    """Return the units of each lane, all free."""
    numbers = [np.rint(lanes.parameters[key]) for key in ("units_france", "units_uk")]
    most = [int(one.max()) for one in numbers]
    held = [np.arange(m) < n[:, np.newaxis] for n, m in zip(numbers, most, strict=True)]
    french = np.repeat([True, False], most)
    return Fleet(np.where(np.concatenate(held, axis=1), 0.0, np.inf), french)


def answered(fleet: Fleet, calls: Calls) -> Answer:
    """Send units to calls in the order of time, and keep them busy.

    Parameters
    ----------
    fleet : Fleet
        Its units are busy afterwards.
    calls : Calls
        Of one day, in any order.
    """
    order = np.lexsort((calls.minute, calls.lane))
    place = np.arange(order.size) - np.searchsorted(calls.lane[order], calls.lane[order])
    minutes, hours = np.zeros((2, order.size))
    units = np.ones(order.size, dtype=np.int64)
    for turn in range(int(place.max(initial=-1)) + 1):
        now = order[place == turn]  # at most one call of each lane
        minutes[now], first = _sent(fleet, calls, now)
        units[now] = 1 + (calls.persons[now] > settled("unit_places"))
        _busy(fleet, calls, now, minutes[now], units[now], first)
        hours[now] = (
            units[now]
            * (minutes[now] + _taking(calls, now, units[now]) + settled("home_minutes"))
            / 60.0
        )
    return Answer(minutes, units, hours)


def _sent(fleet: Fleet, calls: Calls, now: Ints) -> tuple[Floats, Ints]:
    """Return the minutes until the unit that can be there first arrives, and its place."""
    free = fleet.free_at[calls.lane[now]]
    wait = np.maximum(free - calls.minute[now][:, np.newaxis], 0.0)
    other = fleet.french != calls.french[now][:, np.newaxis]
    miles = _miles(calls.things.of(now))[:, np.newaxis] + settled("across_miles") * other
    travel = miles * NAUTICAL_MILE / _speed() / MINUTE
    total = wait + travel + _ready()
    first = total.argmin(axis=1)
    return total[np.arange(now.size), first], first


def _miles(things: Things) -> Floats:
    """Return how far the nearest free unit of the nearer side is."""
    near, far = settled("near_miles"), settled("far_miles")
    return near + (far - near) * things.uniforms("lab.unit distance")


def _busy(fleet: Fleet, calls: Calls, now: Ints, minutes: Floats, units: Ints, first: Ints) -> None:
    lane = calls.lane[now]
    until = calls.minute[now] + minutes + _taking(calls, now, units) + settled("home_minutes")
    fleet.free_at[lane, first] = until
    second = fleet.free_at[lane].argmin(axis=1)
    also = units > 1
    fleet.free_at[lane[also], second[also]] = until[also]


def _taking(calls: Calls, now: Ints, units: Ints) -> Floats:
    return calls.persons[now] / (calls.pace[now] * units)


def _speed() -> float:
    """Return the speed of a lifeboat or transfer vessel [m/s]."""
    return asset_classes()["severn"].speed.value * KNOT  # type: ignore[union-attr]


def _ready() -> float:
    """Return the minutes from the call to leaving."""
    return asset_classes()["severn"].ready.value  # type: ignore[union-attr]
