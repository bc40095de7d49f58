"""Synthetic seas on the grid that the compiled engine reads; linear streams are exact there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.environment.coast import Coast, LandMask, ShoreDistance
from estran.environment.tide import Box
from estran.environment.window import Window
from estran.quantities.geodesy import LocalPlane, Position
from tests.support.flows import still

if TYPE_CHECKING:
    from collections.abc import Callable

    from estran.quantities.arrays import Floats

DEGREE = 100_000.0  # metres, in both directions, of a plane that pretends to be the earth
NO_COAST = -np.inf


def gridded_sea(
    *,
    flow: Callable[[Floats, Floats, Floats], Floats] = still,
    level: Callable[[Floats], Floats] = np.zeros_like,
    coast_y: float = NO_COAST,
    hours: int = 6,
    level_spacing: float = 900.0,
    half_width: float = 60_000.0,
) -> Window:
    """A window around the origin with land south of `coast_y`, if any."""
    spacing = 2000.0
    axis = np.arange(-half_width - 2 * spacing, half_width + 3 * spacing, spacing)  # past the box
    x, y = np.meshgrid(axis, axis)
    times = np.arange(-5400.0, hours * 3600.0 + 5400.0 + level_spacing, level_spacing)
    stream = [flow(x.ravel(), y.ravel(), np.full(x.size, t)) for t in times]
    tide = np.broadcast_to(level(times)[:, None, None], (times.size, *x.shape))
    edge = half_width / DEGREE
    return Window(
        plane=LocalPlane(origin=Position(latitude=51.0, longitude=1.5)),
        west=float(axis[0]),
        south=float(axis[0]),
        spacing=spacing,
        start=0.0,
        first_level=float(times[0]),
        level_spacing=level_spacing,
        stream=np.array(stream).reshape(times.size, *x.shape, 2),
        tide=np.array(tide),
        longitude=x / DEGREE,
        latitude=y / DEGREE,
        coast=_coast(coast_y, half_width),
        box=Box(west=-edge, south=-edge, east=edge, north=edge),
    )


def _coast(coast_y: float, half_width: float) -> Coast:
    """Land as bits of 250 m, and the distance from it on nodes 500 m apart, up to 4 km."""
    cells, nodes = int(half_width / 125.0), int(half_width / 250.0) + 1
    edge = half_width / DEGREE
    rows = half_width - 250.0 * (np.arange(cells) + 0.5)  # y of each row, from the north
    land = np.repeat((rows < coast_y)[:, None], cells, axis=1)
    packed = np.packbits(land, axis=1)
    distance = (half_width - 500.0 * np.arange(nodes) - coast_y).clip(-4000.0, 4000.0)
    return Coast(
        name="synthetic",
        mask=LandMask(
            packed=packed.ravel(),
            rows=cells,
            columns=cells,
            row_bytes=packed.shape[1],
            west=-edge,
            north=edge,
            dlon=250.0 / DEGREE,
            dlat=250.0 / DEGREE,
        ),
        shore=ShoreDistance(
            metres=np.repeat(distance.astype(np.float32), nodes),
            rows=nodes,
            columns=nodes,
            west=-edge,
            north=edge,
            dlon=500.0 / DEGREE,
            dlat=500.0 / DEGREE,
            clip=4000.0,
        ),
    )
