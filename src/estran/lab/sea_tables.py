"""The sea of a year off four coast cells, hour by hour: level, stream, light, temperature. No IO.

Looked up once a year and process; the laws of tide and stream are those of the answer to a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.area import load_area
from estran.environment.light import light
from estran.environment.stream import load_stream_field
from estran.environment.tide import load_tide_field
from estran.environment.water import monthly_temperature
from estran.lab.conditions import CELLS, DAYS, cells
from estran.quantities.geodesy import Position
from estran.quantities.units import DEGREE, HOUR

if TYPE_CHECKING:
    from estran.quantities.arrays import Bools, Floats, Ints

HOURS = DAYS * 24 + 48
SUNRISE = -0.83
"""Elevation of the sun's centre at sunrise [degrees]."""
TRACK_TO_DEG = 315.0
"""Where the English shore lies, from the French one [degrees]."""
HALF_HOURS = 48


@dataclass(frozen=True, slots=True)
class SeaTables:
    """The sea of one year; hours count from its first midnight, UTC.

    Attributes
    ----------
    level : (cells, hours) array
        Above mean high water springs [m].
    along : (cells, hours) array
        Stream towards the English shore [m/s].
    speed : (cells, hours) array
        Of the stream [m/s].
    daylight : (12, 48) array
        Whether the sun is up, by month and half hour.
    temperature : (days,) array
        Of the water [degC].
    """

    level: Floats
    along: Floats
    speed: Floats
    daylight: Bools
    temperature: Floats

    def of(self, table: Floats, *, cell: Ints, minute: Floats) -> Floats:
        """Return values of a table by cell and minute of the year, between hours in proportion."""
        hours = np.clip(minute / 60.0, 0.0, HOURS - 2.0)
        before = hours.astype(np.int64)
        share = hours - before
        return table[cell, before] * (1.0 - share) + table[cell, before + 1] * share

    def lit(self, *, month: int, minute: Floats) -> Bools:
        """Return whether the sun is up, by month and minute of the day or the year."""
        half_hour = (minute // 30.0).astype(np.int64) % HALF_HOURS
        return self.daylight[month, half_hour]


@cache
def sea_tables(year: int) -> SeaTables:
    """Return the sea of a year off the four cells."""
    start = datetime(year, 1, 1, tzinfo=UTC)
    epoch: Floats = start.timestamp() + np.arange(HOURS, dtype=np.float64) * HOUR
    streams = np.stack([_stream(number, epoch) for number in range(len(CELLS))])
    direction = np.array([np.sin(TRACK_TO_DEG * DEGREE), np.cos(TRACK_TO_DEG * DEGREE)])
    means = load_area("dover_strait").sea_temperature
    days = [start + timedelta(days=day, hours=12) for day in range(DAYS + 2)]
    return SeaTables(
        level=np.stack([_level(number, epoch) for number in range(len(CELLS))]),
        along=streams @ direction,
        speed=np.hypot(streams[..., 0], streams[..., 1]),
        daylight=_daylight(year),
        temperature=np.array([monthly_temperature(means=means, time=one) for one in days]),
    )


def _place(cell: int) -> Position:
    return Position(
        latitude=float(cells().latitude[cell]), longitude=float(cells().longitude[cell])
    )


def _level(cell: int, epoch: Floats) -> Floats:
    tide = load_tide_field()
    place = _place(cell)
    return tide.level(position=place, epoch_seconds=epoch) - tide.high_water_springs(position=place)


def _stream(cell: int, epoch: Floats) -> Floats:
    place = _place(cell)
    velocity = load_stream_field().velocity(
        longitude=np.full(epoch.size, place.longitude),
        latitude=np.full(epoch.size, place.latitude),
        epoch_seconds=epoch,
    )
    return np.nan_to_num(velocity, nan=0.0)


def _daylight(year: int) -> Bools:
    place = _place(CELLS.index("calais"))
    rows = [
        [_sun_up(place, datetime(year, month, 15, tzinfo=UTC), half) for half in range(HALF_HOURS)]
        for month in range(1, 13)
    ]
    return np.array(rows)


def _sun_up(place: Position, day: datetime, half_hour: int) -> bool:
    time = day + timedelta(minutes=30 * half_hour)
    return light(position=place, time=time).sun_elevation_deg > SUNRISE
