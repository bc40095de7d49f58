"""From the reports of one boat to one report that can be assessed: what is known of it now.

The newest position that can be read leads. People are a range over every claim that counts; of
facts the newest counts, and one statement of danger outweighs any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estran.assess.coordination import CENTRES
from estran.assess.facts_known import COUNT, DANGEROUS, FOLLOWS
from estran.assess.facts_said import LATEST, facts_said
from estran.assess.report import FactGiven, Report
from estran.assess.situation import understand
from estran.casebook.tally import tally_of
from estran.errors import CasebookError, EstranError
from estran.exchange.report_fields import report_from_fields
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from estran.casebook.book import Book
    from estran.casebook.records import CaseRecord, CraftRecord, ReportRecord

OF_THE_FIX = ("under_way", "state")  # fields that hold at the time of a position, not later
LASTING = ("craft", "wind", "waves", "water_temperature", "entered_water")
OF_THE_PLACE = ("at", "position", "source", "exercise")
YES = ("yes", "oui", "true")


def based_on(book: Book, craft: CraftRecord) -> str:
    """Return the report whose position leads: the newest that can be used; empty where none can."""
    usable = (one.said.report for one in _fixes(book, craft) if seen_report(one) is not None)
    return next(usable, "")


def fixes_of(book: Book, craft: CraftRecord) -> list[Report]:
    """Return each report with a position that can be used, by itself, the oldest position first."""
    seen = [seen_report(one) for one in reversed(_fixes(book, craft))]
    return [one for one in seen if one is not None]


def report_of(book: Book, case: CaseRecord, craft: CraftRecord, *, exercise: bool) -> Report:
    """Return what is known of a boat as one report.

    Raises
    ------
    CasebookError
        Where no report of it holds a position that can be used; it names the last refusal.
    """
    problem = ""
    for fix in _fixes(book, craft):
        report, refused = _readable(_fields(book, case, craft, fix, exercise=exercise))
        if report is not None:
            return report
        problem = problem or refused
    raise CasebookError(
        "assess.no_position",
        f"{craft.craft} has no position that can be used. {problem} Ask for one; the drift is "
        "unknown until then.",
        craft=craft.craft,
        problem=problem,
    )


def seen_report(report: ReportRecord) -> Report | None:
    """Return one report by itself, for its drift; None where it has no position to be used."""
    return _readable(_own_fields(report))[0] if report.said.positions else None


def _readable(fields: Mapping[str, Any]) -> tuple[Report | None, str]:
    """Return the report that fields make, and what was refused of them first.

    A wind that nobody can read does not cost a position that everybody can: such a field is left
    out. None only where the position itself cannot be used.
    """
    report, problem = _understood(fields)
    if report is not None:
        return report, ""
    kept = {key: value for key, value in fields.items() if key in OF_THE_PLACE}
    report, refused = _understood(kept)
    if report is None:
        return None, refused
    for key, value in fields.items():
        found, _ = _understood({**kept, key: value})
        if found is not None:
            kept[key], report = value, found
    return report, problem


def _understood(fields: Mapping[str, Any]) -> tuple[Report | None, str]:
    try:
        report = report_from_fields(fields)
        understand(report)
    except EstranError as error:
        return None, error.message
    return report, ""


def _fixes(book: Book, craft: CraftRecord) -> list[ReportRecord]:
    """Return the reports with a position, the newest position first."""
    having = [
        one for one in book.reports_of(craft.craft) if one.said.positions and not one.set_aside
    ]
    return sorted(having, key=lambda one: (_fixed_at(one), one.stamp.seq), reverse=True)


def _fixed_at(report: ReportRecord) -> datetime:
    return report.said.positions[report.position].at or report.stamp.at


def _own_fields(report: ReportRecord) -> dict[str, Any]:
    said = report.said
    position = said.positions[report.position]
    fields: dict[str, Any] = {
        key: value for key, value in said.fields.items() if key in (*OF_THE_FIX, *LASTING)
    }
    fields |= {"at": format_instant(_fixed_at(report)), "position": position.said}
    if position.accuracy_m is not None:
        fields["position_accuracy_m"] = position.accuracy_m
    if said.source != "unknown":
        fields["source"] = said.source
    if said.persons is not None:
        fields["persons"] = _range(said.persons.low, said.persons.high)
    return _numbers(fields)


def _fields(
    book: Book, case: CaseRecord, craft: CraftRecord, fix: ReportRecord, *, exercise: bool
) -> dict[str, Any]:
    reports = book.reports_of(craft.craft)
    fields: dict[str, Any] = {}
    for one in reports:  # oldest first: what was said later replaces it
        fields |= {key: value for key, value in one.said.fields.items() if key in LASTING}
    fields |= _own_fields(fix)
    fields |= _numbers(fields)
    fields["facts"] = _facts(reports, case, at=_fixed_at(fix))
    fields |= _people(book, craft)
    _credit(book, craft, fields, latest=_fixed_at(fix) + LATEST)
    fields |= _coordination(case)
    calling = [one for one in reports if one.said.call_for_help]
    if calling:
        fields["source"] = _source(calling[-1])
    elif book.called_for_help(case.case):  # somebody called in this case, be it for another boat
        fields["source"] = "caller"
    return fields | {"exercise": exercise}


def _source(report: ReportRecord) -> str:
    return "caller" if report.said.source == "unknown" else report.said.source


def _numbers(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields with a measured temperature as a number; one that is none is left out."""
    found = dict(fields)
    try:
        if isinstance(found.get("water_temperature"), str):
            found["water_temperature"] = float(found["water_temperature"])
    except ValueError:
        found.pop("water_temperature")
    return found


def _people(book: Book, craft: CraftRecord) -> dict[str, str]:
    """Return people as a range over every claim that counts, less those found already."""
    tally = tally_of(book, craft)
    counted = [one for one in tally.reported if one.counts]
    if not counted:
        return {}
    found = tally.alive + tally.dead + tally.accounted
    low = max(0, min(one.low for one in counted) - found)
    return {"persons": _range(low, max(low, max(one.high for one in counted) - found))}


def _credit(book: Book, craft: CraftRecord, fields: dict[str, Any], *, latest: datetime) -> None:
    """Credit the people who are left to who took the others off, not to who reported them all.

    Nobody who reported 47 has said that 20 are left. Of two counts the higher stands, as ever.
    """
    keys = [key for part in book.parts_of(craft.craft) for key in part.matches]
    if "persons" not in fields or fields.get("state") == "in_water":
        return
    if not (keys or tally_of(book, craft).accounted):
        return
    at = max((book.recovery(key).stamp.at for key in keys), default=latest)
    left = FactGiven(
        value=fields["persons"],
        by="unit" if keys else "centre",
        at=format_instant(min(at, latest)),
    )
    fields["facts"].setdefault(COUNT, left)


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"


def _facts(
    reports: Iterable[ReportRecord], case: CaseRecord, *, at: datetime
) -> dict[str, FactGiven]:
    """Return the facts of all reports and of the case: the newest, or the dangerous one."""
    rows = [row for one in reports if not one.set_aside for row in _told(one)]
    rows += [(name, fact.value, fact.at or at, fact.by) for name, fact in case.facts.items()]
    found: dict[str, FactGiven] = {}
    for name, value, time, by in sorted(rows, key=lambda row: row[2]):
        given = _given(name, value, time, by, latest=at + LATEST)
        if _is_readable(name, given, at) and not _outweighed(name, found.get(name), given):
            found[name] = given
    return found


def _told(report: ReportRecord) -> list[tuple[str, str, datetime, str]]:
    """Return what a report says of facts, and what follows from the state that it gives."""
    at, source = report.stamp.at, report.said.source
    rows = [
        (name, fact.value, fact.at or at, fact.by or source)
        for name, fact in report.said.facts.items()
    ]
    follows = FOLLOWS.get(report.said.fields.get("state", ""), {})
    return rows + [
        (name, "yes", at, source)
        for name, holds in follows.items()
        if holds and DANGEROUS.get(name) is True and name not in report.said.facts
    ]


def _given(name: str, value: str, time: datetime, by: str, *, latest: datetime) -> FactGiven:
    """Return a fact; a danger seen after the position is kept, at the latest possible time."""
    kind: Any = by if by and by != "unknown" else None
    danger = name in DANGEROUS and (value.casefold() in YES) == DANGEROUS[name]
    return FactGiven(value=value, by=kind, at=format_instant(min(time, latest) if danger else time))


def _is_readable(name: str, given: FactGiven, at: datetime) -> bool:
    try:
        facts_said(Report(at=format_instant(at), position="", facts={name: given}))
    except EstranError:
        return False
    return True


def _outweighed(name: str, before: FactGiven | None, now: FactGiven) -> bool:
    """Say whether an earlier statement of danger stands against a later one that denies it."""
    if before is None or name not in DANGEROUS:
        return False
    danger = DANGEROUS[name]
    return (str(before.value).casefold() in YES) == danger and (
        str(now.value).casefold() in YES
    ) != danger


def _coordination(case: CaseRecord) -> dict[str, Any]:
    named = {centre: one for centre, one in case.told.items() if centre in CENTRES}
    told = {centre: format_instant(one.at) for centre, one in named.items()}
    known = {
        centre: format_instant(max(one.at, one.acknowledged))
        for centre, one in named.items()
        if one.acknowledged is not None
    }
    relays = [format_instant(one.stamp.at) for one in case.relays.values()]
    return {
        "coordinator": case.owner if case.owner in CENTRES else None,
        "told": told,
        "acknowledged": known,
        "phases": {key: one.phase for key, one in case.phases.items() if key in CENTRES},
        **({"mayday_relay": relays[0]} if relays else {}),
    }
