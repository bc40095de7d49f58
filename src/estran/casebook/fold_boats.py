"""How events about boats change the state: links, merges, recoveries, counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estran.casebook.bodies import boats as said
from estran.casebook.records import CraftRecord, RecoveryRecord, ReportRecord, Stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from estran.casebook.book import Book, Record
    from estran.casebook.kinds import Body


def _opened(book: Book, body: said.CraftOpened, stamp: Stamp, case: str) -> Iterable[Record]:
    link = said.LinkDecided(report=body.report, craft=body.craft, decision="same", why="opened")
    report = book.report(body.report)
    return [
        CraftRecord(craft=body.craft, case=case, label=body.label, stamp=stamp),
        _placed(report, link, stamp),
    ]


def _placed(report: ReportRecord, link: said.LinkDecided, stamp: Stamp) -> ReportRecord:
    """Return a report with what somebody says of it and a boat; it is no longer set aside."""
    return replace(
        report,
        links={**report.links, link.craft: link},
        placed={**report.placed, link.craft: stamp.seq},
        set_aside="",
    )


def _likelihood(book: Book, body: said.LikelihoodComputed, _: Stamp, __: str) -> Iterable[Record]:
    report = book.report(body.report)
    return [replace(report, likelihoods={**report.likelihoods, body.craft: body})]


def _linked(book: Book, body: said.LinkDecided, stamp: Stamp, _: str) -> Iterable[Record]:
    return [_placed(book.report(body.report), body, stamp)]


def _unlinked(book: Book, body: said.LinkUndone, _: Stamp, __: str) -> Iterable[Record]:
    report = book.report(body.report)
    links = {craft: link for craft, link in report.links.items() if craft != body.craft}
    return [replace(report, links=links)]


def _merged(book: Book, body: said.CraftMerged, _: Stamp, __: str) -> Iterable[Record]:
    return [replace(book.craft(body.other), merged_into=body.into)]


def _unmerged(book: Book, body: said.MergeUndone, _: Stamp, __: str) -> Iterable[Record]:
    return [replace(book.craft(body.other), merged_into="")]


def _split(book: Book, body: said.CraftSplit, stamp: Stamp, case: str) -> Iterable[Record]:
    records: list[Record] = [CraftRecord(craft=body.new, case=case, label=body.label, stamp=stamp)]
    same = said.LinkDecided(report="", craft=body.new, decision="same", why=body.why)
    for key in body.reports:
        report = book.report(key)
        links = {craft: link for craft, link in report.links.items() if craft != body.craft}
        records.append(_placed(replace(report, links=links), replace(same, report=key), stamp))
    return records


def _recovered(_: Book, body: said.RecoveryReported, stamp: Stamp, case: str) -> Iterable[Record]:
    return [RecoveryRecord(said=body, stamp=stamp, case=case)]


def _matched(book: Book, body: said.RecoveryMatched, _: Stamp, __: str) -> Iterable[Record]:
    craft = book.craft(body.craft)
    return [
        replace(craft, matches={**craft.matches, body.recovery: body}),
        replace(book.recovery(body.recovery), matched=body.craft),
    ]


def _unmatched(book: Book, body: said.MatchUndone, _: Stamp, __: str) -> Iterable[Record]:
    craft = book.craft(body.craft)
    matches = {key: one for key, one in craft.matches.items() if key != body.recovery}
    return [
        replace(craft, matches=matches),
        replace(book.recovery(body.recovery), matched=""),
    ]


def _accounted(book: Book, body: said.PersonsAccounted, _: Stamp, __: str) -> Iterable[Record]:
    craft = book.craft(body.craft)
    return [replace(craft, accounted=(*craft.accounted, body))]


def _unaccounted(book: Book, body: said.AccountUndone, _: Stamp, __: str) -> Iterable[Record]:
    craft = book.craft(body.craft)
    kept = tuple(one for place, one in enumerate(craft.accounted) if place != body.index)
    return [replace(craft, accounted=kept)]


def _missing(book: Book, body: said.PersonsMissing, _: Stamp, __: str) -> Iterable[Record]:
    craft = book.craft(body.craft)
    return [replace(craft, missing=(*craft.missing, body))]


def _settled(book: Book, body: said.ContradictionSettled, _: Stamp, __: str) -> Iterable[Record]:
    craft = book.craft(body.craft)
    return [replace(craft, settled={**craft.settled, body.contradiction: body})]


def _unsettled(book: Book, body: said.SettlementUndone, _: Stamp, __: str) -> Iterable[Record]:
    craft = book.craft(body.craft)
    kept = {key: one for key, one in craft.settled.items() if key != body.contradiction}
    return [replace(craft, settled=kept)]


HANDLERS: Mapping[str, Callable[[Book, Body, Stamp, str], Iterable[Record]]] = {
    "craft.opened": _opened,
    "likelihood.computed": _likelihood,
    "link.decided": _linked,
    "link.undone": _unlinked,
    "craft.merged": _merged,
    "merge.undone": _unmerged,
    "craft.split": _split,
    "recovery.reported": _recovered,
    "recovery.matched": _matched,
    "match.undone": _unmatched,
    "persons.accounted": _accounted,
    "account.undone": _unaccounted,
    "persons.missing": _missing,
    "contradiction.settled": _settled,
    "settlement.undone": _unsettled,
}
