"""`estran casebook task`: ask a unit to do something."""

from __future__ import annotations

from typing import Literal

from estran.cli.casebook_seat import HERE, Seat, seated


def task_unit(
    case: str,
    unit: str,
    /,
    *,
    medium: Literal["surface", "air", "land"] = "surface",
    purpose: str = "rescue",
    capacity: int | None = None,
    seat: Seat = HERE,
) -> None:
    """Ask a unit to do something: afloat, in the air or on land. Later moves: enter task.moved.

    Parameters
    ----------
    case : str
        Number of the case.
    unit : str
        Name or call sign of the unit; never of a person.
    medium : str
        surface, air or land.
    purpose : str
        What it is asked to do.
    capacity : int
        Survivors it can take; unknown where absent.
    """
    given = {"unit": unit, "medium": medium, "purpose": purpose, "capacity": capacity}
    with seated(seat) as watch:
        watch.enter("task.requested", given, case=case)
