"""Kept fields that a test offers, and keeps nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.environment.kept_sea import OfferedFields
from estran.environment.sea_sources import sea_sources
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from estran.environment.kept_field import KeptField


class FieldsInMemory:
    """A `KeptFields` of the fields that a test names, in the order of sources that comes along."""

    def __init__(self, *fields: KeptField) -> None:
        self.fields = list(fields)
        self.asked: list[tuple[float, int]] = []

    def offered(self, start: float, hours: int) -> OfferedFields:
        self.asked.append((start, hours))
        found: list[KeptField] = []
        sources = sea_sources()
        for layer in dict.fromkeys(one.layer for one in self.fields):
            held = [one for one in self.fields if one.layer == layer]
            for key in sources.ranked(layer, [one.source for one in held]):
                own = [one for one in held if one.source == key]
                own.sort(key=lambda one: -one.fetched_at)
                touching = [one for one in own if _touches(one, start, start + hours * HOUR)]
                found += touching or own[:1]
        stale: dict[tuple[str, str], float] = {
            (one.layer, one.source): sources.stale_after(one.layer, one.source) for one in found
        }
        return OfferedFields(tuple(found), stale)


def _touches(field: KeptField, start: float, end: float) -> bool:
    if field.layer == "depth":
        return True
    last = field.times[-1] >= start or field.layer == "level"
    return bool(field.times[0] <= end and last)
