"""`estran casebook waiting`: what waiting may cost the people of a boat. Never a reason to wait."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated
from estran.cli.sea_taken import AS_KEPT, SeaTaken, take_sea


def show_waiting(
    case: str, /, *, craft: str = "", taken: SeaTaken = AS_KEPT, seat: Seat = HERE
) -> None:
    """Show what each delay may cost from now on, and whether what is tasked has room for all.

    Parameters
    ----------
    case : str
        Number of the case.
    craft : str
        Number of the boat, where the case has several.
    """
    from estran.room.assessing import Asked
    from estran.room.waiting import waiting

    with seated(seat) as watch:
        take_sea(watch.desk, taken)
        asked = Asked(case=case, craft=craft)
        found = waiting(watch.desk, watch.by, asked, language=seat.lang)
        rows = [found.text, *(f"- {row.text}" for row in found.rows), found.room_text]
        watch.tell("\n".join(rows), found)
