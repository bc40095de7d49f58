"""The open ledger of deaths and near misses: coarse, delayed, each count with who counted it.

A guard-rail: no case number, no position, no free text and no person; nothing of a case that is
not over, and nothing younger than thirty days.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import timedelta
from math import floor
from typing import TYPE_CHECKING

from estran.casebook.private_words import looks_private
from estran.errors import InputError, PositionError
from estran.exchange.case_view import case_view, fixes
from estran.quantities.position_text import parse_position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from estran.casebook.bodies.cases import OutcomeCounted
    from estran.casebook.book import Book
    from estran.casebook.records import CaseRecord

FORMAT = "estran-ledger-1"
LEAST_DELAY = timedelta(days=30)
OVER = ("closed", "ended")
CELL_LATITUDE, CELL_LONGITUDE = 0.5, 1.0  # degrees: some 30 by 38 nautical miles in the strait
UNKNOWN, WITHHELD = "unknown", "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """What one source counted in one case. Counts that differ are rows side by side.

    Attributes
    ----------
    group : int
        The same for all counts of one case; a number of this list only.
    month : str
        Month in which the case was opened, such as ``2022-12``.
    sector : str
        Cell of half a degree by one degree; several where positions compete; or unknown.
    source : str
        Who counted: a body or a kind, never a person.
    alive, dead, missing, injured : int or None
        As that source counted; None where it did not say.
    near_miss : bool
        Whether that source calls it a near miss.
    """

    group: int
    month: str
    sector: str
    source: str
    alive: int | None
    dead: int | None
    missing: int | None
    injured: int | None
    near_miss: bool


def ledger_rows(
    book: Book, *, now: datetime, delay: timedelta = LEAST_DELAY
) -> tuple[LedgerRow, ...]:
    """Return the rows that may be published.

    Parameters
    ----------
    book : Book
        State. Exercises and replays are left out.
    now : datetime
        Time of publishing.
    delay : timedelta
        How long a case must have been over; thirty days or more.

    Raises
    ------
    InputError
        Where the delay is shorter.
    """
    if delay < LEAST_DELAY:
        raise InputError(
            "ledger.delay",
            f"The ledger is delayed by {LEAST_DELAY.days} days at least, not by {delay.days}.",
            days=delay.days,
            least=LEAST_DELAY.days,
        )
    over = [one for one in book.cases.values() if _is_published(one, now, delay)]
    keyed = sorted((_month(one), _sector(book, one, now), one.case) for one in over)
    return tuple(
        row
        for group, (month, sector, case) in enumerate(keyed, start=1)
        for row in _rows(book.case(case), group, month, sector)
    )


def _is_published(case: CaseRecord, now: datetime, delay: timedelta) -> bool:
    if case.state not in OVER or case.watermark or not case.outcomes:
        return False
    return now - case.endings[-1].stamp.entered >= delay


def _month(case: CaseRecord) -> str:
    return f"{case.stamp.at:%Y-%m}"


def _sector(book: Book, case: CaseRecord, now: datetime) -> str:
    """Return the cells of a case's positions; competing ones side by side."""
    view = case_view(book, case.case, language="en", now=now)
    said = (fix.said.said for craft in view.crafts() for fix in fixes(view, craft))
    return " or ".join(sorted({cell for one in said if (cell := _cell(one))})) or UNKNOWN


def _cell(said: str) -> str:
    try:
        position = parse_position(said).position
    except PositionError:
        return ""
    south = floor(position.latitude / CELL_LATITUDE) * CELL_LATITUDE
    west = floor(position.longitude / CELL_LONGITUDE) * CELL_LONGITUDE
    return f"lat {south:.1f} to {south + CELL_LATITUDE:.1f}, lon {west:.0f} to {west + 1:.0f}"


def _rows(case: CaseRecord, group: int, month: str, sector: str) -> Iterator[LedgerRow]:
    for _, said in case.outcomes:
        yield LedgerRow(
            group=group,
            month=month,
            sector=sector,
            source=_source(said),
            alive=said.alive,
            dead=said.dead,
            missing=said.missing,
            injured=said.injured,
            near_miss=bool(said.near_miss.strip()),
        )


def _source(said: OutcomeCounted) -> str:
    """Return who counted; withheld where it looks like a person or an address."""
    named = " ".join(said.source.split())
    return WITHHELD if looks_private(named) else named or UNKNOWN


def ledger_csv(rows: Sequence[LedgerRow]) -> str:
    """Return the ledger as CSV; an empty cell means that the source did not say."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(LedgerRow.__slots__)
    for row in rows:
        writer.writerow(_cell_text(getattr(row, name)) for name in LedgerRow.__slots__)
    return lines.getvalue()


def _cell_text(value: object) -> str:
    """Return a cell; one that a spreadsheet would take for a formula is quoted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if text[:1] in "=+-@\t" and isinstance(value, str) else text


def ledger_json(rows: Sequence[LedgerRow], *, now: datetime) -> str:
    """Return the ledger as JSON, with what it is and when it was written."""
    listed = [{name: getattr(row, name) for name in LedgerRow.__slots__} for row in rows]
    head = {
        "format": FORMAT,
        "written": f"{now:%Y-%m-%d}",
        "delayed_by_days": LEAST_DELAY.days,
        "rows": listed,
    }
    return json.dumps(head, ensure_ascii=False, indent=2) + "\n"
