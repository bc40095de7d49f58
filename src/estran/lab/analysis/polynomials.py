"""Parameters by rank: cut into bins, and as polynomials that do not overlap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.quantities.arrays import Floats, Ints

DRAWS_IN_A_BIN = 12
MOST_BINS = 8

Term = tuple[tuple[int, int], ...]
"""Parameters of a product, by place, each with its degree: ((3, 1), (7, 2))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Single-parameter polynomials of degree 1 and 2, each of mean 0 and variance 1.

    Attributes
    ----------
    keys : tuple of str
        Parameters, in the order of places.
    terms : tuple
        Of the columns.
    columns : array of shape (draws, terms)
    """

    keys: tuple[str, ...]
    terms: tuple[Term, ...]
    columns: Floats

    def products(self, places: tuple[int, ...]) -> tuple[tuple[Term, ...], Floats]:
        """Return the products of two of some parameters, straight in each; (draws, pairs)."""
        at = {term: place for place, term in enumerate(self.terms)}
        pairs = [(one, other) for one in places for other in places if one < other]
        terms = tuple(((one, 1), (other, 1)) for one, other in pairs)
        columns = [
            self.columns[:, at[((one, 1),)]] * self.columns[:, at[((other, 1),)]]
            for one, other in pairs
        ]
        return terms, np.stack(columns, axis=1) if columns else np.empty((len(self.columns), 0))


def ranks(values: Floats) -> Floats:
    """Return shares of the values that lie below each, ties in the middle; between 0 and 1."""
    ordered = np.sort(values)
    below = np.searchsorted(ordered, values, side="left")
    upto = np.searchsorted(ordered, values, side="right")
    found: Floats = (below + upto) / (2.0 * values.size)
    return found


def legendre_basis(drawn: Mapping[str, Floats]) -> Basis:
    """Return Legendre polynomials of the ranks of each parameter; of a switch the first only.

    Parameters
    ----------
    drawn : mapping
        Key to array of shape (draws,), each with at least two values.

    Notes
    -----
    Source: sudret_2008 (products of such polynomials split a variance by parameter).
    """
    terms: list[Term] = []
    columns: list[Floats] = []
    for place, values in enumerate(drawn.values()):
        rank = ranks(values)
        powers = [2.0 * rank - 1.0, 6.0 * rank**2 - 6.0 * rank + 1.0]
        for degree, power in enumerate(powers[: 1 if is_switch(values) else 2], start=1):
            terms.append(((place, degree),))
            columns.append((power - power.mean()) / power.std())
    return Basis(keys=tuple(drawn), terms=tuple(terms), columns=np.stack(columns, axis=1))


def is_switch(values: Floats) -> bool:
    """Tell whether there are two values and nothing between."""
    return np.unique(values).size == 2


def bins(values: Floats, worth: float) -> Ints:
    """Return the bin of each draw: both values of a switch, else equally full ones.

    Parameters
    ----------
    worth : float
        Effective draws; at least two bins, at most eight, twelve draws in each.
    """
    if is_switch(values):
        return (values > values.min()).astype(np.int64)
    count = int(max(2, min(MOST_BINS, worth // DRAWS_IN_A_BIN)))
    return np.minimum((ranks(values) * count).astype(np.int64), count - 1)
