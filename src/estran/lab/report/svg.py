"""Marks of a drawing as text: lines, boxes, words, an axis. No chart and no sentence is here.

Coordinates are of a box 400 wide, so that words stay readable on a telephone and on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from estran.language.french import bound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WIDTH = 400.0
LEFT, RIGHT = 14.0, 386.0
INK, GREY, MIDDLE, PALE = "#1a1a1a", "#5f5f5f", "#9a9a9a", "#d5d5d5"
BLUE, ORANGE = "#1f5fa8", "#c65100"
PALE_BLUE, PALE_ORANGE = "#c9dbf0", "#f6d3bc"
"""Of squares: no hatching, which says *no finding*, and no full colour, which looks like one."""
TICK_LETTER = 6.4
"""Width of a letter beside an axis, at the most."""
STEP_SIZES = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to places along the drawing."""

    low: float
    high: float
    start: float = LEFT
    end: float = RIGHT

    def at(self, value: float) -> float:
        """Return the place of a value, held within the drawing."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)

    def ticks(self, most: int = 5) -> list[float]:
        """Return round values within the scale, `most` at the most, about."""
        step = round_step((self.high - self.low) / most)
        first = ceil(self.low / step - 1e-9)
        return [(first + one) * step for one in range(floor(self.high / step + 1e-9) - first + 1)]


def round_step(rough: float) -> float:
    """Return the next round number at or above a positive one."""
    size = 10.0 ** floor(log10(rough))
    return next(one * size for one in STEP_SIZES if one * size >= rough * (1.0 - 1e-9))


def scale_over(values: Iterable[float], *, with_zero: bool) -> Scale:
    """Return a scale that holds all values, and a little more; one wide where they are one."""
    held = [*values, *([0.0] if with_zero else [])] or [0.0, 1.0]
    low, high = min(held), max(held)
    if low == high:
        low, high = low - 0.5, high + 0.5
    margin = 0.04 * (high - low)
    return Scale(low if low == 0.0 else low - margin, high if high == 0.0 else high + margin)


def said(text: str) -> str:
    """Return a text for HTML, with the spaces that French binds."""
    return escape(bound(text))


def words(x: float, y: float, text: str, *, anchor: str = "start", kind: str = "") -> str:
    """Return words at a place; `kind` is a class of the style sheet."""
    given = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{given}>{said(text)}</text>'


def line(
    start: tuple[float, float], end: tuple[float, float], *, colour: str = INK, width: float = 1.0
) -> str:
    """Return a straight line."""
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{colour}" stroke-width="{width:g}"/>'
    )


def box(
    corner: tuple[float, float], size: tuple[float, float], *, fill: str, edge: str = "none"
) -> str:
    """Return a rectangle."""
    (x, y), (wide, high) = corner, size
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0.0):.1f}" height="{high:.1f}" '
        f'fill="{fill}" stroke="{edge}"/>'
    )


def path(points: Iterable[tuple[float, float]], *, colour: str, dashes: str = "") -> str:
    """Return a line through points."""
    along = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<polyline points="{along}" fill="none" stroke="{colour}" stroke-width="2.5"{dashed}/>'


def axis(scale: Scale, y: float, write: Callable[[float], str], *, top: float = 0.0) -> str:
    """Return an axis below a drawing, with thin lines up to `top` and its values written."""
    parts = [line((scale.start, y), (scale.end, y), colour=GREY)]
    for value in scale.ticks():
        x = scale.at(value)
        zero = value == 0.0
        colour, width = (INK, 1.5) if zero else (PALE, 1.0)
        parts.append(line((x, top), (x, y + 4.0), colour=colour, width=width))
        text = write(value)
        half = TICK_LETTER * len(text) / 2.0
        place = min(max(x, half), WIDTH - half)
        parts.append(words(place, y + 16.0, text, anchor="middle", kind="tick"))
    return "".join(parts)


def drawing(height: float, body: str, *, title: str, told: str) -> str:
    """Return a whole drawing; `told` says in words what it shows, for those who do not see it."""
    name = f"{title} {told}" if told else title
    return (
        f'<svg viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="img" aria-label="{said(name)}">'
        f"{body}</svg>"
    )


def hatch(name: str, colour: str, *, steep: bool = True) -> str:
    """Return a pattern of slanted lines, to be filled with as ``url(#name)``."""
    turned = 45 if steep else -45
    return (
        f'<pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({turned})"><rect width="5" height="5" fill="#fff"/>'
        f'<line x1="0" y1="0" x2="0" y2="5" stroke="{colour}" stroke-width="2"/></pattern>'
    )
