"""The loop: draws blocks of particles, moves them step by step, shows every step to observers.

It knows no law by name: terms give velocities, a scheme makes a step of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from estran.engine.accumulators import Snapshots
from estran.engine.crew import constants_of
from estran.engine.draw import draw_particles
from estran.engine.motion import Block, next_state
from estran.engine.shore import draught_table
from estran.engine.state import first_state
from estran.engine.terms import HourlyWind
from estran.errors import QuantityError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.engine.particles import Particles
    from estran.engine.release import Release
    from estran.engine.result import Result
    from estran.engine.settings import Settings
    from estran.engine.state import State
    from estran.environment.forcing import SeaWindow, WindMembers
    from estran.quantities.arrays import Floats
    from estran.quantities.randomness import RandomStreams


class Observer(Protocol):
    """Something that watches a run and keeps what it wants of it."""

    def begin(self, *, particles: Particles, state: State) -> None:
        """See a new block at its start."""
        ...

    def see(self, *, particles: Particles, before: State, after: State) -> None:
        """See one step of a block."""
        ...


def run(
    *,
    release: Release,
    window: SeaWindow,
    wind: WindMembers,
    settings: Settings,
    streams: RandomStreams,
    observers: Sequence[Observer] = (),
) -> Result:
    """Let the particles of a release drift.

    Parameters
    ----------
    release : Release
        What starts where.
    window : SeaWindow
        The sea and its shore.
    wind : WindMembers
        Wind of each particle, hourly.
    settings : Settings
        How to compute it.
    streams : RandomStreams
        Seeded; the same seed gives the same bytes, whatever `settings.block`.
    observers : sequence of Observer
        Each sees every step of every block.

    Returns
    -------
    Result
        Positions and states at every full hour.

    Raises
    ------
    QuantityError
        Where the wind has another shape than the run needs.
    """
    snapshots = Snapshots(count=release.count, hours=settings.hours)
    for first in range(0, release.count, settings.block):
        count = min(settings.block, release.count - first)
        particles = draw_particles(
            release=release, window=window, streams=streams, first=first, count=count
        )
        block = Block(
            particles=particles,
            constants=constants_of(particles),
            window=window,
            wind=hourly_wind(wind(first=first, count=count), settings.hours, count),
            settings=settings,
            streams=streams,
            draughts=draught_table(release.shore),
        )
        _drift(block, (snapshots, *observers))
    return snapshots.result(release)


def hourly_wind(members: Floats, hours: int, count: int) -> HourlyWind:
    """Return the wind of a block, once it is known to have a value at every hour of the run.

    Raises
    ------
    QuantityError
        Where hours or members are missing, or a value is.
    """
    if members.shape[0] < hours + 1 or members.shape[1:] != (count, 2):
        raise QuantityError(
            "run.wind_shape",
            f"The wind has shape {members.shape}; {hours} hours and {count} particles need "
            f"({hours + 1}, {count}, 2).",
            shape=members.shape,
            hours=hours,
            rows=hours + 1,
            count=count,
        )
    holes = np.flatnonzero(~np.isfinite(members[: hours + 1]).all(axis=(1, 2)))
    if holes.size:
        raise QuantityError(
            "run.wind_hole",
            f"The wind has no value in hour {holes[0]} of the run for some of {count} members. "
            "Give a wind for every hour, or none at all: then the wide assumed one stands in.",
            hour=int(holes[0]),
            count=count,
        )
    return HourlyWind(members)


def _drift(block: Block, observers: Sequence[Observer]) -> None:
    state = first_state(block.particles)
    for observer in observers:
        observer.begin(particles=block.particles, state=state)
    for number in range(block.settings.hours * block.settings.steps_per_hour):
        after = next_state(block, state, number)
        for observer in observers:
            observer.see(particles=block.particles, before=state, after=after)
        state = after
