"""`estran casebook report`: take a report in; say at once whether it is stored."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from estran.casebook.bodies.parts import Channel, Engine, Source  # noqa: TC001 -- as above
from estran.cli.casebook_seat import HERE, Seat, Texts, seated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.room.take_in import Said, Taken

Text = Annotated[str | None, Parameter(allow_leading_hyphen=True)]


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Heard:
    """What somebody says. Everything may be left out, and is then unknown.

    Attributes
    ----------
    channel : str
        How it came: call, message, email, form, vhf, ais, sart, patrol, drone, aircraft, ship,
        unit or centre.
    source : str
        Through whom: caller, ngo, volunteer, resident, ship, centre, patrol, aircraft, drone,
        semaphore, radar; unknown counts as a call for help.
    at : str
        When it was said, with its zone; now where absent.
    position : list of str
        Position with hemispheres, or a map link; may be repeated where several compete.
    position_accuracy_m : float
        Error of the position [m], one standard deviation per axis, where it is known.
    persons : str
        People aboard: 47, 40-60, "about 60".
    colour : str
        Of the hull, as said.
    engine : str
        running, stopped, none or unknown.
    field : list of str
        More of a report file, as key=value: state=adrift, wind="SW 8 kn"; may be repeated.
    fact : list of str
        A fact and its value, such as taking_water=yes; may be repeated.
    reference : str
        The sender's own number for it.
    text : str
        What was said, in full; - reads it from standard input. Kept apart, erased by law later.
    phone : str
        A number to call back on. Only a keyed mark of it is kept: write it down for the call.
    """

    channel: Channel = "call"
    source: Source = "unknown"
    at: Text = None
    position: Texts = None
    position_accuracy_m: float | None = None
    persons: Text = None
    colour: str = ""
    engine: Engine = "unknown"
    field: Texts = None
    fact: Texts = None
    reference: str = ""
    text: Annotated[str, Parameter(allow_leading_hyphen=True)] = ""
    phone: str = ""


def report(
    *,
    heard: Heard = Heard(),
    mail: Path | None = None,
    shared: Annotated[list[Literal["Gris-Nez", "Dover"]] | None, Parameter(negative="")] = None,
    seat: Seat = HERE,
) -> None:
    """Take in a report. It is stored when a number is printed, and not before.

    Parameters
    ----------
    mail : Path
        The report as an e-mail form, filled in; - reads it from standard input. See
        `estran casebook mail-form`. The other options of a report are then left aside.
    shared : list of str
        A centre that reads this casebook too, and is told by it; may be repeated.
    """
    from estran.errors import EstranError
    from estran.language.catalogue import say
    from estran.room.take_in import take_in

    try:
        said = _said(heard, mail)
        with seated(seat) as watch:
            said = replace(said, language=seat.lang)
            told = tuple(shared or ())
            taken = take_in(watch.desk, watch.by, said, shared=told, read=mail is None)
            watch.tell(_words(taken, seat, watch.desk.watermark), taken)
    except EstranError:
        print(say(seat.lang, "receipt.not_received"), file=sys.stderr)
        raise


def _said(heard: Heard, mail: Path | None) -> Said:
    from estran.room.mail import said_in_mail
    from estran.room.take_in import Said

    if mail is not None:
        return said_in_mail(_read(str(mail)))
    return Said(
        channel=heard.channel,
        source=heard.source,
        at=heard.at,
        positions=tuple(heard.position or ()),
        position_accuracy_m=heard.position_accuracy_m,
        persons=heard.persons,
        colour=heard.colour,
        engine=heard.engine,
        fields=_pairs("--field", heard.field),
        facts=_pairs("--fact", heard.fact),
        reference=heard.reference,
        text=_read("-") if heard.text == "-" else heard.text,
        phone=heard.phone,
    )


def _read(where: str) -> str:
    """Return a text; what is no UTF-8 is read as Latin-1: no report is lost by its letters."""
    from pathlib import Path

    from estran.wiring import read_user_bytes

    content = sys.stdin.buffer.read() if where == "-" else read_user_bytes(Path(where))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _pairs(option: str, rows: list[str] | None) -> Mapping[str, str]:
    from estran.errors import InputError

    found = [row.partition("=") for row in rows or ()]
    for name, sign, value in found:
        if not (name.strip() and sign and value.strip()):
            raise InputError(
                "casebook.pair",
                f"{option}: {name!r} is not key=value, such as taking_water=yes.",
                option=option,
                said=name,
            )
    return {name.strip(): value.strip() for name, _, value in found}


def _words(taken: Taken, seat: Seat, mark: str) -> str:
    from estran.exchange.acknowledgement import acknowledgement_text
    from estran.exchange.case_view import watermark
    from estran.language.catalogue import say
    from estran.quantities.instants import parse_instant
    from estran.room.take_in import NOT_READ

    time = parse_instant(taken.received)
    said = acknowledgement_text(
        taken.number,
        time=time,
        taken_by=seat.centre,
        language=seat.lang,
        read={seat.centre: time} if taken.status != NOT_READ else {},
    )
    rows = [say(seat.lang, "at_desk.remark", text=one) for one in taken.remarks]
    marks = [watermark(mark, seat.lang)] if mark else []
    return "\n".join([*marks, said.rstrip("\n"), *rows])
