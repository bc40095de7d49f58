"""What moves a contrast: effects of single parameters, and of measured, rival and assumed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.lab.analysis.emulator import Emulator, blatman_sudret_2011, fitted
from estran.lab.analysis.nested import Nested, too_few
from estran.lab.analysis.polynomials import Term, ranks
from estran.lab.analysis.weighing import kong_1992, weighted_interval, weighted_mean
from estran.lab.findings import Effect, KindShares, Refused, Tornado
from estran.quantities.randomness import RandomStreams

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from estran.lab.analysis.evidence import Evidence
    from estran.quantities.arrays import Floats, Ints

NEEDED_FOR_EMULATOR = 40
"""Effective draws below which no emulator is fitted."""
LEAST_EXPLAINED = 0.3
"""Share of the signal, on draws not seen, below which an emulator says nothing."""
REPLICATES = 64
MOST_EFFECTS = 12


def emulated(evidence: Evidence, nested: Nested) -> Emulator | Refused:
    """Return a contrast as a polynomial of the parameters, or why there is none."""
    if refused := too_few(nested):
        return refused
    if nested.effective < NEEDED_FOR_EMULATOR - 1e-9:
        return Refused(why="few_draws", have=nested.effective, need=NEEDED_FOR_EMULATOR)
    if evidence.basis is None:
        return Refused(why="not_varied", have=0, need=1)
    if nested.between <= 0.0:
        return Refused(why="no_spread", have=0.0, need=nested.spread**0.5)
    found = blatman_sudret_2011(evidence.basis, nested.means, nested.weights)
    signal = _of_signal(found, nested)
    if signal < LEAST_EXPLAINED:
        return Refused(why="poor_fit", have=signal, need=LEAST_EXPLAINED)
    return found


def sudret_2008(emulator: Emulator, weights: Floats, counts: Callable[[Term], bool]) -> float:
    """Return the share of the emulated variance of the terms that count, 0 to 1.

    Squares of coefficients are lessened by what chance adds to them.

    Notes
    -----
    Source: sudret_2008.
    """
    squares = _squares(emulator, weights)
    chosen = np.array([counts(term) for term in emulator.terms])
    return float(squares[chosen].sum() / squares.sum())


def kind_shares(evidence: Evidence, nested: Nested) -> KindShares | Refused:
    """Return from which kind of parameter the variance of a contrast comes."""
    found = emulated(evidence, nested)
    if isinstance(found, Refused):
        return found
    kinds = [evidence.table[key].kind for key in evidence.drawn]
    assumed = sudret_2008(found, nested.weights, _has("assumed", kinds))
    others = sudret_2008(found, nested.weights, _has("rival", kinds, without="assumed"))
    explained = _of_signal(found, nested)
    return KindShares(
        measured=max(0.0, 1.0 - assumed - others),
        rival=others,
        assumed=assumed,
        explained=explained,
        assumed_low=assumed * explained,
        assumed_high=assumed * explained + 1.0 - explained,
    )


def tornado(evidence: Evidence, outcome: str, doctrine: str) -> Tornado:
    """Return what moves the difference between a doctrine and the reference."""
    nested = evidence.difference(outcome, doctrine, evidence.reference)
    found = emulated(evidence, nested)
    explained, dependence = 0.0, 0.0
    effects: tuple[Effect, ...] | Refused
    if isinstance(found, Refused):
        effects = found
        explained = found.have if found.why == "poor_fit" else 0.0
    else:
        effects = _effects(evidence, nested, found)
        explained = _of_signal(found, nested)
        dependence = _dependence(evidence.drawn, [one.parameter for one in effects])
    return Tornado(
        outcome=outcome,
        doctrine=doctrine,
        reference=evidence.reference,
        explained=explained,
        ceiling=nested.ceiling,
        dependence=dependence,
        effects=effects,
    )


def binned_first_order(values: Floats, weights: Floats, groups: Ints) -> float:
    """Return the share of a variance that lies between groups, freed from what chance gives.

    Parameters
    ----------
    values, weights : array, shape (draws,)
    groups : array of int, shape (draws,)
        From 0.

    Notes
    -----
    Source: pearson_1905 (the correlation ratio).
    Source: kelley_1935 (its adjustment for chance; not negative here).
    """
    count = int(groups.max()) + 1
    held = np.bincount(groups, weights, count)
    middles = np.bincount(groups, weights * values, count) / np.where(held > 0.0, held, 1.0)
    mean = weighted_mean(values, weights)
    whole = float(weights @ (values - mean) ** 2)
    rest = float(weights @ (values - middles[groups]) ** 2)
    worth = kong_1992(weights)
    if whole <= 0.0 or worth <= count:
        return 0.0
    return max(0.0, 1.0 - rest / whole * (worth - 1.0) / (worth - count))


def _effects(evidence: Evidence, nested: Nested, found: Emulator) -> tuple[Effect, ...]:
    replicates = _rubin_1981(found, nested)
    moved = sorted({place for term in found.terms for place, _ in term})
    keys = tuple(evidence.drawn)
    effects = [
        _effect(evidence, nested, found, (keys[place], place), replicates) for place in moved
    ]
    return tuple(sorted(effects, key=lambda one: (-one.total, one.parameter)))[:MOST_EFFECTS]


def _effect(
    evidence: Evidence, nested: Nested, found: Emulator, named: tuple[str, int], again: Floats
) -> Effect:
    key, place = named
    values, one = evidence.drawn[key], evidence.table[key]
    weights = nested.weights
    holds = np.array([any(at == place for at, _ in term) for term in found.terms])
    binned = binned_first_order(nested.means, weights, evidence.groups[place])
    return Effect(
        parameter=key,
        label=one.label,
        kind=one.kind,
        first=sudret_2008(found, weights, lambda term: all(at == place for at, _ in term)),
        total=sudret_2008(found, weights, lambda term: any(at == place for at, _ in term)),
        total_interval=weighted_interval(
            again[:, holds].sum(axis=1) / again.sum(axis=1), np.ones(len(again))
        ),
        binned=min(1.0, binned / nested.ceiling),
        up=bool((weights * (nested.means - nested.mean)) @ ranks(values) >= 0.0),
    )


def _squares(emulator: Emulator, weights: Floats) -> Floats:
    """Squares of coefficients, less the square of their error; never all zero."""
    size = weights @ emulator.columns**2
    worth = kong_1992(weights)
    total = float(emulator.coefficients**2 @ size)
    left = total * (1.0 - emulator.explained) / max(emulator.explained, 1e-9)
    error = left / max(1.0, worth - len(emulator.terms))
    raw = emulator.coefficients**2 * size
    lessened = np.maximum(raw - error, 0.0)
    return lessened if lessened.sum() > 0.0 else raw


def _rubin_1981(found: Emulator, nested: Nested) -> Floats:
    """Squares of coefficients with draws weighted anew, shape (replicates, terms).

    Notes
    -----
    Source: rubin_1981 (the Bayesian bootstrap). The choice of terms is not repeated.
    """
    count = nested.means.size
    uniform = RandomStreams(0).uniforms(
        "lab.bootstrap", step=0, first=0, count=REPLICATES, per=count
    )
    again = nested.weights * -np.log(uniform)
    return np.stack([fitted(found.columns, nested.means, one / one.sum()) ** 2 for one in again])


def _of_signal(found: Emulator, nested: Nested) -> float:
    return min(1.0, found.explained / nested.ceiling) if nested.ceiling > 0.0 else 0.0


def _has(kind: str, kinds: Sequence[str], *, without: str = "") -> Callable[[Term], bool]:
    def counts(term: Term) -> bool:
        found = {kinds[place] for place, _ in term}
        return kind in found and without not in found

    return counts


def _dependence(drawn: Mapping[str, Floats], keys: list[str]) -> float:
    if len(keys) < 2:
        return 0.0
    table = np.abs(np.corrcoef(np.stack([ranks(drawn[key]) for key in keys])))
    return float(np.max(table - np.eye(len(keys))))
