"""One step of one block: hulls first, then the people who have parted from theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.drift.diffusion import random_walk
from estran.drift.jibing import jibe_probability, side_after_step
from estran.engine.clocks import held_while_aground, status_at
from estran.engine.shore import Footing, stopped_at_shore
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crew:
    """Bodies of one kind that take part in a step.

    `rows` are their places in the block, `held` those that stay where they are.
    """

    kind: str
    rows: Ints
    held: Bools
    footing: Footing


def next_state(block: Block, state: State, number: int) -> State:
    """Return the state one step after `state`; `number` counts steps from zero."""
    step = block.settings.step
    # The status in the middle of the step stands for all of it: no bias of half a step.
    status = status_at(clocks=state.clocks, time=state.time + 0.5 * step)
    hull = _moved_hulls(block, state, status, number)
    people = _moved_people(block, state, status, number, hull)
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


def _moved_hulls(block: Block, state: State, status: Codes, number: int) -> Bodies:
    """Hulls under way are driven, those adrift or swamped are blown, those held by people stay."""
    particles = block.particles
    under_way = np.flatnonzero(status == Status.UNDER_WAY)
    share = np.where(status == Status.ADRIFT, 1.0, 0.0)
    share = np.where(status >= Status.SWAMPED, particles.swamped_factor, share)
    body = Moving(
        stream=particles.stream,
        coefficients=particles.hull.coefficients,
        on_right=_sides(block, "hull", state.hull, number),
        leeway_share=share,
        light_wind=block.settings.light_wind,
        under_way=under_way,
        propulsion=particles.propulsion.take(under_way),
    )
    crew = _Crew(
        kind="hull",
        rows=np.arange(particles.count),
        held=state.hull.left | (status == Status.BOARDING),
        footing=Footing(block.draughts[np.minimum(status, Status.SWAMPED)], particles.foreshore),
    )
    return _moved(block, crew, body, state.hull, number)


def _moved_people(block: Block, state: State, status: Codes, number: int, hull: Bodies) -> Bodies:
    """People ride with the hull until they part from it, then drift by themselves."""
    riding = Bodies(hull.position, state.people.on_right, hull.aground, hull.left)
    parted = np.flatnonzero(status == Status.IN_WATER)
    if not parted.size:
        return riding
    particles = block.particles
    nobody = np.flatnonzero(parted < 0)
    body = Moving(
        stream=particles.stream.take(parted),
        coefficients=particles.people.coefficients.take(parted),
        on_right=_sides(block, "people", state.people, number)[parted],
        leeway_share=np.ones(parted.size),
        light_wind=block.settings.light_wind,
        under_way=nobody,
        propulsion=particles.propulsion.take(nobody),
    )
    bodies = state.people.take(parted)
    crew = _Crew(
        kind="people",
        rows=parted,
        held=bodies.left,
        footing=Footing(
            np.full(parted.size, block.draughts[Status.IN_WATER]),
            particles.foreshore.take(parted),
        ),
    )
    return riding.placed(parted, _moved(block, crew, body, bodies, number))


def _moved(block: Block, crew: _Crew, body: Moving, bodies: Bodies, number: int) -> Bodies:
    settings = block.settings
    start = bodies.position
    velocity = velocity_of(body=body, window=block.window, wind=block.wind, rows=crew.rows)
    way = settings.scheme(
        velocity=velocity, time=number * settings.step, position=start, step=settings.step
    )
    way += _eddies(block, crew, number)
    way[crew.held] = 0.0
    ending = stopped_at_shore(
        window=block.window,
        start=start,
        end=start + way,
        time=(number + 1) * settings.step,
        footing=crew.footing,
    )
    ending.position[crew.held] = start[crew.held]
    return Bodies(
        ending.position, body.on_right, ending.aground & ~crew.held, bodies.left | ending.left
    )


def _eddies(block: Block, crew: _Crew, number: int) -> Floats:
    particles, settings = block.particles, block.settings
    uniforms = block.streams.uniforms(
        f"{crew.kind}.diffusion", step=number, first=particles.first, count=particles.count, per=2
    )
    return random_walk(
        diffusivity=settings.diffusivity, step=settings.step, uniforms=uniforms[crew.rows]
    )


def _sides(block: Block, kind: str, bodies: Bodies, number: int) -> Bools:
    particles, settings = block.particles, block.settings
    uniforms = block.streams.uniforms(
        f"{kind}.jibe", step=number, first=particles.first, count=particles.count
    )[:, 0]
    probability = jibe_probability(hourly=settings.jibe_hourly, step=settings.step)
    return side_after_step(on_right=bodies.on_right, uniforms=uniforms, probability=probability)
