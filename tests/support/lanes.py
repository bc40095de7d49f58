"""Lanes of the laboratory for tests: few seasons, with parameters drawn or in the middle."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.lanes import Lanes
from estran.lab.parameters import middles, prior_draws
from estran.lab.simulate import simulate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.quantities.arrays import Floats

PART = 45
"""Days of a season in a test; enough for every thing to happen in the middle of all priors."""


def drawn_lanes(count: int, *, year: int = 2025, days: int = PART, **fixed: float) -> Lanes:
    """Lanes with one draw of the priors each, some parameters set."""
    given = {key: values.copy() for key, values in prior_draws(1, count).items()}
    given |= {key: np.full(count, value) for key, value in fixed.items()}
    return Lanes(seed=1, numbers=np.arange(count), parameters=given, year=year, days=days)


def middle_lanes(count: int, *, year: int = 2025, days: int = PART, **fixed: float) -> Lanes:
    """Lanes in the middle of all priors, some parameters set."""
    given = dict(middles(count)) | {key: np.full(count, value) for key, value in fixed.items()}
    return Lanes(seed=1, numbers=np.arange(count), parameters=given, year=year, days=days)


def some_lanes(lanes: Lanes, where: slice | Floats) -> Lanes:
    """Some of the lanes, with their own numbers."""
    given = {key: values[where] for key, values in lanes.parameters.items()}
    return replace(lanes, numbers=lanes.numbers[where], parameters=given)


@cache
def middle_seasons(doctrine: str, count: int = 40) -> Mapping[str, Floats]:
    """Seasons in the middle of all priors, simulated once for all tests."""
    return simulate(middle_lanes(count), doctrine=doctrine)
