"""What the analysis works on: a study's columns, draws and parameters, checked once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.errors import DataError
from estran.lab.analysis.nested import Nested, apart, bonett_price_2012
from estran.lab.analysis.polynomials import bins, legendre_basis
from estran.lab.analysis.weighing import kong_1992

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.lab.analysis.polynomials import Basis
    from estran.lab.parameters import Parameter
    from estran.lab.results import StudyResults
    from estran.quantities.arrays import Floats, Ints

MAIN = ("deaths", "persons_in_water", "officer_harm")
"""The outcomes for which reasons are looked for; of these fewer are better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A study, ready to be analysed.

    Attributes
    ----------
    doctrines : tuple of str
        The first is the reference.
    ranked : tuple of str
        Those that break no proof, in the same order.
    columns : mapping
        Name to array of shape (doctrines, draws, seasons).
    drawn : mapping
        Parameters that vary over the draws, key to array of shape (draws,).
    table : mapping
        What is known of each parameter in `drawn`.
    weights : array of shape (draws,)
        Together 1.
    basis : Basis or None
        Polynomials of `drawn`; None where nothing varies.
    groups : array of int, shape (parameters, draws)
        Bin of each draw, by parameter in `drawn`.
    """

    doctrines: tuple[str, ...]
    ranked: tuple[str, ...]
    columns: Mapping[str, Floats]
    drawn: Mapping[str, Floats]
    table: Mapping[str, Parameter]
    weights: Floats
    basis: Basis | None
    groups: Ints

    @property
    def reference(self) -> str:
        """The doctrine that others are compared with."""
        return self.doctrines[0]

    @property
    def seasons(self) -> int:
        """Seasons of each draw."""
        return next(iter(self.columns.values())).shape[2]

    def of(self, column: str, doctrine: str) -> Floats:
        """Return one count under one doctrine, shape (draws, seasons)."""
        found: Floats = self.columns[column][self.doctrines.index(doctrine)]
        return found

    def mean(self, column: str, doctrine: str) -> float:
        """Return the mean of a count under a doctrine, over seasons and weighted draws."""
        return float(self.of(column, doctrine).mean(axis=1) @ self.weights)

    def apart(self, column: str, doctrine: str, reference: str) -> Floats:
        """Return a count less that of the reference, in the same seasons; (draws, seasons)."""
        return apart(self.of(column, doctrine), self.of(column, reference))

    def difference(self, column: str, doctrine: str, reference: str) -> Nested:
        """Return the variance components of a difference in the same seasons."""
        return bonett_price_2012(self.apart(column, doctrine, reference), self.weights)

    def ranked_means(self, column: str) -> Floats:
        """Return draws' means of the doctrines that may be ranked, shape (ranked, draws)."""
        found: Floats = np.stack([self.of(column, one).mean(axis=1) for one in self.ranked])
        return found

    def main(self) -> tuple[str, ...]:
        """Return those of `MAIN` that the study has."""
        return tuple(key for key in MAIN if key in self.columns)


def evidence_of(results: StudyResults, table: Mapping[str, Parameter]) -> Evidence:
    """Return a study, ready to be analysed.

    Raises
    ------
    DataError
        Where an array does not have the shape that the study says, holds what is not a number, or
        the weights are not ones.
    """
    shape = (len(results.doctrines), results.weights.size)
    for name, column in results.columns.items():
        if column.ndim != 3 or column.shape[:2] != shape or not np.isfinite(column).all():
            raise _malformed(name, f"finite numbers, {shape[0]} doctrines by {shape[1]} draws")
    for key, drawn in results.parameters.items():
        if drawn.shape != shape[1:]:
            raise _malformed(key, f"one number for each of {shape[1]} draws")
    if (results.weights < 0.0).any() or not results.weights.sum() > 0.0:
        raise _malformed("weights", "numbers that are not negative, and not all zero")
    broken = results.breaches
    varied = {
        key: drawn
        for key, drawn in results.parameters.items()
        if key in table and (drawn != drawn[0]).any()
    }
    return prepared(
        results.columns,
        doctrines=results.doctrines,
        ranked=tuple(one for one in results.doctrines if not broken.get(one)),
        drawn=varied,
        table={key: table[key] for key in varied},
        weights=results.weights,
    )


def prepared(
    columns: Mapping[str, Floats],
    *,
    doctrines: tuple[str, ...],
    ranked: tuple[str, ...],
    drawn: Mapping[str, Floats],
    table: Mapping[str, Parameter],
    weights: Floats,
) -> Evidence:
    """Return a study that is known to be whole, with what all of the analysis needs again.

    The parameters are the attributes of `Evidence`; weights need not be together 1.
    """
    worth = kong_1992(weights)
    groups = [bins(values, worth) for values in drawn.values()]
    return Evidence(
        doctrines=doctrines,
        ranked=ranked,
        columns=columns,
        drawn=drawn,
        table=table,
        weights=weights / weights.sum(),
        basis=legendre_basis(drawn) if drawn else None,
        groups=np.stack(groups) if groups else np.empty((0, weights.size), dtype=np.int64),
    )


def _malformed(name: str, what: str) -> DataError:
    return DataError(
        "study.results_malformed",
        f"Results of a study: {name!r} must hold {what}. "
        "Look at the folder with `estran study check`.",
        name=name,
        what=what,
    )
