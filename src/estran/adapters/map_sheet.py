"""The sheet of paper: its frame, its type, and text that is measured before it is placed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from estran.adapters.map_labels import Box, Labels, around, centred
from estran.adapters.map_style import GRATICULE, INK, PAPER, SEA, Fonts, fonts
from estran.language.catalogue import say
from estran.language.french import bound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

    from estran.adapters.map_choice import Extent
    from estran.quantities.arrays import Floats

WIDTH, HEIGHT = 11.0, 8.25
"""Inches: A4 across, with a printer's margin."""
DPI = 184
FRAME = (0.62, 0.98, 7.62, 5.92)
"""Left, bottom, width and height of the map itself [inches]."""
SHAPE = FRAME[2] / FRAME[3]
POINTS_OF_AN_INCH = 72.0


@dataclass(frozen=True, eq=False)
class Sheet:
    """One map in the making."""

    figure: Figure
    canvas: FigureCanvasAgg
    axes: Axes
    extent: Extent
    fonts: Fonts
    labels: Labels
    language: str

    def say(self, key: str, /, **values: object) -> str:
        """Return words of the map in its language, with spaces that are not broken."""
        return bound(say(self.language, key, **values))

    @property
    def points_of_a_degree(self) -> float:
        """How many points of type a degree of latitude takes on paper."""
        return FRAME[3] * POINTS_OF_AN_INCH / (self.extent.north - self.extent.south)

    def whole(self, number: float) -> str:
        """Return a whole number, its thousands parted as the language does: 1,500 or 1 500."""
        return f"{number:,.0f}".replace(",", self.say("mark.thousands")).replace(" ", "\u00a0")

    def pixels(self, positions: Floats) -> Floats:
        """Return (n, 2) longitudes and latitudes as pixels of the canvas."""
        return np.asarray(self.axes.transData.transform(positions), dtype=np.float64)

    def write(
        self, words: str, x: float, y: float, *, font: FontProperties, **style: object
    ) -> Text:
        """Write on the paper, at inches from its lower left corner."""
        return self.figure.text(
            x / WIDTH,
            y / HEIGHT,
            words,
            fontproperties=font,
            **{"color": INK, **style},  # type: ignore[arg-type]
        )

    def name_point(
        self,
        words: str,
        at: tuple[float, float],
        *,
        font: FontProperties,
        must: bool,
        gap: float = 11.0,
        **style: object,
    ) -> bool:
        """Name a position [longitude, latitude], `gap` pixels beside it; tell if there was room."""
        text = self._text(words, font, **style)
        x, y = self.pixels(np.array([at]))[0]
        return self._settle(text, around(x, y, size=self._size(text), gap=gap), must=must)

    def name_line(
        self, words: str, along: Floats, *, font: FontProperties, must: bool, **style: object
    ) -> bool:
        """Name a line on it, at the best of (n, 2) positions; tell whether there was room."""
        text = self._text(words, font, **style)
        size = self._size(text)
        boxes = [centred(float(x), float(y), size=size) for x, y in self.pixels(along)]
        return self._settle(text, boxes, must=must)

    def keep_clear(self, text: Text) -> None:
        """Keep the labels that follow off a framed text that stands already."""
        renderer = self.canvas.get_renderer()  # type: ignore[no-untyped-call]
        text.get_window_extent(renderer)
        frame = text.get_bbox_patch()
        if frame is not None:
            text.update_bbox_position_size(renderer)
            extent = frame.get_window_extent(renderer)
            self.labels.taken.append(Box(extent.x0, extent.y0, extent.x1, extent.y1))

    def spare_line(self, line: Floats) -> None:
        """Ask labels to keep off a line of (n, 2) positions."""
        self.labels.avoid(spread(self.pixels(line), step=6.0))

    def _text(self, words: str, font: FontProperties, **style: object) -> Text:
        text = self.axes.text(
            0.0,
            0.0,
            words,
            transform=None,
            fontproperties=font,
            ha="center",
            va="center",
            zorder=9,
            **{"color": INK, **style},  # type: ignore[arg-type]
        )
        text.set_path_effects([withStroke(linewidth=2.4, foreground=PAPER)])
        return text

    def _size(self, text: Text) -> tuple[float, float]:
        renderer = self.canvas.get_renderer()  # type: ignore[no-untyped-call]
        extent = text.get_window_extent(renderer)
        return float(extent.width), float(extent.height)

    def _settle(self, text: Text, boxes: Sequence[Box], *, must: bool) -> bool:
        """Move a text to the best of its boxes, or take it off the sheet."""
        chosen = self.labels.spot(boxes, must=must)
        if chosen is None:
            text.remove()
            return False
        text.set_position(boxes[chosen].middle)
        return True


def open_sheet(extent: Extent, *, language: str) -> Sheet:
    """Return an empty sheet that shows one extent, and is to be written in a language."""
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor=PAPER)
    canvas = FigureCanvasAgg(figure)
    left, bottom, width, height = FRAME
    axes = figure.add_axes((left / WIDTH, bottom / HEIGHT, width / WIDTH, height / HEIGHT))
    axes.set_facecolor(SEA)
    axes.set_xlim(extent.west, extent.east)
    axes.set_ylim(extent.south, extent.north)
    for spine in axes.spines.values():
        spine.set(color=INK, linewidth=1.0, zorder=10)
    axes.tick_params(colors=GRATICULE)
    inset = 4.0
    frame = Box(
        left * DPI + inset,
        bottom * DPI + inset,
        (left + width) * DPI - inset,
        (bottom + height) * DPI - inset,
    )
    return Sheet(figure, canvas, axes, extent, fonts(), Labels(frame=frame), language)


def spread(points: Floats, *, step: float) -> Floats:
    """Return a line with further points between its own, about `step` apart."""
    pieces = [
        np.linspace(a, b, max(int(np.hypot(*(b - a)) / step), 1), endpoint=False)
        for a, b in pairwise(points)
    ]
    return np.vstack([*pieces, points[-1:]])
