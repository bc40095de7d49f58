"""What stands around and across the map: title, scale, north, footer, watermark."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from matplotlib.patches import Polygon, Rectangle

from estran.adapters.map_choice import DEGREES_OF_A_MILE, instant
from estran.adapters.map_sheet import FRAME, HEIGHT, POINTS_OF_AN_INCH, WIDTH
from estran.adapters.map_style import DISTRESS, INK, PAPER
from estran.exchange.geojson import ATTRIBUTION, watermark

if TYPE_CHECKING:
    from estran.adapters.map_sheet import Sheet
    from estran.assess.answer import Assessment, SituationAnswer

LEFT = FRAME[0]
BAR_LENGTHS = (1, 2, 4, 8, 12, 20)
LONGEST_BAR = 2.6
FOOTER = (
    "Not for navigation. Decision support: a role decides, and the record keeps it. "
    f"{ATTRIBUTION} Lines between regions: agreement of 2 Nov 1988 inside the strait, IMO GISIS "
    "outside it, points of 0.01 degree. Named places approximate; coast in steps of up to 400 m."
)


def write_header(sheet: Sheet, assessment: Assessment) -> None:
    """Write what the report said, when, and who coordinates."""
    situation, manifest = assessment.situation, assessment.manifest
    subject = "Drift" if assessment.forecast.known else "Drift unknown,"
    title = f"{subject} from report of {instant(situation.time):%d %b %Y %H:%M} UTC"
    sheet.write(title, LEFT, HEIGHT - 0.37, font=sheet.fonts.bold(15))
    mark = watermark(assessment)
    if mark:
        _write_boxed(sheet, mark)
    sheet.write(_subject(situation), LEFT, HEIGHT - 0.60, font=sheet.fonts.regular(9.2))
    run = (
        f"seed {manifest.seed}, {manifest.particles:,} particles, step {manifest.step_s} s, "
        f"as of {manifest.as_of}, estran {manifest.version}"
    )
    if assessment.replay:
        run = f"replay {assessment.replay}, {run}"
    sheet.write(run, LEFT, HEIGHT - 0.78, font=sheet.fonts.regular(7.0))
    _write_coordinator(sheet, assessment.forecast.coordinator_sentence)


def draw_scale(sheet: Sheet) -> None:
    """Draw the scale bar in nautical miles and the arrow to true north, below the map."""
    mile = DEGREES_OF_A_MILE * sheet.points_of_a_degree / POINTS_OF_AN_INCH
    length = max((n for n in BAR_LENGTHS if n * mile <= LONGEST_BAR), default=BAR_LENGTHS[0])
    y = 0.50
    for quarter in range(4):
        _draw_bar(
            sheet, LEFT + quarter * length * mile / 4, y, length * mile / 4, dark=quarter % 2 == 0
        )
    small = sheet.fonts.regular(7.0)
    for share in (0.0, 0.5, 1.0):
        words = f"{length * share:g}" + (" nautical miles" if share == 1.0 else "")
        x = LEFT + share * length * mile
        if share == 1.0:
            sheet.write(words, x - 0.03, y + 0.11, font=small)
        else:
            sheet.write(words, x, y + 0.11, font=small, ha="center")
    _draw_north(sheet, LEFT + FRAME[2] - 0.35, y)


def write_footer(sheet: Sheet) -> None:
    """Write what the map is not for, and whose data it rests on."""
    lines = wrap(FOOTER, 200)
    sheet.write(
        "\n".join(lines), LEFT, 0.10, font=sheet.fonts.regular(6.4), va="bottom", linespacing=1.25
    )


def draw_watermark(sheet: Sheet, assessment: Assessment) -> None:
    """Write EXERCISE or REPLAY across the whole map, where it must be seen."""
    mark = watermark(assessment)
    if not mark:
        return
    size = min(96.0, 900.0 / len(mark))
    sheet.axes.text(
        0.5,
        0.5,
        mark,
        transform=sheet.axes.transAxes,
        fontproperties=sheet.fonts.bold(size),
        color=INK,
        alpha=0.15,
        rotation=32,
        ha="center",
        va="center",
        zorder=4.5,
    )


def write_unknown(sheet: Sheet, reason: str) -> None:
    """Write across the top of the map that the drift is unknown, and why."""
    words = "\n".join(wrap(f"Drift unknown: {reason}.", 78))
    text = sheet.axes.text(
        0.5,
        0.96,
        words,
        transform=sheet.axes.transAxes,
        fontproperties=sheet.fonts.bold(11),
        color=DISTRESS,
        ha="center",
        va="top",
        zorder=9,
        bbox={"facecolor": PAPER, "edgecolor": DISTRESS, "boxstyle": "square,pad=0.5"},
    )
    sheet.keep_clear(text)


def _subject(situation: SituationAnswer) -> str:
    """Return persons, craft, state and place in one line."""
    persons = "number of persons unknown"
    if situation.persons is not None:
        low, high = situation.persons.low, situation.persons.high
        persons = f"{low} persons" if low == high else f"{low} to {high} persons"
    parts = [persons, situation.craft, f"state {situation.state.replace('_', ' ')}"]
    return "  |  ".join([*parts, situation.position.dmm, situation.from_place])


def _write_boxed(sheet: Sheet, mark: str) -> None:
    sheet.write(
        mark,
        WIDTH - 0.32,
        HEIGHT - 0.37,
        font=sheet.fonts.bold(15),
        ha="right",
        color=DISTRESS,
        bbox={"facecolor": PAPER, "edgecolor": DISTRESS, "boxstyle": "square,pad=0.25"},
    )


def _write_coordinator(sheet: Sheet, sentence: str) -> None:
    sheet.write(
        "\n".join(wrap(sentence, 118)),
        LEFT,
        HEIGHT - 1.04,
        font=sheet.fonts.bold(10),
        va="center",
        linespacing=1.15,
    )


def _draw_bar(sheet: Sheet, x: float, y: float, width: float, *, dark: bool) -> None:
    sheet.figure.add_artist(
        Rectangle(
            (x / WIDTH, y / HEIGHT),
            width / WIDTH,
            0.07 / HEIGHT,
            facecolor=INK if dark else PAPER,
            edgecolor=INK,
            linewidth=0.8,
            transform=sheet.figure.transFigure,
        )
    )


def _draw_north(sheet: Sheet, x: float, y: float) -> None:
    outline = [(x, y + 0.22), (x - 0.06, y - 0.02), (x, y + 0.03), (x + 0.06, y - 0.02)]
    sheet.figure.add_artist(
        Polygon(
            [(a / WIDTH, b / HEIGHT) for a, b in outline],
            closed=True,
            facecolor=INK,
            edgecolor=INK,
            linewidth=0.8,
            transform=sheet.figure.transFigure,
        )
    )
    sheet.write("N true", x + 0.12, y + 0.04, font=sheet.fonts.bold(8))
