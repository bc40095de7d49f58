"""The Environment Agency's tide gauges: observed less predicted level, a surge at one place.

Readings come above Ordnance Datum and are counted from the gauge's chart datum, as the predicted
tide is. How far a surge is believed, in space and ahead, is not decided here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import numpy as np

from estran.adapters.live.wanted import (
    FILL,
    Series,
    hours_missing,
    json_of,
    part,
    sound_field,
    strange,
    unit_is,
)
from estran.environment.tide_stations import load_stations, predict
from estran.errors import SeaSourceError
from estran.quantities.units import DAY, HOUR

if TYPE_CHECKING:
    from estran.adapters.live.asking import Answer, Asker
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


def fetch_surge(asker: Asker, source: SeaSource, wanted: Wanted) -> tuple[list[KeptField], Answer]:
    """Return the surge of the last two days at the gauge, and the answer it came in.

    Raises
    ------
    SeaSourceError
        Where nothing sound comes, or the gauge is silent.
    """
    gauge = source.details["gauge"]
    here = f"{source.address}/id/measures/{quote(gauge['measure'])}"
    measure = asker.ask(here)
    items = part(json_of(measure), "items", dict, host=measure.host)
    unit_is(items, "unitName", gauge["unit"], host=measure.host)
    since = datetime.fromtimestamp(wanted.now - BACK, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    answer = asker.ask(f"{here}/readings?_sorted&_limit=1000&since={since}")
    times, level = _readings(answer, gauge["measure"])
    past = times <= wanted.now + HOUR
    times, level = times[past], level[past]
    if not times.size or times[-1] < wanted.now - SILENT:
        raise hours_missing(answer.host)
    station = load_stations()[gauge["station"]]
    surge = level + gauge["zero_m"] - predict(station=station, epoch_seconds=times)
    surge[_spikes(times, surge, answer.host)] = np.nan
    place = station.position
    series = Series(
        "level",
        times,
        np.array([place.latitude]),
        np.array([place.longitude]),
        surge[:, np.newaxis, np.newaxis],
    )
    last = float(times[-1])
    field = sound_field(series, source=source, now=wanted.now, host=answer.host, issued_at=last)
    return [field], answer


def _readings(answer: Answer, measure: str) -> tuple[Floats, Floats]:
    """Return times and levels, ascending, each time once; what is no number is left out."""
    host = answer.host
    found: dict[float, float] = {}
    for item in part(json_of(answer), "items", list, host=host):
        if not str(part(item, "measure", str, host=host)).endswith(f"/{measure}"):
            raise strange(host, "readings of another gauge")
        moment, value = _moment(part(item, "dateTime", str, host=host), host), item.get("value")
        if _is_level(value):
            found[moment] = float(value)
    times = np.array(sorted(found), dtype=np.float64)
    return times, np.array([found[one] for one in times], dtype=np.float64)


def _is_level(value: Any) -> bool:  # noqa: ANN401 -- a foreign leaf; gauges send lists at times
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < FILL


def _moment(text: str, host: str) -> float:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise strange(host, "a time that cannot be read") from error
    if moment.tzinfo is None:
        raise strange(host, "a time without a zone")
    return moment.timestamp()


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
