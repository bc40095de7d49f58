"""`estran casebook reopen`: reopen a case that is over, or suspended; always possible."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def reopen_case(case: str, /, *, why: str, at: str | None = None, seat: Seat = HERE) -> None:
    """Reopen a case. This is always possible.

    Parameters
    ----------
    case : str
        Number of the case.
    why : str
        Why; it stands in the record for ever.
    at : str
        When it was true, with its zone; now where absent.
    """
    given = {"why": why}
    with seated(seat) as watch:
        watch.enter("case.reopened", given, case=case, at=at)
