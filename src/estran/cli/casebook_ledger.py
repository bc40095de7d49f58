"""`estran casebook ledger`: the open ledger of deaths and near misses, coarse and late."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def show_ledger(*, seat: Seat = HERE) -> None:
    """Print the open ledger as CSV, or JSON: of cases that are over for thirty days or more."""
    from estran.cli.printing import print_text
    from estran.exchange.ledger import ledger_csv, ledger_json
    from estran.room.pages import ledger

    with seated(seat) as watch:
        look = watch.look()
        rows = ledger(look)
        print_text(ledger_json(rows, now=look.now) if seat.json else ledger_csv(rows))
