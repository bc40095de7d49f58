"""Part 10: the model beside history, what history tells of the parameters, and what it cannot tell.

Not identified is printed in words, and no number stands in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.lab.findings import Refused
from estran.lab.report.markup import marks, paragraphs, section, table
from estran.language.catalogue import name_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.lab.findings import Attribution, Check, History, Identified, Placebo
    from estran.lab.report.telling import Telling


def history_part(told: Telling) -> str:
    """Return part 10."""
    found = told.findings.history
    body = marks([told.say("study_history.none")]) if found is None else _held(told, found)
    return section("history", told.say("study_part.history"), marks(told.breach_marks()), body)


def _held(told: Telling, found: History) -> str:
    return "".join(
        (
            paragraphs(told.say("study_history.note")),
            _checks(told, found.checks) if found.checks else "",
            _identified(told, found.identified) if found.identified else "",
            _attributions(told, found.attributions) if found.attributions else "",
        )
    )


def _checks(told: Telling, found: Sequence[Check]) -> str:
    say, stated = told.say, told.percent(found[0].modelled.share)
    head = (
        say("study_history.head_what"),
        say("study_history.head_observed"),
        say("study_history.head_modelled", share=stated),
        say("study_history.head_inside"),
        say("study_history.head_used"),
        say("study_history.head_source"),
    )
    held = [one for one in found if one.held_out]
    tally = say(
        "study_history.tally",
        outside=sum(not one.inside for one in found),
        count=len(found),
        held=len(held),
        held_outside=sum(not one.inside for one in held),
    )
    rows = [_check(told, one) for one in found]
    return section("checks", say("study_history.checks"), table(head, rows, caption=tally), level=3)


def _check(told: Telling, one: Check) -> tuple[str, ...]:
    name, unit = _target(told, one), told.unit(one.unit)
    return (
        told.say("study_word.noted", name=name, text=unit) if unit else name,
        told.figures(one.observed),
        told.interval(one.modelled),
        told.say("study_history.inside" if one.inside else "study_history.outside"),
        told.say("study_history.held_out" if one.held_out else "study_history.fitted"),
        told.source(one.source),
    )


def _target(told: Telling, one: Check) -> str:
    """Return what was counted, and when, in the report's language."""
    english, here = (name_in(each, "target", one.key) for each in ("en", told.language))
    return one.label.replace(english, here)


def _identified(told: Telling, found: Sequence[Identified]) -> str:
    head = (
        told.say("study_drivers.head_parameter"),
        told.say("study_drivers.head_kind"),
        told.say("study_history.head_spread"),
        told.say("study_contrasts.head_verdict"),
    )
    rows = [
        (
            told.parameter(one.parameter, one.label),
            told.kind(one.kind),
            told.amount(one.spread),
            told.say(f"study_told.{one.told.replace(' ', '_')}"),
        )
        for one in found
    ]
    caption = told.say("study_history.identified_note")
    heading = told.say("study_history.identified")
    return section("identified", heading, table(head, rows, caption=caption), level=3)


def _attributions(told: Telling, found: Sequence[Attribution]) -> str:
    blocks = [_attribution(told, one) for one in found]
    return section("attribution", told.say("study_history.attribution"), *blocks, level=3)


def _attribution(told: Telling, one: Attribution) -> str:
    head = told.say(
        "study_history.attribution_of",
        what=one.key,
        period=one.period,
        fall=told.figures(one.fall),
        unit=told.unit(one.unit),
    )
    mark = marks([_share(told, one)]) if not one.identified else paragraphs(_share(told, one))
    return paragraphs(head) + mark + (_placebo(told, one.placebo) if one.placebo else "")


def _share(told: Telling, one: Attribution) -> str:
    if isinstance(one.share, Refused):
        return told.say("study_history.not_identified")
    low, high = told.share(one.share.low), told.share(one.share.high)
    interval = told.say("study_word.between", low=low, high=high)
    key = "share_identified" if one.identified else "not_identified_interval"
    return told.say(f"study_history.{key}", interval=interval, share=told.percent(one.share.share))


def _placebo(told: Telling, found: Placebo) -> str:
    low, high = told.percent(found.interval.low), told.percent(found.interval.high)
    text = told.say(
        "study_history.placebo",
        dates=found.dates,
        stated=told.percent(found.stated),
        held=found.held,
        interval=told.say("study_word.between", low=low, high=high),
    )
    return paragraphs(text, "" if found.holds else told.say("study_history.placebo_fails"))
