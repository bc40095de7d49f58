"""Simulated seasons with a doctrine in the loop, against one bare draw of the same run.

Processor time, not the clock: other processes of the machine then matter little.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import process_time

import numpy as np

from estran.lab.lanes import Lanes
from estran.lab.parameters import prior_draws
from estran.lab.sea_tables import sea_tables
from estran.lab.simulate import simulate
from estran.quantities.hashed_draws import things

BAR = 20_000
"""Boat-episodes a second on one core, asked for."""
DOCTRINE, YEAR = "D7", 2025
DRAWS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LabCosts:
    """Processor seconds of one boat's episode, and of one draw in the same run."""

    seasons: int
    episodes: float
    episode: float
    alone: float
    draw: float

    @property
    def a_second(self) -> float:
        """Episodes a second on one core."""
        return 1.0 / self.episode


def lab_costs(*, seasons: int) -> LabCosts:
    """Return the costs of seasons side by side, and of a few alone."""
    sea_tables(YEAR)
    episodes, whole = _run(seasons)
    few, part = _run(max(seasons // 64, 2))
    return LabCosts(
        seasons=seasons,
        episodes=episodes,
        episode=whole / episodes,
        alone=part / few,
        draw=_draw(),
    )


def _run(seasons: int) -> tuple[float, float]:
    lanes = Lanes(seed=1, numbers=np.arange(seasons), parameters=prior_draws(1, seasons), year=YEAR)
    start = process_time()
    found = simulate(lanes, doctrine=DOCTRINE)
    return float(found["attempts"].sum()), process_time() - start


def _draw() -> float:
    drawn = things(1, np.arange(DRAWS))
    start = process_time()
    drawn.uniforms("benchmark")
    return (process_time() - start) / DRAWS
