"""The verdict on one option in one situation, under every doctrine since 2022, on one page."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from estran.doctrine.judge import Verdict, judge
from estran.doctrine.options import option_name
from estran.doctrine.registry import doctrines, every_doctrine, in_force
from estran.doctrine.ruleset import rules_under, ruleset
from estran.doctrine.states import one_situation
from estran.exchange.doctrine_card import reasons
from estran.exchange.doctrine_marks import marks_of
from estran.exchange.doctrine_standing import standing_parts
from estran.exchange.page import Grid, Page, Paragraphs, part
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estran.doctrine.judge import Judgement
    from estran.doctrine.rule import Doctrine
    from estran.exchange.fact_values import FactValue
    from estran.exchange.page import Part

FIRST_YEAR = 2022
Step = tuple[str, tuple[str, ...], "Judgement"]


def history_page(option: str, facts: Mapping[str, FactValue], *, language: str) -> Page:
    """Return the page that `estran doctrine history` prints.

    Parameters
    ----------
    option : str
        Id of the option.
    facts : mapping
        Of the situation; a fact that is absent is unknown.
    language : str
        Of the page.
    """
    heads = {key: say(language, f"doctrine_history.{key}") for key in ("held", "alone", "if_it")}
    steps, alone = tuple(periods(option, facts)), tuple(_alone(option, facts))
    real = [one for one in alone if one[0].layer == "doctrine"]
    supposed = [one for one in alone if one[0].layer == "hypothetical"]
    parts = [
        part(heads["held"], _held(steps, language)),
        part(heads["alone"], _each(real, language)),
        part(heads["if_it"], _each(supposed, language)),
        *(_marks(one, language) for one, _ in supposed),
    ]
    name = option_name(option, language)
    return Page(
        title=say(language, "doctrine_history.title", option=option, name=name),
        language=language,
        marks=(say(language, "doctrine_mark.not_reviewed"),),
        parts=(
            *(one for one in parts if one.blocks),
            *standing_parts((one for one, _ in real), language=language),
        ),
        notes=(say(language, "doctrine_ask.note"),),
    )


def history_data(option: str, facts: Mapping[str, FactValue]) -> dict[str, object]:
    """Return the same as plain values, for JSON."""
    return {
        "option": option,
        "facts": dict(facts),
        "held": [
            {"from": day, "doctrines": list(names), **_verdict(one)}
            for day, names, one in periods(option, facts)
        ],
        "alone": [
            {
                "doctrine": one.id,
                "layer": one.layer,
                "status": one.status,
                "text": one.access,
                "doubtful_from": one.doubtful_from.isoformat() if one.doubtful_from else None,
                **_verdict(judged),
            }
            for one, judged in _alone(option, facts)
        ],
    }


def periods(option: str, facts: Mapping[str, FactValue]) -> Iterator[Step]:
    """Yield from each day on which the rules changed: the day, what held, and the verdict."""
    situation = one_situation(facts)
    for day in change_days():
        at = datetime.combine(day, time(12), tzinfo=UTC)
        standing = in_force(at)
        names = tuple(one.doctrine.id for one in standing if one.doctrine.layer == "doctrine")
        yield day.isoformat(), names, judge(ruleset(standing, at=at), situation)[option]


def change_days() -> tuple[date, ...]:
    """Return the days on which a doctrine began, ended or fell into doubt, and the first of all."""
    found = {date(FIRST_YEAR, 1, 1)}
    for one in doctrines().values():
        if one.layer == "doctrine" and one.status != "announced":
            days = (one.valid_from, one.valid_until, one.doubtful_from)
            found |= {day for day in days if day is not None and day.year >= FIRST_YEAR}
    return tuple(sorted(found))


def _alone(option: str, facts: Mapping[str, FactValue]) -> Iterator[tuple[Doctrine, Judgement]]:
    situation = one_situation(facts)
    for one in sorted(every_doctrine().values(), key=lambda each: str(each.first_day or each.id)):
        if one.layer in ("doctrine", "hypothetical"):
            yield one, judge(rules_under(one.id), situation)[option]


def _held(steps: tuple[Step, ...], language: str) -> Grid:
    head = ("since", "doctrine", "verdict", "reasons")
    rows = (
        (
            day,
            ", ".join(names) or say(language, "doctrine_history.law_alone"),
            _word(judged, language),
            _why(judged, language),
        )
        for day, names, judged in steps
    )
    return Grid(tuple(say(language, f"doctrine_label.{key}") for key in head), tuple(rows))


def _each(found: list[tuple[Doctrine, Judgement]], language: str) -> Grid:
    head = ("doctrine", "status", "verdict", "reasons")
    rows = (
        (
            one.id,
            say(language, f"doctrine_status.{one.status}"),
            _word(judged, language),
            _why(judged, language),
        )
        for one, judged in found
    )
    return Grid(tuple(say(language, f"doctrine_label.{key}") for key in head), tuple(rows))


def _marks(one: Doctrine, language: str) -> Part:
    return part(
        f"{one.id}: {one.title_in(language)}", Paragraphs(marks_of(one, language=language)), level=3
    )


def _why(judged: Judgement, language: str) -> str:
    texts = list(reasons(judged, language=language))
    if met := preconditions_met(judged):
        texts.append(say(language, "doctrine_history.met", rules=", ".join(met)))
    return " ".join(texts)


def preconditions_met(judged: Judgement) -> tuple[str, ...]:
    """Return the preconditions on which a permit rests; none where the option is not permitted.

    Those of another doctrine, whose own permit did not decide, are none of them.
    """
    if judged.verdict is not Verdict.PERMITTED:
        return ()
    permits = [row for row in judged.trace if row.effect == "permit"]
    decided = {row.doctrine for row in permits if row.rule in judged.because}
    others = {row.doctrine for row in permits} - decided
    met = [row for row in judged.rows if row.status == "met" and row.doctrine not in others]
    return tuple(row.rule for row in met)


def _word(judged: Judgement, language: str) -> str:
    word = say(language, f"verdict.{judged.verdict.word}")
    return say(language, "card.precaution", verdict=word) if judged.precaution else word


def _verdict(judged: Judgement) -> dict[str, object]:
    return {
        "verdict": judged.verdict.word,
        "because": [*judged.because, *preconditions_met(judged)],
        "unknown": list(judged.unknown),
    }
