"""Control before a boat leaves: on the beach, at sea while it is empty, near the shore once loaded.

The doctrine decides what may be done; whether it works, and what it sets off, are ranges.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.lab import meetings
from estran.lab.counts import binomial_count, poisson_count
from estran.lab.settled import settled

if TYPE_CHECKING:
    from estran.lab.boats import Boats
    from estran.lab.coast import Coast
    from estran.lab.decisions import Law, Meeting
    from estran.lab.tally import Tally
    from estran.quantities.arrays import Bools, Floats, Ints


@dataclass(slots=True)
class Control:
    """What control did to each boat, shape (count,) each.

    Attributes
    ----------
    stopped : array of bool
        The attempt ended.
    stopped_at_sea : array of bool
        Of these, the boat was taken at sea or in a canal.
    hurried : array of bool
        It leaves in a hurry.
    dead : array of int
        People whom an intervention killed.
    """

    stopped: Bools
    stopped_at_sea: Bools
    hurried: Bools
    dead: Ints


@dataclass(frozen=True, slots=True)
class Watch:
    """What control needs of the day: the coast, the law, and where to count."""

    coast: Coast
    law: Law
    tally: Tally

    def idle(self, boats: Boats) -> bool:
        """Say whether nothing can come of boats because there are none.

        On the first day it is gone through all the same, so that every column is there: what comes
        later adds noughts to it.
        """
        return boats.count == 0 and self.coast.day > 0


def controlled(boats: Boats, watch: Watch) -> Control:
    """Return what patrols on land and units at sea did to boats before they left for England."""
    done = let_go(boats)
    _on_the_beach(boats, watch, done)
    _while_empty(boats, watch, done)
    return done


def let_go(boats: Boats) -> Control:
    """Return that nothing was done to any boat."""
    none = np.zeros(boats.count, dtype=bool)
    return Control(none.copy(), none.copy(), none.copy(), np.zeros(boats.count, dtype=np.int64))


def _acts(option: str, held: Meeting, boats: Boats, watch: Watch) -> Bools:
    """Return where officers use an option: where permitted, and at times where they presume."""
    found = watch.law.asked(option, held, watch.tally)
    presumed = found.open & boats.happens("lab.presumes", boats.of("presumes"))
    watch.tally.add(f"presumed:{option}", boats.lane, presumed)
    return found.either | presumed


def _on_the_beach(boats: Boats, watch: Watch, done: Control) -> None:
    chance = np.where(boats.taxi, boats.of("taxi_contact"), boats.of("beach_contact"))
    at = np.flatnonzero(boats.happens("lab.beach met", chance))
    met = boats.some(at)
    if watch.idle(met):
        return
    early = met.happens("lab.beach early", met.of("early_contact"))
    may = _acts("I13", meetings.on_land(met, early=early), met, watch)
    stops = may & met.happens("lab.beach stop", met.of("stop_success"))
    met.note("met_on_beach", met.minute, early=early, acts=may, stopped=stops)
    done.stopped[at] = stops
    done.hurried[at] = may & ~stops & met.happens("lab.hurry", met.of("hurry"))
    hurt = may & met.happens("lab.officer beach", met.of("officer_beach"))
    watch.tally.add("officer_harm", met.lane, hurt)


def _while_empty(boats: Boats, watch: Watch, done: Control) -> None:
    met_one = boats.happens("lab.sea met", boats.of("sea_contact"))
    at = np.flatnonzero(boats.taxi & ~done.stopped & met_one)
    met = boats.some(at)
    if watch.idle(met):
        return
    canal = met.canal & (met.things.uniforms("lab.in canal") < settled("met_in_canal"))
    wading = met.things.uniforms("lab.wading") < settled("waders_ready")
    held = meetings.afloat_empty(
        met, watch.coast, crew=_crew(met, canal), canal=canal, wading=wading & ~canal
    )
    boards = _acts("I7", held, met, watch)
    bars = _acts("I8", held, met, watch) & canal
    tows = _acts("I11a", held, met, watch)
    works = np.where(boards, met.of("intercept_success"), met.of("barrier_success"))
    stops = (boards | bars) & met.happens("lab.sea stop", works)
    met.note("met_empty", met.minute, canal=canal, wading=wading, acts=boards | bars, stopped=stops)
    done.stopped[at] |= stops
    done.stopped_at_sea[at] = stops
    acts = boards | bars
    done.dead[at] = _chased(met, acts & wading, watch.tally)
    hurt = acts & met.happens("lab.officer sea", met.of("officer_sea"))
    watch.tally.add("officer_harm", met.lane, hurt)
    watch.tally.add("unit_hours", met.lane, 1.0 + (stops & tows))


def _crew(boats: Boats, canal: Bools) -> Ints:
    """Return how many bring an empty boat, so far as they count as people aboard; one to six."""
    empty = np.where(canal, settled("unattended_canal"), settled("unattended_sea"))
    alone = boats.things.uniforms("lab.unattended") < empty
    some = 1 + np.floor(6.0 * boats.things.uniforms("lab.crew") ** 2).astype(np.int64)
    return np.where(alone | (boats.of("crew_counts") < 0.5), 0, some)


def _chased(boats: Boats, acts: Bools, tally: Tally) -> Ints:
    """Return how many died of those who stood in the water when a boat was stopped beside them."""
    falls = acts & boats.happens("lab.chase", boats.of("chase_fall"))
    more = poisson_count(boats.things.uniforms("lab.fell"), mean=np.ones(boats.count))
    fell = np.minimum(np.where(falls, 1 + more, 0), boats.persons)
    return _into_water(boats, fell, boats.of("early_loss"), tally)


def loaded_met(boats: Boats, watch: Watch) -> tuple[Bools, Ints]:
    """Return which loaded boats near the shore were stopped or swamped, and how many died of each.

    Parameters
    ----------
    boats : Boats
        About to leave, with people aboard.
    watch : Watch
        Coast, law and tally.
    """
    ended, dead = np.zeros(boats.count, dtype=bool), np.zeros(boats.count, dtype=np.int64)
    at = np.flatnonzero(boats.happens("lab.loaded met", boats.of("loaded_contact")))
    met = boats.some(at)
    if watch.idle(met):
        return ended, dead
    low = settled("aboard_from")
    share = low + (1.0 - low) * met.things.uniforms("lab.aboard")
    aboard = np.maximum(np.rint(share * met.persons), 1).astype(np.int64)
    held = meetings.afloat_loaded(met, watch.coast, aboard=aboard, wading=share < 0.5)
    acts = _acts("I14", held, met, watch)
    acts |= _acts("I9", held, met, watch)
    acts |= _acts("I10", held, met, watch)
    swamped = acts & met.happens("lab.loaded swamp", met.of("loaded_swamp"))
    ended[at] = swamped | (acts & met.happens("lab.loaded stop", met.of("loaded_success")))
    met.note("met_loaded", met.minute, aboard=aboard, acts=acts, stopped=ended[at])
    dead[at] = _set_off(met.carrying(aboard), acts, swamped, watch.tally)
    return ended, dead


def _set_off(boats: Boats, acts: Bools, swamped: Bools, tally: Tally) -> Ints:
    """Return how many died by an intervention on a loaded boat; count falls and officers hurt."""
    surge = acts & boats.happens("lab.surge", boats.of("loaded_surge"))
    share = np.where(swamped, 1.0, np.where(surge, boats.of("loaded_fall"), 0.0))
    fell = np.rint(share * boats.persons).astype(np.int64)
    hurt = acts & boats.happens("lab.officer loaded", boats.of("officer_sea"))
    tally.add("officer_harm", boats.lane, hurt)
    tally.add("unit_hours", boats.lane, acts)
    return _into_water(boats, fell, boats.of("early_loss"), tally)


def _into_water(boats: Boats, persons: Ints, chance: Floats, tally: Tally) -> Ints:
    """Return how many died of those whom an intervention sent into the water; count both."""
    rank = boats.things.uniforms("lab.lost to intervention")
    dead = binomial_count(rank, trials=persons, chance=chance)
    tally.add("persons_in_water", boats.lane, persons)
    count_deaths(boats, dead, "deaths_intervention", tally)
    return dead


def count_deaths(boats: Boats, dead: Ints, cause: str, tally: Tally) -> Boats:
    """Count deaths by cause, by lane, by day, the children among them; return who is left."""
    share = np.minimum(boats.children / np.maximum(boats.persons, 1), 1.0)
    young = binomial_count(boats.things.uniforms(f"lab.young.{cause}"), trials=dead, chance=share)
    for name in ("deaths", "deaths_today", cause):
        tally.add(name, boats.lane, dead)
    tally.add("deaths_children", boats.lane, young)
    return boats.carrying(boats.persons - dead)
