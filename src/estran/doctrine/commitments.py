"""The promises made around the doctrine, and what dated reports show of each. It judges nobody.

*Unknown* is a value like any other: a promise of which no report speaks is not kept, not broken.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast, get_args

from estran.doctrine.place import Place, refuse
from estran.doctrine.read import Table, read_table
from estran.doctrine.wording import worded
from estran.errors import SourceError
from estran.sources.library import source
from estran.sources.sourced import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable

Shown = Literal["kept", "partly", "not_adopted", "unknown"]
Kind = Literal[
    "treaty",
    "money",
    "officers",
    "boats",
    "tactic",
    "nets",
    "returns",
    "centre",
    "evaluation",
]
UNKNOWN = "unknown"
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
_KEYS = (
    *("id", "kind", "promised", "promised_fr", "by", "by_fr", "on", "due", "evidence", "status"),
    *("sources", "confidence", "unknown", "unknown_fr"),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a month or a year where the day is not known.

    Attributes
    ----------
    text : str
        As written: 2023-03-10, 2025-06 or 2027.
    first, last : date
        Its first and its last day.
    """

    text: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A dated report of what became of a promise."""

    on: Day
    shows: Shown
    text: str
    text_fr: str
    source: str

    def text_in(self, language: str) -> str:
        """Return the report in a language, or else in English."""
        return worded(language, english=self.text, french=self.text_fr)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A promise.

    Attributes
    ----------
    on : Day
        When it was made.
    due : Day or None
        By when; None where nobody said.
    evidence : tuple of Evidence
        Oldest first.
    unknown, unknown_fr : str
        What is not known of it.
    """

    id: str
    kind: Kind
    promised: str
    promised_fr: str
    by: str
    by_fr: str
    on: Day
    due: Day | None
    evidence: tuple[Evidence, ...]
    status: Shown
    sources: tuple[str, ...]
    confidence: Confidence
    unknown: str
    unknown_fr: str

    def promised_in(self, language: str) -> str:
        """Return the promise in a language, or else in English."""
        return worded(language, english=self.promised, french=self.promised_fr)

    def by_in(self, language: str) -> str:
        """Return who promised in a language, or else in English."""
        return worded(language, english=self.by, french=self.by_fr)

    def unknown_in(self, language: str) -> str:
        """Return what is not known in a language, or else in English."""
        return worded(language, english=self.unknown, french=self.unknown_fr)

    def evidence_by(self, day: date) -> tuple[Evidence, ...]:
        """Return the reports that existed on a day; one of a whole month, after its last day."""
        return tuple(one for one in self.evidence if one.on.last <= day)

    def sources_by(self, day: date) -> tuple[str, ...]:
        """Return the sources without those of later reports."""
        known = self.evidence_by(day)
        later = {one.source for one in self.evidence if one not in known}
        later -= {one.source for one in known}
        return tuple(one for one in self.sources if one not in later)

    def status_on(self, day: date) -> Shown:
        """Return what the last report that existed on a day shows; unknown where there is none."""
        known = self.evidence_by(day)
        return known[-1].shows if known else "unknown"

    def overdue_on(self, day: date) -> bool:
        """Say whether the day by which it was due is past, and no report shows it kept."""
        late = self.due is not None and self.due.last < day
        return late and self.status_on(day) != "kept"


@cache
def commitments() -> tuple[Commitment, ...]:
    """Return the ledger that ships, in the order in which the promises were made.

    Raises
    ------
    DoctrineError
        Where the file is malformed; the message names line and promise.
    """
    text = files("estran.doctrine").joinpath("commitments.yaml").read_text("utf-8")
    return read_commitments(text, file="commitments.yaml")


def promised_by(day: date) -> tuple[Commitment, ...]:
    """Return the promises that had been made on a day; one of a month, after its last day."""
    return tuple(one for one in commitments() if one.on.last <= day)


@cache
def ledger_day() -> date:
    """Return the day of the last promise or report: what is not known is said as of then."""
    reported = (row.on.last for one in commitments() for row in one.evidence)
    return max(*reported, *(one.on.last for one in commitments()))


def read_commitments(text: str, *, file: str) -> tuple[Commitment, ...]:
    """Read a ledger of promises.

    Parameters
    ----------
    text : str
        The whole file.
    file : str
        What to call it in a message.

    Raises
    ------
    DoctrineError
        Naming file, line and promise.
    """
    table = read_table(text, file=file)
    table.only(("commitments",))
    found = [(_commitment(row), row.place) for row in table.tables("commitments")]
    seen: dict[str, Place] = {}
    for one, place in found:
        if one.id in seen:
            raise refuse("rule.doubled", place, f"the id {one.id!r} is taken in {seen[one.id]}.")
        seen[one.id] = place
    return tuple(sorted((one for one, _ in found), key=lambda one: (one.on.first, one.on.text)))


def _commitment(row: Table) -> Commitment:
    row.only(_KEYS)
    row = row.named(row.need("id", str))
    evidence = tuple(_evidence(one) for one in row.tables("evidence"))
    status = cast("Shown", _choice(row, "status", get_args(Shown)))
    _in_order(evidence, row)
    if status != (evidence[-1].shows if evidence else UNKNOWN):
        problem = f"'status' is {status!r}, and the last report shows otherwise."
        raise refuse("rule.kind", row.at("status"), problem)
    return Commitment(
        id=row.need("id", str),
        kind=cast("Kind", _choice(row, "kind", get_args(Kind))),
        promised=row.need("promised", str),
        promised_fr=row.get("promised_fr", str, ""),
        by=row.need("by", str),
        by_fr=row.get("by_fr", str, ""),
        on=_day(row, "on"),
        due=None if row.values.get("due") == UNKNOWN else _day(row, "due"),
        evidence=evidence,
        status=status,
        sources=tuple(_source(row, "sources", one) for one in row.texts("sources")),
        confidence=cast("Confidence", _choice(row, "confidence", get_args(Confidence))),
        unknown=row.get("unknown", str, ""),
        unknown_fr=row.get("unknown_fr", str, ""),
    )


def _evidence(row: Table) -> Evidence:
    row.only(("on", "shows", "text", "text_fr", "source"))
    return Evidence(
        on=_day(row, "on"),
        shows=cast("Shown", _choice(row, "shows", get_args(Shown))),
        text=row.need("text", str),
        text_fr=row.get("text_fr", str, ""),
        source=_source(row, "source", row.need("source", str)),
    )


def _in_order(evidence: Iterable[Evidence], row: Table) -> None:
    days = [one.on.first for one in evidence]
    if days != sorted(days):
        raise refuse("rule.kind", row.at("evidence"), "'evidence' stands oldest first.")


def _day(row: Table, key: str) -> Day:
    """Return a day, a month or a year."""
    value = row.values.get(key)
    text = value.isoformat() if isinstance(value, date) else str(value)
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        first = date.fromisoformat((text + "-01-01")[:10])
    except ValueError as error:
        problem = f"{key!r} is a day, such as 2023-03-10, a month or a year."
        raise refuse("rule.kind", row.at(key), problem) from error
    month = first.month if len(text) > len("2027") else 12
    last = date(first.year, month, monthrange(first.year, month)[1])
    return Day(text, first, first if len(text) == len("2023-03-10") else last)


def _source(row: Table, key: str, name: str) -> str:
    try:
        return source(name).key
    except SourceError as error:
        raise refuse("rule.source", row.at(key), error.message) from error


def _choice(row: Table, key: str, allowed: tuple[str, ...]) -> str:
    value = row.need(key, str)
    if value not in allowed:
        raise refuse("rule.kind", row.at(key), f"{key!r} is one of {', '.join(allowed)}.")
    return value
