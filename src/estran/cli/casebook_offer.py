"""`estran casebook offer`: offer a case to another centre, and act until it accepts."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def offer_case(
    case: str, /, *, to: str, why: str, at: str | None = None, seat: Seat = HERE
) -> None:
    """Offer a case to another centre. Yours has it and acts until that one accepts.

    Parameters
    ----------
    case : str
        Number of the case.
    to : str
        The centre: Gris-Nez, Dover or Oostende.
    why : str
        Why; it stands in the record for ever.
    at : str
        When it was true, with its zone; now where absent.
    """
    given = {"to": to, "why": why}
    with seated(seat) as watch:
        watch.hand_over("handover.offered", given, case=case, at=at)
