"""`estran casebook email`: a text of your own to somebody, kept with the case."""

from __future__ import annotations

import sys

from estran.cli.casebook_seat import HERE, Seat, Texts, seated


def write_email(case: str, text: str = "-", /, *, to: Texts = None, seat: Seat = HERE) -> None:
    """Keep the text of an e-mail with the case, under its watermark. Estran sends nothing itself.

    Parameters
    ----------
    case : str
        Number of the case.
    text : str
        The text; - reads it from standard input.
    to : list of str
        Whom it goes to: a centre or a unit, never a person's name or address; may be repeated.
    """
    from estran.cli.casebook_message import write
    from estran.room.messages import Wanted

    said = sys.stdin.read() if text == "-" else text
    wanted = Wanted(form="email", to=tuple(to or ()), language=seat.lang, text=said)
    with seated(seat) as watch:
        write(watch, case, wanted)
