"""Many states from a table: one column a fact, one row a state; bad cells named by row and column.

Rows count as a spreadsheet shows them: the head is row 1. An empty cell is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from estran.doctrine.facts import fact
from estran.doctrine.states import many_situations
from estran.errors import InputError, QuantityError, ReportFileError
from estran.exchange.fact_values import NOBODY_KNOWS, read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from estran.doctrine.facts import Fact
    from estran.doctrine.states import States
    from estran.quantities.arrays import Floats

Cells: TypeAlias = "Sequence[str] | NDArray[Any]"
"""Texts, an array of texts as bytes, or a masked array where the file knows types."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a table, and the number of the first."""

    first: int
    columns: Mapping[str, Cells]


@dataclass(slots=True)
class TableReader:
    """Reads the chunks of one table; what a word means is looked up once."""

    name: str
    _known: dict[str, dict[str, int]] = field(default_factory=dict)

    def states(self, chunks: Iterator[Rows]) -> Iterator[States]:
        """Yield the states of each chunk.

        Raises
        ------
        ReportFileError
            Naming file, row and column.
        """
        for rows in chunks:
            columns = {name: self._column(name, rows) for name in rows.columns}
            try:
                yield many_situations(columns)
            except QuantityError as error:
                raise self._refuse(rows.first, "", error.message) from error

    def _column(self, name: str, rows: Rows) -> Any:  # noqa: ANN401 (a column, or two ends)
        cells = rows.columns[name]
        try:
            declared = fact(name)
            if declared.any_of:
                wanted = f"follows from {', '.join(declared.any_of)} and cannot be given"
                raise QuantityError("fact.refused", f"{name} {wanted}.", fact=name, problem=wanted)
        except InputError as error:
            raise self._refuse(1, name, error.message) from error
        if isinstance(cells, np.ndarray) and cells.dtype.kind != "S":
            return self._typed(declared, cells, rows.first)
        if declared.kind == "number":
            return self._numbers(declared, cells, rows.first)
        return self._words(declared, cells, rows.first)

    def _words(self, declared: Fact, cells: Cells, first: int) -> Any:  # noqa: ANN401
        known = self._known.setdefault(declared.name, {})
        if isinstance(cells, np.ndarray):
            codes = self._codes(declared, cells, known, first)
        else:
            for cell in set(cells) - known.keys():
                row = first + cells.index(cell)
                known[cell] = self._code(declared, cell, row)
            codes = np.fromiter(map(known.__getitem__, cells), np.int8, len(cells))
        if declared.kind == "yes_no":
            return np.ma.masked_array(codes == 1, mask=codes < 0)
        values = np.array((*declared.categories, ""))[codes]
        return np.ma.masked_array(values, mask=codes < 0)

    def _codes(
        self, declared: Fact, cells: NDArray[Any], known: dict[str, int], first: int
    ) -> NDArray[np.int8]:
        """Return the code of each cell: one look at each word, wherever it stands."""
        codes = np.full(len(cells), -2, dtype=np.int8)
        left = np.ones(len(cells), dtype=bool)
        while left.any():
            place = int(left.argmax())
            cell = cells[place].decode()
            if cell not in known:
                known[cell] = self._code(declared, cell, first + place)
            same = cells == cells[place]
            codes[same] = known[cell]
            left &= ~same
        return codes

    def _code(self, declared: Fact, cell: str, row: int) -> int:
        try:
            value = read_value(declared, cell)
        except QuantityError as error:
            raise self._refuse(row, declared.name, error.message) from error
        if value is None:
            return -1
        return declared.categories.index(value) if isinstance(value, str) else int(bool(value))

    def _numbers(self, declared: Fact, cells: Cells, first: int) -> Any:  # noqa: ANN401
        texts = np.asarray(cells)
        empty = texts == texts.dtype.type()
        try:
            values = np.where(
                empty, texts.dtype.type("nan" if texts.dtype.kind == "U" else b"nan"), texts
            ).astype(np.float64)
        except ValueError:
            return self._ranges(declared, cells, first)
        if (np.isnan(values) == empty).all() and _within(declared, values):
            return np.ma.masked_array(values, mask=empty)
        return self._ranges(declared, cells, first)

    def _ranges(self, declared: Fact, cells: Cells, first: int) -> Any:  # noqa: ANN401
        ends = np.full((2, len(cells)), np.nan)
        texts = (one.decode() if isinstance(one, bytes) else str(one) for one in cells)
        for place, cell in enumerate(texts):
            if cell.strip().casefold() in NOBODY_KNOWS:
                continue
            try:
                value = read_value(declared, cell)
            except QuantityError as error:
                raise self._refuse(first + place, declared.name, error.message) from error
            ends[:, place] = value
        return np.ma.masked_invalid(ends[0]), np.ma.masked_invalid(ends[1])

    def _typed(self, declared: Fact, cells: NDArray[Any], first: int) -> NDArray[Any]:
        """Check an array that came with its type; the door checks the kind again."""
        if declared.kind == "number" and cells.dtype.kind in "iuf":
            values = np.ma.filled(np.ma.asarray(cells).astype(np.float64), np.nan)
            known = ~np.ma.getmaskarray(cells)
            wrong = known & ~_fits(declared, values)
            if wrong.any():
                place = int(np.argmax(wrong))
                found = str(np.ma.getdata(cells)[place])
                wanted = f"{declared.low:g} to {declared.high:g} {declared.unit}"
                raise self._refuse(first + place, declared.name, f"{found} is not in {wanted}.")
        return cells

    def _refuse(self, row: int, column: str, problem: str) -> ReportFileError:
        return ReportFileError(
            "facts.cell",
            f"{self.name}, row {row}, column {column or 'all'}: {problem}",
            file=self.name,
            row=row,
            column=column or "*",
            problem=problem,
        )


def _fits(declared: Fact, values: Floats) -> NDArray[np.bool_]:
    inside = (values >= declared.low) & (values <= declared.high)
    return inside & (values == np.round(values)) if declared.whole else inside


def _within(declared: Fact, values: Floats) -> bool:
    return bool((np.isnan(values) | _fits(declared, values)).all())
