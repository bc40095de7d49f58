"""`estran casebook handover-text`: the hand-over message; kept as sent with --to."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, Texts, seated


def write_handover(case: str, /, *, to: Texts = None, seat: Seat = HERE) -> None:
    """Write the hand-over message. With --to it is kept as sent; without, it is a draft.

    Parameters
    ----------
    case : str
        Number of the case.
    to : list of str
        Centre it goes to; may be repeated.
    """
    from estran.cli.casebook_message import write
    from estran.room.messages import Wanted

    wanted = Wanted(form="handover", to=tuple(to or ()), language=seat.lang)
    with seated(seat) as watch:
        write(watch, case, wanted)
