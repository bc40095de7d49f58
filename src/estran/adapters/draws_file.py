"""The draws of a study as two files: one that is shared, one whose figures are kept back.

How a boat is loaded and floats leaves the house as a class, never as a figure. So those draws stand
apart, out of the crate; whoever has the same code draws them again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.lab.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estran.lab.drawn import Draws
    from estran.quantities.arrays import Floats

WARNING = (
    "How a boat is loaded and floats: assumed numbers, and no measurement. Not part of what is "
    "shared: whoever has the same version of Estran draws them again from the seed."
)


def kept_back(keys: Iterable[str]) -> frozenset[str]:
    """Return those of some parameters whose figures stay inside."""
    table = parameters()
    return frozenset(key for key in keys if key in table and table[key].class_only)


def shared_bytes(draws: Draws) -> bytes:
    """Return the file that is shared: digest of all draws, weights, and what is not kept back."""
    back = kept_back(draws.values)
    head = {"sha256": draws.digest, "weights": draws.weights.tolist(), "kept_back": sorted(back)}
    return _with_values(head, {key: draws.values[key] for key in draws.values if key not in back})


def kept_back_bytes(draws: Draws) -> bytes | None:
    """Return the file that stays; None where nothing is kept back."""
    back = kept_back(draws.values)
    values = {key: draws.values[key] for key in draws.values if key in back}
    return _with_values({"warning": WARNING}, values) if back else None


def values_in(said: Mapping[str, Any]) -> dict[str, Floats]:
    """Return the draws that one of the two files holds, by key."""
    return {key: np.array(column) for key, column in said["values"].items()}


def _with_values(head: Mapping[str, Any], values: Mapping[str, Floats]) -> bytes:
    """Return JSON, one parameter at a time: there may be many draws, and text is large."""
    text = json.dumps(head, ensure_ascii=False, indent=1)
    held = bytearray(f'{text.removesuffix("}").rstrip()},\n "values": {{'.encode())
    comma = ""
    for key, column in values.items():
        numbers = ",\n   ".join(map(repr, column.tolist()))
        held += f"{comma}\n  {json.dumps(key)}: [\n   {numbers}\n  ]".encode()
        comma = ","
    return bytes(held + b"\n }\n}\n")
