"""The Environment Agency's tide gauges, in their documented form.

Readings come above Ordnance Datum and are counted from the gauge's chart datum, as the predicted
tide is. What they say of the surge is told by their neighbour.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from estran.adapters.live.surge_series import BACK, is_level, surge_of
from estran.adapters.live.wanted import json_of, part, strange, unit_is

if TYPE_CHECKING:
    from estran.adapters.live.asking import Answer, Asker
    from estran.adapters.live.wanted import Wanted
    from estran.environment.kept_field import KeptField
    from estran.environment.sea_sources import SeaSource


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
    readings = _readings(answer, gauge["measure"])
    return [surge_of(readings, source=source, wanted=wanted, host=answer.host)], answer


def _readings(answer: Answer, measure: str) -> dict[float, float]:
    """Return levels by time, each time once; what is no number is left out."""
    host = answer.host
    found: dict[float, float] = {}
    for item in part(json_of(answer), "items", list, host=host):
        if not str(part(item, "measure", str, host=host)).endswith(f"/{measure}"):
            raise strange(host, "readings of another gauge")
        moment, value = _moment(part(item, "dateTime", str, host=host), host), item.get("value")
        if is_level(value):
            found[moment] = float(value)
    return found


def _moment(text: str, host: str) -> float:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise strange(host, "a time that cannot be read") from error
    if moment.tzinfo is None:
        raise strange(host, "a time without a zone")
    return moment.timestamp()
