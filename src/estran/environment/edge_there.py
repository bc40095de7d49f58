"""The water's edge near one place: from kept grids where they hold the foreshore, else by slopes.

The law of slopes is that of `waterline`; the edge of a grid is where its bed meets the water.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.charted_depth import edge_error, water_depth
from estran.environment.depth_there import LEVEL_UNKNOWN, bed_of
from estran.environment.kept_layers import provenance_of
from estran.environment.kept_sea import DEPTH
from estran.environment.layers import LayerAnswer, unknown
from estran.environment.seabed import bed_at
from estran.environment.waterline import waterline
from estran.quantities.geodesy import LocalPlane

if TYPE_CHECKING:
    from estran.environment.charted_depth import DepthErrors
    from estran.environment.seabed import SeaWithGrids
    from estran.environment.waterline import SlopeRange
    from estran.quantities.arrays import Bools, Floats, Ints
    from estran.quantities.geodesy import Position

SEEN = 30
"""Nodes of the shore raster to each side among which the water's edge is sought: 3 km."""
BEHIND = 150.0
"""So far landward of the coast line [m] an edge still is the beach's."""
FROM_GRID = (
    "where the bed of this grid meets the water; "
    "seaward of the coast line (mean high water springs)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """The water's edge of the beach nearest to a place.

    Attributes
    ----------
    seaward : float
        Of the edge from the coast line [m].
    off : float
        From the edge to the place, positive over water [m].
    sd : float
        Error of both [m].
    grid : int
        Which of the kept grids.
    """

    seaward: float
    off: float
    sd: float
    grid: int


def waterline_by_slope(tide: LayerAnswer, springs: float | None, slope: SlopeRange) -> LayerAnswer:
    """Return the water's edge by the range of slopes, seaward of the coast line [m].

    Parameters
    ----------
    tide : LayerAnswer
        Level above the local gauge zero [m].
    springs : float or None
        Mean high water springs above the same zero [m].
    slope : SlopeRange
        What is known of the foreshore.
    """
    if springs is None or not isinstance(tide.value, float):
        return unknown(unit="m", provenance=replace(tide.provenance, note=LEVEL_UNKNOWN))
    estimate = waterline(
        level_above_mhws=tide.value - springs, level_sd=tide.uncertainty or 0.0, slope=slope
    )
    note = (
        f"seaward of the coast line (mean high water springs); {estimate.nearest:.0f} to "
        f"{estimate.furthest:.0f} m for foreshores of {slope.high:g} to {slope.low:g}"
    )
    return LayerAnswer(
        value=estimate.distance,
        unit="m",
        uncertainty=estimate.sd,
        provenance=replace(tide.provenance, note=note),
    )


def waterline_of(edge: Edge, fields: SeaWithGrids) -> LayerAnswer:
    """Return the water's edge as the grid that holds it says it."""
    origin = provenance_of(fields.kept.of(DEPTH)[edge.grid])
    return LayerAnswer(edge.seaward, "m", edge.sd, replace(origin, note=FROM_GRID))


def edge_there(
    fields: SeaWithGrids, *, position: Position, tide: LayerAnswer, errors: DepthErrors
) -> Edge | None:
    """Return the water's edge of the beach nearest to a place, from the kept grids.

    Parameters
    ----------
    fields, position, tide, errors
        As for `depth_there`.

    Returns
    -------
    Edge or None
        None where no grid is kept, none holds an edge within 3 km, or where a foreshore that none
        holds may hide a nearer one.
    """
    if not isinstance(tide.value, float) or not fields.kept.of(DEPTH):
        return None
    patch = _patch(fields, position, errors)
    if patch is None:
        return None
    depth = water_depth(charted=patch.charted, level=np.array(tide.value))
    found = _crossings(patch, depth, errors.foreshore_width)
    if found is None:
        return None
    nearest = int(np.argmin(found.away))
    off = float(found.away[nearest])
    hidden = np.isnan(patch.charted) & (patch.off > 0.0) & (patch.off < errors.foreshore_width)
    if bool((hidden & (np.hypot(patch.east, patch.north) < off)).any()):
        return None
    grid = int(found.grid[nearest])
    sd = edge_error(
        sd=np.hypot(found.sd[nearest : nearest + 1], tide.uncertainty or 0.0),
        fall=found.fall[nearest : nearest + 1],
        spacing=fields.kept.of(DEPTH)[grid].resolution,
    )
    here = bed_of(fields, position, errors)
    beside = fields.coast.distance(longitude=[position.longitude], latitude=[position.latitude])
    on_beach = bool(beside[0] < errors.foreshore_width)  # a bank further out is no beach
    dry = on_beach and bool(here.charted[0] + tide.value < 0.0)
    return Edge(
        seaward=float(found.off[nearest]), off=-off if dry else off, sd=float(sd[0]), grid=grid
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Patch:
    """Nodes of the shore raster around a place, (r, c): where, how far off the coast, the bed."""

    east: Floats
    north: Floats
    off: Floats
    charted: Floats
    sd: Floats
    grid: Ints


@dataclass(frozen=True, slots=True, eq=False)
class _Crossings:
    """Where the water's edge crosses between two nodes (n,)."""

    away: Floats
    off: Floats
    sd: Floats
    fall: Floats
    grid: Ints


def _patch(fields: SeaWithGrids, position: Position, errors: DepthErrors) -> _Patch | None:
    """Return the nodes around a place; None where the raster of the shore has too few."""
    shore = fields.coast.shore
    row = round((shore.north - position.latitude) / shore.dlat)
    column = round((position.longitude - shore.west) / shore.dlon)
    rows = np.arange(max(row - SEEN, 0), min(row + SEEN + 1, shore.rows), dtype=np.float64)
    columns = np.arange(max(column - SEEN, 0), min(column + SEEN + 1, shore.columns))
    if rows.size < 2 or columns.size < 2:
        return None
    longitude, latitude = np.meshgrid(
        shore.west + shore.dlon * columns, shore.north - shore.dlat * rows
    )
    shape = longitude.shape
    plane = LocalPlane(origin=position)
    east, north = plane.to_plane(longitude=longitude.ravel(), latitude=latitude.ravel())
    off = fields.coast.distance(longitude=longitude, latitude=latitude)
    bed = bed_at(fields, longitude=longitude.ravel(), latitude=latitude.ravel(), errors=errors)
    return _Patch(
        east.reshape(shape),
        north.reshape(shape),
        off.reshape(shape),
        bed.charted.reshape(shape),
        bed.sd.reshape(shape),
        bed.grid.reshape(shape),
    )


def _crossings(patch: _Patch, depth: Floats, widest: float) -> _Crossings | None:
    """Return where water and bed meet on a beach, between neighbours along rows and columns."""
    rows: list[tuple[Floats, ...]] = []
    flat = np.arange(depth.size).reshape(depth.shape)
    steepest = _fall(patch, depth).ravel()
    values = (patch.east, patch.north, patch.off, depth, patch.sd)
    east, north, off, water, sd = (one.ravel() for one in values)
    for one, other in (
        (flat[:, :-1].ravel(), flat[:, 1:].ravel()),
        (flat[:-1].ravel(), flat[1:].ravel()),
    ):
        crosses = np.flatnonzero((water[one] < 0.0) != (water[other] < 0.0))
        crosses = crosses[np.isfinite(water[one[crosses]] + water[other[crosses]])]
        a, b = one[crosses], other[crosses]
        share = water[a] / (water[a] - water[b])
        there = [(1.0 - share) * part[a] + share * part[b] for part in (east, north, off, sd)]
        long = np.hypot(east[b] - east[a], north[b] - north[a])
        fall = np.fmax(np.abs(water[b] - water[a]) / long, 0.5 * (steepest[a] + steepest[b]))
        rows.append((*there, fall, patch.grid.ravel()[a].astype(np.float64)))
    e, n, away_coast, error, fall, grid = (np.concatenate(part) for part in zip(*rows, strict=True))
    beach: Bools = np.asarray((away_coast > -BEHIND) & (away_coast < widest))
    if not beach.any():
        return None
    return _Crossings(
        np.hypot(e, n)[beach],
        away_coast[beach],
        error[beach],
        fall[beach],
        grid[beach].astype(np.int64),
    )


def _fall(patch: _Patch, depth: Floats) -> Floats:
    """Return the slope of the bed on nodes (r, c) [-]; NaN beside a node that is not held."""
    along = np.hypot(np.gradient(patch.east, axis=1), np.gradient(patch.north, axis=1))
    across = np.hypot(np.gradient(patch.east, axis=0), np.gradient(patch.north, axis=0))
    return np.hypot(np.gradient(depth, axis=1) / along, np.gradient(depth, axis=0) / across)
