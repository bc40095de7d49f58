"""`estran casebook show`: the case sheet."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def show_case(case: str, /, *, seat: Seat = HERE) -> None:
    """Show the case sheet as it is known now.

    Parameters
    ----------
    case : str
        Number of the case, such as C-0001.
    """
    from estran.cli.printing import print_json, print_page
    from estran.room.pages import case_paper
    from estran.room.views import case_sheet

    with seated(seat) as watch:
        look = watch.look()
        if seat.json:
            print_json(case_sheet(look, case))
        else:
            print_page(case_paper(look, case))
