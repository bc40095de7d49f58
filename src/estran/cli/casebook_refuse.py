"""`estran casebook refuse`: refuse a case that was offered, with a reason."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def refuse_case(
    case: str,
    /,
    *,
    why: str,
    heard: str = "",
    from_centre: str | None = None,
    at: str | None = None,
    seat: Seat = HERE,
) -> None:
    """Refuse a case that was offered. Both supervisors are to settle it; its owner goes on acting.

    Parameters
    ----------
    case : str
        Number of the case.
    why : str
        Why; it stands in the record for ever.
    heard : str
        How it was said, such as telephone, where the other centre does not enter it itself.
    from_centre : str
        Which centre refuses; yours where absent.
    at : str
        When it was true, with its zone; now where absent.
    """
    given = {"centre": from_centre, "why": why, "heard": heard}
    with seated(seat) as watch:
        watch.hand_over("handover.refused", given, case=case, at=at)
