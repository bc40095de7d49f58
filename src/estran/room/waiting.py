"""Use case: what waiting may cost the people of a boat, and whether what is tasked takes all.

It informs. It never says that waiting is acceptable, and the sentence it comes with says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.assess.waiting_answer import WaitingAnswer, waiting_answer
from estran.quantities.instants import format_instant
from estran.room.assessing import Asked, at_sea, craft_of, inputs_of
from estran.room.roles import require
from estran.room.sea import read_back
from estran.room.visibility import require_case

if TYPE_CHECKING:
    from estran.assess.answer_words import Language
    from estran.casebook.event import Author
    from estran.room.desk import Desk

IDLE = ("declined", "released")


def waiting(desk: Desk, by: Author, asked: Asked, *, language: Language = "en") -> WaitingAnswer:
    """Return what each delay may cost from now on, and places tasked against people.

    Raises
    ------
    CasebookError
        Where the boat has no position that can be used.
    """
    require(by.role, "read_case")
    book = desk.book()
    case = require_case(book, by, asked.case)
    craft = craft_of(book, case, asked.craft)
    inputs, files = at_sea(desk, inputs_of(book, case, craft, asked, watermark=desk.watermark))
    tasked = [one for one in case.tasks.values() if one.state not in IDLE]
    return waiting_answer(
        inputs.report,
        now=format_instant(desk.now()),
        capacities=[one.asked.capacity for one in tasked],
        sea=read_back(inputs.sea, files),
        language=language,
    )
