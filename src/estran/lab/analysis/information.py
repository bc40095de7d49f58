"""What to measure next: what knowing a parameter would spare, if one outcome alone decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.lab.analysis.nested import NEEDED_DRAWS
from estran.lab.analysis.weighing import SIGNIFICANT, kong_1992
from estran.lab.findings import Information, Refused, Worth
from estran.lab.outcomes import judged
from estran.quantities.randomness import RandomStreams

if TYPE_CHECKING:
    from estran.lab.analysis.evidence import Evidence
    from estran.quantities.arrays import Floats, Ints

SHUFFLES = 100


def strong_oakley_2013(means: Floats, weights: Floats, groups: Ints) -> Floats:
    """Return what knowing the bin of each of several parameters would spare, shape (parameters,).

    Parameters
    ----------
    means : array, shape (doctrines, draws)
        Of an outcome of which fewer are better.
    weights : array, shape (draws,)
        Together 1.
    groups : array of int, shape (parameters, draws)
        Bin of each draw, from 0.

    Notes
    -----
    Source: strong_oakley_2013. Chance makes it too large: subtract what shuffled draws give.
    """
    known = _held(weights, groups) @ (weights * means).T
    count = int(groups.max()) + 1
    each = known.reshape(len(groups), count, len(means)).min(axis=2).sum(axis=1)
    found: Floats = float((means @ weights).min()) - each
    return found


def information(evidence: Evidence, outcome: str) -> Information | None:
    """Return what to measure next; None where fewer than two doctrines may be ranked.

    Raises
    ------
    InputError
        Where nobody says what is better.
    """
    judged(outcome)
    if len(evidence.ranked) < 2:
        return None
    values = np.stack([evidence.of(outcome, one) for one in evidence.ranked])
    evpi = _of_all(values, evidence.weights)
    worth = kong_1992(evidence.weights)
    if worth < NEEDED_DRAWS - 1e-9:
        refused = Refused(why="few_draws", have=worth, need=NEEDED_DRAWS)
        return Information(outcome=outcome, evpi=evpi, by_chance=0.0, worths=refused)
    if not evidence.drawn:
        refused = Refused(why="not_varied", have=0, need=1)
        return Information(outcome=outcome, evpi=evpi, by_chance=0.0, worths=refused)
    raw, chance, most = _beside_chance(evidence, values.mean(axis=2))
    worths = (
        Worth(
            parameter=key,
            label=evidence.table[key].label,
            kind=evidence.table[key].kind,
            evppi=max(0.0, float(raw[place] - chance[place])),
            shown=bool(raw[place] > most),
        )
        for place, key in enumerate(evidence.drawn)
    )
    return Information(
        outcome=outcome,
        evpi=evpi,
        by_chance=most,
        worths=tuple(sorted(worths, key=lambda one: (-one.evppi, one.parameter))),
    )


def _beside_chance(evidence: Evidence, means: Floats) -> tuple[Floats, Floats, float]:
    """Return worths, what chance gives each, and what it gives the best in 1 of 20 cases.

    Notes
    -----
    Source: westfall_young_1993 (draws are shuffled against all parameters together, and the
    largest worth of each shuffle is kept).
    """
    groups = evidence.groups
    count = means.shape[1]
    uniform = RandomStreams(0).uniforms("lab.worth", step=0, first=0, count=SHUFFLES, per=count)
    shuffled = np.stack(
        [
            strong_oakley_2013(means[:, order], evidence.weights[order], groups)
            for order in np.argsort(uniform, axis=1)
        ]
    )
    raw = strong_oakley_2013(means, evidence.weights, groups)
    most = float(np.quantile(shuffled.max(axis=1), 1.0 - SIGNIFICANT))
    # By rounding alone a worth may be a last bit above nothing.
    return raw, shuffled.mean(axis=0), most + 1e-12 * (1.0 + float(np.abs(means).max()))


def _of_all(values: Floats, weights: Floats) -> float:
    """Worth of knowing everything: the best by half of the seasons, judged by the other half."""
    half = values.shape[2] // 2
    if not half:
        return 0.0
    one, other = values[:, :, :half].mean(axis=2), values[:, :, half:].mean(axis=2)
    draws = np.arange(values.shape[1])
    judged_by_other = other[np.argmin(one, axis=0), draws], one[np.argmin(other, axis=0), draws]
    best = float(sum(each @ weights for each in judged_by_other)) / 2.0
    without = float((values.mean(axis=2) @ weights).min())
    return max(0.0, without - best)


def _held(weights: Floats, groups: Ints) -> Floats:
    """Return which draws lie in which bin of which parameter, shape (parameters * bins, draws)."""
    count = int(groups.max()) + 1
    found = groups[:, np.newaxis, :] == np.arange(count)[np.newaxis, :, np.newaxis]
    return found.reshape(-1, weights.size).astype(np.float64)
