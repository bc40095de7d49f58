"""Use case: a signed receipt for whoever reported. Volunteers may need it in court."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from estran.casebook.bodies.reports import ReceiptGiven
from estran.casebook.canonical import canonical, sha256
from estran.casebook.checkpoint import format_public_key, public_key
from estran.casebook.codec import to_plain
from estran.quantities.instants import format_instant
from estran.room.desk import Happening
from estran.room.erasing import cases_of
from estran.room.roles import require
from estran.room.take_in import NOT_READ, READ
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
        Canonical JSON: exactly what is signed.
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
    """Return what has become of a report: NOT READ, READ, or units tasked."""
    if any(task for case in cases_of(book, report) for task in case.tasks.values()):
        return f"{READ}, UNITS TASKED"
    return READ if report.read else NOT_READ


def receipt(desk: Desk, by: Author, report: str) -> Receipt:
    """Return a signed receipt of a report, and note that it was given.

    Raises
    ------
    UnknownRecordError
        Where there is no such report, or it is somebody else's.
    """
    require(by.role, "read_receipt")
    book = desk.book()
    record = require_report(book, by, report)
    payload = canonical(_payload(desk, book, record))
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


def _payload(desk: Desk, book: Book, record: ReportRecord) -> dict[str, Any]:
    said = record.said
    identity, head = desk.ports.store.identity(), desk.ports.store.head()
    return {
        "receipt": "estran-receipt-1",
        "casebook": identity.casebook,
        "watermark": identity.watermark,
        "report": said.report,
        "channel": said.channel,
        "source": said.source,
        "centre": said.centre,
        "reference": said.reference,
        "said_at": format_instant(record.stamp.at),
        "received_at": format_instant(record.stamp.entered),
        "positions": [one.said for one in said.positions],
        "persons": to_plain(said.persons) if said.persons else None,
        "text_digest": said.text.digest if said.text else None,
        "told": {centre: format_instant(one.at) for centre, one in record.told.items()},
        "read": {centre: format_instant(at) for centre, at in record.read.items()},
        "status": status_of(book, record),
        "as_of": format_instant(desk.now()),
        "entries": head.seq,
        "head": head.hash,
    }
