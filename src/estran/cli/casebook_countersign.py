"""`estran casebook countersign`: a second signature under a checkpoint, by another party."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- the command line reads the annotation

from estran.cli.casebook_seat import HERE, Seat, seated


def countersign_note(note: Path, /, *, out: Path | None = None, seat: Seat = HERE) -> None:
    """Sign another party's checkpoint, or keep their signature under one of this casebook.

    With --out the checkpoint is signed by your centre and written there, to be sent back. Without,
    the file is a checkpoint of this casebook that another party signed, and its signatures are
    kept: as partner_centre.

    Parameters
    ----------
    note : Path
        The checkpoint.
    out : Path
        Where the signed checkpoint is written.
    """
    from estran.casebook.checkpoint import format_note, parse_note
    from estran.language.catalogue import say
    from estran.room.countersigning import keep_signatures
    from estran.room.exporting import countersigned_by
    from estran.wiring import read_user_text, write_user_file

    found = parse_note(read_user_text(note))
    with seated(seat, signs_only=True) as watch:
        if out is not None:
            write_user_file(out, format_note(countersigned_by(watch.desk, found)).encode())
            watch.tell(say(seat.lang, "run.file_written", path=out), {"written": str(out)})
            return
        count = keep_signatures(watch.desk, watch.by, found)
        text = say(seat.lang, "at_desk.countersigned", count=count, seq=found.seq)
        watch.tell(text, {"signatures": count, "entries": found.seq})
