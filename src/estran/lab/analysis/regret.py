"""Regret over draws, and robustness by metrics that may disagree. Only where fewer are better.

A doctrine that breaks a proof is left out: it is shown elsewhere, never ranked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.lab.analysis.weighing import weighted_quantiles
from estran.lab.findings import RegretTable, Robustness
from estran.lab.outcomes import judged
from estran.quantities.randomness import RandomStreams

if TYPE_CHECKING:
    from estran.lab.analysis.evidence import Evidence
    from estran.lab.findings import Metric
    from estran.quantities.arrays import Floats

METRICS: tuple[Metric, ...] = (
    *("maximin", "minimax_regret", "percentile_90_regret", "laplace", "hurwicz", "starr_domain"),
)
HURWICZ = 0.5
"""Weight of the worst draw beside the best one."""
SHUFFLES = 8
CELL_LIMIT = 2_000_000
"""Numbers shuffled at once, at most: seasons beyond that do not enter `by_chance`."""


def savage_1951(means: Floats) -> Floats:
    """Return regret: how much more than under the best doctrine of the same draw.

    Parameters
    ----------
    means : array, shape (doctrines, draws)
        Of an outcome of which fewer are better.

    Notes
    -----
    Source: savage_1951.
    """
    found: Floats = means - means.min(axis=0)
    return found


def mcphail_2018(means: Floats, weights: Floats, threshold: float) -> dict[Metric, Floats]:
    """Return robustness metrics of each doctrine.

    Parameters
    ----------
    means : array, shape (doctrines, draws)
        Of an outcome of which fewer are better.
    weights : array, shape (draws,)
        Together 1. Draws of weight 0 do not count; the worst and the best draw are so whatever
        their weight.
    threshold : float
        Of the domain criterion: the share of draws whose mean does not exceed it.

    Notes
    -----
    Source: mcphail_2018.
    """
    held = weights > 0.0
    regret = savage_1951(means)
    worst, best = means[:, held].max(axis=1), means[:, held].min(axis=1)
    return {
        "maximin": worst,
        "minimax_regret": regret[:, held].max(axis=1),
        "percentile_90_regret": np.array(
            [weighted_quantiles(one, weights, (0.9,))[0] for one in regret]
        ),
        "laplace": means @ weights,
        "hurwicz": HURWICZ * worst + (1.0 - HURWICZ) * best,
        "starr_domain": (means <= threshold) @ weights,
    }


def regret_table(evidence: Evidence, outcome: str) -> RegretTable | None:
    """Return regret and robustness of the doctrines that break no proof; None of fewer than two.

    Raises
    ------
    InputError
        Where nobody says what is better.
    """
    judged(outcome)
    if len(evidence.ranked) < 2:
        return None
    means = evidence.ranked_means(outcome)
    threshold = evidence.mean(outcome, evidence.reference)
    values = mcphail_2018(means, evidence.weights, threshold)
    ranks = {metric: _ranks(metric, values[metric]) for metric in METRICS}
    mean_regret = savage_1951(means) @ evidence.weights
    rows = tuple(
        Robustness(
            doctrine=doctrine,
            values={metric: float(values[metric][place]) for metric in METRICS},
            ranks={metric: ranks[metric][place] for metric in METRICS},
            mean_regret=float(mean_regret[place]),
        )
        for place, doctrine in enumerate(evidence.ranked)
    )
    firsts = [{row.doctrine for row in rows if row.ranks[metric] == 1} for metric in METRICS]
    return RegretTable(
        outcome=outcome,
        rows=rows,
        left_out=tuple(one for one in evidence.doctrines if one not in evidence.ranked),
        threshold=threshold,
        by_chance=_by_chance(evidence, outcome),
        agree=bool(set.intersection(*firsts)),
    )


def _ranks(metric: Metric, values: Floats) -> list[int]:
    sign = -1.0 if metric == "starr_domain" else 1.0
    slack = 1e-12 * (1.0 + np.abs(values).max())
    return [1 + int((sign * values < sign * one - slack).sum()) for one in values]


def _by_chance(evidence: Evidence, outcome: str) -> dict[Metric, float]:
    """Regret where each season's counts are dealt anew among the doctrines: all are alike then."""
    values = np.stack([evidence.of(outcome, one) for one in evidence.ranked])
    seasons = max(1, min(values.shape[2], CELL_LIMIT // (values.shape[0] * values.shape[1])))
    scale = np.sqrt(seasons / values.shape[2])
    found = [_dealt(values[:, :, :seasons], evidence.weights, step) for step in range(SHUFFLES)]
    most, high = np.mean(found, axis=0) * scale
    return {"minimax_regret": float(most), "percentile_90_regret": float(high)}


def _dealt(values: Floats, weights: Floats, step: int) -> tuple[float, float]:
    doctrines, draws, seasons = values.shape
    words = RandomStreams(0).words("lab.dealt", step=step, first=0, count=values.size)
    order = np.argsort(words.reshape(doctrines, draws, seasons), axis=0)
    means = np.take_along_axis(values, order, axis=0).mean(axis=2)
    metrics = mcphail_2018(means, weights, 0.0)
    return float(metrics["minimax_regret"].mean()), float(metrics["percentile_90_regret"].mean())
