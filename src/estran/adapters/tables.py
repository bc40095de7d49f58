"""Tables of states as CSV: read in chunks, verdict codes written back. Nothing else is needed.

What a cell means is not known here. Parquet is in parquet.py.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.errors import ReportFileError
from estran.exchange.facts_table import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from io import BufferedReader
    from pathlib import Path

    from numpy.typing import NDArray

    from estran.quantities.arrays import Codes

CHUNK = 65_536
"""Rows at a time."""

BLOCK = 4_000_000
"""Bytes at a time."""

WIDEST = 64
"""Bytes of a cell up to which whole columns are cut at once."""

_NEWLINE = ord("\n")


def read_rows(path: Path) -> Iterator[Rows]:
    """Yield the rows of a CSV file in chunks; a semicolon may stand between the cells.

    Raises
    ------
    ReportFileError
        Where the file is missing, unreadable, has no head, or a row of another length.
    """
    try:
        with path.open("rb") as file:
            yield from _chunks(file, str(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise ReportFileError(
            "report.file", f"{path}: cannot be read: {reason}.", file=str(path), reason=reason
        ) from error


def verdict_bytes(codes: Mapping[str, Codes]) -> bytes:
    """Return verdict codes as CSV: one column an option, one row a state."""
    head = ",".join(codes) + "\n"
    digits = np.stack(list(codes.values()), axis=1).astype(np.uint8) + ord("0")
    rows = np.full((digits.shape[0], 2 * digits.shape[1]), ord(","), dtype=np.uint8)
    rows[:, ::2] = digits
    rows[:, -1] = _NEWLINE
    return head.encode() + rows.tobytes()


def _chunks(file: BufferedReader, name: str) -> Iterator[Rows]:
    head = file.readline().decode("utf-8-sig").rstrip("\r\n")
    mark = ";" if head.count(";") > head.count(",") else ","
    columns = [one.strip() for one in next(csv.reader([head], delimiter=mark), [])]
    _require_head(columns, name)
    first = 2
    while block := _whole_lines(file):
        cells: Mapping[str, Any] | None = _cut(block, columns, mark)
        cells = cells if cells is not None else _read(block, columns, mark, (name, first))
        yield Rows(first, cells)
        first += len(cells[columns[0]])


def _whole_lines(file: BufferedReader) -> bytes:
    """Return the next lines, with one kind of line end; nothing at the end of the file."""
    block = file.read(BLOCK) + file.readline()
    block = block.replace(b"\r\n", b"\n") if b"\r" in block else block
    return block if not block or block.endswith(b"\n") else block + b"\n"


def _cut(block: bytes, columns: Sequence[str], mark: str) -> dict[str, NDArray[np.bytes_]] | None:
    """Return the columns of plain lines; None where quotes, gaps or long cells ask for care."""
    if b'"' in block or b"\0" in block or not block.isascii():
        return None
    text = np.frombuffer(block, dtype=np.uint8)
    marks = np.flatnonzero((text == ord(mark)) | (text == _NEWLINE))
    if len(marks) % len(columns):
        return None
    ends = marks.reshape(-1, len(columns))
    lines = text[ends] == _NEWLINE
    if not lines[:, -1].all() or lines[:, :-1].any():
        return None
    starts = np.concatenate(([0], marks[:-1] + 1)).reshape(ends.shape)
    widest = int((ends - starts).max())
    if widest > WIDEST:
        return None
    return {
        name: _column(text, starts[:, place], ends[:, place]) for place, name in enumerate(columns)
    }


def _column(
    text: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.bytes_]:
    lengths = ends - starts
    steps = np.arange(max(int(lengths.max()), 1))
    cells = text[np.minimum(starts[:, None] + steps, len(text) - 1)]
    cells[steps >= lengths[:, None]] = 0
    found: NDArray[np.bytes_] = cells.view(f"S{len(steps)}").ravel()
    return found


def _read(
    block: bytes, columns: Sequence[str], mark: str, where: tuple[str, int]
) -> dict[str, tuple[str, ...]]:
    """Return the columns of lines that only a reader of CSV understands."""
    name, first = where
    reader = csv.reader(StringIO(block.decode(), newline=""), delimiter=mark, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise _refuse(name, first + reader.line_num, "*", f"this is not CSV: {error}.") from error
    for place, row in enumerate(rows):
        if len(row) != len(columns):
            problem = f"has {len(row)} cells, and the head has {len(columns)}."
            raise _refuse(name, first + place, "*", problem)
    return dict(zip(columns, zip(*rows, strict=True), strict=True))


def _require_head(columns: Sequence[str], name: str) -> None:
    if not any(columns):
        raise _refuse(name, 1, "*", "a table begins with the names of its facts.")
    for one in columns:
        if columns.count(one) > 1:
            raise _refuse(name, 1, one, "this column stands twice.")


def _refuse(name: str, row: int, column: str, problem: str) -> ReportFileError:
    return ReportFileError(
        "facts.cell",
        f"{name}, row {row}, column {column}: {problem}",
        file=name,
        row=row,
        column=column,
        problem=problem,
    )
