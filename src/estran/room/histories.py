"""What the record holds of one boat that a forecast can go on from: its positions, its searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from estran.assess.evidence_said import History
from estran.assess.report import UNKNOWN_CRAFT
from estran.casebook.tally import tally_of
from estran.room.searches import searches_of
from estran.room.situations import fixes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.assess.report import Report
    from estran.assess.search_said import SearchDone
    from estran.casebook.book import Book
    from estran.casebook.records import CaseRecord, CraftRecord


def history_of(book: Book, case: CaseRecord, craft: CraftRecord) -> History | None:
    """Return what is known of a boat beside its newest position; None where that is nothing.

    One position told twice counts once: who repeats a position has not measured it again. A search
    counts as one that found nothing only while nobody of the case has been found, and while the
    case has one boat.
    """
    fixes, searches = _once(fixes_of(book, craft)), _in_vain(book, case)
    if not fixes or (len(fixes) == 1 and not searches):
        return None
    earlier, *later = fixes
    return History(
        earlier=_named(earlier, later) if later else None, fixes=later[:-1], searches=searches
    )


def _once(fixes: Sequence[Report]) -> list[Report]:
    """Return fixes, the oldest first, without those that repeat the time and place of another."""
    return list({(one.at, one.position): one for one in fixes}.values())


def _named(earlier: Report, later: Sequence[Report]) -> Report:
    """Return a report with the kind of craft that a later one names, where it names none."""
    known = [one.craft for one in later if one.craft != UNKNOWN_CRAFT]
    if earlier.craft != UNKNOWN_CRAFT or not known:
        return earlier
    return msgspec.structs.replace(earlier, craft=known[-1])


def _in_vain(book: Book, case: CaseRecord) -> list[SearchDone]:
    boats = list(book.crafts_of(case.case))
    found = any(one.case == case.case for one in book.recoveries.values())
    accounted = any(tally_of(book, one).accounted for one in boats)
    return [] if found or accounted or len(boats) > 1 else searches_of(case)
