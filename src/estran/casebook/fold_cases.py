"""How events about a case change the state: owner, phases, leads, escort, endings, holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estran.casebook.bodies import cases as said
from estran.casebook.bodies.parts import FactSaid
from estran.casebook.records import CaseRecord, Ending, Offer, Stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from estran.casebook.book import Book, Record
    from estran.casebook.kinds import Body
    from estran.casebook.records import CaseState

OVER: Mapping[str, CaseState] = {
    "case.closed": "closed",
    "case.suspended": "suspended",
    "case.ended": "ended",
}
LOWER = ("uncertainty", "alert")
YES = ("yes", "oui", "true", "y", "o")


def _opened(book: Book, body: said.CaseOpened, stamp: Stamp, _: str) -> Iterable[Record]:
    phase = said.PhaseDeclared(
        centre=body.centre, phase=body.phase, indicated="distress_not_excluded"
    )
    report = book.report(body.report)
    return [
        CaseRecord(
            opened=body,
            stamp=stamp,
            owner=body.centre,
            owners=((body.centre, stamp.at),),
            phases={body.centre: phase},
            told=dict(report.told),
        )
    ]


def _phase(book: Book, body: said.PhaseDeclared, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    lowered = ((stamp, body),) if body.phase in LOWER else ()
    return [
        replace(
            found,
            phases={**found.phases, body.centre: body},
            lowered=(*found.lowered, *lowered),
        )
    ]


def _reference(book: Book, body: said.ReferenceGiven, _: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    return [replace(found, references={**found.references, body.centre: body.reference})]


def _offered(book: Book, body: said.HandOverOffered, stamp: Stamp, case: str) -> Iterable[Record]:
    offer = Offer(to=body.to, at=stamp.at, seq=stamp.seq, why=body.why)
    return [replace(book.case(case), offer=offer)]


def _accepted(book: Book, body: said.HandOverAccepted, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    references = dict(found.references)
    if body.reference:
        references[body.centre] = body.reference
    return [
        replace(
            found,
            offer=None,
            owner=body.centre,
            owners=(*found.owners, (body.centre, stamp.at)),
            references=references,
        )
    ]


def _refused(book: Book, body: said.HandOverRefused, _: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    if found.offer is None:
        return []
    offer = replace(found.offer, state="refused", why=body.why)
    return [replace(found, offer=offer, refusals=(*found.refusals, offer))]


def _withdrawn(book: Book, _: said.HandOverWithdrawn, __: Stamp, case: str) -> Iterable[Record]:
    return [replace(book.case(case), offer=None)]


def _reviewed(book: Book, body: said.RefusalReviewed, _: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    reviewed = tuple(
        one if one.reviewed else replace(one, reviewed=body.why) for one in found.refusals
    )
    offer = found.offer
    if offer is not None and offer.state == "refused":
        offer = replace(offer, reviewed=body.why)
    return [replace(found, offer=offer, refusals=reviewed)]


def _fact(book: Book, body: said.FactRecorded, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    fact = FactSaid(value=body.value, by=body.by, at=stamp.at)
    asked = body.fact == "help_asked" and body.value.strip().casefold() in YES
    return [
        replace(
            found,
            facts={**found.facts, body.fact: fact},
            facts_seq=stamp.seq,
            help_asked=found.help_asked or asked,
        )
    ]


def _note(book: Book, body: said.NoteAdded, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    return [replace(found, notes=(*found.notes, (stamp, body.text)))]


def _lead(book: Book, body: said.LeadOpened, _: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    return [
        replace(
            found,
            leads={**found.leads, body.lead: ""},
            lead_texts={**found.lead_texts, body.lead: body.what},
        )
    ]


def _lead_closed(book: Book, body: said.LeadClosed, _: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    return [replace(found, leads={**found.leads, body.lead: body.outcome})]


def _escort(book: Book, body: said.EscortBegun, _: Stamp, case: str) -> Iterable[Record]:
    return [replace(book.case(case), escort=body)]


def _trigger(book: Book, body: said.TriggerSeen, _: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    return [replace(found, triggers=(*found.triggers, body.trigger))]


def _answered(book: Book, body: said.AlarmAnswered, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    return [replace(found, answered={**found.answered, body.alarm: (stamp, body)})]


def _outcome(book: Book, body: said.OutcomeCounted, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    return [replace(found, outcomes=(*found.outcomes, (stamp, body)))]


def _over(
    book: Book,
    body: said.CaseClosed | said.CaseSuspended | said.CaseEnded,
    stamp: Stamp,
    case: str,
) -> Iterable[Record]:
    found = book.case(case)
    state = OVER[body.kind]
    ending = Ending(
        state=state,
        stamp=stamp,
        why=body.why,
        ground=getattr(body, "ground", ""),
        left=getattr(body, "left", ()),
        review_at=getattr(body, "review_at", None),
        resume_if=getattr(body, "resume_if", ()),
    )
    return [replace(found, state=state, endings=(*found.endings, ending))]


def _on_again(
    book: Book, _: said.CaseResumed | said.CaseReopened, __: Stamp, case: str
) -> Iterable[Record]:
    return [replace(book.case(case), state="open")]


HANDLERS: Mapping[str, Callable[[Book, Body, Stamp, str], Iterable[Record]]] = {
    "case.opened": _opened,
    "phase.declared": _phase,
    "reference.given": _reference,
    "handover.offered": _offered,
    "handover.accepted": _accepted,
    "handover.refused": _refused,
    "handover.withdrawn": _withdrawn,
    "refusal.reviewed": _reviewed,
    "fact.recorded": _fact,
    "note.added": _note,
    "lead.opened": _lead,
    "lead.closed": _lead_closed,
    "escort.begun": _escort,
    "trigger.seen": _trigger,
    "alarm.answered": _answered,
    "outcome.counted": _outcome,
    "case.closed": _over,
    "case.suspended": _over,
    "case.ended": _over,
    "case.resumed": _on_again,
    "case.reopened": _on_again,
}
