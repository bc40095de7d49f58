"""How events about what is done change the state: relays, tasks, searches, decisions, messages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estran.casebook.book import found as found_in
from estran.casebook.records import MessageRecord, RelayRecord, Stamp, TaskRecord, WatchRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from estran.casebook.bodies import keeping
    from estran.casebook.bodies import operations as said
    from estran.casebook.book import Book, Record
    from estran.casebook.kinds import Body


def _relay(book: Book, body: said.RelaySent, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    relay = RelayRecord(sent=body, stamp=stamp)
    return [replace(found, relays={**found.relays, body.relay: relay})]


def _relay_answered(book: Book, body: said.RelayAnswered, _: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    relay = found_in(found.relays, "relay", body.relay)
    relay = replace(relay, answers={**relay.answers, body.ship: body})
    return [replace(found, relays={**found.relays, body.relay: relay})]


def _asked(book: Book, body: said.TaskRequested, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    task = TaskRecord(asked=body, stamp=stamp)
    return [replace(found, tasks={**found.tasks, body.task: task})]


def _moved(book: Book, body: said.TaskMoved, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    task = found_in(found.tasks, "task", body.task)
    task = replace(
        task,
        state=body.to,
        moved=(*task.moved, (body.to, stamp.at, body.why)),
        eta=body.eta or task.eta,
    )
    return [replace(found, tasks={**found.tasks, body.task: task})]


def _sheet(book: Book, body: said.SheetRead, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    return [replace(found, sheets_read={**found.sheets_read, body.unit: stamp.at})]


def _on_scene(
    book: Book, body: said.OnSceneCoordinatorNamed, _: Stamp, case: str
) -> Iterable[Record]:
    return [replace(book.case(case), on_scene=body.unit)]


def _medical(
    book: Book, body: said.MedicalAdviceGiven, stamp: Stamp, case: str
) -> Iterable[Record]:
    found = book.case(case)
    return [replace(found, medical=(*found.medical, (stamp, body.text)))]


def _mass(book: Book, body: said.MassRescuePlanned, _: Stamp, case: str) -> Iterable[Record]:
    return [replace(book.case(case), mass_rescue=body)]


def _safety(book: Book, body: said.PlaceOfSafetyNamed, _: Stamp, case: str) -> Iterable[Record]:
    return [replace(book.case(case), safety=body)]


def _search(book: Book, body: said.SearchDone, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    return [replace(found, searches={**found.searches, body.search: (stamp, body)})]


def _valued(book: Book, body: said.SearchesValued, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    return [replace(found, valued={**found.valued, body.craft: (stamp, body)})]


def _daylight(
    book: Book, body: said.DaylightConsidered, stamp: Stamp, case: str
) -> Iterable[Record]:
    found = book.case(case)
    return [replace(found, daylight=(*found.daylight, (stamp, body)))]


def _assessed(book: Book, body: said.AssessmentMade, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    return [replace(found, assessments=(*found.assessments, (stamp, body)))]


def _decided(book: Book, body: said.DecisionTaken, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    return [replace(found, decisions=(*found.decisions, (stamp, body)))]


def _sent(book: Book, body: said.MessageSent, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    message = MessageRecord(sent=body, stamp=stamp)
    return [replace(found, messages={**found.messages, body.message: message})]


def _message_read(book: Book, body: said.MessageRead, stamp: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    message = found_in(found.messages, "message", body.message)
    message = replace(message, read={**message.read, body.by: stamp.at})
    return [replace(found, messages={**found.messages, body.message: message})]


def _relieved(_: Book, body: said.WatchRelieved, stamp: Stamp, __: str) -> Iterable[Record]:
    return [
        WatchRecord(
            centre=body.centre,
            qualified=body.qualified,
            trainees=body.trainees,
            stamp=stamp,
            cases=body.cases,
        )
    ]


def _surveillance(book: Book, body: said.SurveillanceStated, _: Stamp, __: str) -> Iterable[Record]:
    book.surveillance = body
    return []


def _held(book: Book, body: keeping.HoldPlaced, _: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    holds = {**found.holds, body.hold: body.ground}
    return [replace(found, holds=holds, holds_placed=found.holds_placed + 1)]


def _let_go(book: Book, body: keeping.HoldLifted, _: Stamp, case: str) -> Iterable[Record]:
    found = book.case(case)
    holds = {key: ground for key, ground in found.holds.items() if key != body.hold}
    return [replace(found, holds=holds)]


def _erased(book: Book, body: keeping.TextErased, stamp: Stamp, _: str) -> Iterable[Record]:
    book.erased.update(dict.fromkeys(body.sealed, stamp.seq))
    return []


def _night_erased(book: Book, body: keeping.NightErased, stamp: Stamp, _: str) -> Iterable[Record]:
    book.nights_erased[body.night] = stamp.seq
    return []


HANDLERS: Mapping[str, Callable[[Book, Body, Stamp, str], Iterable[Record]]] = {
    "relay.sent": _relay,
    "relay.answered": _relay_answered,
    "task.requested": _asked,
    "task.moved": _moved,
    "sheet.read": _sheet,
    "osc.named": _on_scene,
    "medical.advised": _medical,
    "mass_rescue.planned": _mass,
    "safety.named": _safety,
    "search.done": _search,
    "searches.valued": _valued,
    "daylight.considered": _daylight,
    "assessment.made": _assessed,
    "decision.taken": _decided,
    "message.sent": _sent,
    "message.read": _message_read,
    "watch.relieved": _relieved,
    "surveillance.stated": _surveillance,
    "hold.placed": _held,
    "hold.lifted": _let_go,
    "text.erased": _erased,
    "night.erased": _night_erased,
}
