"""Facts as arrays: one situation or millions, and nothing that is not known is filled in.

A number may be known as a range. The door: what is out of range, of the wrong kind, upside down,
or a fill value is refused here, by name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

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
Ends = tuple[Column, Column]


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
        Values in the fact's unit, NaN where unknown, shape (count,); of a range the lower end.
    categories : mapping
        Index among the fact's categories, -1 where unknown, shape (count,).
    highs : mapping
        Upper ends, NaN where unknown, shape (count,), of those numbers alone of which one is a
        range.
    """

    count: int
    yes_no: Mapping[str, tuple[Bools, Bools]]
    numbers: Mapping[str, Floats]
    categories: Mapping[str, NDArray[np.int8]]
    highs: Mapping[str, Floats] = field(default_factory=dict)

    def part(self, start: int, stop: int) -> States:
        """Return the situations from start to stop, without a copy."""
        return States(
            min(stop, self.count) - start,
            {name: (yes[start:stop], no[start:stop]) for name, (yes, no) in self.yes_no.items()},
            {name: values[start:stop] for name, values in self.numbers.items()},
            {name: codes[start:stop] for name, codes in self.categories.items()},
            {name: values[start:stop] for name, values in self.highs.items()},
        )


def one_situation(values: Mapping[str, object]) -> States:
    """Return one situation; None is unknown, and so is a fact that is not given.

    Parameters
    ----------
    values : mapping
        Facts by name: True or False, a number in the fact's unit, a range of it as a pair
        (low, high) with both ends in it, or a category.

    Raises
    ------
    UnknownNameError
        Where a fact is not in the list.
    QuantityError
        Where a value is of the wrong kind, out of range, a fill value, a range upside down, or
        cannot be given.
    """
    columns: dict[str, Column | Ends] = {}
    for name, value in values.items():
        _kind_of_one(fact(name), value)
        if isinstance(value, tuple):
            columns[name] = (np.ma.asarray([value[0]]), np.ma.asarray([value[1]]))
        elif value is not None:
            columns[name] = np.ma.asarray([value])
    return _states(columns, count=1)


def many_situations(columns: Mapping[str, Column | Ends]) -> States:
    """Return many situations from arrays of one length; a masked element is unknown.

    Parameters
    ----------
    columns : mapping
        Facts by name, shape (count,); of a number also a pair of arrays, the ends of its ranges,
        masked alike.

    Raises
    ------
    UnknownNameError
        Where a fact is not in the list.
    QuantityError
        Where lengths differ, or an element that is not masked is of the wrong kind, out of range,
        NaN or another fill value, or a range is upside down.
    """
    arrays = [one for given in columns.values() for one in _ends(given)]
    lengths = {len(one) for one in arrays}
    if len(lengths) != 1:
        raise QuantityError(
            "fact.lengths",
            f"Columns of facts differ in length: {sorted(lengths)}.",
            lengths=sorted(lengths),
        )
    return _states(columns, count=lengths.pop())


def _ends(given: Column | Ends) -> tuple[Column, ...]:
    """Return a column, or the two of a range."""
    return given if isinstance(given, tuple) else (given,)


def _states(columns: Mapping[str, Column | Ends], *, count: int) -> States:
    yes_no, numbers, categories = {}, {}, {}
    highs: dict[str, Floats] = {}
    for name, given in columns.items():
        declared = fact(name)
        _may_be_given(declared, given)
        column, high = _ends(given)[0], _ends(given)[-1]
        known = ~np.ma.getmaskarray(column)
        values = np.ma.getdata(column)
        if declared.kind == "yes_no":
            yes_no[name] = _masks(declared, values, known)
        elif declared.kind == "number":
            numbers[name] = _numbers(declared, values, known)
            highs |= {} if high is column else _high(declared, numbers[name], high)
        else:
            categories[name] = _codes(declared, values, known)
    yes_no |= {one.name: _follows(one, yes_no, count) for one in facts().values() if one.any_of}
    return States(count, yes_no, numbers, categories, highs)


def _may_be_given(declared: Fact, given: Column | Ends) -> None:
    if declared.any_of:
        raise _refuse(declared, "cannot be given; it follows from " + ", ".join(declared.any_of))
    if isinstance(given, tuple) and (declared.kind != "number" or len(given) != 2):
        raise _refuse(declared, "is given as a range; a range has two ends, and is of a number")


def _high(declared: Fact, low: Floats, given: Column) -> dict[str, Floats]:
    """Return the upper ends by the name of their fact; nothing where no range has a width."""
    high = _numbers(declared, np.ma.getdata(given), ~np.ma.getmaskarray(given))
    if (np.isnan(low) != np.isnan(high)).any():
        raise _refuse(declared, "has a range of which one end alone is known; give both")
    if (wrong := low > high).any():
        ends = f"{low[wrong][0]:g} to {high[wrong][0]:g}"
        raise _refuse(declared, f"has the range {ends}, which is upside down")
    return {declared.name: high} if (low < high).any() else {}


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
        raise _refuse(declared, f"is one of {allowed}, or unknown: {str(values[strange][0])!r}")
    return codes


def _kind_of_one(declared: Fact, value: object) -> None:
    """Refuse what NumPy would quietly turn into something else: 1 for yes, True for 1."""
    if value is None:
        return
    wanted = {"yes_no": (bool,), "number": (int, float), "category": (str,)}[declared.kind]
    pair = isinstance(value, tuple) and len(value) == 2 and declared.kind == "number"
    for one in cast("tuple[object, ...]", value) if pair else (value,):
        wrong_bool = isinstance(one, bool) and declared.kind != "yes_no"
        if not isinstance(one, wanted) or wrong_bool:
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
        "fact.refused",
        f"The fact {declared.name!r} {problem}.",
        fact=declared.name,
        problem=problem,
    )
