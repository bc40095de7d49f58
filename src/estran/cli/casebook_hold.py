"""`estran casebook hold`: keep everything of a case from being erased, or let go of it."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def hold_case(case: str, /, *, ground: str, lift: str | None = None, seat: Seat = HERE) -> None:
    """Place a legal hold, or lift one: nothing of the case is erased while it stands.

    Parameters
    ----------
    case : str
        Number of the case.
    ground : str
        For whom and why, such as an inquiry.
    lift : str
        Number of the hold that is lifted, such as H-0001-1.
    """
    with seated(seat) as watch:
        if lift is None:
            watch.enter("hold.placed", {"ground": ground}, case=case)
        else:
            watch.enter("hold.lifted", {"hold": lift, "ground": ground}, case=case)
