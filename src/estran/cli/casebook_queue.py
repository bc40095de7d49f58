"""`estran casebook queue`: what waits, and what must be answered."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def show_queue(*, seat: Seat = HERE) -> None:
    """Show what waits: alarms, missed calls, reports without a boat, cases, workload."""
    from estran.cli.printing import print_json, print_page
    from estran.room.pages import queue_sheet
    from estran.room.views import queue

    with seated(seat) as watch:
        look = watch.look()
        if seat.json:
            print_json(queue(look))
        else:
            print_page(queue_sheet(look))
