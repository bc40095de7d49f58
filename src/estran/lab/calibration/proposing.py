"""Where to look next: straight lines through what was simulated, and the normal they leave over.

This only steers where points are spent; whatever it gets wrong, the weights put right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.calibration.implausibility import implausibility
from estran.lab.calibration.normal_scores import Proposal

if TYPE_CHECKING:
    from estran.lab.calibration.implausibility import Beside
    from estran.quantities.arrays import Floats, Ints

SIGNS = 4.0
"""Standard errors of a correlation beyond which a parameter counts as moving a statistic."""
MOST_IN_A_LINE = 12
WIDER = 1.6
"""How much wider a proposal is than what the lines leave over, in variance."""
PRIOR_SHARE = 0.2
NEAR = 0.5
"""Part of the points, the closest to history, on which lines are drawn; at least `FEWEST`."""
FEWEST = 120
NARROWED, SHIFTED = 0.8, 0.4
"""Variance below, and shift above, which a parameter is told of as moved."""


def next_proposal(scores: Floats, found: Beside) -> Proposal:
    """Return a proposal about what straight lines leave over.

    Parameters
    ----------
    scores : array, shape (points, parameters)
        As normal scores of the prior.
    found : Beside
        Their pasts beside history.

    Notes
    -----
    Source: craig_1997 (Bayes linear adjustment by an emulator).
    Source: hesterberg_1995 (part of the points still come from the prior).
    """
    near = _near(found)
    slopes, level, rest = _lines(scores[near], found, near)
    moved = np.flatnonzero(np.any(slopes != 0.0, axis=0))
    some = slopes[:, moved]
    spread = rest + np.mean(found.excused[near], axis=0)[_weighing(found)]
    observed = np.array([found.aims[place].value for place in _weighing(found)])
    precision = np.eye(moved.size) + (some.T / spread) @ some
    left = np.linalg.inv(precision)
    centre = left @ (some.T / spread) @ (observed - level)
    return Proposal(
        moved=moved,
        centre=centre,
        spread=WIDER * (left + left.T) / 2.0,
        prior_share=PRIOR_SHARE,
    )


def smoothed(scores: Floats, found: Beside) -> Beside:
    """Return the same points with less of the noise of few seasons, where lines run through them.

    The mean of a point is drawn towards the line as far as what the lines leave is noise, and not
    the model's own bends. Points far from history keep what they have.

    Notes
    -----
    Source: vernon_2010 (an emulator's mean and variance take the place of single runs).
    """
    near = _near(found)
    mean, noise = found.mean.copy(), found.noise.copy()
    for place in range(len(found.aims)):
        chosen, fit, rest = _line(scores[near], found.mean[near, place])
        own = found.noise[near, place]
        bends = max(rest - float(own.mean()), 0.0)
        trust = bends / (bends + own + 1e-300)
        line = fit[0] + scores[near][:, chosen] @ fit[1:]
        mean[near, place] = line + trust * (found.mean[near, place] - line)
        noise[near, place] = trust * own + rest * (1 + chosen.size) / near.size
    return replace(found, mean=mean, noise=noise)


def visibly_moved(proposal: Proposal) -> Ints:
    """Return the places of the parameters that history moves visibly, strongest first."""
    own = np.diag(proposal.spread) / WIDER
    seen = (own < NARROWED) | (np.abs(proposal.centre) > SHIFTED)
    order = np.argsort(own, kind="stable")
    return proposal.moved[order[seen[order]]]


def _weighing(found: Beside) -> list[int]:
    return [place for place, aim in enumerate(found.aims) if aim.target.weighed]


def _near(found: Beside) -> Ints:
    """Return the points that come closest to history, half of them or as many as lines need."""
    distance = np.sum(np.minimum(implausibility(found), 10.0) ** 2, axis=1)
    count = min(len(distance), max(FEWEST, int(NEAR * len(distance))))
    return np.sort(np.argsort(distance, kind="stable")[:count])


def _lines(scores: Floats, found: Beside, near: Ints) -> tuple[Floats, Floats, Floats]:
    """Return slopes (statistics, parameters), levels and variances that the lines leave."""
    weighing = _weighing(found)
    statistics = found.mean[near][:, weighing]
    slopes = np.zeros((len(weighing), scores.shape[1]))
    level, rest = np.empty(len(weighing)), np.empty(len(weighing))
    for row, statistic in enumerate(statistics.T):
        chosen, fit, rest[row] = _line(scores, statistic)
        slopes[row, chosen], level[row] = fit[1:], fit[0]
    return slopes, level, rest


def _line(scores: Floats, statistic: Floats) -> tuple[Ints, Floats, float]:
    """Return the parameters of a line, its level and slopes, and the variance that it leaves."""
    chosen = _that_move(scores, statistic)
    design = np.column_stack([np.ones(len(scores)), scores[:, chosen]])
    fit: Floats = np.linalg.lstsq(design, statistic, rcond=None)[0].astype(np.float64)
    return chosen, fit, float(np.mean((statistic - design @ fit) ** 2))


def _that_move(scores: Floats, statistic: Floats) -> Ints:
    """Return the parameters that visibly move a statistic, one after another, strongest first."""
    chosen: list[int] = []
    left = statistic - statistic.mean()
    limit = SIGNS / np.sqrt(len(statistic))
    spread = scores.std(axis=0) + 1e-12
    for _ in range(MOST_IN_A_LINE):
        if left.std() < 1e-12:
            break
        alike = np.abs((scores - scores.mean(axis=0)).T @ left) / (len(left) * spread * left.std())
        alike[chosen] = 0.0
        best = int(alike.argmax())
        if alike[best] < limit:
            break
        chosen.append(best)
        design = np.column_stack([np.ones(len(scores)), scores[:, chosen]])
        left = statistic - design @ np.linalg.lstsq(design, statistic, rcond=None)[0]
    return np.array(chosen, dtype=np.int64)
