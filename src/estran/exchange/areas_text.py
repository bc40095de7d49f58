"""What is held of each area, as plain text."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from estran.environment.area import area_names, load_area
from estran.environment.stream import load_stream_field
from estran.environment.tide_stations import load_stations
from estran.language.catalogue import name_in, say
from estran.quantities.units import KNOT

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 96
SPRINGS, NEAPS = 95.0, 45.0
"""Tidal coefficients at which the error of a stream is told."""


def areas_text(language: str = "en") -> str:
    """Return the list of areas, each with what is held of it.

    Parameters
    ----------
    language : str
        Of the words; names of gauges stay as they are.
    """
    blocks = ["\n".join(_area(key, language)) for key in area_names()]
    return "\n\n".join([say(language, "areas.heading"), *blocks, say(language, "areas.another")])


def _area(key: str, language: str) -> Iterator[str]:
    area, error = load_area(key), load_stream_field(key).error
    point = say(language, "likeness.point")

    def number(value: float) -> str:
        return f"{value:.2f}".replace(".", point)

    yield f"{key}  {area.name}"
    said = {
        "box": {
            side: number(value)
            for side, value in (
                ("west", area.west),
                ("east", area.east),
                ("south", area.south),
                ("north", area.north),
            )
        },
        "gauges": {"names": ", ".join(one.name for one in load_stations(key).values())},
        "lines": {"names": ", ".join(name_in(language, "line", one.name) for one in area.lines)},
        "regions": {
            "names": ", ".join(
                f"{one.key} ({name_in(language, 'centre', one.coordinator)})"
                for one in area.regions
            )
        },
        "stream": {
            "springs": number(error.sd(coefficient=SPRINGS, inshore=False) / KNOT),
            "neaps": number(error.sd(coefficient=NEAPS, inshore=False) / KNOT),
        },
    }
    for row, values in said.items():
        text = say(language, f"areas.{row}", **values)
        yield fill(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
