"""`estran casebook missed-call`: a call that nobody answered, into the queue."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def missed_call(*, phone: str = "", at: str | None = None, seat: Seat = HERE) -> None:
    """Put a missed call into the queue; it waits there until it is returned.

    Parameters
    ----------
    phone : str
        The number that called. Only a keyed mark of it is kept: write it down for the call.
    at : str
        When, with its zone; now where absent.
    """
    from estran.language.catalogue import say
    from estran.room.take_in import miss_call

    with seated(seat) as watch:
        number = miss_call(watch.desk, watch.by, phone=phone, at=at)
        watch.tell(say(seat.lang, "at_desk.missed", call=number), {"call": number})
