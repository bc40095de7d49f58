"""`estran casebook close`: close a case by evidence; no clock closes it."""

from __future__ import annotations

from typing import Literal

from estran.cli.casebook_seat import HERE, Seat, seated


def close_case(
    case: str,
    /,
    *,
    ground: Literal["found", "exhausted", "merged"],
    why: str,
    at: str | None = None,
    seat: Seat = HERE,
) -> None:
    """Close a case: everybody found, or every measure exhausted, or a double. See may-close.

    Parameters
    ----------
    case : str
        Number of the case.
    ground : str
        found, exhausted or merged.
    why : str
        On what evidence; it stands in the record for ever.
    at : str
        When it was true, with its zone; now where absent.
    """
    given = {"ground": ground, "why": why}
    with seated(seat) as watch:
        watch.enter("case.closed", given, case=case, at=at)
