"""The terms of motion: each gives a velocity. Terms add; the loop moves.

A new law is a new term in `TERMS`; nothing else changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from estran.drift.leeway import allen_2005
from estran.drift.member_stream import perturbed
from estran.drift.swamped import swamped_leeway
from estran.drift.under_way import course_held
from estran.environment.window import Window
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from estran.drift.leeway import LeewayCoefficients
    from estran.drift.member_stream import MemberStream
    from estran.engine.particles import Propulsion
    from estran.engine.step import Velocity
    from estran.environment.forcing import SeaWindow
    from estran.quantities.arrays import Bools, Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """One kind of body during one step.

    Attributes
    ----------
    stream : MemberStream
        Error of the stream of each.
    coefficients : LeewayCoefficients
        Leeway lines of each.
    on_right : (n,) array of bool
        Side of downwind on which each drifts.
    leeway_share : (n,) array
        Part of the leeway it makes: 1 adrift, less swamped, 0 under way or held [-].
    light_wind : float
        See :func:`estran.drift.leeway.allen_2005`.
    wind_relative_to_water : bool
        See :class:`estran.engine.settings.Settings`.
    under_way : (m,) array of int
        Which ones are under way.
    propulsion : Propulsion
        How those `m` move.
    """

    stream: MemberStream
    coefficients: LeewayCoefficients
    on_right: Bools
    leeway_share: Floats
    light_wind: float
    wind_relative_to_water: bool
    under_way: Ints
    propulsion: Propulsion


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Stream and wind where and when each body is, east and north, shape (n, 2) [m/s]."""

    stream: Floats
    wind: Floats


class Term(Protocol):
    """One cause of motion."""

    def __call__(self, *, body: Moving, around: Surroundings) -> Floats:
        """Return the velocity it gives each body, shape (n, 2) [m/s]."""
        ...


def carried_by_stream(*, body: Moving, around: Surroundings) -> Floats:  # noqa: ARG001 (a term)
    """Everything afloat moves with the water."""
    return around.stream


def blown_by_wind(*, body: Moving, around: Surroundings) -> Floats:
    """Leeway, from the wind relative to the water unless the run asks for that over the ground."""
    over_water = body.wind_relative_to_water
    leeway = allen_2005(
        wind=around.wind - around.stream if over_water else around.wind,
        coefficients=body.coefficients,
        on_right=body.on_right,
        light_wind=body.light_wind,
    )
    return swamped_leeway(leeway=leeway, factor=body.leeway_share)


def driven_by_engine(*, body: Moving, around: Surroundings) -> Floats:
    """Velocity through the water of those under way."""
    velocity = np.zeros_like(around.stream)
    if body.under_way.size:
        engine = body.propulsion
        on_course = course_held(
            course=engine.course, speed=engine.speed, stream=around.stream[body.under_way]
        )
        velocity[body.under_way] = np.where(engine.by_heading[:, None], engine.velocity, on_course)
    return velocity


#: What moves a body, in the order of summing.
TERMS: tuple[Term, ...] = (carried_by_stream, blown_by_wind, driven_by_engine)


@dataclass(frozen=True, slots=True)
class HourlyWind:
    """Winds of the bodies of one block, linear between hours.

    Attributes
    ----------
    members : (hours + 1, n, 2) array
        Wind at each full hour [m/s].
    """

    members: Floats

    def at(self, time: float) -> Floats:
        """Wind of each body at `time` [s since the start], shape (n, 2) [m/s]."""
        hour = min(int(time // HOUR), len(self.members) - 2)
        share = time / HOUR - hour
        wind: Floats = (1.0 - share) * self.members[hour] + share * self.members[hour + 1]
        return wind


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Notes, while a step is made, whose stream was asked where none is known.

    Attributes
    ----------
    in_vain : (n,) array of bool
        Which bodies; grows in place.
    """

    in_vain: Bools

    @classmethod
    def of(cls, count: int) -> Asked:
        """Return notes of nothing yet about so many bodies."""
        return cls(np.zeros(count, dtype=np.bool_))

    def note(self, window: SeaWindow, here: Floats, place: tuple[Floats, Floats, Floats]) -> None:
        """Note who rests on a stand-in at places x, y and times; `here` is the stream told there.

        A window on a grid knows its holes; of any other sea, no number is no stream.
        """
        if not isinstance(window, Window):
            self.in_vain[np.isnan(here).any(axis=1)] = True
        elif window.stand_in is not None:
            x, y, t = place
            self.in_vain[window.stands_in_at(x=x, y=y, t=t)] = True

    def noted(self, since: Floats, *, time: float) -> Floats:
        """Return since when each is without stream, after a step that began at `time`."""
        return np.where(self.in_vain & np.isnan(since), time, since)


def velocity_of(
    *, body: Moving, window: SeaWindow, wind: HourlyWind, rows: Ints, asked: Asked
) -> Velocity:
    """Velocity of bodies as a function of time and place: the sum of all terms.

    Parameters
    ----------
    body : Moving
        The bodies.
    window : SeaWindow
        The sea.
    wind : HourlyWind
        Winds of the block.
    rows : (n,) array of int
        Columns of the block's wind that belong to these bodies.
    asked : Asked
        Notes where no stream is known.
    """

    def velocity(*, time: float, position: Floats) -> Floats:
        place = position[:, 0], position[:, 1], time + body.stream.shift
        here = window.stream_at(x=place[0], y=place[1], t=place[2])
        asked.note(window, here, place)
        here[np.isnan(here)] = 0.0  # far inland, where the window knows of no stream
        around = Surroundings(
            stream=perturbed(stream=here, member=body.stream), wind=wind.at(time)[rows]
        )
        total = np.zeros_like(position)
        for term in TERMS:
            total += term(body=body, around=around)
        return total

    return velocity
