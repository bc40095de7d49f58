"""Schemes that turn a velocity into the displacement of a step, blind to laws and particles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats


class Velocity(Protocol):
    """Velocity of all bodies at one time, at the places asked."""

    def __call__(self, *, time: float, position: Floats) -> Floats:
        """Return the velocity (n, 2) [m/s] at `time` [s] and `position` (n, 2) [m]."""
        ...


class Scheme(Protocol):
    """One way to step."""

    def __call__(self, *, velocity: Velocity, time: float, position: Floats, step: float) -> Floats:
        """Return the displacement over `step` seconds, shape (n, 2) [m]."""
        ...


def midpoint(*, velocity: Velocity, time: float, position: Floats, step: float) -> Floats:
    """Second order, two evaluations: the step that Estran uses."""
    half = 0.5 * step
    first = velocity(time=time, position=position)
    return step * velocity(time=time + half, position=position + half * first)


def euler(*, velocity: Velocity, time: float, position: Floats, step: float) -> Floats:
    """First order, one evaluation: for comparison with tools that use it; biased in tide."""
    return step * velocity(time=time, position=position)


def runge_kutta_4(*, velocity: Velocity, time: float, position: Floats, step: float) -> Floats:
    """Fourth order, four evaluations: a yardstick for the others."""
    half = 0.5 * step
    first = velocity(time=time, position=position)
    second = velocity(time=time + half, position=position + half * first)
    third = velocity(time=time + half, position=position + half * second)
    fourth = velocity(time=time + step, position=position + step * third)
    return (step / 6.0) * (first + 2.0 * (second + third) + fourth)
