"""Use cases at the door: reports, missed calls. Whatever somebody says is kept as said.

A guard-rail: both centres are told at intake. What cannot be read is remarked upon and kept; only a
time that lies ahead is refused, and a place on land where a volunteer says nobody needs help.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from estran.assess.amounts_text import persons_reported
from estran.assess.coordination import BOTH
from estran.assess.facts_said import facts_said
from estran.assess.report import Report
from estran.casebook import numbers
from estran.casebook.bodies.parts import (
    CALLS_FOR_HELP,
    Channel,
    Engine,
    FactSaid,
    Persons,
    PositionSaid,
    Private,
    Source,
)
from estran.casebook.bodies.reports import CallMissed, CentreTold, ReportRead, ReportReceived
from estran.casebook.event import Author
from estran.casebook.fingerprint import night_of
from estran.casebook.private_words import looks_private
from estran.doctrine.facts import facts as declared
from estran.errors import EstranError, TimeError
from estran.language.catalogue import say
from estran.language.colours import colours_of
from estran.language.refusals import refusal_of
from estran.quantities.instants import format_instant, parse_instant
from estran.quantities.position_text import parse_position
from estran.room.desk import Happening, Repeat
from estran.room.intake import require_need_on_land, require_not_ahead
from estran.room.private_said import Moved, marked, may_stand
from estran.room.roles import require
from estran.room.situations import LASTING, OF_THE_FIX

if TYPE_CHECKING:
    from datetime import datetime

    from estran.casebook.book import Book
    from estran.casebook.event import Entry
    from estran.room.desk import Composed, Desk

MACHINE = Author(role="system")
FIELDS = frozenset({*OF_THE_FIX, *LASTING, "persons"})
"""What a report may say beside its own fields; anything else goes to its text."""
FARTHEST = 100_000.0  # m; an error beyond it says nothing
HELP_CHANNELS = ("sart",)
PASSED_ON: Source = "volunteer"
WATCH = ("watch_officer", "supervisor", "partner_centre")
NOT_READ, READ = "RECEIVED, NOT READ", "RECEIVED, READ"
ENTERED = "RECEIVED, ENTERED BY THE WATCH"
YES = ("yes", "oui", "true", "y", "o")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A report as somebody types it in. Everything may be left out; unknown stays unknown.

    Attributes
    ----------
    channel : str
        How it came.
    source : str
        Through whom it came; unknown counts as a call for help.
    at : str or None
        When it was said, with its zone; now where nobody gives it.
    positions : tuple of str
        As given; several may compete.
    persons : str or None
        47, 40-60 or "about 60".
    fields : mapping
        More of a report file: state, under_way, wind, waves, craft, entered_water, ...
    facts : mapping
        Facts by name, such as ``taking_water: yes``.
    reference : str
        The sender's own number.
    text : str
        As said, in full; kept apart and erasable.
    phone : str
        A number to call back on; only its HMAC is kept.
    language : str
        Of the remarks: en or fr.
    """

    channel: Channel = "call"
    source: Source = "unknown"
    at: str | None = None
    positions: tuple[str, ...] = ()
    position_accuracy_m: float | None = None
    persons: str | None = None
    colour: str = ""
    engine: Engine = "unknown"
    fields: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    reference: str = ""
    text: str = ""
    phone: str = ""
    language: Literal["en", "fr"] = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What whoever reported gets back at once.

    Attributes
    ----------
    number : str
        Such as ``R-0001``.
    received : str
        When it was stored.
    status : str
        RECEIVED, NOT READ until somebody on watch has read it; whoever types it in on watch has.
    told : tuple of str
        Centres that were told of it here.
    remarks : tuple of str
        What could not be read, and what looks private; it is kept all the same.
    """

    number: str
    received: str
    told: tuple[str, ...]
    remarks: tuple[str, ...]
    status: str


def take_in(
    desk: Desk,
    by: Author,
    said: Said,
    *,
    shared: tuple[str, ...] = (),
    key: str | None = None,
    read: bool = True,
) -> Taken:
    """Take in a report, tell both centres of it, and return its number.

    Parameters
    ----------
    desk : Desk
        Where it is written.
    by : Author
        Who takes it in.
    said : Said
        The report.
    shared : tuple of str
        Centres that read this room, its own first: they are told by it; who else must be told is
        an alarm.
    key : str or None
        The client's own, so that a report sent twice is stored once.
    read : bool
        Whether somebody on watch has read it by taking it in; a mail that is piped in nobody has.

    Raises
    ------
    TimeError
        Where it lies more than an hour ahead, and this is no exercise.
    PositionError
        Where a volunteer gives a position on land, and says that nobody needs help there.
    """
    require(by.role, "take_in")
    at, said, unread = _timed(desk, said)
    if by.role == "volunteer":
        require_need_on_land(said.positions, said.facts, said.text, now=at)
    repeat = Repeat.of(key, {"take_in": _unreadable(desk, said, at)})
    said, moved = _moved_to_text(_as_called(said, by))
    remarks = [*unread, *_remarks(said, at), *moved]

    def compose(book: Book, composed: Composed) -> None:
        number = numbers.next_report(book)
        centre = by.centre or next(iter(shared), BOTH[0])
        body = _body(desk, composed, said, number=number, centre=centre, at=at)
        composed.happenings.append(Happening(body=body, at=at))
        if read and by.role in WATCH:  # whoever types it in on watch has read it
            seen = ReportRead(report=number, centre=centre)
            composed.happenings.append(Happening(body=seen))
        composed.happenings += [
            Happening(body=CentreTold(centre=one, channel="room", report=number), by=MACHINE)
            for one in BOTH
            if one in shared and one != body.centre
        ]

    entries = desk.write(by, compose, repeat=repeat)
    return _taken(entries, tuple(remarks))


def _unreadable(desk: Desk, said: Said, at: datetime) -> Said:
    """Return the report with marks in place of what is private: for the digest of the command.

    The language is of the remarks only: whoever sends again may have changed it.
    """
    phone, text = marked(desk, said.phone, at), marked(desk, said.text, at)
    return replace(said, phone=phone, text=text, language="en")


def _moved_to_text(said: Said) -> tuple[Said, list[str]]:
    """Return a report without telephone numbers and addresses in its fields, and what was moved.

    They stand in its text, which is sealed and can be erased.
    """
    moved = Moved()
    fields = {
        name: moved.kept(name, str(value), known=name in FIELDS)
        for name, value in said.fields.items()
    }
    facts = {
        name: moved.kept(name, str(value), known=name in declared())
        for name, value in said.facts.items()
    }
    cleaned = replace(
        said,
        positions=tuple(one for one in said.positions if may_stand(one, moved)),
        persons=moved.kept("persons", said.persons) if said.persons else said.persons,
        colour=moved.kept("colour", said.colour, known=bool(colours_of(said.colour))),
        reference=moved.kept("reference", said.reference),
        fields={name: value for name, value in fields.items() if value},
        facts={name: value for name, value in facts.items() if value},
    )
    if not moved.rows:
        return said, []
    lines = [said.text, *(f"{name}: {value}" for name, value in moved.rows)]
    remarks = [
        say(said.language, f"remark.{why}", name=name)
        for (name, _), why in zip(moved.rows, moved.reasons, strict=True)
    ]
    return replace(cleaned, text="\n".join(one for one in lines if one)), remarks


def _as_called(said: Said, by: Author) -> Said:
    """Return the report with its source; what a volunteer passes on is always a call for help."""
    if by.role == "volunteer" and said.source not in CALLS_FOR_HELP:
        return replace(said, source=PASSED_ON)
    return said


def miss_call(
    desk: Desk, by: Author, *, phone: str = "", at: str | None = None, key: str | None = None
) -> str:
    """Put a missed call into the queue and return its number; it waits until it is returned."""
    require(by.role, "take_in")
    moment = parse_instant(at) if at else None
    night = moment or desk.now()
    require_not_ahead(night, now=desk.now(), exercise=desk.watermark.startswith("EXERCISE"))

    def compose(book: Book, composed: Composed) -> None:
        number = numbers.next_call(book)
        body = CallMissed(
            call=number,
            centre=by.centre or BOTH[0],
            phone=_phone(desk, composed, phone, night),
        )
        composed.happenings.append(Happening(body=body, at=moment))

    request = {"miss_call": marked(desk, phone, night), "at": at or ""}
    (entry,) = desk.write(by, compose, repeat=Repeat.of(key, request))
    return str(entry.draft.body["call"])


def calls_for_help(said: Said) -> bool:
    """Say whether a report calls for help. Who it came from may be unknown; then it does."""
    asked = str(said.facts.get("help_asked", "")).strip().casefold() in YES
    named = said.source in (*CALLS_FOR_HELP, "unknown")
    return named or asked or said.channel in HELP_CHANNELS


def private(desk: Desk, composed: Composed, text: str) -> Private | None:
    """Seal a text under a key of its own and return what the record holds of it."""
    if not text.strip():
        return None
    sealed = desk.sealed(text, key=desk.ports.vault.take())
    composed.sealed.append(sealed)
    return Private(sealed=sealed.id, digest=desk.commitment_to(sealed))


def _phone(desk: Desk, composed: Composed, phone: str, at: datetime) -> Private | None:
    """Keep the HMAC of a number under the key of its night; the number itself is not kept."""
    digits = "".join(c for c in phone if c.isdigit() or c == "+")
    if not digits:
        return None
    mark = desk.ports.vault.fingerprint(night_of(at), digits)
    return private(desk, composed, mark) if mark else None


def _timed(desk: Desk, said: Said) -> tuple[datetime, Said, list[str]]:
    """Return the time of a report; one that cannot be read costs no report, and is kept as said."""
    now, remarks = desk.now(), []
    if said.position_accuracy_m is not None and not 0.0 < said.position_accuracy_m < FARTHEST:
        remarks.append(say(said.language, "remark.accuracy", value=said.position_accuracy_m))
        said = replace(said, position_accuracy_m=None)
    try:
        at = now if said.at is None else parse_instant(said.at)
    except TimeError as error:
        remarks.append(say(said.language, "remark.time", problem=_problem(error, said)))
        text = "\n".join(one for one in (said.text, f"time as said: {said.at}") if one)
        return now, replace(said, at=None, text=text), remarks
    require_not_ahead(at, now=now, exercise=desk.watermark.startswith("EXERCISE"))
    return at, said, remarks


def _body(
    desk: Desk, composed: Composed, said: Said, *, number: str, centre: str, at: datetime
) -> ReportReceived:
    return ReportReceived(
        report=number,
        channel=said.channel,
        source=said.source,
        centre=centre,
        fields=_fields(said),
        positions=tuple(
            PositionSaid(said=one, accuracy_m=said.position_accuracy_m) for one in said.positions
        ),
        persons=_persons(said),
        facts={name: FactSaid(value=str(value)) for name, value in said.facts.items()},
        colour=said.colour.strip(),
        engine=said.engine,
        reference=said.reference,
        text=private(desk, composed, said.text),
        phone=_phone(desk, composed, said.phone, at),
        call_for_help=calls_for_help(said),
    )


def _fields(said: Said) -> dict[str, str]:
    """Return the fields that were filled in, and a number of people that nobody can read."""
    fields = {name: str(value) for name, value in said.fields.items() if str(value).strip()}
    if said.persons and _persons(said) is None:
        fields["persons"] = said.persons
    return fields


def _persons(said: Said) -> Persons | None:
    try:
        found = persons_reported(said.persons)
    except EstranError:
        return None
    return Persons(low=found.low, high=found.high, said=found.said) if found else None


def _remarks(said: Said, at: datetime) -> list[str]:
    """Return what could not be read, in the words of its refusal; nothing is lost by it."""
    remarks = [_unread(one, said) for one in said.positions]
    try:
        persons_reported(said.persons)
    except EstranError as error:
        remarks.append(_problem(error, said))
    for name, value in said.facts.items():
        try:
            facts_said(Report(at=format_instant(at), position="", facts={name: value}))
        except EstranError as error:
            remarks.append(_problem(error, said))
    remarks += [say(said.language, f"remark.looks_{one}") for one in looks_private(said.text)]
    return [one for one in remarks if one]


def _problem(error: EstranError, said: Said) -> str:
    return refusal_of(error, language=said.language)


def _unread(position: str, said: Said) -> str:
    """Return what is wrong with a position that cannot be read; nothing where it can."""
    try:
        parse_position(position)
    except EstranError as error:
        return f"{position}: {_problem(error, said)}"
    return ""


def _taken(entries: tuple[Entry, ...], remarks: tuple[str, ...]) -> Taken:
    first, *others = entries
    kinds = {one.draft.kind for one in others}
    told = [one for one in others if one.draft.kind == CentreTold.kind]
    return Taken(
        status=ENTERED if ReportRead.kind in kinds else NOT_READ,
        number=str(first.draft.body["report"]),
        received=format_instant(first.draft.entered),
        told=tuple(str(one.draft.body["centre"]) for one in told),
        remarks=remarks,
    )
