"""Synthetic seas with closed-form streams and beaches, in the shape the engine asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from estran.quantities.arrays import Bools, Floats

#: Angular speed of the main lunar tide [rad/s].
M2 = 2.0 * np.pi / 44714.16


def still(x: Floats, y: Floats, t: Floats) -> Floats:
    """No stream at all."""
    del y, t
    return np.zeros((x.size, 2))


def uniform(east: float, north: float) -> Callable[[Floats, Floats, Floats], Floats]:
    """The same stream everywhere and always [m/s]."""

    def flow(x: Floats, y: Floats, t: Floats) -> Floats:
        del y, t
        return np.tile([east, north], (x.size, 1))

    return flow


def rotating_tide(speed: float, rate: float = M2) -> Callable[[Floats, Floats, Floats], Floats]:
    """A stream that turns at constant speed, the same everywhere.

    A body drifts on a circle: x = (U/w) sin(wt), y = (U/w)(1 - cos(wt)).
    """

    def flow(x: Floats, y: Floats, t: Floats) -> Floats:
        del y
        t = np.broadcast_to(t, x.shape)
        return np.stack((speed * np.cos(rate * t), speed * np.sin(rate * t)), axis=1)

    return flow


def solid_rotation(rate: float) -> Callable[[Floats, Floats, Floats], Floats]:
    """A steady whirl about the origin [rad/s]; bodies go round on circles."""

    def flow(x: Floats, y: Floats, t: Floats) -> Floats:
        del t
        return np.stack((-rate * y, rate * x), axis=1)

    return flow


@dataclass(frozen=True)
class SyntheticSea:
    """A sea with land south of `coast_y`, if any, and a tide that is the same everywhere."""

    flow: Callable[[Floats, Floats, Floats], Floats] = still
    level: Callable[[Floats], Floats] = np.zeros_like
    coast_y: float = -np.inf
    half_width: float = 1e9

    def stream_at(self, *, x: Floats, y: Floats, t: Floats) -> Floats:
        return self.flow(x, y, t)

    def tide_at(self, *, x: Floats, y: Floats, t: Floats) -> Floats:
        del y
        return np.broadcast_to(self.level(np.asarray(t, dtype=np.float64)), x.shape)

    def coast_distance(self, *, x: Floats, y: Floats) -> Floats:
        distance = np.minimum(y - self.coast_y, 1e9)
        return np.where(self.inside(x=x, y=y), distance, np.nan)

    def is_land(self, *, x: Floats, y: Floats) -> Bools:
        del x
        return np.asarray(y < self.coast_y)

    def inside(self, *, x: Floats, y: Floats) -> Bools:
        return np.asarray((np.abs(x) <= self.half_width) & (np.abs(y) <= self.half_width))


@dataclass(frozen=True)
class SteadyWind:
    """One wind for all members and hours [m/s]."""

    east: float
    north: float
    hours: int = 48

    def __call__(self, *, first: int, count: int) -> Floats:
        del first
        return np.tile([self.east, self.north], (self.hours + 1, count, 1))


def bending_tide(x: Floats, y: Floats, t: Floats) -> Floats:
    """Return a tide that bends from node to node and from level to level, (n, 2)."""
    phase = x / 3000.0 - y / 5000.0 + M2 * t
    return np.stack((0.9 * np.cos(phase), 0.6 * np.sin(1.3 * phase + y / 2000.0)), axis=-1)
