"""A table of numbers as an .npy file, written piece by piece: memory holds one piece at a time.

A memory map would do it too, but its pages count as this process's until they are on the disk.
"""

from __future__ import annotations

import os
from math import prod
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from estran.quantities.arrays import Floats

SIZE = 8
"""Bytes of a number."""


class TableFile:
    """An .npy file of shape (columns, doctrines, lanes); what nobody puts there is 0.

    Parameters
    ----------
    path : Path
        Of a file that is made anew.
    shape : tuple of int
    """

    def __init__(self, path: Path, shape: tuple[int, int, int]) -> None:
        self.shape = shape
        self._file = path.open("wb")
        head = {"descr": "<f8", "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_1_0(self._file, head)
        self._start = self._file.tell()
        self._file.truncate(self._start + SIZE * prod(shape))

    def put(self, values: Floats, column: int, doctrine: int, lane: int) -> None:
        """Put the values of some lanes, from `lane` on, where they belong."""
        place = (column * self.shape[1] + doctrine) * self.shape[2] + lane
        self._file.seek(self._start + SIZE * place)
        self._file.write(values.astype("<f8").tobytes())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._file as file:
            file.flush()
            os.fsync(file.fileno())
