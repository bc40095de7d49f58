"""The calibration plot: what an area says of itself across, how often it held the drifter up.

One mark a level and horizon, with the bounds of its share. Hours are told apart by marks and
dashes, in grey as well; nothing is green.
"""

from __future__ import annotations

from io import BytesIO
from textwrap import fill
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from estran.adapters.map_style import GRATICULE, INK, PAPER, fonts
from estran.language.catalogue import say
from estran.language.french import bound

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from estran.adapters.map_style import Fonts
    from estran.assess.skill import HorizonSkill, Skill

SIDE = 7.0
DPI = 160
FRAME = (0.12, 0.24, 0.83, 0.66)
SHOWN = (0.5, 0.75, 0.95)
"""Levels that the plot stands for: those of the areas that an answer draws."""
APART = 0.012
"""Between the marks of two horizons at one level, so that their bounds do not hide each other."""
NOTE = 104
MARKS = (
    ("o", "#3b5ba5", "-"),
    ("s", "#8a3c00", "--"),
    ("^", "#6a1b6e", "-."),
    ("D", INK, ":"),
)


def picture(found: Skill, *, language: str) -> bytes:
    """Return the plot as a PNG; the same numbers give the same bytes with the same matplotlib."""
    target = BytesIO()
    metadata = {"Software": None, "Title": _said(language, "heading")}
    canvas = FigureCanvasAgg(chart(found, language=language))
    canvas.print_png(target, metadata=metadata)  # type: ignore[no-untyped-call]
    return target.getvalue()


def chart(found: Skill, *, language: str) -> Figure:
    """Return the plot before it is a picture."""
    figure, face = Figure(figsize=(SIDE, SIDE), dpi=DPI, facecolor=PAPER), fonts()
    axes = figure.add_axes(FRAME)
    _paper(axes, face, language)
    for place, row in enumerate(found.horizons):
        _series(axes, row, place - 0.5 * (len(found.horizons) - 1), MARKS[place], language)
    axes.legend(
        loc="upper center",
        bbox_to_anchor=(0.5, -0.1),
        ncols=2,
        frameon=False,
        prop=face.regular(9),
    )
    figure.text(0.12, 0.945, _said(language, "heading"), fontproperties=face.bold(13), color=INK)
    figure.text(0.12, 0.915, _under(found, language), fontproperties=face.regular(9), color=INK)
    note = fill(_said(language, "plot_note"), NOTE)
    figure.text(0.12, 0.03, note, fontproperties=face.regular(7.5), color=INK)
    return figure


def _paper(axes: Axes, face: Fonts, language: str) -> None:
    """Draw the axes, and the line on which an area does what it says."""
    axes.set(xlim=(0.4, 1.0), ylim=(0.0, 1.0))
    axes.plot([0.0, 1.0], [0.0, 1.0], color=GRATICULE, linewidth=1.2, zorder=1)
    ticks = [round(0.2 * step, 1) for step in range(6)]
    axes.set_yticks(ticks, [_percent(one) for one in ticks], fontproperties=face.regular(9))
    axes.set_xticks(SHOWN, [_percent(one) for one in SHOWN], fontproperties=face.regular(9))
    axes.grid(color=GRATICULE, linewidth=0.4, alpha=0.5)
    axes.set_xlabel(_said(language, "plot_stated"), fontproperties=face.regular(10), color=INK)
    axes.set_ylabel(_said(language, "plot_held"), fontproperties=face.regular(10), color=INK)
    for name, place, side in (
        ("plot_wide", (0.42, 0.62), "left"),
        ("plot_sure", (0.98, 0.08), "right"),
    ):
        axes.text(*place, _said(language, name), fontproperties=face.italic(9), color=INK, ha=side)


def _series(
    axes: Axes, row: HorizonSkill, place: float, mark: tuple[str, str, str], language: str
) -> None:
    """Draw one horizon: its marks with their bounds, beside each other at one level."""
    held = [one for one in row.held if one.level in SHOWN]
    across = [one.level + APART * place for one in held]
    shape, colour, dashes = mark
    axes.errorbar(
        across,
        [one.share for one in held],
        yerr=(
            [max(one.share - one.low, 0.0) for one in held],
            [max(one.high - one.share, 0.0) for one in held],
        ),
        fmt=shape,
        linestyle=dashes,
        color=colour,
        markeredgecolor=PAPER,
        markersize=7.0,
        linewidth=0.9,
        elinewidth=1.4,
        capsize=3.0,
        label=say(language, "skill.plot_hours", hour=row.hour, count=row.forecasts),
    )


def _under(found: Skill, language: str) -> str:
    drifters = max(one.drifters for one in found.horizons)
    return bound(
        say(
            language,
            "skill.plot_under",
            drifters=drifters,
            starts=len(found.starts),
            area=found.area,
        )
    )


def _percent(share: float) -> str:
    return f"{100.0 * share:.0f}\u00a0%"


def _said(language: str, name: str) -> str:
    return bound(say(language, f"skill.{name}"))
