"""What moves a contrast: effects of single parameters, and of measured, rival and assumed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.lab.analysis.emulator import Emulator, fitted
from estran.lab.analysis.polynomials import Term, ranks
from estran.lab.analysis.scales import Emulated, emulated
from estran.lab.analysis.weighing import kong_1992, weighted_interval, weighted_mean
from estran.lab.findings import Effect, KindShares, Refused, Tornado
from estran.quantities.randomness import RandomStreams

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from estran.lab.analysis.evidence import Evidence
    from estran.lab.analysis.nested import Nested
    from estran.quantities.arrays import Floats, Ints

REPLICATES = 64
MOST_EFFECTS = 12


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


def kind_shares(evidence: Evidence, apart: Floats) -> KindShares | Refused:
    """Return from which kind of parameter the variance of a contrast comes, and on which scale.

    Parameters
    ----------
    apart : array, shape (draws, seasons)
        Differences in the same seasons, as of `Evidence.apart`.
    """
    found = emulated(evidence, apart)
    if isinstance(found, Refused):
        return found
    kinds = [evidence.table[key].kind for key in evidence.drawn]
    weights, explained = found.nested.weights, found.of_signal
    assumed = sudret_2008(found.emulator, weights, _has("assumed", kinds))
    others = sudret_2008(found.emulator, weights, _has("rival", kinds, without="assumed"))
    return KindShares(
        measured=max(0.0, 1.0 - assumed - others),
        rival=others,
        assumed=assumed,
        explained=explained,
        assumed_low=assumed * explained,
        assumed_high=assumed * explained + 1.0 - explained,
        scale=found.scale,
    )


def tornado(evidence: Evidence, outcome: str, doctrine: str) -> Tornado:
    """Return what moves the difference between a doctrine and the reference."""
    found = emulated(evidence, evidence.apart(outcome, doctrine, evidence.reference))
    if isinstance(found, Refused):
        explained = found.have if found.why == "poor_fit" else 0.0
        nested = evidence.difference(outcome, doctrine, evidence.reference)
        return Tornado(
            outcome=outcome,
            doctrine=doctrine,
            reference=evidence.reference,
            explained=explained,
            ceiling=nested.ceiling,
            dependence=0.0,
            effects=found,
        )
    effects = _effects(evidence, found)
    return Tornado(
        outcome=outcome,
        doctrine=doctrine,
        reference=evidence.reference,
        explained=found.of_signal,
        ceiling=found.nested.ceiling,
        dependence=_dependence(evidence.drawn, [one.parameter for one in effects]),
        effects=effects,
        scale=found.scale,
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


def _effects(evidence: Evidence, found: Emulated) -> tuple[Effect, ...]:
    replicates = _rubin_1981(found.emulator, found.nested)
    moved = sorted({place for term in found.emulator.terms for place, _ in term})
    keys = tuple(evidence.drawn)
    effects = [_effect(evidence, found, (keys[place], place), replicates) for place in moved]
    return tuple(sorted(effects, key=lambda one: (-one.total, one.parameter)))[:MOST_EFFECTS]


def _effect(
    evidence: Evidence, on_scale: Emulated, named: tuple[str, int], again: Floats
) -> Effect:
    key, place = named
    found, nested = on_scale.emulator, on_scale.nested
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
