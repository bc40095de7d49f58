"""Papers of a case over HTTP: its chronology as a page, and the messages written from it."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any, Literal

from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from pydantic import ConfigDict, Field

from estran.errors import UnknownRecordError
from estran.exchange.page_html import STYLE, to_page_html
from estran.quantities.instants import parse_instant
from estran.room.messages import Form, Wanted, drafted, text_of_message, write_message
from estran.room.pages import chronology
from estran.room.visibility import require_case
from estran.server.asking import Asking
from estran.server.bodies import Body
from estran.server.forms import Instant, Text
from estran.server.looking import looking
from estran.server.route import Route

MOST_ADDRESSEES = 50
HTML: Mapping[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {"schema": {"type": "string"}}}}
}
PLAIN: Mapping[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {"schema": {"type": "string"}}}}
}


class MessageWanted(Body):
    """A message to be written from the case, and to whom it goes. A person sends it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"to": ["Gris-Nez"], "language": "fr"}]}
    )

    to: list[Text] = Field(min_length=1, max_length=MOST_ADDRESSEES)
    language: Literal["en", "fr"] = "en"
    priority: Literal["distress", "urgency", "safety", "routine"] = "distress"
    short: bool = False
    telex: bool = False
    spoken: bool = False
    text: Text = Field(default="", description="Of an e-mail; the others are written.")
    at: Instant | None = Field(default=None, description="When it was sent, if not now.")


class MessageWritten(Body):
    """A message as it is kept: its number in the case, its number in its form, its text."""

    message: str = Field(examples=["P-0001-1"])
    number: int
    text: str


def post_message(asked: Asking, case: str, form: Form, given: MessageWanted) -> MessageWritten:
    """Write a message, number it, and keep its text with the case. Nothing is sent from here."""
    fields = given.model_dump(exclude={"at", "to"})
    made = write_message(
        asked.ports.desk,
        asked.by,
        case,
        Wanted(form=form, to=tuple(given.to), **fields),
        at=parse_instant(given.at) if given.at else None,
        key=asked.repeat_key,
    )
    return MessageWritten(message=made.message, number=made.number, text=made.text)


class MessageDrafted(Body):
    """A message as it would read now. It has no number, and nothing of it is kept."""

    text: str


def post_message_preview(
    asked: Asking, case: str, form: Form, given: MessageWanted
) -> MessageDrafted:
    """Return the text of a message as it would be now; nothing is entered and nothing is sent."""
    fields = given.model_dump(exclude={"at", "to"})
    wanted = Wanted(form=form, to=tuple(given.to), **fields)
    return MessageDrafted(text=drafted(asked.ports.desk, asked.by, case, wanted))


def read_message(asked: Asking, case: str, message: str) -> PlainTextResponse:
    """Return the text of a message as it was kept."""
    look = looking(asked)
    found = require_case(look.book, look.by, case).messages.get(message)
    if found is None:
        raise UnknownRecordError(
            "record.unknown",
            f"There is no message {message!r} in this record, or it is not for this role.",
            kind="message",
            key=message,
        )
    return PlainTextResponse(text_of_message(asked.ports.desk, found.sent.artifact))


def read_chronology(asked: Asking, case: str, why: str = "") -> Response:
    """Return a whole case as a page to be read and printed; the look is logged."""
    page = to_page_html(chronology(looking(asked), case, why=why))
    return HTMLResponse(page, headers={"Content-Security-Policy": _own_style_only()})


def _own_style_only() -> str:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


ROUTES = (
    Route(
        method="GET",
        path="/api/cases/{case}/chronology",
        action="read_sealed",
        operation="read_chronology",
        tag="papers",
        summary="The whole case as a page: every event with both its times",
        handler=read_chronology,
        answers=HTML,
    ),
    Route(
        method="POST",
        path="/api/cases/{case}/messages/{form}",
        action="write_message",
        operation="post_message",
        tag="papers",
        summary="Write a SITREP, hand-over, Mayday relay or e-mail; a person sends it",
        handler=post_message,
        status=201,
    ),
    Route(
        method="POST",
        path="/api/cases/{case}/messages/{form}/preview",
        action="write_message",
        operation="post_message_preview",
        tag="papers",
        summary="A message as it would read now; nothing is entered",
        handler=post_message_preview,
    ),
    Route(
        method="GET",
        path="/api/cases/{case}/messages/{message}",
        action="write_message",
        operation="read_message",
        tag="papers",
        summary="The text of a message as it was kept",
        handler=read_message,
        answers=PLAIN,
    ),
)
