"""Synthetic seas on a grid whose bed is charted, for the engine and its compiled form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.seabed import Seabed
from tests.support.gridded import DEGREE

if TYPE_CHECKING:
    from collections.abc import Callable

    from estran.environment.window import Window
    from estran.quantities.arrays import Floats


def charted(
    window: Window, below: Callable[[Floats, Floats], Floats], *, sd: float = 0.5
) -> Window:
    """The window with a bed: depth below high water springs as a function of east and north."""
    shore = window.coast.shore
    x = (shore.west + shore.dlon * np.arange(shore.columns)) * DEGREE
    y = (shore.north - shore.dlat * np.arange(shore.rows)) * DEGREE
    depth = below(*np.meshgrid(x, y)).astype(np.float32).ravel()
    return replace(window, bed=Seabed(depth, np.full(depth.size, sd, dtype=np.float32)))


def beach_and_bank(x: Floats, y: Floats) -> Floats:
    """An even beach in the east, nothing held in the west, and a bank 6 km off the coast."""
    depth = np.where(y < 3000.0, 0.008 * y, 30.0)
    depth[np.hypot(x - 3000.0, y - 6000.0) < 2500.0] = 3.0
    depth[x < -2000.0] = np.nan
    return depth
