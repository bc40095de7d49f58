"""`estran casebook verify`: walk the whole chain, and say that it holds, or where it breaks."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def verify_chain(*, seat: Seat = HERE) -> None:
    """Walk the whole chain of the record. The other side runs estran-verify on an export."""
    from estran.language.catalogue import say
    from estran.room.exporting import verify

    with seated(seat) as watch:
        head = verify(watch.desk, watch.by)
        text = say(seat.lang, "at_desk.verified", count=head.seq, head=head.hash)
        watch.tell(text, {"entries": head.seq, "head": head.hash})
