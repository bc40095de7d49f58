"""The sea of one forecast as arrays: stream and level on a plane grid over some hours; the coast.

The one gridded form for what moves in it; answers come by interpolation, many places at once. Where
the sea's numbers come from is the work of the fields it is opened from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.environment.nodes_around import Eight, split
from estran.environment.seabed import seabed_of, shoal_clearance
from estran.environment.stream_holes import mended, nodes_of, require_level
from estran.environment.tide import Box
from estran.environment.window_forcing import forcing_on
from estran.environment.window_nodes import clearance, laid_nodes
from estran.errors import OutsideValidityError
from estran.quantities.units import HOUR, KILOMETRE, MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.environment.coast import Coast
    from estran.environment.forcing_faults import ForcingFault
    from estran.environment.sea import SeaFields
    from estran.environment.seabed import Seabed
    from estran.environment.tidal_constituents import Phasors
    from estran.quantities.arrays import Bools, Floats, Ints
    from estran.quantities.geodesy import LocalPlane, Position

SPACING = 1.0 * KILOMETRE
LEVEL_SPACING = 15.0 * MINUTE
MARGIN = 1.5 * HOUR
"""Levels before the start and after the end, for members whose tide runs early or late."""
HELD = 1.5 * HOUR
"""So far beyond its levels a window still answers, with the first or last of them."""
LONGEST_HOURS, OFFSHORE = 72.0, 2500.0
"""Further from the coast than the second [m], its distance is only told from below."""


@dataclass(frozen=True, eq=False)
class Window:
    """Stream and level over one area and some hours; its stream is examined when it is made.

    Attributes
    ----------
    plane : LocalPlane
        Of `x` and `y`, east and north of its origin [m].
    west, south, spacing : float
        First node and distance between nodes on the plane [m].
    start : float
        When `t` is zero, seconds since 1970, UTC.
    first_level, level_spacing : float
        `t` of the first level, mostly negative, and between levels [s].
    stream : (levels, ny, nx, 2) array
        East and north [m/s], as given; NaN on land and where none is known.
    tide : (levels, ny, nx) array
        Level above local mean high water springs [m].
    longitude, latitude : (ny, nx) arrays
        Of the nodes [degrees].
    coast : Coast
        Land and the distance from it.
    box : Box
        What counts as inside; the grid is a little larger.
    bed : Seabed or None
        From kept grids, on the raster of the coast.
    standing_in, apart
        As in :class:`estran.environment.kept_window.Laid`.
    faults : tuple of ForcingFault
        Those, and holes of the stream at sea, with what stands in.

    Raises
    ------
    QuantityError
        Where stream or level have no value at sea at some hours, and nothing stands in.
    """

    plane: LocalPlane
    west: float
    south: float
    spacing: float
    start: float
    first_level: float
    level_spacing: float
    stream: Floats
    tide: Floats
    longitude: Floats
    latitude: Floats
    coast: Coast
    box: Box
    bed: Seabed | None = None
    standing_in: tuple[ForcingFault, ...] = ()
    apart: float = 0.0
    faults: tuple[ForcingFault, ...] = field(init=False, repr=False)
    _flow: Phasors = field(init=False, repr=False)
    _stand_in: Bools | None = field(init=False, repr=False)
    _place: Phasors = field(init=False, repr=False)
    _clear: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        off = self.coast.distance(longitude=self.longitude, latitude=self.latitude)
        self._examine(off)
        object.__setattr__(self, "_place", (self.longitude + 1j * self.latitude).reshape(-1))
        on: dict[str, Any] = {"longitude": self.longitude, "latitude": self.latitude}
        on["spacing"] = self.spacing
        clear = clearance(off, self.box, **on)
        if self.bed is not None:
            clear = np.minimum(clear, shoal_clearance(self.bed, self.coast.shore, **on))
        object.__setattr__(self, "_clear", clear.reshape(-1))

    def _examine(self, off: Floats) -> None:
        """Fill the holes of the stream at sea by name; refuse a level with holes there."""
        levels, nodes = len(self.stream), nodes_of(spacing=self.spacing, off=off)
        first = self.start + self.first_level
        moments = first + self.level_spacing * np.arange(levels, dtype=np.float64)
        require_level(self.tide, nodes=nodes, moments=moments)
        stream = np.ascontiguousarray(self.stream, dtype=np.float64)
        found = mended(stream.view(np.complex128).reshape(levels, -1), nodes=nodes, moments=moments)
        object.__setattr__(self, "faults", (*self.standing_in, *found.faults))
        object.__setattr__(self, "_flow", found.flow.reshape(-1))
        stand_in = None if found.stand_in is None else found.stand_in.reshape(-1)
        object.__setattr__(self, "_stand_in", stand_in)

    @property
    def clearance(self) -> Floats:
        """Distance from coast or shoal of all nearest to each node; NaN at the box's edge."""
        return self._clear

    @property
    def flow(self) -> Floats:
        """The stream that moves things, by level, row and column, holes filled; NaN far inland.

        East and north of all nodes in a row [m/s].
        """
        return self._flow.view(np.float64)

    @property
    def stand_in(self) -> Bools | None:
        """Nodes whose stream is not known, as `flow`; None where none."""
        return self._stand_in

    def stream_at(self, *, x: Floats, y: Floats, t: Floats) -> Floats:
        """Return the tidal stream at places, each at its own time.

        Parameters
        ----------
        x, y : (n,) arrays
            East and north on the plane [m]; places beyond the grid take its nearest edge.
        t : (n,) array
            Seconds since the window's start; beyond the levels, the nearest of them.

        Returns
        -------
        (n, 2) array
            East and north [m/s], linear between nodes and levels; NaN far inland. At sea a
            stand-in where none is known.

        Raises
        ------
        OutsideValidityError
            Where a time is more than `HELD` beyond the levels.
        """
        near = self._eight(x, y, t)
        pairs = [self._flow.take(cell) for cell in near.cells]
        found = np.empty((2, x.size))
        found[0] = near.blended([one.real for one in pairs])
        found[1] = near.blended([one.imag for one in pairs])
        return found.T

    def stands_in_at(self, *, x: Floats, y: Floats, t: Floats) -> Bools:
        """Return whether the stream at places and times (n,) rests on a stand-in."""
        found = np.zeros(x.shape, dtype=np.bool_)
        if self._stand_in is not None:
            for cell in self._eight(x, y, t).cells:
                found |= self._stand_in.take(cell)
        return found

    def tide_at(self, *, x: Floats, y: Floats, t: Floats) -> Floats:
        """Return the water level at places, each at its own time.

        Parameters
        ----------
        x, y, t : (n,) arrays
            As for `stream_at`.

        Returns
        -------
        (n,) array
            Above local mean high water springs [m].

        Raises
        ------
        OutsideValidityError
            Where a time is more than `HELD` beyond the levels.
        """
        near = self._eight(x, y, t)
        flat = self.tide.reshape(-1)
        return near.blended([flat.take(cell) for cell in near.cells])

    def geographic(self, *, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return longitude and latitude of places on the plane [degrees].

        Parameters
        ----------
        x, y : (n,) arrays
            East and north on the plane [m], on the grid.

        Returns
        -------
        tuple of (n,) arrays
            Bilinear: within 1 m of the projection.
        """
        place = self._mixed(self._place, self._corners(x, y), x.size)
        return place[:, 0], place[:, 1]

    def is_land(self, *, x: Floats, y: Floats) -> Bools:
        """Return whether places (n,) are land at mean high water springs."""
        longitude, latitude = self.geographic(x=x, y=y)
        return self.coast.is_land(longitude=longitude, latitude=latitude)

    def coast_distance(self, *, x: Floats, y: Floats) -> Floats:
        """Return the distance of places (n,) from the coast line, positive at sea.

        Returns
        -------
        (n,) array
            Metres; beyond `OFFSHORE` no more than the distance, and no less than `OFFSHORE`. NaN
            where the coast is not charted.

        Notes
        -----
        A place is at most 0.71 node spacings from its nearest node, and so is its distance.
        """
        distance = self._clear_at(x, y)
        near = np.flatnonzero(~(distance >= OFFSHORE))
        longitude, latitude = self.geographic(x=x[near], y=y[near])
        distance[near] = self.coast.distance(longitude=longitude, latitude=latitude)
        return distance

    def may_shoal(self, *, x: Floats, y: Floats) -> Bools:
        """Return whether coast or shoal may lie within `OFFSHORE` of places (n,)."""
        return ~np.greater_equal(self._clear_at(x, y), OFFSHORE)

    def bed_below(self, *, x: Floats, y: Floats) -> Floats:
        """Return the depth of the bed below mean high water springs (n,) [m]; NaN: not held."""
        if self.bed is None:
            return np.full(x.shape, np.nan)
        return self.bed.below_at(self.coast.shore, *self.geographic(x=x, y=y))

    def _clear_at(self, x: Floats, y: Floats) -> Floats:
        rows, columns = self.longitude.shape
        per = 1.0 / self.spacing
        column = np.rint((x - self.west) * per).astype(np.int64).clip(0, columns - 1)
        row = np.rint((y - self.south) * per).astype(np.int64).clip(0, rows - 1)
        return self._clear.take(row * columns + column)

    def inside(self, *, x: Floats, y: Floats) -> Bools:
        """Return whether places (n,) lie inside the area's box."""
        longitude, latitude = self.geographic(x=x, y=y)
        rows, columns = self.longitude.shape
        on_grid = (
            (x >= self.west)
            & (x <= self.west + (columns - 1) * self.spacing)
            & (y >= self.south)
            & (y <= self.south + (rows - 1) * self.spacing)
        )
        return (
            on_grid
            & (longitude >= self.box.west)
            & (longitude <= self.box.east)
            & (latitude >= self.box.south)
            & (latitude <= self.box.north)
        )

    def _mixed(self, flat: Phasors, corners: Iterator[tuple[Ints, Floats]], n: int) -> Floats:
        """Two numbers per node, stored as one complex, mixed: (n, 2)."""
        total = np.zeros((2, n))
        for cell, share in corners:
            pair = flat.take(cell)
            total[0] += pair.real * share
            total[1] += pair.imag * share
        return total.T

    def _corners(self, x: Floats, y: Floats) -> Iterator[tuple[Ints, Floats]]:
        """Flat index and share of the four nodes around each place."""
        cell, right, up = self._corner(x, y)
        columns, left, down = self.longitude.shape[1], 1.0 - right, 1.0 - up
        yield cell, left * down
        yield cell + 1, right * down
        yield cell + columns, left * up
        yield cell + (columns + 1), right * up

    def _corner(self, x: Floats, y: Floats) -> tuple[Ints, Floats, Floats]:
        """Flat index of the node south-west of each place, and the parts of the way on from it."""
        rows, columns = self.longitude.shape
        per = 1.0 / self.spacing
        column, right = split((x - self.west) * per, columns)
        row, up = split((y - self.south) * per, rows)
        return row * columns + column, right, up

    def _level(self, t: Floats) -> tuple[Ints, Floats]:
        """Level at or before each time, and the part of the way to the next."""
        self.require_times(t)
        return split((t - self.first_level) * (1.0 / self.level_spacing), len(self.tide))

    def _eight(self, x: Floats, y: Floats, t: Floats) -> Eight:
        """Nodes around each place and time."""
        (level, later), (corner, right, up) = self._level(t), self._corner(x, y)
        size, columns = self.longitude.size, self.longitude.shape[1]
        first = level * size + corner
        rows = (first, first + 1, first + columns, first + (columns + 1))
        return Eight([cell + step for cell in rows for step in (0, size)], right, up, later)

    def require_times(self, t: Floats) -> None:
        """Refuse times (n,) that are more than `HELD` beyond the levels.

        Raises
        ------
        OutsideValidityError
            Where there is one.
        """
        first = self.first_level - HELD
        last = self.first_level + (self.tide.shape[0] - 1) * self.level_spacing + HELD
        if t.size and (t.min() < first or t.max() > last):
            raise OutsideValidityError(
                "window.time",
                f"The sea was asked for {t.min():.0f} to {t.max():.0f} s after the window's start;"
                f" it holds {first:.0f} to {last:.0f} s. Open a longer window.",
                first=first,
                last=last,
            )


def open_window(
    *, fields: SeaFields, start: float, hours: float, origin: Position | None = None
) -> Window:
    """Lay stream and level on a plane grid over an area and some hours.

    Parameters
    ----------
    fields : SeaFields
        What is held of the sea and shore of an area; its box is covered with nodes 1 km apart.
    start : float
        Seconds since 1970, UTC.
    hours : float
        How long, above 0 and at most 72; levels every 15 minutes reach 1.5 h beyond on both sides.
    origin : Position or None
        Of the plane; the middle of the area unless said. True north and the plane's agree there.

    Returns
    -------
    Window
        Float64 throughout.

    Raises
    ------
    OutsideValidityError
        Where the hours are outside their range.
    """
    if not 0.0 < hours <= LONGEST_HOURS:
        raise OutsideValidityError(
            "window.hours",
            f"A window holds up to {LONGEST_HOURS:.0f} hours, not {hours:g}.",
            hours=hours,
        )
    area = fields.area
    box = Box(west=area.west, south=area.south, east=area.east, north=area.north)
    nodes = laid_nodes(box, origin=origin or box.middle, spacing=SPACING)
    levels = int(np.ceil((hours * HOUR + 2.0 * MARGIN) / LEVEL_SPACING)) + 1
    moments = start - MARGIN + LEVEL_SPACING * np.arange(levels, dtype=np.float64)
    held = forcing_on(fields, nodes, moments, middle=origin or box.middle, longest=MARGIN)
    return Window(
        plane=nodes.plane,
        west=nodes.west,
        south=nodes.south,
        spacing=SPACING,
        start=start,
        first_level=-MARGIN,
        level_spacing=LEVEL_SPACING,
        stream=held.stream.reshape(levels, *nodes.longitude.shape, 2),
        tide=held.level,
        standing_in=held.faults,
        apart=held.apart,
        longitude=nodes.longitude,
        latitude=nodes.latitude,
        coast=fields.coast,
        box=nodes.box,
        bed=seabed_of(fields),
    )
