"""How many people a boat has: reported, seen, recovered, accounted for, missing.

Unknown stays unknown: where nobody has said how many were aboard, nobody can say all are found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.casebook.matching import is_match

if TYPE_CHECKING:
    from estran.casebook.book import Book
    from estran.casebook.records import CraftRecord, ReportRecord

OBSERVERS = frozenset({"patrol", "aircraft", "drone", "semaphore", "ship", "radar"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one report says of the number aboard, and whether it counts."""

    report: str
    source: str
    low: int
    high: int
    said: str
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The people of one boat.

    Attributes
    ----------
    reported : tuple of Claim
        One for each report that gave a number, in the order of entry.
    highest : int or None
        The highest number that nobody has contradicted; None where no number counts.
    seen : int or None
        The highest number that an observer counted.
    alive, dead : int
        In the recoveries that a person has matched to this boat.
    accounted : int
        Ashore, carried on, aboard another, as somebody says.
    tied : int
        Those of them whom evidence ties to this boat.
    missing : int or None
        As somebody counted; None where nobody did.
    open : int or None
        `highest` less all who are found; never below zero. None where nobody knows: `highest` is
        None, or a match rests on too little.
    """

    craft: str
    reported: tuple[Claim, ...]
    highest: int | None
    seen: int | None
    alive: int
    dead: int
    accounted: int
    tied: int
    missing: int | None
    open: int | None


def tally_of(book: Book, craft: CraftRecord) -> Tally:
    """Return the people of one boat, of all its reports and matched recoveries."""
    crafts = book.parts_of(craft.craft)
    claims = tuple(
        _claim(one) for one in book.reports_of(craft.craft) if one.said.persons is not None
    )
    counted = [one for one in claims if one.counts]
    recovered = [book.recovery(key).said for one in crafts for key in one.matches]
    alive, dead = sum(one.alive for one in recovered), sum(one.dead for one in recovered)
    rows = [row for one in crafts for row in one.accounted]
    accounted = sum(row.count for row in rows)
    sure = all(is_match(one.evidence) for part in crafts for one in part.matches.values())
    highest = max((one.high for one in counted), default=None)
    return Tally(
        craft=craft.craft,
        reported=claims,
        highest=highest,
        seen=max((one.high for one in counted if one.source in OBSERVERS), default=None),
        alive=alive,
        dead=dead,
        accounted=accounted,
        tied=sum(row.count for row in rows if is_match(row.evidence)),
        missing=max((row.count for one in crafts for row in one.missing), default=None),
        open=max(0, highest - alive - dead - accounted) if sure and highest is not None else None,
    )


def _claim(report: ReportRecord) -> Claim:
    persons = report.said.persons
    assert persons is not None  # noqa: S101 -- the caller asked for reports with a number
    return Claim(
        report=report.said.report,
        source=report.said.source,
        low=persons.low,
        high=persons.high,
        said=persons.said,
        counts=not (report.persons_contradicted or report.set_aside),
    )
