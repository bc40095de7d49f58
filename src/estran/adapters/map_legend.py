"""The column beside the map: what each mark means, its numbers, and corners to read out."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from estran.adapters.map_choice import clock, contour_at
from estran.adapters.map_marks import CORNERS
from estran.adapters.map_sheet import FRAME, HEIGHT, WIDTH
from estran.adapters.map_style import (
    AREA_HATCH,
    AREA_TONES,
    BAND,
    BOUNDARY,
    BOX_DASHES,
    DISTRESS,
    DOTS,
    HULL,
    HULL_DASHES,
    INK,
    LINE_DASHES,
    PAPER,
    RING_DASHES,
)

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from estran.adapters.map_choice import Choice
    from estran.adapters.map_sheet import Sheet
    from estran.assess.answer import Assessment, Datum

LEFT = FRAME[0] + FRAME[2] + 0.22
TOP = FRAME[1] + FRAME[3]
HANDLE = 0.34
ROW = 0.172
LETTERS = 36
"""How many letters of the legend's type fit beside a handle."""


@dataclass
class Column:
    """A column of rows, written downwards from `y` [inches]."""

    sheet: Sheet
    y: float = TOP - 0.1

    def heading(self, key: str, /, **values: object) -> None:
        """Write a heading, by its key in the catalogue."""
        words = self.sheet.say(key, **values)
        self.y -= 0.07
        self.sheet.write(words, LEFT, self.y, font=self.sheet.fonts.bold(7.8), va="center")
        self.y -= ROW

    def tell(self, key: str, /, *handles: Artist, **values: object) -> None:
        """Write words, by their key in the catalogue, beside the handles that they explain."""
        words = self.sheet.say(key, **values)
        for handle in handles:
            self.sheet.figure.add_artist(handle)
        lines = wrap(words, LETTERS) or [""]
        for line in lines:
            x = LEFT + HANDLE + 0.1
            self.sheet.write(line, x, self.y, font=self.sheet.fonts.regular(7.2), va="center")
            self.y -= ROW * (0.8 if line is not lines[-1] else 1.0)

    def corner(self, letter: str, dmm: str) -> None:
        """Write a position to be read out."""
        self.sheet.write(letter, LEFT, self.y, font=self.sheet.fonts.bold(7.6), va="center")
        x = LEFT + 0.17
        self.sheet.write(dmm, x, self.y, font=self.sheet.fonts.mono(7.4), va="center")
        self.y -= ROW

    def share(self, value: float) -> str:
        """Return a share in percent that never rounds a chance away."""
        if 0.0 < value < 0.01:
            return self.sheet.say("map.under_one").replace(" ", "\u00a0")
        return self.sheet.say("map.percent", percent=f"{value * 100:.0f}")

    def area(self, nm2: float) -> str:
        """Return an area in square nautical miles."""
        number = f"{nm2:.1f}" if nm2 < 100.0 else self.sheet.whole(nm2)
        return self.sheet.say("map.area", area=number).replace(" ", "\u00a0")

    def patch(self, **style: object) -> Artist:
        """Return a sample of an area at this row."""
        return Rectangle(
            (LEFT / WIDTH, (self.y - 0.055) / HEIGHT),
            HANDLE / WIDTH,
            0.11 / HEIGHT,
            transform=self.sheet.figure.transFigure,
            **style,  # type: ignore[arg-type]
        )

    def line(self, **style: object) -> Artist:
        """Return a sample of a line at this row."""
        ends = [LEFT / WIDTH, (LEFT + HANDLE) / WIDTH]
        height = [self.y / HEIGHT] * 2
        figure = self.sheet.figure
        return Line2D(ends, height, transform=figure.transFigure, **style)  # type: ignore[arg-type]

    def mark(self, marker: str, **style: object) -> Artist:
        """Return a sample of a marker at this row."""
        x, y = [(LEFT + HANDLE / 2) / WIDTH], [self.y / HEIGHT]
        figure = self.sheet.figure
        return Line2D(x, y, marker=marker, transform=figure.transFigure, **style)  # type: ignore[arg-type]


def write_legend(sheet: Sheet, assessment: Assessment, choice: Choice | None) -> None:
    """Explain every mark that the map holds, in the order in which an officer needs them."""
    column = Column(sheet)
    _positions(column, assessment)
    if choice is None:
        _boundaries(column)
        return
    _areas(column, assessment, choice)
    _dots(column, assessment, choice)
    if assessment.forecast.datum is not None:
        _search(column, assessment.forecast.datum)
    _boundaries(column)
    _notes(column, assessment, choice)


def _positions(column: Column, assessment: Assessment) -> None:
    marks = [
        column.mark(
            "o", markersize=8, markerfacecolor="none", markeredgecolor=DISTRESS, markeredgewidth=1.5
        ),
        column.mark("+", markersize=8, markeredgecolor=DISTRESS, markeredgewidth=1.5),
    ]
    error = assessment.situation.position_error_m
    column.tell("map.last_known_row", *marks, error=column.sheet.whole(error))
    if assessment.forecast.known:
        line = column.line(color=INK, linewidth=1.3)
        tick = column.mark("|", markersize=7, markeredgecolor=INK, markeredgewidth=1.3)
        column.tell("map.track", line, tick)


def _areas(column: Column, assessment: Assessment, choice: Choice) -> None:
    times = assessment.forecast.times
    column.heading(
        "map.people_at", time=clock(times[choice.focus], since=times[0]), hour=choice.focus
    )
    for level, tone in reversed(AREA_TONES.items()):
        contour = contour_at(assessment, choice.focus, level=level, body="people")
        if contour is not None:
            patch = column.patch(
                facecolor=tone,
                edgecolor=INK,
                linewidth=0.7,
                hatch=AREA_HATCH[level] * 2,
                hatch_linewidth=0.6,
            )
            share, area = column.share(level), column.area(contour.area_nm2)
            column.tell("map.share", patch, share=share, area=area)
    _hull(column, assessment, choice)
    column.heading("map.other_hours")
    for hour in choice.others:
        contour = contour_at(assessment, hour, level=0.95, body="people")
        if contour is not None:
            line = column.line(color=INK, linewidth=1.3, linestyle=RING_DASHES[hour])
            time = clock(times[hour], since=times[0])
            area = column.area(contour.area_nm2)
            column.tell("map.other_hour", line, hour=hour, time=time, area=area)


def _hull(column: Column, assessment: Assessment, choice: Choice) -> None:
    hull = assessment.forecast.hull
    contour = contour_at(assessment, choice.focus, level=0.95, body="hull")
    if hull is None or contour is None or not choice.hull:
        return
    line = column.line(color=HULL, linewidth=1.3, linestyle=HULL_DASHES)
    share = column.share(hull.parted_probability[choice.focus])
    column.tell("map.hull_row", line, area=column.area(contour.area_nm2), share=share)


def _dots(column: Column, assessment: Assessment, choice: Choice) -> None:
    sample = assessment.forecast.sample
    if sample is None or choice.focus >= len(sample.state):
        return
    states = sample.state[choice.focus]
    particles = column.sheet.whole(assessment.manifest.particles)
    column.heading("map.dots", number=len(states), particles=particles)
    for name, dot in DOTS.items():
        if name in states:
            mark = column.mark(
                dot.marker,
                markersize=dot.size + 1.2,
                markerfacecolor=dot.face,
                markeredgecolor=INK if dot.face == PAPER else dot.edge,
                markeredgewidth=0.6,
            )
            column.tell(f"dot.{name}", mark)


def _search(column: Column, datum: Datum) -> None:
    column.heading("map.search", time=clock(datum.time, since=datum.time))
    mark = column.mark("P", markersize=7, markerfacecolor=PAPER, markeredgecolor=INK)
    thick = [column.line(color=INK, linewidth=3.0)] if len(datum.points) >= 2 else []
    error = f"{datum.total_probable_error_nm:.1f}"
    column.tell(f"map.{datum.kind}", *thick, mark, error=error)
    line = column.line(color=INK, linewidth=2.0, linestyle=BOX_DASHES)
    area, share = column.area(datum.box_area_nm2), column.share(datum.box_holds)
    column.tell("map.box", line, area=area, share=share)
    for letter, place in zip(CORNERS, datum.box, strict=False):
        column.corner(letter, place.dmm)


def _boundaries(column: Column) -> None:
    column.heading("map.boundaries")
    band = column.patch(facecolor=BAND, alpha=0.28, linewidth=0)
    line = column.line(color=BOUNDARY, linewidth=1.5, linestyle=LINE_DASHES)
    column.tell("map.band", band, line)


def _notes(column: Column, assessment: Assessment, choice: Choice) -> None:
    forecast, hour = assessment.forecast, choice.focus
    notes = {
        "map.in_water": forecast.in_water_probability[hour],
        "map.aground": forecast.aground_probability[hour],
        "map.left_area": forecast.left_area_probability[hour],
    }
    column.heading("map.shares", hour=hour)
    for key, share in notes.items():
        column.tell(key, share=column.share(share))
