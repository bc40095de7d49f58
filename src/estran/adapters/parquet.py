"""Tables of states as Parquet: read in chunks, verdict codes written back. The home of pyarrow.

What a cell means is not known here. Without the extra `tables` this file cannot be imported.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow
from pyarrow import parquet

from estran.adapters.tables import CHUNK
from estran.errors import ReportFileError
from estran.exchange.facts_table import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from estran.quantities.arrays import Codes

TYPED = ("bool", "int", "uint", "float", "double", "halffloat")


def read_rows(path: Path) -> Iterator[Rows]:
    """Yield the rows of a Parquet file in chunks.

    Raises
    ------
    ReportFileError
        Where the file is missing or unreadable.
    """
    first = 2  # as in a spreadsheet, where the head is row 1
    try:
        for batch in parquet.ParquetFile(path).iter_batches(batch_size=CHUNK):
            yield Rows(first, {one: _cells(batch.column(one)) for one in batch.schema.names})
            first += batch.num_rows
    except (OSError, pyarrow.ArrowException) as error:
        reason = getattr(error, "strerror", None) or "is not Parquet"
        raise ReportFileError(
            "report.file", f"{path}: cannot be read: {reason}.", file=str(path), reason=reason
        ) from error


def verdict_bytes(codes: Mapping[str, Codes]) -> bytes:
    """Return verdict codes as Parquet: one column an option, one row a state."""
    sink = io.BytesIO()
    parquet.write_table(pyarrow.table(dict(codes)), sink)
    return sink.getvalue()


def _cells(column: Any) -> NDArray[Any] | list[str]:  # noqa: ANN401 (a column of pyarrow)
    """Return numbers and truths as a masked array, and all else as texts."""
    kind = str(column.type)
    if not kind.startswith(TYPED):
        return ["" if one is None else str(one) for one in column.to_pylist()]
    missing = column.is_null().to_numpy(zero_copy_only=False)
    values = column.fill_null(False if kind == "bool" else 0).to_numpy(zero_copy_only=False)
    return np.ma.masked_array(values, mask=missing)
