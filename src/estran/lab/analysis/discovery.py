"""Scenario discovery: under which conditions a doctrine does worse than the reference.

A box is given only where it holds on draws that it had not seen: with many parameters and few
draws, some box always looks dense.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.lab.analysis.nested import too_few
from estran.lab.analysis.polynomials import ranks
from estran.lab.analysis.prim import Cases, Peeled, chosen, friedman_fisher_1999
from estran.lab.analysis.weighing import SIGNIFICANT, binomial_tail
from estran.lab.findings import Box, Discovery, Limit, Refused
from estran.lab.outcomes import judged
from estran.quantities.randomness import RandomStreams

if TYPE_CHECKING:
    from estran.lab.analysis.evidence import Evidence
    from estran.quantities.arrays import Bools, Floats, Ints

FOLDS = 4
HALVES = 10
SCREENED = 6
"""Parameters that a box may limit: those that go most with the difference."""
LEAST_CASES, MOST_CASES = 0.1, 0.9


def bryant_lempert_2010(evidence: Evidence, outcome: str, doctrine: str) -> Discovery:
    """Return the conditions under which a doctrine does worse than the reference.

    Raises
    ------
    InputError
        Where nobody says what is better.

    Notes
    -----
    Source: bryant_lempert_2010: coverage, density, quasi-p values and how often a limit returns in
    half samples. Limits whose quasi-p value exceeds 0.05 are freed.
    """
    judged(outcome)
    nested = evidence.difference(outcome, doctrine, evidence.reference)
    hit = nested.means > 0.0
    share = float(evidence.weights @ hit)
    refused = too_few(nested)
    if refused is None and not evidence.drawn:
        refused = Refused(why="not_varied", have=0, need=1)
    if refused is None and not LEAST_CASES <= share <= MOST_CASES:
        need = LEAST_CASES if share < LEAST_CASES else MOST_CASES
        refused = Refused(why="nearly_all_alike", have=share, need=need)
    box: Box | Refused
    trajectory: tuple[tuple[float, float, int], ...] = ()
    if refused is not None:
        box = refused
    else:
        box, trajectory = _discovered(evidence, nested.means, hit)
    return Discovery(
        outcome=outcome,
        doctrine=doctrine,
        reference=evidence.reference,
        cases=share,
        box=box,
        trajectory=trajectory,
    )


def _discovered(
    evidence: Evidence, means: Floats, hit: Bools
) -> tuple[Box | Refused, tuple[tuple[float, float, int], ...]]:
    drawn = np.stack(list(evidence.drawn.values()), axis=1)
    held = evidence.weights > 0.0
    cases = Cases(drawn=drawn, hit=hit, weights=evidence.weights).of(held)
    means = means[held]
    box, places, boxes = _fitted(cases, means)
    trajectory = tuple(
        (*cases.coverage_density(_on(one, places)), len(one.places())) for one in boxes
    )
    unseen = _unseen(cases, means)
    inside = int(unseen.sum())
    within = int((unseen & cases.hit).sum())
    base = float(cases.hit.mean())
    if not box.sides or binomial_tail(cases=within, count=inside, share=base) > SIGNIFICANT:
        density = within / inside if inside else 0.0
        return Refused(why="no_box_holds", have=density, need=base), trajectory
    coverage, density = cases.coverage_density(box)
    weighed = float(cases.weights @ unseen)
    found = float(cases.weights @ (unseen & cases.hit))
    again = _again(cases, means)
    return Box(
        limits=tuple(
            _limit(evidence, cases, box, place, float(again[place])) for place in box.places()
        ),
        coverage=coverage,
        density=density,
        coverage_unseen=found / float(cases.weights @ cases.hit),
        density_unseen=found / weighed,
        draws=int(box.inside(cases.drawn).sum()),
    ), trajectory


def _fitted(cases: Cases, means: Floats) -> tuple[Peeled, Ints, tuple[Peeled, ...]]:
    """Screen, peel, choose and free limits that do nothing; places are those of all parameters."""
    places = _screened(cases, means)
    few = Cases(drawn=cases.drawn[:, places], hit=cases.hit, weights=cases.weights)
    boxes = friedman_fisher_1999(few)
    box = chosen(few, boxes)
    while box.sides:
        worst = max(box.places(), key=lambda place: _quasi_p(few, box, place))
        if _quasi_p(few, box, worst) <= SIGNIFICANT:
            break
        box = box.without(worst)
    return _on(box, places), places, boxes


def _on(box: Peeled, places: Ints) -> Peeled:
    """Return a box of screened parameters as one of all."""
    return Peeled(
        tuple(type(side)(int(places[side.place]), side.above, side.bound) for side in box.sides)
    )


def _screened(cases: Cases, means: Floats) -> Ints:
    rank = np.argsort(np.argsort(cases.drawn, axis=0, kind="stable"), axis=0, kind="stable").T
    weights = cases.weights / cases.weights.sum()
    about = ranks(means) - weights @ ranks(means)
    spread = np.sqrt(np.maximum(rank**2 @ weights - (rank @ weights) ** 2, 1e-12))
    along = np.abs(rank @ (weights * about)) / spread
    return np.argsort(-along, kind="stable")[:SCREENED]


def _quasi_p(cases: Cases, box: Peeled, place: int) -> float:
    """How likely so many cases inside would be if one parameter's limits did nothing."""
    inside = box.inside(cases.drawn)
    density = float(cases.hit[box.without(place).inside(cases.drawn)].mean())
    return binomial_tail(
        cases=int((inside & cases.hit).sum()), count=int(inside.sum()), share=density
    )


def _unseen(cases: Cases, means: Floats) -> Bools:
    """Tell which draws lie in the box fitted to the other folds."""
    folds = _shuffled(cases.hit.size, 0) % FOLDS
    inside = np.zeros(cases.hit.size, dtype=bool)
    for fold in range(FOLDS):
        out = folds == fold
        box = _fitted(cases.of(~out), means[~out])[0]
        inside[out] = box.inside(cases.drawn[out]) if box.sides else False
    return inside


def _again(cases: Cases, means: Floats) -> Floats:
    """Return the share of half samples in which each parameter is limited again."""
    found: Floats = np.zeros(cases.drawn.shape[1])
    for half in range(1, HALVES + 1):
        chosen_half = _shuffled(cases.hit.size, half) % 2 == 0
        box = _fitted(cases.of(chosen_half), means[chosen_half])[0]
        found[list(box.places())] += 1.0
    return found / HALVES


def _shuffled(count: int, step: int) -> Ints:
    uniform = RandomStreams(0).uniforms("lab.shuffled", step=step, first=0, count=count)[:, 0]
    return np.argsort(np.argsort(uniform))


def _limit(evidence: Evidence, cases: Cases, box: Peeled, place: int, again: float) -> Limit:
    key = tuple(evidence.drawn)[place]
    one = evidence.table[key]
    ends = {side.above: side.bound for side in box.sides if side.place == place}
    return Limit(
        parameter=key,
        label=one.label,
        unit=one.unit,
        kind=one.kind,
        low=ends.get(True),
        high=ends.get(False),
        chance=_quasi_p(cases, box, place),
        again=again,
    )
