"""Use case: a signed receipt for whoever reported. Volunteers may need it in court."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.casebook.bodies.reports import ReceiptGiven
from estran.casebook.canonical import sha256
from estran.casebook.checkpoint import format_public_key, public_key
from estran.exchange.receipt import ReceiptOf, receipt_payload
from estran.room.desk import Happening
from estran.room.erasing import cases_of
from estran.room.roles import require
from estran.room.take_in import ENTERED, NOT_READ, READ, WATCH
from estran.room.visibility import require_report

if TYPE_CHECKING:
    from estran.casebook.book import Book
    from estran.casebook.event import Author
    from estran.casebook.records import ReportRecord
    from estran.room.desk import Composed, Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was received, when, by which centre, and what became of it; signed by that centre.

    Attributes
    ----------
    payload : str
        Text in English and French: exactly what is signed.
    signature : str
        Ed25519 over the payload, in base64.
    key : str
        The public key, as it stands in a bundle.
    """

    report: str
    payload: str
    signature: str
    key: str


def status_of(book: Book, report: ReportRecord) -> str:
    """Return what has become of a report: NOT READ, READ, entered by the watch, or units tasked."""
    if any(task for case in cases_of(book, report) for task in case.tasks.values()):
        return f"{ENTERED if _entered_by_the_watch(report) else READ}, UNITS TASKED"
    if _entered_by_the_watch(report):
        return ENTERED
    return READ if report.read else NOT_READ


def _entered_by_the_watch(report: ReportRecord) -> bool:
    """Say whether somebody on watch typed it in, and so knew it from the first."""
    by, entered = report.stamp.by, report.stamp.entered
    read = report.read.get(by.centre)
    return by.role in WATCH and read is not None and read == entered


def receipt(desk: Desk, by: Author, report: str) -> Receipt:
    """Return a signed receipt of a report, and note that it was given.

    Raises
    ------
    UnknownRecordError
        Where there is no such report, or it is somebody else's.
    """
    require(by.role, "read_receipt")
    book = desk.book()
    require_report(book, by, report)
    payload = receipt_payload(book, _receipt_of(desk, report))
    digest = sha256(payload)

    def compose(_: Book, composed: Composed) -> None:
        composed.happenings.append(Happening(body=ReceiptGiven(report=report, digest=digest)))

    desk.write(by, compose)
    signer = desk.ports.signer
    return Receipt(
        report=report,
        payload=payload.decode(),
        signature=base64.b64encode(signer.sign(payload)).decode(),
        key=format_public_key(public_key(signer)),
    )


def _receipt_of(desk: Desk, report: str) -> ReceiptOf:
    identity, head = desk.ports.store.identity(), desk.ports.store.head()
    return ReceiptOf(
        report=report,
        casebook=identity.casebook,
        head=head,
        given=desk.now(),
        watermark=identity.watermark,
    )
