"""The yardstick of the engine: the least any particle model must do, in plain NumPy; never changed.

Two bilinear look-ups of a current that varies in place and time, a midpoint step and a random walk.
No wind, no shore, no states. A ratio to this loop says what the laws cost on the machine at hand.
"""

from __future__ import annotations

from time import perf_counter

import numpy as np

PARTICLES, STEPS, SECONDS = 10_000, 72, 600.0
NODES, SPACING = 128, 1_000.0


def nanoseconds_per_particle_step(*, tries: int) -> float:
    """The quickest of several runs of the loop [ns per particle and step]."""
    return min(_timed() for _ in range(tries)) / (PARTICLES * STEPS) * 1e9


def _timed() -> float:
    generator = np.random.Generator(np.random.Philox(1))
    grid = generator.normal(size=(NODES * NODES, 2))
    place = generator.uniform(0.4, 0.6, size=(PARTICLES, 2)) * NODES * SPACING
    start = perf_counter()
    for step in range(STEPS):
        time = step * SECONDS
        half = place + 0.5 * SECONDS * _current(grid, place, time)
        kick = generator.normal(scale=np.sqrt(2.0 * 5.0 * SECONDS), size=place.shape)
        place = place + SECONDS * _current(grid, half, time + 0.5 * SECONDS) + kick
    return perf_counter() - start


def _current(grid, place, time):
    cell = np.clip(place / SPACING, 0.0, NODES - 1.001)
    corner = cell.astype(np.int64)
    east, north = (cell - corner).T[:, :, None]
    index = corner[:, 1] * NODES + corner[:, 0]
    south = grid[index] * (1.0 - east) + grid[index + 1] * east
    top = grid[index + NODES] * (1.0 - east) + grid[index + NODES + 1] * east
    return (south * (1.0 - north) + top * north) * np.cos(1.4e-4 * time)
