"""A case and the queue as they were known at a moment, from what had been entered by then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from estran.casebook.fold import known_at
from estran.quantities.instants import format_instant
from estran.room.views import case_sheet, may_close, queue
from estran.room.visibility import require_case

if TYPE_CHECKING:
    from datetime import datetime

    from estran.room.views import Looking


def case_as_of(look: Looking, case: str, *, at: datetime) -> dict[str, Any]:
    """Return the sheet of a case as it was known then, its clocks and gates as they stood.

    Parameters
    ----------
    look : Looking
        Who looks, now: what they may not see today they do not see as of an earlier day either.
    case : str
        Which case.
    at : datetime
        The moment.

    Raises
    ------
    UnknownRecordError
        Where nobody knew of it then, or it is not for this role.
    """
    require_case(look.book, look.by, case)
    then = known_at(look.desk.ports.store.read(), at)
    sheet = case_sheet(replace(look, book=then, now=at), case)
    gates = may_close(replace(look, book=then, now=at), case)
    return {"as_of": format_instant(at), **sheet, "gates": gates}


def queue_as_of(look: Looking, *, at: datetime) -> dict[str, Any]:
    """Return the queue as it was known then, its clocks and alarms as they stood.

    Parameters
    ----------
    look : Looking
        Who looks, now.
    at : datetime
        The moment.
    """
    then = known_at(look.desk.ports.store.read(), at)
    return {"as_of": format_instant(at), **queue(replace(look, book=then, now=at))}
