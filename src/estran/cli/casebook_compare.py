"""`estran casebook compare`: whether a report may speak of a known boat, evidence against first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.cli.casebook_seat import HERE, Seat, seated

if TYPE_CHECKING:
    from estran.assess.likeness_answer import Likeness


def compare(report: str, /, *, seat: Seat = HERE) -> None:
    """Compute how well a report fits each boat of the open cases, and log it. A person decides.

    Parameters
    ----------
    report : str
        Number of the report.
    """
    from estran.language.catalogue import say
    from estran.room.casework import likelihoods

    with seated(seat) as watch:
        found = likelihoods(watch.desk, watch.by, report, language=seat.lang)
        rows = [_words(one) for one in found] or [say(seat.lang, "at_desk.no_boat")]
        end = [say(seat.lang, "at_desk.you_decide")] if found else []
        watch.tell("\n\n".join([*rows, *end]), found)


def _words(one: Likeness) -> str:
    name = f'{one.craft} "{one.label}"' if one.label else one.craft
    return "\n".join([f"{name}  {one.text}", *(f"  {part.text}" for part in one.parts)])
