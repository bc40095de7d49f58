"""Stream and level on the nodes of a window: what an area holds, with what is kept laid over it.

Where an area has no stream of its own, kept currents stand alone; where it has no tide, the water
is taken to stand at the coast line, by name. No file is read here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.forcing_faults import ForcingFault
from estran.environment.kept_window import LaidOn, laid, laid_alone, lifted

if TYPE_CHECKING:
    from estran.environment.kept_window import Laid
    from estran.environment.sea import SeaFields
    from estran.environment.window_nodes import LaidNodes
    from estran.quantities.arrays import Floats, Ints
    from estran.quantities.geodesy import Position

BESIDE = 3000.0
"""Nodes so far inland [m] still take part: a body at the shore rests on those around it."""


def forcing_on(
    fields: SeaFields, nodes: LaidNodes, moments: Floats, *, middle: Position, longest: float
) -> Laid:
    """Return stream and level on nodes at moments.

    Parameters
    ----------
    fields : SeaFields
        What is held of the area, and the kept fields that count.
    nodes : LaidNodes
        Where.
    moments : (t,) array
        When, seconds since 1970, UTC.
    middle : Position
        Where a surge is asked.
    longest : float
        Beyond their hours kept currents that stand alone are held for so long [s].
    """
    east, north = nodes.longitude, nodes.latitude
    turn = nodes.plane.convergence(longitude=east, latitude=north).ravel()
    on = LaidOn(east.ravel(), north.ravel(), turn, moments, middle)
    level = _level(fields, nodes, on)
    if fields.stream is None:
        found = laid_alone(fields.kept, on=on, sea=_at_sea(fields, on), longest=longest)
        found = replace(found, level=level)
    else:
        stream = fields.stream.on_nodes(
            longitude=on.longitude, latitude=on.latitude, epoch_seconds=moments, turn=turn
        )
        found = laid(fields.kept, on=on, stream=stream, level=level)
    if fields.tide is not None:
        return found
    return replace(found, level=level, faults=(*found.faults, _no_level(moments)))


def _level(fields: SeaFields, nodes: LaidNodes, on: LaidOn) -> Floats:
    """Level above mean high water springs, (t, ny, nx) [m]; that of the coast line without tide.

    A surge that is kept lifts the tide, whoever tells the stream.
    """
    if fields.tide is None:
        return np.zeros((on.moments.size, *nodes.longitude.shape))
    tide = fields.tide.level_above_mhws_grid(
        longitude=nodes.longitude, latitude=nodes.latitude, epoch_seconds=on.moments
    )
    return lifted(fields.kept, on=on, level=tide)


def _at_sea(fields: SeaFields, on: LaidOn) -> Ints:
    off = fields.coast.distance(longitude=on.longitude, latitude=on.latitude)
    return np.flatnonzero(~(off < -BESIDE))


def _no_level(moments: Floats) -> ForcingFault:
    return ForcingFault(
        key="hours",
        forcing="level",
        first=float(moments[0]),
        last=float(moments[-1]),
        share=1.0,
        fallback="coast_line",
    )
