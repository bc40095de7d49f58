"""A contrast as a short polynomial of the parameters, chosen and judged on draws not seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.quantities.randomness import RandomStreams

if TYPE_CHECKING:
    from estran.lab.analysis.polynomials import Basis, Term
    from estran.quantities.arrays import Floats, Ints

FOLDS = 5
MOST_TERMS = 16
DRAWS_FOR_A_TERM = 6
PAIRED = 6
"""Parameters of which products are tried: those that enter first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emulator:
    """A polynomial that stands in for the draws' means.

    Attributes
    ----------
    terms : tuple
        As chosen.
    columns : array of shape (draws, terms)
    coefficients : array of shape (terms,)
        Of columns of mean 0 and variance 1.
    explained : float
        Share of the variance of the means that is foretold on draws not seen; 0 where none is.
    """

    terms: tuple[Term, ...]
    columns: Floats
    coefficients: Floats
    explained: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Path:
    """Terms in the order in which they entered, and squares of what each step left unexplained."""

    terms: tuple[Term, ...]
    columns: Floats
    unseen: Floats


def blatman_sudret_2011(basis: Basis, values: Floats, weights: Floats) -> Emulator:
    """Fit a sparse polynomial of degree 2.

    Parameters
    ----------
    basis : Basis
    values : array, shape (draws,)
    weights : array, shape (draws,)
        Together 1.

    Notes
    -----
    Source: blatman_sudret_2011, with terms entering one by one by what they explain, and their
    number set by the draws left out in each of five folds, the choice of terms included.
    """
    folds = _folds(values.size)
    most = max(1, min(MOST_TERMS, int(1.0 / (weights @ weights)) // DRAWS_FOR_A_TERM))
    lost = np.zeros(most + 1)
    for fold in range(FOLDS):
        seen = folds != fold
        path = _path(basis, values, np.where(seen, weights, 0.0), most)
        lost += weights[~seen] @ path.unseen[~seen]
    best = int(np.argmin(lost))
    explained = 0.0 if lost[0] <= 0.0 else max(0.0, 1.0 - float(lost[best] / lost[0]))
    path = _path(basis, values, weights, most)
    columns = path.columns[:, :best]
    return Emulator(
        terms=path.terms[:best],
        columns=columns,
        coefficients=fitted(columns, values, weights),
        explained=explained,
    )


def fitted(columns: Floats, values: Floats, weights: Floats) -> Floats:
    """Return coefficients by weighted least squares about the means, shape (terms,)."""
    weights = weights / weights.sum()
    centred = columns - weights @ columns
    squares = centred.T @ (weights[:, np.newaxis] * centred)
    along = centred.T @ (weights * (values - weights @ values))
    found = np.linalg.solve(squares + 1e-9 * np.eye(len(squares)), along)
    return found.astype(np.float64)


def _folds(count: int) -> Ints:
    order = np.argsort(RandomStreams(0).uniforms("lab.folds", step=0, first=0, count=count)[:, 0])
    folds = np.empty(count, dtype=np.int64)
    folds[order] = np.arange(count) % FOLDS
    return folds


def _path(basis: Basis, values: Floats, weights: Floats, most: int) -> _Path:
    """Let terms enter one by one; rows of weight 0 are not seen, but told what is left of them."""
    weights = weights / weights.sum()
    singles = _entering(basis.terms, basis.columns, values, weights, most)
    places = tuple(dict.fromkeys(term[0][0] for term in singles.terms))[:PAIRED]
    terms, products = basis.products(tuple(sorted(places)))
    if not terms:
        return singles
    chosen = [basis.terms.index(term) for term in singles.terms]
    candidates = np.concatenate([basis.columns[:, chosen], products], axis=1)
    return _entering((*singles.terms, *terms), candidates, values, weights, most)


def _entering(
    terms: tuple[Term, ...], candidates: Floats, values: Floats, weights: Floats, most: int
) -> _Path:
    rest = candidates - weights @ candidates
    left: Floats = values - weights @ values
    square, along = weights @ rest**2, (weights * left) @ rest
    least = 1e-6 * square
    unseen: list[Floats] = [left**2]
    entered: list[int] = []
    for _ in range(min(most, len(terms))):
        gain = np.where(square > least, along**2 / np.maximum(square, 1e-300), -1.0)
        place = int(np.argmax(gain))
        if gain[place] <= 0.0:
            break
        entered.append(place)
        column = rest[:, place] / np.sqrt(square[place])
        share, drop = (weights * column) @ rest, float((weights * column) @ left)
        left = left - column * drop
        rest -= column[:, np.newaxis] * share
        square, along = square - share**2, along - share * drop
        unseen.append(left**2)
    unseen += [unseen[-1]] * (most + 1 - len(unseen))
    return _Path(
        terms=tuple(terms[place] for place in entered),
        columns=candidates[:, entered],
        unseen=np.stack(unseen, axis=1),
    )
