"""What is held of each area, and what it lacks, as plain text."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from estran.environment.area import area_names, load_area
from estran.environment.stream import find_stream_field
from estran.environment.tide import find_tide_field
from estran.errors import DataError
from estran.language.catalogue import name_in, say
from estran.quantities.units import KNOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.environment.area import Area

WIDTH = 96
SPRINGS, NEAPS = 95.0, 45.0
"""Tidal coefficients at which the error of a stream is told."""


def areas_text(language: str = "en") -> str:
    """Return the list of areas, each with what is held of it and what it lacks.

    Parameters
    ----------
    language : str
        Of the words; names of gauges stay as they are.
    """
    blocks = [_or_damaged(key, language) for key in area_names()]
    return "\n\n".join([say(language, "areas.heading"), *blocks, say(language, "areas.another")])


def area_text(key: str, language: str = "en") -> str:
    """Return what is held of one area; errors as for `estran.environment.area.load_area`."""
    return "\n".join(_area(key, language))


def _or_damaged(key: str, language: str) -> str:
    try:
        return area_text(key, language)
    except DataError:
        return f"{key}\n  {say(language, 'areas.damaged')}"


def _area(key: str, language: str) -> Iterator[str]:
    area = load_area(key)
    yield f"{key}  {area.name}"
    rows = {
        "box": _box(area, language),
        "gauges": _gauges(key),
        "lines": {"names": ", ".join(name_in(language, "line", one.name) for one in area.lines)},
        "regions": {
            "names": ", ".join(
                f"{one.key} ({name_in(language, 'centre', one.coordinator)})"
                for one in area.regions
            )
        },
        "stream": _stream(key, language),
    }
    if area.own:
        rows["own"] = {}
    for row, values in rows.items():
        known = values is not None and values.get("names") != ""
        text = say(language, f"areas.{row}" if known else f"areas.no_{row}", **(values or {}))
        yield fill(text, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _box(area: Area, language: str) -> dict[str, str]:
    return {
        "longitudes": _span(area.west, area.east, letters="WE", language=language),
        "latitudes": _span(area.south, area.north, letters="SN", language=language),
    }


def _span(low: float, high: float, *, letters: str, language: str) -> str:
    """Return the degrees from one to another, with one letter where both have the same sign."""
    first, second = letters[low >= 0.0], letters[low >= 0.0 or high > 0.0]
    return say(
        language,
        "areas.span" if first == second else "areas.span_across",
        low=_number(abs(low), language),
        high=_number(abs(high), language),
        first=first,
        second=second,
    )


def _gauges(key: str) -> dict[str, str] | None:
    tide = find_tide_field(key)
    return (
        None if tide is None else {"names": ", ".join(one.name for one in tide.stations.values())}
    )


def _stream(key: str, language: str) -> dict[str, str] | None:
    stream = find_stream_field(key)
    if stream is None:
        return None
    at = {"springs": SPRINGS, "neaps": NEAPS}
    return {
        name: _number(stream.error.sd(coefficient=one, inshore=False) / KNOT, language)
        for name, one in at.items()
    }


def _number(value: float, language: str) -> str:
    return f"{value:.2f}".replace(".", say(language, "likeness.point"))
