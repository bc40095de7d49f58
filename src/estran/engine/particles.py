"""What a block of particles is: arrays of constants, one row each. Nothing here moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estran.drift.leeway import LeewayCoefficients
    from estran.drift.member_stream import MemberStream
    from estran.quantities.arrays import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Clocks:
    """Times at which each particle changes state [s since the start], shape (n,).

    Zero where the change lies before the start, infinity where it never comes.
    """

    boarding_end: Floats
    failure: Floats
    swamping: Floats
    parting: Floats


@dataclass(frozen=True, slots=True)
class Propulsion:
    """How each particle moves while under way.

    Attributes
    ----------
    velocity : (n, 2) array
        Through the water, for those that hold a heading [m/s].
    speed : (n,) array
        Through the water, for those that hold a course over ground [m/s].
    course : (n, 2) array
        Unit vector of that course.
    by_heading : (n,) array of bool
        Which of the two the particle does.
    """

    velocity: Floats
    speed: Floats
    course: Floats
    by_heading: Bools

    def take(self, chosen: Ints) -> Propulsion:
        """Return the propulsion of the chosen particles."""
        return Propulsion(
            self.velocity[chosen], self.speed[chosen], self.course[chosen], self.by_heading[chosen]
        )


@dataclass(frozen=True, slots=True)
class Foreshore:
    """Slope of the foreshore [-] and error of the level [m] that each particle meets, (n,)."""

    slope: Floats
    level_error: Floats

    def take(self, chosen: Ints) -> Foreshore:
        """Return the foreshore of the chosen particles."""
        return Foreshore(self.slope[chosen], self.level_error[chosen])


@dataclass(frozen=True, slots=True)
class LeewayDraw:
    """Class, lines and first side of each particle, for one kind of body.

    Attributes
    ----------
    chosen : (n,) array of int
        Index into the mixture's classes.
    coefficients : LeewayCoefficients
        Lines with the residual included.
    on_right : (n,) array of bool
        Side at the start.
    """

    chosen: Ints
    coefficients: LeewayCoefficients
    on_right: Bools


@dataclass(frozen=True, slots=True, kw_only=True)
class Particles:
    """Particles `first` to `first + n` of a release, as drawn.

    Attributes
    ----------
    first : int
        Index of the first one in the release.
    weight : (n,) array
        Weights; over the whole release they sum to one.
    start : (n, 2) array
        East and north at the start [m].
    clocks, hull, people, propulsion, foreshore, stream
        See their classes.
    swamped_factor : (n,) array
        Leeway of the swamped hull over that afloat [-].
    """

    first: int
    weight: Floats
    start: Floats
    clocks: Clocks
    hull: LeewayDraw
    people: LeewayDraw
    propulsion: Propulsion
    foreshore: Foreshore
    stream: MemberStream
    swamped_factor: Floats

    @property
    def count(self) -> int:
        """Number of particles in this block."""
        return self.weight.size
