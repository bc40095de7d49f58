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
    require_count,
    require_number,
)
from estran.casebook.closing import open_gates
from estran.casebook.transitions import HAND_OVER, NONE
from estran.errors import CasebookError, NotAllowedError

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
    if question.draft.case != body.case:
        raise CasebookError(
            "record.case_missing", "case.opened names its own case.", kind=body.kind
        )
    if not body.centre:
        raise CasebookError("record.centre_missing", "A case has an owner: say which centre acts.")
    if report.said.call_for_help and not body.call_for_help:
        raise CasebookError(
            "case.call_for_help",
            f"{body.report} is a call for help, so this case is one: no role can take that back.",
            report=body.report,
        )


def _phase(_: Question, body: said.PhaseDeclared) -> None:
    """Ask for a reason below distress: distress is the default when in doubt."""
    if body.phase != "distress" and not body.why.strip():
        raise CasebookError(
            "phase.reason_missing",
            f"{body.phase} is lower than distress, and distress holds while in doubt: say why.",
            phase=body.phase,
        )


def _offered(question: Question, body: said.HandOverOffered) -> None:
    case = _case(question)
    HAND_OVER.after(case.offer.state if case.offer else NONE, "handover.offered")
    _require_owner(question, case)
    if body.to in ("", case.owner):
        raise misfit(
            f"{case.case} cannot be offered to {body.to or 'nobody'}: {case.owner} has it.",
            "handover.to_owner",
            case=case.case,
            to=body.to,
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
        _require_centre(question, body.centre)


def _withdrawn(question: Question, _: said.HandOverWithdrawn) -> None:
    case = _case(question)
    HAND_OVER.after(case.offer.state if case.offer else NONE, "handover.withdrawn")
    _require_owner(question, case)


def _reviewed(question: Question, _: said.RefusalReviewed) -> None:
    case = _case(question)
    HAND_OVER.after(case.offer.state if case.offer else NONE, "refusal.reviewed")
    _require_supervisor(question)


def _require_owner(question: Question, case: CaseRecord) -> None:
    _require_centre(question, case.owner)


def _require_centre(question: Question, centre: str) -> None:
    """Refuse one centre that speaks for another."""
    if question.draft.by.centre != centre:
        raise NotAllowedError(
            "centre.not_yours",
            f"Only {centre} can say this; you speak for {question.draft.by.centre or 'no centre'}.",
            centre=centre,
            own=question.draft.by.centre,
        )


def _require_supervisor(question: Question) -> None:
    if question.draft.by.role != "supervisor":
        raise NotAllowedError(
            "role.supervisor", "Only a supervisor can do this.", role=question.draft.by.role
        )


def _lead(question: Question, body: said.LeadOpened) -> None:
    require_number(body.lead, numbers.next_of_case(_case(question), "L"))


def _lead_closed(question: Question, body: said.LeadClosed) -> None:
    if _case(question).leads.get(body.lead) != "":
        raise misfit(f"{body.lead} is no open lead of this case.", "lead.none", lead=body.lead)


def _outcome(_: Question, body: said.OutcomeCounted) -> None:
    require_count("outcome", body.alive, body.dead, body.missing, body.injured)


def _closed(question: Question, body: said.CaseClosed) -> None:
    case = _case(question)
    open_ones = open_gates(
        question.book,
        case,
        ground=body.ground,
        now=question.draft.entered,
        limits=question.limits,
    )
    if open_ones:
        named = ", ".join(
            " ".join(part for part in (one.name, one.about, one.standing) if part)
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
    if body.review_at <= question.draft.entered or not body.resume_if:
        raise CasebookError(
            "case.review_missing",
            "A suspended case is looked at again: give a review time ahead, and what resumes it.",
        )


def _ended(question: Question, _: said.CaseEnded) -> None:
    _require_supervisor(question)


GUARDS: Mapping[str, Callable[[Question, Body], None]] = {
    "case.opened": _opened,
    "phase.declared": _phase,
    "handover.offered": _offered,
    "handover.accepted": _answered,
    "handover.refused": _answered,
    "handover.withdrawn": _withdrawn,
    "refusal.reviewed": _reviewed,
    "lead.opened": _lead,
    "lead.closed": _lead_closed,
    "outcome.counted": _outcome,
    "case.closed": _closed,
    "case.suspended": _suspended,
    "case.ended": _ended,
}
