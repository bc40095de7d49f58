"""Shom's tide gauges (REFMAR), in the form of their flow of readings as they come: JSON in UTC.

Readings stand above the hydrographic zero, as the constants of these gauges do. The answer names
neither gauge nor unit: whether it is of this one, in metres, is told by the tide that it follows.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from estran.adapters.live.surge_series import BACK, is_level, surge_of
from estran.adapters.live.wanted import json_of, part, strange
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from estran.adapters.live.asking import Answer, Asker
    from estran.adapters.live.wanted import Wanted
    from estran.environment.kept_field import KeptField
    from estran.environment.sea_sources import SeaSource

AS_THEY_COME = 1
"""Kind of reading that is asked for: raw, soon after it is taken."""
MINUTES = 10
"""Between the readings that are asked for."""


def fetch_shom_surge(
    asker: Asker, source: SeaSource, wanted: Wanted
) -> tuple[list[KeptField], Answer]:
    """Return the surge of the last two days at the gauge, and the answer it came in.

    Raises
    ------
    SeaSourceError
        Where nothing sound comes, or the gauge is silent.
    """
    answer = asker.ask(
        f"{source.address}?sources={AS_THEY_COME}&dtStart={_said(wanted.now - BACK)}"
        f"&dtEnd={_said(wanted.now + HOUR)}&interval={MINUTES}"
    )
    readings = _readings(answer)
    return [surge_of(readings, source=source, wanted=wanted, host=answer.host)], answer


def _readings(answer: Answer) -> dict[float, float]:
    """Return levels by time, each time once; what is no number is left out."""
    host = answer.host
    found: dict[float, float] = {}
    for item in part(json_of(answer), "data", list, host=host):
        moment, value = _moment(part(item, "timestamp", str, host=host), host), item.get("value")
        if item.get("idsource", AS_THEY_COME) != AS_THEY_COME:
            raise strange(host, "readings of another kind")
        if is_level(value):
            found[moment] = float(value)
    return found


def _said(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(text: str, host: str) -> float:
    try:
        moment = datetime.strptime(text, "%Y/%m/%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise strange(host, "a time that cannot be read") from error
    return moment.timestamp()
