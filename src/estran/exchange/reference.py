"""Doctrines, rules, sources and assumptions as a screen opens them from their ids. Pure.

Everything comes from the registries that answers rest on; nothing is written here.
"""

from __future__ import annotations

from dataclasses import asdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import msgspec

from estran.assess.manifest import assumption_used
from estran.doctrine.cases import shipped_cases
from estran.doctrine.commitments import promised_by
from estran.doctrine.registry import doctrine, every_doctrine
from estran.errors import UnknownNameError
from estran.exchange.commitments_text import commitments_data, commitments_page
from estran.exchange.doctrine_as_of import as_of
from estran.exchange.doctrine_list import list_data, list_page
from estran.exchange.doctrine_page import cited, doctrine_page, page_data, rule_data, rule_part
from estran.exchange.page_json import page_json, part_json
from estran.language.catalogue import catalogue
from estran.sources.assumptions import assumptions
from estran.sources.library import library

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from estran.doctrine.rule import Doctrine, Rule

Json = dict[str, Any]


def doctrines_on(day: date, *, language: str) -> Json:
    """Return the doctrines as they were known on a day."""
    held = every_doctrine().values()
    return {
        "day": day.isoformat(),
        "doctrines": list_data(held, day=day, language=language),
        "page": page_json(list_page(held, day=day, language=language)),
    }


def doctrine_on(name: str, day: date, *, language: str) -> Json:
    """Return one doctrine with its rules, cases and sources.

    Raises
    ------
    UnknownNameError
        Where there is none of that id; the message gives the nearest.
    """
    found = as_of(doctrine(name), day)
    cases = tuple(one for one in shipped_cases() if one.doctrine == found.id)
    return {
        **page_data(found, cases, day=day, language=language),
        "cited": [_source(key) for key in cited(found)],
        "page": page_json(doctrine_page(found, cases, language=language)),
    }


def rule_of(name: str, *, language: str) -> Json:
    """Return one rule, or the rule of an exception, with its doctrine and its source.

    Raises
    ------
    UnknownNameError
        Where there is none of that id; the message gives the nearest.
    """
    for one in every_doctrine().values():
        for rule in one.rules:
            if name == rule.id or name in {found.id for found in rule.unless}:
                return _rule(rule, one, language)
    known = [rule.id for one in every_doctrine().values() for rule in one.rules]
    raise _unknown("rule", name, known)


def source_of(key: str) -> Json:
    """Return one source of the library.

    Raises
    ------
    UnknownNameError
        Where there is none of that key; the message gives the nearest.
    """
    if key not in library():
        raise _unknown("source", key, library())
    return _source(key)


def assumption_of(key: str, *, language: str) -> Json:
    """Return one assumed number with its range and reason, as answers name it.

    Raises
    ------
    UnknownNameError
        Where there is none of that key; the message gives the nearest.
    """
    if key not in assumptions():
        raise _unknown("assumption", key, assumptions())
    found = assumption_used(assumptions()[key])
    why = catalogue(language).get(f"why.{key}", found.why)
    return {**msgspec.to_builtins(found), "why": why, "cited": _source(found.source)}


def commitments_on(day: date, *, language: str) -> Json:
    """Return what had been promised by a day, and what is known to have been done."""
    held = promised_by(day)
    return {
        "day": day.isoformat(),
        "commitments": commitments_data(held, day=day, language=language),
        "page": page_json(commitments_page(held, day=day, language=language)),
    }


def _rule(rule: Rule, one: Doctrine, language: str) -> Json:
    return {
        **rule_data(rule, language),
        "doctrine": one.id,
        "doctrine_title": one.title_in(language),
        "cited": _source(rule.citation.source),
        "part": part_json(rule_part(rule, one, language)),
    }


def _source(key: str) -> Json:
    return asdict(library()[key])


def _unknown(kind: str, key: str, known: Iterable[str]) -> UnknownNameError:
    near = get_close_matches(key, list(known), n=1, cutoff=0.0)[0]
    return UnknownNameError(
        "reference.none",
        f"There is no {kind} {key!r}. The nearest is {near!r}.",
        kind=kind,
        key=key,
        nearest=near,
    )
