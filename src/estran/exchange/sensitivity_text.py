"""What makes a forecast wide, as a small table of plain text."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from estran.exchange.text_manifest import kept_lines
from estran.language.catalogue import say

if TYPE_CHECKING:
    from estran.assess.sensitivity import Sensitivity

WIDTH = 96
NAME_WIDTH, COLUMN = 44, 10


def sensitivity_text(found: Sensitivity, *, language: str = "en") -> str:
    """Return the table: one row a cause, one column a time.

    Parameters
    ----------
    found : Sensitivity
        What was computed.
    language : str
        Of the words.
    """
    if not found.known:
        return say(language, "sensitivity.unknown", place=found.unknown_because)
    point = say(language, "likeness.point")
    rows = [
        (say(language, "sensitivity.time"), [time[11:16] for time in found.times]),
        (
            say(language, "sensitivity.spread"),
            [f"{value:.1f}".replace(".", point) for value in found.spread_nm],
        ),
        *(
            (
                say(language, f"sensitivity.cause_{one.cause}"),
                [f"{round(100.0 * share)} %" for share in one.shares],
            )
            for one in found.causes
        ),
    ]
    lines = [
        name.ljust(NAME_WIDTH) + "".join(cell.rjust(COLUMN) for cell in cells)
        for name, cells in rows
    ]
    note = fill(say(language, "sensitivity.note"), WIDTH)
    kept = kept_lines(found.kept_fields or [], language=language)
    kept += [f"  {one}" for one in found.kept_said or ()]
    rest = ["", *kept] if kept else []
    return "\n".join([say(language, "sensitivity.heading"), "", *lines, "", note, *rest])
