"""The order in which a map is drawn, from paper to picture.

Everything comes from the answer and its backdrop; nothing is computed here about boat or sea.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from estran.adapters import map_chart, map_furniture, map_marks
from estran.adapters.map_choice import choose, drawn_positions, fitted
from estran.adapters.map_legend import write_legend
from estran.adapters.map_sheet import SHAPE, open_sheet
from estran.exchange.geojson import watermark

if TYPE_CHECKING:
    from estran.adapters.map_backdrop import Backdrop
    from estran.adapters.map_choice import Choice
    from estran.adapters.map_sheet import Sheet
    from estran.assess.answer import Assessment


def picture(assessment: Assessment, *, backdrop: Backdrop) -> bytes:
    """Return an answer drawn on a chart, as PNG."""
    choice = choose(assessment) if assessment.forecast.known else None
    extent = fitted(drawn_positions(assessment, choice), limits=backdrop, shape=SHAPE)
    sheet = open_sheet(extent, language=assessment.language)
    map_chart.draw_ground(sheet, backdrop)
    if choice is None:
        map_furniture.write_unknown(sheet, assessment.forecast.unknown_because)
    else:
        _draw_answer(sheet, assessment, choice)
    map_marks.draw_last_known(sheet, assessment.situation.position)
    _name(sheet, assessment, choice)
    map_chart.name_lines(sheet, backdrop)
    map_chart.name_places(sheet, backdrop)
    _furnish(sheet, assessment, choice)
    return _png(sheet, assessment)


def _draw_answer(sheet: Sheet, assessment: Assessment, choice: Choice) -> None:
    map_marks.draw_areas(sheet, assessment, choice)
    map_marks.draw_hull(sheet, assessment, choice)
    map_marks.draw_rings(sheet, assessment, choice)
    map_marks.draw_dots(sheet, assessment, choice)
    map_marks.draw_track(sheet, assessment)
    if assessment.forecast.datum is not None:
        map_marks.draw_search(sheet, assessment.forecast.datum)


def _name(sheet: Sheet, assessment: Assessment, choice: Choice | None) -> None:
    """Write the names of the answer's marks, the most important first."""
    situation, datum = assessment.situation, assessment.forecast.datum
    map_marks.name_last_known(sheet, situation.position, time=situation.time)
    if choice is None:
        return
    if datum is not None:
        map_marks.name_search(sheet, datum, since=assessment.forecast.times[0])
    map_marks.name_areas(sheet, assessment, choice)
    map_marks.number_track(sheet, assessment)


def _furnish(sheet: Sheet, assessment: Assessment, choice: Choice | None) -> None:
    map_furniture.write_header(sheet, assessment)
    map_furniture.draw_scale(sheet)
    map_furniture.write_footer(sheet, assessment)
    map_furniture.draw_watermark(sheet, assessment)
    write_legend(sheet, assessment, choice)


def _png(sheet: Sheet, assessment: Assessment) -> bytes:
    """Return the picture; its metadata hold neither a clock nor the version of a library."""
    title = f"{watermark(assessment)} Estran {assessment.situation.time}".strip()
    rights = map_furniture.footer(sheet, assessment)
    metadata = {"Software": None, "Title": title, "Copyright": rights}
    target = BytesIO()
    sheet.canvas.print_png(target, metadata=metadata)  # type: ignore[no-untyped-call]
    return target.getvalue()
