"""Vector error of the tidal stream against SHOM's atlas 557, by sub-area, as a table.

    python -m validation.stream [NAME=FILE.npz ...]

Each further file, such as one that `tools.build_stream` has made with real depths, is a further
pair of columns.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.stream import StreamField, load_stream_field
from estran.environment.tide import load_tide_field
from estran.quantities.units import KNOT
from validation.atlas import FILE, NEAPS, SPRINGS, Point, atlas, errors, vector_rms
from validation.data import absent, measured

if TYPE_CHECKING:
    from collections.abc import Sequence

FILES = {"BOUL": "Gris-Nez, Boulogne", "CALA": "Calais", "DUNK": "Gravelines, Dunkirk"}


def sub_area(point: Point) -> str:
    """Return the sub-area of a point, by the atlas's own inset or by its place."""
    north, east = point.latitude, point.longitude
    choices = (
        (point.file[:4] in FILES, FILES.get(point.file[:4], "")),
        (1.75 < east < 1.93 and north < 51.03, "Calais"),
        (east >= 1.93 and north < 51.10, "Gravelines, Dunkirk"),
        (1.43 < east < 1.66 and north < 50.95, "Gris-Nez, Boulogne"),
        (east > 1.68 and north < 51.0, "Calais"),
        (east >= 1.75 and north >= 51.03, "Sandettié, north-east"),
        (east < 1.48 and north > 51.0, "Dover side"),
        (north > 51.1 and east < 1.75, "Goodwins, north"),
        (north > 50.93 and east > 1.3, "mid-strait"),
    )
    return next((name for here, name in choices if here), "south-west of 50.93 N")


def table(points: Sequence[Point], fields: dict[str, StreamField]) -> list[str]:
    """Return the lines of a table: rms [kn] at springs and neaps, without and with each stream."""
    names = np.array([sub_area(one) for one in points])
    areas = [(name, names == name) for name in sorted(set(names))]
    areas.append(("all", np.ones(len(points), dtype=bool)))
    pairs = {
        (name, coefficient): errors(list(points), field, coefficient)
        for name, field in fields.items()
        for coefficient in (SPRINGS, NEAPS)
    }
    head = ["sub-area", "points", "no stream"]
    head += [f"{name}: {words}" for name in fields for words in ("springs / neaps", "median / p90")]
    lines = ["| " + " | ".join(head) + " |", "| --- " * len(head) + "|"]
    for area, here in areas:
        none = [vector_rms(pairs[next(iter(fields)), c][1][here]) for c in (SPRINGS, NEAPS)]
        cells = [area, str(here.sum()), f"{none[0]:.2f} / {none[1]:.2f}"]
        for name in fields:
            off = [pairs[name, c][0][here] for c in (SPRINGS, NEAPS)]
            size = np.hypot(off[0][..., 0], off[0][..., 1]) / KNOT
            cells.append(f"{vector_rms(off[0]):.2f} / {vector_rms(off[1]):.2f}")
            cells.append(f"{np.median(size):.2f} / {np.quantile(size, 0.9):.2f}")
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def stream_of(path: Path) -> StreamField:
    """Return the stream of another file of constituents."""
    tide = load_tide_field()
    with np.load(path) as data:
        return StreamField(
            data=dict(data),
            error=replace(load_stream_field().error),
            coefficient=lambda moment: tide.coefficient(epoch_seconds=moment),
        )


def report(arguments: Sequence[str]) -> str:
    """Return the table, or the line that says why there is none."""
    path = measured(FILE)
    if path is None:
        return absent(FILE, "the stream against the atlas")
    fields = {"embedded": load_stream_field()}
    for one in arguments:
        name, _, file = one.partition("=")
        fields[name] = stream_of(Path(file))
    title = "Vector error of the stream against SHOM atlas 557 [kn], rms over 13 hours"
    return "\n".join([title, "", *table(atlas(path), fields)])


if __name__ == "__main__":
    print(report(sys.argv[1:]))
