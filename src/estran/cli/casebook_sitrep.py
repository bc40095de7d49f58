"""`estran casebook sitrep`: the situation report by letters; kept as sent with --to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cyclopts import Parameter

from estran.cli.casebook_seat import HERE, Flag, Seat, Texts, seated


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Sheet:
    """How it is written.

    Attributes
    ----------
    priority : str
        distress, urgency, safety or routine.
    short : bool
        Only the letters of the short form, for a poor link.
    telex : bool
        In capitals without accents.
    """

    priority: Literal["distress", "urgency", "safety", "routine"] = "distress"
    short: Flag = False
    telex: Flag = False


def write_sitrep(
    case: str, /, *, to: Texts = None, sheet: Sheet = Sheet(), seat: Seat = HERE
) -> None:
    """Write a SITREP. With --to it is numbered and kept as sent; without, it is a draft.

    Parameters
    ----------
    case : str
        Number of the case.
    to : list of str
        Centre or unit it goes to; may be repeated.
    """
    from estran.cli.casebook_message import write
    from estran.room.messages import Wanted

    wanted = Wanted(form="sitrep", to=tuple(to or ()), language=seat.lang, **vars(sheet))
    with seated(seat) as watch:
        write(watch, case, wanted)
