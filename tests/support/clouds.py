"""Made-up clouds of particles: mixtures of Gaussians, known in closed form."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Motion:
    """How a cloud moves: drift east and north [kn], and how far a tide carries it [km]."""

    drift_kn: tuple[float, float] = (0.55, 0.30)
    tide_km: float = 8.5


@dataclass(frozen=True)
class Cloud:
    """A mixture of Gaussians in kilometres east and north of the last known position."""

    weights: Floats
    east: Floats
    north: Floats
    sd: Floats

    def density(self, east: Floats, north: Floats) -> Floats:
        """Return the density on a grid [1/km2]."""
        total = np.zeros(np.broadcast(east, north).shape)
        for weight, e, n, sd in zip(self.weights, self.east, self.north, self.sd, strict=True):
            squares = ((east - e) ** 2 + (north - n) ** 2) / sd**2
            total += weight / (2 * np.pi * sd**2) * np.exp(-squares / 2)
        return total

    @property
    def mean(self) -> tuple[float, float]:
        """Return the mean, km east and north."""
        return float(self.weights @ self.east), float(self.weights @ self.north)


def people_cloud(motion: Motion, hour: float) -> Cloud:
    """Return where the people may be: adrift or swamped, or still under way to the north-west."""
    along = motion.tide_km * (1.0 - np.cos(2 * np.pi * hour / 12.4)) / 2 * 1.6
    east = along * 0.78 + motion.drift_kn[0] * 1.852 * hour
    north = along * 0.52 + motion.drift_kn[1] * 1.852 * hour
    sd = np.hypot(0.35, 0.42 * hour**0.85)
    shift = np.array([[0.0, 0.0], [-0.15 * hour, -0.2 * hour], [-0.9, 1.1]])
    shift[2] *= min(hour, 4.0)
    return Cloud(
        weights=np.array([0.62, 0.20, 0.18]),
        east=east + shift[:, 0],
        north=north + shift[:, 1],
        sd=np.array([sd, 0.8 * sd, 0.9 * sd]),
    )


def hull_cloud(motion: Motion, hour: float) -> Cloud:
    """Return where the hull may be: further downwind than the people."""
    people = people_cloud(motion, hour)
    return Cloud(
        weights=people.weights,
        east=people.east + 0.75 * hour,
        north=people.north + 0.45 * hour,
        sd=0.9 * people.sd,
    )
