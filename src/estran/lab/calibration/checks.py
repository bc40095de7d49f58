"""Whether what is left over also gets history right, fitted and held out: one interval a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.quantiles import quantiles
from estran.quantities.hashed_draws import things

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.lab.calibration.targets import Aim, Past
    from estran.quantities.arrays import Floats

COVERAGE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One number of history beside what the posterior predicts of it, in the number's own unit.

    Attributes
    ----------
    target : str
        Key of the target; the catalogues name it.
    low, middle, high : float
        5, 50 and 95 % of the prediction: of draws, of chance between seasons, of how it is
        counted, and of what the model cannot be asked to get.
    rank : float
        Share of the prediction below what was observed.
    fitted : bool
        Whether the number was used; else it was kept aside.
    """

    target: str
    years: str
    unit: str
    fitted: bool
    observed: float
    low: float
    middle: float
    high: float
    rank: float

    @property
    def inside(self) -> bool:
        """Whether what was observed lies inside."""
        return self.low <= self.observed <= self.high


def checks(
    aims: Sequence[Aim], past: Past, *, weights: Floats | None = None, seed: int = 1
) -> tuple[Check, ...]:
    """Set every aim beside what a simulated past predicts of it.

    Parameters
    ----------
    aims : sequence of Aim
        Those whose years are all in `past` are checked.
    past : mapping
        Columns by name, shape (draws, seasons), by year, of posterior draws.
    weights : array, shape (draws,), optional
        Of the draws; alike where absent.
    seed : int
        Of the counting errors.
    """
    return tuple(
        _check(aim, past, weights, seed, number)
        for number, aim in enumerate(aims)
        if set(aim.years) <= set(past)
    )


def _check(aim: Aim, past: Past, weights: Floats | None, seed: int, number: int) -> Check:
    simulated = aim.statistic(past)
    draws, seasons = simulated.shape
    share = np.full(draws, 1.0 / draws) if weights is None else weights
    names = np.arange(draws * seasons)
    error = things(seed, names, np.full_like(names, number)).normals("lab.calibration.counting")
    predicted = simulated.ravel() + error * np.sqrt(aim.allowance)
    each = np.repeat(share, seasons) / seasons
    shown = _shown(aim, np.append(quantiles(predicted, each, (0.05, 0.5, 0.95)), aim.value))
    return Check(
        target=aim.target.key,
        years=aim.span,
        unit=aim.target.unit,
        fitted=aim.fitted,
        low=float(shown[0]),
        middle=float(shown[1]),
        high=float(shown[2]),
        observed=float(shown[3]),
        rank=float(each @ (predicted < aim.value)),
    )


def _shown(aim: Aim, values: Floats) -> Floats:
    return np.exp(values) if aim.target.scale == "log" and aim.target.how != "spread" else values
