"""Use case: enter a historic case into a casebook of its own, as its report could have been taken.

Its watermark stands on everything that leaves it. What is contested goes in as notes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estran.assess.report import UNKNOWN_CRAFT, FactGiven
from estran.errors import CasebookError
from estran.exchange.replay import replay
from estran.quantities.instants import parse_instant
from estran.room.assessing import Asked, assess_case
from estran.room.casework import Opening, open_case
from estran.room.enter import enter
from estran.room.replay_keys import watermark_of
from estran.room.take_in import Said, take_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.assess.report import Report
    from estran.casebook.event import Author
    from estran.room.desk import Desk

KNOWN_THEN = ("state", "under_way", "wind", "waves", "water_temperature")
"""What whoever reported could say; in an exercise nobody knows more."""
LASTING = (*KNOWN_THEN, "entered_water")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """The numbers under which a historic case stands now."""

    report: str
    case: str
    craft: str
    assessment: str


def known_by(key: str) -> str:
    """Return when all that a replay enters had happened: its report, and who was told when.

    Raises
    ------
    UnknownNameError
        Where there is no such replay.
    """
    report = replay(key).report
    times = [report.at, *report.told.values(), *report.acknowledged.values(), _relayed(report)]
    return max((one for one in times if one), key=parse_instant)


def begun_by(key: str) -> str:
    """Return when the first message of a replay was sent.

    Raises
    ------
    UnknownNameError
        Where there is no such replay.
    """
    return replay(key).report.at


def enter_replay(
    desk: Desk, by: Author, key: str, *, particles: int = 10_000, mark: str = ""
) -> Replayed:
    """Take the report of a historic case in, open its case, say who was told, and assess it.

    Parameters
    ----------
    desk : Desk
        Of an empty casebook with the watermark of this replay.
    by : Author
        Who enters it; for the centre that had the case, where that is known.
    key : str
        Such as ``2021-11-24``.
    particles : int
        Size of the ensemble.
    mark : str
        The watermark that the casebook has: that of the replay where empty, or that of an exercise.
        In an exercise nothing is entered that became known later only: no note of what is
        contested, and not when people entered the water.

    Raises
    ------
    CasebookError
        Where the casebook holds something already, or has another watermark.
    """
    found = replay(key).report
    mark = mark or watermark_of(key)
    if desk.watermark != mark or desk.book().seq:
        raise CasebookError(
            "replay.casebook",
            f"A replay is entered into a new casebook of its own, marked {mark}. Name one that is "
            "not there yet.",
            watermark=mark,
        )
    by = replace(by, centre=found.coordinator or by.centre)
    looks_back = mark == watermark_of(key)
    taken = take_in(desk, by, _said(found, known=LASTING if looks_back else KNOWN_THEN))
    case, craft = open_case(desk, by, Opening(report=taken.number))
    _coordination(desk, by, case, found)
    for text in found.contested if looks_back else ():
        enter(desk, by, "note.added", {"text": text}, case=case)
    made, _ = assess_case(desk, by, Asked(case=case, craft=craft, particles=particles))
    return Replayed(report=taken.number, case=case, craft=craft, assessment=made.assessment)


def _said(report: Report, *, known: tuple[str, ...]) -> Said:
    fields = {name: str(said) for name in known if (said := getattr(report, name)) is not None}
    if report.craft != UNKNOWN_CRAFT:
        fields["craft"] = report.craft
    return Said(
        channel="call",
        source=report.source or "unknown",
        at=report.at,
        positions=(report.position,),
        position_accuracy_m=report.position_accuracy_m,
        persons=None if report.persons is None else str(report.persons),
        fields=fields,
        facts=_facts(report.facts),
    )


def _facts(given: Mapping[str, object]) -> dict[str, str]:
    """Return facts as text; those that nobody knew are left out."""
    plain = {name: one.value if isinstance(one, FactGiven) else one for name, one in given.items()}
    words = {True: "yes", False: "no"}
    return {
        name: words[value] if isinstance(value, bool) else str(value)
        for name, value in plain.items()
        if value is not None
    }


def _coordination(desk: Desk, by: Author, case: str, report: Report) -> None:
    """Enter who was told, who acknowledged and which phases were declared, as far as is known."""
    for centre, at in report.told.items():
        if centre != by.centre:
            told = {"centre": centre, "channel": "telephone", "at": at}
            enter(desk, by, "centre.told", told, case=case)
    for centre, at in report.acknowledged.items():
        if centre in report.told:
            said = {"centre": centre, "at": at}
            enter(desk, by, "centre.acknowledged", said, case=case)
    for centre, phase in report.phases.items():
        declared = {"centre": centre, "phase": phase, "why": "as the sources tell"}
        enter(desk, by, "phase.declared", declared, case=case)
    if _relayed(report):
        enter(desk, by, "relay.sent", {"at": _relayed(report)}, case=case)


def _relayed(report: Report) -> str:
    """Return when a Mayday relay went out; empty where none is known of."""
    said = report.mayday_relay or ""
    return said if said[:1].isdigit() else ""
