"""The water's edge along a whole coast at one moment, as lines, with how far it may lie elsewhere.

The law and the slopes are those of every answer; one even slope stands for every beach that no
kept grid of depths holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.engine.areas import zero_lines
from estran.environment.seabed import seabed_of
from estran.environment.waterline import SlopeRange, waterline
from estran.errors import DataError
from estran.quantities.instants import epoch_seconds
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from datetime import datetime

    from estran.environment.coast import ShoreDistance
    from estran.environment.sea import SeaFields
    from estran.environment.tide import TideField
    from estran.quantities.arrays import Floats

EVERY = 40
"""Nodes of the shore raster (100 m) between two at which the tide is worked out."""
SHORTEST = 12
"""Points that a line has at least: shorter ones go around single cells."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WaterlineMap:
    """The water's edge at one moment.

    Attributes
    ----------
    likely, steepest, flattest : tuple of (k, 2) arrays
        Longitude and latitude [degrees]: at the mean over the slopes, and at both ends of them.
    level_low, level_high : float
        Water level above mean high water springs, over the area [m].
    level_sd : float
        Its error, mostly surge [m].
    slope : SlopeRange
        Of the foreshore, assumed.
    charted : bool
        Whether a kept grid of depths holds some of the foreshore.
    """

    likely: tuple[Floats, ...]
    steepest: tuple[Floats, ...]
    flattest: tuple[Floats, ...]
    level_low: float
    level_high: float
    level_sd: float
    slope: SlopeRange
    charted: bool = False


def waterline_map(fields: SeaFields, *, at: datetime) -> WaterlineMap:
    """Return the water's edge of an area.

    Parameters
    ----------
    fields : SeaFields
        What is held of it.
    at : datetime
        When, with its zone.

    Notes
    -----
    Seaward distance from the coast line as in :func:`estran.environment.waterline.waterline`, the
    tide at nodes 4 km apart and linear between them. Where a kept grid is believed the edge is
    where its bed meets the water, and its ends lie one standard deviation of bed and level to both
    sides. Else bars, channels, sea walls and harbours are not held: where the shore is a wall the
    edge stands at the coast line, whatever is drawn.
    """
    row = assumption("beach_slope")
    slope = SlopeRange(low=row.low, high=row.high)
    shore = fields.coast.shore
    tide = _tide_of(fields)
    level = _level(tide, shore, epoch_seconds(at))
    metres = shore.metres.reshape(shore.rows, shore.columns).astype(np.float64)
    a_metre_below = waterline(level_above_mhws=-1.0, level_sd=0.0, slope=slope)
    bed = seabed_of(fields)

    def seaward(per_metre: float, side: float) -> Floats:
        """Distance from the edge by the slopes; over a charted bed its depth, on the same scale."""
        off: Floats = metres + level * per_metre
        if bed is None:
            return off
        error = np.hypot(bed.sd.astype(np.float64), tide.surge_sd).reshape(metres.shape)
        depth = bed.below_springs.reshape(metres.shape) + level + side * error
        return np.where(np.isnan(depth), off, depth * a_metre_below.distance)

    return WaterlineMap(
        likely=_lines(shore, seaward(a_metre_below.distance, 0.0)),
        steepest=_lines(shore, seaward(a_metre_below.nearest, 1.0)),
        flattest=_lines(shore, seaward(a_metre_below.furthest, -1.0)),
        level_low=float(level.min()),
        level_high=float(level.max()),
        level_sd=tide.surge_sd,
        slope=slope,
        charted=bed is not None,
    )


def _level(tide: TideField, shore: ShoreDistance, moment: float) -> Floats:
    """Return the level above mean high water springs at every node, shape (rows, columns) [m]."""
    rows, columns = _some(shore.rows), _some(shore.columns)
    latitude, longitude = np.meshgrid(
        shore.north - rows * shore.dlat, shore.west + columns * shore.dlon, indexing="ij"
    )
    found = tide.level_above_mhws_grid(
        longitude=longitude, latitude=latitude, epoch_seconds=np.array([moment])
    )[0]
    across = _between(found, columns, shore.columns)
    return _between(across.T, rows, shore.rows).T


def _tide_of(fields: SeaFields) -> TideField:
    if fields.tide is None:
        raise DataError(
            "area.lacks",
            f"The area {fields.area.key} holds no tide: its water's edge is unknown.",
            area=fields.area.key,
            file="tide",
        )
    return fields.tide


def _some(count: int) -> Floats:
    return np.unique(np.append(np.arange(0, count, EVERY), count - 1)).astype(np.float64)


def _between(values: Floats, places: Floats, count: int) -> Floats:
    """Return rows of values at places as rows at every whole place below a count, linearly."""
    wanted = np.arange(count, dtype=np.float64)
    below = np.clip(np.searchsorted(places, wanted, side="right") - 1, 0, len(places) - 2)
    share = (wanted - places[below]) / (places[below + 1] - places[below])
    return (1.0 - share) * values[:, below] + share * values[:, below + 1]


def _lines(shore: ShoreDistance, seaward: Floats) -> tuple[Floats, ...]:
    drawn = (line for line in zero_lines(seaward) if len(line) >= SHORTEST)
    return tuple(
        np.column_stack(
            (shore.west + line[:, 1] * shore.dlon, shore.north - line[:, 0] * shore.dlat)
        )
        for line in drawn
    )
