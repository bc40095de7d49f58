"""The whole state: what the events so far add up to. Records are frozen; the book swaps them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from estran.casebook.records import (
    CallRecord,
    CaseRecord,
    CraftRecord,
    RecoveryRecord,
    ReportRecord,
    WatchRecord,
)
from estran.errors import UnknownRecordError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estran.casebook.bodies.operations import SurveillanceStated

Record: TypeAlias = (
    CallRecord | CaseRecord | CraftRecord | RecoveryRecord | ReportRecord | WatchRecord
)

_R = TypeVar("_R")


@dataclass(slots=True)
class Book:
    """Reports, calls, boats, recoveries, cases and watches, by their numbers.

    Attributes
    ----------
    seq : int
        The last entry that has been added up.
    erased : set of str
        Ids of sealed parts that were erased by law, with the entry that says so.
    """

    seq: int = 0
    reports: dict[str, ReportRecord] = field(default_factory=dict)
    calls: dict[str, CallRecord] = field(default_factory=dict)
    crafts: dict[str, CraftRecord] = field(default_factory=dict)
    recoveries: dict[str, RecoveryRecord] = field(default_factory=dict)
    cases: dict[str, CaseRecord] = field(default_factory=dict)
    watches: dict[str, WatchRecord] = field(default_factory=dict)
    surveillance: SurveillanceStated | None = None
    erased: dict[str, int] = field(default_factory=dict)
    nights_erased: dict[str, int] = field(default_factory=dict)
    linked: dict[str, dict[str, None]] = field(default_factory=dict)  # craft to its reports
    of_case: dict[str, dict[str, None]] = field(default_factory=dict)  # case to its boats
    absorbed: dict[str, dict[str, None]] = field(default_factory=dict)  # boat to those merged in
    unlinked: dict[str, None] = field(default_factory=dict)  # reports that nobody has placed

    def fork(self) -> Book:
        """Return a copy that can be changed and thrown away; records are shared, being frozen."""
        copied = Book()
        for name in self.__slots__:
            value = getattr(self, name)
            setattr(copied, name, dict(value) if isinstance(value, dict) else value)
        return copied

    def report(self, key: str) -> ReportRecord:
        """Return a report.

        Raises
        ------
        UnknownRecordError
            Where there is none of that number.
        """
        return found(self.reports, "report", key)

    def call(self, key: str) -> CallRecord:
        """Return a missed call, or refuse as `report` does."""
        return found(self.calls, "call", key)

    def craft(self, key: str) -> CraftRecord:
        """Return a boat, or refuse as `report` does."""
        return found(self.crafts, "craft", key)

    def recovery(self, key: str) -> RecoveryRecord:
        """Return a recovery, or refuse as `report` does."""
        return found(self.recoveries, "recovery", key)

    def case(self, key: str) -> CaseRecord:
        """Return a case, or refuse as `report` does."""
        return found(self.cases, "case", key)

    def called_for_help(self, case: str) -> bool:
        """Say whether a case began with a call for help, or any report of its boats is one."""
        boats, record = self.of_case.get(case, ()), self.case(case)
        if record.called or record.help_asked or record.opened.call_for_help:
            return True
        return any(one.said.call_for_help for craft in boats for one in self.reports_of(craft))

    def crafts_of(self, case: str) -> Iterator[CraftRecord]:
        """Return the boats of a case, without those that were merged into another."""
        boats = (self.crafts[key] for key in self.of_case.get(case, ()))
        return (one for one in boats if not one.merged_into)

    def reports_of(self, craft: str) -> tuple[ReportRecord, ...]:
        """Return the reports that somebody says speak of a boat, and of those merged into it."""
        named = {key for one in self.parts_of(craft) for key in self.linked.get(one.craft, ())}
        reports = (self.reports[key] for key in named)
        return tuple(sorted(reports, key=lambda one: one.stamp.seq))

    def parts_of(self, craft: str) -> tuple[CraftRecord, ...]:
        """Return a boat and those that were merged into it, itself first."""
        inner = self.absorbed.get(craft, ())
        return (self.craft(craft), *(part for key in inner for part in self.parts_of(key)))

    def merged(self, craft: str) -> str:
        """Return the boat that a boat is believed to be: itself, or what it was merged into."""
        into = self.craft(craft).merged_into
        return self.merged(into) if into else craft

    def put(self, record: Record) -> None:
        """Take a record in place of the one of the same number."""
        match record:
            case ReportRecord():
                self._put_report(record)
            case CallRecord():
                self.calls[record.call] = record
            case CraftRecord():
                self._put_craft(record)
            case RecoveryRecord():
                self.recoveries[record.said.recovery] = record
            case CaseRecord():
                self.cases[record.case] = record
            case WatchRecord():
                self.watches[record.centre] = record

    def _put_craft(self, record: CraftRecord) -> None:
        before = self.crafts.get(record.craft)
        self.crafts[record.craft] = record
        _join(self.of_case, record.case, record.craft)
        if before and before.merged_into:
            _leave(self.absorbed, before.merged_into, record.craft)
        if record.merged_into:
            _join(self.absorbed, record.merged_into, record.craft)

    def _put_report(self, record: ReportRecord) -> None:
        key = record.said.report
        before = self.reports.get(key)
        self.reports[key] = record
        same = {craft for craft, link in record.links.items() if link.decision == "same"}
        for craft in before.links if before else ():
            _leave(self.linked, craft, key)
        for craft in same:
            _join(self.linked, craft, key)
        if same or record.set_aside:
            self.unlinked.pop(key, None)
        else:
            self.unlinked[key] = None


def _join(index: dict[str, dict[str, None]], group: str, key: str) -> None:
    """Add a key to a group; a fork may share the old group, which stays as it was."""
    if key not in index.get(group, {}):
        index[group] = {**index.get(group, {}), key: None}


def _leave(index: dict[str, dict[str, None]], group: str, key: str) -> None:
    if key in index.get(group, {}):
        index[group] = {one: None for one in index[group] if one != key}


def found(table: Mapping[str, _R], kind: str, key: str) -> _R:
    """Return what a table holds under a number, or refuse.

    Raises
    ------
    UnknownRecordError
        Where there is none; the same words whether it is not there or not for this role.
    """
    if key in table:
        return table[key]
    raise UnknownRecordError(
        "record.unknown",
        f"There is no {kind} {key!r} in this record, or it is not for this role.",
        kind=kind,
        key=key,
    )
