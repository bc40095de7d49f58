"""Part 3: differences between doctrines in the same seasons, and what may be said of each.

What rests on assumptions is called so, in the drawing itself; nothing is sorted by size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.lab.findings import KindShares, Refused
from estran.lab.outcomes import OUTCOMES
from estran.lab.report.charts import Row, intervals
from estran.lab.report.markup import behind, figure, marks, paragraphs, section, table
from estran.lab.report.outcomes import share_of
from estran.lab.report.telling import CHARTED, CHARTED_NONE, ends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.lab.findings import Advice, Contrast, Exposure
    from estran.lab.report.charts import Look
    from estran.lab.report.telling import Telling

SAID = ("fewer", "more")
"""Headlines that say something; every other row is hatched."""


def contrasts_part(told: Telling) -> str:
    """Return part 3."""
    found = told.findings
    held = [key for key in OUTCOMES if any(one.outcome == key for one in found.contrasts)]
    drawn = [key for key in (*CHARTED, *CHARTED_NONE) if key in held]
    return section(
        "contrasts",
        told.say("study_part.contrasts"),
        marks(told.breach_marks()),
        paragraphs(told.say("study_contrasts.note"), _gain(told)),
        *(_drawn(told, key) + behind(_summary(told, key), _numbers_of(told, key)) for key in drawn),
        behind(
            told.say("study_outcomes.others"),
            "".join(_numbers_of(told, key) for key in held if key not in drawn),
        ),
        _pairs(told) if found.pairs else "",
        _exposure(told) if found.exposures else "",
        _advice(told) if found.advice else "",
    )


def _of(told: Telling, outcome: str) -> list[Contrast]:
    return [one for one in told.findings.contrasts if one.outcome == outcome]


def _gain(told: Telling) -> str:
    gains = [one.gain for one in _of(told, "deaths") if one.gain is not None]
    if not gains:
        return ""
    return told.say("study_contrasts.gain", times=told.amount(min(gains)))


def _drawn(told: Telling, outcome: str) -> str:
    found = _of(told, outcome)
    name = told.outcome(outcome)
    rows = [_row(told, one) for one in found]
    said = [
        f"{one.doctrine} {told.signed(one.mean)}, {told.say(f'study_row.{one.headline}')}"
        for one in found
    ]
    words = told.drawn(
        told.say("study_contrasts.chart", outcome=name, reference=told.reference),
        told.say("study_outcomes.shows", count=len(rows), rows="; ".join(said)),
        told.signed,
    )
    return figure(intervals(rows, words, with_zero=True), _caption(told, outcome))


def _caption(told: Telling, outcome: str) -> str:
    kind = "caption" if OUTCOMES[outcome].direction == "fewer" else "caption_none"
    return told.say(
        f"study_contrasts.{kind}",
        outcome=told.outcome(outcome),
        unit=told.unit_of(outcome),
        reference=told.reference,
    )


def _row(told: Telling, one: Contrast) -> Row:
    return Row(
        label=f"{one.doctrine}   {told.estimate(one.mean, one.parameters, sign=True)}",
        middle=one.mean,
        thick=ends(one.monte_carlo),
        thin=ends(one.parameters),
        note=told.say(f"study_row.{one.headline}"),
        look=_look(one),
    )


def _look(one: Contrast) -> Look:
    if one.headline in SAID:
        return "found"
    return "plain" if one.headline == "no_direction" else "hatched"


def _summary(told: Telling, outcome: str) -> str:
    return told.say("study_outcomes.numbers", outcome=told.outcome_word(outcome))


def _numbers_of(told: Telling, outcome: str) -> str:
    found = _of(told, outcome)
    first = told.say("study_outcomes.head_doctrine")
    rows = [(told.named(one.doctrine), *_numbers(told, one)) for one in found]
    name, reference = told.outcome(outcome), told.reference
    caption = told.say("study_contrasts.chart", outcome=name, reference=reference)
    return table((first, *_heads(told, found)), rows, caption=caption)


def _heads(told: Telling, found: Sequence[Contrast]) -> tuple[str, ...]:
    monte_carlo = share_of(told, [one.monte_carlo for one in found])
    parameters = share_of(told, [one.parameters for one in found])
    return (
        told.say("study_contrasts.head_verdict"),
        told.say("study_contrasts.head_difference"),
        told.say("study_outcomes.head_monte_carlo", share=monte_carlo),
        told.say("study_outcomes.head_parameters", share=parameters),
        told.say("study_contrasts.head_seasons"),
        told.say("study_contrasts.head_draws"),
        told.say("study_contrasts.head_kinds"),
    )


def _numbers(told: Telling, one: Contrast) -> tuple[str, ...]:
    draws = one.draws_more
    return (
        told.verdict(one),
        told.signed(one.mean),
        told.interval(one.monte_carlo, sign=True),
        told.interval(one.parameters, sign=True),
        told.say(
            "study_contrasts.seasons",
            more=told.percent(one.seasons_more),
            equal=told.percent(one.seasons_equal),
            fewer=told.percent(one.seasons_fewer),
        ),
        told.refused(draws) if isinstance(draws, Refused) else told.percent(draws),
        _kinds(told, one.kinds),
    )


def _kinds(told: Telling, found: KindShares | Refused | None) -> str:
    if found is None:
        return told.say("study_row.no_direction")
    if isinstance(found, Refused):
        return told.refused(found)
    return told.say(
        "study_contrasts.kinds",
        assumed=told.percent(found.assumed),
        low=told.percent(found.assumed_low),
        high=told.percent(found.assumed_high),
        scale=told.say(f"study_scale.{found.scale}"),
    )


def _pairs(told: Telling) -> str:
    found = told.findings.pairs
    blocks = [paragraphs(told.say("study_contrasts.pairs_note"))]
    for outcome in dict.fromkeys(one.outcome for one in found):
        these = [one for one in found if one.outcome == outcome]
        rows = [(_pair(told, one), *_numbers(told, one)) for one in these]
        head = (told.say("study_contrasts.head_pair"), *_heads(told, these))
        name, unit = told.outcome(outcome), told.unit_of(outcome)
        caption = told.say("study_word.noted", name=name, text=unit)
        blocks.append(table(head, rows, caption=caption))
    return behind(told.say("study_contrasts.pairs"), "".join(blocks))


def _pair(told: Telling, one: Contrast) -> str:
    return told.say("study_word.versus", doctrine=one.doctrine, reference=one.reference)


def _exposure(told: Telling) -> str:
    head = [told.say("study_outcomes.head_doctrine")]
    head += [
        told.say(f"study_contrasts.head_{one}")
        for one in ("verdict", "numbers", "risk", "risk_each")
    ]
    rows = [_exposed(told, one) for one in told.findings.exposures]
    caption = told.say("study_contrasts.exposure_note")
    heading = told.say("study_contrasts.exposure")
    return section("exposure", heading, table(head, rows, caption=caption), level=3)


def _exposed(told: Telling, one: Exposure) -> tuple[str, ...]:
    verdicts = [each for each in _of(told, "deaths") if each.doctrine == one.doctrine]
    return (
        told.named(one.doctrine),
        told.verdict(verdicts[0]) if verdicts else told.say("study_word.unknown"),
        told.signed(one.through_numbers),
        told.signed(one.through_risk),
        told.say(
            "study_contrasts.risks",
            doctrine=told.amount(one.risk_doctrine),
            reference=one.reference,
            other=told.amount(one.risk_reference),
        ),
    )


def _advice(told: Telling) -> str:
    found = [one for one in told.findings.advice if one.outcome in CHARTED]
    blocks = [
        _advised(told, outcome, [one for one in found if one.outcome == outcome])
        for outcome in dict.fromkeys(one.outcome for one in found)
    ]
    note = told.say("study_contrasts.advice_note", reference=told.reference)
    heading = told.say("study_contrasts.advice")
    return section("advice", heading, paragraphs(note), *blocks, level=3)


def _advised(told: Telling, outcome: str, found: Sequence[Advice]) -> str:
    head = (
        told.say("study_outcomes.head_doctrine"),
        told.say("study_contrasts.head_more"),
        told.say("study_contrasts.head_more_one", unit=told.unit_of(outcome)),
    )
    rows = [
        (told.named(one.doctrine), _more(told, one), told.whole(one.more_for_one)) for one in found
    ]
    return table(head, rows, caption=told.outcome(outcome))


def _more(told: Telling, one: Advice) -> str:
    if isinstance(one.more, Refused):
        return told.refused(one.more)
    return told.whole(one.more) if one.more else told.say("study_contrasts.told")
