"""Two parts of the text answer: what to ask next, and the card. It never says go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

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
    """Return the lines of the card: every option with its verdict, every row of it once."""
    doctrines = assessment.doctrines
    note = "note_reviewed" if all(one.reviewed for one in doctrines) else "note"
    names = ", ".join(one.id for one in doctrines)
    lines = [
        say(language, "card.heading"),
        "  " + say(language, f"card.{note}", doctrines=names),
    ]
    if assessment.control_card:
        lines.append(f"  {assessment.control_card}")
    for group in ("rescue", "control"):
        lines += _group(group, assessment, language)
    if not assessment.control_card:
        lines += [f"  {line}" for line in _doubts(assessment, language)]
    return lines


def question_lines(questions: Sequence[Question], *, language: str) -> list[str]:
    """Return the lines of what to ask, each as a sentence to read out."""
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


def _group(group: str, assessment: Assessment, language: str) -> Iterator[str]:
    """Yield the options of one group, before them once each row and hazard that several share."""
    options = [one for one in assessment.card if one.group == group]
    shared = _shared(options)
    if options:
        yield "  " + say(language, f"card.group_{group}")
    for row, names in shared.values():
        yield ROW + _row(row, language, options=names)
    yield from _hazards(options, assessment.hazards, language)
    for one in options:
        yield from _option(one, shared, language)


def _shared(options: Sequence[CardOption]) -> dict[bytes, tuple[CardRow, list[str]]]:
    """Return the rows that say the same of several options, bars before preconditions."""
    found: dict[bytes, tuple[CardRow, list[str]]] = {}
    for option in options:
        for row in option.rows:
            if not _permits(row):
                found.setdefault(_key(row), (row, []))[1].append(option.option)
    several = {key: one for key, one in found.items() if len(one[1]) > 1}
    return dict(sorted(several.items(), key=lambda one: one[1][0].effect == "needs"))


def _key(row: CardRow) -> bytes:
    """Return what makes two rows one: all that they say."""
    return msgspec.json.encode(row)


def _hazards(
    options: Sequence[CardOption], hazards: Sequence[HazardAnswer], language: str
) -> Iterator[str]:
    """Yield the hazards whose limit is exceeded, each with the options on which it bears."""
    bearing = [
        say(language, "card.hazard", hazard=one.text, options=", ".join(names))
        for one in hazards
        if one.hazard_class == "exceeded"
        and (names := [option.option for option in options if one.name in option.hazards])
    ]
    if bearing:
        yield ROW + say(language, "card.hazards", hazards=joined(bearing, language=language))


def _option(
    one: CardOption, shared: dict[bytes, tuple[CardRow, list[str]]], language: str
) -> Iterator[str]:
    verdict = say(language, f"verdict.{one.verdict}")
    if one.precaution:
        verdict = say(language, "card.precaution", verdict=verdict)
    permits = [f"{row.rule}{_marks(row, language)}" for row in one.rows if _permits(row)]
    if permits:
        verdict = f"{verdict} [{', '.join(permits)}]"
    yield "  " + say(language, "card.option", option=one.option, name=one.name, verdict=verdict)
    for row in one.rows:
        if not _permits(row) and _key(row) not in shared:
            yield ROW + _row(row, language)
    if one.unknown:
        labels = ", ".join(fact(name).label_in(language) for name in one.unknown)
        yield ROW + say(language, "card.hangs_on", facts=labels)


def _permits(row: CardRow) -> bool:
    """Say whether a row is a permit that holds: its rule then stands beside the verdict."""
    return row.effect == "permit" and row.status == "met"


def _row(row: CardRow, language: str, *, options: Sequence[str] = ()) -> str:
    """Return one line of a rule; of one that several options share, with their names."""
    word = "waived" if row.waived_by and row.status == "met" else row.status
    status = say(language, f"status_{row.effect}.{word}")
    text = say(
        language,
        "card.row_shared" if options else "card.row",
        status=status,
        options=", ".join(options),
        label=row.label,
        rule=row.rule,
        source=row.source,
    )
    facts = joined((_fact(one, language) for one in row.facts if one.by), language=language)
    if not facts and row.status == "unknown" and len(row.facts) > 1:
        labels = ", ".join(one.label for one in row.facts)
        facts = say(language, "card.hangs_on", facts=labels)
    text = f"{text}{_marks(row, language)}"
    return f"{text} {facts}" if facts else text


def _marks(row: CardRow, language: str) -> str:
    """Return what weakens a row: that it is our reading, in doubt, or waived."""
    marks = [
        *([say(language, "card.reading")] if row.reading else []),
        *([] if row.certain else [say(language, "card.in_doubt")]),
        *([say(language, "card.waived", rules=", ".join(row.waived_by))] if row.waived_by else []),
    ]
    return "".join(f" ({one})" for one in marks)


def _fact(one: FactUsed, language: str) -> str:
    time = (one.at or "")[11:]
    return say(language, "card.row_facts", label=one.label, value=one.value, by=one.by, time=time)
