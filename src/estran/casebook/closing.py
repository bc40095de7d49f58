"""How a case may end. No clock closes a search: every gate must be met, and unknown is not met.

A guard-rail. What cannot be closed is suspended, or ended by a supervisor's written reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from estran.casebook.contradictions import unsettled
from estran.casebook.matching import is_match
from estran.casebook.tally import tally_of
from estran.casebook.transitions import WORKED_ON

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from estran.casebook.bodies.operations import AssessmentMade, SearchesValued
    from estran.casebook.book import Book
    from estran.casebook.limits import Limits
    from estran.casebook.records import CaseRecord, CraftRecord, Stamp

Ground = Literal["found", "exhausted", "merged"]
Standing = Literal["met", "not_met", "unknown"]


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
        return (_doubles(book, case, crafts), _followed(_open_leads(case)))
    found = [gate for craft in crafts for gate in _consistent(book, craft, limits)]
    found.append(_any_boat(crafts))
    if ground == "found":
        return (
            *found,
            *(gate for craft in crafts for gate in _found(book, craft)),
            _placed(book, case),
            _both_told(case, limits),
        )
    lost = [one for one in crafts if not all(g.standing == "met" for g in _found(book, one))]
    return (
        *found,
        *(_not_before(book, craft, now) for craft in lost),
        *(_searched(book, case, craft, limits) for craft in lost),
        _leads(book, case),
        _daylight(case),
    )


def open_gates(
    book: Book, case: CaseRecord, *, ground: Ground, now: datetime, limits: Limits
) -> tuple[Gate, ...]:
    """Return the gates that are not met, among them those that are unknown."""
    every = gates(book, case, ground=ground, now=now, limits=limits)
    return tuple(one for one in every if one.standing != "met")


def shaken(book: Book, case: CaseRecord, *, now: datetime, limits: Limits) -> tuple[Gate, ...]:
    """Return the gates on which a case was closed and which no longer hold: a match was undone.

    New calls and contradictions are not among them; they alarm by themselves.
    """
    if case.state != "closed":
        return ()
    ground = case.endings[-1].ground
    if ground == "merged":
        apart = any(True for _ in book.crafts_of(case.case))
        return (Gate(name="merged", standing="not_met"),) if apart else ()
    open_ones = open_gates(
        book, case, ground="found" if ground == "found" else "exhausted", now=now, limits=limits
    )
    return tuple(one for one in open_ones if one.name not in ("leads", "contradictions"))


def _any_boat(crafts: Sequence[CraftRecord]) -> Gate:
    return Gate(name="boats", standing="met" if crafts else "unknown")


def _unplaced(book: Book, case: CaseRecord) -> list[str]:
    """Return the reports of which nobody has said that they speak of another boat than these."""
    boats = {one.craft for one in book.crafts_of(case.case)}
    return [key for key in book.unlinked if not boats <= _excluded(book, key)]


def _excluded(book: Book, report: str) -> set[str]:
    """Return the boats of which somebody has said that a report does not speak."""
    links = book.report(report).links
    return {book.merged(craft) for craft, one in links.items() if one.decision == "not_same"}


def _consistent(book: Book, craft: CraftRecord, limits: Limits) -> Iterator[Gate]:
    open_ones = unsettled(book, craft, limits=limits)
    yield Gate(
        name="contradictions",
        standing="not_met" if open_ones else "met",
        about=craft.craft,
        values=(("keys", ", ".join(one.key for one in open_ones)),),
    )


def _found(book: Book, craft: CraftRecord) -> Iterator[Gate]:
    """Ask for evidence behind every match, and for everybody; a boat said to be empty is no proof.

    Whoever sees an empty boat has not seen its people: nobody aboard means nobody knows.
    """
    tally = tally_of(book, craft)
    matches = [one for part in book.parts_of(craft.craft) for one in part.matches.values()]
    matched = all(is_match(one.evidence) for one in matches) if matches else tally.tied > 0
    yield Gate(
        name="boat_matched",
        standing="met" if matched else "not_met",
        about=craft.craft,
    )
    left = tally.open if tally.highest else None
    if left is not None:  # whoever is only said to be somewhere is not found
        left = max(left, (tally.highest or 0) - tally.alive - tally.dead - tally.tied)
    yield Gate(
        name="persons_found",
        standing="unknown" if left is None else "not_met" if left else "met",
        about=craft.craft,
        values=(("open", "unknown" if left is None else str(left)),),
    )


def _placed(book: Book, case: CaseRecord) -> Gate:
    """Ask whether a report that once was of this case now lies where nobody has placed it."""
    boats = set(book.of_case.get(case.case, ()))
    once = {case.opened.report} | {
        key for key, one in book.reports.items() if boats & set(one.placed)
    }
    left = sorted(key for key in once if key in book.unlinked and not boats <= _excluded(book, key))
    return Gate(
        name="placed",
        standing="not_met" if left else "met",
        values=(("left", ", ".join(left)),),
    )


def _both_told(case: CaseRecord, limits: Limits) -> Gate:
    """Ask whether both centres know of the case."""
    knowing = {*case.told, *(centre for centre, _ in case.owners)}
    left = [one for one in limits.both if one not in knowing]
    return Gate(
        name="both_told",
        standing="not_met" if left else "met",
        values=(("left", ", ".join(left)),),
    )


def _not_before(book: Book, craft: CraftRecord, now: datetime) -> Gate:
    """Judge by the latest time of every assessment; where the newest knows none, nobody does.

    An assessment that does not know the last report of the boat knows none.
    """
    parts = {one.craft for one in book.parts_of(craft.craft)}
    made = [
        pair for case in book.cases.values() for pair in case.assessments if pair[1].craft in parts
    ]
    made.sort(key=lambda pair: pair[0].seq)
    times = [one.not_before for _, one in made if one.not_before is not None]
    if not times or made[-1][1].not_before is None or not _is_fresh(book, craft, made[-1]):
        return Gate(name="not_before", standing="unknown", about=craft.craft)
    latest = max(times)
    return Gate(
        name="not_before",
        standing="met" if now >= latest else "not_met",
        about=craft.craft,
        values=(("time", latest.isoformat()),),
    )


def _is_fresh(
    book: Book, craft: CraftRecord, computed: tuple[Stamp, AssessmentMade | SearchesValued]
) -> bool:
    """Say whether what was computed knows the last report of a boat, and the last fact."""
    stamp, body = computed
    known = body.known or stamp.seq
    parts = {one.craft for one in book.parts_of(craft.craft)}
    entries = [one.stamp.seq for one in book.reports_of(craft.craft)]
    entries += [
        seq
        for one in book.reports_of(craft.craft)
        for key, seq in one.placed.items()
        if key in parts
    ]
    return known >= max(book.case(craft.case).facts_seq, *entries, 0)


def _searched(book: Book, case: CaseRecord, craft: CraftRecord, limits: Limits) -> Gate:
    """Judge by the low end of the range, in which every search must be counted."""
    made = case.valued.get(craft.craft)
    low = made[1].pos_low if made else None
    whole = made is not None and {one.search for one in made[1].searches} >= set(case.searches)
    if made is None or low is None or not whole or not _is_fresh(book, craft, made):
        return Gate(name="searched", standing="unknown", about=craft.craft)
    return Gate(
        name="searched",
        standing="met" if low >= limits.searched else "not_met",
        about=craft.craft,
        values=(("pos", f"{low:.2f}"), ("needed", f"{limits.searched:.2f}")),
    )


def _leads(book: Book, case: CaseRecord) -> Gate:
    """Ask whether any lead, missed call or report that may speak of this boat is left."""
    calls = [key for key, call in book.calls.items() if call.state == "waiting"]
    return _followed(sorted([*_open_leads(case), *calls, *_unplaced(book, case)]))


def _open_leads(case: CaseRecord) -> list[str]:
    return [lead for lead, outcome in case.leads.items() if not outcome]


def _followed(left: Sequence[str]) -> Gate:
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
    """Every boat of the case is believed to be a boat of another case, which is worked on."""
    own = [book.crafts[key] for key in book.of_case.get(case.case, ())]
    homes = {book.crafts[book.merged(one.craft)].case for one in own}
    moved = bool(own) and not crafts and all(book.cases[one].state in WORKED_ON for one in homes)
    return Gate(name="merged", standing="met" if moved else "not_met")
