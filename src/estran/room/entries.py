"""What a person may enter by itself: kinds of event, who may, and what the room fills in.

Kinds that are missing here are written by use cases of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.room.roles import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Entering:
    """How one kind is entered.

    Attributes
    ----------
    action : str
        What a role must be allowed.
    numbered : str
        Field that the room numbers; empty where there is none.
    letter : str
        Of that number.
    own_centre : bool
        Whether `centre` is that of whoever enters it, where nobody says.
    derived : tuple of str
        Fields that the room works out, and nobody types.
    of_case : bool
        Whether it belongs to a case that must be named.
    """

    action: Action
    numbered: str = ""
    letter: str = ""
    own_centre: bool = False
    derived: tuple[str, ...] = ()
    of_case: bool = True


def _one(action: Action, numbered: str = "", letter: str = "") -> Entering:
    return Entering(action=action, numbered=numbered, letter=letter)


ENTRIES: Mapping[str, Entering] = MappingProxyType(
    {
        "report.read": Entering(action="acknowledge", own_centre=True, of_case=False),
        "report.set_aside": Entering(action="link", of_case=False),
        "position.chosen": Entering(action="link", of_case=False),
        "persons.contradicted": Entering(action="link", of_case=False),
        "persons.restored": Entering(action="link", of_case=False),
        "centre.told": Entering(action="tell_centre", of_case=False),
        "centre.acknowledged": Entering(action="acknowledge", own_centre=True, of_case=False),
        "call.returned": Entering(action="acknowledge", of_case=False),
        "craft.opened": _one("link", "craft", "B"),
        "link.decided": _one("link"),
        "link.undone": _one("link"),
        "craft.merged": _one("link"),
        "merge.undone": _one("link"),
        "craft.split": _one("link", "new", "B"),
        "recovery.reported": _one("run_case", "recovery", "V"),
        "recovery.matched": _one("link"),
        "match.undone": _one("link"),
        "persons.accounted": _one("link"),
        "account.undone": _one("link"),
        "persons.missing": _one("link"),
        "contradiction.settled": _one("link"),
        "settlement.undone": _one("link"),
        "phase.declared": Entering(action="run_case", own_centre=True, derived=("indicated",)),
        "reference.given": Entering(action="run_case", own_centre=True),
        "handover.offered": _one("hand_over"),
        "handover.accepted": Entering(action="accept_hand_over", own_centre=True),
        "handover.refused": Entering(action="accept_hand_over", own_centre=True),
        "handover.withdrawn": _one("hand_over"),
        "refusal.reviewed": Entering(action="end_by_supervisor", own_centre=True),
        "fact.recorded": _one("run_case"),
        "note.added": _one("run_case"),
        "lead.opened": _one("run_case", "lead", "L"),
        "lead.closed": _one("run_case"),
        "escort.begun": _one("run_case"),
        "trigger.seen": _one("run_case"),
        "alarm.answered": _one("run_case"),
        "outcome.counted": _one("run_case"),
        "relay.sent": _one("task", "relay", "Y"),
        "relay.answered": _one("task"),
        "task.requested": _one("task", "task", "T"),
        "task.moved": _one("task"),
        "sheet.read": Entering(action="acknowledge", derived=("seq",)),
        "osc.named": _one("task"),
        "medical.advised": _one("run_case"),
        "mass_rescue.planned": _one("task"),
        "safety.named": _one("task"),
        "search.done": _one("search", "search", "S"),
        "daylight.considered": _one("search"),
        "decision.taken": Entering(
            action="decide",
            numbered="decision",
            letter="D",
            derived=("verdict", "against_advice", "card", "available"),
        ),
        "message.read": _one("acknowledge"),
        "watch.relieved": Entering(
            action="relieve_watch", own_centre=True, derived=("cases",), of_case=False
        ),
        "surveillance.stated": Entering(action="run_case", of_case=False),
        "case.closed": _one("close"),
        "case.suspended": _one("suspend"),
        "case.resumed": _one("reopen"),
        "case.ended": Entering(action="end_by_supervisor", derived=("left",)),
        "case.reopened": _one("reopen"),
        "hold.placed": _one("hold", "hold", "H"),
        "hold.lifted": _one("hold"),
    }
)
