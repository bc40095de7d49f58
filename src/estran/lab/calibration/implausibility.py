"""How far a simulated past lies from history, against all that may excuse it.

Counting error, the model's own shortcomings, chance between seasons and the noise of few seasons
are kept apart and added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.lab.calibration.targets import Aim, Past
    from estran.quantities.arrays import Bools, Floats

CUT = 3.0
"""A point farther from any target than this many standard deviations is implausible."""
BORROWED = 20.0
"""Degrees of freedom that a variance of few seasons borrows from those of all other points."""
WILD, FAR = 10.0, 100.0
"""Times the median variance, and standard deviations: beyond, a point is merely far off."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Simulated pasts set beside history.

    Attributes
    ----------
    aims : sequence of Aim
        In the order of the last axis below.
    mean : array, shape (points, aims)
        Of the statistic over seasons.
    chance : array, shape (points, aims)
        Variance of the statistic between seasons: history is one draw of it.
    noise : array, shape (points, aims)
        Variance of that mean about what endless seasons would give: the Monte Carlo part.
    leftover : array, shape (points * seasons, aims)
        Statistic less its mean, over its own spread; for what varies together.
    """

    aims: Sequence[Aim]
    mean: Floats
    chance: Floats
    noise: Floats
    leftover: Floats

    @property
    def off(self) -> Floats:
        """Simulated less observed, on each target's scale."""
        return self.mean - np.array([aim.value for aim in self.aims])

    @property
    def excused(self) -> Floats:
        """Variance by which simulated and observed may differ."""
        allowance = np.array([aim.allowance for aim in self.aims])
        return allowance + self.chance + self.noise


def beside(aims: Sequence[Aim], past: Past) -> Beside:
    """Set simulated pasts beside history.

    Parameters
    ----------
    aims : sequence of Aim
        Whose years are all in `past`.
    past : mapping
        Columns by name, shape (points, seasons), by year; two seasons at least.

    Notes
    -----
    The variance of each point borrows from those of all points, as it is estimated from few
    seasons. Source: smyth_2004.
    """
    all_of_them = np.stack([aim.statistic(past) for aim in aims], axis=-1)
    seasons = all_of_them.shape[1]
    mean, own = all_of_them.mean(axis=1), all_of_them.var(axis=1, ddof=1)
    usual = _usual(own)
    own = np.where(np.isfinite(own), own, usual)
    chance = ((seasons - 1.0) * own + BORROWED * usual) / (seasons - 1.0 + BORROWED)
    away = all_of_them - mean[:, np.newaxis, :]
    away = np.nan_to_num(away / np.sqrt(np.maximum(usual * (1.0 - 1.0 / seasons), 1e-300)))
    return Beside(aims, _finite(mean, aims), chance, chance / seasons, away.reshape(-1, len(aims)))


def _usual(own: Floats) -> Floats:
    """Return the mean variance between seasons, a few wild points counting as merely large."""
    middle = np.nanmedian(own, axis=0)
    usual: Floats = np.nanmean(np.minimum(own, WILD * middle), axis=0)
    return usual


def _finite(mean: Floats, aims: Sequence[Aim]) -> Floats:
    """Put a point that has no such statistic, as when nobody ever landed, far from history."""
    far = np.array([aim.value + FAR * np.sqrt(aim.allowance) for aim in aims])
    return np.where(np.isfinite(mean), mean, far)


def together(parts: Sequence[Beside]) -> Beside:
    """Return the pasts of several waves as one."""
    return Beside(
        parts[0].aims,
        np.concatenate([one.mean for one in parts]),
        np.concatenate([one.chance for one in parts]),
        np.concatenate([one.noise for one in parts]),
        np.concatenate([one.leftover for one in parts]),
    )


def implausibility(found: Beside) -> Floats:
    """Return standard deviations between simulated and observed, shape (points, aims).

    Notes
    -----
    Source: craig_1997; vernon_2010 (history matching with observation error, discrepancy and
    the noise of a stochastic model kept apart).
    """
    distance: Floats = np.abs(found.off) / np.sqrt(found.excused)
    return distance


def left_over(found: Beside) -> Bools:
    """Return which points history does not rule out, shape (points,).

    Notes
    -----
    Source: pukelsheim_1994 (three sigma hold 95 % of any distribution with one peak).
    """
    kept: Bools = implausibility(found).max(axis=1) <= CUT
    return kept


def log_likelihood(found: Beside) -> Floats:
    """Return the logarithm of how likely history is under each point, up to a constant.

    Statistics are taken as normal about their means, varying together as they do between seasons.
    Only targets that weigh take part.

    Notes
    -----
    Source: wood_2010 (synthetic likelihood).
    """
    weigh = [place for place, aim in enumerate(found.aims) if aim.target.weighed]
    off, chance = found.off[:, weigh], (found.chance + found.noise)[:, weigh]
    allowance = np.array([found.aims[place].allowance for place in weigh])
    alike = _correlation(found.leftover[:, weigh])
    spread = np.sqrt(chance)
    covariance = spread[:, :, np.newaxis] * alike * spread[:, np.newaxis, :]
    covariance += np.diag(allowance)
    solved = np.linalg.solve(covariance, off[:, :, np.newaxis])[:, :, 0]
    log_size = np.linalg.slogdet(covariance)[1]
    return -0.5 * (np.sum(off * solved, axis=1) + log_size)


def _correlation(leftover: Floats) -> Floats:
    """Return what varies together, drawn a little towards nothing does, as it is estimated."""
    size = leftover.shape[1]
    products = leftover.T @ leftover / len(leftover)
    spread = np.sqrt(np.maximum(np.diag(products), 1e-300))
    trust = len(leftover) / (len(leftover) + 2.0 * size)
    alike = trust * products / np.outer(spread, spread)
    np.fill_diagonal(alike, 1.0)
    return alike
