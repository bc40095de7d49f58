"""`estran casebook accept`: accept a case that was offered."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def accept_case(
    case: str,
    /,
    *,
    reference: str = "",
    heard: str = "",
    from_centre: str | None = None,
    at: str | None = None,
    seat: Seat = HERE,
) -> None:
    """Accept a case that was offered: from now on that centre has it and acts.

    Parameters
    ----------
    case : str
        Number of the case.
    reference : str
        The accepting centre's own number for it.
    heard : str
        How it was said, such as telephone, where the other centre does not enter it itself;
        then say which, by --from-centre.
    from_centre : str
        Which centre accepts; yours where absent.
    at : str
        When it was true, with its zone; now where absent.
    """
    given = {"centre": from_centre, "reference": reference, "heard": heard}
    with seated(seat) as watch:
        watch.hand_over("handover.accepted", given, case=case, at=at)
