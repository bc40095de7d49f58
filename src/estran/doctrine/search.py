"""Is there a situation in which something happens? By cells where they are exact, else by Z3.

What is looked for is written once, over masks, and read both ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from estran.doctrine.cells import grid
from estran.doctrine.impossible import impossible, impossible_in
from estran.doctrine.kleene import Evaluator
from estran.doctrine.states import one_situation
from estran.doctrine.symbolic import Unknowns, solver_is_here
from estran.doctrine.tree import Some

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from estran.doctrine.cells import Grid, Plain
    from estran.doctrine.judge import Masking
    from estran.doctrine.tree import Condition
    from estran.quantities.arrays import Bools

Method = Literal["cells", "z3", "none"]
MOST_CELLS = 1 << 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found.

    Attributes
    ----------
    exists : bool or None
        None where it could not be decided.
    witness : mapping or None
        The situation with the fewest unknowns, facts by name; None is unknown.
    method : str
        ``cells``, ``z3``, or ``none`` where neither decided.
    impossible : tuple of str
        Declared impossible combinations that the witness holds, where none without was found.
    """

    exists: bool | None
    witness: Mapping[str, object] | None
    method: Method
    impossible: tuple[str, ...] = ()


NOT_DECIDED = Found(exists=None, witness=None, method="none")


def search(
    conditions: Sequence[Condition],
    breach: Callable[[Masking], Any],
    *,
    method: Method | None = None,
) -> Found:
    """Look for a situation over everything that the conditions ask for.

    Parameters
    ----------
    conditions : sequence of Condition
        All that `breach` reads.
    breach : callable
        Where what is looked for happens, from a reading of conditions as masks.
    method : str, optional
        One way only; the first that is exact where absent.
    """
    if method != "z3" and (cells := grid(conditions, most=MOST_CELLS)) is not None:
        return in_cells(cells, breach)
    if method != "cells" and solver_is_here():
        return _symbolically(conditions, breach)
    return NOT_DECIDED


def in_cells(cells: Grid, breach: Callable[[Masking], Any]) -> Found:
    """Look through every cell of a grid."""
    best: Plain | None = None
    for block in cells.blocks():
        evaluator = Evaluator(block.states)
        wanted = np.flatnonzero(block.full(breach(evaluator)))
        if len(wanted):
            found = cells.plainest(block, wanted, cannot_be(evaluator))
            best = found if best is None else min(best, found)
    if best is None:
        return Found(exists=False, witness=None, method="cells")
    return shown(cells.situation(best[1]), "cells")


def cannot_be(evaluator: Evaluator) -> Bools:
    """Return where some declared impossible combination holds."""
    return evaluator.masks(Some(tuple(one.when for one in impossible())))[0]


def shown(witness: Mapping[str, object], method: Method) -> Found:
    """Return that there is one, with the declared impossible combinations that it holds."""
    return Found(exists=True, witness=witness, method=method, impossible=impossible_in(witness))


def _symbolically(conditions: Sequence[Condition], breach: Callable[[Masking], Any]) -> Found:
    """Ask Z3, and take a witness for one only where the evaluator agrees."""
    reading = Unknowns(conditions)
    answer = reading.solve(breach(reading))
    if not isinstance(answer, dict):
        return NOT_DECIDED if answer is None else Found(exists=False, witness=None, method="z3")
    happens = breach(Evaluator(one_situation(answer)))
    return shown(answer, "z3") if np.all(happens) else NOT_DECIDED
