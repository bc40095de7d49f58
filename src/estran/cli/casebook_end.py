"""`estran casebook end`: a supervisor ends a case against what the record shows, in writing."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def end_case(case: str, /, *, why: str, at: str | None = None, seat: Seat = HERE) -> None:
    """End a case that cannot be closed by evidence: for a supervisor, with a written reason.

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
        watch.enter("case.ended", given, case=case, at=at)
