"""Open-Meteo's forecast and marine services: wind, waves and water temperature on a coarse grid.

Keyless; one request a fetch, of at most `MOST_PLACES` places, each of which counts as a call
against its limits. No currents are taken from it: its 8 km grid does not resolve the strait.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import numpy as np

from estran.adapters.live.wanted import (
    Series,
    covering,
    json_of,
    numbers,
    part,
    sound_field,
    strange,
    unit_is,
    wrapped,
)
from estran.quantities.units import FULL_CIRCLE_DEG, components_from

if TYPE_CHECKING:
    from estran.adapters.live.asking import Answer, Asker
    from estran.adapters.live.wanted import Wanted
    from estran.environment.kept_field import KeptField
    from estran.environment.sea_sources import SeaSource
    from estran.quantities.arrays import Floats

STEP = 0.25
MOST_PLACES = 100
FAR = 0.35
"""A place that answers for a cell further away than this [degrees] is unknown: far inland it takes
what sea it finds. Most of them further away is an answer for another sea."""
WIND = {"wind_speed_10m": "m/s", "wind_direction_10m": "°"}
MARINE = {"wave_height": "m", "sea_surface_temperature": "°C"}


def fetch_wind(asker: Asker, source: SeaSource, wanted: Wanted) -> tuple[list[KeptField], Answer]:
    """Return the wind that is forecast, and the answer it came in.

    Raises
    ------
    SeaSourceError
        Where nothing sound comes.
    """
    rows = _axis(wanted.box.south, wanted.box.north), _axis(wanted.box.west, wanted.box.east)
    answer = asker.ask(_address(source, wanted, rows, list(WIND), {"wind_speed_unit": "ms"}))
    times, found = _read(answer, rows, WIND)
    covering(times, wanted, host=answer.host)
    speed, direction = found["wind_speed_10m"], found["wind_direction_10m"]
    if np.nanmin(speed, initial=0.0) < 0.0:
        raise strange(answer.host, "a negative wind speed")
    east, north = components_from(speed=speed, from_deg=np.mod(direction, FULL_CIRCLE_DEG))
    wind = Series("wind", times, *rows, np.stack((east, north), axis=-1))
    return [sound_field(wind, source=source, now=wanted.now, host=answer.host)], answer


def fetch_marine(asker: Asker, source: SeaSource, wanted: Wanted) -> tuple[list[KeptField], Answer]:
    """Return the waves and water temperature that are forecast, and the answer they came in.

    Raises
    ------
    SeaSourceError
        Where nothing sound comes.
    """
    rows = _axis(wanted.box.south, wanted.box.north), _axis(wanted.box.west, wanted.box.east)
    answer = asker.ask(_address(source, wanted, rows, list(MARINE), {"length_unit": "metric"}))
    times, found = _read(answer, rows, MARINE)
    covering(times, wanted, host=answer.host)
    series = [
        Series("waves", times, *rows, found["wave_height"]),
        Series("temperature", times, *rows, found["sea_surface_temperature"]),
    ]
    fields = [sound_field(one, source=source, now=wanted.now, host=answer.host) for one in series]
    return fields, answer


def _axis(first: float, last: float) -> Floats:
    """Return the places along one side of the box, no more than a tenth of them all in number."""
    count = min(int(np.ceil((last - first) / STEP - 1e-9)) + 1, int(np.sqrt(MOST_PLACES)))
    return np.round(np.linspace(first, last, max(count, 2)), 4)


def _address(
    source: SeaSource,
    wanted: Wanted,
    rows: tuple[Floats, Floats],
    variables: list[str],
    units: dict[str, str],
) -> str:
    latitude, longitude = (one.ravel() for one in np.meshgrid(*rows, indexing="ij"))
    query = {
        "latitude": ",".join(f"{one:g}" for one in latitude),
        "longitude": ",".join(f"{one:g}" for one in longitude),
        "hourly": ",".join(variables),
        **units,
        "timeformat": "unixtime",
        "timezone": "GMT",
        "start_hour": _hour(wanted.first),
        "end_hour": _hour(wanted.last),
        "cell_selection": "sea",
    }
    return f"{source.address}?{urlencode(query, safe=',:')}"


def _hour(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).strftime("%Y-%m-%dT%H:00")


def _read(
    answer: Answer, rows: tuple[Floats, Floats], units: dict[str, str]
) -> tuple[Floats, dict[str, Floats]]:
    """Return the times, and each variable over times and places; NaN where a place has none."""
    host, tree = answer.host, json_of(answer)
    places = tree if isinstance(tree, list) else [tree]
    where = [one.ravel() for one in np.meshgrid(*rows, indexing="ij")]
    if len(places) != where[0].size:
        raise strange(host, f"{len(places)} places of {where[0].size}")
    read = [
        _place(one, (float(lat), float(lon)), units, host)
        for one, lat, lon in zip(places, *where, strict=True)
    ]
    if sum(one is None for one in read) > len(read) / 2:
        raise strange(host, "an answer for another place")
    times = np.unique(np.concatenate([one[0] for one in read if one is not None]))
    found = {}
    for name in units:
        each = np.full((times.size, len(read)), np.nan)
        for column, one in enumerate(read):
            if one is not None:
                each[np.searchsorted(times, one[0]), column] = one[1][name]
        found[name] = each.reshape(times.size, rows[0].size, rows[1].size)
    return times, found


def _place(
    tree: Any,  # noqa: ANN401 -- a foreign tree
    asked: tuple[float, float],
    units: dict[str, str],
    host: str,
) -> tuple[Floats, dict[str, Floats]] | None:
    """Return the times and values of one place, checked; None where they are of another place."""
    lat = part(tree, "latitude", (int, float), host=host)  # type: ignore[arg-type]
    lon = part(tree, "longitude", (int, float), host=host)  # type: ignore[arg-type]
    away = float(wrapped(np.array(lon - asked[1])))
    if not (abs(lat - asked[0]) <= FAR and abs(away) <= FAR):
        return None
    if tree.get("utc_offset_seconds", 0) != 0:
        raise strange(host, "times that are not UTC")
    said = part(tree, "hourly_units", dict, host=host)
    hourly = part(tree, "hourly", dict, host=host)
    for name, unit in {"time": "unixtime", **units}.items():
        unit_is(said, name, unit, host=host)
    times = _times(part(hourly, "time", list, host=host), host)
    values = {name: numbers(part(hourly, name, list, host=host), host=host) for name in units}
    if any(row.size != times.size for row in values.values()):
        raise strange(host, "rows of different length")
    return times, values


def _times(row: list[Any], host: str) -> Floats:
    if not all(isinstance(one, int) and not isinstance(one, bool) for one in row):
        raise strange(host, "times that are no seconds")
    times = np.array(row, dtype=np.float64)
    if np.any(np.diff(times) <= 0.0):
        raise strange(host, "times out of order")
    return times
