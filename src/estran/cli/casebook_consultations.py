"""`estran casebook consultations`: who read or handed out what, when and why."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def show_consultations(*, seat: Seat = HERE) -> None:
    """List who read private texts, or handed a part of the record out: for a supervisor."""
    from estran.language.catalogue import say
    from estran.room.views import consultations

    with seated(seat) as watch:
        found = consultations(watch.look())
        rows = [say(seat.lang, "at_desk.consulted", **one) for one in found]
        watch.tell("\n".join(rows) or say(seat.lang, "at_desk.nobody_looked"), found)
