"""What the newest assessment of a case says: its card, what it indicates, what was available.

A decision is kept with it, also against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange.json_answer import from_json

if TYPE_CHECKING:
    from estran.assess.answer import Assessment
    from estran.casebook.bodies.operations import AssessmentMade
    from estran.casebook.bodies.parts import Indicated
    from estran.casebook.records import CaseRecord
    from estran.room.desk import Desk

AGAINST_IT = ("forbidden", "not_permitted")


def newest(case: CaseRecord) -> AssessmentMade | None:
    """Return the newest assessment of a case, or None."""
    return case.assessments[-1][1] if case.assessments else None


def assessment_of(desk: Desk, made: AssessmentMade) -> Assessment | None:
    """Return a stored assessment; None where the store does not hold it."""
    artifact = desk.ports.store.artifact(made.artifact)
    return from_json(artifact.content) if artifact else None


def indicated(case: CaseRecord) -> Indicated:
    """Return what the facts indicate; without an assessment distress is not excluded."""
    if case.triggers:
        return "distress"
    made = newest(case)
    return made.indicated if made else "distress_not_excluded"


def verdict_on(answer: Assessment | None, option: str) -> str:
    """Return what the card says of an option; empty where there is no card for it."""
    found = [one for one in (answer.card if answer else []) if one.option == option]
    return found[0].verdict if found else ""


def is_against(choice: str, verdict: str) -> bool:
    """Say whether a choice goes against the card: taken against it, or refused where required."""
    return (choice == "chosen" and verdict in AGAINST_IT) or (
        choice == "refused" and verdict == "required"
    )


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
