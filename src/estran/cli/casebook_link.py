"""`estran casebook link`: a person says whether a report speaks of a boat, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cyclopts import Parameter

from estran.cli.casebook_seat import HERE, Flag, Seat, seated


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Decided:
    """What a person decides.

    Attributes
    ----------
    same : bool
        It is the same boat.
    not_same : bool
        It is another.
    undecided : bool
        Nobody can tell yet.
    """

    same: Flag = False
    not_same: Flag = False
    undecided: Flag = False


def link(
    report: str,
    craft: str,
    /,
    *,
    decided: Decided = Decided(),
    why: str,
    seat: Seat = HERE,
) -> None:
    """Decide whether a report speaks of a boat. Compare first; a link can be undone later.

    Parameters
    ----------
    report : str
        Number of the report.
    craft : str
        Number of the boat, such as B-0001.
    why : str
        On what evidence. It stands in the record for ever: no names, no numbers to call.
    """
    given = {"report": report, "craft": craft, "decision": _word(decided), "why": why}
    with seated(seat) as watch:
        watch.enter("link.decided", given)


def _word(decided: Decided) -> Literal["same", "not_same", "undecided"]:
    from estran.errors import InputError

    if decided.same + decided.not_same + decided.undecided != 1:
        raise InputError("link.one_of", "Give one of --same, --not-same and --undecided.")
    if decided.undecided:
        return "undecided"
    return "same" if decided.same else "not_same"
