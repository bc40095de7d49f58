"""What a doctrine says of one situation, or of many: verdicts with their reasons and their trace.

It answers a question to a text. About a boat, `estran assess` answers, and rescue stands first here
too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.doctrine.facts import fact, facts
from estran.doctrine.judge import Verdict, judge
from estran.doctrine.options import OPTIONS, RESCUE_ITSELF, option_name
from estran.doctrine.states import one_situation
from estran.exchange.condition_words import value_words
from estran.exchange.doctrine_marks import marks_of_all
from estran.exchange.page import Grid, Page, Paragraphs, Part, Points, part
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estran.doctrine.judge import Judgement, Row
    from estran.doctrine.rule import Doctrine
    from estran.doctrine.ruleset import Ruleset
    from estran.doctrine.tally import Tally
    from estran.exchange.fact_values import FactValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to a doctrine: whose rules, for which options, about which facts."""

    doctrine: Doctrine
    rules: Ruleset
    options: tuple[str, ...]
    facts: Mapping[str, FactValue]


def options_shown(option: str | None) -> tuple[str, ...]:
    """Return the options of an answer: all, or rescue itself and the one asked for."""
    return OPTIONS if option is None else tuple(dict.fromkeys((RESCUE_ITSELF, option)))


def card_page(asked: Asked, *, language: str) -> Page:
    """Return the page that `estran doctrine ask` prints about one situation."""
    judged = judge(asked.rules, one_situation(asked.facts))
    parts = [
        part(say(language, "doctrine_ask.facts"), Points(tuple(_facts(asked.facts, language)))),
        *(_option(judged[one], language) for one in asked.options),
    ]
    return _page(asked, parts, language)


def card_data(asked: Asked, *, language: str) -> dict[str, object]:
    """Return the same as plain values, for JSON."""
    judged = judge(asked.rules, one_situation(asked.facts))
    return {
        **_head(asked, language),
        "options": [_option_data(judged[one], language) for one in asked.options],
    }


def tally_page(asked: Asked, tallies: Mapping[str, Tally], *, language: str) -> Page:
    """Return the page that `estran doctrine ask --table` prints about many states."""
    head = (
        say(language, "doctrine_label.option"),
        *(say(language, f"verdict.{one.word}") + f" ({int(one)})" for one in Verdict),
        say(language, "doctrine_ask.unknown_decided"),
    )
    rows = tuple(
        (name, *(f"{count}" for count in tally.verdicts), f"{tally.unknown_decided}")
        for name, tally in tallies.items()
    )
    parts = [
        part(say(language, "doctrine_ask.counts"), Grid(head, rows)),
        *(_bound(name, tally, language) for name, tally in tallies.items()),
    ]
    return _page(asked, parts, language)


def tally_data(asked: Asked, tallies: Mapping[str, Tally], *, language: str) -> dict[str, object]:
    """Return the same as plain values, for JSON."""
    return {
        **_head(asked, language),
        "options": [_tally_data(name, tally) for name, tally in tallies.items()],
    }


def _page(asked: Asked, parts: list[Part], language: str) -> Page:
    at = asked.rules.at.date().isoformat()
    return Page(
        title=say(language, "doctrine_ask.title", doctrine=asked.doctrine.id, day=at),
        language=language,
        marks=marks_of_all((asked.doctrine,), language=language),
        parts=tuple(parts),
        notes=(
            say(language, "doctrine_ask.note"),
            say(language, "doctrine_page.digest", digest=asked.doctrine.digest),
        ),
    )


def _head(asked: Asked, language: str) -> dict[str, object]:
    return {
        "doctrine": asked.doctrine.id,
        "digest": asked.doctrine.digest,
        "at": asked.rules.at.date().isoformat(),
        "judged_with": [one.id for one in asked.rules.doctrines],
        "marks": list(marks_of_all((asked.doctrine,), language=language)),
        "facts": dict(asked.facts),
    }


def _facts(given: Mapping[str, FactValue], language: str) -> Iterator[str]:
    for name, value in given.items():
        said = value_words(fact(name), value, language=language)
        yield f"{fact(name).label_in(language)}: {said}"


def _option(one: Judgement, language: str) -> Part:
    verdict = say(language, f"verdict.{one.verdict.word}")
    if one.precaution:
        verdict = say(language, "card.precaution", verdict=verdict)
    heading = f"{one.option} {option_name(one.option, language)}: {verdict}"
    return part(
        heading, Paragraphs(reasons(one, language=language)), _trace(one, language), level=3
    )


def reasons(one: Judgement, *, language: str) -> tuple[str, ...]:
    """Return why the verdict is what it is: the rules that decided, and what is not known."""
    texts = []
    if one.because:
        texts.append(say(language, "doctrine_ask.because", rules=", ".join(one.because)))
    elif one.verdict in (Verdict.NOT_PERMITTED, Verdict.UNDETERMINED):
        texts.append(say(language, "doctrine_ask.no_permit"))
    if one.unknown:
        labels = ", ".join(fact(name).label_in(language) for name in one.unknown)
        texts.append(say(language, "card.hangs_on", facts=labels))
    return tuple(texts)


def _trace(one: Judgement, language: str) -> Grid:
    head = ("rule", "says", "value", "source")
    return Grid(
        tuple(say(language, f"doctrine_label.{key}") for key in head),
        tuple(_row(row, language) for row in one.trace),
    )


def _row(row: Row, language: str) -> tuple[str, ...]:
    status = say(language, f"status_{row.effect}.{row.status}")
    if row.exceptions:
        status += f" ({', '.join(row.exceptions)})"
    if row.missing:
        missing = ", ".join(fact(name).label_in(language) for name in row.missing)
        status += f" ({say(language, 'card.hangs_on', facts=missing)})"
    return (row.rule, row.label_in(language), status, _source(row))


def _source(row: Row) -> str:
    article = f", {row.citation.article}" if row.citation.article else ""
    return f"{row.citation.source}{article}"


def _option_data(one: Judgement, language: str) -> dict[str, object]:
    return {
        "option": one.option,
        "verdict": one.verdict.word,
        "precaution": one.precaution,
        "because": list(one.because),
        "unknown": list(one.unknown),
        "trace": [
            {
                "rule": row.rule,
                "doctrine": row.doctrine,
                "effect": row.effect,
                "label": row.label_in(language),
                "status": row.status,
                "exceptions": list(row.exceptions),
                "clauses": [{"text": c.text, "status": c.status} for c in row.clauses],
                "missing": list(row.missing),
                "source": row.citation.source,
                "article": row.citation.article,
            }
            for row in one.trace
        ],
    }


def _bound(name: str, tally: Tally, language: str) -> Part:
    head = ("rule", "bound", "alone", "unknown")
    rows: list[tuple[str, ...]] = []
    for rule, count in tally.rules.items():
        rows.append((rule, f"{count.bound}", f"{count.alone}", f"{count.unknown}"))
        rows += [(f"  {text}", f"{number}", "", "") for text, number in count.clauses.items()]
    grid = Grid(tuple(say(language, f"doctrine_bound.{key}") for key in head), tuple(rows))
    return part(f"{name} {option_name(name, language)}", grid, level=3)


def _tally_data(name: str, tally: Tally) -> dict[str, object]:
    return {
        "option": name,
        "verdicts": {one.word: int(tally.verdicts[one]) for one in Verdict},
        "unknown_decided": tally.unknown_decided,
        "rules": {
            rule: {
                "bound": count.bound,
                "alone": count.alone,
                "unknown": count.unknown,
                "clauses": dict(count.clauses),
            }
            for rule, count in tally.rules.items()
        },
    }


def known_facts() -> tuple[str, ...]:
    """Return the names of the facts that a file or a table may give."""
    return tuple(one.name for one in facts().values() if not one.any_of)
