"""The moments of a record, for a slider over it: what was entered when, in one sentence each.

Private texts are in none of them; what a role may not know of is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estran.casebook.fold import body_of
from estran.exchange.event_words import Teller
from estran.quantities.instants import format_instant
from estran.room.following import sees_entry
from estran.room.roles import require
from estran.room.visibility import require_case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estran.casebook.event import Entry
    from estran.room.views import Looking

AT_MOST = 5000
"""Moments in one answer, the newest; a night has some hundreds."""


def moments(look: Looking, *, case: str = "") -> dict[str, Any]:
    """Return when something was entered, oldest first.

    Parameters
    ----------
    look : Looking
        Who looks.
    case : str
        Of which case, with its reports; empty for all.

    Raises
    ------
    UnknownRecordError
        Where there is no such case, or it is not for this role.
    """
    require(look.by.role, "read_queue")
    if case:
        require_case(look.book, look.by, case)
    teller = Teller(language=look.language, texts={}, erased=look.book.erased)
    rows = [one for one in _of(look, case) if sees_entry(look.book, look.by, one)]
    shown = rows[-AT_MOST:]
    return {
        "watermark": look.desk.watermark,
        "now": format_instant(look.now),
        "case": case,
        "left_off": len(rows) - len(shown),
        "moments": [_moment(one, teller) for one in shown],
    }


def _of(look: Looking, case: str) -> Iterable[Entry]:
    entries = look.desk.ports.store.read()
    if not case:
        return entries
    book = look.book
    reports = {
        one.said.report for boat in book.crafts_of(case) for one in book.reports_of(boat.craft)
    }
    return (
        one for one in entries if one.draft.case == case or one.draft.body.get("report") in reports
    )


def _moment(entry: Entry, teller: Teller) -> dict[str, Any]:
    draft = entry.draft
    return {
        "seq": entry.seq,
        "entered": format_instant(draft.entered),
        "at": format_instant(draft.at),
        "kind": draft.kind,
        "case": draft.case,
        "by_role": draft.by.role,
        "by_centre": draft.by.centre,
        "words": teller.sentence(body_of(entry)),
    }
