"""`estran casebook receipt`: a signed receipt of a report, for whoever reported."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- the command line reads the annotation

from estran.cli.casebook_seat import HERE, Seat, seated


def give_receipt(report: str, /, *, out: Path | None = None, seat: Seat = HERE) -> None:
    """Give a signed receipt of a report: what was received, when, by whom, tasked or not.

    Parameters
    ----------
    report : str
        Number of the report.
    out : Path
        Write what is signed into this file, byte for byte; printed where absent.
    """
    from estran.language.catalogue import say
    from estran.room.receipts import receipt
    from estran.wiring import write_user_file

    with seated(seat) as watch:
        made = receipt(watch.desk, watch.by, report)
    if out is not None:
        write_user_file(out, made.payload.encode())
    shown = made.payload.rstrip() if out is None else say(seat.lang, "run.file_written", path=out)
    signed = say(seat.lang, "at_desk.signed", signature=made.signature, key=made.key)
    watch.tell(f"{shown}\n\n{signed}", made)
