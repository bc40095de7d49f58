"""What stands around and across the map: title, scale, north, footer, watermark."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from matplotlib.patches import Polygon, Rectangle

from estran.adapters.map_choice import DEGREES_OF_A_MILE, instant
from estran.adapters.map_sheet import FRAME, HEIGHT, POINTS_OF_AN_INCH, WIDTH
from estran.adapters.map_style import DISTRESS, INK, PAPER
from estran.environment.area import is_own
from estran.exchange.geojson import attribution, watermark
from estran.language.catalogue import name_in, say

if TYPE_CHECKING:
    from estran.adapters.map_sheet import Sheet
    from estran.assess.answer import Assessment, Persons, SituationAnswer

LEFT = FRAME[0]
BAR_LENGTHS = (1, 2, 4, 8, 12, 20)
LONGEST_BAR = 2.6


def write_header(sheet: Sheet, assessment: Assessment) -> None:
    """Write what the report said, when, and who coordinates."""
    situation, manifest = assessment.situation, assessment.manifest
    key = "map.title" if assessment.forecast.known else "map.title_unknown"
    time = instant(situation.time).strftime(say(sheet.language, "map.date"))
    sheet.write(say(sheet.language, key, time=time), LEFT, HEIGHT - 0.37, font=sheet.fonts.bold(15))
    mark = watermark(assessment)
    if mark:
        _write_boxed(sheet, mark)
    sheet.write(_subject(sheet, situation), LEFT, HEIGHT - 0.60, font=sheet.fonts.regular(9.2))
    run = say(
        sheet.language,
        "map.run",
        seed=manifest.seed,
        particles=sheet.whole(manifest.particles),
        step=manifest.step_s,
        as_of=manifest.as_of,
        version=manifest.version,
    )
    if assessment.replay:
        run = say(sheet.language, "map.replay", replay=assessment.replay, run=run)
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
        number = f"{length * share:g}"
        words = say(sheet.language, "map.miles", number=number) if share == 1.0 else number
        x = LEFT + share * length * mile
        if share == 1.0:
            sheet.write(words, x - 0.03, y + 0.11, font=small)
        else:
            sheet.write(words, x, y + 0.11, font=small, ha="center")
    _draw_north(sheet, LEFT + FRAME[2] - 0.35, y)


def write_footer(sheet: Sheet, assessment: Assessment) -> None:
    """Write what the map is not for, and whose data it rests on."""
    lines = wrap(footer(sheet, assessment), 200)
    sheet.write(
        "\n".join(lines), LEFT, 0.10, font=sheet.fonts.regular(6.4), va="bottom", linespacing=1.25
    )


def footer(sheet: Sheet, assessment: Assessment) -> str:
    """Return what the map is not for, and whose data it rests on."""
    own = is_own(assessment.situation.area)
    key = "map.footer_own" if own else "map.footer"
    return say(sheet.language, key, attribution=attribution(assessment))


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


def write_unknown(sheet: Sheet, reason: str | None) -> None:
    """Write across the top of the map that the drift is unknown, and why."""
    why = reason or sheet.say("map.no_reason")
    words = "\n".join(wrap(sheet.say("map.unknown", reason=why), 78))
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


def _subject(sheet: Sheet, situation: SituationAnswer) -> str:
    """Return persons, craft, state and place in one line."""
    language, known = sheet.language, situation.state != "unknown"
    return say(
        language,
        "map.subject",
        persons=_persons(sheet, situation.persons),
        craft=name_in(language, "craft", situation.craft),
        state=say(language, f"state.{situation.state}" if known else "map.state_unknown"),
        position=situation.position.dmm,
        place=situation.from_place,
    )


def _persons(sheet: Sheet, persons: Persons | None) -> str:
    if persons is None:
        return say(sheet.language, "map.persons_unknown")
    key = "map.persons_one" if persons.low == persons.high else "map.persons_range"
    return say(sheet.language, key, low=persons.low, high=persons.high)


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
    sheet.write(say(sheet.language, "map.north"), x + 0.12, y + 0.04, font=sheet.fonts.bold(8))
