"""Where every body of a block is and how it fares. One state follows another; none is changed."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np

from estran.engine.clocks import status_at

if TYPE_CHECKING:
    from estran.engine.particles import Clocks, Particles
    from estran.quantities.arrays import Bools, Codes, Floats, Ints


@dataclass(frozen=True, slots=True)
class Bodies:
    """One kind of body: hulls, or people.

    Attributes
    ----------
    position : (n, 2) array
        East and north [m].
    on_right : (n,) array of bool
        Side of downwind on which it drifts.
    aground : (n,) array of bool
        Whether it touches the bottom or lies on the shore.
    left : (n,) array of bool
        Whether it has left the area; it is not moved any further.
    no_stream : (n,) array
        Start of the first step in which it came where no stream is known [s since the start]; NaN
        until it does. What stands in there, and its way since, is marked by it.
    """

    position: Floats
    on_right: Bools
    aground: Bools
    left: Bools
    no_stream: Floats

    def take(self, chosen: Ints) -> Bodies:
        """Return the chosen bodies."""
        return Bodies(
            self.position[chosen],
            self.on_right[chosen],
            self.aground[chosen],
            self.left[chosen],
            self.no_stream[chosen],
        )

    def placed(self, chosen: Ints, others: Bodies) -> Bodies:
        """Return these bodies with the chosen ones replaced."""
        mine = Bodies(*(getattr(self, one.name).copy() for one in fields(self)))
        for one in fields(self):
            getattr(mine, one.name)[chosen] = getattr(others, one.name)
        return mine


@dataclass(frozen=True, slots=True)
class State:
    """A block of particles at one time.

    Attributes
    ----------
    time : float
        Seconds since the start.
    clocks : Clocks
        When each changes state.
    status : (n,) array
        Status of each, see :class:`estran.engine.status.Status`.
    hull, people : Bodies
        People are where the hull is until they part from it.
    first_aground : (n,) array
        Time at which the hull first touched [s since the start]; NaN until it does.
    first_ashore : (n,) array
        End of the step in which the people first came ashore, riding or apart [s since the start];
        NaN until they do.
    ashore : (n, 2) array
        Where they then were, east and north [m]; NaN until then.
    """

    time: float
    clocks: Clocks
    status: Codes
    hull: Bodies
    people: Bodies
    first_aground: Floats
    first_ashore: Floats
    ashore: Floats


def first_state(particles: Particles) -> State:
    """Return the state at the start: everything afloat where it was drawn."""
    no = np.zeros(particles.count, dtype=np.bool_)
    never = np.full(particles.count, np.nan)
    hull = Bodies(particles.start, particles.hull.on_right, no, no, never)
    return State(
        time=0.0,
        clocks=particles.clocks,
        status=status_at(clocks=particles.clocks, time=0.0),
        hull=hull,
        people=replace(hull, on_right=particles.people.on_right),
        first_aground=never,
        first_ashore=never,
        ashore=np.full((particles.count, 2), np.nan),
    )
