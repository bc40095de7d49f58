"""Use case: keep the signatures that other parties have put under a checkpoint of this casebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.errors import CasebookError
from estran.room.exporting import countersign_checkpoint
from estran.room.roles import require

if TYPE_CHECKING:
    from estran.casebook.event import Author
    from estran.casebook.store import Checkpoint
    from estran.room.desk import Desk


def keep_signatures(desk: Desk, by: Author, note: Checkpoint) -> int:
    """Keep the signatures of a signed checkpoint that are not kept yet; return how many.

    Parameters
    ----------
    desk : Desk
        Of the casebook that made the checkpoint.
    by : Author
        The other party.
    note : Checkpoint
        As it came back, with their lines under it.

    Raises
    ------
    CasebookError
        Where there is no such checkpoint here, or they have signed another text.
    """
    require(by.role, "countersign")
    own = next((one for one in desk.ports.store.checkpoints() if one.seq == note.seq), None)
    if own is not None and own.text != note.text:
        raise CasebookError(
            "checkpoint.differs",
            f"What was signed is not this casebook's checkpoint of {note.seq} entries: length, "
            "head or time differ. Keep both, and run estran-verify on an export.",
            seq=note.seq,
        )
    new = [one for one in note.signatures if own is None or one not in own.signatures]
    for line in new:
        countersign_checkpoint(desk, by, line, seq=note.seq)
    return len(new)
