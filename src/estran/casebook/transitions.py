"""What may follow what, as tables: state and event to the next state. The docs draw these tables.

A pair that stands in no table is refused, and nothing changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from estran.errors import RefusedTransitionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NONE = "none"
STAYS = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of transitions.

    Attributes
    ----------
    subject : str
        Whose states they are: case, hand-over, task, call.
    rows : mapping
        State and event to the next state.
    """

    subject: str
    rows: Mapping[tuple[str, str], str]

    def after(self, state: str, event: str) -> str:
        """Return the state after an event.

        Raises
        ------
        RefusedTransitionError
            Where the table has no such pair; it names what could happen instead.
        """
        if (state, event) in self.rows:
            return self.rows[state, event]
        possible = self.possible(state)
        raise RefusedTransitionError(
            "transition.refused",
            f"This {self.subject} is {state}: {event} does not fit it, and nothing was changed. "
            f"What fits: {', '.join(possible) or 'nothing'}.",
            subject=self.subject,
            state=state,
            event=event,
            possible=", ".join(possible),
        )

    def possible(self, state: str) -> tuple[str, ...]:
        """Return the events that a state knows, in alphabetical order."""
        return tuple(sorted(event for one, event in self.rows if one == state))

    def states(self) -> tuple[str, ...]:
        """Return every state that the table speaks of, in its order."""
        named = [state for state, _ in self.rows] + list(self.rows.values())
        return tuple(dict.fromkeys(named))


def _table(subject: str, *groups: tuple[Iterable[str], Iterable[str], str]) -> Table:
    rows = {
        (state, event): to or state
        for states, events, to in groups
        for event in events
        for state in states
    }
    return Table(subject, MappingProxyType(rows))


WORKED_ON = ("open", "suspended")
ANY = (*WORKED_ON, "closed", "ended")

ALWAYS = (
    *("centre.told", "centre.acknowledged", "reference.given", "fact.recorded", "note.added"),
    *("craft.opened", "likelihood.computed", "link.decided", "link.undone"),
    *("craft.merged", "merge.undone", "craft.split"),
    *("contradiction.settled", "settlement.undone"),
    *("recovery.reported", "recovery.matched", "match.undone"),
    *("persons.accounted", "account.undone", "persons.missing", "outcome.counted"),
    *("assessment.made", "searches.valued", "alarm.answered"),
    *("message.sent", "message.read", "sheet.read"),
    *("hold.placed", "hold.lifted", "text.erased"),
)
"""What can come to any case, also to one that is over: knowledge, counts, the record itself."""

WHILE_WORKED_ON = (
    *("phase.declared", "escort.begun", "trigger.seen", "lead.opened", "lead.closed"),
    *("handover.offered", "handover.accepted", "handover.refused", "handover.withdrawn"),
    *("refusal.reviewed", "relay.sent", "relay.answered", "task.requested", "task.moved"),
    *("osc.named", "medical.advised", "mass_rescue.planned", "safety.named"),
    *("search.done", "daylight.considered", "decision.taken"),
)
"""What is done in a case; one that is over is reopened first, which is always possible."""

CASE = _table(
    "case",
    ((NONE,), ("case.opened",), "open"),
    (ANY, ALWAYS, STAYS),
    (WORKED_ON, WHILE_WORKED_ON, STAYS),
    (WORKED_ON, ("case.closed",), "closed"),
    (WORKED_ON, ("case.suspended",), "suspended"),
    (WORKED_ON, ("case.ended",), "ended"),
    (("suspended",), ("case.resumed",), "open"),
    (("suspended", "closed", "ended"), ("case.reopened",), "open"),
)
HAND_OVER = _table(
    "hand-over",
    ((NONE, "refused"), ("handover.offered",), "offered"),
    (("offered",), ("handover.accepted", "handover.withdrawn"), NONE),
    (("offered",), ("handover.refused",), "refused"),
    ((NONE, "offered", "refused"), ("refusal.reviewed",), STAYS),
    (("refused",), ("handover.accepted", "handover.withdrawn"), NONE),
)
TASK = _table(
    "task",
    ((NONE,), ("task.requested",), "requested"),
    (("requested",), ("acknowledged",), "acknowledged"),
    (("requested", "acknowledged"), ("declined",), "declined"),
    (("requested", "acknowledged"), ("under_way",), "under_way"),
    (("requested", "acknowledged", "under_way"), ("on_scene",), "on_scene"),
    (("requested", "acknowledged", "under_way", "on_scene"), ("released",), "released"),
)
CALL = _table(
    "call",
    ((NONE,), ("call.missed",), "waiting"),
    (("waiting",), ("no_answer",), STAYS),
    (("waiting",), ("reached",), "reached"),
    (("waiting",), ("given_up",), "given_up"),
    (("given_up",), ("reached",), "reached"),
)
TABLES = (CASE, HAND_OVER, TASK, CALL)
