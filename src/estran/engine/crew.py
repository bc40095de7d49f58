"""The bodies of a block laid end to end: every hull, then the people who parted from theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.drift.leeway import LeewayCoefficients
from estran.drift.member_stream import MemberStream
from estran.engine.particles import Foreshore

if TYPE_CHECKING:
    from estran.engine.particles import Particles
    from estran.engine.state import Bodies
    from estran.quantities.arrays import Bools, Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Constants:
    """What never changes of a block's n hulls and then its n people, shape (2 n,) each.

    Attributes
    ----------
    stream, coefficients, foreshore
        Error of the stream, leeway lines, and the foreshore that each meets.
    """

    stream: MemberStream
    coefficients: LeewayCoefficients
    foreshore: Foreshore


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Crew:
    """All bodies that count in a step, m of them.

    Attributes
    ----------
    places : (m,) array of int
        Their places in `Constants`.
    bodies : Bodies
        Where they are before the step, with the sides they take in it.
    held, under_way : (m,) arrays of bool
        Which stay where they are, and which are driven.
    draught, leeway_share : (m,) arrays
        Water needed to float [m]; part of the leeway each makes [-].
    walk : (m, 2) array
        What eddies add to their way [m].
    """

    places: Ints
    bodies: Bodies
    held: Bools
    under_way: Bools
    draught: Floats
    leeway_share: Floats
    walk: Floats


def constants_of(particles: Particles) -> Constants:
    """Lay the constants of hulls and people end to end."""
    stream, shore = particles.stream, particles.foreshore
    hull, people = particles.hull.coefficients, particles.people.coefficients
    return Constants(
        stream=MemberStream(*_pairs((stream, stream), ("shift", "along", "across", "residual"))),
        coefficients=LeewayCoefficients(*_pairs((hull, people), LINES)),
        foreshore=Foreshore(*_pairs((shore, shore), ("slope", "level_error"))),
    )


LINES = (
    "downwind_slope",
    "downwind_offset",
    "right_slope",
    "right_offset",
    "left_slope",
    "left_offset",
)


def _pairs(bundles: tuple[object, object], names: tuple[str, ...]) -> list[Floats]:
    """Lay arrays of one name end to end, for each name in its order."""
    first, second = bundles
    return [np.concatenate((getattr(first, name), getattr(second, name))) for name in names]
