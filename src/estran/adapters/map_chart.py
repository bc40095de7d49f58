"""The chart beneath the answer: land, lines between regions, graticule, named places."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from estran.adapters.map_choice import DEGREES_OF_A_MILE
from estran.adapters.map_sheet import spread
from estran.adapters.map_style import (
    BAND,
    BOUNDARY,
    COAST,
    GRATICULE,
    INK,
    LAND,
    LINE_DASHES,
    PAPER,
)
from estran.language.catalogue import name_in
from estran.language.french import bare

if TYPE_CHECKING:
    from estran.adapters.map_backdrop import Backdrop, NamedLine, NamedPlace
    from estran.adapters.map_sheet import Sheet
    from estran.quantities.arrays import Floats

STEPS = (1, 2, 5, 10, 15, 20, 30)
"""Minutes between lines of the graticule."""
MOST_LINES = 7
BESIDE = 22.0
"""Pixels from a line to the middle of its name."""


def draw_ground(sheet: Sheet, backdrop: Backdrop) -> None:
    """Draw land, graticule and lines, and let names spare the lines and the coast."""
    for ring in backdrop.land:
        sheet.axes.fill(
            ring[:, 0], ring[:, 1], facecolor=LAND, edgecolor=COAST, linewidth=0.9, zorder=1
        )
    _draw_graticule(sheet)
    for line in backdrop.lines:
        _draw_line(sheet, line)


def name_lines(sheet: Sheet, backdrop: Backdrop) -> None:
    """Write the name of each line beside its longest straight stretch on the map."""
    frame = sheet.labels.frame
    for line in backdrop.lines:
        stretches = [frame.cut(a, b) for a, b in pairwise(sheet.pixels(line.points))]
        shown = [stretch for stretch in stretches if stretch is not None]
        if shown:
            _name_stretch(
                sheet, name_in(sheet.language, "line", line.name), max(shown, key=_length)
            )


def name_places(sheet: Sheet, backdrop: Backdrop) -> None:
    """Mark and name the places that there is room for, the most important first."""
    shown = [place for place in backdrop.places if _on_map(sheet, place)]
    shown.sort(key=lambda place: place.rank)
    marks = [(place.longitude, place.latitude) for place in shown if place.rank <= 2]
    if marks:
        sheet.labels.reserve([tuple(p) for p in sheet.pixels(np.array(marks))], half=4.0)
    for place in shown:
        _name_place(sheet, place)


def _on_map(sheet: Sheet, place: NamedPlace) -> bool:
    return (
        sheet.labels.frame.counts(sheet.pixels(np.array([(place.longitude, place.latitude)]))) == 1
    )


def _name_place(sheet: Sheet, place: NamedPlace) -> None:
    """Name a place; a bank has no mark, and a mark without a name is left to ports and capes."""
    at = (place.longitude, place.latitude)
    name = bare(name_in(sheet.language, "place", place.name))
    if place.kind == "bank":
        font = sheet.fonts.italic(6.8)
        sheet.name_line(name, np.array([at]), font=font, must=False)
        return
    ashore = place.kind == "shore"
    font = sheet.fonts.regular(7.6) if ashore else sheet.fonts.italic(6.8)
    if sheet.name_point(name, at, font=font, must=False) or place.rank <= 1:
        size = 3.4 if ashore else 6.5
        sheet.axes.plot(
            *at,
            marker="o" if ashore else "1",
            markersize=size,
            color=INK,
            markeredgewidth=1.0,
            zorder=5.5,
        )


def _draw_line(sheet: Sheet, line: NamedLine) -> None:
    """Draw a line between regions, and the band of a mile on each side of it."""
    x, y = line.points.T
    band = 2.0 * DEGREES_OF_A_MILE * sheet.points_of_a_degree
    sheet.axes.plot(x, y, color=BAND, alpha=0.28, linewidth=band, zorder=1.6, solid_capstyle="butt")
    sheet.axes.plot(x, y, color=PAPER, linewidth=2.6, alpha=0.7, zorder=3.5)
    sheet.axes.plot(x, y, color=BOUNDARY, linewidth=1.5, linestyle=LINE_DASHES, zorder=3.6)
    sheet.spare_line(line.points)


def _length(ends: Floats) -> float:
    return float(np.hypot(*(ends[1] - ends[0])))


def _name_stretch(sheet: Sheet, name: str, ends: Floats) -> None:
    """Write a name beside one straight stretch of a line [pixels], turned with it."""
    run = ends[1] - ends[0]
    angle = float(np.degrees(np.arctan2(run[1], run[0])))
    upright = (angle + 90.0) % 180.0 - 90.0
    across = np.array([-np.sin(np.radians(upright)), np.cos(np.radians(upright))])
    along = spread(ends[0] + np.array([[0.2], [0.8]]) * run, step=20.0)
    middle_first = np.argsort(np.abs(np.arange(len(along)) - len(along) / 2), kind="stable")
    beside = [along[middle_first] + side * BESIDE * across for side in (1.0, -1.0)]
    places = np.asarray(sheet.axes.transData.inverted().transform(np.vstack(beside)))
    font = sheet.fonts.bold(7.6)
    sheet.name_line(name, places, font=font, must=True, rotation=upright, color=BOUNDARY)


def _draw_graticule(sheet: Sheet) -> None:
    extent, axes = sheet.extent, sheet.axes
    longitudes = _minutes(extent.west, extent.east)
    latitudes = _minutes(extent.south, extent.north)
    font = sheet.fonts.regular(7.2)
    axes.set_xticks(longitudes / 60.0, [_degrees_minutes(m, 3, "EW") for m in longitudes])
    axes.set_yticks(latitudes / 60.0, [_degrees_minutes(m, 2, "NS") for m in latitudes])
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set(fontproperties=font, color=INK)
    for label in axes.get_yticklabels():
        label.set(rotation=90, va="center")
    axes.tick_params(which="both", direction="in", top=True, right=True, color=INK, width=0.7)
    axes.set_xticks(_every_minute(extent.west, extent.east), minor=True)
    axes.set_yticks(_every_minute(extent.south, extent.north), minor=True)
    axes.grid(visible=True, color=GRATICULE, linewidth=0.45, alpha=0.8, zorder=1.5)
    axes.set_axisbelow(False)


def _minutes(low: float, high: float) -> Floats:
    """Return the whole minutes of arc at which to draw a graticule."""
    span = (high - low) * 60.0
    step = next((s for s in STEPS if span / s <= MOST_LINES), 60)
    return np.arange(np.ceil(low * 60.0 / step), np.floor(high * 60.0 / step) + 1) * step


def _every_minute(low: float, high: float) -> Floats:
    return np.arange(np.ceil(low * 60.0), np.floor(high * 60.0) + 1) / 60.0


def _degrees_minutes(minutes: float, width: int, letters: str) -> str:
    whole, rest = divmod(round(abs(minutes)), 60)
    return f"{whole:0{width}d}-{rest:02d}{letters[int(minutes < 0)]}"
