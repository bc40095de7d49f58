"""Seas with holes: the gridded sea of `gridded`, some of its stream taken out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from estran.environment.window import Window
    from estran.quantities.arrays import Bools, Floats

HOUR = 3600.0


def holed(window: Window, hole: Callable[[Floats, Floats, Floats], Bools]) -> Window:
    """The window without a stream where `hole(x, y, t)` says so, at its nodes and levels."""
    levels, rows, columns = window.tide.shape
    x = window.west + window.spacing * np.arange(columns, dtype=np.float64)
    y = window.south + window.spacing * np.arange(rows, dtype=np.float64)[:, None]
    t = window.first_level + window.level_spacing * np.arange(levels, dtype=np.float64)
    t = t[:, None, None]
    gone = np.broadcast_to(hole(x, y, t), window.tide.shape)
    return replace(window, stream=np.where(gone[..., None], np.nan, window.stream))


def east_of(border: float) -> Callable[[Floats, Floats, Floats], Bools]:
    """No stream east of a border [m], at any hour."""

    def hole(x: Floats, y: Floats, t: Floats) -> Bools:
        del y, t
        return np.asarray(x > border)

    return hole


def between(first: float, last: float) -> Callable[[Floats, Floats, Floats], Bools]:
    """No stream anywhere from one hour to another."""

    def hole(x: Floats, y: Floats, t: Floats) -> Bools:
        del x, y
        return np.asarray((t >= first * HOUR) & (t <= last * HOUR))

    return hole
