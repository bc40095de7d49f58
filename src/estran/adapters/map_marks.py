"""The answer on the chart: areas, rings, dots, track, datum, search box, last known position."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Normal, Stroke

from estran.adapters.map_choice import clock, contour_at
from estran.adapters.map_style import (
    AREA_HATCH,
    AREA_TONES,
    BOX_DASHES,
    DISTRESS,
    DOTS,
    HULL,
    HULL_DASHES,
    INK,
    PAPER,
    RING_DASHES,
)
from estran.exchange.rings import nested, tidy

if TYPE_CHECKING:
    from estran.adapters.map_choice import Choice
    from estran.adapters.map_sheet import Sheet
    from estran.assess.answer import Assessment, Contour, Datum, Place
    from estran.quantities.arrays import Floats

CORNERS = "ABCDEFGH"
NUMBERED = (1, 3, 6, 12)


def draw_areas(sheet: Sheet, assessment: Assessment, choice: Choice) -> None:
    """Draw the areas at the time of the datum in tones, large below small."""
    for level, tone in AREA_TONES.items():
        contour = contour_at(assessment, choice.focus, level=level, body="people")
        if contour is not None:
            _draw_area(sheet, contour, tone=tone, hatch=AREA_HATCH[level])


def draw_rings(sheet: Sheet, assessment: Assessment, choice: Choice) -> None:
    """Draw the outer area of the other hours as rings, each with its own dashes."""
    for hour in choice.others:
        contour = contour_at(assessment, hour, level=0.95, body="people")
        if contour is not None:
            _draw_ring(sheet, contour, colour=INK, dashes=RING_DASHES[hour])


def name_areas(sheet: Sheet, assessment: Assessment, choice: Choice) -> None:
    """Write hour and time on the outer ring of every area."""
    forecast = assessment.forecast
    for hour in (choice.focus, *choice.others):
        contour = contour_at(assessment, hour, level=0.95, body="people")
        if contour is not None and contour.rings:
            time = clock(contour.time, since=forecast.times[0])
            _name_ring(sheet, contour, f"+{hour} h {time}", colour=INK)
    hull = contour_at(assessment, choice.focus, level=0.95, body="hull")
    if choice.hull and hull is not None and hull.rings:
        _name_ring(sheet, hull, sheet.say("map.hull", hour=choice.focus), colour=HULL)


def draw_hull(sheet: Sheet, assessment: Assessment, choice: Choice) -> None:
    """Draw the hull's own area where hull and people have parted often enough."""
    contour = contour_at(assessment, choice.focus, level=0.95, body="hull")
    if choice.hull and contour is not None:
        _draw_ring(sheet, contour, colour=HULL, dashes=HULL_DASHES, hatch="..")


def draw_dots(sheet: Sheet, assessment: Assessment, choice: Choice) -> None:
    """Draw the sample of the ensemble at the time of the datum, a marker for each state."""
    sample = assessment.forecast.sample
    if sample is None or choice.focus >= len(sample.people):
        return
    where = np.array(sample.people[choice.focus], dtype=np.float64).reshape(-1, 2)
    state = np.array(sample.state[choice.focus])
    for name, dot in DOTS.items():
        x, y = where[state == name].T
        sheet.axes.plot(
            x,
            y,
            linestyle="none",
            marker=dot.marker,
            markersize=dot.size,
            markerfacecolor=dot.face,
            markeredgecolor=dot.edge,
            markeredgewidth=0.45,
            zorder=5,
        )
    sheet.labels.avoid(np.repeat(sheet.pixels(where), 2, axis=0))


def draw_track(sheet: Sheet, assessment: Assessment) -> None:
    """Draw the most likely track with a tick every hour, and number some of them."""
    places = assessment.forecast.most_likely_position
    if len(places) < 2:
        return
    track = np.array([(place.lon, place.lat) for place in places])
    _haloed(sheet, track, colour=INK, width=1.3)
    for a, b in _ticks(sheet, track):
        sheet.axes.plot([a[0], b[0]], [a[1], b[1]], color=INK, linewidth=1.3, zorder=6)
    sheet.spare_line(track)


def number_track(sheet: Sheet, assessment: Assessment) -> None:
    """Write some of the hours beside the most likely track, where there is room."""
    for hour, place in enumerate(assessment.forecast.most_likely_position):
        if hour in NUMBERED:
            at = (place.lon, place.lat)
            sheet.name_point(f"+{hour}", at, font=sheet.fonts.bold(6.8), must=False)


def draw_search(sheet: Sheet, datum: Datum) -> None:
    """Draw the search box with lettered corners, and the datum."""
    corners = np.array([(place.lon, place.lat) for place in datum.box]).reshape(-1, 2)
    if len(corners) >= 3:
        _draw_box(sheet, corners)
    points = np.array([(place.lon, place.lat) for place in datum.points]).reshape(-1, 2)
    if len(points) >= 2:
        _haloed(sheet, points, colour=INK, width=3.2)
        sheet.spare_line(points)
    sheet.axes.plot(
        *points.T,
        linestyle="none",
        marker="P",
        markersize=9.0,
        markerfacecolor=PAPER,
        markeredgecolor=INK,
        markeredgewidth=1.3,
        zorder=7,
    )
    sheet.labels.reserve([tuple(p) for p in sheet.pixels(points)], half=10.0)


def name_search(sheet: Sheet, datum: Datum, *, since: str) -> None:
    """Letter the corners of the box and name the datum."""
    for letter, place in zip(CORNERS, datum.box, strict=False):
        sheet.name_point(letter, (place.lon, place.lat), font=sheet.fonts.bold(9.5), must=True)
    middle = datum.points[len(datum.points) // 2]
    words = sheet.say("map.datum", time=clock(datum.time, since=since))
    sheet.name_point(
        words, (middle.lon, middle.lat), font=sheet.fonts.bold(7.6), must=True, gap=16.0
    )


def draw_last_known(sheet: Sheet, place: Place) -> None:
    """Mark the last known position."""
    for marker, size, face in (("o", 13.0, "none"), ("+", 13.0, DISTRESS), (".", 4.0, DISTRESS)):
        sheet.axes.plot(
            place.lon,
            place.lat,
            marker=marker,
            markersize=size,
            markerfacecolor=face,
            markeredgecolor=DISTRESS,
            markeredgewidth=1.8,
            zorder=7.5,
        )
    sheet.labels.reserve([tuple(sheet.pixels(np.array([(place.lon, place.lat)]))[0])], half=14.0)


def name_last_known(sheet: Sheet, place: Place, *, time: str) -> None:
    """Name the last known position with its time."""
    sheet.name_point(
        sheet.say("map.last_known", time=clock(time, since=time)),
        (place.lon, place.lat),
        font=sheet.fonts.bold(8.6),
        must=True,
        gap=21.0,
        color=DISTRESS,
    )


def _draw_area(sheet: Sheet, contour: Contour, *, tone: str, hatch: str) -> None:
    for polygon in nested(_rings(contour)):
        path = _compound(polygon)
        style = {"facecolor": tone, "edgecolor": INK, "linewidth": 0.9, "alpha": 0.88}
        sheet.axes.add_patch(PathPatch(path, zorder=3, **style))
        sheet.spare_line(np.array(polygon[0]))
        if hatch:
            sheet.axes.add_patch(
                PathPatch(
                    path, fill=False, hatch=hatch, edgecolor="#7d8fb5", linewidth=0, zorder=3.1
                )
            )


def _draw_ring(
    sheet: Sheet,
    contour: Contour,
    *,
    colour: str,
    dashes: tuple[float, tuple[float, ...]],
    hatch: str = "",
) -> None:
    for polygon in nested(_rings(contour)):
        path = _compound(polygon)
        if hatch:
            sheet.axes.add_patch(
                PathPatch(path, fill=False, hatch=hatch, edgecolor=colour, linewidth=0, alpha=0.35)
            )
        ring = PathPatch(path, fill=False, edgecolor=colour, linewidth=1.3, zorder=4)
        ring.set_linestyle(dashes)
        ring.set_path_effects([Stroke(linewidth=2.6, foreground=PAPER, alpha=0.7), Normal()])
        sheet.axes.add_patch(ring)
        for one in polygon:
            sheet.spare_line(np.array(one))


def _name_ring(sheet: Sheet, contour: Contour, words: str, *, colour: str) -> None:
    """Write words on the longest ring of a contour, where fewest marks are covered."""
    longest = max(contour.rings, key=len)
    ring = np.array(longest)
    ring = ring[:: max(len(ring) // 72, 1)]
    top_first = ring[np.argsort(-ring[:, 1], kind="stable")]
    sheet.name_line(words, top_first, font=sheet.fonts.bold(7.6), must=True, color=colour)


def _rings(contour: Contour) -> list[list[tuple[float, float]]]:
    return [ring for raw in contour.rings for ring in tidy(raw, decimals=6)]


def _compound(polygon: list[list[tuple[float, float]]]) -> Path:
    """Return one path of a polygon and its holes."""
    return Path.make_compound_path(*[Path(np.array(ring), closed=True) for ring in polygon])


def _haloed(sheet: Sheet, line: Floats, *, colour: str, width: float) -> None:
    x, y = line.T
    sheet.axes.plot(x, y, color=PAPER, linewidth=width + 1.8, alpha=0.8, zorder=5.9)
    sheet.axes.plot(x, y, color=colour, linewidth=width, zorder=6)


def _draw_box(sheet: Sheet, corners: Floats) -> None:
    closed = np.vstack([corners, corners[:1]])
    x, y = closed.T
    sheet.axes.plot(x, y, color=PAPER, linewidth=3.6, alpha=0.8, zorder=6.4)
    sheet.axes.plot(x, y, color=INK, linewidth=2.0, linestyle=BOX_DASHES, zorder=6.5)
    sheet.axes.plot(x, y, linestyle="none", marker="s", markersize=5.0, color=INK, zorder=6.6)
    sheet.spare_line(closed)


def _ticks(sheet: Sheet, track: Floats) -> list[tuple[Floats, Floats]]:
    """Return a short line across the track at every hour, as ends in longitude and latitude."""
    scale = np.array([1.0, sheet.extent.stretch])
    plane = track * scale
    along = np.gradient(plane, axis=0)
    length = np.hypot(*along.T)
    steady = length > 1e-9
    across = np.column_stack([-along[:, 1], along[:, 0]])[steady] / length[steady, np.newaxis]
    half = 4.0 / sheet.points_of_a_degree * sheet.extent.stretch
    here = plane[steady]
    return list(zip((here - across * half) / scale, (here + across * half) / scale, strict=True))
