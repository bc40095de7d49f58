"""What alarms: derived from state and time, and it stands until somebody answers it with how.

Clocks here remind; none closes anything. The key of an alarm holds its cause, so that a new cause
is a new alarm. Numbers and times are compared; no model is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from estran.casebook.bodies.operations import Place
from estran.casebook.closing import shaken
from estran.casebook.contradictions import unsettled
from estran.casebook.fold_cases import YES
from estran.casebook.transitions import WORKED_ON

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from estran.casebook.bodies.operations import AssessmentMade
    from estran.casebook.book import Book
    from estran.casebook.limits import Limits
    from estran.casebook.records import CaseRecord, ReportRecord

BESIDE = ("on_scene",)  # a task in this state means that somebody is with the boat
AGAIN = frozenset({"acknowledge", "untold", "hand_over", "relay", "contact", "review"})
"""Alarms that come back after an answer, as long as nothing has changed."""
REVIEWED = frozenset({"refused"})
"""Alarms that no answer ends, only a supervisor's review."""
STATES = {
    "boarding": ("persons_in_water",),
    "in_water": ("persons_in_water",),
    "swamped": ("craft_swamped", "taking_water"),
    "adrift": ("engine_stopped",),
}
"""What a reported state of a boat says of the facts that indicate distress."""
MANY = "AIS MANY"  # how a report begins its reference that names more devices than stand alone
NEXT_HOURS = timedelta(hours=2)
EARTH_RADIUS_NM = 3440.065  # of a sphere of the mean radius, 6371.0 km; for distances only


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that somebody must answer.

    Attributes
    ----------
    key : str
        Kind and cause, such as ``acknowledge:C-0001:Dover``.
    kind : str
        For its sentence.
    since : datetime
        When it began to be due.
    case : str
        Of which case, or empty for the queue.
    values : tuple of pairs
        For its sentence.
    """

    key: str
    kind: str
    since: datetime
    case: str = ""
    values: tuple[tuple[str, str], ...] = ()


def alarms_of(book: Book, *, now: datetime, limits: Limits) -> tuple[Alarm, ...]:
    """Return every alarm that stands, oldest first; those that were answered are not among them."""
    found = [
        *_queue(book, now, limits),
        *(
            one
            for case in book.cases.values()
            for one in case_alarms(book, case, now=now, limits=limits)
        ),
    ]
    return tuple(sorted(found, key=lambda one: (one.since, one.key)))


def case_alarms(
    book: Book, case: CaseRecord, *, now: datetime, limits: Limits
) -> tuple[Alarm, ...]:
    """Return the alarms of one case that nobody has answered."""
    found = [
        *_always(book, case, limits),
        *_over(book, case, now, limits),
        *_unmatched(book, case),
    ]
    if case.state in WORKED_ON:
        found += [
            *_untold(case, now, limits),
            *_hand_over(case, now, limits),
            *_refusals(case),
            *_relays(case, now, limits),
            *_drift(book, case, limits),
            *_phases(book, case, limits),
            *_silence(book, case, now, limits),
            *_review(case, now),
            *_rescue_refused(case),
        ]
    return tuple(one for one in found if not _answered(case, one, now, limits))


def _answered(case: CaseRecord, alarm: Alarm, now: datetime, limits: Limits) -> bool:
    """Say whether somebody has answered; what waits for another alarms again after a while."""
    if alarm.key not in case.answered or alarm.kind in REVIEWED:
        return False
    stamp, _ = case.answered[alarm.key]
    return alarm.kind not in AGAIN or now - stamp.entered < limits.acknowledge


def _queue(book: Book, now: datetime, limits: Limits) -> Iterator[Alarm]:
    """Yield what lies in the queue: missed calls at once, reports that nobody has placed."""
    for call in book.calls.values():
        if call.state == "waiting":
            key, said = f"call:{call.call}", (("call", call.call),)
            yield Alarm(key=key, kind="missed_call", since=call.stamp.at, values=said)
    for key in book.unlinked:
        yield from _device(book.reports[key])
        yield from _unplaced(book.reports[key], now, limits)
        yield from _never_told(book.reports[key], limits)


def _device(report: ReportRecord) -> Iterator[Alarm]:
    """Yield a device that calls by AIS, until somebody says which boat it speaks of."""
    said = report.said
    if said.channel == "sart" and said.reference and report.stamp.by.role == "system":
        called = "devices" if said.reference.startswith(MANY) else "device"
        kind = "device_test" if said.reference.endswith(" TEST") else called
        values = (("report", said.report), ("device", said.reference))
        yield Alarm(key=f"{kind}:{said.report}", kind=kind, since=report.stamp.at, values=values)


def _unplaced(report: ReportRecord, now: datetime, limits: Limits) -> Iterator[Alarm]:
    key, entered = report.said.report, report.stamp.entered
    if not report.read or now - entered >= limits.unlinked:
        kind = "unplaced" if report.read else "unread"
        yield Alarm(key=f"{kind}:{key}", kind=kind, since=entered, values=(("report", key),))
    for centre, told in report.told.items():
        if told.acknowledged is None and now - told.at >= limits.acknowledge:
            yield Alarm(
                key=f"acknowledge:{key}:{centre}",
                kind="acknowledge",
                since=told.at,
                values=(("centre", centre), ("about", key)),
            )


def _never_told(report: ReportRecord, limits: Limits) -> Iterator[Alarm]:
    """Yield the centres that nobody has told of a report: both are told at intake."""
    key = report.said.report
    for centre in limits.both:
        if centre != report.said.centre and centre not in report.told:
            yield Alarm(
                key=f"untold:{key}:{centre}",
                kind="untold",
                since=report.stamp.entered,
                values=(("centre", centre), ("about", key)),
            )


def _always(book: Book, case: CaseRecord, limits: Limits) -> Iterator[Alarm]:
    """Yield what alarms also after an ending: contradictions."""
    for craft in book.crafts_of(case.case):
        for one in unsettled(book, craft, limits=limits):
            yield _alarm(case, "contradiction", one.key, since=case.stamp.at, what=one.key)


def _over(book: Book, case: CaseRecord, now: datetime, limits: Limits) -> Iterator[Alarm]:
    """Yield what speaks against an ending: reports placed since, and evidence that was undone."""
    if case.state in WORKED_ON:
        return
    ended = case.endings[-1].stamp
    for craft in book.crafts_of(case.case):
        parts = {one.craft for one in book.parts_of(craft.craft)}
        for report in book.reports_of(craft.craft):
            placed = (seq for key, seq in report.placed.items() if key in parts)
            if max(report.stamp.seq, *placed) > ended.seq:
                key = report.said.report
                yield _alarm(case, "reopen", key, since=report.stamp.entered, report=key)
    for gate in shaken(book, case, now=now, limits=limits):
        about = gate.about or case.case
        cause = f"{ended.seq}:{gate.name}:{about}"
        yield _alarm(case, "shaken", cause, since=ended.entered, about=about)


def _untold(case: CaseRecord, now: datetime, limits: Limits) -> Iterator[Alarm]:
    knowing = {*case.told, *(centre for centre, _ in case.owners)}
    for centre in limits.both:
        if centre not in knowing:
            values = {"centre": centre, "about": case.case}
            yield _alarm(case, "untold", centre, since=case.stamp.at, **values)
    for centre, told in case.told.items():
        late = told.acknowledged is None and now - told.at >= limits.acknowledge
        if late and centre != case.owner:
            yield _alarm(case, "acknowledge", centre, since=told.at, centre=centre, about=case.case)


def _hand_over(case: CaseRecord, now: datetime, limits: Limits) -> Iterator[Alarm]:
    offer = case.offer
    if offer and offer.state == "offered" and now - offer.at >= limits.hand_over:
        yield _alarm(case, "hand_over", str(offer.seq), since=offer.at, centre=offer.to)


def _refusals(case: CaseRecord) -> Iterator[Alarm]:
    """Yield refusals that no supervisor has reviewed, whatever became of the offer since."""
    for one in case.refusals:
        if not one.reviewed:
            yield _alarm(case, "refused", str(one.seq), since=one.at, centre=one.to)


def _relays(case: CaseRecord, now: datetime, limits: Limits) -> Iterator[Alarm]:
    for key, relay in case.relays.items():
        silent = [ship for ship in relay.sent.near if ship not in relay.answers]
        if silent and now - relay.stamp.at >= limits.relay:
            yield _alarm(case, "relay", key, since=relay.stamp.at, ships=", ".join(silent))


def _phases(book: Book, case: CaseRecord, limits: Limits) -> Iterator[Alarm]:
    """Yield centres that differ, or one below what the facts indicate without its reason."""
    declared = {centre: one.phase for centre, one in case.phases.items()}
    if len(set(declared.values())) > 1:
        said = ", ".join(f"{centre}: {phase}" for centre, phase in sorted(declared.items()))
        yield _alarm(case, "phases", said, since=case.stamp.at, phases=said)
    yield from _too_low(book, case, limits)
    if case.triggers and set(declared.values()) - {"distress"}:
        trigger = case.triggers[-1]
        yield _alarm(
            case, "trigger", trigger, since=case.last_event or case.stamp.at, trigger=trigger
        )


def _too_low(book: Book, case: CaseRecord, limits: Limits) -> Iterator[Alarm]:
    """Yield a phase below distress beside a fact that indicates it; a new fact alarms anew."""
    signs = distress_signs(book, case, limits=limits)
    for centre, one in case.phases.items():
        if one.phase != "distress" and signs:
            cause = f"{centre}:{one.phase}:{','.join(signs)}"
            yield _alarm(
                case,
                "phase_low",
                cause,
                since=case.last_event or case.stamp.at,
                centre=centre,
                phase=one.phase,
                sign=signs[-1],
            )


def distress_signs(book: Book, case: CaseRecord, *, limits: Limits) -> tuple[str, ...]:
    """Return the facts of a case, of which one alone indicates distress, that somebody said."""
    said = {name for name, fact in case.facts.items() if _is_yes(fact.value)}
    for report in _reports(book, case):
        said |= {name for name, fact in report.said.facts.items() if _is_yes(fact.value)}
        said |= set(STATES.get(report.said.fields.get("state", ""), ()))
    found = [one for one in limits.indicators if one in said]
    if any(one.indicated == "distress" for _, one in case.assessments[-1:]):
        found.append("assessment")
    return tuple(found)


def _is_yes(value: str) -> bool:
    return value.strip().casefold() in YES


def _unmatched(book: Book, case: CaseRecord) -> Iterator[Alarm]:
    """Yield what was recovered and nobody has said which boat it is."""
    for key, one in book.recoveries.items():
        if one.case == case.case and not one.matched:
            count = str(one.said.alive + one.said.dead)
            yield _alarm(case, "unmatched", key, since=one.stamp.at, recovery=key, count=count)


def _rescue_refused(case: CaseRecord) -> Iterator[Alarm]:
    """Yield a refusal of rescue: whoever refused it is asked again."""
    for stamp, one in case.decisions:
        if one.option == "I6" and one.choice == "refused":
            yield _alarm(case, "rescue_refused", one.decision, since=stamp.at)


def _silence(book: Book, case: CaseRecord, now: datetime, limits: Limits) -> Iterator[Alarm]:
    """Yield a case from which nothing was heard, or whose last position is old."""
    contact, fix = last_contact(book, case), last_fix(book, case)
    if contact is not None and now - contact >= limits.contact:
        yield _alarm(case, "contact", contact.isoformat(), since=contact)
    if fix is not None and now - fix >= limits.fix:
        yield _alarm(case, "fix", fix.isoformat(), since=fix)


def last_contact(book: Book, case: CaseRecord) -> datetime | None:
    """Return the time of the last report of any boat of a case."""
    return max((one.stamp.at for one in _reports(book, case)), default=None)


def last_fix(book: Book, case: CaseRecord) -> datetime | None:
    """Return the time of the last position of any boat of a case."""
    times = (
        one.said.positions[one.position].at or one.stamp.at
        for one in _reports(book, case)
        if one.said.positions
    )
    return max(times, default=None)


def _reports(book: Book, case: CaseRecord) -> Iterator[ReportRecord]:
    for craft in book.crafts_of(case.case):
        yield from book.reports_of(craft.craft)


def _review(case: CaseRecord, now: datetime) -> Iterator[Alarm]:
    if case.state != "suspended":
        return
    review = case.endings[-1].review_at
    if review is not None and now >= review:
        yield _alarm(case, "review", review.isoformat(), since=review)


def _drift(book: Book, case: CaseRecord, limits: Limits) -> Iterator[Alarm]:
    """Yield drift across a line with nobody beside the boat, and an estimate that has moved.

    A task names no boat: as long as units on scene are fewer than boats, one may be alone.
    """
    newest: dict[str, AssessmentMade] = {}
    for _, one in case.assessments:
        before = newest.get(one.craft)
        if before is not None and _has_moved(before, one, limits):
            yield _alarm(case, "moved", one.assessment, since=one.as_of, craft=one.craft)
        newest[one.craft] = one
    beside = sum(task.state in BESIDE for task in case.tasks.values())
    boats = {one.craft for one in book.crafts_of(case.case)}
    if beside >= len(boats):
        return
    for one in newest.values():
        if one.craft not in boats:
            continue
        for crossing in one.crossings:
            if crossing.share >= limits.crossing_share:
                first = crossing.first or one.as_of
                half = first.replace(minute=first.minute // 30 * 30, second=0, microsecond=0)
                key = f"{one.craft}:{crossing.line}:{half:%Y-%m-%dT%H:%M}"
                yield _alarm(
                    case,
                    "crossing",
                    key,
                    since=one.as_of,
                    line=crossing.line,
                    first=first.isoformat(),
                    craft=one.craft,
                )


def _has_moved(before: AssessmentMade, after: AssessmentMade, limits: Limits) -> bool:
    """Say whether the next two hours look different: further apart than their spread allows."""
    end = after.as_of + NEXT_HOURS
    pairs = [(_at(before.places, one.at), one) for one in after.places if one.at <= end]
    return any(
        old is not None and distance_nm(old, one) > limits.moved * max(old.radius_nm, one.radius_nm)
        for old, one in pairs
    )


def _at(places: Sequence[Place], moment: datetime) -> Place | None:
    """Return the place at a moment, on the straight line between the two beside it."""
    for one, other in pairwise(places):
        if one.at <= moment <= other.at:
            share = (moment - one.at) / (other.at - one.at)
            return Place(
                at=moment,
                lat=one.lat + share * (other.lat - one.lat),
                lon=one.lon + share * (other.lon - one.lon),
                radius_nm=one.radius_nm + share * (other.radius_nm - one.radius_nm),
            )
    return None


def distance_nm(one: Place, other: Place) -> float:
    """Return the distance between two places on a sphere [nm], by the haversine formula."""
    north = radians(other.lat - one.lat)
    east = radians(other.lon - one.lon)
    half = (
        sin(north / 2) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS_NM * asin(sqrt(half))


def _alarm(case: CaseRecord, kind: str, cause: str, *, since: datetime, **values: str) -> Alarm:
    return Alarm(
        key=f"{kind}:{case.case}:{cause}",
        kind=kind,
        since=since,
        case=case.case,
        values=tuple(values.items()),
    )
