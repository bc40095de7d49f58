"""The file of a kept field of the sea: a line that names the form, a line of JSON, then the arrays.

Bytes in, bytes out: no file is opened here.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from estran.environment.kept_field import KeptField, label_of
from estran.errors import InputError

MAGIC = b"estran kept field 1\n"
_AXES = ("times", "latitude", "longitude")


def field_bytes(field: KeptField) -> bytes:
    """Return the file of a field: a line that names the form, a line of JSON, then the arrays."""
    times = field.times
    label = {
        **label_of(field),
        "sha256": field.sha256,
        "fetched_at": field.fetched_at,
        "first": float(times[0]),
        "last": float(times[-1]),
        "axes": [int(getattr(field, name).size) for name in _AXES],
    }
    head = json.dumps(label, ensure_ascii=False, sort_keys=True).encode()
    axes = [getattr(field, name).astype("<f8").tobytes() for name in _AXES]
    return b"".join([MAGIC, head, b"\n", *axes, field.values.astype("<f4").tobytes()])


def field_from(content: bytes, *, said: str) -> KeptField:
    """Return the field of a file's bytes; `said` names it in a refusal.

    Raises
    ------
    InputError
        ``sea.damaged`` where it is not whole, not of this form, or not what its hash says.
    """
    try:
        return _parsed(content)
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise damaged_field(said) from error


def field_label(magic: bytes, line: bytes) -> dict[str, Any]:
    """Return the label of a file from its first two lines, as it was written.

    Raises
    ------
    ValueError
        Where it is none.
    """
    if magic != MAGIC or not line.endswith(b"\n"):
        raise ValueError("no kept field")
    label = json.loads(line)
    if not isinstance(label, dict):
        raise TypeError("no label")
    return label


def _parsed(content: bytes) -> KeptField:
    begun = content.index(b"\n", len(MAGIC)) + 1
    label = field_label(content[: len(MAGIC)], content[len(MAGIC) : begun])
    arrays: dict[str, Any] = {}
    at = begun
    for name, count in zip(_AXES, label["axes"], strict=True):
        arrays[name] = np.frombuffer(content, dtype="<f8", count=count, offset=at)
        at += 8 * count
    values = np.frombuffer(content, dtype="<f4", offset=at).reshape(label["shape"])
    given = ("layer", "source", "title", "unit", "licence", "fetched_at", "issued_at")
    said = {key: label[key] for key in (*given, "resolution", "sha256")}
    if not said["sha256"]:
        raise ValueError("no hash")
    return KeptField(**said, **arrays, values=values, datum=label.get("datum", ""))


def damaged_field(said: str) -> InputError:
    """Return the refusal of a file; `said` names it."""
    return InputError(
        "sea.damaged",
        f"{said}: is no kept field of the sea, or not whole. Fetch or add it again.",
        file=said,
    )
