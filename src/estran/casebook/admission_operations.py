"""What must be so before tasks, relays, searches, decisions, messages, erasures are entered.

A guard-rail: no control option is chosen in a case that began with a call for help.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from estran.casebook import numbers
from estran.casebook.admission_reports import (
    Question,
    misfit,
    require_count,
    require_home,
    require_number,
    require_own,
)
from estran.casebook.private_texts import held_texts
from estran.casebook.transitions import TASK
from estran.errors import CasebookError
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from estran.casebook.bodies import keeping
    from estran.casebook.bodies import operations as said
    from estran.casebook.kinds import Body
    from estran.casebook.records import CaseRecord

CONTROL = frozenset({"I7", "I8", "I9", "I10", "I11", "I11a", "I11b", "I12", "I13", "I14"})
RESCUE = frozenset({"I0", "I1", "I2", "I3", "I4", "I5", "I6"})
FORCEFUL = frozenset({"I9", "I10", "I11b", "I12", "I14"})
"""Control options that are a use of force on a boat, whatever else is done."""
CORNERS = 3
AN_HOUR, HALF_A_DAY = timedelta(hours=1), timedelta(hours=12)


def _case(question: Question) -> CaseRecord:
    return question.book.case(question.draft.case)


def _relay(question: Question, body: said.RelaySent) -> None:
    require_number(body.relay, numbers.next_of_case(_case(question), "Y"))


def _relay_answered(question: Question, body: said.RelayAnswered) -> None:
    if body.relay not in _case(question).relays:
        raise misfit(
            f"There is no relay {body.relay} in this case.", "relay.none", relay=body.relay
        )


def _asked(question: Question, body: said.TaskRequested) -> None:
    require_number(body.task, numbers.next_of_case(_case(question), "T"))
    require_count("capacity", body.capacity)


def _moved(question: Question, body: said.TaskMoved) -> None:
    task = _case(question).tasks.get(body.task)
    if task is None:
        raise misfit(f"There is no task {body.task} in this case.", "task.none", task=body.task)
    TASK.after(task.state, body.to)
    if body.to == "declined" and not body.why.strip():
        raise CasebookError(
            "record.reason_missing",
            "task.moved: a unit that declines says why.",
            kind=body.kind,
        )


def _mass(_: Question, body: said.MassRescuePlanned) -> None:
    require_count("mass_rescue", body.persons_high, body.places)


def _search(question: Question, body: said.SearchDone) -> None:
    require_number(body.search, numbers.next_of_case(_case(question), "S"))
    if body.end <= body.start or len(body.corners) < CORNERS:
        raise CasebookError(
            "search.shape",
            f"{body.search}: a search ends after it begins, and its area has at least three "
            "corners.",
            search=body.search,
        )
    if body.end > question.draft.entered:
        raise CasebookError(
            "search.not_done",
            f"{body.search} ends at {body.end.isoformat()}, which lies ahead: enter it when it is "
            "done.",
            search=body.search,
            end=body.end.isoformat(),
        )


def _daylight(question: Question, body: said.DaylightConsidered) -> None:
    if body.next_daylight <= question.draft.entered:
        raise CasebookError(
            "daylight.past",
            f"{body.next_daylight.isoformat()} is past. The next daylight lies ahead; while it is "
            "light, that is the next dawn.",
            time=body.next_daylight.isoformat(),
        )
    expected, slack = _expected_daylight(question)
    if abs(body.next_daylight - expected) > slack:
        raise CasebookError(
            "daylight.other",
            f"The next daylight is expected at {format_instant(expected)}, not at "
            f"{format_instant(body.next_daylight)}.",
            expected=format_instant(expected),
            given=format_instant(body.next_daylight),
        )


def _expected_daylight(question: Question) -> tuple[datetime, timedelta]:
    """Return the next daylight by the newest assessment; where none knows it, within a day."""
    now = question.draft.entered
    made = [one.next_daylight for _, one in _case(question).assessments]
    ahead = [one for one in made if one is not None and one > now]
    return (ahead[-1], AN_HOUR) if ahead else (now + HALF_A_DAY, HALF_A_DAY)


def _valued(question: Question, body: said.SearchesValued) -> None:
    require_home(question, body.craft)


def _assessed(question: Question, body: said.AssessmentMade) -> None:
    require_number(body.assessment, numbers.next_of_case(_case(question), "A"))
    require_home(question, body.craft)
    question.book.report(body.report)


def _decided(question: Question, body: said.DecisionTaken) -> None:
    case = _case(question)
    called = question.book.called_for_help(case.case)
    require_number(body.decision, numbers.next_of_case(case, "D"))
    if body.option not in CONTROL | RESCUE:
        raise CasebookError(
            "decision.option_unknown",
            f"There is no option {body.option!r}. Known: {', '.join(sorted(CONTROL | RESCUE))}.",
            option=body.option,
            known=", ".join(sorted(CONTROL | RESCUE)),
        )
    if body.option in CONTROL and body.choice == "chosen" and called:
        raise misfit(
            f"{body.option} is a control option, and {case.case} began with a call for help: only "
            "rescue is decided here.",
            "decision.control_on_call",
            option=body.option,
            case=case.case,
        )
    if body.option in FORCEFUL and body.choice == "chosen" and body.force is None:
        raise CasebookError(
            "decision.force_missing",
            f"{body.option} uses force: fill in `force`, among it whether people in the water and "
            "children were seen.",
            option=body.option,
        )


def _sent(question: Question, body: said.MessageSent) -> None:
    case = _case(question)
    require_number(body.message, numbers.next_of_case(case, "P"))
    same = sum(one.sent.form == body.form for one in case.messages.values())
    if body.number != same + 1:
        raise CasebookError(
            "record.number",
            f"{body.number} is not the next number: that is {same + 1}.",
            given=body.number,
            expected=same + 1,
        )


def _message_read(question: Question, body: said.MessageRead) -> None:
    if body.message not in _case(question).messages:
        raise misfit(
            f"There is no message {body.message} in this case.",
            "message.none",
            number=body.message,
        )


def _relieved(question: Question, body: said.WatchRelieved) -> None:
    require_own(question, body.centre)
    require_count("watch", body.qualified, body.trainees)


def _held(question: Question, body: keeping.HoldPlaced) -> None:
    if body.hold in _case(question).holds:
        raise misfit(f"{body.hold} stands already.", "hold.taken", hold=body.hold)


def _let_go(question: Question, body: keeping.HoldLifted) -> None:
    if body.hold not in _case(question).holds:
        raise misfit(f"There is no hold {body.hold} on this case.", "hold.none", hold=body.hold)


def _erased(question: Question, body: keeping.TextErased) -> None:
    """Refuse to erase what a hold keeps, in whichever case it is entered."""
    for case in question.book.cases.values():
        named = case.case == question.draft.case
        if case.holds and (named or held_texts(question.book, case) & set(body.sealed)):
            raise misfit(
                f"{case.case} is held ({', '.join(case.holds)}): nothing of it is erased.",
                "hold.keeps",
                case=case.case,
                holds=", ".join(case.holds),
            )
    again = [one for one in body.sealed if one in question.book.erased]
    if again:
        raise misfit(
            f"{', '.join(again)}: erased already.", "erased.already", sealed=", ".join(again)
        )


GUARDS: Mapping[str, Callable[[Question, Body], None]] = {
    "relay.sent": _relay,
    "relay.answered": _relay_answered,
    "task.requested": _asked,
    "task.moved": _moved,
    "mass_rescue.planned": _mass,
    "search.done": _search,
    "daylight.considered": _daylight,
    "searches.valued": _valued,
    "assessment.made": _assessed,
    "decision.taken": _decided,
    "message.sent": _sent,
    "message.read": _message_read,
    "watch.relieved": _relieved,
    "hold.placed": _held,
    "hold.lifted": _let_go,
    "text.erased": _erased,
}
