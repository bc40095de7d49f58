"""Parts of a page about one case, that the case sheet and the hand-over message share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange.case_view import (
    centre,
    claims,
    craft_name,
    facts_known,
    fix_text,
    fixes,
    listed,
    phases,
    references,
    unknown,
)
from estran.exchange.page import Grid, Pairs, Points, pairs, part
from estran.language.catalogue import name_in, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.casebook.records import CraftRecord, TaskRecord
    from estran.casebook.tally import Tally
    from estran.exchange.case_view import CaseView
    from estran.exchange.page import Part


def standing_part(view: CaseView) -> Part:
    """Return state, phases and references, side by side for both centres."""
    language, case = view.language, view.case
    return part(
        say(language, "case_sheet.standing"),
        pairs(
            (say(language, "case_sheet.state"), name_in(language, "case_state", case.state)),
            (say(language, "case_sheet.phases"), phases(view)),
            (say(language, "case_sheet.references"), references(view)),
            (say(language, "case_sheet.told"), _told(view)),
            (say(language, "case_sheet.offer"), offer_text(view)),
            (say(language, "case_sheet.refusals"), _refusals(view)),
            (say(language, "case_sheet.on_scene"), case.on_scene or unknown(language)),
            (say(language, "case_sheet.safety"), safety_text(view)),
            (say(language, "case_sheet.escort"), _escort(view)),
        ),
    )


def _told(view: CaseView) -> str:
    rows = (
        say(
            view.language,
            "casebook.told_both" if told.acknowledged else "casebook.told_only",
            centre=centre(view.language, name),
            told=view.clock(told.at),
            acknowledged=view.clock(told.acknowledged),
        )
        for name, told in view.case.told.items()
    )
    return listed(rows, view.language)


def offer_text(view: CaseView) -> str:
    """Return the hand-over that runs; the offering centre acts until it is accepted."""
    offer, language = view.case.offer, view.language
    if offer is None:
        return ""
    return say(
        language,
        "casebook.offered" if offer.state == "offered" else "casebook.refused",
        to=centre(language, offer.to),
        time=view.clock(offer.at),
        owner=centre(language, view.case.owner),
        why=offer.why,
    )


def _refusals(view: CaseView) -> str:
    """Return every refused hand-over, and whether a supervisor has looked at it."""
    rows = [
        say(
            view.language,
            "casebook.refusal_reviewed" if one.reviewed else "casebook.refusal_open",
            to=centre(view.language, one.to),
            time=view.clock(one.at),
            why=one.why,
            reviewed=one.reviewed,
        )
        for one in view.case.refusals
    ]
    return listed(rows, view.language) if rows else ""


def safety_text(view: CaseView) -> str:
    """Return where survivors are brought."""
    safety = view.case.safety
    if safety is None:
        return unknown(view.language)
    key = "safety_provisional" if safety.provisional else "safety"
    return say(view.language, f"casebook.{key}", place=safety.place, by=safety.agreed_by)


def _escort(view: CaseView) -> str:
    escort = view.case.escort
    if escort is None:
        return ""
    triggers = listed(escort.triggers, view.language)
    return say(view.language, "casebook.escort", unit=escort.unit, triggers=triggers)


def boats_parts(view: CaseView) -> list[Part]:
    """Return one part for each boat: positions, looks, and people, nothing averaged."""
    found = [_boat(view, craft) for craft in view.crafts()]
    if found:
        return found
    heading = say(view.language, "case_sheet.boat", boat=unknown(view.language))
    return [part(heading, Points((say(view.language, "case_sheet.no_boat"),)))]


def _boat(view: CaseView, craft: CraftRecord) -> Part:
    language = view.language
    positions = [fix_text(view, one) for one in fixes(view, craft)]
    return part(
        say(language, "case_sheet.boat", boat=craft_name(craft)),
        pairs(
            (say(language, "case_sheet.positions"), listed(positions, language)),
            (say(language, "case_sheet.looks"), looks(view, craft)),
            (say(language, "case_sheet.said_persons"), listed(claims(view, craft), language)),
            (say(language, "case_sheet.tally"), tally_text(view.tally(craft), language)),
        ),
        _links(view, craft),
    )


def _links(view: CaseView, craft: CraftRecord) -> Grid:
    language = view.language
    head = tuple(
        say(language, f"case_sheet.{key}")
        for key in ("report", "when", "came_by", "status", "link_why")
    )
    rows = tuple(
        (
            report.said.report,
            view.clock(report.stamp.at),
            name_in(language, "channel", report.said.channel),
            _read(view, report.read),
            report.links[craft.craft].why if craft.craft in report.links else "-",
        )
        for report in view.reports_of(craft)
    )
    return Grid(head, rows)


def _read(view: CaseView, read: object) -> str:
    by = dict(read) if isinstance(read, dict) else {}
    if not by:
        return say(view.language, "case_sheet.unread")
    return listed(
        (f"{centre(view.language, name)} {view.clock(at)}" for name, at in by.items()),
        view.language,
    )


def looks(view: CaseView, craft: CraftRecord) -> str:
    """Return colours, engines and kinds of a boat as reports gave them, each with its number."""
    language = view.language
    said = [one.said for one in view.reports_of(craft)]
    colours = [f"{one.colour} ({one.report})" for one in said if one.colour]
    engines = [
        f"{name_in(language, 'engine_state', one.engine)} ({one.report})"
        for one in said
        if one.engine != "unknown"
    ]
    return say(
        language,
        "casebook.looks",
        colour=listed(colours, language),
        engine=listed(engines, language),
    )


def tally_text(tally: Tally, language: str) -> str:
    """Return the people of a boat: highest number, found, and how many are not accounted for."""
    none = unknown(language)

    def shown(number: int | None) -> str:
        return none if number is None else str(number)

    return say(
        language,
        "casebook.tally",
        highest=shown(tally.highest),
        seen=shown(tally.seen),
        alive=tally.alive,
        dead=tally.dead,
        accounted=tally.accounted,
        missing=shown(tally.missing),
        open=shown(tally.open),
    )


def facts_part(view: CaseView) -> Part:
    """Return what was said of each fact; statements that differ stand side by side."""
    rows = ((label, listed(said, view.language)) for label, said in facts_known(view).items())
    return part(say(view.language, "case_sheet.facts"), Pairs(tuple(rows)))


def tasks_part(view: CaseView) -> Part:
    """Return every task with its places, and the places against the people."""
    language = view.language
    rows = [task_text(view, one) for one in view.case.tasks.values()]
    return part(
        say(language, "case_sheet.tasks"),
        Points((*rows, places_text(view), *_plan(view), *_medical(view))),
    )


def _plan(view: CaseView) -> list[str]:
    plan = view.case.mass_rescue
    if plan is None:
        return []
    return [
        say(
            view.language,
            "casebook.mass_rescue",
            persons=plan.persons_high,
            places=plan.places,
            plan=plan.plan,
        )
    ]


def _medical(view: CaseView) -> list[str]:
    if not view.case.medical:
        return []
    times = ", ".join(view.clock(stamp.at) for stamp, _ in view.case.medical)
    return [say(view.language, "casebook.medical", times=times)]


def task_text(view: CaseView, task: TaskRecord) -> str:
    """Return one task: unit, what for, where it stands, its places, and when it is expected."""
    language, asked = view.language, task.asked
    places = unknown(language) if asked.capacity is None else str(asked.capacity)
    key = "task_due" if task.eta and task.state != "on_scene" else "task"
    since = task.moved[-1][1] if task.moved else task.stamp.at
    return say(
        language,
        f"casebook.{key}",
        unit=asked.unit,
        purpose=asked.purpose,
        state=name_in(language, "task_state", task.state),
        since=view.clock(since),
        places=places,
        eta=view.clock(task.eta),
    )


def places_text(view: CaseView) -> str:
    """Return the places of the units tasked against the people not accounted for."""
    language = view.language
    at_work = [one for one in view.case.tasks.values() if one.state not in ("declined", "released")]
    known = [one.asked.capacity for one in at_work if one.asked.capacity is not None]
    left = people_left(view)
    people = unknown(language) if left is None else str(left)
    if left is None:
        key = "places_people_unknown"
    elif sum(known) >= left:
        key = "places_enough"
    else:
        key = "places_short" if len(known) == len(at_work) else "places_unknown"
    return say(language, f"casebook.{key}", places=sum(known), people=people)


def people_left(view: CaseView) -> int | None:
    """Return how many are not accounted for in all; None where one boat's number is unknown."""
    open_ones = [view.tally(craft).open for craft in view.crafts()]
    if not open_ones or None in open_ones:
        return None
    return sum(one for one in open_ones if one is not None)


def relays_part(view: CaseView) -> Part:
    """Return each Mayday relay: who answered, and who near it did not."""
    texts = tuple(relay_answers(view))
    return part(say(view.language, "case_sheet.relays"), Points(texts))


def relay_answers(view: CaseView) -> list[str]:
    """Return one sentence a relay."""
    language = view.language
    rows = []
    for relay in view.case.relays.values():
        answers = (
            f"{ship} {name_in(language, 'relay_answer', one.answer)}"
            for ship, one in relay.answers.items()
        )
        silent = [ship for ship in relay.sent.near if ship not in relay.answers]
        rows.append(
            say(
                language,
                "casebook.relay_silent" if silent else "casebook.relay",
                time=view.clock(relay.stamp.at),
                answers=listed(answers, language),
                silent=", ".join(silent),
            )
        )
    return rows


def points_part(heading: str, texts: Sequence[str]) -> Part:
    """Return a part that is a list of sentences; empty where there are none."""
    return part(heading, Points(tuple(texts)))
