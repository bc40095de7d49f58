"""The bed of the sea from kept grids of depth: where they hold it, below which level, how surely.

Each grid's zero is brought to that of the tide. What no grid holds, or holds too coarsely or from
a datum that nobody tells, is NaN: other laws, or nobody, speak there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from estran.environment.charted_depth import charted_depth, charted_error, depth_errors, swamped
from estran.environment.kept_sea import DEPTH
from estran.environment.tide import TideMarks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from estran.environment.charted_depth import DepthErrors
    from estran.environment.coast import Coast, ShoreDistance
    from estran.environment.kept_field import KeptField
    from estran.environment.kept_sea import KeptSea
    from estran.environment.tide import TideField
    from estran.quantities.arrays import Bools, Floats, Ints

HELD, NO_VALUE, NO_DATUM, TOO_COARSE = range(4)
"""Why a place has a depth, or none."""
MARKS_EVERY = 40
"""Nodes of the shore raster (100 m) between two at which the marks of the tide are worked out."""
HALF_DIAGONAL = np.sqrt(0.5)
LEAST_NORTH, LEAST_EAST = 100_000.0, 60_000.0
"""Metres in a degree, at least, between the tropics and 57 degrees."""
HIGHEST, NEVER_DRY = -2.0, 12.0
"""Between these depths below high water springs [m] a tide may leave a body aground."""


class SeaWithGrids(Protocol):
    """What a bed is told from: the tide that depths are brought to, the coast, what is kept."""

    @property
    def tide(self) -> TideField | None:
        """Its levels; None where an area has none: then no depth counts from a known zero."""
        ...

    @property
    def coast(self) -> Coast:
        """Land and the distance from it."""
        ...

    @property
    def kept(self) -> KeptSea:
        """With the grids of depths, the better first."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Bed:
    """The bed at places, from the first grid that holds each.

    Attributes
    ----------
    charted : (n,) array
        Depth below the local gauge zero [m]; NaN where no grid is believed.
    sd : (n,) array
        Its error [m].
    grid : (n,) array of int
        Which of the kept grids; -1 where none.
    why : (n,) array of int
        `HELD`, or the best reason why not.
    by : (n,) array of int
        Which of the kept grids says so; the first where none has a value.
    """

    charted: Floats
    sd: Floats
    grid: Ints
    why: Ints
    by: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Seabed:
    """The bed on the nodes of the raster of the shore, row by row from the north.

    Attributes
    ----------
    below_springs : array of float32
        Depth below mean high water springs [m]; NaN where no grid is believed.
    sd : array of float32
        Its error [m].
    """

    below_springs: NDArray[np.float32]
    sd: NDArray[np.float32]

    @property
    def floor_sd(self) -> float:
        """Median error where a tide may leave a body aground [m]; 0 where it may nowhere."""
        shoal = (self.below_springs > HIGHEST) & (self.below_springs < NEVER_DRY)
        return float(np.median(self.sd[shoal])) if shoal.any() else 0.0

    def below_at(self, shore: ShoreDistance, longitude: Floats, latitude: Floats) -> Floats:
        """Return the depth of the bed below mean high water springs at places (n,) [m].

        Bilinear between the nodes of the raster that it lies on; NaN where one of four is.
        """
        column = (longitude - shore.west) / shore.dlon
        row = (shore.north - latitude) / shore.dlat
        inside = (
            (row >= 0.0) & (row <= shore.rows - 1) & (column >= 0.0) & (column <= shore.columns - 1)
        )
        i = np.where(inside, row, 0.0).astype(np.int64).clip(max=shore.rows - 2)
        j = np.where(inside, column, 0.0).astype(np.int64).clip(max=shore.columns - 2)
        across, down = column - j, row - i
        bed, node = self.below_springs, i * shore.columns + j
        upper = bed.take(node) * (1.0 - across) + bed.take(node + 1) * across
        node += shore.columns
        lower = bed.take(node) * (1.0 - across) + bed.take(node + 1) * across
        return np.where(inside, upper * (1.0 - down) + lower * down, np.nan)


def bed_at(
    fields: SeaWithGrids, *, longitude: Floats, latitude: Floats, errors: DepthErrors
) -> Bed:
    """Return the bed at places.

    Parameters
    ----------
    fields : SeaWithGrids
        With the grids that are kept, the better first.
    longitude, latitude : (n,) arrays
        Places [degrees].
    errors : DepthErrors
        How far grids are believed.
    """
    if fields.tide is None:
        nothing, none = np.full(longitude.size, np.nan), np.full(longitude.size, -1)
        return Bed(nothing, nothing, none, np.full(longitude.size, NO_VALUE), np.zeros_like(none))
    marks = fields.tide.marks(longitude=longitude, latitude=latitude)
    return _bed(fields, longitude, latitude, marks, errors)


def seabed_of(fields: SeaWithGrids, errors: DepthErrors | None = None) -> Seabed | None:
    """Return the bed of an area on its raster of the shore; None where no grid holds any of it."""
    if fields.kept.first(DEPTH) is None or fields.tide is None:
        return None
    shore, errors = fields.coast.shore, errors or depth_errors()
    longitude = shore.west + shore.dlon * np.arange(shore.columns, dtype=np.float64)
    latitude = shore.north - shore.dlat * np.arange(shore.rows, dtype=np.float64)
    east, north = (one.ravel() for one in np.meshgrid(longitude, latitude))
    marks = _marks_on(fields.tide, shore)
    bed = _bed(fields, east, north, marks, errors)
    below = bed.charted + marks.springs
    bad = swamped(depth=below, sd=bed.sd, largest=errors.largest) | np.isnan(bed.charted)
    if bad.all():
        return None
    below[bad] = np.nan
    return Seabed(below.astype(np.float32), bed.sd.astype(np.float32))


def _bed(
    fields: SeaWithGrids, longitude: Floats, latitude: Floats, marks: TideMarks, errors: DepthErrors
) -> Bed:
    size = longitude.size
    charted, sd = np.full(size, np.nan), np.full(size, np.nan)
    grid, why, by = np.full(size, -1), np.full(size, NO_VALUE), np.zeros(size, dtype=np.int64)
    off = fields.coast.distance(longitude=longitude, latitude=latitude)
    for number, field in enumerate(fields.kept.of(DEPTH)):
        open_ = np.flatnonzero(grid < 0)
        depth, apart = grid_depth(field, longitude=longitude[open_], latitude=latitude[open_])
        held: Bools = np.isfinite(depth)
        if not field.datum:
            untold = open_[held & (why[open_] == NO_VALUE)]
            why[untold], by[untold] = NO_DATUM, number
            continue
        near: Bools = np.asarray(~(off[open_] > errors.foreshore_width))
        coarse = held & near & (field.resolution > errors.foreshore_spacing)
        first = open_[coarse & (why[open_] != TOO_COARSE)]
        why[first], by[first] = TOO_COARSE, number
        held &= ~coarse
        taken = open_[held]
        datum = marks.lowest[taken] if field.datum == "lat" else marks.mean[taken]
        zero = errors.zero_mixed if field.datum == "msl_mixed" else errors.zero
        charted[taken] = charted_depth(depth=depth[held], datum=datum)
        sd[taken] = charted_error(depth=depth[held], apart=apart[held], zero=zero, errors=errors)
        grid[taken], why[taken], by[taken] = number, HELD, number
    return Bed(charted, sd, grid, why, by)


def shoal_clearance(
    bed: Seabed, shore: ShoreDistance, *, longitude: Floats, latitude: Floats, spacing: float
) -> Floats:
    """Return from how far off, at least, the bed may touch what floats at each node of a grid.

    Parameters
    ----------
    bed : Seabed
        Of the area.
    shore : ShoreDistance
        The raster that it lies on.
    longitude, latitude : (ny, nx) arrays
        Nodes [degrees].
    spacing : float
        Between them [m].

    Returns
    -------
    (ny, nx) array
        Metres from any place whose nearest node it is, negative beside a shoal; infinite where
        there is none.
    """
    reach = HALF_DIAGONAL * spacing
    down, across = (
        int(np.ceil(reach / (step * metres))) + 1
        for step, metres in ((shore.dlat, LEAST_NORTH), (shore.dlon, LEAST_EAST))
    )
    shoal = (bed.below_springs < NEVER_DRY).reshape(shore.rows, shore.columns)
    count = np.pad(np.cumsum(np.cumsum(shoal, axis=0, dtype=np.int64), axis=1), ((1, 0), (1, 0)))
    row = np.rint((shore.north - latitude) / shore.dlat).astype(np.int64)
    column = np.rint((longitude - shore.west) / shore.dlon).astype(np.int64)
    top, bottom = ((row + by).clip(0, shore.rows) for by in (-down, down + 1))
    left, right = ((column + by).clip(0, shore.columns) for by in (-across, across + 1))
    held = count[bottom, right] - count[top, right] - count[bottom, left] + count[top, left] > 0
    return _away(np.asarray(held), spacing) - 2.0 * reach


def _away(marked: Bools, spacing: float) -> Floats:
    """Return how far each node (ny, nx) of a grid lies from the nearest that is marked [m]."""
    rows, columns = (np.arange(size, dtype=np.float64) for size in marked.shape)
    beside = np.where(marked[np.newaxis], (rows[:, None] - rows[None])[:, :, None] ** 2, np.inf)
    in_column = beside.min(axis=1)
    squares = (columns[:, None] - columns[None]) ** 2
    return spacing * np.sqrt(np.array([(row + squares).min(axis=1) for row in in_column]))


def grid_depth(field: KeptField, *, longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
    """Return the depth of one grid at places, and what its nodes around lie apart.

    Parameters
    ----------
    field : KeptField
        Of depth; one of a single row or column of nodes is no grid, and holds nothing.
    longitude, latitude : (n,) arrays
        Places [degrees].

    Returns
    -------
    tuple of (n,) arrays
        Metres below the field's datum, bilinear, and metres; NaN outside, and where a node that
        counts has no value.
    """
    nothing = np.full(longitude.size, np.nan)
    if min(field.latitude.size, field.longitude.size) < 2:
        return nothing, nothing
    row, up, between = _along(field.latitude, latitude)
    column, right, within = _along(field.longitude, longitude)
    values = field.values[0]
    total, least, most = np.zeros(longitude.size), nothing.copy(), nothing.copy()
    for down, part in ((0, 1.0 - up), (1, up)):
        for left, share in ((0, 1.0 - right), (1, right)):
            weight, found = part * share, values[row + down, column + left].astype(np.float64)
            counts = weight > 0.0
            total += np.where(counts, weight * found, 0.0)
            least = np.where(counts, np.fmin(least, found), least)
            most = np.where(counts, np.fmax(most, found), most)
    total[~(between & within)] = np.nan
    return total, most - least


def _along(axis: Floats, asked: Floats) -> tuple[Ints, Floats, Bools]:
    """Node before each place on a rising axis, the part of the way on, whether it is inside."""
    place = np.interp(asked, axis, np.arange(axis.size, dtype=np.float64))
    node = np.minimum(place.astype(np.int64), axis.size - 2)
    return node, place - node, np.asarray((asked >= axis[0]) & (asked <= axis[-1]))


def _marks_on(tide: TideField, shore: ShoreDistance) -> TideMarks:
    """Return the marks of the tide at every node of the shore raster, linear between some."""
    rows, columns = _some(shore.rows), _some(shore.columns)
    latitude, longitude = np.meshgrid(
        shore.north - rows * shore.dlat, shore.west + columns * shore.dlon, indexing="ij"
    )
    found = tide.marks(longitude=longitude.ravel(), latitude=latitude.ravel())

    def spread(values: Floats) -> Floats:
        across = _between(values.reshape(rows.size, columns.size), columns, shore.columns)
        return _between(across.T, rows, shore.rows).T.ravel()

    return TideMarks(spread(found.lowest), spread(found.mean), spread(found.springs))


def _some(count: int) -> Floats:
    return np.unique(np.append(np.arange(0, count, MARKS_EVERY), count - 1)).astype(np.float64)


def _between(values: Floats, places: Floats, count: int) -> Floats:
    """Return rows of values at places as rows at every whole place below a count, linearly."""
    wanted = np.arange(count, dtype=np.float64)
    below = np.clip(np.searchsorted(places, wanted, side="right") - 1, 0, len(places) - 2)
    share = (wanted - places[below]) / (places[below + 1] - places[below])
    return (1.0 - share) * values[:, below] + share * values[:, below + 1]
