"""The tidal stream of a stretch of sea: velocity at any position and time, from gridded constants.

Reads the derived constituents that ship with an area. Wind drift and what a craft does live
elsewhere.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.environment.area import area_bytes, area_holds, area_table
from estran.environment.area_shelf import by_area
from estran.environment.layers import LayerAnswer, Provenance, unknown
from estran.environment.tidal_constituents import Phasors, phasors
from estran.environment.tide import load_tide_field
from estran.errors import DataError
from estran.quantities.instants import epoch_seconds as seconds_of
from estran.quantities.units import CENTIMETRE, DEGREE, KILOMETRE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from estran.quantities.arrays import Floats, Ints
    from estran.quantities.geodesy import Position

SOURCE = "stream_model_v3c"
STREAM_FILE = "stream_constituents.npz"
NAME = "embedded tidal stream"
NOTE = "approximate, not for navigation; the tide alone, without wind-driven or mean flow"
OUTSIDE = "the position is outside the water whose stream is held"
MILLIMETRE = CENTIMETRE / 10.0
METRES_A_DEGREE = 111_200.0
BLOCK = 4096  # nodes worked on at once, few enough for the cache
REACH = 5.0 * KILOMETRE
"""The stream of the nearest cell of the grid counts for land cells so near to it, and so far beyond
the grid's edge, so that a boat at the water's edge has one (two cells of the grid)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Regular nodes in longitude and latitude [degrees], row 0 in the south."""

    west: float
    south: float
    dlon: float
    dlat: float
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class StreamError:
    """What is known of the error of the stream, one standard deviation per component.

    Attributes
    ----------
    at_no_range, per_coefficient : float
        Constant, and what each point of the tidal coefficient adds [m/s].
    inshore_factor : float
        Times more within `inshore_distance` [m] of a coast.
    """

    at_no_range: float
    per_coefficient: float
    inshore_factor: float
    inshore_distance: float

    def sd(self, *, coefficient: float, inshore: bool) -> float:
        """Return the standard deviation per component, averaged over a tide [m/s].

        Parameters
        ----------
        coefficient : float
            French tidal coefficient; measured at 45 and 95, used from 20 to 120.
        inshore : bool
            Whether within `inshore_distance` of a coast.

        Notes
        -----
        It hardly depends on the speed, so it does not shrink at slack water. Source:
        stream_model_v3c, section 4.
        """
        sd = self.at_no_range + self.per_coefficient * coefficient
        return sd * (self.inshore_factor if inshore else 1.0)


class StreamField:
    """Surface stream of the tide, bilinear between the cells of a grid.

    Parameters
    ----------
    data : mapping of str to array
        Arrays of the constituents' file: grid corner and steps, shape, packed mask of water,
        integer constants in mm/s as first differences, names, and what is inferred from others.
    error : StreamError
        Its error.
    coefficient : callable
        French tidal coefficient at a moment [seconds since 1970, UTC].

    Raises
    ------
    DataError
        Where an array is missing.
    """

    def __init__(
        self,
        *,
        data: Mapping[str, Any],
        error: StreamError,
        coefficient: Callable[[float], float],
    ) -> None:
        try:
            self.grid = _grid(data)
            names, constants = _constants(data, self.grid)
        except KeyError as problem:
            raise DataError(
                "stream.malformed", f"The stream constituents lack {problem.args[0]!r}."
            ) from problem
        self.error = error
        self.names = names
        self._coefficient = coefficient
        filled = _filled(constants, self.grid)
        self._wet = ~np.isnan(filled[0, :, 0])
        self._cells = np.where(self._wet[:, np.newaxis], filled, 0.0)

    def constituents(self, *, longitude: Floats, latitude: Floats) -> Phasors:
        """Return the constants of the stream at positions.

        Parameters
        ----------
        longitude, latitude : (n,) arrays
            Positions [degrees].

        Returns
        -------
        (c, n, 2) complex array
            Amplitude and phase lag on Greenwich of the east and north components [m/s]; NaN further
            than `REACH` from the water of the grid. Land cells near the coast hold the constants of
            the nearest water.
        """
        grid = self.grid
        column, off_east = _clamped((longitude - grid.west) / grid.dlon, grid.columns)
        row, off_north = _clamped((latitude - grid.south) / grid.dlat, grid.rows)
        i = np.minimum(column.astype(np.int64), grid.columns - 2)
        j = np.minimum(row.astype(np.int64), grid.rows - 2)
        constants = self._between(j * grid.columns + i, column - i, row - j)
        east, north = _metres(grid, off_east * grid.dlon, off_north * grid.dlat)
        constants[:, np.hypot(east, north) > REACH] = np.nan
        return constants

    def velocity(self, *, longitude: Floats, latitude: Floats, epoch_seconds: Floats) -> Floats:
        """Return the stream at positions, each at its own moment.

        Parameters
        ----------
        longitude, latitude, epoch_seconds : (n,) arrays
            Positions [degrees] and seconds since 1970, UTC.

        Returns
        -------
        (n, 2) array
            East and north [m/s]; NaN where `constituents` has none.
        """
        constants = self.constituents(longitude=longitude, latitude=latitude)
        swing = phasors(names=self.names, epoch_seconds=epoch_seconds)
        velocity: Floats = np.einsum("cnk,cn->nk", constants.conj(), swing).real
        return velocity

    def on_nodes(
        self, *, longitude: Floats, latitude: Floats, epoch_seconds: Floats, turn: Floats
    ) -> Floats:
        """Return the stream on nodes at common moments, turned onto a plane.

        Parameters
        ----------
        longitude, latitude : (n,) arrays
            Nodes [degrees].
        epoch_seconds : (t,) array
            Seconds since 1970, UTC.
        turn : (n,) array
            Angle from the plane's north to true north at each node, anticlockwise [rad].

        Returns
        -------
        (t, n, 2) array
            The plane's east and north [m/s]; NaN where `constituents` has none.
        """
        swing = phasors(names=self.names, epoch_seconds=epoch_seconds)
        turning = np.concatenate((swing.real, swing.imag)).T
        parts = np.empty((2, len(self.names), longitude.size, 2))
        for first in range(0, longitude.size, BLOCK):
            nodes = slice(first, first + BLOCK)
            held = self.constituents(longitude=longitude[nodes], latitude=latitude[nodes])
            held = _turned(held, turn[nodes])
            parts[:, :, nodes] = held.real, held.imag
        velocity: Floats = turning @ parts.reshape(turning.shape[1], -1)
        return velocity.reshape(epoch_seconds.size, longitude.size, 2)

    def sample(self, *, position: Position, time: datetime) -> LayerAnswer:
        """Answer for the stream at a position and a time (UTC), east and north [m/s].

        The uncertainty is that of an inshore position, the larger one: this layer knows no coast.
        Away from the water it holds, the stream is unknown.
        """
        moment = seconds_of(time)
        velocity = self.velocity(
            longitude=np.array([position.longitude]),
            latitude=np.array([position.latitude]),
            epoch_seconds=np.array([moment]),
        )[0]
        if np.isnan(velocity[0]):
            return unknown(unit="m/s", provenance=_provenance(OUTSIDE))
        return LayerAnswer(
            value=(float(velocity[0]), float(velocity[1])),
            unit="m/s",
            uncertainty=self.error.sd(coefficient=self._coefficient(moment), inshore=True),
            provenance=_provenance(NOTE),
        )

    def _between(self, corner: Ints, right: Floats, up: Floats) -> Phasors:
        """Constants between four cells each, the first in the south-west; dry ones are left out."""
        above = self.grid.columns
        corners = np.stack((corner, corner + 1, corner + above, corner + above + 1))
        left, down = 1.0 - right, 1.0 - up
        shares = np.stack((left * down, right * down, left * up, right * up)) * self._wet[corners]
        total = shares.sum(axis=0)
        shares = shares / np.where(total > 0.0, total, np.nan)
        between = self._cells[:, corners[0]] * shares[0][:, np.newaxis]
        for cell, share in zip(corners[1:], shares[1:], strict=True):
            between += self._cells[:, cell] * share[:, np.newaxis]
        return between


def find_stream_field(area_key: str) -> StreamField | None:
    """Return the tidal stream of an area; None where it holds none, as every added one."""
    return load_stream_field(area_key) if area_holds(area_key, STREAM_FILE) else None


@by_area
def load_stream_field(area_key: str = "dover_strait") -> StreamField:
    """Return the tidal stream of an area.

    Raises
    ------
    UnknownNameError
        Where there is no such area.
    DataError
        Where its data are missing or malformed.
    """
    rows = area_table(area_key, "stream")
    error = StreamError(
        at_no_range=rows["sigma_at_no_range"]["value"],
        per_coefficient=rows["sigma_per_coefficient"]["value"],
        inshore_factor=rows["inshore_factor"]["value"],
        inshore_distance=rows["inshore_distance"]["value"],
    )
    tide = load_tide_field(area_key)
    with np.load(io.BytesIO(area_bytes(area_key, STREAM_FILE))) as data:
        return StreamField(
            data=dict(data),
            error=error,
            coefficient=lambda moment: tide.coefficient(epoch_seconds=moment),
        )


def _turned(constants: Phasors, angle: Floats) -> Phasors:
    """Turn east and north of each constituent (c, n, 2) by the angle of each node (n,)."""
    east, north = constants[..., 0], constants[..., 1]
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.stack((east * cosine - north * sine, east * sine + north * cosine), axis=-1)


def _grid(data: Mapping[str, Any]) -> Grid:
    rows, columns = (int(length) for length in data["shape"])
    corner = {"west": float(data["lon0"]), "south": float(data["lat0"])}
    step = {"dlon": float(data["dlon"]), "dlat": float(data["dlat"])}
    return Grid(**corner, **step, rows=rows, columns=columns)


def _constants(data: Mapping[str, Any], grid: Grid) -> tuple[tuple[str, ...], Phasors]:
    """Names, and constants (c, cells, 2) [m/s] with NaN off the water; inferred ones come last."""
    water = np.unpackbits(data["mask"])[: grid.rows * grid.columns].astype(bool)
    parts = np.cumsum(data["uv"].astype(np.int64), axis=2) * MILLIMETRE
    names = [str(name) for name in data["names"]]
    held = np.full((len(names), water.size, 2), np.nan, dtype=np.complex128)
    held[:, water, 0] = parts[:, 0] + 1j * parts[:, 1]
    held[:, water, 1] = parts[:, 2] + 1j * parts[:, 3]
    inferred = []
    for row in data["infer"]:
        name, parent, ratio, lag_deg = str(row).split(",")
        turned = float(ratio) * np.exp(1j * float(lag_deg) * DEGREE)
        inferred.append(held[names.index(parent)] * turned)
        names.append(name)
    return tuple(names), np.concatenate((held, np.array(inferred).reshape(-1, *held.shape[1:])))


def _filled(constants: Phasors, grid: Grid) -> Phasors:
    """Give land cells within `REACH` of water the constants of the nearest water."""
    filled = constants.copy()
    row, column = np.divmod(np.arange(grid.rows * grid.columns), grid.columns)
    wet = ~np.isnan(constants[0, :, 0])
    for up, right in _steps_by_distance(grid):
        inside = (np.clip(row + up, 0, grid.rows - 1) == row + up) & (
            np.clip(column + right, 0, grid.columns - 1) == column + right
        )
        here = np.flatnonzero(inside & np.isnan(filled[0, :, 0]))
        here = here[wet[here + up * grid.columns + right]]
        filled[:, here] = constants[:, here + up * grid.columns + right]
    return filled


def _steps_by_distance(grid: Grid) -> list[tuple[int, int]]:
    """List the steps in rows and columns to cells within `REACH`, the nearest first."""
    east, north = _metres(grid, np.array(grid.dlon), np.array(grid.dlat))
    reach = range(-int(REACH // min(east, north)), int(REACH // min(east, north)) + 1)
    metres = {(up, right): np.hypot(right * east, up * north) for up in reach for right in reach}
    near = [step for step, far in metres.items() if 0.0 < far <= REACH]
    return sorted(near, key=metres.__getitem__)


def _metres(grid: Grid, dlon: Floats, dlat: Floats) -> tuple[Floats, Floats]:
    """Metres east and north of small steps in degrees, at the grid's middle latitude."""
    middle = grid.south + grid.dlat * grid.rows / 2.0
    return dlon * METRES_A_DEGREE * np.cos(middle * DEGREE), dlat * METRES_A_DEGREE


def _clamped(place: Floats, count: int) -> tuple[Floats, Floats]:
    """Place in a row of nodes, moved to its nearest end where beyond, and by how much."""
    held = np.clip(place, 0.0, count - 1.0)
    return held, place - held


def _provenance(note: str) -> Provenance:
    return Provenance(source=SOURCE, name=NAME, note=note)
