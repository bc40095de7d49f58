"""Part 6: the conditions under which a doctrine does worse, in words, and how well they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.lab.findings import Refused
from estran.lab.report.markup import marks, paragraphs, points, section

if TYPE_CHECKING:
    from estran.lab.findings import Box, Discovery, Limit
    from estran.lab.report.telling import Telling


def discovery_part(told: Telling) -> str:
    """Return part 6."""
    return section(
        "discovery",
        told.say("study_part.discovery"),
        marks(told.breach_marks()),
        paragraphs(told.say("study_discovery.note")),
        *(_found(told, one, at) for at, one in enumerate(told.findings.discoveries)),
    )


def _found(told: Telling, one: Discovery, at: int) -> str:
    heading = told.say(
        "study_discovery.heading",
        outcome=told.outcome(one.outcome),
        doctrine=one.doctrine,
        reference=one.reference,
    )
    barred = told.say("study_discovery.barred", doctrine=one.doctrine)
    cases = told.say("study_discovery.cases", doctrine=one.doctrine, cases=told.percent(one.cases))
    return section(
        f"discovery-{at}",
        heading,
        marks([barred] if one.doctrine in told.barred else []),
        paragraphs(cases),
        _refused(told, one.box) if isinstance(one.box, Refused) else _box(told, one.box),
        level=3,
    )


def _refused(told: Telling, found: Refused) -> str:
    text = told.refused(found)
    return paragraphs(text[:1].upper() + text[1:] + ".")


def _box(told: Telling, found: Box) -> str:
    say, percent = told.say, told.percent
    coverage = say(
        "study_discovery.coverage",
        coverage=percent(found.coverage),
        coverage_unseen=percent(found.coverage_unseen),
    )
    density = say(
        "study_discovery.density",
        density=percent(found.density),
        density_unseen=percent(found.density_unseen),
    )
    return "".join(
        (
            paragraphs(say("study_discovery.where")),
            points(_limit(told, one) for one in found.limits),
            paragraphs(coverage, density),
        )
    )


def _limit(told: Telling, one: Limit) -> str:
    return told.say(
        "study_discovery.limit",
        text=_side(told, one),
        kind=told.kind(one.kind),
        chance=told.percent(one.chance),
        again=told.percent(one.again),
    )


def _side(told: Telling, one: Limit) -> str:
    name, unit = told.parameter(one.parameter, one.label), told.unit(one.unit)
    if told.class_only(one.parameter):
        return told.say("study_discovery.class_only", name=name)
    low, high = (
        "" if end is None else f"{told.amount(end)} {unit}".strip() for end in (one.low, one.high)
    )
    if low and high:
        return told.say("study_discovery.within", name=name, low=low, high=high)
    if low:
        return told.say("study_discovery.above", name=name, low=low)
    return told.say("study_discovery.below", name=name, high=high)
