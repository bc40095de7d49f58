"""Names for the NumPy arrays that Estran passes around; nothing is computed here."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
"""Quantities, in SI units unless the name of the variable says otherwise."""

Number: TypeAlias = Any
"""One number, or an array of them: laws that are compiled take either."""

Ints: TypeAlias = NDArray[np.int64]
"""Counts and indices."""

Bools: TypeAlias = NDArray[np.bool_]
"""Masks and flags."""

Codes: TypeAlias = NDArray[np.int8]
"""Values of a small IntEnum, one per element."""

Words: TypeAlias = NDArray[np.uint64]
"""Raw random words."""

Bytes: TypeAlias = NDArray[np.uint8]
"""Packed bits and bytes."""
