"""A doctrine as a page that a lawyer can read: clauses in words and as text, with sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.doctrine.facts import facts
from estran.doctrine.options import option_name
from estran.doctrine.tree import bind, parameters_in, words
from estran.exchange.condition_words import condition_words, value_words
from estran.exchange.doctrine_list import dates, doctrine_data, named, replaced
from estran.exchange.doctrine_marks import marks_of
from estran.exchange.page import Grid, Page, Paragraphs, Part, Points, pairs, part
from estran.language.catalogue import say
from estran.sources.library import source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from estran.doctrine.cases import Case
    from estran.doctrine.rule import Citation, DatedParameter, Doctrine, Rule
    from estran.exchange.page import Pairs


def doctrine_page(one: Doctrine, cases: Sequence[Case], *, language: str) -> Page:
    """Return the page that `estran doctrine show` prints.

    Parameters
    ----------
    one : Doctrine
        The doctrine.
    cases : sequence of Case
        Those beside it.
    language : str
        Of the page.
    """
    heading = {
        key: say(language, f"doctrine_page.{key}")
        for key in ("what", "not_known", "rules", "silent", "practice", "cases", "sources")
    }
    parts = [
        part(heading["what"], Paragraphs((one.summary_in(language),)), _what(one, language)),
        part(heading["not_known"], Points(one.unknown_in(language))),
        part(heading["rules"]),
        *(rule_part(rule, one, language) for rule in one.rules),
        part(heading["silent"], _silent(one, language)),
        part(heading["practice"], _practice(one, language)),
        part(heading["cases"], _cases(cases, language)),
        part(heading["sources"], Points(tuple(_source(key, language) for key in cited(one)))),
    ]
    return Page(
        title=named(one, language=language),
        language=language,
        marks=marks_of(one, language=language),
        parts=tuple(found for found in parts if found.blocks or found.heading == heading["rules"]),
        notes=(
            say(language, "doctrine_page.digest", digest=one.digest),
            say(language, "doctrine_page.note"),
        ),
    )


def page_data(
    one: Doctrine, cases: Sequence[Case], *, day: date, language: str
) -> dict[str, object]:
    """Return a doctrine with its rules as plain values, for JSON."""
    return {
        **doctrine_data(one, day=day, language=language),
        "summary": one.summary_in(language),
        "parameters": {
            name: {
                "unit": row.unit,
                "values": {since.isoformat(): value for since, value in row.values.items()},
                "source": row.citation.source,
            }
            for name, row in one.parameters.items()
        },
        "rules": [rule_data(rule, language) for rule in one.rules],
        "cases": [
            {"name": case.name, "at": case.at.date().isoformat(), "expect": dict(case.expect)}
            for case in cases
        ],
    }


def cited(one: Doctrine) -> tuple[str, ...]:
    """Return every source that a doctrine names, each once."""
    citations = [*(rule.citation for rule in one.rules)]
    citations += [found.citation for rule in one.rules for found in rule.unless]
    citations += [row.citation for row in one.parameters.values()]
    beside = [*(row.source for row in one.silent), *(row.source for row in one.practice)]
    return tuple(dict.fromkeys([*one.sources, *(row.source for row in citations), *beside]))


def _what(one: Doctrine, language: str) -> Pairs:
    when = dates(one, language=language)
    rows = {
        "authority": one.authority_in(language),
        "status": say(language, f"doctrine_status.{one.status}"),
        "layer": say(language, f"doctrine_layer.{one.layer}"),
        "since": when["since"],
        "until": when["until"],
        "doubt": one.doubt_in(language),
        "known_from": when["known_from"],
        "base": one.base,
        "set": ", ".join(one.difference.set),
        "dropped": ", ".join(one.difference.dropped),
        "added": ", ".join(one.difference.added),
        "lifted": ", ".join(one.difference.lifted),
        "replaces": replaced(one, language=language),
        "text": say(language, f"text_access.{one.access}"),
        "confidence": say(language, f"confidence_word.{one.confidence}"),
        "reviewed": one.reviewed or say(language, "doctrine_mark.not_reviewed"),
    }
    return pairs(*((say(language, f"doctrine_label.{key}"), text) for key, text in rows.items()))


def rule_part(rule: Rule, one: Doctrine, language: str) -> Part:
    """Return the part of a page that tells one rule of a doctrine."""
    options = ", ".join(f"{name} ({option_name(name, language)})" for name in rule.options)
    rows = {
        "speaks_of": options,
        "in_words": _in_words(rule, one, language),
        "as_text": words(rule.when),
        "numbers": "; ".join(_numbers(rule, one)),
        "exceptions": "; ".join(_exceptions(rule, language)),
        "source": cited_as(rule.citation),
        "text": say(language, f"text_access.{rule.access}"),
        "confidence": say(language, f"confidence_word.{rule.citation.confidence}"),
        "rule_note": rule.citation.note_in(language),
        "reviewed": rule.reviewed or say(language, "doctrine_mark.not_reviewed"),
    }
    labelled = ((say(language, f"doctrine_label.{key}"), text) for key, text in rows.items())
    effect = say(language, f"rule_effect.{rule.effect}")
    heading = _named(rule.id, f"{rule.label_in(language)} ({effect})", language)
    return part(heading, pairs(*labelled), level=3)


def _in_words(rule: Rule, one: Doctrine, language: str) -> str:
    """Return the condition in words, with the latest value of every number that has one."""
    latest = {
        name: row.values[max(row.values)] for name, row in one.parameters.items() if row.values
    }
    whole = parameters_in(rule.when) <= latest.keys()
    return condition_words(bind(rule.when, latest) if whole else rule.when, language=language)


def cited_as(citation: Citation) -> str:
    """Return a source by its title, with the article and its key."""
    article = f", {citation.article}" if citation.article else ""
    return f"{source(citation.source).title}{article} [{citation.source}]"


def _numbers(rule: Rule, one: Doctrine) -> Iterator[str]:
    named = parameters_in(rule.when) | {
        name for found in rule.unless for name in parameters_in(found.when)
    }
    for name in sorted(named):
        yield f"{name} = {_dated(one.parameters[name])}"


def _dated(parameter: DatedParameter) -> str:
    values = (
        f"{value:g} {parameter.unit} ({since.isoformat()})"
        for since, value in parameter.values.items()
    )
    return f"{', '.join(values)} [{parameter.citation.source}]"


def _exceptions(rule: Rule, language: str) -> Iterator[str]:
    for one in rule.unless:
        when = condition_words(one.when, language=language)
        yield _named(one.id, f"{when} [{one.citation.source}]", language)


def _silent(one: Doctrine, language: str) -> Grid:
    head = (say(language, "doctrine_label.source"), say(language, "doctrine_label.why"))
    rows = ((f"{row.source}, {row.article}", row.why_in(language)) for row in one.silent)
    return Grid(head, tuple(rows))


def _practice(one: Doctrine, language: str) -> Grid:
    head = ("reported_on", "reported", "against")
    rows = (
        (row.since, f"{row.text_in(language)} [{row.source}]", ", ".join(row.contradicts))
        for row in one.practice
    )
    return Grid(tuple(say(language, f"doctrine_label.{key}") for key in head), tuple(rows))


def _cases(cases: Iterable[Case], language: str) -> Grid:
    head = tuple(say(language, f"doctrine_label.{key}") for key in ("case", "expected"))
    return Grid(head, tuple((_case(one, language), _expected(one, language)) for one in cases))


def _case(one: Case, language: str) -> str:
    known = facts()
    said = (
        _named(known[name].label_in(language), _value(name, value, language), language)
        for name, value in one.facts.items()
    )
    return f"{one.name} ({one.at.date().isoformat()}). {'; '.join(said)}"


def _expected(one: Case, language: str) -> str:
    said = [(name, f"verdict.{word}") for name, word in one.expect.items()]
    said += [(name, f"status_row.{word}") for name, word in one.rows.items()]
    return "; ".join(_named(name, say(language, key), language) for name, key in said)


def _source(key: str, language: str) -> str:
    found = source(key)
    year = f" ({found.year})" if found.year else ""
    return _named(
        f"[{key}] {', '.join(found.authors)}{year}", f"{found.title}. {found.where}.", language
    )


def _value(name: str, value: object, language: str) -> str:
    return value_words(facts()[name], value, language=language)


def _named(name: str, text: str, language: str) -> str:
    return say(language, "doctrine_page.named", name=name, text=text)


def rule_data(rule: Rule, language: str) -> dict[str, object]:
    """Return one rule as plain values, for JSON."""
    return {
        "id": rule.id,
        "effect": rule.effect,
        "options": list(rule.options),
        "label": rule.label_in(language),
        "in_words": condition_words(rule.when, language=language),
        "when": words(rule.when),
        "unless": [{"id": one.id, "when": words(one.when)} for one in rule.unless],
        "source": rule.citation.source,
        "article": rule.citation.article,
        "confidence": rule.citation.confidence,
        "note": rule.citation.note_in(language),
        "text": rule.access,
        "reviewed": rule.reviewed,
    }
