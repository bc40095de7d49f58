"""One step of one block: hulls, and people who have parted from theirs, moved together.

Both kinds are laid end to end so that sea, shore and laws are asked once a step for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from estran.drift.diffusion import random_walk
from estran.drift.jibing import jibe_probability, side_after_step
from estran.engine.clocks import held_while_aground, status_at
from estran.engine.crew import Crew
from estran.engine.dice import HULL, PEOPLE, eddy_draws, side_draw, words_of
from estran.engine.shore import Footing, is_aground, stopped_at_shore
from estran.engine.state import Bodies, State
from estran.engine.status import Status
from estran.engine.terms import Asked, HourlyWind, Moving, velocity_of

if TYPE_CHECKING:
    from estran.engine.crew import Constants
    from estran.engine.particles import Particles
    from estran.engine.settings import Settings
    from estran.environment.forcing import SeaWindow
    from estran.quantities.arrays import Bools, Codes, Floats, Ints, Words
    from estran.quantities.randomness import RandomStreams


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """All that stays the same while a block of particles moves.

    Attributes
    ----------
    particles, window, wind, settings, streams
        What moves, in which sea and wind, how, and by whose dice.
    constants : Constants
        Of its hulls and people, end to end.
    draughts : (5,) array
        Draught by status [m].
    """

    particles: Particles
    constants: Constants
    window: SeaWindow
    wind: HourlyWind
    settings: Settings
    streams: RandomStreams
    draughts: Floats


def next_state(block: Block, state: State, number: int) -> State:
    """Return the state one step after `state`; `number` counts steps from zero."""
    step = block.settings.step
    # The status in the middle of the step stands for all of it: no bias of half a step.
    status = status_at(clocks=state.clocks, time=state.time + 0.5 * step)
    hull, people = _moved(block, state, status, number)
    clocks = held_while_aground(
        clocks=state.clocks, aground=hull.aground, time=state.time, step=step
    )
    end = (number + 1) * step
    newly = hull.aground & np.isnan(state.first_aground)
    landed = people.aground & np.isnan(state.first_ashore)
    return State(
        time=end,
        clocks=clocks,
        status=status_at(clocks=clocks, time=end),
        hull=hull,
        people=people,
        first_aground=np.where(newly, end, state.first_aground),
        first_ashore=np.where(landed, end, state.first_ashore),
        ashore=np.where(landed[:, np.newaxis], people.position, state.ashore),
    )


def _moved(block: Block, state: State, status: Codes, number: int) -> tuple[Bodies, Bodies]:
    """Hulls and people after the step; people ride with the hull until they part from it."""
    count = block.particles.count
    parted = np.flatnonzero(status == Status.IN_WATER)
    after = _all_moved(block, _crew(block, state, status, parted, number), number)
    if not parted.size:
        return after, replace(after, on_right=state.people.on_right)
    hull = after.take(np.arange(count))
    riding = replace(hull, on_right=state.people.on_right)
    return hull, riding.placed(parted, after.take(np.arange(count, count + parted.size)))


def _crew(block: Block, state: State, status: Codes, parted: Ints, number: int) -> Crew:
    """Hulls under way are driven, those adrift or swamped are blown; people apart are blown."""
    count, hull = block.particles.count, state.hull
    people = state.people.take(parted)
    share = np.where(status == Status.ADRIFT, 1.0, 0.0)
    share = np.where(status >= Status.SWAMPED, block.particles.swamped_factor, share)
    particles = block.particles
    words = words_of(block.streams, number=number, first=particles.first, count=count)
    sides = _sides(block, hull, words[HULL])
    draught = block.draughts[np.minimum(status, Status.SWAMPED)]
    held = hull.left | (status == Status.BOARDING)
    walk = _eddies(block, words[HULL])
    alone = np.full(parted.size, block.draughts[Status.IN_WATER])
    if parted.size:
        apart = words[PEOPLE, parted]
        sides = np.concatenate((sides, _sides(block, people, apart)))
        walk = np.concatenate((walk, _eddies(block, apart)))
    return Crew(
        places=np.concatenate((np.arange(count), count + parted)),
        bodies=Bodies(
            np.concatenate((hull.position, people.position)),
            sides,
            np.concatenate((hull.aground, people.aground)),
            np.concatenate((hull.left, people.left)),
            np.concatenate((hull.no_stream, people.no_stream)),
        ),
        held=np.concatenate((held, people.left)),
        under_way=np.concatenate((status == Status.UNDER_WAY, np.zeros_like(people.left))),
        draught=np.concatenate((draught, alone)),
        leeway_share=np.concatenate((share, np.ones(parted.size))),
        walk=walk,
    )


def _all_moved(block: Block, crew: Crew, number: int) -> Bodies:
    """Move those that can move; the others stay, and only their sides go on changing."""
    bodies = crew.bodies
    stuck = _still_aground(block, crew, number)
    free = np.flatnonzero(~(stuck | crew.held))
    rest = replace(bodies, aground=stuck & ~crew.held)
    if not free.size:
        return rest
    return rest.placed(free, _moved_free(block, crew, free, number))


def _still_aground(block: Block, crew: Crew, number: int) -> Bools:
    """Whether the tide at the end of the step still leaves a body aground where it lay."""
    stuck = crew.bodies.aground.copy()
    lay = np.flatnonzero(stuck)
    if lay.size:
        stuck[lay] = is_aground(
            window=block.window,
            position=crew.bodies.position[lay],
            time=(number + 1) * block.settings.step,
            footing=_footing(block, crew, lay),
        )
    return stuck


def _moved_free(block: Block, crew: Crew, free: Ints, number: int) -> Bodies:
    settings, bodies = block.settings, crew.bodies.take(free)
    start = bodies.position
    rows = crew.places[free] % block.particles.count
    asked = Asked.of(free.size)
    velocity = velocity_of(
        body=_moving(block, crew, free, rows),
        window=block.window,
        wind=block.wind,
        rows=rows,
        asked=asked,
    )
    time = number * settings.step
    way = settings.scheme(velocity=velocity, time=time, position=start, step=settings.step)
    ending = stopped_at_shore(
        window=block.window,
        start=start,
        end=start + way + crew.walk[free],
        time=(number + 1) * settings.step,
        footing=_footing(block, crew, free),
    )
    return Bodies(
        ending.position,
        bodies.on_right,
        ending.aground,
        bodies.left | ending.left,
        asked.noted(bodies.no_stream, time=time),
    )


def _moving(block: Block, crew: Crew, chosen: Ints, rows: Ints) -> Moving:
    """Return how the chosen bodies move."""
    places, under_way = crew.places[chosen], np.flatnonzero(crew.under_way[chosen])
    return Moving(
        stream=block.constants.stream.take(places),
        coefficients=block.constants.coefficients.take(places),
        on_right=crew.bodies.on_right[chosen],
        leeway_share=crew.leeway_share[chosen],
        light_wind=block.settings.light_wind,
        wind_relative_to_water=block.settings.wind_relative_to_water,
        under_way=under_way,
        propulsion=block.particles.propulsion.take(rows[under_way]),
    )


def _footing(block: Block, crew: Crew, chosen: Ints) -> Footing:
    """Return what grounds the chosen bodies."""
    return Footing(crew.draught[chosen], block.constants.foreshore.take(crew.places[chosen]))


def _eddies(block: Block, words: Words) -> Floats:
    settings = block.settings
    return random_walk(
        diffusivity=settings.diffusivity, step=settings.step, uniforms=eddy_draws(words)
    )


def _sides(block: Block, bodies: Bodies, words: Words) -> Bools:
    settings = block.settings
    probability = jibe_probability(hourly=settings.jibe_hourly, step=settings.step)
    return side_after_step(
        on_right=bodies.on_right, uniforms=side_draw(words), probability=probability
    )
