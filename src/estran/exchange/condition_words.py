"""A condition of a rule in words, from the labels of its facts; nothing is decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.doctrine.facts import facts
from estran.doctrine.tree import (
    All,
    Among,
    Arithmetic,
    Compare,
    Holds,
    Not,
    Number,
    Parameter,
    Quantity,
    Some,
)
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estran.doctrine.facts import Fact
    from estran.doctrine.tree import Condition, Term

UNITS = {"m": "metres", "persons": "persons", "h": "hours"}
SIGNS = {"<": "less", "<=": "most", ">": "more", ">=": "least", "==": "equal", "!=": "other"}


def condition_words(condition: Condition, *, language: str) -> str:
    """Return a condition as a sentence, such as "people aboard: less than too_many"."""
    match condition:
        case Holds(name):
            return _label(name, language)
        case Among(name, categories):
            values = _joined("or", (category(one, language) for one in categories), language)
            return say(language, "condition.is", what=_label(name, language), value=values)
        case Not(part):
            key = "not_fact" if isinstance(part, Holds) else "not"
            said = condition_words(part, language=language)
            return say(language, f"condition.{key}", what=said)
        case Compare():
            return _comparison(condition, language)
        case All(parts) | Some(parts):
            return _parts(parts, "and" if isinstance(condition, All) else "or", language)


def _comparison(one: Compare, language: str) -> str:
    return say(
        language,
        f"condition.{SIGNS[one.sign]}",
        left=term_words(one.left, language=language),
        right=_with_unit(one.right, _unit(one.left), language),
    )


def _parts(parts: Iterable[Condition], joint: str, language: str) -> str:
    texts = [_inner(one, language) for one in parts]
    if not texts:
        return say(language, f"condition.{'always' if joint == 'and' else 'never'}")
    return _joined(joint, texts, language)


def term_words(term: Term, *, language: str) -> str:
    """Return one side of a comparison in words."""
    match term:
        case Quantity(name):
            return _label(name, language)
        case Parameter(name):
            return name
        case Number(value):
            return f"{value:g}"
        case Arithmetic(operation, left, right):
            parts = (term_words(one, language=language) for one in (left, right))
            return f"({f' {operation} '.join(parts)})"


def category(name: str, language: str) -> str:
    """Return what one value of a category fact is called."""
    return say(language, f"category.{name}")


def value_words(declared: Fact, value: object, *, language: str) -> str:
    """Return a value of a fact in words: yes, a number with its unit, a range, or unknown."""
    if value is None:
        return say(language, "card.fact_unknown")
    if isinstance(value, bool):
        return say(language, "card.fact_yes" if value else "card.fact_no")
    if isinstance(value, str):
        return category(value, language)
    ends = value if isinstance(value, tuple) else (value,)
    number = "-".join(f"{one:g}" for one in ends)
    unit = UNITS.get(declared.unit)
    return f"{number} {say(language, f'unit.{unit}')}" if unit else f"{number} {declared.unit}"


def _inner(part: Condition, language: str) -> str:
    text = condition_words(part, language=language)
    compound = not isinstance(part, Holds | Among | Compare | Not)
    return f"({text})" if compound else text


def _label(name: str, language: str) -> str:
    known: Mapping[str, Fact] = facts()
    return known[name].label_in(language)


def _with_unit(term: Term, unit: str, language: str) -> str:
    said = term_words(term, language=language)
    if isinstance(term, Number) and unit in UNITS:
        return f"{said} {say(language, f'unit.{UNITS[unit]}')}"
    return said


def _unit(term: Term) -> str:
    return facts()[term.name].unit if isinstance(term, Quantity) else ""


def _joined(joint: str, parts: Iterable[str], language: str) -> str:
    return say(language, f"condition.{joint}").join(parts)
