"""`estran casebook export`: the record, or one case of it, as a file that others can check."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- the command line reads the annotation

from estran.cli.casebook_seat import HERE, Flag, Seat, seated


def export_bundle(
    file: Path, /, *, why: str, case: str = "", texts: Flag = False, seat: Seat = HERE
) -> None:
    """Write the record into a file that estran-verify checks: for a supervisor. This is logged.

    Parameters
    ----------
    file : Path
        Such as night.zip.
    why : str
        To whom it goes and why.
    case : str
        One case only; bodies of others are withheld, and the chain can still be checked.
    texts : bool
        With the private texts that are still held, readable.
    """
    from estran.language.catalogue import say
    from estran.room.exporting import export
    from estran.wiring import write_user_file

    with seated(seat) as watch:
        content = export(watch.desk, watch.by, case=case, texts=texts, why=why)
        write_user_file(file, content)
        text = say(seat.lang, "at_desk.exported", file=file, size=len(content))
        watch.tell(text, {"file": str(file), "bytes": len(content)})
