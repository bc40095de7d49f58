"""Facts as arrays: one situation or millions, and nothing that is not known is filled in.

The door: what is out of range, of the wrong kind, or a fill value is refused here, by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from estran.doctrine.facts import fact, facts
from estran.errors import QuantityError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.doctrine.facts import Fact
    from estran.quantities.arrays import Bools, Floats

FILL_VALUES = frozenset({-1.0, -9.0, -99.0, -999.0, -9999.0, -32768.0, 1e20, 9.96921e36})
Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class States:
    """Values of facts, one element a situation; a fact that is absent is unknown throughout.

    Attributes
    ----------
    count : int
        How many situations.
    yes_no : mapping
        Pairs of masks (known true, known false), shape (count,).
    numbers : mapping
        Values in the fact's unit, NaN where unknown, shape (count,).
    categories : mapping
        Index among the fact's categories, -1 where unknown, shape (count,).
    """

    count: int
    yes_no: Mapping[str, tuple[Bools, Bools]]
    numbers: Mapping[str, Floats]
    categories: Mapping[str, NDArray[np.int8]]

    def part(self, start: int, stop: int) -> States:
        """Return the situations from start to stop, without a copy."""
        return States(
            min(stop, self.count) - start,
            {name: (yes[start:stop], no[start:stop]) for name, (yes, no) in self.yes_no.items()},
            {name: values[start:stop] for name, values in self.numbers.items()},
            {name: codes[start:stop] for name, codes in self.categories.items()},
        )


def one_situation(values: Mapping[str, object]) -> States:
    """Return one situation; None is unknown, and so is a fact that is not given.

    Raises
    ------
    UnknownNameError
        Where a fact is not in the list.
    QuantityError
        Where a value is of the wrong kind, out of range, a fill value, or cannot be given.
    """
    columns = {}
    for name, value in values.items():
        _kind_of_one(fact(name), value)
        if value is not None:
            columns[name] = np.ma.asarray([value])
    return _states(columns, count=1)


def many_situations(columns: Mapping[str, Column]) -> States:
    """Return many situations from arrays of one length; a masked element is unknown.

    Raises
    ------
    UnknownNameError
        Where a fact is not in the list.
    QuantityError
        Where lengths differ, or an element that is not masked is of the wrong kind, out of range,
        NaN or another fill value.
    """
    lengths = {len(column) for column in columns.values()}
    if len(lengths) != 1:
        raise QuantityError(
            "fact.lengths", f"Columns of facts differ in length: {sorted(lengths)}."
        )
    return _states(
        {name: np.ma.asarray(column) for name, column in columns.items()}, count=lengths.pop()
    )


def _states(columns: Mapping[str, Column], *, count: int) -> States:
    states = States(count, {}, {}, {})
    yes_no, numbers, categories = {}, {}, {}
    for name, column in columns.items():
        declared = fact(name)
        if declared.any_of:
            raise _refuse(
                declared, "cannot be given; it follows from " + ", ".join(declared.any_of)
            )
        known = ~np.ma.getmaskarray(column)
        values = np.ma.getdata(column)
        if declared.kind == "yes_no":
            yes_no[name] = _masks(declared, values, known)
        elif declared.kind == "number":
            numbers[name] = _numbers(declared, values, known)
        else:
            categories[name] = _codes(declared, values, known)
    yes_no |= {one.name: _follows(one, yes_no, count) for one in facts().values() if one.any_of}
    return States(states.count, yes_no, numbers, categories)


def _follows(
    declared: Fact, yes_no: Mapping[str, tuple[Bools, Bools]], count: int
) -> tuple[Bools, Bools]:
    """Return true where one indicator is, false only where each is known to be false."""
    nothing = (np.zeros(count, dtype=bool), np.zeros(count, dtype=bool))
    masks = [yes_no.get(name, nothing) for name in declared.any_of]
    true = np.logical_or.reduce([yes for yes, _ in masks])
    false = np.logical_and.reduce([no for _, no in masks])
    return true, false


def _masks(declared: Fact, values: Column, known: Bools) -> tuple[Bools, Bools]:
    if values.dtype != np.bool_:
        raise _refuse(declared, f"is yes or no (true, false, or unknown), not {values.dtype}")
    return values & known, ~values & known


def _numbers(declared: Fact, values: Column, known: Bools) -> Floats:
    if values.dtype.kind not in "iuf":
        raise _refuse(declared, f"is a number in {declared.unit}, not {values.dtype}")
    numbers = np.where(known, values.astype(np.float64), np.nan)
    outside = known & ~((numbers >= declared.low) & (numbers <= declared.high))
    if outside.any():
        raise _out_of_range(declared, float(values[outside][0]))
    if declared.whole and (fraction := known & (numbers != np.round(numbers))).any():
        raise _refuse(declared, f"is counted in whole {declared.unit}: {values[fraction][0]}")
    return numbers


def _codes(declared: Fact, values: Column, known: Bools) -> NDArray[np.int8]:
    codes = np.full(len(values), -1, dtype=np.int8)
    for index, category in enumerate(declared.categories):
        codes[known & (values == category)] = index
    if (strange := known & (codes < 0)).any():
        allowed = ", ".join(declared.categories)
        raise _refuse(declared, f"is one of {allowed}, or unknown: {values[strange][0]!r}")
    return codes


def _kind_of_one(declared: Fact, value: object) -> None:
    """Refuse what NumPy would quietly turn into something else: 1 for yes, True for 1."""
    wanted = {"yes_no": (bool,), "number": (int, float), "category": (str,)}[declared.kind]
    wrong_bool = isinstance(value, bool) and declared.kind != "yes_no"
    if value is not None and (not isinstance(value, wanted) or wrong_bool):
        kind = declared.kind.replace("_", " or ")
        raise _refuse(declared, f"is a fact of the kind {kind}; {value!r} is none")


def _out_of_range(declared: Fact, value: float) -> QuantityError:
    hint = ""
    if value in FILL_VALUES or value != value:  # noqa: PLR0124 -- NaN differs from itself
        hint = " That is a fill value: leave the fact unknown instead"
    return _refuse(
        declared,
        f"lies from {declared.low:g} to {declared.high:g} {declared.unit}; {value:g} does not."
        f"{hint}",
    )


def _refuse(declared: Fact, problem: str) -> QuantityError:
    return QuantityError(
        "fact.refused", f"The fact {declared.name!r} {problem}.", fact=declared.name
    )
