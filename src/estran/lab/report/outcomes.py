"""Part 2: what was counted under each doctrine, the worst seasons, and who bears the harm.

Two kinds of interval stand apart. Doctrines keep the order of the study; nothing is sorted.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from estran.lab.findings import Interval
from estran.lab.outcomes import OUTCOMES
from estran.lab.report.charts import Curve, Row, exceedance, intervals
from estran.lab.report.markup import behind, figure, marks, paragraphs, section, table
from estran.lab.report.telling import CHARTED, CHARTED_NONE, ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estran.lab.findings import Count, Findings, Refused, Tail
    from estran.lab.report.charts import Look
    from estran.lab.report.telling import Telling

HARM = (
    *("deaths_boarding", "deaths_crush", "deaths_water", "deaths_intervention"),
    *("deaths_children", "officer_harm"),
)
CELL_STEP = 0.05


def outcomes_part(told: Telling) -> str:
    """Return part 2."""
    found = told.findings
    held = [key for key in OUTCOMES if any(one.outcome == key for one in found.counts)]
    drawn = [key for key in (*CHARTED, *CHARTED_NONE) if key in held]
    return section(
        "outcomes",
        told.say("study_part.outcomes"),
        marks(told.breach_marks()),
        paragraphs(told.say("study_outcomes.note")),
        *(_drawn(told, key) + behind(_summary(told, key), _numbers_of(told, key)) for key in drawn),
        behind(
            told.say("study_outcomes.others"),
            "".join(_numbers_of(told, key) for key in held if key not in drawn),
        ),
        _tails(told) if found.tails else "",
        _bears(told) if found.burdens else "",
    )


def counts_of(found: Findings, outcome: str) -> list[Count]:
    """Return an outcome under each doctrine, in the order of the study."""
    return [one for one in found.counts if one.outcome == outcome]


def share_of(told: Telling, found: Iterable[Interval | Refused]) -> str:
    """Return the stated coverage of the first interval that is given."""
    given = [one.share for one in found if isinstance(one, Interval)]
    return told.percent(given[0]) if given else told.say("study_word.unknown")


def _drawn(told: Telling, outcome: str) -> str:
    counts = counts_of(told.findings, outcome)
    rows = [_row(told, one) for one in counts]
    said = [
        told.say("study_outcomes.row_shows", doctrine=one.doctrine, mean=told.amount(one.mean))
        for one in counts
    ]
    name = told.outcome(outcome)
    words = told.drawn(
        told.say("study_outcomes.chart", outcome=name, unit=told.unit_of(outcome)),
        told.say("study_outcomes.shows", count=len(rows), rows=", ".join(said)),
        told.amount,
    )
    drawn = intervals(rows, words, with_zero=True)
    return figure(drawn, _caption(told, outcome))


def _caption(told: Telling, outcome: str) -> str:
    kind = "fewer" if OUTCOMES[outcome].direction == "fewer" else "none"
    return told.say(
        f"study_outcomes.caption_{kind}",
        outcome=told.outcome(outcome),
        unit=told.unit_of(outcome),
    )


def _row(told: Telling, one: Count) -> Row:
    return Row(
        label=told.named(one.doctrine),
        middle=one.mean,
        thick=ends(one.monte_carlo),
        thin=ends(one.parameters),
        note=told.estimate(one.mean, one.parameters),
        look=_look(told, one),
    )


def _look(told: Telling, one: Count) -> Look:
    if one.doctrine in told.barred:
        return "hatched"
    return "found" if OUTCOMES[one.outcome].direction == "fewer" else "plain"


def _summary(told: Telling, outcome: str) -> str:
    return told.say("study_outcomes.numbers", outcome=told.outcome_word(outcome))


def _numbers_of(told: Telling, outcome: str) -> str:
    counts, say = counts_of(told.findings, outcome), told.say
    head = (
        say("study_outcomes.head_doctrine"),
        say("study_outcomes.head_mean"),
        say(
            "study_outcomes.head_monte_carlo",
            share=share_of(told, [one.monte_carlo for one in counts]),
        ),
        say(
            "study_outcomes.head_parameters",
            share=share_of(told, [one.parameters for one in counts]),
        ),
        say("study_outcomes.head_season", share=share_of(told, [one.season for one in counts])),
        say("study_outcomes.head_share"),
    )
    caption = told.say(
        "study_outcomes.chart", outcome=told.outcome(outcome), unit=told.unit_of(outcome)
    )
    return table(head, [_numbers(told, one) for one in counts], caption=caption)


def _numbers(told: Telling, one: Count) -> tuple[str, ...]:
    share = one.share_from_parameters
    from_parameters = told.percent(share) if isinstance(share, float) else told.refused(share)
    return (
        told.named(one.doctrine),
        told.amount(one.mean),
        told.interval(one.monte_carlo),
        told.interval(one.parameters),
        told.interval(one.season),
        from_parameters,
    )


def _tails(told: Telling) -> str:
    tails, say = told.findings.tails, told.say
    other = next(one for one in tails if one.doctrine == told.reference)
    words = told.drawn(
        say("study_outcomes.tails_title"),
        ", ".join(f"{one.doctrine} {told.percent(one.any_day_of_ten)}" for one in tails),
        told.share,
    )
    curves = [_curve(told.named(one.doctrine), one) for one in tails if one is not other]
    most = _last(tails)
    drawn = exceedance(curves, _curve("", other), words, most=most) if most else ""
    caption = say("study_outcomes.tails_caption", reference=told.reference)
    return section(
        "tails",
        say("study_outcomes.tails"),
        paragraphs(say("study_outcomes.tails_note")),
        _tails_table(told, tails),
        figure(drawn, caption) if drawn else "",
        level=3,
    )


def _curve(label: str, one: Tail) -> Curve:
    return Curve(label, tuple((float(deaths), share) for deaths, share in one.exceedance))


def _last(tails: Sequence[Tail]) -> int:
    """Return where the last curve falls below one season in a hundred."""
    reached = [deaths for one in tails for deaths, share in one.exceedance if share >= 0.01]
    return max(reached, default=0)


def _tails_table(told: Telling, tails: Sequence[Tail]) -> str:
    shares = sorted({share for one in tails for share, _ in one.worst_days})
    stated = share_of(told, [one.interval for one in tails])
    head = (
        told.say("study_outcomes.head_doctrine"),
        told.say("study_outcomes.head_ten"),
        told.say("study_outcomes.head_ten_interval", share=stated),
        *(told.say("study_outcomes.head_worst", share=told.percent(one)) for one in shares),
    )
    rows = []
    for one in tails:
        worst = dict(one.worst_days)
        low, high = told.percent(one.interval.low), told.percent(one.interval.high)
        rows.append(
            (
                told.named(one.doctrine),
                told.percent(one.any_day_of_ten),
                told.say("study_word.between", low=low, high=high),
                *(_at_most(told, worst.get(share)) for share in shares),
            )
        )
    return table(head, rows, caption=told.say("study_outcomes.tails_table"))


def _at_most(told: Telling, deaths: float | None) -> str:
    """Return a number of deaths that is not exceeded: whole people."""
    return told.amount(None) if deaths is None else told.whole(ceil(deaths))


def _bears(told: Telling) -> str:
    say, doctrine = told.say, told.say("study_outcomes.head_doctrine")
    held = [key for key in HARM if counts_of(told.findings, key)]
    rows = [
        (told.named(name), *(_harm(told, name, key) for key in held))
        for name in told.findings.design.doctrines
    ]
    head = (doctrine, *(told.outcome(key) for key in held))
    return section(
        "bears",
        say("study_outcomes.bears"),
        paragraphs(say("study_outcomes.bears_note")),
        table(head, rows, caption=say("study_outcomes.bears_table")),
        _cells(told),
        level=3,
    )


def _harm(told: Telling, doctrine: str, outcome: str) -> str:
    one = next(one for one in counts_of(told.findings, outcome) if one.doctrine == doctrine)
    return told.estimate(one.mean, one.parameters)


def _cells(told: Telling) -> str:
    shares = {
        (one.doctrine, one.key): one.share
        for one in told.findings.burdens
        if one.key.startswith("launches_")
    }
    keys = list(dict.fromkeys(key for _, key in shares))
    if not keys:
        return ""
    names = [told.say(f"study_outcomes.cell_{key.removeprefix('launches_')}") for key in keys]
    rows = [
        (told.named(name), *(_about(told, shares.get((name, key))) for key in keys))
        for name in told.findings.design.doctrines
    ]
    head = (told.say("study_outcomes.head_doctrine"), *names)
    caption = told.say("study_outcomes.cells_table")
    return table(head, rows, caption=caption) + paragraphs(told.say("study_outcomes.cells_note"))


def _about(told: Telling, share: float | None) -> str:
    """Return a share to the nearest step, for nobody has worked out how surely it is known."""
    if share is None:
        return told.say("study_word.unknown")
    near = round(share / CELL_STEP) * CELL_STEP
    if near < CELL_STEP:
        return told.say("study_word.percent_under", value=round(CELL_STEP * 100.0))
    return told.say("study_word.about", value=told.share(near))
