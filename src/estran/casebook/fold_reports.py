"""How events about reports and calls change the state. Each function: state and body to records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from estran.casebook.records import CallRecord, CaseRecord, ReportRecord, Stamp, Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from estran.casebook.bodies import reports as said
    from estran.casebook.book import Book, Record
    from estran.casebook.kinds import Body
    from estran.casebook.records import CallState

Telling: TypeAlias = "ReportRecord | CaseRecord"


def _received(_: Book, body: said.ReportReceived, stamp: Stamp, __: str) -> Iterable[Record]:
    return [ReportRecord(said=body, stamp=stamp)]


def _read(book: Book, body: said.ReportRead, stamp: Stamp, _: str) -> Iterable[Record]:
    """Note who has read it; a centre that was told and reads has acknowledged."""
    report = book.report(body.report)
    read = replace(report, read={body.centre: stamp.at, **report.read})
    told: list[Telling] = [read, *_cases_of(book, report)]
    return [_acknowledging(one, body.centre, stamp.at) for one in told]


def _acknowledging(record: Telling, centre: str, at: datetime) -> Record:
    told = record.told.get(centre)
    if told is None or told.acknowledged is not None:
        return record
    return replace(record, told={**record.told, centre: replace(told, acknowledged=at)})


def _set_aside(book: Book, body: said.ReportSetAside, _: Stamp, __: str) -> Iterable[Record]:
    return [replace(book.report(body.report), set_aside=body.why)]


def _chosen(book: Book, body: said.PositionChosen, _: Stamp, __: str) -> Iterable[Record]:
    return [replace(book.report(body.report), position=body.index)]


def _contradicted(
    book: Book, body: said.PersonsContradicted, _: Stamp, __: str
) -> Iterable[Record]:
    return [replace(book.report(body.report), persons_contradicted=body.why)]


def _restored(book: Book, body: said.PersonsRestored, _: Stamp, __: str) -> Iterable[Record]:
    return [replace(book.report(body.report), persons_contradicted="")]


def _told(book: Book, body: said.CentreTold, stamp: Stamp, case: str) -> Iterable[Record]:
    new = Told(at=stamp.at, channel=body.channel)
    return _with_told(book, body, case, lambda old: old or new)


def _acknowledged(
    book: Book, body: said.CentreAcknowledged, stamp: Stamp, case: str
) -> Iterable[Record]:
    unsaid = Told(at=stamp.at, channel="")
    records = _with_told(
        book, body, case, lambda old: replace(old or unsaid, acknowledged=stamp.at)
    )
    return [_referenced(one, body) for one in records]


def _referenced(record: Record, body: said.CentreAcknowledged) -> Record:
    if not (isinstance(record, CaseRecord) and body.reference):
        return record
    return replace(record, references={**record.references, body.centre: body.reference})


def _with_told(
    book: Book,
    body: said.CentreTold | said.CentreAcknowledged,
    case: str,
    new: Callable[[Told | None], Told],
) -> list[Record]:
    """Return report and cases with what a centre knows; who knows of a report knows of its case."""
    named: dict[str, Telling] = {case: book.case(case)} if case else {}
    if body.report:
        report = book.report(body.report)
        named |= {body.report: report, **{one.case: one for one in _cases_of(book, report)}}
    return [
        replace(one, told={**one.told, body.centre: new(one.told.get(body.centre))})
        for one in named.values()
    ]


def _cases_of(book: Book, report: ReportRecord) -> list[CaseRecord]:
    """Return the cases of the boats that a report is said to speak of."""
    same = [craft for craft, link in report.links.items() if link.decision == "same"]
    return [book.case(one) for one in sorted({book.craft(craft).case for craft in same})]


def _missed(_: Book, body: said.CallMissed, stamp: Stamp, __: str) -> Iterable[Record]:
    return [CallRecord(call=body.call, centre=body.centre, stamp=stamp, phone=body.phone)]


def _returned(book: Book, body: said.CallReturned, _: Stamp, __: str) -> Iterable[Record]:
    call = book.call(body.call)
    state: CallState = "waiting" if body.outcome == "no_answer" else body.outcome
    report = body.report or call.report
    return [replace(call, state=state, tries=call.tries + 1, report=report)]


def _receipt(book: Book, body: said.ReceiptGiven, _: Stamp, __: str) -> Iterable[Record]:
    report = book.report(body.report)
    return [replace(report, receipts=(*report.receipts, body.digest))]


HANDLERS: Mapping[str, Callable[[Book, Body, Stamp, str], Iterable[Record]]] = {
    "report.received": _received,
    "report.read": _read,
    "report.set_aside": _set_aside,
    "position.chosen": _chosen,
    "persons.contradicted": _contradicted,
    "persons.restored": _restored,
    "centre.told": _told,
    "centre.acknowledged": _acknowledged,
    "call.missed": _missed,
    "call.returned": _returned,
    "receipt.given": _receipt,
}
