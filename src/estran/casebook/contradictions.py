"""Statements about one boat that cannot both be true. They are shown, and they block closing.

Each has a key of its own, so that a person can settle it, with a reason, and only it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from estran.language.colours import colours_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estran.casebook.bodies.parts import Engine
    from estran.casebook.book import Book
    from estran.casebook.limits import Limits
    from estran.casebook.records import CraftRecord, ReportRecord

What = Literal["persons", "colour", "engine", "position"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody said of a boat: a report or a recovery."""

    who: str
    low: int | None
    high: int | None
    colour: str
    engine: Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two statements that cannot both be true of one boat.

    Attributes
    ----------
    key : str
        Such as ``persons:R-0001:V-0003``; the same whatever is entered later.
    one, other : str
        Reports or recoveries.
    says, against : str
        What each of them says.
    settled : str
        Why it is none, where a person has said so.
    """

    key: str
    what: What
    craft: str
    one: str
    other: str
    says: str
    against: str
    settled: str = ""


def contradictions_of(
    book: Book, craft: CraftRecord, *, limits: Limits
) -> tuple[Contradiction, ...]:
    """Return what contradicts itself about a boat, settled or not, in the order of entry."""
    reports = [_of_report(one) for one in book.reports_of(craft.craft) if not one.set_aside]
    parts = book.parts_of(craft.craft)
    recovered = [_of_recovery(book, key) for part in parts for key in part.matches]
    found = [
        *_counts(craft, reports, limits),
        *_recovered(craft, reports, recovered, limits),
        *_looks(craft, [*reports, *recovered]),
        *_impossible(book, craft, limits),
    ]
    return tuple(_with_settlement(craft, one) for one in found)


def unsettled(book: Book, craft: CraftRecord, *, limits: Limits) -> tuple[Contradiction, ...]:
    """Return the contradictions that nobody has settled."""
    found = contradictions_of(book, craft, limits=limits)
    return tuple(one for one in found if not one.settled)


def _of_report(report: ReportRecord) -> Statement:
    persons = None if report.persons_contradicted else report.said.persons
    return Statement(
        who=report.said.report,
        low=persons.low if persons else None,
        high=persons.high if persons else None,
        colour=report.said.colour.strip().casefold(),
        engine=report.said.engine,
    )


def _of_recovery(book: Book, key: str) -> Statement:
    said = book.recovery(key).said
    count = said.alive + said.dead
    colour = said.colour.strip().casefold()
    return Statement(who=key, low=count, high=count, colour=colour, engine=said.engine)


def _counts(
    craft: CraftRecord, reports: Sequence[Statement], limits: Limits
) -> Iterator[Contradiction]:
    """Yield the reports whose numbers cannot be the same boat's, with some slack for counting."""
    for one, other in combinations(reports, 2):
        if _apart(one, other, limits.count_slack):
            yield _made(craft, "persons", one, other, _range(one), _range(other))


def _apart(one: Statement, other: Statement, slack: float) -> bool:
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    below = one.high * (1.0 + slack) < other.low * (1.0 - slack)
    return below or other.high * (1.0 + slack) < one.low * (1.0 - slack)


def _recovered(
    craft: CraftRecord,
    reports: Sequence[Statement],
    recovered: Sequence[Statement],
    limits: Limits,
) -> Iterator[Contradiction]:
    """Yield reports of fewer people than were recovered; fewer recovered than said is none yet."""
    total = sum(one.high or 0 for one in recovered)
    everybody = Statement(
        who=f"recovered-{total}", low=total, high=total, colour="", engine="unknown"
    )
    for one in reports:
        if one.high is not None and one.high * (1.0 + limits.count_slack) < total:
            yield _made(craft, "persons", one, everybody, _range(one), str(total))


def _looks(craft: CraftRecord, said: Sequence[Statement]) -> Iterator[Contradiction]:
    for one, other in combinations(said, 2):
        if _of_other_colour(one.colour, other.colour):
            yield _made(craft, "colour", one, other, one.colour, other.colour)
        if {one.engine, other.engine} in ({"none", "running"}, {"none", "stopped"}):
            yield _made(craft, "engine", one, other, one.engine, other.engine)


def _of_other_colour(one: str, other: str) -> bool:
    """Say whether two colours share none, in whichever language each was said."""
    if not one or not other or one == other:
        return False
    named = colours_of(one), colours_of(other)
    return not (named[0] & named[1]) if all(named) else True


def _range(one: Statement) -> str:
    return str(one.low) if one.low == one.high else f"{one.low}-{one.high}"


def _impossible(book: Book, craft: CraftRecord, limits: Limits) -> Iterator[Contradiction]:
    """Yield the links that the forecast speaks strongly against."""
    for report in book.reports_of(craft.craft):
        for key, computed in report.likelihoods.items():
            ratio = computed.log10_ratio
            if ratio is None or ratio >= limits.surely_not or book.merged(key) != craft.craft:
                continue
            yield Contradiction(
                key=f"position:{report.said.report}:{craft.craft}",
                what="position",
                craft=craft.craft,
                one=report.said.report,
                other=craft.craft,
                says=f"log10 {ratio:.1f}",
                against="",
            )


def _made(
    craft: CraftRecord, what: What, one: Statement, other: Statement, says: str, against: str
) -> Contradiction:
    return Contradiction(
        key=f"{what}:{one.who}:{other.who}",
        what=what,
        craft=craft.craft,
        one=one.who,
        other=other.who,
        says=says,
        against=against,
    )


def _with_settlement(craft: CraftRecord, one: Contradiction) -> Contradiction:
    settled = craft.settled.get(one.key)
    if settled is None:
        return one
    return replace(one, settled=settled.why)
