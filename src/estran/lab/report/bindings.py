"""Part 9: which rule alone, or which unknown fact, settled what could be done, by doctrine."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from estran.doctrine.facts import facts
from estran.doctrine.options import option_name
from estran.doctrine.registry import every_doctrine
from estran.lab.report.markup import marks, paragraphs, section, table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from estran.doctrine.rule import Rule
    from estran.lab.findings import Binding, Reason
    from estran.lab.report.telling import Telling

MOST_REASONS = 4


def bindings_part(told: Telling) -> str:
    """Return part 9."""
    found = told.findings.bindings
    blocks = [
        _table(told, name, [one for one in found if one.doctrine == name])
        for name in dict.fromkeys(one.doctrine for one in found)
    ]
    return section(
        "bindings",
        told.say("study_part.bindings"),
        marks(told.breach_marks()),
        paragraphs(told.say("study_bindings.note"), told.say("study_bindings.caption")),
        *(blocks or [paragraphs(told.say("study_part.empty"))]),
    )


def _table(told: Telling, doctrine: str, found: Sequence[Binding]) -> str:
    names = ("option", "asked", "permitted", "rules", "unknowns")
    head = [told.say(f"study_bindings.head_{one}") for one in names]
    rows = [
        (
            _option(told, one.option),
            told.amount(one.asked),
            told.amount(one.permitted),
            _reasons(told, one.rules, _rule_name),
            _reasons(told, one.unknowns, _fact_name),
        )
        for one in found
    ]
    return table(
        head, rows, caption=told.say("study_bindings.table", doctrine=told.named(doctrine))
    )


def _option(told: Telling, option: str) -> str:
    name = option_name(option, told.language)
    return told.say("study_word.noted", name=name, text=option)


def _reasons(told: Telling, found: Sequence[Reason], name: Callable[[Telling, str], str]) -> str:
    parts = [
        told.say(
            "study_bindings.reason",
            name=name(told, one.name),
            decisions=told.amount(one.decisions),
            interval=told.interval(one.interval),
            share=told.percent(one.share),
        )
        for one in found[:MOST_REASONS]
    ]
    if len(found) > MOST_REASONS:
        parts.append(told.say("study_bindings.more", count=len(found) - MOST_REASONS))
    return "; ".join(parts) or told.say("study_word.none")


def _rule_name(told: Telling, name: str) -> str:
    held = _rules().get(name)
    if held is None:
        return name
    return told.say("study_word.noted", name=held.label_in(told.language), text=name)


def _fact_name(told: Telling, name: str) -> str:
    held = facts().get(name)
    return name if held is None else held.label_in(told.language)


@cache
def _rules() -> Mapping[str, Rule]:
    """Every rule of the registry by its id."""
    return {rule.id: rule for one in every_doctrine().values() for rule in one.rules}
