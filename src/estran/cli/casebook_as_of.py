"""`estran casebook as-of`: the case sheet as it was known at a time."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def show_as_of(time: str, case: str, /, *, seat: Seat = HERE) -> None:
    """Show the case sheet as it was known at a time: from what had been entered by then.

    Parameters
    ----------
    time : str
        With its zone, such as 2026-03-14T05:30Z.
    case : str
        Number of the case.
    """
    from estran.cli.printing import print_json, print_page
    from estran.quantities.instants import parse_instant
    from estran.room.as_of import case_as_of
    from estran.room.pages import case_paper_as_of

    moment = parse_instant(time)
    with seated(seat) as watch:
        look = watch.look()
        if seat.json:
            print_json(case_as_of(look, case, at=moment))
        else:
            print_page(case_paper_as_of(look, case, at=moment))
