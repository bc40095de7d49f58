"""The drawings of the report, each a pure function of plain numbers and words: inline SVG.

Two kinds of interval never look alike: a thick bar is Monte Carlo, a thin line is parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Literal

from estran.lab.report.svg import (
    BLUE,
    GREY,
    INK,
    LEFT,
    MIDDLE,
    ORANGE,
    PALE,
    PALE_BLUE,
    PALE_ORANGE,
    RIGHT,
    Scale,
    axis,
    box,
    drawing,
    hatch,
    line,
    path,
    scale_over,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Ends = tuple[float, float]
Look = Literal["found", "hatched", "plain"]
ROW = 40.0
TITLE_LETTERS, LABEL_LETTERS = 44, 52
LABEL_LETTER, NOTE_LETTER = 7.0, 5.9
"""Width of a letter of a label and of a note, in the widest face that a reader may have."""
CELL_TOP, CELL_HEIGHT = 8.0, 40.0
GRID_LEFT = 62.0
SHORTEST = 3.0
FOOT = 26.0
FILLS: dict[Look, tuple[str, str]] = {
    "found": (BLUE, BLUE),
    "hatched": ("url(#hatched)", ORANGE),
    "plain": (MIDDLE, MIDDLE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a chart of intervals.

    Attributes
    ----------
    thick, thin : pair of float, optional
        Monte Carlo and parameters; None where it is not given, and then `note` says so.
    look : str
        ``found``; ``hatched`` where it is no finding; ``plain`` where nothing is better or worse.
    """

    label: str
    middle: float
    thick: Ends | None
    thin: Ends | None
    note: str = ""
    look: Look = "found"


@dataclass(frozen=True, slots=True)
class Square:
    """One square of a region plot: what it says, and where it stands."""

    column: int
    row: int
    kind: Literal["first", "second", "open", "empty"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """Two axes of a region plot: names, and what is written along each.

    Attributes
    ----------
    across, up : tuple of str
        One word for each column or row (`between` False), or for each edge (`between` True).
    """

    name: str
    ticks: tuple[str, ...]
    between: bool

    @property
    def bins(self) -> int:
        """How many columns or rows."""
        return len(self.ticks) - 1 if self.between else len(self.ticks)


@dataclass(frozen=True, slots=True)
class Curve:
    """One line over shares from 0 to 1 or over counts, with its name at its end."""

    label: str
    points: tuple[Ends, ...]
    errors: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a drawing is called, what it shows in words, how its numbers are written.

    Attributes
    ----------
    mark : str
        Stands below the title, inside the drawing.
    """

    title: str
    shows: str
    write: Callable[[float], str]
    mark: str = ""


def intervals(rows: Sequence[Row], told: Told, *, with_zero: bool) -> str:
    """Return rows of a dot with a thick bar (Monte Carlo) on a thin line (parameters)."""
    ends = [end for row in rows for end in (row.middle, *(row.thick or ()), *(row.thin or ()))]
    scale = scale_over(ends, with_zero=with_zero)
    tops = [0.0]
    for row in rows:
        tops.append(tops[-1] + ROW + _below(row))
    bottom = tops[-1] + 4.0
    body = hatch("hatched", ORANGE) + axis(scale, bottom, told.write)
    body += "".join(_interval_row(row, top, scale) for row, top in zip(rows, tops, strict=False))
    return _framed(bottom + FOOT, body, told)


def _below(row: Row) -> float:
    """Return how far the note goes below the label: where one line does not hold both."""
    wide = LABEL_LETTER * len(row.label) + NOTE_LETTER * len(row.note) + 8.0
    return 13.0 if row.note and wide > RIGHT - LEFT - 4.0 else 0.0


def _interval_row(row: Row, top: float, scale: Scale) -> str:
    y = top + 27.0 + _below(row)
    parts = [words(LEFT + 4.0, top + 14.0, row.label, kind="label")]
    if row.note:
        place = top + 14.0 + _below(row)
        parts.append(words(RIGHT, place, row.note, anchor="end", kind="note"))
    if row.thin is not None:
        low, high = (scale.at(end) for end in row.thin)
        parts.append(line((low, y), (high, y), width=1.5))
        parts += [line((x, y - 5.0), (x, y + 5.0), width=1.5) for x in (low, high)]
    if row.thick is not None:
        parts.append(_bar(row.thick, scale, y, look=row.look))
    x = scale.at(row.middle)
    parts.append(line((x, y - 9.0), (x, y + 9.0), width=2.5))
    return "".join(parts)


def _bar(ends: Ends, scale: Scale, y: float, *, look: Look) -> str:
    low, high = (scale.at(end) for end in ends)
    middle, wide = (low + high) / 2.0, max(high - low, SHORTEST)
    fill, edge = FILLS[look]
    return box((middle - wide / 2.0, y - 5.0), (wide, 10.0), fill=fill, edge=edge)


def tornado(rows: Sequence[Row], told: Told) -> str:
    """Return bars from nought to a share, with a thin line for how surely it is known."""
    scale = Scale(0.0, max(1e-6, *(max(row.middle, *(row.thin or (0.0,))) for row in rows)))
    labels = [wrap(row.label, LABEL_LETTERS) for row in rows]
    tops = [0.0]
    for one in labels:
        tops.append(tops[-1] + ROW + 13.0 * (len(one) - 1))
    bottom = tops[-1] + 4.0
    body = hatch("hatched", ORANGE) + axis(scale, bottom, told.write)
    for row, label, top in zip(rows, labels, tops, strict=False):
        body += _tornado_row(row, label, top, scale)
    return _framed(bottom + FOOT, body, told)


def _tornado_row(row: Row, label: Sequence[str], top: float, scale: Scale) -> str:
    y = top + 15.0 + 13.0 * len(label)
    fill, edge = FILLS[row.look]
    size = scale.at(row.middle) - LEFT
    parts = [
        *(
            words(LEFT + 4.0, top + 14.0 + 13.0 * at, one, kind="label")
            for at, one in enumerate(label)
        ),
        box((LEFT, y - 6.0), (size, 12.0), fill=fill, edge=edge),
    ]
    if row.thin is not None:
        low, high = (scale.at(end) for end in row.thin)
        parts.append(line((low, y), (high, y), width=2.0))
        parts += [line((x, y - 5.0), (x, y + 5.0), width=2.0) for x in (low, high)]
    return "".join(parts)


def regions(squares: Sequence[Square], across: Plane, up: Plane, told: Told) -> str:
    """Return squares over two parameters; each carries its word, so that colour says nothing alone.

    Rows rise: row 0 is at the bottom.
    """
    wide = (RIGHT - GRID_LEFT) / across.bins
    bottom = CELL_TOP + CELL_HEIGHT * up.bins
    parts: list[str] = []
    for one in squares:
        corner = (GRID_LEFT + wide * one.column, bottom - CELL_HEIGHT * (one.row + 1))
        parts.append(_square(one, corner, (wide, CELL_HEIGHT)))
    parts += [
        words(x, bottom + 15.0, text, anchor="middle", kind="tick")
        for x, text in _places(across, GRID_LEFT, wide)
    ]
    parts += [
        words(GRID_LEFT - 5.0, y + 4.0, text, anchor="end", kind="tick")
        for y, text in _places(up, bottom, -CELL_HEIGHT)
    ]
    return _framed(bottom + FOOT, "".join(parts), told)


def _framed(height: float, body: str, told: Told) -> str:
    """Return a drawing below its title and its mark."""
    titles = wrap(told.title, TITLE_LETTERS)
    top = 15.0 * len(titles) + 22.0
    head = [words(LEFT, 13.0 + 15.0 * at, one, kind="title") for at, one in enumerate(titles)]
    head.append(words(LEFT, top - 10.0, told.mark, kind="tick"))
    moved = f'<g transform="translate(0 {top:.0f})">{body}</g>'
    return drawing(height + top, "".join(head) + moved, title=told.title, told=told.shows)


def _places(plane: Plane, start: float, step: float) -> list[tuple[float, str]]:
    """Return where along an axis each word stands: at edges, or in the middle of bins."""
    shift = 0.0 if plane.between else 0.5
    return [(start + step * (at + shift), text) for at, text in enumerate(plane.ticks)]


def _square(one: Square, corner: Ends, size: Ends) -> str:
    fills = {"first": PALE_BLUE, "second": PALE_ORANGE, "open": "#fff", "empty": PALE}
    middle = (corner[0] + size[0] / 2.0, corner[1] + size[1] / 2.0 + 4.0)
    drawn = box(corner, size, fill=fills[one.kind], edge=GREY)
    return drawn + words(*middle, one.text, anchor="middle", kind="cell")


def lines(curves: Sequence[Curve], told: Told, *, ends: tuple[str, str], high: float) -> str:
    """Return straight lines from one belief to its opposite, each labelled at its right end.

    A line has its own dashes; around each end stands its error. `ends` name both beliefs.
    """
    top, bottom, right = 12.0, 200.0, RIGHT - 50.0
    across, up = Scale(0.0, 1.0, GRID_LEFT, right), Scale(0.0, high, bottom, top)
    parts = [line((GRID_LEFT, top), (GRID_LEFT, bottom), colour=GREY)]
    parts += [line((right, top), (right, bottom), colour=GREY)]
    for value in up.ticks(4):
        y = up.at(value)
        parts.append(line((GRID_LEFT, y), (right, y), colour=PALE))
        parts.append(words(GRID_LEFT - 5.0, y + 4.0, told.write(value), anchor="end", kind="tick"))
    named = _apart([up.at(one.points[-1][1]) for one in curves])
    for at, (one, y) in enumerate(zip(curves, named, strict=True)):
        parts.append(_curve(one, across, up, at))
        parts.append(words(right + 8.0, y + 4.0, one.label, kind="label"))
    parts.append(words(GRID_LEFT, bottom + 16.0, ends[0], kind="tick"))
    parts.append(words(right, bottom + 16.0, ends[1], anchor="end", kind="tick"))
    return _framed(bottom + FOOT, "".join(parts), told)


def _curve(one: Curve, across: Scale, up: Scale, at: int) -> str:
    dashes = ("", "9 4", "3 3", "12 3 3 3", "6 6")[at % 5]
    colour = (BLUE, ORANGE, INK)[at % 3]
    along = [(across.at(x), up.at(y)) for x, y in one.points]
    parts = [path(along, colour=colour, dashes=dashes)]
    for (x, y), error in zip(one.points, one.errors, strict=False):
        low, high = (across.at(x), up.at(y - error)), (across.at(x), up.at(y + error))
        parts.append(line(low, high, colour=colour, width=4.0))
    return "".join(parts)


def _apart(places: Sequence[float], *, least: float = 13.0) -> list[float]:
    """Return places moved down so far that words at them do not overlap, in their own order."""
    moved = [0.0] * len(places)
    last = float("-inf")
    for at in sorted(range(len(places)), key=lambda one: places[one]):
        last = moved[at] = max(places[at], last + least)
    return moved


def exceedance(curves: Sequence[Curve], other: Curve, told: Told, *, most: int) -> str:
    """Return a small plot for each curve: share of seasons by count; `other` in grey."""
    height = 92.0
    body = "".join(
        _small(one, other, told, top=height * at, most=most) for at, one in enumerate(curves)
    )
    return _framed(height * len(curves), body, told)


def _small(one: Curve, other: Curve, told: Told, *, top: float, most: int) -> str:
    bottom = top + 70.0
    across = Scale(0.0, float(most), GRID_LEFT, RIGHT - 14.0)
    up = Scale(0.0, 1.0, bottom, top + 20.0)
    parts = [words(LEFT + 4.0, top + 13.0, one.label, kind="label")]
    for value in (0.0, 0.5, 1.0):
        y = up.at(value)
        parts.append(line((GRID_LEFT, y), (RIGHT - 14.0, y), colour=PALE))
        parts.append(words(GRID_LEFT - 5.0, y + 4.0, told.write(value), anchor="end", kind="tick"))
    for curve, colour, dashes in ((other, GREY, "4 3"), (one, BLUE, "")):
        along = [(across.at(x), up.at(y)) for x, y in curve.points if x <= most]
        parts.append(path(along, colour=colour, dashes=dashes))
    parts += [
        words(across.at(float(k)), bottom + 13.0, str(k), anchor="middle", kind="tick")
        for k in range(0, most + 1, max(1, most // 6))
    ]
    return "".join(parts)
