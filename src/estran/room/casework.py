"""Use cases: open a case for a report, put a report to a boat, with the evidence beside it.

A person decides; the machine computes and shows, evidence against first. Nothing merges by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.assess.likeness import LikenessSettings, likeness_of
from estran.assess.likeness_answer import CraftSeen, Likeness, ReportSeen
from estran.casebook import numbers
from estran.casebook.bodies.boats import CraftOpened, EvidencePart, LikelihoodComputed
from estran.casebook.bodies.cases import CaseOpened
from estran.quantities.instants import format_instant
from estran.room.desk import Happening, Repeat
from estran.room.roles import require
from estran.room.situations import seen_report
from estran.room.take_in import MACHINE
from estran.room.visibility import require_report, sees_case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estran.assess.answer_words import Language
    from estran.assess.drifted_cloud import CloudCache
    from estran.casebook.book import Book
    from estran.casebook.event import Author
    from estran.casebook.records import CraftRecord, ReportRecord
    from estran.room.desk import Composed, Desk

OPEN = ("open", "suspended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A case to be opened for a report.

    Attributes
    ----------
    label : str
        What the boat is called on the radio.
    """

    report: str
    label: str = ""
    watermark: str = ""


def open_case(
    desk: Desk, by: Author, opening: Opening, *, key: str | None = None
) -> tuple[str, str]:
    """Open a case with one boat for a report, in distress; return the numbers of both.

    Raises
    ------
    CasebookError
        Where the report is not there, or something does not fit.
    """
    require(by.role, "run_case")

    def compose(book: Book, composed: Composed) -> None:
        report = require_report(book, by, opening.report)
        case, craft = numbers.next_case(book), numbers.next_craft(book)
        opened = CaseOpened(
            case=case,
            centre=by.centre or report.said.centre,
            report=opening.report,
            call_for_help=report.said.call_for_help,
            watermark=opening.watermark or desk.watermark,
        )
        boat = CraftOpened(craft=craft, report=opening.report, label=opening.label)
        composed.happenings += [
            Happening(body=opened, case=case),
            Happening(body=boat, case=case),
        ]

    entries = desk.write(by, compose, repeat=Repeat.of(key, opening))
    opened, boat = entries
    return str(opened.draft.body["case"]), str(boat.draft.body["craft"])


def likelihoods(
    desk: Desk,
    by: Author,
    report: str,
    *,
    clouds: CloudCache | None = None,
    settings: LikenessSettings | None = None,
    language: Language = "en",
) -> tuple[Likeness, ...]:
    """Compute how well a report fits each boat of the open cases, log it, and return it.

    Evidence against stands first. What is returned decides nothing.
    """
    require(by.role, "link")
    book = desk.book()
    record = require_report(book, by, report)
    boats = [craft for craft in _boats(book, by) if report not in book.linked.get(craft.craft, ())]
    found = likeness_of(
        _seen(desk, record),
        [_craft_seen(desk, book, craft) for craft in boats],
        settings=settings or LikenessSettings(),
        clouds=clouds,
        language=language,
    )
    bodies = [_logged(report, one) for one in found]

    def compose(state: Book, composed: Composed) -> None:
        composed.happenings += [
            Happening(body=body, case=state.craft(body.craft).case, by=MACHINE) for body in bodies
        ]

    if bodies:
        desk.write(by, compose)
    return found


def _boats(book: Book, by: Author) -> Iterable[CraftRecord]:
    """Return the boats of cases that are worked on, and those that were recovered in them."""
    for case in book.cases.values():
        if case.state in OPEN and sees_case(book, by, case.case):
            yield from book.crafts_of(case.case)


def _seen(desk: Desk, record: ReportRecord) -> ReportSeen:
    said = record.said
    mark = desk.text_of(said.phone.sealed) if said.phone else None
    report = seen_report(record)
    persons = said.persons
    return ReportSeen(
        id=said.report,
        at=format_instant(record.stamp.at),
        report=report,
        colour=said.colour,
        engine=said.engine,
        persons=None if persons is None else f"{persons.low}-{persons.high}",
        phones=(mark,) if mark else (),
        state=report.state if report else None,
        source=None if said.source == "unknown" else said.source,
    )


def _craft_seen(desk: Desk, book: Book, craft: CraftRecord) -> CraftSeen:
    reports = [_seen(desk, one) for one in book.reports_of(craft.craft) if not one.set_aside]
    recovered = [book.recovery(key).stamp.at for key in craft.matches]
    return CraftSeen(
        id=craft.craft,
        label=craft.label,
        recovered=bool(craft.matches),
        recovered_at=format_instant(min(recovered)) if recovered else None,
        reports=tuple(reversed(reports)),
    )


def _logged(report: str, one: Likeness) -> LikelihoodComputed:
    return LikelihoodComputed(
        report=report,
        craft=one.craft,
        log10_ratio=one.log10_ratio,
        parts=tuple(
            EvidencePart(
                name=part.name, log10_ratio=part.log10_ratio, verdict=part.verdict, text=part.text
            )
            for part in one.parts
        ),
        model=one.model,
        inputs_sha256=one.inputs_sha256,
    )
