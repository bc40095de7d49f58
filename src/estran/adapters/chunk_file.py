"""A chunk of a study as the bytes of an .npz file: the same columns give the same bytes anywhere.

Nothing is compressed: what a compressor writes depends on its version. What is damaged, or stands
under another address than its own, is told from what is whole by a digest inside.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from estran.lab.chunks import Chunk
    from estran.quantities.arrays import Floats

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
READABLE = 0o600 << 16
DAMAGED = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, NotImplementedError)
"""What reading bytes may raise that are no whole chunk."""


def chunk_bytes(chunk: Chunk, columns: Mapping[str, Floats]) -> bytes:
    """Return the file of a chunk: `names`, sorted, and `counts` of shape (columns, lanes).

    Raises
    ------
    DataError
        Where a column does not hold one number a lane.
    """
    names = sorted(columns)
    for name in names:
        if columns[name].shape != (chunk.count,):
            raise DataError(
                "study.column",
                f"The column {name} holds {columns[name].shape} numbers, and the chunk has "
                f"{chunk.count} seasons. This is a mistake in Estran: please report it.",
                name=name,
                shape=str(columns[name].shape),
                count=chunk.count,
            )
    counts = np.array([columns[name] for name in names], dtype="<f8").reshape(-1, chunk.count)
    parts = {"names": _names(names), "counts": _array(counts)}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in {**parts, "digest": _array(_digest(chunk, parts))}.items():
            entry = zipfile.ZipInfo(f"{name}.npy", FIRST_DAY)
            entry.create_system, entry.external_attr = 3, READABLE
            archive.writestr(entry, content)
    return target.getvalue()


def columns_in(content: bytes, chunk: Chunk) -> dict[str, Floats] | None:
    """Return the columns of a chunk's file; None where it is damaged or another chunk's."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(f"{name}.npy") for name in ("names", "counts")}
            digest = _read(archive.read("digest.npy"))
        if not np.array_equal(digest, _digest(chunk, parts)):
            return None
        names, counts = str(_read(parts["names"])[()]).split("\n"), _read(parts["counts"])
        return dict(zip(names, counts, strict=True)) if counts.size else {}
    except DAMAGED:
        return None


def _names(names: list[str]) -> bytes:
    return _array(np.array("\n".join(names)))


def _array(values: NDArray[Any]) -> bytes:
    target = io.BytesIO()
    np.lib.format.write_array(target, values, version=(1, 0), allow_pickle=False)
    return target.getvalue()


def _read(content: bytes) -> NDArray[Any]:
    return np.lib.format.read_array(io.BytesIO(content), allow_pickle=False)


def _digest(chunk: Chunk, parts: Mapping[str, bytes]) -> NDArray[np.uint8]:
    whole = hashlib.sha256(chunk.address.encode())
    for name, content in sorted(parts.items()):
        whole.update(f"\n{name} {len(content)}\n".encode())
        whole.update(content)
    return np.frombuffer(whole.digest(), dtype=np.uint8)
