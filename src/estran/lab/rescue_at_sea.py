"""Help at sea: boats followed, jackets brought, people taken off early; calls, units, losses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from estran.lab import meetings
from estran.lab.boarding import crushed
from estran.lab.control import count_deaths
from estran.lab.counts import binomial_count
from estran.lab.crossing import Fate
from estran.lab.fleet import Calls, answered
from estran.lab.losses import Immersion, lost
from estran.lab.settled import settled

if TYPE_CHECKING:
    from estran.lab.boats import Boats
    from estran.lab.control import Watch
    from estran.lab.crossing import Crossing
    from estran.lab.fleet import Fleet
    from estran.quantities.arrays import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Followed:
    """Help that came before any call, shape (count,) each.

    Attributes
    ----------
    boats : Boats
        With the people who stayed aboard.
    shadowed : array of bool
        A unit is near.
    jackets : array
        Share with a life jacket.
    """

    boats: Boats
    shadowed: Bools
    jackets: Floats


def followed(boats: Boats, watch: Watch, fleet: Fleet) -> Followed:
    """Follow boats where a unit is free, by duty or habit, and help early where it is a duty.

    Parameters
    ----------
    boats : Boats
        That have left.
    watch : Watch
        Coast, law and tally.
    fleet : Fleet
        Whose free units follow; a unit that follows breaks off for any call.
    """
    held = meetings.under_way(boats)
    duty = watch.law.asked("I1", held, watch.tally)
    habit = duty.permitted & boats.happens("lab.follow", boats.of("shadow_share"))
    shadowed = _where_free(boats, duty.required | habit, fleet)
    watch.tally.add("unit_hours", boats.lane, shadowed * settled("followed_minutes") / 60.0)
    brings = watch.law.asked("I3", held, watch.tally).required & shadowed
    takes = watch.law.asked("I4", held, watch.tally).required & shadowed
    jackets = np.where(brings, settled("with_jackets"), boats.of("jackets_share"))
    rank = boats.things.uniforms("lab.accepts")
    taken = binomial_count(rank, trials=boats.persons, chance=boats.of("accept_transfer") * takes)
    stay = _surge(boats.carrying(boats.persons - taken), brings | takes, jackets, watch)
    watch.tally.add("rescued_fr", boats.lane, taken)
    watch.tally.add("rescues", boats.lane, taken > 0)
    boats.note("followed", boats.minute, shadowed=shadowed, jackets=brings, taken=taken)
    return Followed(stay, shadowed, jackets)


def _where_free(boats: Boats, wanted: Bools, fleet: Fleet) -> Bools:
    """Return where a French unit is left to follow, after those who left shortly before."""
    free = fleet.free(boats.lane, boats.minute, french=True)
    key = boats.lane * 1e7 + boats.minute
    line = np.sort(key[wanted])
    before = np.searchsorted(line, key) - np.searchsorted(line, key - settled("followed_minutes"))
    return wanted & (before < free)


def _surge(boats: Boats, helped: Bools, jackets: Floats, watch: Watch) -> Boats:
    """Count who falls when help makes a crowd move, with a unit there; return who is left."""
    falls = helped & boats.happens("lab.help surge", boats.of("jacket_surge"))
    fell = np.where(falls, settled("fell_at_help"), 0.0).astype(np.int64)
    persons = np.minimum(fell, boats.persons)
    chance = boats.of("early_loss") * (1.0 - settled("jacket_saves") * jackets)
    dead = binomial_count(boats.things.uniforms("lab.help fell"), trials=persons, chance=chance)
    watch.tally.add("persons_in_water", boats.lane, persons)
    return count_deaths(boats, dead, "deaths_intervention", watch.tally)


def ended(held: Followed, way: Crossing, watch: Watch, fleet: Fleet) -> None:
    """Bring every boat to its end: landed, turned back, taken aboard, or lost; and count it.

    Parameters
    ----------
    held : Followed
        Boats with the help they already have.
    way : Crossing
        What becomes of them if nobody helps.
    watch : Watch
        Coast, law and tally.
    fleet : Fleet
        Whose units are busy afterwards.
    """
    boats, tally = held.boats, watch.tally
    boats.note("fate", way.minute, fate=way.fate, french=way.french, persons=boats.persons)
    back = (way.fate == Fate.GIVES_UP) | _drifts_back(boats, way)
    tally.add("returned", boats.lane, boats.persons * back)
    landed = way.fate == Fate.ARRIVES
    tally.add("landings", boats.lane, boats.persons * landed)
    tally.add("boats_landed", boats.lane, landed)
    tally.add("boats_today", boats.lane, landed)
    stay = crushed(boats, (way.fate == Fate.ADRIFT) & ~back, watch.coast, tally)
    _rescued(replace(held, boats=stay), way, np.flatnonzero(~back & ~landed), watch, fleet)


def _drifts_back(boats: Boats, way: Crossing) -> Bools:
    near = (way.fate == Fate.ADRIFT) & way.near_shore
    return near & (boats.things.uniforms("lab.drifts back") < settled("back_ashore"))


def _rescued(held: Followed, way: Crossing, at: Ints, watch: Watch, fleet: Fleet) -> None:
    """Send units to all who need them, and count who was in the water and who died."""
    boats, tally = held.boats.some(at), watch.tally
    delay = np.where(
        held.shadowed[at],
        settled("at_hand_minutes"),
        boats.of("call_delay") + boats.of("decide_delay"),
    )
    calls = Calls(
        lane=boats.lane,
        minute=way.minute[at] + delay,
        french=way.french[at],
        persons=boats.persons,
        pace=boats.of("recover_rate"),
        things=boats.things,
    )
    answer = answered(fleet, calls)
    there = np.where(held.shadowed[at], settled("at_hand_minutes"), delay + answer.minutes)
    boats.note("unit_there", way.minute[at] + there, after=there, units=answer.units)
    dead = _in_the_water(held, way, at, there, watch)
    boats.note("taken_aboard", alive=boats.persons - dead, dead=dead, french=way.french[at])
    alive = boats.persons - dead
    french = way.french[at]
    tally.add("rescued_fr", boats.lane, alive * french)
    tally.add("landings", boats.lane, alive * ~french)
    tally.add("boats_landed", boats.lane, ~french & (alive > 0))
    tally.add("boats_today", boats.lane, ~french & (alive > 0))
    tally.add("rescues", boats.lane)
    tally.add("unit_hours", boats.lane, answer.hours)
    met = np.zeros(held.boats.count)
    met[at] = 1.0
    tally.add("met_today", held.boats.lane, np.maximum(met, held.shadowed))


def _in_the_water(held: Followed, way: Crossing, at: Ints, there: Floats, watch: Watch) -> Ints:
    """Return how many die of each boat that needed help; none of those still dry when it came."""
    boats = held.boats.some(at)
    adrift = way.fate[at] == Fate.ADRIFT
    later = boats.things.exponentials("lab.swamps adrift") / np.maximum(way.swamp_rate[at], 1e-12)
    swamped = adrift & (later * 60.0 < there)
    wet = np.flatnonzero(swamped | (way.fate[at] >= Fate.DEFLATED))
    lost_boats = boats.some(wet)
    waited = np.where(adrift, there - later * 60.0, there)[wet]
    finding = lost_boats.of("find_minutes") * np.where(
        held.shadowed[at][wet], settled("at_hand_finding"), 1.0
    )
    lifting = lost_boats.persons / lost_boats.of("recover_rate") / 2.0
    dead_wet = lost(
        Immersion(
            boats=lost_boats,
            one_tube=way.fate[at][wet] == Fate.DEFLATED,
            hours=(waited + finding + lifting) / 60.0,
            jackets=held.jackets[at][wet],
            temperature=float(watch.coast.sea.temperature[boats.day]),
        )
    )
    watch.tally.add("persons_in_water", lost_boats.lane, lost_boats.persons)
    hurt = lost_boats.happens("lab.officer rescue", lost_boats.of("officer_rescue"))
    watch.tally.add("officer_harm", lost_boats.lane, hurt)
    count_deaths(lost_boats, dead_wet, "deaths_water", watch.tally)
    dead = np.zeros(boats.count, dtype=np.int64)
    dead[wet] = dead_wet
    return dead
