"""The surge that a tide gauge saw: its readings less the tide predicted there, where it follows it.

Shared by the forms in which gauges are asked. How far a surge is believed, in space and ahead, is
not decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.adapters.live.wanted import FILL, Series, hours_missing, sound_field
from estran.environment.tide_stations import load_stations, predict
from estran.errors import SeaSourceError
from estran.quantities.units import DAY, HOUR

if TYPE_CHECKING:
    from estran.adapters.live.wanted import Wanted
    from estran.environment.kept_field import KeptField
    from estran.environment.sea_sources import SeaSource
    from estran.quantities.arrays import Bools, Floats

BACK = 2 * DAY
SILENT = 3 * HOUR
"""A gauge whose last reading is older than this says nothing of now."""
SPIKE = 1.0
"""A residual this far from those of the hours about it [m] is a spike, not the sea."""
MOST_SPIKES = 0.2
MOST_SWING = 1.0
"""A residual that swings more than this about its middle [m, root mean square] holds the tide
itself, as of a gauge that is stuck or speaks in another unit. In two days of January 2022 weather
swung it by 0.59 m at most, and the tide by 1.20 m at least."""
WRONG_DATUM = 3.0
"""No surge lasts two days at this height [m]; another datum does."""


def surge_of(
    readings: dict[float, float], *, source: SeaSource, wanted: Wanted, host: str
) -> KeptField:
    """Return the surge of a gauge as a field of one node.

    Parameters
    ----------
    readings : dict of float to float
        Time [s since 1970, UTC] to level above the zero of the readings [m].
    source : SeaSource
        With the gauge: its station among those of the tide, and ``zero_m``, by how much the zero
        of the readings lies above that of the station's constants.
    wanted : Wanted
        With the time now.
    host : str
        Who gave the readings.

    Raises
    ------
    SeaSourceError
        ``live.hours`` where the gauge is silent, ``live.gauge`` where it does not follow its tide.
    """
    gauge = source.details["gauge"]
    times = np.array(sorted(one for one in readings if one <= wanted.now + HOUR), dtype=np.float64)
    if not times.size or times[-1] < wanted.now - SILENT:
        raise hours_missing(host)
    level = np.array([readings[one] for one in times], dtype=np.float64)
    station = load_stations()[gauge["station"]]
    surge = level + gauge["zero_m"] - predict(station=station, epoch_seconds=times)
    surge[_spikes(times, surge, host)] = np.nan
    place = station.position
    series = Series(
        "level",
        times,
        np.array([place.latitude]),
        np.array([place.longitude]),
        surge[:, np.newaxis, np.newaxis],
    )
    last = float(times[-1])
    return sound_field(series, source=source, now=wanted.now, host=host, issued_at=last)


def is_level(value: object) -> bool:
    """Return whether a foreign leaf is a level [m]; gauges send lists and fill values at times."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < FILL


def _spikes(times: Floats, surge: Floats, host: str) -> Bools:
    """Return which residuals are spikes, against the middle of three hours about each.

    Raises
    ------
    SeaSourceError
        ``live.gauge`` where too many are, or all of them are of another datum.
    """
    middles = np.array(
        [np.median(surge[np.abs(times - one) <= 1.5 * HOUR]) for one in times], dtype=np.float64
    )
    spikes: Bools = np.abs(surge - middles) > SPIKE
    middle = float(np.median(surge))
    swing = float(np.sqrt(np.mean((surge[~spikes] - middle) ** 2))) if not spikes.all() else np.inf
    if spikes.mean() > MOST_SPIKES or swing > MOST_SWING or abs(middle) > WRONG_DATUM:
        raise SeaSourceError(
            "live.gauge",
            f"What {host} gives does not follow the tide of its gauge: a fault, or another datum.",
            host=host,
        )
    return spikes
