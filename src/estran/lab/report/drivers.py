"""Parts 7 and 8: what a difference hangs on, and what would be worth measuring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.lab.findings import Refused
from estran.lab.report.charts import Row, tornado
from estran.lab.report.markup import behind, figure, marks, paragraphs, section, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.lab.findings import Effect, Information, Tornado, Worth
    from estran.lab.report.telling import Telling

MOST_BARS = 8
BLURRED = 0.3
"""Rank correlation above which shares of the variance are blurred."""


def drivers_part(told: Telling) -> str:
    """Return part 7."""
    return section(
        "drivers",
        told.say("study_part.drivers"),
        marks(told.breach_marks()),
        paragraphs(told.say("study_drivers.note")),
        *(_tornado(told, one, at) for at, one in enumerate(told.findings.tornados)),
    )


def _tornado(told: Telling, one: Tornado, at: int) -> str:
    title = told.say(
        "study_drivers.chart",
        outcome=told.outcome(one.outcome),
        doctrine=one.doctrine,
        reference=one.reference,
    )
    if isinstance(one.effects, Refused):
        text = told.refused(one.effects)
        body = paragraphs(text[:1].upper() + text[1:] + ".")
    else:
        body = _drawn(told, one, one.effects, title)
    return section(f"driver-{at}", title, body, level=3)


def _drawn(told: Telling, one: Tornado, effects: Sequence[Effect], title: str) -> str:
    rows = [_row(told, each) for each in effects[:MOST_BARS]]
    said = [
        told.say("study_drivers.row_shows", name=row.label, total=told.percent(row.middle))
        for row in rows
    ]
    words = told.drawn(title, told.say("study_drivers.shows", rows="; ".join(said)), told.share)
    caption = told.say(
        "study_drivers.caption",
        share=told.percent(effects[0].total_interval.share) if effects else "\u2013",
        explained=told.percent(one.explained),
        ceiling=told.percent(one.ceiling),
        scale=told.say(f"study_scale.{one.scale}"),
    )
    blurred = one.dependence > BLURRED
    note = told.say("study_drivers.dependence", value=told.amount(one.dependence))
    return "".join(
        (
            figure(tornado(rows, words), caption),
            paragraphs(note if blurred else ""),
            _table(told, effects),
        )
    )


def _row(told: Telling, one: Effect) -> Row:
    name = told.parameter(one.parameter, one.label)
    return Row(
        label=told.say("study_drivers.row_kind", name=name, kind=told.kind(one.kind)),
        middle=one.total,
        thick=None,
        thin=(one.total_interval.low, one.total_interval.high),
        look="hatched" if one.kind == "assumed" else "found",
    )


def _table(told: Telling, effects: Sequence[Effect]) -> str:
    names = ("parameter", "kind", "total", "interval", "first", "binned", "sign")
    head = [told.say(f"study_drivers.head_{one}") for one in names]
    rows = [
        (
            told.parameter(one.parameter, one.label),
            told.kind(one.kind),
            told.percent(one.total),
            _shares(told, one.total_interval.low, one.total_interval.high),
            told.percent(one.first),
            told.percent(one.binned),
            told.say("study_drivers.rises" if one.up else "study_drivers.falls"),
        )
        for one in effects
    ]
    caption = told.say("study_drivers.table")
    return behind(caption, table(head, rows, caption=caption))


def _shares(told: Telling, low: float, high: float) -> str:
    return told.say("study_word.between", low=told.percent(low), high=told.percent(high))


def worth_part(told: Telling) -> str:
    """Return part 8."""
    return section(
        "worth",
        told.say("study_part.worth"),
        marks(told.breach_marks()),
        paragraphs(told.say("study_worth.note")),
        *(_information(told, one) for one in told.findings.information),
    )


def _information(told: Telling, one: Information) -> str:
    name = told.outcome(one.outcome)
    if isinstance(one.worths, Refused):
        text = told.say("study_word.named", name=name, text=told.refused(one.worths))
        return paragraphs(text + ".")
    chance = told.say(
        "study_worth.chance", value=told.amount(one.by_chance), evpi=told.amount(one.evpi)
    )
    if not any(each.shown for each in one.worths):
        return paragraphs(told.say("study_worth.nothing", outcome=name, chance=chance))
    caption = told.say("study_worth.table", outcome=name, unit=told.unit_of(one.outcome))
    return _worths(told, one.worths, caption) + paragraphs(chance)


def _worths(told: Telling, worths: Sequence[Worth], caption: str) -> str:
    head = (
        told.say("study_drivers.head_parameter"),
        told.say("study_drivers.head_kind"),
        told.say("study_worth.head_worth"),
    )
    rows = [
        (
            told.parameter(one.parameter, one.label),
            told.kind(one.kind),
            told.amount(one.evppi) if one.shown else told.say("study_worth.not_shown"),
        )
        for one in worths[:MOST_BARS]
    ]
    return table(head, rows, caption=caption)
