"""`estran casebook may-close`: what must be so before a case is closed, and whether it is."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def gates_of(case: str, /, *, seat: Seat = HERE) -> None:
    """Show what must be so before a case is closed, by each ground. No clock closes a case.

    Parameters
    ----------
    case : str
        Number of the case.
    """
    from estran.language.catalogue import say
    from estran.room.pages import gates_said
    from estran.room.views import may_close

    with seated(seat) as watch:
        look = watch.look()
        rows: list[str] = []
        for ground, texts in gates_said(look, case).items():
            rows += [say(seat.lang, f"at_desk.ground_{ground}"), *(f"  {one}" for one in texts), ""]
        rows.append(say(seat.lang, "at_desk.otherwise"))
        watch.tell("\n".join(rows), may_close(look, case))
