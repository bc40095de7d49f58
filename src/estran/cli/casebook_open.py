"""`estran casebook open`: a new casebook with keys of its own, live or marked for good."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Flag, Seat, seated


def open_casebook(*, exercise: Flag = False, replay: str | None = None, seat: Seat = HERE) -> None:
    """Make a casebook. Its mark stands on everything that leaves it, and cannot be taken off.

    Parameters
    ----------
    exercise : bool
        No real boats: marked EXERCISE, and time may be set by --now.
    replay : str
        A historic case, such as 2021-11-24: marked REPLAY. See `estran replay list`.
    """
    from estran.language.catalogue import say

    with seated(seat, watermark=_mark(exercise=exercise, replay=replay), new=True) as watch:
        identity = watch.desk.ports.store.identity()
        key = "at_desk.opened_marked" if identity.watermark else "at_desk.opened"
        text = say(seat.lang, key, where=seat.casebook, mark=identity.watermark)
        watch.tell(
            text,
            {
                "casebook": identity.casebook,
                "opened": identity.opened,
                "watermark": identity.watermark,
            },
        )


def _mark(*, exercise: bool, replay: str | None) -> str:
    from estran.errors import InputError
    from estran.room.replay_keys import watermark_of
    from estran.room.replaying import known_by

    if exercise and replay is not None:
        raise InputError("casebook.two_marks", "Give --exercise or --replay, not both.")
    if replay is not None:
        known_by(replay)
        return watermark_of(replay)
    return "EXERCISE" if exercise else ""
