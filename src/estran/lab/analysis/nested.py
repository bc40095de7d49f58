"""Two kinds of not knowing kept apart: chance of the seasons, and what the parameters are.

A study is nested: draws of the parameters, and in each draw seasons of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.analysis.weighing import (
    SHARE,
    hill_1970,
    kong_1992,
    weighted_interval,
    weighted_mean,
)
from estran.lab.findings import Interval, Refused, Sampling

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats

NEEDED_DRAWS = 20
"""Effective draws below which nothing is said of the parameters: the outer twentieths would hold
less than one draw each."""
ROUNDING = 1e-9
"""Part of a count below which a difference is what rounding left over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nested:
    """Variance components of one count.

    Attributes
    ----------
    means : array of shape (draws,)
        Of the seasons of each draw.
    error : array of shape (draws,)
        Variance of each of `means` that is chance of its seasons; NaN where a draw has one season.
    weights : array of shape (draws,)
        Together 1.
    mean : float
        Over seasons and weighted draws.
    within : float
        Mean variance of a season within a draw; NaN where a draw has one season.
    between : float
        Variance of the draws' true means; NaN where a draw has one season, else not negative.
    spread : float
        Variance of `means`, chance included.
    seasons : int
        In each draw.
    shown : float
        Weighted share of seasons that are not 0.
    unseen : float
        Variance of `mean` from seasons of a kind that was not seen; see `bonett_price_2012`.
    """

    means: Floats
    error: Floats
    weights: Floats
    mean: float
    within: float
    between: float
    spread: float
    seasons: int
    shown: float
    unseen: float = 0.0

    @property
    def effective(self) -> float:
        """What the weighted draws are worth."""
        return kong_1992(self.weights)

    @property
    def mean_error(self) -> float:
        """Standard error of `mean` with other seasons on the same draws."""
        return float(np.sqrt(self.weights**2 @ self.error + self.unseen))

    @property
    def worth(self) -> float:
        """How many seasons of equal weight it rests on."""
        return self.effective * self.seasons

    @property
    def ceiling(self) -> float:
        """Share of `spread` that is not chance of the seasons, 0 to 1."""
        return 0.0 if self.spread <= 0.0 else min(1.0, self.between / self.spread)


def sun_2011(values: Floats, weights: Floats) -> Nested:
    """Return the variance components of a nested simulation.

    Parameters
    ----------
    values : array, shape (draws, seasons)
    weights : array, shape (draws,)
        Not negative, not all zero.

    Notes
    -----
    Source: sun_2011: the variance of draws' means, less what chance of the seasons adds to it;
    an estimate below 0 counts as 0.
    """
    weights = weights / weights.sum()
    seasons = values.shape[1]
    means = values.mean(axis=1)
    nothing = np.full(means.shape, np.nan)
    variances = values.var(axis=1, ddof=1) if seasons > 1 else nothing
    mean = weighted_mean(means, weights)
    single = weights @ weights >= 1.0
    scale = 1.0 - weights @ weights
    spread = 0.0 if single else float(weights @ (means - mean) ** 2 / scale)
    within = weighted_mean(variances, weights)
    between = max(0.0, spread - within / seasons) if seasons > 1 else np.nan
    return Nested(
        means=means,
        error=variances / seasons,
        weights=weights,
        mean=mean,
        within=within,
        between=between,
        spread=spread,
        seasons=seasons,
        shown=float((values != 0.0).mean(axis=1) @ weights),
    )


def apart(one: Floats, other: Floats) -> Floats:
    """Return one count less another; 0 where only rounding sets them apart."""
    found: Floats = one - other
    slack = ROUNDING * (1.0 + np.maximum(np.abs(one), np.abs(other)))
    return np.where(np.abs(found) <= slack, 0.0, found)


def bonett_price_2012(differences: Floats, weights: Floats) -> Nested:
    """Return the variance components of a difference in the same seasons.

    Where two doctrines seldom differ, the seasons that were run may show no spread by chance: all
    seasons of a draw alike. So the mean is given the variance of two seasons more, one either way.

    Parameters
    ----------
    differences : array, shape (draws, seasons)
        Of counts in the same seasons, as of `apart`.
    weights : array, shape (draws,)
        Not negative, not all zero.

    Notes
    -----
    Source: bonett_price_2012 (one added to each cell of pairs that differ). There a pair differs by
    one; here by the root mean square of those seasons that differ, or by 1 where none does.
    """
    found = sun_2011(differences, weights)
    square = float((differences**2).mean(axis=1) @ found.weights)
    size = square / found.shown if found.shown > 0.0 else 1.0
    return replace(found, unseen=2.0 * size / (found.worth + 2.0) ** 2)


def louis_1984(nested: Nested) -> Floats:
    """Return the draws' means, drawn in until they spread as the true means do, shape (draws,).

    Notes
    -----
    Source: louis_1984 (constrained empirical Bayes). Without this, chance of the seasons would
    widen every interval over parameters.
    """
    found: Floats = nested.mean + np.sqrt(nested.ceiling) * (nested.means - nested.mean)
    return found


def drawn_in(nested: Nested) -> Floats:
    """Return the draws' means as of `louis_1984`; draws that show nothing at all stay at 0.

    What is drawn in comes nearer to the mean of all, and would make something of nothing.
    """
    return np.where(nested.means == 0.0, 0.0, louis_1984(nested))


def monte_carlo(nested: Nested) -> Interval | Refused:
    """Return where the mean would lie with other seasons on the same draws."""
    if refused := none_seen(nested):
        return refused
    if nested.seasons < 2:
        return Refused(why="few_seasons", have=nested.seasons, need=2)
    freedom = nested.effective * (nested.seasons - 1)
    half = hill_1970(rank=(1.0 + SHARE) / 2.0, freedom=max(1.0, freedom)) * nested.mean_error
    return Interval(low=nested.mean - half, high=nested.mean + half, share=SHARE)


def over_parameters(nested: Nested) -> Interval | Refused:
    """Return where the mean of one draw lies, freed from chance of the seasons."""
    if refused := too_few(nested):
        return refused
    found = weighted_interval(drawn_in(nested), nested.weights)
    if found.low == found.high == 0.0:
        shown = float(nested.weights @ (nested.means != 0.0))
        return Refused(why="few_show", have=shown, need=1.0 - SHARE)
    return found


def none_seen(nested: Nested) -> Refused | None:
    """Return how rare a thing may be that no season shows, or None where one does.

    Notes
    -----
    Source: hanley_lippman_hand_1983, with the stated coverage instead of 95 %.
    """
    if nested.shown > 0.0:
        return None
    share = 1.0 - (1.0 - SHARE) ** (1.0 / nested.worth)
    return Refused(why="none_seen", have=nested.worth, need=1.0 / share)


def too_few(nested: Nested) -> Refused | None:
    """Return why nothing can be said of the parameters, or None where something can."""
    if refused := none_seen(nested):
        return refused
    if nested.seasons < 2:
        return Refused(why="few_seasons", have=nested.seasons, need=2)
    if nested.effective < NEEDED_DRAWS - 1e-9:
        return Refused(why="few_draws", have=nested.effective, need=NEEDED_DRAWS)
    if nested.between <= 0.0 < nested.spread:
        # Draws differ by no more than chance of their seasons: not the same as not at all.
        return Refused(why="no_spread", have=0.0, need=nested.spread**0.5)
    return None


def sampling(weights: Floats, seasons: int) -> Sampling:
    """Return how much a study rests on; `weights` of its draws, shape (draws,)."""
    worth = kong_1992(weights)
    return Sampling(
        draws=weights.size,
        seasons_per_draw=seasons,
        lanes=weights.size * seasons,
        effective_draws=worth,
        needed_draws=NEEDED_DRAWS,
        poor=worth < NEEDED_DRAWS - 1e-9,
    )
