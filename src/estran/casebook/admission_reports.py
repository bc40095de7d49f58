"""What must be so before an event about reports, calls and boats is entered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.casebook import numbers
from estran.casebook.contradictions import contradictions_of
from estran.casebook.transitions import CALL
from estran.errors import CasebookError, NotAllowedError, RefusedTransitionError
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estran.casebook.bodies import boats, reports
    from estran.casebook.book import Book
    from estran.casebook.event import Draft
    from estran.casebook.kinds import Body
    from estran.casebook.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An event at the door: the state that it meets, and what counts."""

    book: Book
    draft: Draft
    limits: Limits


def require_number(given: str, expected: str) -> None:
    """Refuse a number out of turn: numbers have no holes.

    Raises
    ------
    CasebookError
        Naming the number that is next.
    """
    if given != expected:
        raise CasebookError(
            "record.number",
            f"{given} is not the next number: that is {expected}.",
            given=given,
            expected=expected,
        )


def require_count(name: str, *counts: int | None) -> None:
    """Refuse a count of people below zero.

    Raises
    ------
    CasebookError
        Naming it.
    """
    if any(count is not None and count < 0 for count in counts):
        raise CasebookError(
            "record.count", f"{name}: a count of people is never below zero.", field=name
        )


def misfit(why: str, code: str, **details: object) -> RefusedTransitionError:
    """Return a refusal of an event that does not fit the state."""
    return RefusedTransitionError(code, why, **details)


def _received(question: Question, body: reports.ReportReceived) -> None:
    require_number(body.report, numbers.next_report(question.book))
    persons = body.persons
    if persons is not None:
        require_count("persons", persons.low, persons.high)
        if persons.low > persons.high:
            raise CasebookError(
                "record.range", "persons: the lower number stands first.", field="persons"
            )


def _missed(question: Question, body: reports.CallMissed) -> None:
    require_number(body.call, numbers.next_call(question.book))


def _returned(question: Question, body: reports.CallReturned) -> None:
    call = question.book.call(body.call)
    CALL.after(call.state, body.outcome)
    if body.outcome == "given_up" and not body.why.strip():
        raise CasebookError(
            "record.reason_missing",
            "call.returned: say why nobody calls again.",
            kind="call.returned",
        )
    if body.report:
        question.book.report(body.report)


def require_centre(question: Question, centre: str) -> None:
    """Refuse one centre that speaks for another.

    Raises
    ------
    NotAllowedError
        Naming both.
    """
    own = question.draft.by.centre
    if own != centre:
        raise NotAllowedError(
            "centre.not_yours",
            f"Only {centre} can say this; you speak for {own or 'no centre'}.",
            centre=centre,
            own=own,
        )


def require_known_centre(question: Question, centre: str) -> None:
    """Refuse a centre that does not exist: a case offered to nobody lies with nobody.

    Raises
    ------
    CasebookError
        Naming those that exist.
    """
    known = question.limits.centres
    if centre not in known:
        raise CasebookError(
            "record.centre_unknown",
            f"There is no centre {centre!r}. Known: {', '.join(known)}.",
            centre=centre,
            known=", ".join(known),
        )


def require_own(question: Question, centre: str) -> None:
    """Refuse what somebody of one centre says in another's name; who stands at none may say it."""
    if question.draft.by.centre:
        require_centre(question, centre)


def _read(question: Question, body: reports.ReportRead) -> None:
    """Refuse to read for another centre: to read is to acknowledge."""
    question.book.report(body.report)
    require_own(question, body.centre)


def _known_report(question: Question, body: reports.PersonsContradicted) -> None:
    question.book.report(body.report)


def _set_aside(question: Question, body: reports.ReportSetAside) -> None:
    links = question.book.report(body.report).links
    same = sorted(craft for craft, link in links.items() if link.decision == "same")
    if same:
        raise misfit(
            f"{body.report} is linked to {', '.join(same)}: undo that first, with its reason.",
            "report.linked",
            report=body.report,
            crafts=", ".join(same),
        )


def _restored(question: Question, body: reports.PersonsRestored) -> None:
    if not question.book.report(body.report).persons_contradicted:
        raise misfit(
            f"The number of {body.report} counts already.", "persons.counts", report=body.report
        )


def _told(question: Question, body: reports.CentreTold | reports.CentreAcknowledged) -> None:
    require_known_centre(question, body.centre)
    if body.report:
        question.book.report(body.report)
    elif not question.draft.case:
        raise CasebookError("record.about_nothing", "Say of which report or case it was told.")


def _acknowledged(question: Question, body: reports.CentreAcknowledged) -> None:
    """Refuse what one centre says for another, unless it was heard, and says how."""
    _told(question, body)
    if not body.heard.strip():
        require_own(question, body.centre)
    draft, book = question.draft, question.book
    told = [book.report(body.report).told] if body.report else []
    told += [book.case(draft.case).told] if draft.case else []
    times = [one[body.centre].at for one in told if body.centre in one]
    if times and draft.at < min(times):
        raise misfit(
            f"{body.centre} cannot have acknowledged before it was told at "
            f"{format_instant(min(times))}.",
            "acknowledged.early",
            centre=body.centre,
            told=format_instant(min(times)),
        )


def _chosen(question: Question, body: reports.PositionChosen) -> None:
    held = question.book.report(body.report).said.positions
    if not 0 <= body.index < len(held):
        raise CasebookError(
            "record.position_unknown",
            f"{body.report} has {len(held)} positions, counted from 0; there is no {body.index}.",
            report=body.report,
            count=len(held),
            index=body.index,
        )


def _craft(question: Question, body: boats.CraftOpened) -> None:
    require_number(body.craft, numbers.next_craft(question.book))
    question.book.report(body.report)


def require_home(question: Question, *crafts: str) -> None:
    """Refuse what is entered in one case and speaks of a boat of another.

    Raises
    ------
    RefusedTransitionError
        Naming the case to which the boat belongs.
    """
    book, case = question.book, question.draft.case
    homes = {book.craft(one).case for one in crafts}
    homes |= {book.craft(book.merged(one)).case for one in crafts}
    if case and case not in homes:
        raise misfit(
            f"{', '.join(crafts)} belongs to {', '.join(sorted(homes))}, not to {case}: enter it "
            "there.",
            "craft.other_case",
            crafts=", ".join(crafts),
            homes=", ".join(sorted(homes)),
            case=case,
        )


def _linked(question: Question, body: boats.LinkDecided | boats.LikelihoodComputed) -> None:
    question.book.report(body.report)
    require_home(question, body.craft)


def _unlinked(question: Question, body: boats.LinkUndone) -> None:
    require_home(question, body.craft)
    if body.craft not in question.book.report(body.report).links:
        raise misfit(
            f"{body.report} is not linked to {body.craft}: there is nothing to undo.",
            "link.none",
            report=body.report,
            craft=body.craft,
        )


def _merged(question: Question, body: boats.CraftMerged) -> None:
    book = question.book
    require_home(question, body.into, body.other)
    into, other = book.craft(body.into), book.craft(body.other)
    if into.craft == other.craft or into.merged_into or other.merged_into:
        raise misfit(
            f"{body.other} cannot be merged into {body.into}: they are the same boat, or one of "
            "them is merged already.",
            "merge.refused",
            into=body.into,
            other=body.other,
        )


def _unmerged(question: Question, body: boats.MergeUndone) -> None:
    require_home(question, body.into, body.other)
    if question.book.craft(body.other).merged_into != body.into:
        raise misfit(
            f"{body.other} is not merged into {body.into}: there is nothing to undo.",
            "merge.none",
            into=body.into,
            other=body.other,
        )


def _split(question: Question, body: boats.CraftSplit) -> None:
    book = question.book
    require_number(body.new, numbers.next_craft(book))
    require_home(question, body.craft)
    own = set(book.linked.get(body.craft, ()))
    if not body.reports or not set(body.reports) <= own:
        raise misfit(
            f"{body.craft} can be split by reports of its own only: {', '.join(sorted(own))}.",
            "split.refused",
            craft=body.craft,
            reports=", ".join(sorted(own)),
        )


def _recovered(question: Question, body: boats.RecoveryReported) -> None:
    require_number(body.recovery, numbers.next_recovery(question.book))
    require_count("recovery", body.alive, body.dead)


def _matched(question: Question, body: boats.RecoveryMatched) -> None:
    require_home(question, body.craft)
    before = question.book.recovery(body.recovery).matched
    if before:
        raise misfit(
            f"{body.recovery} is matched to {before} already. Undo that first, with its reason.",
            "match.taken",
            recovery=body.recovery,
            craft=before,
        )
    if not body.evidence:
        raise CasebookError(
            "match.evidence_missing",
            "A recovered boat never fills in by itself: name the evidence that it is this one.",
        )


def _unmatched(question: Question, body: boats.MatchUndone) -> None:
    require_home(question, body.craft)
    if body.recovery not in question.book.craft(body.craft).matches:
        raise misfit(
            f"{body.recovery} is not matched to {body.craft}: there is nothing to undo.",
            "match.none",
            recovery=body.recovery,
            craft=body.craft,
        )


def _counted(question: Question, body: boats.PersonsAccounted | boats.PersonsMissing) -> None:
    require_home(question, body.craft)
    require_count("count", body.count)


def _unaccounted(question: Question, body: boats.AccountUndone) -> None:
    require_home(question, body.craft)
    held = len(question.book.craft(body.craft).accounted)
    if not 0 <= body.index < held:
        raise misfit(
            f"{body.craft} has {held} counts of people accounted for, counted from 0; there is no "
            f"{body.index}.",
            "persons.no_count",
            craft=body.craft,
            count=held,
            index=body.index,
        )


def _unsettled(question: Question, body: boats.SettlementUndone) -> None:
    require_home(question, body.craft)
    if body.contradiction not in question.book.craft(body.craft).settled:
        raise misfit(
            f"{body.contradiction!r} of {body.craft} is not settled: there is nothing to undo.",
            "settlement.none",
            craft=body.craft,
            contradiction=body.contradiction,
        )


def _settled(question: Question, body: boats.ContradictionSettled) -> None:
    require_home(question, body.craft)
    craft = question.book.craft(body.craft)
    known = contradictions_of(question.book, craft, limits=question.limits)
    if body.contradiction not in {one.key for one in known}:
        raise misfit(
            f"{body.craft} has no contradiction {body.contradiction!r}.",
            "contradiction.none",
            craft=body.craft,
            contradiction=body.contradiction,
        )
    if body.contradiction.startswith("persons:") and question.draft.by.role != "supervisor":
        raise NotAllowedError(
            "contradiction.supervisor",
            "Counts of people that contradict each other are settled by a supervisor: a wrong boat "
            "was once taken for the right one.",
            role=question.draft.by.role,
        )


GUARDS: Mapping[str, Callable[[Question, Body], None]] = {
    "report.received": _received,
    "report.read": _read,
    "report.set_aside": _set_aside,
    "persons.contradicted": _known_report,
    "persons.restored": _restored,
    "receipt.given": _known_report,
    "position.chosen": _chosen,
    "centre.told": _told,
    "centre.acknowledged": _acknowledged,
    "call.missed": _missed,
    "call.returned": _returned,
    "craft.opened": _craft,
    "likelihood.computed": _linked,
    "link.decided": _linked,
    "link.undone": _unlinked,
    "craft.merged": _merged,
    "merge.undone": _unmerged,
    "craft.split": _split,
    "recovery.reported": _recovered,
    "recovery.matched": _matched,
    "match.undone": _unmatched,
    "persons.accounted": _counted,
    "account.undone": _unaccounted,
    "persons.missing": _counted,
    "contradiction.settled": _settled,
    "settlement.undone": _unsettled,
}
