"""Reports and missed calls over HTTP: in at the door, and what whoever reported may know."""

from dataclasses import replace
from typing import Any, Literal

from pydantic import ConfigDict, Field, JsonValue

from estran.casebook.bodies.parts import Channel, Engine, Source
from estran.exchange.report_preview import report_preview
from estran.quantities.instants import parse_instant
from estran.room.own_reports import own_report, own_reports
from estran.room.receipts import receipt
from estran.room.take_in import Said, miss_call, take_in
from estran.room.views import queue, report_view
from estran.server.asking import Asking
from estran.server.bodies import Body
from estran.server.forms import Instant, Text
from estran.server.looking import looking
from estran.server.route import Route

MOST_POSITIONS = 20
MOST_FIELDS = 100
EXAMPLE: JsonValue = {
    "channel": "message",
    "source": "ngo",
    "at": "2022-12-14T01:53Z",
    "positions": ["50-59.294N 001-21.087E"],
    "persons": "about 47",
    "colour": "black",
    "engine": "stopped",
    "facts": {"taking_water": "yes", "children_seen": "yes"},
    "reference": "NGO-2022-118",
    "text": "Water comes in, the engine is off. They call for help.",
    "phone": "+33 6 00 00 00 00",
}


class ReportGiven(Body):
    """A report as somebody types it in. Everything may be left out; unknown stays unknown."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    channel: Channel = "call"
    source: Source = "unknown"
    at: Instant | None = None
    positions: list[Text] = Field(default=[], max_length=MOST_POSITIONS)
    position_accuracy_m: float | None = Field(default=None, gt=0, le=100_000)
    persons: str | None = Field(default=None, max_length=200)
    colour: str = Field(default="", max_length=200)
    engine: Engine = "unknown"
    fields: dict[str, Text] = Field(default={}, max_length=MOST_FIELDS)
    facts: dict[str, Text] = Field(default={}, max_length=MOST_FIELDS)
    reference: str = Field(default="", max_length=200)
    text: Text = ""
    phone: str = Field(default="", max_length=60, description="Only its HMAC is kept.")


class TextPasted(Body):
    """What somebody pasted, and when it came: clock times in it are told by that."""

    text: Text = Field(
        examples=["on est 47 dont 6 enfants, moteur en panne, l'eau rentre 51-02.5N 001-50E"]
    )
    at: Instant | None = None


class ReadingShown(Body):
    """One way in which words can be read."""

    value: str
    words: str
    start: int
    end: int
    why: str = Field(description="Why it is in doubt; else empty.")


class FieldShown(Body):
    """What a text says of one field."""

    field: str
    standing: Literal["understood", "ambiguous"]
    readings: list[ReadingShown]


class PreviewShown(Body):
    """What was understood of a text. Nothing of it is kept, and it is not received yet."""

    found: list[FieldShown]
    unknown: list[str] = Field(description="What a watch asks first and the text does not say.")
    draft: dict[str, Any] = Field(description="A report as POST /api/reports takes it.")
    not_kept: Literal[True]


class ReportTaken(Body):
    """The number of a report, and what has become of it so far. Until this, it is NOT RECEIVED."""

    number: str = Field(examples=["R-0001"])
    received: str
    status: str = Field(examples=["RECEIVED, NOT READ"])
    told: list[str] = Field(description="Centres that were told of it by this room.")
    remarks: list[str] = Field(description="What could not be read; it is kept all the same.")


class CallMissed(Body):
    """A call that nobody answered."""

    phone: str = Field(default="", max_length=60, description="Only its HMAC is kept.")
    at: Instant | None = None


class CallQueued(Body):
    """The number of a missed call; it waits until it is returned."""

    call: str = Field(examples=["M-0001"])


class OwnReport(Body):
    """The standing of a report, for whoever gave it."""

    report: str
    reference: str
    received: str
    status: str
    read: dict[str, str] = Field(description="Which centre has read it, and when.")
    told: dict[str, str]
    words: str = Field(description="The standing in words, in the language asked for.")


class ReceiptSigned(Body):
    """A receipt with the centre's signature over its payload."""

    report: str
    payload: str = Field(description="A text in two languages: exactly what is signed.")
    signature: str = Field(description="Ed25519, in base64.")
    key: str


def post_report(asked: Asking, given: ReportGiven) -> ReportTaken:
    """Take in a report; both centres are told of it where both read this room."""
    said = Said(**{**given.model_dump(), "positions": tuple(given.positions)})
    ports = asked.ports
    said = replace(said, language="fr" if asked.language == "fr" else "en")
    taken = take_in(ports.desk, asked.by, said, shared=ports.shared, key=asked.repeat_key)
    return ReportTaken(
        number=taken.number,
        received=taken.received,
        status=taken.status,
        told=list(taken.told),
        remarks=list(taken.remarks),
    )


def post_report_preview(asked: Asking, given: TextPasted) -> PreviewShown:
    """Say what is understood of a pasted text, and what stays unknown; nothing is kept of it."""
    now = parse_instant(given.at) if given.at else asked.ports.desk.now()
    return PreviewShown.model_validate(report_preview(given.text, now=now), strict=False)


def post_call(asked: Asking, given: CallMissed) -> CallQueued:
    """Put a missed call into the queue."""
    desk, key = asked.ports.desk, asked.repeat_key
    return CallQueued(call=miss_call(desk, asked.by, phone=given.phone, at=given.at, key=key))


def read_queue(asked: Asking) -> dict[str, Any]:
    """Return what waits: reports, missed calls, cases, alarms, workload."""
    return queue(looking(asked))


def read_report(asked: Asking, report: str, why: str = "") -> dict[str, Any]:
    """Return one report with its text; that somebody read it is logged, with why."""
    return report_view(looking(asked), report, why=why)


def read_own_reports(asked: Asking) -> list[OwnReport]:
    """Return the standing of the reports of the own account, the newest first."""
    found = own_reports(asked.ports.desk.book(), asked.by, language=asked.language)
    return [OwnReport(**one) for one in found]


def read_own_report(asked: Asking, report: str) -> OwnReport:
    """Return the standing of one report."""
    book = asked.ports.desk.book()
    return OwnReport(**own_report(book, asked.by, report, language=asked.language))


def post_receipt(asked: Asking, report: str) -> ReceiptSigned:
    """Give a signed receipt of a report; that it was given stands in the record."""
    given = receipt(asked.ports.desk, asked.by, report)
    return ReceiptSigned(
        report=given.report, payload=given.payload, signature=given.signature, key=given.key
    )


ROUTES = (
    Route(
        method="POST",
        path="/api/reports",
        action="take_in",
        operation="post_report",
        tag="reports",
        summary="Take in a report; a 201 says that it is kept",
        handler=post_report,
        status=201,
    ),
    Route(
        method="POST",
        path="/api/reports/preview",
        action="take_in",
        operation="post_report_preview",
        tag="reports",
        summary="What is understood of a pasted text; nothing is kept",
        handler=post_report_preview,
    ),
    Route(
        method="POST",
        path="/api/calls",
        action="take_in",
        operation="post_call",
        tag="reports",
        summary="Put a missed call into the queue",
        handler=post_call,
        status=201,
    ),
    Route(
        method="GET",
        path="/api/queue",
        action="read_queue",
        operation="read_queue",
        tag="reports",
        summary="What waits: reports, missed calls, cases, alarms, workload",
        handler=read_queue,
    ),
    Route(
        method="GET",
        path="/api/own-reports",
        action="read_receipt",
        operation="read_own_reports",
        tag="reports",
        summary="What has become of the reports of the own account",
        handler=read_own_reports,
    ),
    Route(
        method="GET",
        path="/api/own-reports/{report}",
        action="read_receipt",
        operation="read_own_report",
        tag="reports",
        summary="What has become of a report: received, read, by which centre, when",
        handler=read_own_report,
    ),
    Route(
        method="GET",
        path="/api/reports/{report}",
        action="read_queue",
        operation="read_report",
        tag="reports",
        summary="One report with its text; the look is logged",
        handler=read_report,
    ),
    Route(
        method="POST",
        path="/api/reports/{report}/receipt",
        action="read_receipt",
        operation="post_receipt",
        tag="reports",
        summary="A signed receipt for whoever reported",
        handler=post_receipt,
        status=201,
    ),
)
