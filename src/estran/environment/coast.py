"""The coast: land or sea, distance from the shore, polygons to draw.

The coast line is mean high water springs; what the tide does to it is the waterline's work.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.area import area_bytes, area_text
from estran.environment.area_shelf import by_area
from estran.environment.polyline import Polyline, distance, inside_ring
from estran.errors import DataError, PositionError
from estran.quantities.geodesy import LocalPlane, Position

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from estran.quantities.arrays import Bools, Floats, Ints

SOURCE = "osm"
SEARCH_RADII = (0.01, 0.04, 0.16, 0.64)  # degrees of latitude, for the nearest water
METRES_PER_DEGREE = 110_000.0  # of latitude, rounded down
LARGEST_POND = 2000.0  # m, from one of its corners
CELL = 30.0  # m: a little more than a cell of the mask


@dataclass(frozen=True, slots=True, eq=False)
class LandMask:
    """Land as packed bits, row 0 in the north; the corner is that of the first cell."""

    packed: NDArray[np.uint8]
    rows: int
    columns: int
    row_bytes: int
    west: float
    north: float
    dlon: float
    dlat: float


@dataclass(frozen=True, slots=True, eq=False)
class ShoreDistance:
    """Signed distance from the coast line on nodes, row 0 in the north [m], positive at sea."""

    metres: NDArray[np.float32]
    rows: int
    columns: int
    west: float
    north: float
    dlon: float
    dlat: float
    clip: float


@dataclass(frozen=True, slots=True, eq=False)
class Coast:
    """Land, sea and the line between them, for one area.

    Attributes
    ----------
    name : str
        Key of the area.
    mask : LandMask
        25 m raster of land.
    shore : ShoreDistance
        100 m raster of the distance from the coast line.
    """

    name: str
    mask: LandMask
    shore: ShoreDistance

    def is_land(self, *, longitude: ArrayLike, latitude: ArrayLike) -> Bools:
        """Return which positions are land.

        Parameters
        ----------
        longitude, latitude : (n,) arrays
            Positions [degrees].

        Returns
        -------
        (n,) bool array
            True on land; False at sea, and outside the raster, of which nothing is known.

        Notes
        -----
        Cells of 25 m. The coast line is mean high water springs. Source: osm, roaring_landmask.
        """
        mask = self.mask
        row, column = _cells(mask, longitude, latitude)
        inside = (row >= 0) & (row < mask.rows) & (column >= 0) & (column < mask.columns)
        byte = np.where(inside, row * mask.row_bytes + (column >> 3), 0)
        bit = (mask.packed.take(byte) >> (7 - (column & 7))) & 1
        return (bit == 1) & inside

    def distance(self, *, longitude: ArrayLike, latitude: ArrayLike) -> Floats:
        """Return the distance from the coast line, positive at sea, negative on land.

        Parameters
        ----------
        longitude, latitude : (n,) arrays
            Positions [degrees].

        Returns
        -------
        (n,) array
            Distance [m], no further from zero than 4000 m; NaN outside the raster.

        Notes
        -----
        Bilinear between nodes 100 m apart, computed from the cells of `is_land`: within 15 m of the
        exact distance to the edge of those cells at 95 of 100 places. Within 50 m of the coast the
        two may disagree on the side.
        """
        shore = self.shore
        column = (np.asarray(longitude, dtype=np.float64) - shore.west) / shore.dlon
        row = (shore.north - np.asarray(latitude, dtype=np.float64)) / shore.dlat
        inside = (
            (row >= 0) & (row <= shore.rows - 1) & (column >= 0) & (column <= shore.columns - 1)
        )
        i = np.where(inside, row, 0.0).astype(np.int64).clip(max=shore.rows - 2)
        j = np.where(inside, column, 0.0).astype(np.int64).clip(max=shore.columns - 2)
        across, down = column - j, row - i
        node = i * shore.columns + j
        upper = shore.metres.take(node) * (1.0 - across) + shore.metres.take(node + 1) * across
        node += shore.columns
        lower = shore.metres.take(node) * (1.0 - across) + shore.metres.take(node + 1) * across
        return np.where(inside, upper * (1.0 - down) + lower * down, np.nan)

    def nearest_water(self, position: Position) -> Position:
        """Return the position itself where it is water, else the centre of the nearest cell of sea.

        Ponds and lagoons that the land encloses are no sea.

        Raises
        ------
        PositionError
            Where there is no sea within 70 km.
        """
        if not bool(self.is_land(longitude=[position.longitude], latitude=[position.latitude])[0]):
            return position
        for radius in SEARCH_RADII:
            found = self._nearest_within(position, radius)
            if found is not None:
                return found
        raise PositionError(
            "position.no_water",
            f"No sea within 70 km of {position.latitude:.4f} N, {position.longitude:.4f} E.",
            latitude=position.latitude,
            longitude=position.longitude,
        )

    def polygons(self) -> tuple[Floats, ...]:
        """Return the outer rings of the land, each (p, 2) longitude, latitude, for drawing."""
        return tuple(rings[0] for rings in _polygons(self.name))

    def enclosed_waters(self) -> tuple[Floats, ...]:
        """Return the rings of ponds and lagoons in the land, each (p, 2) longitude, latitude."""
        return tuple(ring for rings in _polygons(self.name) for ring in rings[1:])

    def _nearest_within(self, position: Position, radius: float) -> Position | None:
        """Nearest cell of sea within a radius [degrees of latitude], or None."""
        longitude, latitude = self._water_cells(position, radius)
        plane = LocalPlane(origin=position)
        east, north = plane.to_plane(longitude=longitude, latitude=latitude)
        metres = np.where(self._enclosed(plane, east, north), np.inf, np.hypot(east, north))
        nearest = int(np.argmin(metres)) if metres.size else -1
        if nearest < 0 or metres[nearest] > radius * METRES_PER_DEGREE:
            return None  # a nearer one may lie outside the window
        return Position(latitude=float(latitude[nearest]), longitude=float(longitude[nearest]))

    def _enclosed(self, plane: LocalPlane, east: Floats, north: Floats) -> Bools:
        """Which points of a plane lie in a pond or within a cell of it."""
        enclosed = np.zeros(east.shape, dtype=bool)
        for ring in self.enclosed_waters():
            x, y = plane.to_plane(longitude=ring[:, 0], latitude=ring[:, 1])
            pond = Polyline(x=x, y=y)
            near = np.flatnonzero(np.hypot(east - x[0], north - y[0]) < LARGEST_POND)
            here = {"x": east[near], "y": north[near]}
            enclosed[near] |= inside_ring(pond, **here) | (distance(pond, **here) < CELL)
        return enclosed

    def _water_cells(self, position: Position, radius: float) -> tuple[Floats, Floats]:
        """Centres of the water cells on the edge of land in a window: longitude, latitude."""
        mask = self.mask
        reach = radius / np.cos(np.radians(position.latitude))
        row, column = _cells(mask, [position.longitude], [position.latitude])
        rows = _span(int(row[0]), int(radius / mask.dlat), mask.rows)
        columns = _span(int(column[0]), int(reach / mask.dlon), mask.columns)
        bytes_ = mask.packed.reshape(mask.rows, mask.row_bytes)[rows]
        land = np.unpackbits(bytes_, axis=1)[:, columns].astype(bool)
        i, j = np.nonzero(_shore_cells(land))
        return (
            mask.west + (columns.start + j + 0.5) * mask.dlon,
            mask.north - (rows.start + i + 0.5) * mask.dlat,
        )


@by_area
def load_coast(name: str = "dover_strait") -> Coast:
    """Read the coast of an area from its folder.

    Raises
    ------
    UnknownNameError
        Where there is no such area.
    DataError
        Where the area lacks its rasters.
    """
    return Coast(name=name, mask=load_mask(name), shore=_load_shore(name))


def load_mask(name: str) -> LandMask:
    """Read the land mask of an area; errors as for `load_coast`."""
    with np.load(io.BytesIO(area_bytes(name, "landmask_osm_25m.npz"))) as raster:
        packed = raster["packed"]
        rows, columns = (int(size) for size in raster["shape"])
        return LandMask(
            packed=np.ascontiguousarray(packed).ravel(),
            rows=rows,
            columns=columns,
            row_bytes=packed.shape[1],
            west=float(raster["west"]),
            north=float(raster["north"]),
            dlon=float(raster["dlon"]),
            dlat=float(raster["dlat"]),
        )


def _load_shore(name: str) -> ShoreDistance:
    with np.load(io.BytesIO(area_bytes(name, "shore_distance.npz"))) as raster:
        steps = raster["steps"]
        return ShoreDistance(
            metres=(steps.astype(np.float32) * np.float32(raster["metres_per_step"])).ravel(),
            rows=steps.shape[0],
            columns=steps.shape[1],
            west=float(raster["west"]),
            north=float(raster["north"]),
            dlon=float(raster["dlon"]),
            dlat=float(raster["dlat"]),
            clip=float(raster["clip"]),
        )


@by_area
def _polygons(name: str) -> tuple[tuple[Floats, ...], ...]:
    """Rings of each piece of land: the outer one, then those of enclosed waters."""
    try:
        features = json.loads(area_text(name, "coast_osm.geojson"))["features"]
        return tuple(
            tuple(np.array(ring, dtype=np.float64) for ring in one["geometry"]["coordinates"])
            for one in features
        )
    except (KeyError, ValueError) as problem:
        raise DataError(
            "coast.malformed",
            f"areas/{name}/coast_osm.geojson cannot be read: {problem}.",
            area=name,
        ) from problem


def _cells(mask: LandMask, longitude: ArrayLike, latitude: ArrayLike) -> tuple[Ints, Ints]:
    """Row and column of the cell of each position; outside the raster they are out of range.

    A raster of whole cells ends up to a cell short of the area; there its last cell stands in.
    """
    column = (np.asarray(longitude, dtype=np.float64) - mask.west) / mask.dlon
    row = (mask.north - np.asarray(latitude, dtype=np.float64)) / mask.dlat
    return _whole(row, last=mask.rows), _whole(column, last=mask.columns)


def _whole(place: Floats, *, last: int) -> Ints:
    """Whole part of a place on the raster; up to a cell beyond its end it is the last cell's."""
    whole = np.floor(place).astype(np.int64)
    return np.where(whole == last, last - 1, whole)


def _span(centre: int, half: int, size: int) -> slice:
    return slice(max(centre - half, 0), min(centre + half + 1, size))


def _shore_cells(land: Bools) -> Bools:
    """Water cells that touch land by a side: the water nearest to land is one of them."""
    padded = np.pad(land, 1, constant_values=False)
    touches = padded[:-2, 1:-1] | padded[2:, 1:-1] | padded[1:-1, :-2] | padded[1:-1, 2:]
    return touches & ~land
