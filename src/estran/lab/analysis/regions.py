"""Under which of two doctrines an outcome is lower: over two parameters, and against belief."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.analysis.nested import sun_2011
from estran.lab.analysis.polynomials import is_switch, ranks
from estran.lab.analysis.regret import savage_1951
from estran.lab.analysis.weighing import SHARE, hill_1970, kong_1992
from estran.lab.findings import (
    Axis,
    Belief,
    BeliefLine,
    Cell,
    Interval,
    Refused,
    Region,
)
from estran.lab.outcomes import judged

if TYPE_CHECKING:
    from estran.lab.analysis.evidence import Evidence
    from estran.lab.findings import Lower
    from estran.quantities.arrays import Floats, Ints

DRAWS_IN_A_CELL = 10
MOST_CELLS_ACROSS = 5
LEAST_IN_A_CELL = 4
"""Draws below which a cell gives no interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """An axis, and the bin of each draw on it."""

    axis: Axis
    place: Ints
    count: int


def davis_2019_region(
    evidence: Evidence, outcome: str, doctrine: str, parameters: tuple[str, str]
) -> Region:
    """Return where `doctrine` and where the reference has the lower mean, in cells.

    Parameters
    ----------
    parameters : tuple of str
        Across and up.

    Raises
    ------
    InputError
        Where nobody says what is better.

    Notes
    -----
    Source: davis_2019. A cell is told apart where the interval of its mean difference leaves 0
    outside; intervals are widened so that all of them hold together (dunn_1961).
    """
    judged(outcome)
    nested = evidence.difference(outcome, doctrine, evidence.reference)
    across, up = (_cut(evidence, key) for key in parameters)
    count = across.count * up.count
    rank = 1.0 - (1.0 - SHARE) / 2.0 / count
    cells = tuple(
        _cell(nested.means, nested.weights, (across.place == column) & (up.place == row), rank)
        for row in range(up.count)
        for column in range(across.count)
    )
    return Region(
        outcome=outcome,
        doctrine=doctrine,
        reference=evidence.reference,
        across=across.axis,
        up=up.axis,
        cells=tuple(
            Cell(
                column=place % across.count,
                row=place // across.count,
                draws=draws,
                mean=mean,
                interval=interval,
                lower=_lower(draws, interval),
            )
            for place, (draws, mean, interval) in enumerate(cells)
        ),
        share=SHARE,
    )


def davis_2019_belief(evidence: Evidence, outcome: str, parameter: str) -> Belief | None:
    """Return expected regret of the ranked doctrines against belief in a rival mechanism.

    Returns
    -------
    Belief or None
        None where one side has fewer than two draws, or fewer than two doctrines may be ranked.

    Raises
    ------
    InputError
        Where nobody says what is better.

    Notes
    -----
    Source: davis_2019. Regret of a side is the mean over its draws less the lowest such mean; at
    a belief between, it is the mean of both sides by that belief.
    """
    judged(outcome)
    values = evidence.drawn[parameter]
    on = values > values.min()
    if min(on.sum(), (~on).sum()) < 2 or len(evidence.ranked) < 2:
        return None
    means = evidence.ranked_means(outcome)
    sides = [_side(means[:, where], evidence.weights[where]) for where in (~on, on)]
    if any(side is None for side in sides):
        return None
    (off_regret, off_error), (on_regret, on_error) = (side for side in sides if side is not None)
    lines = tuple(
        BeliefLine(
            doctrine=doctrine,
            off=float(off_regret[place]),
            on=float(on_regret[place]),
            off_error=float(off_error[place]),
            on_error=float(on_error[place]),
        )
        for place, doctrine in enumerate(evidence.ranked)
    )
    return Belief(
        outcome=outcome,
        parameter=parameter,
        label=evidence.table[parameter].label,
        lines=lines,
        crossings=_crossings(lines),
    )


def _side(means: Floats, weights: Floats) -> tuple[Floats, Floats] | None:
    """Regret of the mean over draws, and the standard error of each difference from the best."""
    if weights.sum() <= 0.0:
        return None
    weights = weights / weights.sum()
    regret = savage_1951((means @ weights)[:, np.newaxis])[:, 0]
    best = int(np.argmin(regret))
    spreads = np.array(
        [sun_2011((one - means[best])[:, np.newaxis], weights).spread for one in means]
    )
    return regret, np.sqrt(spreads / kong_1992(weights))


def _crossings(lines: tuple[BeliefLine, ...]) -> tuple[tuple[float, str, str], ...]:
    at = {0.0, 1.0}
    for one in lines:
        for other in lines:
            gap, slope = one.off - other.off, (one.on - one.off) - (other.on - other.off)
            if slope != 0.0 and 0.0 < -gap / slope < 1.0:
                at.add(-gap / slope)
    stretches = sorted(at)
    lowest = [_lowest(lines, (start + end) / 2.0) for start, end in pairwise(stretches)]
    return tuple(
        (stretches[place + 1], before, after)
        for place, (before, after) in enumerate(pairwise(lowest))
        if before != after
    )


def _lowest(lines: tuple[BeliefLine, ...], belief: float) -> str:
    found = min(lines, key=lambda one: one.off + belief * (one.on - one.off))
    return found.doctrine


def _cut(evidence: Evidence, key: str) -> _Cut:
    values, one = evidence.drawn[key], evidence.table[key]
    if is_switch(values):
        low, high = float(values.min()), float(values.max())
        half = (high - low) / 2.0
        edges: tuple[float, ...] = (low - half, low + half, high + half)
        place, switch = (values > low).astype(np.int64), True
    else:
        worth = kong_1992(evidence.weights)
        count = int(max(2, min(MOST_CELLS_ACROSS, (worth / DRAWS_IN_A_CELL) ** 0.5)))
        place, switch = np.minimum((ranks(values) * count).astype(np.int64), count - 1), False
        highs = [float(values[place <= bin_].max()) for bin_ in range(count)]
        edges = (float(values.min()), *highs)
    axis = Axis(parameter=key, label=one.label, unit=one.unit, edges=edges, switch=switch)
    return _Cut(axis=axis, place=place, count=len(edges) - 1)


def _cell(
    means: Floats,
    weights: Floats,
    inside: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    rank: float,
) -> tuple[int, float | None, Interval | Refused]:
    inside = inside & (weights > 0.0)
    draws = int(inside.sum())
    if not draws:
        return 0, None, Refused(why="few_draws", have=0, need=LEAST_IN_A_CELL)
    nested = sun_2011(means[inside][:, np.newaxis], weights[inside])
    worth = nested.effective
    if worth < LEAST_IN_A_CELL - 1e-9:
        return draws, nested.mean, Refused(why="few_draws", have=worth, need=LEAST_IN_A_CELL)
    half = hill_1970(rank=rank, freedom=worth - 1.0) * (nested.spread / worth) ** 0.5
    return (
        draws,
        nested.mean,
        Interval(low=nested.mean - half, high=nested.mean + half, share=2.0 * rank - 1.0),
    )


def _lower(draws: int, interval: Interval | Refused) -> Lower:
    if not draws:
        return "empty"
    if isinstance(interval, Interval):
        if interval.high < 0.0:
            return "doctrine"
        if interval.low > 0.0:
            return "reference"
    return "not_told_apart"
