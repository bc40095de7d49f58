"""Parts 6 and 7 of the text answer: the card, and what to ask next. It never says go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.doctrine.facts import fact
from estran.exchange.text_layout import joined
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estran.assess.answer import Assessment
    from estran.assess.answer_card import CardOption, CardRow, FactUsed, Question
    from estran.assess.answer_people import HazardAnswer

ROW = "        "
MOST_QUESTIONS = 12  # in the text; all of them stand in the JSON answer


def card_lines(assessment: Assessment, *, language: str) -> list[str]:
    """Return the lines of part 6: every option with its verdict and its rows."""
    doctrines = assessment.doctrines
    note = "note_reviewed" if all(one.reviewed for one in doctrines) else "note"
    names = ", ".join(one.id for one in doctrines)
    lines = [
        say(language, "card.heading"),
        "  " + say(language, f"card.{note}", doctrines=names),
    ]
    if assessment.control_card:
        lines.append(f"  {assessment.control_card}")
    else:
        lines += [f"  {line}" for line in _doubts(assessment, language)]
    classes = {one.name: one for one in assessment.hazards}
    for option in assessment.card:
        lines += _option(option, classes, language)
    return lines


def question_lines(questions: Sequence[Question], *, language: str) -> list[str]:
    """Return the lines of part 7: what to ask, each as a sentence to read out."""
    rows = [
        say(
            language,
            "questions.row_changes" if one.changes else "questions.row",
            number=number,
            text=one.text,
            options=", ".join(one.changes),
        )
        for number, one in enumerate(questions[:MOST_QUESTIONS], start=1)
    ]
    return [
        say(language, "questions.heading"),
        *("  " + row for row in rows or [say(language, "questions.none")]),
    ]


def _doubts(assessment: Assessment, language: str) -> Iterator[str]:
    """Yield what is doubtful or reported otherwise of the doctrines; the law is left alone."""
    for one in assessment.doctrines:
        if one.doubt:
            yield say(language, "card.doubt", doctrine=one.id, text=one.doubt)
        if one.text != "public":
            for text in one.unknown:
                yield say(language, "card.not_known", doctrine=one.id, text=text)
        for text in one.practice:
            yield say(language, "card.practice", doctrine=one.id, text=text)


def _option(one: CardOption, classes: dict[str, HazardAnswer], language: str) -> Iterator[str]:
    verdict = say(language, f"verdict.{one.verdict}")
    if one.precaution:
        verdict = say(language, "card.precaution", verdict=verdict)
    permits = [row.rule for row in one.rows if _permits(row)]
    if permits:
        verdict = f"{verdict} [{', '.join(permits)}]"
    yield "  " + say(language, "card.option", option=one.option, name=one.name, verdict=verdict)
    for row in one.rows:
        if not _permits(row):
            yield ROW + _row(row, language)
    if one.unknown:
        labels = ", ".join(fact(name).label_in(language) for name in one.unknown)
        yield ROW + say(language, "card.hangs_on", facts=labels)
    exceeded = [
        classes[name].text
        for name in one.hazards
        if name in classes and classes[name].hazard_class == "exceeded"
    ]
    if exceeded:
        yield ROW + say(language, "card.hazards", hazards=joined(exceeded, language=language))


def _permits(row: CardRow) -> bool:
    """Say whether a row is a permit that holds: its rule then stands beside the verdict."""
    return row.effect == "permit" and row.status == "met"


def _row(row: CardRow, language: str) -> str:
    text = say(
        language,
        "card.row",
        status=say(language, f"status_{row.effect}.{row.status}"),
        label=row.label,
        rule=row.rule,
        source=row.source,
    )
    facts = joined((_fact(one, language) for one in row.facts if one.by), language=language)
    if not facts and row.status == "unknown" and len(row.facts) > 1:
        labels = ", ".join(one.label for one in row.facts)
        facts = say(language, "card.hangs_on", facts=labels)
    return f"{text} {facts}" if facts else text


def _fact(one: FactUsed, language: str) -> str:
    time = (one.at or "")[11:]
    return say(language, "card.row_facts", label=one.label, value=one.value, by=one.by, time=time)
