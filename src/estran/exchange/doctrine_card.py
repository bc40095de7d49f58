"""What a doctrine says of one situation, or of many: verdicts with their reasons and their trace.

It answers a question to a text. About a boat, `estran assess` answers, and rescue stands first here
too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.doctrine.control_card import OBSERVERS, control_withheld
from estran.doctrine.facts import fact, facts
from estran.doctrine.judge import Verdict, judge
from estran.doctrine.kleene import Evaluator
from estran.doctrine.options import OPTIONS, RESCUE, RESCUE_ITSELF, option_name
from estran.doctrine.states import one_situation
from estran.doctrine.tree import Holds
from estran.exchange.condition_words import value_words
from estran.exchange.doctrine_list import stands_on
from estran.exchange.doctrine_marks import marks_of_all
from estran.exchange.doctrine_standing import standing_data, standing_parts
from estran.exchange.page import Grid, Page, Paragraphs, Part, Points, part
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from estran.doctrine.control_card import Withheld
    from estran.doctrine.judge import Judgement, Row
    from estran.doctrine.rule import Doctrine
    from estran.doctrine.ruleset import Ruleset
    from estran.doctrine.tally import Tally
    from estran.exchange.fact_values import FactValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to a doctrine: whose rules, for which options, about which facts, on which day.

    `day` is the day asked for, where one was; the rules say as of which they are judged.
    """

    doctrine: Doctrine
    rules: Ruleset
    options: tuple[str, ...]
    facts: Mapping[str, FactValue]
    day: date | None = None


def options_shown(option: str | None) -> tuple[str, ...]:
    """Return the options of an answer: all, or rescue itself and the one asked for."""
    return OPTIONS if option is None else tuple(dict.fromkeys((RESCUE_ITSELF, option)))


def card_page(asked: Asked, *, language: str) -> Page:
    """Return the page that `estran doctrine ask` prints about one situation."""
    judged = judge(asked.rules, one_situation(asked.facts))
    withheld = _withheld_text(asked, language)
    parts = [
        part(say(language, "doctrine_ask.facts"), Points(tuple(_facts(asked.facts, language)))),
        *(_option(judged[one], language) for one in _shown(asked)),
    ]
    if withheld:
        parts.append(part(say(language, "doctrine_ask.control"), Paragraphs((withheld,)), level=3))
    return _page(asked, parts, language)


def card_data(asked: Asked, *, language: str) -> dict[str, object]:
    """Return the same as plain values, for JSON."""
    judged = judge(asked.rules, one_situation(asked.facts))
    return {
        **_head(asked, language),
        "control_withheld": _withheld_text(asked, language) or None,
        "options": [_option_data(judged[one], language) for one in _shown(asked)],
    }


def control_kept_back(asked: Asked) -> Withheld | None:
    """Return why control options are left out; None where one was asked for, or nothing bars them.

    A question to a text has no reporter, so that the facts alone count.
    """
    if asked.options != OPTIONS:
        return None
    evaluator = Evaluator(one_situation(asked.facts))
    return control_withheld(
        sources=OBSERVERS,
        help_asked=evaluator.truth(Holds("help_asked")),
        distress=evaluator.truth(Holds("distress_indicated")),
    )


def _shown(asked: Asked) -> tuple[str, ...]:
    return asked.options if control_kept_back(asked) is None else RESCUE


def _withheld_text(asked: Asked, language: str) -> str:
    why = control_kept_back(asked)
    return say(language, f"doctrine_ask.withheld_{why}") if why else ""


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
        marks=_marks(asked, language),
        parts=(*parts, *standing_parts((asked.doctrine,), language=language, day=asked.day)),
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
        "stands": stands_on(asked.doctrine, asked.rules.at.date()),
        "judged_with": [one.id for one in asked.rules.doctrines],
        "marks": list(_marks(asked, language)),
        "standing": standing_data(asked.doctrine, language=language, day=asked.day),
        "facts": dict(asked.facts),
    }


def _marks(asked: Asked, language: str) -> tuple[str, ...]:
    """Return how the doctrine and the law stand on the day asked for, then what else marks it."""
    upper = (one for one in asked.rules.doctrines if one.id != asked.doctrine.id)
    standing = (_standing(one, asked, language) for one in (asked.doctrine, *upper))
    general = marks_of_all((asked.doctrine,), language=language)
    return (*(mark for mark in standing if mark), *general)


def _standing(one: Doctrine, asked: Asked, language: str) -> str:
    """Return that a doctrine does not hold, or is in doubt, on the day; empty where all is well."""
    day = asked.rules.at.date()
    stands = stands_on(one, day)
    if stands == "hypothetical":
        earlier = asked.day is not None and asked.day < day
        return say(language, "doctrine_ask.as_of", asked=asked.day, day=day) if earlier else ""
    if stands == "in_doubt":
        since, why = one.doubtful_from, one.doubt_in(language)
        return say(language, "doctrine_ask.in_doubt", doctrine=one.id, since=since, doubt=why)
    if stands == "in_force":
        return ""
    if one not in asked.rules.doctrines:
        return say(language, "doctrine_ask.not_in_force", doctrine=one.id, day=day)
    early = one.layer == "law"
    return say(language, "doctrine_ask.law_early", doctrine=one.id, day=day) if early else ""


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
        doubted = ", ".join(row.rule for row in one.trace if _doubted(row))
        key = "doctrine_ask.permit_in_doubt" if doubted else "doctrine_ask.no_permit"
        texts.append(say(language, key, rules=doubted) if doubted else say(language, key))
    if one.unknown:
        labels = ", ".join(fact(name).label_in(language) for name in one.unknown)
        texts.append(say(language, "card.hangs_on", facts=labels))
    return tuple(texts)


def _doubted(row: Row) -> bool:
    """Say whether a rule would open an option, had its doctrine not fallen into doubt."""
    return row.effect == "permit" and row.status == "met" and not row.counts


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
    if not row.counts:
        status += f" ({say(language, 'card.in_doubt')})"
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
                "certain": row.certain,
                "counts": row.counts,
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
