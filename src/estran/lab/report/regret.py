"""Part 4: regret, and several measures of caution side by side. No order of doctrines is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from estran.lab.findings import Metric
from estran.lab.report.markup import marks, paragraphs, points, section, table

if TYPE_CHECKING:
    from estran.lab.findings import RegretTable, Robustness
    from estran.lab.report.telling import Telling

METRICS: tuple[Metric, ...] = get_args(Metric)


def regret_part(told: Telling) -> str:
    """Return part 4."""
    helps = [
        told.say(f"study_regret.help_{at}", reference=told.reference)
        if at == 4
        else told.say(f"study_regret.help_{at}")
        for at in range(1, 6)
    ]
    return section(
        "regret",
        told.say("study_part.regret"),
        marks(told.breach_marks()),
        paragraphs(told.say("study_regret.note")),
        points(helps),
        *(_table(told, one) for one in told.findings.regrets),
        paragraphs(told.say("study_regret.by_chance_note")),
    )


def _table(told: Telling, found: RegretTable) -> str:
    say = told.say
    caption = say(
        "study_regret.table", outcome=told.outcome(found.outcome), unit=told.unit_of(found.outcome)
    )
    threshold = told.amount(found.threshold)
    names = [say(f"study_regret.{one}", threshold=threshold) for one in METRICS]
    head = (say("study_outcomes.head_doctrine"), *names, say("study_regret.head_mean_regret"))
    rows = [
        *(_row(told, one, found.outcome) for one in found.rows),
        (
            say("study_regret.by_chance"),
            *(_chance(told, found, one) for one in METRICS),
            "\u2013",
        ),
    ]
    barred = ", ".join(found.left_out)
    agree = say("study_regret.agree") if found.agree else say("study_regret.disagree")
    return "".join(
        (
            table(head, rows, caption=caption),
            paragraphs(say("study_regret.barred", doctrines=barred) if barred else "", agree),
        )
    )


def _named(told: Telling, doctrine: str, outcome: str) -> str:
    """Return a doctrine with what part 3 says of its difference, so that no row stands alone."""
    said = [
        told.say(f"study_row.{one.headline}")
        for one in told.findings.contrasts
        if (one.doctrine, one.outcome) == (doctrine, outcome)
    ]
    text = said[0] if said else told.say("study_row.reference")
    return told.say("study_word.noted", name=doctrine, text=text)


def _row(told: Telling, one: Robustness, outcome: str) -> tuple[str, ...]:
    values = [
        told.percent(one.values[each]) if each == "starr_domain" else told.amount(one.values[each])
        for each in METRICS
    ]
    return (_named(told, one.doctrine, outcome), *values, told.amount(one.mean_regret))


def _chance(told: Telling, found: RegretTable, metric: Metric) -> str:
    return told.amount(found.by_chance[metric]) if metric in found.by_chance else "\u2013"
