"""Use cases: write a SITREP, a hand-over message, a Mayday relay or an e-mail, and keep its text.

A text is numbered in its form and case, and kept as an artifact. Nothing is sent from here: a
person reads it out, or copies it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from estran.casebook import numbers
from estran.casebook.bodies.operations import MessageSent
from estran.casebook.canonical import sha256
from estran.casebook.store import Artifact
from estran.errors import CasebookError
from estran.exchange.case_view import case_view, watermark
from estran.exchange.handover_text import handover_text
from estran.exchange.relay_text import relay_of
from estran.exchange.sitrep import SitrepHead, sitrep, sitrep_text
from estran.room.advice import assessment_of, newest
from estran.room.desk import Happening, Repeat
from estran.room.pages import alarms_said, contradictions_said
from estran.room.roles import require
from estran.room.views import Looking
from estran.room.visibility import require_case

if TYPE_CHECKING:
    from datetime import datetime

    from estran.casebook.book import Book
    from estran.casebook.event import Author
    from estran.casebook.records import CaseRecord
    from estran.exchange.sitrep import Priority
    from estran.room.desk import Composed, Desk

Form = Literal["sitrep", "handover", "mayday_relay", "email"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A message as it is wanted.

    Attributes
    ----------
    form : str
        ``sitrep``, ``handover``, ``mayday_relay`` or ``email``.
    to : tuple of str
        Centres and units it goes to.
    language : str
        Of the message.
    priority : str
        Of a SITREP.
    short : bool
        SITREP: only the letters of the short form, for a poor link.
    telex : bool
        SITREP: in capitals without accents.
    spoken : bool
        Mayday relay: figures as they are spoken.
    text : str
        Of an e-mail.
    """

    form: Form
    to: tuple[str, ...] = ()
    language: Literal["en", "fr"] = "en"
    priority: Priority = "distress"
    short: bool = False
    telex: bool = False
    spoken: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A message as it was kept: its number in the case, its number in its form, its text."""

    message: str
    number: int
    text: str


def drafted(desk: Desk, by: Author, case: str, wanted: Wanted) -> str:
    """Return the text of a message as it would be now; nothing is entered.

    Raises
    ------
    UnknownRecordError
        Where there is no such case for this role.
    """
    require(by.role, "write_message")
    book = desk.book()
    found = require_case(book, by, case)
    return _text(_look(desk, book, by, wanted), found, wanted)


def write_message(
    desk: Desk,
    by: Author,
    case: str,
    wanted: Wanted,
    *,
    at: datetime | None = None,
    key: str | None = None,
) -> Written:
    """Write a message, number it, and keep its text with the case.

    Parameters
    ----------
    at : datetime or None
        When it was sent, where that is not now.
    key : str or None
        The client's own, so that a command sent twice is done once.

    Raises
    ------
    CasebookError
        Where nobody is named whom it goes to.
    UnknownRecordError
        Where there is no such case for this role.
    """
    require(by.role, "write_message")
    if not wanted.to:
        raise CasebookError("message.to", "Say to whom the message goes, such as Gris-Nez.")

    def compose(book: Book, composed: Composed) -> None:
        found = require_case(book, by, case)
        content = _text(_look(desk, book, by, wanted), found, wanted).encode()
        artifact = Artifact(digest=sha256(content), media="text/plain", content=content)
        body = MessageSent(
            message=numbers.next_of_case(found, "P"),
            form=wanted.form,
            number=_next(found, wanted.form),
            to=wanted.to,
            language=wanted.language,
            artifact=artifact.digest,
        )
        composed.artifacts.append(artifact)
        composed.happenings.append(Happening(body=body, case=case, at=at))

    (entry,) = desk.write(by, compose, repeat=Repeat.of(key, {"case": case, "message": wanted}))
    said = entry.draft.body
    return Written(
        message=str(said["message"]),
        number=int(str(said["number"])),
        text=text_of_message(desk, str(said["artifact"])),
    )


def text_of_message(desk: Desk, artifact: str) -> str:
    """Return the text of a message that was kept; empty where the store does not hold it."""
    held = desk.ports.store.artifact(artifact)
    return held.content.decode() if held else ""


def _look(desk: Desk, book: Book, by: Author, wanted: Wanted) -> Looking:
    return Looking(desk=desk, book=book, by=by, now=desk.now(), language=wanted.language)


def _next(case: CaseRecord, form: Form) -> int:
    return 1 + sum(one.sent.form == form for one in case.messages.values())


def _text(look: Looking, case: CaseRecord, wanted: Wanted) -> str:
    match wanted.form:
        case "sitrep":
            return _sitrep(look, case, wanted)
        case "handover":
            return handover_text(
                look.book,
                case.case,
                now=look.now,
                language=look.language,
                contradictions=contradictions_said(look, case.case),
                due=alarms_said(look, case.case),
            )
        case "mayday_relay":
            view = case_view(
                look.book,
                case.case,
                language=look.language,
                now=look.now,
                doubtful=bool(contradictions_said(look, case.case)),
            )
            sender = look.by.centre or case.owner
            return relay_of(view, sender=sender, spoken=wanted.spoken)
        case "email":
            mark = watermark(case.watermark, look.language)
            return "\n".join(line for line in (mark, wanted.text.strip(), mark) if line) + "\n"


def _sitrep(look: Looking, case: CaseRecord, wanted: Wanted) -> str:
    made = newest(case)
    head = SitrepHead(
        now=look.now,
        number=_next(case, "sitrep"),
        priority=wanted.priority,
        from_centre=look.by.centre or case.owner,
        to=wanted.to or ("",),  # of a draft: unknown, never left blank
        language=wanted.language,
    )
    found = sitrep(
        look.book,
        case.case,
        head,
        assessment=assessment_of(look.desk, made) if made else None,
        contradictions=contradictions_said(look, case.case),
    )
    return sitrep_text(found, telex=wanted.telex, short=wanted.short)
