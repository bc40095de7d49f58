"""How a case may end. No clock closes a search: every gate must be met, and unknown is not met.

A guard-rail. What cannot be closed is suspended, or ended by a supervisor's written reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from estran.casebook.bodies.boats import CONTACT
from estran.casebook.contradictions import unsettled
from estran.casebook.tally import tally_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from estran.casebook.book import Book
    from estran.casebook.limits import Limits
    from estran.casebook.records import CaseRecord, CraftRecord

Ground = Literal["found", "exhausted", "merged"]
Standing = Literal["met", "not_met", "unknown"]
DESCRIPTIONS_NEEDED = 2
"""A match rests on one evidence of contact, or on this many descriptions that agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One thing that must be so before a case is closed.

    Attributes
    ----------
    name : str
        Which: contradictions, boat_matched, persons_found, not_before, searched, leads, ...
    about : str
        Boat that it speaks of, or empty.
    values : mapping
        What stands in the way, for a sentence.
    """

    name: str
    standing: Standing
    about: str = ""
    values: tuple[tuple[str, str], ...] = ()


def gates(
    book: Book, case: CaseRecord, *, ground: Ground, now: datetime, limits: Limits
) -> tuple[Gate, ...]:
    """Return every gate of one ground of closing, met or not.

    Parameters
    ----------
    book : Book
        State.
    case : CaseRecord
        The case.
    ground : str
        ``found``: every boat and everybody; ``exhausted``: every measure; ``merged``: a double.
    now : datetime
        By the clock of the room.
    limits : Limits
        What counts as contradicted and as searched.
    """
    crafts = tuple(book.crafts_of(case.case))
    if ground == "merged":
        return (_doubles(book, case, crafts),)
    found = [gate for craft in crafts for gate in _consistent(book, craft, limits)]
    found.append(_any_boat(crafts))
    if ground == "found":
        return (*found, *(gate for craft in crafts for gate in _found(book, craft)))
    lost = [one for one in crafts if not all(g.standing == "met" for g in _found(book, one))]
    return (
        *found,
        *(gate for craft in lost for gate in _exhausted(case, craft, now, limits)),
        _leads(book, case),
        _daylight(case),
    )


def open_gates(
    book: Book, case: CaseRecord, *, ground: Ground, now: datetime, limits: Limits
) -> tuple[Gate, ...]:
    """Return the gates that are not met, among them those that are unknown."""
    every = gates(book, case, ground=ground, now=now, limits=limits)
    return tuple(one for one in every if one.standing != "met")


def is_match(evidence: Sequence[str]) -> bool:
    """Say whether evidence ties a recovered boat to the one that was looked for.

    Parameters
    ----------
    evidence : sequence of str
        See `estran.casebook.bodies.boats.Evidence`. One contact is enough; descriptions agree by
        chance, so that one alone is not.
    """
    named = set(evidence)
    return bool(named & set(CONTACT)) or len(named) >= DESCRIPTIONS_NEEDED


def _any_boat(crafts: Sequence[CraftRecord]) -> Gate:
    return Gate(name="boats", standing="met" if crafts else "unknown")


def _unplaced(book: Book, case: CaseRecord) -> list[str]:
    """Return the reports of which nobody has said that they speak of another boat than these."""
    boats = set(book.of_case.get(case.case, ()))
    return [
        key
        for key in book.unlinked
        if not any(
            link.decision == "not_same" and craft in boats
            for craft, link in book.reports[key].links.items()
        )
    ]


def _consistent(book: Book, craft: CraftRecord, limits: Limits) -> Iterator[Gate]:
    open_ones = unsettled(book, craft, limits=limits)
    yield Gate(
        name="contradictions",
        standing="not_met" if open_ones else "met",
        about=craft.craft,
        values=(("keys", ", ".join(one.key for one in open_ones)),),
    )


def _found(book: Book, craft: CraftRecord) -> Iterator[Gate]:
    matched = any(is_match(one.evidence) for one in craft.matches.values())
    ashore = bool(craft.accounted) and not craft.matches
    yield Gate(
        name="boat_matched",
        standing="met" if matched or ashore else "not_met",
        about=craft.craft,
    )
    left = tally_of(book, craft).open
    yield Gate(
        name="persons_found",
        standing="unknown" if left is None else "not_met" if left else "met",
        about=craft.craft,
        values=(("open", "unknown" if left is None else str(left)),),
    )


def _exhausted(
    case: CaseRecord, craft: CraftRecord, now: datetime, limits: Limits
) -> Iterator[Gate]:
    yield _not_before(case, craft, now)
    yield _searched(case, craft, limits)


def _not_before(case: CaseRecord, craft: CraftRecord, now: datetime) -> Gate:
    """Judge by the latest time of every assessment; where the newest knows none, nobody does."""
    made = [one for _, one in case.assessments if one.craft == craft.craft]
    times = [one.not_before for one in made if one.not_before is not None]
    if not made or made[-1].not_before is None:
        return Gate(name="not_before", standing="unknown", about=craft.craft)
    latest = max(times)
    return Gate(
        name="not_before",
        standing="met" if now >= latest else "not_met",
        about=craft.craft,
        values=(("time", latest.isoformat()),),
    )


def _searched(case: CaseRecord, craft: CraftRecord, limits: Limits) -> Gate:
    """Judge by the low end of the range, in which every search must be counted."""
    _, valued = case.valued.get(craft.craft, (None, None))
    low = valued.pos_low if valued else None
    whole = valued is not None and {one.search for one in valued.searches} >= set(case.searches)
    if low is None or not whole:
        return Gate(name="searched", standing="unknown", about=craft.craft)
    return Gate(
        name="searched",
        standing="met" if low >= limits.searched else "not_met",
        about=craft.craft,
        values=(("pos", f"{low:.2f}"), ("needed", f"{limits.searched:.2f}")),
    )


def _leads(book: Book, case: CaseRecord) -> Gate:
    """Ask whether any lead, missed call or report that may speak of this boat is left."""
    leads = [lead for lead, outcome in case.leads.items() if not outcome]
    calls = [key for key, call in book.calls.items() if call.state == "waiting"]
    left = sorted([*leads, *calls, *_unplaced(book, case)])
    return Gate(
        name="leads",
        standing="not_met" if left else "met",
        values=(("left", ", ".join(left)),),
    )


def _daylight(case: CaseRecord) -> Gate:
    """Ask whether somebody has considered the next daylight after the last search."""
    last = max((stamp.seq for stamp, _ in case.searches.values()), default=0)
    later = any(stamp.seq > last for stamp, _ in case.daylight)
    return Gate(name="daylight", standing="met" if later else "not_met")


def _doubles(book: Book, case: CaseRecord, crafts: Sequence[CraftRecord]) -> Gate:
    """Every boat of the case is believed to be a boat of another case, which is not ended."""
    own = [book.crafts[key] for key in book.of_case.get(case.case, ())]
    homes = {book.crafts[book.merged(one.craft)].case for one in own}
    moved = bool(own) and not crafts and all(book.cases[one].state != "ended" for one in homes)
    return Gate(name="merged", standing="met" if moved else "not_met")
