"""What must be so before an event about a case is entered: owner, phases, hand-over, endings.

Guard-rails: the owner is never nobody; a case is closed by evidence only; a supervisor's end has a
written reason; reopening is always possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.casebook import numbers
from estran.casebook.admission_reports import (
    Question,
    misfit,
    require_centre,
    require_count,
    require_known_centre,
    require_number,
    require_own,
)
from estran.casebook.alarms import REVIEWED, case_alarms
from estran.casebook.closing import open_gates
from estran.casebook.transitions import HAND_OVER, NONE
from estran.errors import CasebookError, NotAllowedError
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estran.casebook.bodies import cases as said
    from estran.casebook.kinds import Body
    from estran.casebook.records import CaseRecord


def _case(question: Question) -> CaseRecord:
    return question.book.case(question.draft.case)


def _opened(question: Question, body: said.CaseOpened) -> None:
    require_number(body.case, numbers.next_case(question.book))
    report = question.book.report(body.report)
    require_known_centre(question, body.centre)
    same = sorted(craft for craft, link in report.links.items() if link.decision == "same")
    if same or report.set_aside:
        raise misfit(
            f"{body.report} is of {', '.join(same) or 'no boat: it was set aside'} already. Undo "
            "that first, or open another boat in its case.",
            "case.report_taken",
            report=body.report,
            crafts=", ".join(same),
        )
    if question.draft.case != body.case:
        raise CasebookError(
            "record.case_missing", "case.opened names its own case.", kind=body.kind
        )
    if body.phase != "distress":
        raise _without_reason(body.phase)
    if report.said.call_for_help and not body.call_for_help:
        raise CasebookError(
            "case.call_for_help",
            f"{body.report} is a call for help, so this case is one: no role can take that back.",
            report=body.report,
        )


def _phase(question: Question, body: said.PhaseDeclared) -> None:
    """Ask for a reason below distress, the default when in doubt, and for who declares it."""
    require_known_centre(question, body.centre)
    if not body.heard.strip():
        require_own(question, body.centre)
    if body.phase != "distress" and not body.why.strip():
        raise _without_reason(body.phase)


def _without_reason(phase: str) -> CasebookError:
    return CasebookError(
        "phase.reason_missing",
        f"{phase} is lower than distress, and distress holds while in doubt: say why.",
        phase=phase,
    )


def _offered(question: Question, body: said.HandOverOffered) -> None:
    case = _case(question)
    HAND_OVER.after(case.offer.state if case.offer else NONE, "handover.offered")
    if not body.heard.strip():
        _require_owner(question, case)
    require_known_centre(question, body.to)
    if body.to == case.owner:
        raise misfit(
            f"{case.case} cannot be offered to {case.owner}: it has it.",
            "handover.to_owner",
            case=case.case,
            owner=case.owner,
        )


def _answered(question: Question, body: said.HandOverAccepted | said.HandOverRefused) -> None:
    case = _case(question)
    HAND_OVER.after(case.offer.state if case.offer else NONE, body.kind)
    if case.offer is not None and body.centre != case.offer.to:
        raise misfit(
            f"{case.case} was offered to {case.offer.to}, not to {body.centre}.",
            "handover.not_asked",
            case=case.case,
            to=case.offer.to,
            centre=body.centre,
        )
    if not body.heard.strip():
        require_centre(question, body.centre)
    if case.offer is not None and question.draft.at < case.offer.at:
        raise misfit(
            f"{case.case} was offered at {format_instant(case.offer.at)}: nobody answered before.",
            "handover.early",
            case=case.case,
            offered=format_instant(case.offer.at),
        )


def _withdrawn(question: Question, _: said.HandOverWithdrawn) -> None:
    case = _case(question)
    HAND_OVER.after(case.offer.state if case.offer else NONE, "handover.withdrawn")
    _require_owner(question, case)


def _reviewed(question: Question, _: said.RefusalReviewed) -> None:
    case = _case(question)
    HAND_OVER.after(case.offer.state if case.offer else NONE, "refusal.reviewed")
    _require_supervisor(question)
    if question.draft.by.centre not in {"", *(centre for centre, _ in case.owners)}:
        _require_owner(question, case)  # not by whoever refused alone
    if all(one.reviewed for one in case.refusals):
        raise misfit(
            f"No refusal of {case.case} waits for a review.", "refusal.none", case=case.case
        )


def _require_owner(question: Question, case: CaseRecord) -> None:
    require_centre(question, case.owner)


def _require_answerable(question: Question, case: CaseRecord) -> None:
    """Refuse to let a search rest for a centre that does not own the case."""
    require_own(question, case.owner)
    if not question.draft.by.centre and question.draft.by.role != "supervisor":
        _require_owner(question, case)


def _require_supervisor(question: Question) -> None:
    if question.draft.by.role != "supervisor":
        raise NotAllowedError(
            "role.supervisor", "Only a supervisor can do this.", role=question.draft.by.role
        )


def _escort(_: Question, body: said.EscortBegun) -> None:
    if not any(one.strip() for one in body.triggers):
        raise CasebookError(
            "escort.triggers",
            "An escort is begun with the signs that turn it into distress: name them.",
        )


def _alarm(question: Question, body: said.AlarmAnswered) -> None:
    """Refuse an answer to what does not alarm: none is answered before it sounds."""
    case = _case(question)
    standing = case_alarms(question.book, case, now=question.draft.entered, limits=question.limits)
    keys = sorted(one.key for one in standing if one.kind not in REVIEWED)
    if body.alarm not in keys:
        raise misfit(
            f"There is no alarm {body.alarm!r} to be answered now. What alarms: "
            f"{', '.join(keys) or 'nothing'}.",
            "alarm.none",
            alarm=body.alarm,
            standing=", ".join(keys),
        )
    if body.alarm.startswith("rescue_refused:"):
        _require_supervisor(question)


def _lead(question: Question, body: said.LeadOpened) -> None:
    require_number(body.lead, numbers.next_of_case(_case(question), "L"))


def _lead_closed(question: Question, body: said.LeadClosed) -> None:
    if _case(question).leads.get(body.lead) != "":
        raise misfit(f"{body.lead} is no open lead of this case.", "lead.none", lead=body.lead)


def _outcome(_: Question, body: said.OutcomeCounted) -> None:
    require_count("outcome", body.alive, body.dead, body.missing, body.injured)


def _closed(question: Question, body: said.CaseClosed) -> None:
    case = _case(question)
    _require_answerable(question, case)
    open_ones = open_gates(
        question.book,
        case,
        ground=body.ground,
        now=question.draft.entered,
        limits=question.limits,
    )
    if open_ones:
        named = ", ".join(
            " ".join(part.replace("_", " ") for part in (one.name, one.about, one.standing) if part)
            for one in open_ones
        )
        raise misfit(
            f"{case.case} cannot be closed: {named}. Suspend it with a review time, or let a "
            "supervisor end it with a written reason.",
            "case.gates_open",
            case=case.case,
            gates=named,
        )


def _suspended(question: Question, body: said.CaseSuspended) -> None:
    _require_answerable(question, _case(question))
    now, longest = question.draft.entered, question.limits.review
    named = any(one.strip() for one in body.resume_if)
    if not (now < body.review_at <= now + longest and named):
        raise CasebookError(
            "case.review_missing",
            f"A suspended case is looked at again within {longest.total_seconds() / 3600:g} hours: "
            "give a review time ahead of now and no later than that, and what resumes it.",
            hours=f"{longest.total_seconds() / 3600:g}",
        )


def _ended(question: Question, _: said.CaseEnded) -> None:
    _require_supervisor(question)
    _require_answerable(question, _case(question))


GUARDS: Mapping[str, Callable[[Question, Body], None]] = {
    "case.opened": _opened,
    "phase.declared": _phase,
    "handover.offered": _offered,
    "handover.accepted": _answered,
    "handover.refused": _answered,
    "handover.withdrawn": _withdrawn,
    "refusal.reviewed": _reviewed,
    "escort.begun": _escort,
    "alarm.answered": _alarm,
    "lead.opened": _lead,
    "lead.closed": _lead_closed,
    "outcome.counted": _outcome,
    "case.closed": _closed,
    "case.suspended": _suspended,
    "case.ended": _ended,
}
