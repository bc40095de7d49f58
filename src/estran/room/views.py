"""What a role sees of the record, as plain values: queue, case sheet, report. No screen is known.

Every look at a private text is logged apart. Region shares are in no view; the coordinator sentence
stands on top of every case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from estran.assess.coordination import coordinator_sentence
from estran.casebook.alarms import case_alarms, last_contact, last_fix
from estran.casebook.closing import gates
from estran.casebook.codec import to_plain
from estran.casebook.contradictions import contradictions_of, unsettled
from estran.casebook.store import Consultation
from estran.casebook.tally import tally_of
from estran.errors import EstranError
from estran.exchange.watch_words import contradiction_sentence
from estran.quantities.instants import format_instant
from estran.quantities.position_format import format_dmm
from estran.quantities.position_text import parse_position
from estran.room.receipts import status_of
from estran.room.roles import may, require
from estran.room.standing import room_alarms
from estran.room.visibility import require_case, require_report, sees_case
from estran.room.watch_said import alarm_said, gate_said, valued_said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from estran.casebook.alarms import Alarm
    from estran.casebook.book import Book
    from estran.casebook.event import Author
    from estran.casebook.records import CaseRecord, CraftRecord, ReportRecord, Stamp
    from estran.casebook.tally import Tally
    from estran.room.desk import Desk

Plain = dict[str, Any]
WORKED_ON = ("open", "suspended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """Somebody looks, at a time; the state may be that of an earlier time.

    Attributes
    ----------
    desk : Desk
        Of which casebook.
    book : Book
        The state that is shown.
    by : Author
        Who looks.
    now : datetime
        By which clocks run.
    language : str
        Of the sentences.
    """

    desk: Desk
    book: Book
    by: Author
    now: datetime
    language: str = "en"


def queue(look: Looking) -> Plain:
    """Return what waits: reports that nobody has placed, missed calls, cases, alarms, workload."""
    require(look.by.role, "read_queue")
    book = look.book
    seen = [case for case in book.cases.values() if sees_case(book, look.by, case.case)]
    return {
        "watermark": look.desk.watermark,
        "now": format_instant(look.now),
        "unplaced": [_report_line(look, book.reports[key]) for key in book.unlinked],
        "missed_calls": [
            {"call": one.call, "since": format_instant(one.stamp.at), "tries": one.tries}
            for one in book.calls.values()
            if one.state == "waiting"
        ],
        "cases": [_case_line(look, case) for case in seen if case.state in WORKED_ON],
        "alarms": [_alarm(look, one) for one in room_alarms(look.desk, book, now=look.now)],
        "workload": workload(book),
        "surveillance": to_plain(book.surveillance) if book.surveillance else None,
    }


def workload(book: Book) -> list[Plain]:
    """Return the open cases for each qualified person on watch; unknown where nobody said."""
    owners = [case.owner for case in book.cases.values() if case.state == "open"]
    rows: list[Plain] = []
    for centre in sorted({*owners, *book.watches}):
        watch, count = book.watches.get(centre), owners.count(centre)
        people = watch.qualified if watch else None
        rows.append(
            {
                "centre": centre,
                "open_cases": count,
                "qualified": people,
                "trainees": watch.trainees if watch else None,
                "cases_per_person": round(count / people, 1) if people else None,
            }
        )
    return rows


def case_list(look: Looking, *, over: bool = False) -> list[Plain]:
    """Return the cases that somebody may see: those worked on, or those that are over."""
    seen = [one for one in look.book.cases.values() if sees_case(look.book, look.by, one.case)]
    return [_case_line(look, one) for one in seen if (one.state not in WORKED_ON) == over]


def case_sheet(look: Looking, case: str) -> Plain:
    """Return all that is known of a case, for whoever may know of it."""
    found = require_case(look.book, look.by, case)
    offer = found.offer
    return {
        **_case_line(look, found),
        "owners": [{"centre": one, "since": format_instant(at)} for one, at in found.owners],
        "hand_over": None if offer is None else to_plain(offer),
        "told": to_plain(found.told),
        "references": dict(found.references),
        "phases": {centre: to_plain(one) for centre, one in found.phases.items()},
        "phase_mismatch": len({one.phase for one in found.phases.values()}) > 1,
        "phases_lowered": _stamped(found.lowered),
        "facts": to_plain(found.facts),
        "boats": [boat_view(look, craft) for craft in look.book.crafts_of(case)],
        "recoveries": _recoveries(look, case),
        "alarms": [
            _alarm(look, one)
            for one in case_alarms(look.book, found, now=look.now, limits=look.desk.limits)
        ],
        "tasks": [_task(one) for one in found.tasks.values()],
        "places_tasked": _places(found),
        "relays": [
            {**to_plain(one.sent), **_stamp(one.stamp), "answers": to_plain(one.answers)}
            for one in found.relays.values()
        ],
        "on_scene_coordinator": found.on_scene,
        "mass_rescue": to_plain(found.mass_rescue) if found.mass_rescue else None,
        "place_of_safety": to_plain(found.safety) if found.safety else None,
        "searches": _stamped(found.searches.values()),
        "searches_valued": [
            valued_said(one, look.language) for one in _stamped(found.valued.values())
        ],
        "assessments": _stamped(found.assessments),
        "decisions": _stamped(found.decisions),
        "messages": [
            {**to_plain(one.sent), **_stamp(one.stamp), "read": to_plain(one.read)}
            for one in found.messages.values()
        ],
        "sheets_read": to_plain(found.sheets_read),
        "leads": {
            lead: {"what": found.lead_texts[lead], "outcome": outcome}
            for lead, outcome in found.leads.items()
        },
        "escort": to_plain(found.escort) if found.escort else None,
        "triggers": list(found.triggers),
        "outcomes": _stamped(found.outcomes),
        "endings": [to_plain(one) for one in found.endings],
        "holds": dict(found.holds),
    }


def may_close(look: Looking, case: str) -> Plain:
    """Return the gates of each ground of closing: met, not met, unknown."""
    found = require_case(look.book, look.by, case)
    return {
        ground: [
            {**to_plain(one), "words": gate_said(look.book, one, case, **_spoken(look))}
            for one in gates(look.book, found, ground=ground, now=look.now, limits=look.desk.limits)
        ]
        for ground in ("found", "exhausted", "merged")
    }


def boat_view(look: Looking, craft: CraftRecord) -> Plain:
    """Return one boat: its reports, people, what contradicts itself, and what was matched."""
    limits = look.desk.limits
    found = contradictions_of(look.book, craft, limits=limits)
    return {
        "craft": craft.craft,
        "label": craft.label,
        "reports": [_report_line(look, one) for one in look.book.reports_of(craft.craft)],
        "tally": to_plain(_tally(look, craft)),
        "accounted": to_plain(craft.accounted),
        "contradictions": [
            {**to_plain(one), "words": contradiction_sentence(one, language=look.language)}
            for one in found
        ],
        "matches": to_plain(craft.matches),
        "merged_in": list(look.book.absorbed.get(craft.craft, ())),
    }


def _tally(look: Looking, craft: CraftRecord) -> Tally:
    """Return the people of a boat; while something contradicts it, nobody knows who is left."""
    found = tally_of(look.book, craft)
    doubtful = unsettled(look.book, craft, limits=look.desk.limits)
    return replace(found, open=None) if doubtful else found


def report_view(look: Looking, report: str, *, why: str = "") -> Plain:
    """Return one report, with its texts where the role may read them; that look is logged."""
    found = require_report(look.book, look.by, report)
    texts = may(look.by.role, "read_sealed")
    if texts and found.said.text:
        log_look(look, f"text of {report}", why)
    return {
        **_report_line(look, found),
        "said": _without_marks(to_plain(found.said)),
        "text": look.desk.text_of(found.said.text.sealed) if texts and found.said.text else None,
        "text_erased": bool(found.said.text and found.said.text.sealed in look.book.erased),
        "told": to_plain(found.told),
        "read": to_plain(found.read),
        "links": to_plain(found.links) if may(look.by.role, "read_queue") else {},
        "likelihoods": _likelihoods(look, found),
        "persons_contradicted": found.persons_contradicted,
        "receipts": list(found.receipts),
    }


def notes_view(look: Looking, case: str, *, why: str = "") -> list[Plain]:
    """Return the notes and medical advice of a case; that look is logged."""
    require(look.by.role, "read_sealed")
    found = require_case(look.book, look.by, case)
    log_look(look, f"notes of {case}", why)
    rows = [("note", *one) for one in found.notes] + [("medical", *one) for one in found.medical]
    return [
        {"kind": kind, **_stamp(stamp), "text": look.desk.text_of(text.sealed)}
        for kind, stamp, text in rows
    ]


def log_look(look: Looking, what: str, why: str) -> None:
    """Log that somebody has looked at private texts: apart from the record."""
    by = look.by
    look.desk.ports.store.log_consultation(
        Consultation(
            at=look.desk.now(),
            role=by.role,
            centre=by.centre,
            account=by.account,
            what=what,
            why=why or "case work",
        )
    )


def consultations(look: Looking) -> list[Plain]:
    """Return who read or handed out what, when and why."""
    require(look.by.role, "read_consultations")
    return [to_plain(one) for one in look.desk.ports.store.consultations()]


def _likelihoods(look: Looking, report: ReportRecord) -> list[Plain]:
    """Return the likelihoods, each with its evidence against first."""
    if not may(look.by.role, "read_queue"):
        return []
    return [to_plain(one) for one in report.likelihoods.values()]


def _case_line(look: Looking, case: CaseRecord) -> Plain:
    contact, fix = last_contact(look.book, case), last_fix(look.book, case)
    return {
        "case": case.case,
        "state": case.state,
        "watermark": case.watermark or look.desk.watermark,
        "coordinator": coordinator_of(look, case),
        "owner": case.owner,
        "phase": {centre: one.phase for centre, one in case.phases.items()},
        "opened": format_instant(case.stamp.at),
        "call_for_help": look.book.called_for_help(case.case),
        "since_contact_s": _seconds(look.now, contact),
        "since_fix_s": _seconds(look.now, fix),
        "hand_over_s": _seconds(look.now, case.offer.at if case.offer else None),
    }


def coordinator_of(look: Looking, case: CaseRecord) -> str:
    """Return the sentence on who coordinates: it goes with every share of a region."""
    told: dict[str, str | None] = {
        centre: format_instant(one.at)[11:16] for centre, one in case.told.items()
    }
    told.setdefault(case.owner, None)
    for centre, at in case.owners:  # whoever had it knows of it
        told.setdefault(centre, format_instant(at)[11:16])
    return coordinator_sentence(coordinator=case.owner, told=told, language=look.language)


def _seconds(now: datetime, since: datetime | None) -> int | None:
    return None if since is None else max(0, round((now - since).total_seconds()))


def _report_line(look: Looking, report: ReportRecord) -> Plain:
    said = report.said
    return {
        "report": said.report,
        **_stamp(report.stamp),
        "channel": said.channel,
        "source": said.source,
        "centre": said.centre,
        "positions": [{**to_plain(one), "dmm": _dmm(one.said)} for one in said.positions],
        "position_used": report.position,
        "persons": to_plain(said.persons) if said.persons else None,
        "colour": said.colour,
        "engine": said.engine,
        "call_for_help": said.call_for_help,
        "status": status_of(look.book, report),
        "set_aside": report.set_aside,
    }


def _dmm(said: str) -> str:
    """Return a position in degrees and decimal minutes; nothing where it cannot be read."""
    try:
        return format_dmm(parse_position(said).position)
    except EstranError:
        return ""


def _without_marks(said: Plain) -> Plain:
    """Return a body without what only stands in for private texts."""
    return {name: value for name, value in said.items() if name not in ("text", "phone")}


def _recoveries(look: Looking, case: str) -> list[Plain]:
    return [
        {**_without_marks(to_plain(one.said)), **_stamp(one.stamp), "matched": one.matched}
        for one in look.book.recoveries.values()
        if one.case == case
    ]


def _task(one: Any) -> Plain:  # noqa: ANN401 -- a task record
    return {
        **to_plain(one.asked),
        **_stamp(one.stamp),
        "state": one.state,
        "eta": to_plain(one.eta) if one.eta else None,
        "moved": [
            {"to": state, "at": format_instant(at), "why": why} for state, at, why in one.moved
        ],
    }


def _places(case: CaseRecord) -> Plain:
    """Return places against people: the sum of what is tasked; unknown where one is unknown."""
    active = [one for one in case.tasks.values() if one.state not in ("declined", "released")]
    known = [one.asked.capacity for one in active if one.asked.capacity is not None]
    return {"sum": sum(known), "unknown_units": len(active) - len(known)}


def _spoken(look: Looking) -> dict[str, Any]:
    return {"limits": look.desk.limits, "language": look.language}


def _alarm(look: Looking, one: Alarm) -> Plain:
    return {
        "alarm": one.key,
        "kind": one.kind,
        "words": alarm_said(look.book, one, **_spoken(look)),
        "since": format_instant(one.since),
        "case": one.case,
        **dict(one.values),
    }


def _stamped(rows: Any) -> list[Plain]:  # noqa: ANN401 -- pairs of stamp and body
    return [{**to_plain(body), **_stamp(stamp)} for stamp, body in rows]


def _stamp(stamp: Stamp) -> Mapping[str, Any]:
    return {
        "seq": stamp.seq,
        "at": format_instant(stamp.at),
        "entered": format_instant(stamp.entered),
        "by_role": stamp.by.role,
        "by_centre": stamp.by.centre,
    }
