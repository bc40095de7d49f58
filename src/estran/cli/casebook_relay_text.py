"""`estran casebook relay-text`: the Mayday relay, to be read out; kept as sent with --to."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Flag, Seat, Texts, seated


def write_relay(case: str, /, *, to: Texts = None, spoken: Flag = False, seat: Seat = HERE) -> None:
    """Write the text of a Mayday relay. With --to it is kept as sent; without, it is a draft.

    That it went out, and which ships near it owe an answer: `estran casebook enter relay.sent`.

    Parameters
    ----------
    case : str
        Number of the case.
    to : list of str
        Whom it goes to, such as all-stations; may be repeated.
    spoken : bool
        Figures as they are spoken.
    """
    from estran.cli.casebook_message import write
    from estran.room.messages import Wanted

    wanted = Wanted(form="mayday_relay", to=tuple(to or ()), language=seat.lang, spoken=spoken)
    with seated(seat) as watch:
        write(watch, case, wanted)
