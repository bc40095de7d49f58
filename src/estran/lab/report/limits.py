"""Part 11: the limits, a checklist filled in from the study itself, and every parameter."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estran.lab.parameters import parameters
from estran.lab.report.markup import behind, marks, points, section, table

if TYPE_CHECKING:
    from estran.lab.parameters import Parameter
    from estran.lab.report.telling import Telling

ITEMS = {
    **{"i1_1": "1", "i1_2": "4", "i1_3": "4", "i2_1": "3", "i2_2": "7", "i2_3": "7"},
    **{"i2_4": "7", "i2_5_1": "2", "i2_5_2": "3", "i2_5_3": "2", "i2_5_4": "3", "i2_5_5": "3"},
    **{"i3_1": "6", "i3_2": "6", "i3_3": "6", "i3_4": "4", "i4_1": "5", "i4_2": "2"},
    **{
        "i4_3": "4",
        "i5_1": "\u2013",
        "i5_2": "4",
        "i5_3": "\u2013",
        "i5_4": "\u2013",
        "i6_1": "\u2013",
    },
}
"""Items of STRESS, each with the element of ODD that it answers: 1 purpose to 7 submodels."""


def limits_part(told: Telling) -> str:
    """Return part 11."""
    limits = [told.say(f"study_limits.limit_{at}") for at in range(1, 8)]
    return section(
        "limits",
        told.say("study_part.limits"),
        marks(told.breach_marks()),
        section("limit-points", told.say("study_limits.points"), points(limits), level=3),
        _checklist(told),
        _parameters(told),
    )


def _checklist(told: Telling) -> str:
    head = [told.say(f"study_limits.head_{one}") for one in ("item", "odd", "text")]
    values = _values(told)
    rows = [
        (
            told.say(f"study_stress.{item}"),
            odd,
            told.say(f"study_stress.{item}_text", **values),
        )
        for item, odd in ITEMS.items()
    ]
    caption = told.say("study_limits.checklist_note")
    heading = told.say("study_limits.checklist")
    return section("checklist", heading, table(head, rows, caption=caption), level=3)


def _values(told: Telling) -> dict[str, str]:
    """Return all that the checklist takes from the study."""
    found, manifest = told.findings, told.findings.manifest
    design, sampling = found.design, found.sampling
    kinds = Counter(one.kind for one in parameters().values())
    outcomes = dict.fromkeys(one.outcome for one in found.counts)
    code = manifest.get("code", {})
    made = ", ".join(f"{name} {one}" for name, one in code.get("versions", {}).items())
    return {
        "question": told.wrote("question"),
        "outcomes": ", ".join(told.outcome_word(one) for one in outcomes),
        "doctrines": ", ".join(design.doctrines),
        "count": str(len(parameters())),
        "measured": str(kinds["measured"]),
        "rival": str(kinds["rival"]),
        "assumed": str(kinds["assumed"]),
        "lanes": told.whole(sampling.lanes),
        "draws": told.whole(sampling.draws),
        "drawn": told.say(f"study_stress.{design.parameters}"),
        "seasons": told.whole(sampling.seasons_per_draw),
        "effective": told.amount(sampling.effective_draws),
        "version": str(code.get("estran", "")),
        "versions": made,
        "seed": str(design.seed),
    }


def _parameters(told: Telling) -> str:
    names = ("parameter", "range", "kind", "source", "confidence")
    head = [told.say(f"study_limits.head_{one}") for one in names]
    rows = [_parameter(told, one) for one in parameters().values()]
    caption = told.say("study_limits.parameters_note")
    return behind(told.say("study_limits.parameters"), table(head, rows, caption=caption))


def _parameter(told: Telling, one: Parameter) -> tuple[str, ...]:
    low, high, unit = told.amount(one.low), told.amount(one.high), told.unit(one.unit)
    span = told.say("study_word.between", low=low, high=high)
    span = told.say("study_limits.unit_range", range=span, unit=unit).strip()
    fixed = told.findings.design.fixed.get(one.key)
    if fixed is not None:
        span = told.say("study_limits.set_to", range=span, value=told.amount(fixed))
    if one.class_only:
        span = told.say("study_limits.class_only")
    return (
        told.parameter(one.key, one.label),
        span,
        told.kind(one.kind),
        told.source(one.source),
        told.say(f"confidence_word.{one.confidence}"),
    )
