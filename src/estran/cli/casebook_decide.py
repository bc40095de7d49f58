"""`estran casebook decide`: an option chosen or refused, with the card as it was, and why."""

from __future__ import annotations

from typing import Literal

from estran.cli.casebook_seat import HERE, Seat, seated


def decide(
    case: str,
    option: str,
    choice: Literal["chosen", "refused"],
    /,
    *,
    why: str,
    force: str | None = None,
    seat: Seat = HERE,
) -> None:
    """Decide on an option, also against the advice; the record keeps the card as it was.

    Parameters
    ----------
    case : str
        Number of the case.
    option : str
        Id of the option, such as I6.
    choice : str
        chosen or refused.
    why : str
        Why; it stands in the record for ever.
    force : str
        Where force is used: its fields as JSON, such as {"means": "...", "ground": "...", ...}.
    """
    from estran.room.typed_fields import typed_fields

    given = {"option": option, "choice": choice, "why": why}
    if force is not None:
        given |= typed_fields("decision.taken", [f"force={force}"])
    with seated(seat) as watch:
        watch.enter("decision.taken", given, case=case)
