"""The tide of a stretch of sea: level at any position and time, from the gauges of its coasts.

Astronomical tide only; what weather adds is its uncertainty. Streams and the waterline live
elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from estran.environment.area import area_holds, area_table, load_area
from estran.environment.area_shelf import by_area
from estran.environment.layers import LayerAnswer, Provenance, unknown
from estran.environment.tidal_constituents import Phasors, constituent_names, phasors
from estran.environment.tide_coasts import gauge_shares, one_coast
from estran.environment.tide_stations import (
    SOURCE,
    STATIONS_FILE,
    TideStation,
    load_stations,
    predict,
)
from estran.environment.tide_turns import TideAround, TideTurn, around, coefficient, turns
from estran.quantities.geodesy import Position
from estran.quantities.instants import epoch_seconds as seconds_of
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from estran.quantities.arrays import Floats

NAME = "harmonic tide of the coast's gauges"
NOTE = "astronomical tide above the local gauge zero, about chart datum; surge is not in it"
OUTSIDE = "the position is outside the area whose tide is held"


@dataclass(frozen=True, slots=True)
class Box:
    """Bounds of what is held [degrees], edges included."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> Position:
        """The middle of its degrees."""
        return Position(
            latitude=(self.south + self.north) / 2, longitude=(self.west + self.east) / 2
        )

    def holds(self, position: Position) -> bool:
        """Return whether a position lies inside."""
        return (
            self.west <= position.longitude <= self.east
            and self.south <= position.latitude <= self.north
        )


@dataclass(frozen=True, slots=True, eq=False)
class TideMarks:
    """Levels above the local gauge zero [m], one a place: what depths and heights count from.

    Attributes
    ----------
    lowest, mean, springs : (n,) arrays
        Lowest astronomical tide, mean sea level, mean high water springs.
    """

    lowest: Floats
    mean: Floats
    springs: Floats


class TideField:
    """Water level between the gauges of two coasts.

    Heights count from the local gauge zero: within 0.2 m of chart datum (the lowest astronomical
    tide) at every gauge of the area, and interpolated between them as the tide is.

    Parameters
    ----------
    stations : mapping of str to TideStation
        The gauges, and the one whose range defines the coefficient.
    coasts : mapping
        ``coast`` (lines through gauges and capes, see `gauge_shares`) and ``coefficient``
        (``station`` and ``range_of_hundred`` [m]), which only a stream asks for.
    box : Box
        Where `sample` answers.
    surge_sd : float
        What weather adds to the level, one standard deviation [m].

    Raises
    ------
    DataError
        Where the coasts name gauges that are not among the stations.
    """

    def __init__(
        self,
        *,
        stations: Mapping[str, TideStation],
        coasts: Mapping[str, Any],
        box: Box,
        surge_sd: float,
    ) -> None:
        self.stations = dict(stations)
        self.box = box
        self.surge_sd = surge_sd
        self.source = coasts.get("source", SOURCE)
        self._coefficient = coasts.get("coefficient", {})
        lines = coasts["coast"]
        lay = one_coast if len(lines) == 1 and "source" in coasts else gauge_shares
        self._shares = lay(stations=stations, coasts=lines)
        gauges = [stations[key] for key in self._shares.gauges]
        zeros = self._shares.zeros
        self._names, self._constants = _side_by_side(gauges)
        self._mean = np.array([one.mean_sea_level for one in gauges]) - zeros
        self._springs = np.array([one.mean_high_water_springs for one in gauges]) - zeros
        self._lowest = np.array([one.lowest_tide for one in gauges]) - zeros

    def level(self, *, position: Position, epoch_seconds: Floats) -> Floats:
        """Return the level at one position.

        Parameters
        ----------
        position : Position
            Where.
        epoch_seconds : (n,) array
            Seconds since 1970, UTC.

        Returns
        -------
        (n,) array
            Above the local gauge zero, about chart datum [m].
        """
        shares = self._shares_of(position)
        return np.asarray(shares @ (self._swing(epoch_seconds) + self._mean[:, np.newaxis]))

    def level_above_mhws_grid(
        self, *, longitude: Floats, latitude: Floats, epoch_seconds: Floats
    ) -> Floats:
        """Return the level on nodes above the mean high water springs of each node.

        Parameters
        ----------
        longitude, latitude : arrays of one shape
            Nodes [degrees].
        epoch_seconds : (t,) array
            Seconds since 1970, UTC.

        Returns
        -------
        (t, *shape) array
            Mostly negative [m]: 0 is the coast line of the land mask.
        """
        shares = self._shares.at(longitude=longitude.ravel(), latitude=latitude.ravel())
        gauges = self._swing(epoch_seconds) + (self._mean - self._springs)[:, np.newaxis]
        return np.asarray(gauges.T @ shares.T).reshape(epoch_seconds.size, *longitude.shape)

    def level_along(self, *, longitude: Floats, latitude: Floats, epoch_seconds: Floats) -> Floats:
        """Return the level at places, each at its own moment, above the local gauge zero [m].

        Parameters
        ----------
        longitude, latitude : (n,) arrays
            Places [degrees].
        epoch_seconds : (n,) array
            Seconds since 1970, UTC.
        """
        shares = self._shares.at(longitude=longitude, latitude=latitude)
        gauges = self._swing(epoch_seconds) + self._mean[:, np.newaxis]
        return np.asarray(np.einsum("ng,gn->n", shares, gauges))

    def mean_sea_level(self, *, position: Position) -> float:
        """Return mean sea level above the local gauge zero [m]."""
        return float(self._shares_of(position) @ self._mean)

    def high_water_springs(self, *, position: Position) -> float:
        """Return mean high water springs above the local gauge zero [m]."""
        return float(self._shares_of(position) @ self._springs)

    def marks(self, *, longitude: Floats, latitude: Floats) -> TideMarks:
        """Return the levels that heights count from, above the local gauge zero.

        Parameters
        ----------
        longitude, latitude : (n,) arrays
            Places [degrees].
        """
        shares = self._shares.at(longitude=longitude, latitude=latitude)
        return TideMarks(shares @ self._lowest, shares @ self._mean, shares @ self._springs)

    def around(self, *, position: Position, epoch_seconds: float) -> TideAround:
        """Return the turns before and after a moment [seconds since 1970, UTC] at a position."""
        return around(level=self._level_at(position), moment=epoch_seconds)

    def turns(self, *, position: Position, start: float, end: float) -> tuple[TideTurn, ...]:
        """Return the turns at a position between two moments [seconds since 1970, UTC]."""
        return turns(level=self._level_at(position), start=start, end=end)

    def rising(self, *, position: Position, epoch_seconds: float) -> bool:
        """Return whether the water rises at a moment [seconds since 1970, UTC]."""
        return self.around(position=position, epoch_seconds=epoch_seconds).rising

    def coefficient(self, *, epoch_seconds: float) -> float:
        """Return the French tidal coefficient (20 to 120) of the high water nearest to a moment.

        Notes
        -----
        Within 4 of the official tables. Source: shom_coefficient.
        """
        brest = self.stations[self._coefficient["station"]]
        return coefficient(
            level=lambda moments: predict(station=brest, epoch_seconds=moments),
            moment=epoch_seconds,
            range_of_hundred=self._coefficient["range_of_hundred"],
        )

    def sample(self, *, position: Position, time: datetime) -> LayerAnswer:
        """Answer for the level at a position and a time (UTC) [m above the local gauge zero].

        Outside the area it is unknown.
        """
        if not self.box.holds(position):
            return unknown(unit="m", provenance=_provenance(OUTSIDE, self.source))
        level = self.level(position=position, epoch_seconds=np.array([seconds_of(time)]))
        return LayerAnswer(
            value=float(level[0]),
            unit="m",
            uncertainty=self.surge_sd,
            provenance=_provenance(NOTE, self.source),
        )

    def _level_at(self, position: Position) -> Callable[[Floats], Floats]:
        level = partial(self.level, position=position)
        return lambda moments: level(epoch_seconds=moments)

    def _shares_of(self, position: Position) -> Floats:
        longitude, latitude = np.array([position.longitude]), np.array([position.latitude])
        return self._shares.at(longitude=longitude, latitude=latitude)[0]

    def _swing(self, epoch_seconds: Floats) -> Floats:
        """Tide about mean sea level at every gauge, (g, t) [m]."""
        swing = phasors(names=self._names, epoch_seconds=epoch_seconds)
        return np.asarray((self._constants.conj() @ swing).real)


@by_area
def load_tide_field(area_key: str = "dover_strait") -> TideField:
    """Return the tide of an area.

    Raises
    ------
    UnknownNameError
        Where there is no such area.
    DataError
        Where its data are missing or malformed.
    """
    area = load_area(area_key)
    return TideField(
        stations=load_stations(area_key),
        coasts=area_table(area_key, "tide_coasts"),
        box=Box(west=area.west, south=area.south, east=area.east, north=area.north),
        surge_sd=assumption("surge_sd").value,
    )


def find_tide_field(area_key: str) -> TideField | None:
    """Return the tide of an area; None where it holds none. Errors as for `load_tide_field`."""
    return load_tide_field(area_key) if area_holds(area_key, STATIONS_FILE) else None


def _side_by_side(gauges: list[TideStation]) -> tuple[tuple[str, ...], Phasors]:
    """All constituents of the gauges, and the constants (g, c), zero where a gauge has none."""
    held = {name for gauge in gauges for name in gauge.constituents}
    names = tuple(name for name in constituent_names() if name in held)
    constants = np.zeros((len(gauges), len(names)), dtype=np.complex128)
    for row, gauge in enumerate(gauges):
        constants[row, [names.index(name) for name in gauge.constituents]] = gauge.constants
    return names, constants


def _provenance(note: str, source: str) -> Provenance:
    return Provenance(source=source, name=NAME, note=note)
