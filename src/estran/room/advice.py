"""What the newest assessment of a case says: its card, what it indicates, what was available.

A decision is kept with it, also against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.casebook.closing import open_gates
from estran.casebook.tally import tally_of
from estran.doctrine.options import RESCUE
from estran.exchange.json_answer import from_json

if TYPE_CHECKING:
    from estran.assess.answer import Assessment
    from estran.casebook.bodies.operations import AssessmentMade
    from estran.casebook.bodies.parts import Indicated
    from estran.casebook.book import Book
    from estran.casebook.records import CaseRecord
    from estran.room.desk import Desk

AGAINST_IT = ("forbidden", "not_permitted")
FOR_IT = ("permitted", "required")
DUTY = "I6"
"""Rescue of people in distress: to refuse it is against every advice, with a card or without."""
GRAVEST_FIRST: tuple[Indicated, ...] = ("distress", "distress_not_excluded", "not_indicated")


def newest(case: CaseRecord) -> AssessmentMade | None:
    """Return the newest assessment of a case, or None."""
    return case.assessments[-1][1] if case.assessments else None


def assessment_of(desk: Desk, made: AssessmentMade) -> Assessment | None:
    """Return a stored assessment; None where the store does not hold it."""
    artifact = desk.ports.store.artifact(made.artifact)
    return from_json(artifact.content) if artifact else None


def indicated(case: CaseRecord) -> Indicated:
    """Return what the facts indicate; without an assessment distress is not excluded.

    Of several boats the one in the gravest state decides.
    """
    if case.triggers:
        return "distress"
    newest_of = {one.craft: one.indicated for _, one in case.assessments}
    return min(newest_of.values(), key=GRAVEST_FIRST.index, default="distress_not_excluded")


def left_open(desk: Desk, book: Book, case: CaseRecord) -> list[str]:
    """Return what is still open when a case is ended: people of each boat, and gates."""
    people = [
        f"{one.craft}: {'unknown' if (left := tally_of(book, one).open) is None else left}"
        for one in book.crafts_of(case.case)
    ]
    standing = open_gates(book, case, ground="found", now=desk.now(), limits=desk.limits)
    return people + [
        f"{one.name} {one.about} {one.standing}".replace("  ", " ") for one in standing
    ]


def verdict_on(answer: Assessment | None, option: str) -> str:
    """Return what the card says of an option; empty where there is no card for it."""
    found = [one for one in (answer.card if answer else []) if one.option == option]
    return found[0].verdict if found else ""


def is_against(choice: str, verdict: str, *, option: str) -> bool:
    """Say whether a choice goes against the card: taken against it, or refused where required.

    Control options fail closed: one that no card permits is taken against it.
    """
    if choice == "refused":
        return verdict == "required" or option == DUTY
    return verdict in AGAINST_IT or (option not in RESCUE and verdict not in FOR_IT)


def available(answer: Assessment | None, case: CaseRecord) -> tuple[str, ...]:
    """Return what else was available: options not barred, units and classes near, tasks."""
    if answer is None:
        options, units = [], []
    else:
        options = [
            f"{one.option}: {one.verdict}" for one in answer.card if one.verdict not in AGAINST_IT
        ]
        units = [f"{one.name}: {one.half_reached or 'time unknown'}" for one in answer.assets]
    tasked = [f"{one.asked.unit}: {one.state}" for one in case.tasks.values()]
    return (*options, *units, *tasked)
