"""The boats of one day in all lanes: who sets out, where, when, with how many. No outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.lab.conditions import month_of, year
from estran.lab.counts import binomial_count
from estran.lab.diary import listening, note
from estran.lab.lanes import Given
from estran.lab.settled import settled
from estran.quantities.hashed_draws import Things, things

if TYPE_CHECKING:
    from estran.lab.coast import Coast
    from estran.lab.lanes import Lanes
    from estran.quantities.arrays import Bools, Floats, Ints

DAY_MINUTES = 1440.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Boats:
    """Boats, one element each.

    Attributes
    ----------
    lane : array of int
        To which lane each belongs.
    number : array of int
        Within its lane and day.
    things : Things
        Draw for each.
    given : Given
        Parameters for each.
    day, month : int
        Of the year, from 0.
    cell : array of int
        Of the coast.
    taxi, canal : array of bool
        Launched elsewhere, and people board from the water; out of a canal or a port.
    minute : array
        Of departure, of the year.
    persons, children : array of int
        Who mean to leave, and of these the children.
    wave : array
        Significant height [m].
    length : array
        Of the boat [m].
    daylight : array of bool
        At departure.
    """

    lane: Ints
    number: Ints
    things: Things
    given: Given
    day: int
    month: int
    cell: Ints
    taxi: Bools
    canal: Bools
    minute: Floats
    persons: Ints
    children: Ints
    wave: Floats
    length: Floats
    daylight: Bools

    @property
    def count(self) -> int:
        """How many."""
        return int(self.lane.size)

    def of(self, key: str) -> Floats:
        """Return a parameter for each boat."""
        return self.given.of(key)

    def some(self, where: Any) -> Boats:  # noqa: ANN401 -- a mask, or indices
        """Return some of the boats, by mask or index."""
        lane = self.lane[where]
        arrays = ("number", "cell", "taxi", "canal", "minute", "persons", "children")
        more = ("wave", "length", "daylight")
        return replace(
            self,
            lane=lane,
            things=self.things.of(where),
            given=Given(self.given.lanes, lane),
            **{name: getattr(self, name)[where] for name in (*arrays, *more)},
        )

    def happens(self, purpose: str, chance: Floats) -> Bools:
        """Return where something of a given chance happens."""
        return self.things.uniforms(purpose) < chance

    def note(self, what: str, minute: Floats | None = None, **values: Any) -> None:  # noqa: ANN401 -- arrays
        """Tell a diary what befell these boats, where one listens."""
        note(self.things, what, minute, **values)

    def carrying(self, persons: Ints) -> Boats:
        """Return the same boats with other numbers aboard; children in proportion."""
        share = persons / np.maximum(self.persons, 1)
        children = np.floor(self.children * share + 1e-9).astype(np.int64)
        return replace(self, persons=persons, children=children)


def boats_of_day(lanes: Lanes, coast: Coast, *, day: int, how_many: Ints) -> Boats:
    """Return the boats that mean to leave on a day.

    Parameters
    ----------
    lanes : Lanes
        Seed, numbers, parameters and year.
    coast : Coast
        What people have learnt so far, by lane.
    day : int
        Of the year, from 0.
    how_many : (lanes,) array of int
        Boats by lane.
    """
    lane = np.repeat(np.arange(lanes.count), how_many)
    first = np.cumsum(how_many) - how_many
    number = np.arange(lane.size) - first[lane]
    named = things(lanes.seed, lanes.numbers[lane], np.full(lane.size, day), number)
    drawn = listening(named, lanes.diary)
    given = Given(lanes, lane)
    cell = drawn.choices("lab.cell", coast.cell_shares[lane])
    taxi = drawn.uniforms("lab.taxi") < coast.taxi_share[lane]
    minute = _departures(drawn, given)
    persons = _persons(drawn, given, more=coast.load[lane])
    return Boats(
        lane=lane,
        number=number,
        things=drawn,
        given=given,
        day=day,
        month=month_of(day),
        cell=cell,
        taxi=taxi,
        canal=taxi & (drawn.uniforms("lab.canal") < given.of("taxi_canal")),
        minute=day * DAY_MINUTES + minute,
        persons=persons,
        children=_children(drawn, given, persons),
        wave=coast.wave_height[lane],
        length=8.0 + 2.0 * drawn.uniforms("lab.length"),
        daylight=coast.sea.lit(month=month_of(day), minute=minute),
    )


def _departures(drawn: Things, given: Given) -> Floats:
    """Return minutes of the day: about the middle of the night, or at any hour by day."""
    by_night = settled("night_middle") + settled("night_spread") * drawn.normals("lab.night")
    by_day = 360.0 + 840.0 * drawn.uniforms("lab.day")
    chosen = np.where(drawn.uniforms("lab.which") < given.of("night_share"), by_night, by_day)
    return np.asarray(chosen % DAY_MINUTES)


def _children(drawn: Things, given: Given, persons: Ints) -> Ints:
    """Return children by boat: none in many, more in the others."""
    none = given.of("no_children")
    share = given.of("children_share") / (1.0 - none)
    rank = drawn.uniforms("lab.children")
    found = binomial_count(rank, trials=persons, chance=np.minimum(share, 0.9))
    return np.where(drawn.uniforms("lab.no children") < none, 0, found)


def _persons(drawn: Things, given: Given, *, more: Floats) -> Ints:
    spread = given.of("load_spread")
    about = year(given.lanes.year).load * more / (1.0 - given.of("left_ashore"))
    drawn_load = about * np.exp(spread * drawn.normals("lab.persons") - spread**2 / 2.0)
    fewest, most = settled("fewest_aboard"), settled("most_aboard")
    return np.clip(np.rint(drawn_load), fewest, most).astype(np.int64)
