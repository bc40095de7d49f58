"""What officers and rescuers know when they meet a boat: the facts of a doctrine, many unknown.

Nobody here sees more than people do by night from a beach or a small boat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from estran.hazard.crowding import clear_floor, crowd_density
from estran.hazard.limits import limit
from estran.hazard.swamped import swamped_buoyancy_ratio, tube_volume
from estran.lab.conditions import cells
from estran.lab.decisions import meeting
from estran.lab.settled import settled
from estran.quantities.units import MINUTE
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.lab.boats import Boats
    from estran.lab.coast import Coast
    from estran.lab.decisions import Meeting
    from estran.quantities.arrays import Bools, Floats, Ints

AMISS = ("help_asked", "craft_swamped", "taking_water", "engine_stopped", "tubes_damaged")
Column = Any


def density(boats: Boats) -> Floats:
    """Return persons on a square metre of floor."""
    floor = clear_floor(
        length=boats.length,
        beam=_assumed("hazard_boat_beam", boats),
        diameter=_assumed("hazard_tube_diameter", boats),
        shortfall=_assumed("hazard_floor_shortfall", boats),
    )
    return crowd_density(persons=np.maximum(boats.persons, 1).astype(np.float64), floor=floor)


def afloat_ratio(boats: Boats, *, tubes_left: float = 1.0) -> Floats:
    """Return the buoyancy of a flooded boat over the weight of its people and itself."""
    volume = tube_volume(
        length=boats.length,
        diameter=_assumed("hazard_tube_diameter", boats),
        length_share=_assumed("hazard_tube_length_share", boats),
    )
    return swamped_buoyancy_ratio(
        volume=volume * tubes_left,
        persons=np.maximum(boats.persons, 1).astype(np.float64),
        person_mass=np.full(boats.count, limit("person_mass")),
        boat_mass=_assumed("hazard_boat_mass", boats),
    )


def _assumed(key: str, boats: Boats) -> Floats:
    """Return an assumed number of the inflatable, the same as for one live report."""
    return np.full(boats.count, assumption(key).value)


def on_land(boats: Boats, *, early: Bools) -> Meeting:
    """Return what a patrol on the beach knows before a boat leaves.

    Parameters
    ----------
    boats : Boats
        Met.
    early : array of bool
        Where nobody has begun to board.
    """
    aboard = np.where(early, 0, boats.persons // 2)
    facts = _seen(boats, aboard=aboard, wading=~early)
    for name in (*AMISS, "injured_or_ill", "persons_in_water"):  # who stands on sand is not at sea
        facts[name] = _on_sand(facts[name], early)
    facts["persons_aboard"] = _on_sand(facts["persons_aboard"], early)
    facts["launched"] = _certain(~early)
    facts["boarding_begun"] = _certain(~early)
    facts["acting_unit"] = _always(boats, "other_security_force")
    return meeting(facts, lane=boats.lane, things=boats.things)


def afloat_empty(boats: Boats, coast: Coast, *, crew: Ints, canal: Bools, wading: Bools) -> Meeting:
    """Return what a unit at sea or in a canal knows of a boat that has not yet taken people on.

    Parameters
    ----------
    boats : Boats
        Met.
    coast : Coast
        Its sea.
    crew : array of int
        Those who bring it, so far as they count as people aboard.
    canal : array of bool
        Where it is met in a canal or a port.
    wading : array of bool
        Where people stand in the water near it already.
    """
    facts = _seen(boats, aboard=crew, wading=wading)
    facts["children_seen"] = (
        _known(  # who waits ashore is not seen from the boat beside an empty one
            wading & (boats.children > 0), ~np.ma.getmaskarray(facts["children_seen"])
        )
    )
    facts |= _at_sea(boats, coast, canal=canal)
    facts["boarding_begun"] = _certain(np.zeros(boats.count, dtype=bool))
    return meeting(facts, lane=boats.lane, things=boats.things)


def afloat_loaded(boats: Boats, coast: Coast, *, aboard: Ints, wading: Bools) -> Meeting:
    """Return what a unit at sea knows of a boat near the shore with people aboard."""
    facts = _seen(boats, aboard=aboard, wading=wading)
    facts |= _at_sea(boats, coast, canal=np.zeros(boats.count, dtype=bool))
    facts["boarding_begun"] = _certain(np.ones(boats.count, dtype=bool))
    return meeting(facts, lane=boats.lane, things=boats.things)


def under_way(boats: Boats) -> Meeting:
    """Return what rescuers know of a boat at sea with people aboard and nothing amiss."""
    facts = _seen(boats, aboard=boats.persons, wading=np.zeros(boats.count, dtype=bool))
    facts["waters"] = _always(boats, "sea")
    facts["life_jackets"] = _always(boats, "some")
    return meeting(facts, lane=boats.lane, things=boats.things)


def _seen(boats: Boats, *, aboard: Ints, wading: Bools) -> dict[str, Column]:
    """Return what is known of people and boat, wherever they are met."""
    sees = boats.happens("lab.knows persons", boats.of("knows_persons"))
    purpose = boats.happens("lab.knows purpose", boats.of("knows_purpose"))
    children = boats.happens("lab.knows children", boats.of("knows_children"))
    never = np.zeros(boats.count, dtype=bool)
    return {
        "persons_aboard": _known(aboard.astype(np.float64), sees),
        "persons_in_water": _known(
            wading, boats.happens("lab.knows water", boats.of("knows_water"))
        ),
        "children_seen": _known(boats.children > 0, children),
        "taxi_boat_suspected": _known(boats.taxi, purpose),
        "leisure_or_fishing": _known(never, purpose),
        "french_waters": _certain(~never),
        "launched": _certain(~never),
        "daylight": _certain(boats.daylight),
        "prosecutor_informed": _certain(boats.happens("lab.prosecutor", boats.of("prosecutor"))),
        "rescue_unit_standing_by": _certain(boats.happens("lab.standby", boats.of("standby"))),
        **_nothing_amiss(boats),
        **_classes(boats.carrying(np.maximum(aboard, 1)), sees),
    }


def _nothing_amiss(boats: Boats) -> dict[str, Column]:
    """Return the indicators of distress: known to be absent, or not known."""
    looked = boats.happens("lab.knows state", boats.of("knows_state"))
    absent = _known(np.zeros(boats.count, dtype=bool), looked)
    return dict.fromkeys((*AMISS, "injured_or_ill"), absent)


def _classes(boats: Boats, sees: Bools) -> dict[str, Column]:
    """Return hazard classes, unknown where the number aboard is."""
    crowded = density(boats) > limit("crowd_density")
    return {
        "hazard_crowding": _class(crowded, sees),
        "hazard_swamped_buoyancy": _class(afloat_ratio(boats) < 1.0, sees),
    }


def _at_sea(boats: Boats, coast: Coast, *, canal: Bools) -> Mapping[str, Column]:
    """Return what is known of place and water."""
    distance = settled("nearest_meeting") + (
        settled("farthest_meeting") - settled("nearest_meeting")
    ) * boats.things.uniforms("lab.distance")
    slope = cells().slope[boats.cell]
    level = coast.sea.of(coast.sea.level, cell=boats.cell, minute=boats.minute)
    canal_depth = np.clip(settled("canal_depth") + settled("canal_tide") * level, 0.1, 5.0)
    depth = np.where(canal, canal_depth, np.maximum(slope * distance, 0.05))
    stream = coast.sea.of(coast.sea.speed, cell=boats.cell, minute=boats.minute)
    surveyed = ~canal | boats.happens("lab.knows depth", boats.of("knows_depth"))
    surf = boats.wave > limit("surf_share_of_depth") * depth
    return {
        "waters": np.ma.asarray(np.where(canal, "canal", "sea")),
        "acting_unit": _always(boats, "gendarmerie_maritime"),
        "distance_to_waterline": _certain(np.where(canal, 0.0, distance)),
        "depth": _known(depth, surveyed),
        "flow": _known(
            depth * np.where(canal, settled("canal_stream"), settled("near_stream") * stream),
            surveyed,
        ),
        "hazard_surf": _class(surf & ~canal, surveyed),
    }


def standing_minutes(boats: Boats, coast: Coast) -> Floats:
    """Return how long people stand in the water to board [min]; longer where the sea is watched."""
    longer = 1.0 + boats.of("later_boarding") * coast.sea_control[boats.lane]
    spread = np.exp(0.4 * boats.things.normals("lab.standing"))
    return boats.of("boarding_minutes") * np.where(boats.taxi, 1.5, 1.0) * longer * spread


def hours(minutes: Floats) -> Floats:
    """Return hours of minutes."""
    return minutes / MINUTE


def _certain(values: Column) -> Column:
    return np.ma.asarray(values)


def _known(values: Column, where: Bools) -> Column:
    return np.ma.masked_array(values, mask=~where)


def _on_sand(column: Column, early: Bools) -> Column:
    """Return a column with its value known where nobody has gone into the water yet."""
    return np.ma.masked_array(column.data, mask=np.ma.getmaskarray(column) & ~early)


def _always(boats: Boats, word: str) -> Column:
    return np.ma.asarray(np.full(boats.count, word))


def _class(exceeded: Bools, where: Bools) -> Column:
    return _known(np.where(exceeded, "exceeded", "not_shown_safe"), where)
