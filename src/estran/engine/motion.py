"""One step of one block: hulls, and people who have parted from theirs, moved together.

Both kinds are laid end to end so that sea, shore and laws are asked once a step for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.drift.diffusion import random_walk
from estran.drift.jibing import jibe_probability, side_after_step
from estran.engine.clocks import held_while_aground, status_at
from estran.engine.crew import Crew, joined
from estran.engine.shore import Footing, is_aground, stopped_at_shore
from estran.engine.state import Bodies, State
from estran.engine.status import Status
from estran.engine.terms import HourlyWind, Moving, velocity_of

if TYPE_CHECKING:
    from estran.engine.particles import Particles
    from estran.engine.settings import Settings
    from estran.environment.forcing import SeaWindow
    from estran.quantities.arrays import Bools, Codes, Floats, Ints
    from estran.quantities.randomness import RandomStreams


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """All that stays the same while a block of particles moves.

    Attributes
    ----------
    particles, window, wind, settings, streams
        What moves, in which sea and wind, how, and by whose dice.
    draughts : (5,) array
        Draught by status [m].
    """

    particles: Particles
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
    return State(
        time=end,
        clocks=clocks,
        status=status_at(clocks=clocks, time=end),
        hull=hull,
        people=people,
        first_aground=np.where(newly, end, state.first_aground),
    )


def _moved(block: Block, state: State, status: Codes, number: int) -> tuple[Bodies, Bodies]:
    """Hulls and people after the step; people ride with the hull until they part from it."""
    parted = np.flatnonzero(status == Status.IN_WATER)
    hulls = _hulls(block, state, status, number)
    crew = joined(hulls, _people(block, state, parted, number)) if parted.size else hulls
    after = _all_moved(block, crew, number)
    count = block.particles.count
    hull = after.take(np.arange(count)) if parted.size else after
    riding = Bodies(hull.position, state.people.on_right, hull.aground, hull.left)
    if not parted.size:
        return hull, riding
    return hull, riding.placed(parted, after.take(np.arange(count, count + parted.size)))


def _hulls(block: Block, state: State, status: Codes, number: int) -> Crew:
    """Hulls under way are driven, those adrift or swamped are blown, those held by people stay."""
    particles = block.particles
    under_way = np.flatnonzero(status == Status.UNDER_WAY)
    share = np.where(status == Status.ADRIFT, 1.0, 0.0)
    share = np.where(status >= Status.SWAMPED, particles.swamped_factor, share)
    bodies = state.hull
    return Crew(
        rows=np.arange(particles.count),
        held=bodies.left | (status == Status.BOARDING),
        body=Moving(
            stream=particles.stream,
            coefficients=particles.hull.coefficients,
            on_right=_sides(block, "hull", bodies, number),
            leeway_share=share,
            light_wind=block.settings.light_wind,
            under_way=under_way,
            propulsion=particles.propulsion.take(under_way),
        ),
        bodies=bodies,
        footing=Footing(block.draughts[np.minimum(status, Status.SWAMPED)], particles.foreshore),
        walk=_eddies(block, "hull", number),
    )


def _people(block: Block, state: State, parted: Ints, number: int) -> Crew:
    """People apart from their hull are blown as persons are, and nothing drives them."""
    particles, bodies = block.particles, state.people.take(parted)
    nobody = np.empty(0, dtype=np.int64)
    return Crew(
        rows=parted,
        held=bodies.left,
        body=Moving(
            stream=particles.stream.take(parted),
            coefficients=particles.people.coefficients.take(parted),
            on_right=_sides(block, "people", state.people, number)[parted],
            leeway_share=np.ones(parted.size),
            light_wind=block.settings.light_wind,
            under_way=nobody,
            propulsion=particles.propulsion.take(nobody),
        ),
        bodies=bodies,
        footing=Footing(
            np.full(parted.size, block.draughts[Status.IN_WATER]), particles.foreshore.take(parted)
        ),
        walk=_eddies(block, "people", number)[parted],
    )


def _all_moved(block: Block, crew: Crew, number: int) -> Bodies:
    """Move those that can move; the others stay, and only their sides go on changing."""
    stuck = _still_aground(block, crew, number)
    free = np.flatnonzero(~(stuck | crew.held))
    bodies = crew.bodies
    rest = Bodies(bodies.position, crew.body.on_right, stuck & ~crew.held, bodies.left)
    if free.size == len(stuck):
        return _moved_free(block, crew, number)
    if not free.size:
        return rest
    return rest.placed(free, _moved_free(block, crew.take(free), number))


def _still_aground(block: Block, crew: Crew, number: int) -> Bools:
    """Whether the tide at the end of the step still leaves a body aground where it lay."""
    stuck = crew.bodies.aground.copy()
    lay = np.flatnonzero(stuck)
    if lay.size:
        stuck[lay] = is_aground(
            window=block.window,
            position=crew.bodies.position[lay],
            time=(number + 1) * block.settings.step,
            footing=crew.footing.take(lay),
        )
    return stuck


def _moved_free(block: Block, crew: Crew, number: int) -> Bodies:
    settings, start = block.settings, crew.bodies.position
    velocity = velocity_of(body=crew.body, window=block.window, wind=block.wind, rows=crew.rows)
    way = settings.scheme(
        velocity=velocity, time=number * settings.step, position=start, step=settings.step
    )
    ending = stopped_at_shore(
        window=block.window,
        start=start,
        end=start + way + crew.walk,
        time=(number + 1) * settings.step,
        footing=crew.footing,
    )
    left = crew.bodies.left | ending.left
    return Bodies(ending.position, crew.body.on_right, ending.aground, left)


def _eddies(block: Block, kind: str, number: int) -> Floats:
    particles, settings = block.particles, block.settings
    uniforms = block.streams.uniforms(
        f"{kind}.diffusion", step=number, first=particles.first, count=particles.count, per=2
    )
    return random_walk(diffusivity=settings.diffusivity, step=settings.step, uniforms=uniforms)


def _sides(block: Block, kind: str, bodies: Bodies, number: int) -> Bools:
    particles, settings = block.particles, block.settings
    uniforms = block.streams.uniforms(
        f"{kind}.jibe", step=number, first=particles.first, count=particles.count
    )[:, 0]
    probability = jibe_probability(hourly=settings.jibe_hourly, step=settings.step)
    return side_after_step(on_right=bodies.on_right, uniforms=uniforms, probability=probability)
