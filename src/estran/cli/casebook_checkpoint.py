"""`estran casebook checkpoint`: sign how long the record is, for others to keep."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 -- the command line reads the annotation

from estran.cli.casebook_seat import HERE, Seat, seated


def sign(*, out: Path | None = None, seat: Seat = HERE) -> None:
    """Sign how long the record is and what its head is: for a supervisor. Give it to others.

    Parameters
    ----------
    out : Path
        Write it into this file; printed where absent.
    """
    from estran.casebook.checkpoint import format_note
    from estran.cli.printing import print_json, print_text
    from estran.language.catalogue import say
    from estran.room.exporting import sign_checkpoint
    from estran.wiring import write_user_file

    with seated(seat) as watch:
        made = sign_checkpoint(watch.desk, watch.by)
        note = format_note(made)
        if seat.json:
            print_json({"entries": made.seq, "note": note})
        elif out is None:
            print_text(note)
        if out is not None:
            write_user_file(out, note.encode())
            print(say(seat.lang, "run.file_written", path=out), file=sys.stderr)
