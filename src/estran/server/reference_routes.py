"""Doctrines, rules, sources and assumptions over HTTP: what every id of an answer opens."""

from datetime import date
from typing import Any

from estran.exchange.day_text import parse_day
from estran.exchange.reference import (
    assumption_of,
    commitments_on,
    doctrine_on,
    doctrines_on,
    rule_of,
    source_of,
)
from estran.server.asking import Asking
from estran.server.looking import spoken
from estran.server.route import Asked, Route


def read_doctrines(asked: Asking, at: str = "") -> dict[str, Any]:
    """Return the doctrines as they were known on a day; today where none is named."""
    return doctrines_on(_day(asked, at), language=spoken(asked))


def read_doctrine(asked: Asking, doctrine: str, at: str = "") -> dict[str, Any]:
    """Return one doctrine with its rules, cases and sources."""
    return doctrine_on(doctrine, _day(asked, at), language=spoken(asked))


def read_commitments(asked: Asking, at: str = "") -> dict[str, Any]:
    """Return what was promised by a day, and what is known to have been done."""
    return commitments_on(_day(asked, at), language=spoken(asked))


def read_rule(asked: Asking, rule: str) -> dict[str, Any]:
    """Return one rule in words and as text, with its doctrine and its source."""
    return rule_of(rule, language=spoken(asked))


def read_source(source: str) -> dict[str, Any]:
    """Return one source: title, authors, year, where, licence."""
    return source_of(source)


def read_assumption(asked: Asking, assumption: str) -> dict[str, Any]:
    """Return one number that no source gives, with its range and reason."""
    return assumption_of(assumption, language=spoken(asked))


def _day(asked: Asked, at: str) -> date:
    """Return the day that is asked for, or the room's own: a replay has a day of its own."""
    return parse_day(at) if at else asked.ports.desk.now().date()


ROUTES = (
    Route(
        method="GET",
        path="/api/doctrines",
        action="read_reference",
        operation="read_doctrines",
        tag="reference",
        summary="The doctrines as known on a day: in force, announced, withdrawn, hypothetical",
        handler=read_doctrines,
    ),
    Route(
        method="GET",
        path="/api/doctrines/{doctrine}",
        action="read_reference",
        operation="read_doctrine",
        tag="reference",
        summary="One doctrine with its rules, cases and sources",
        handler=read_doctrine,
    ),
    Route(
        method="GET",
        path="/api/commitments",
        action="read_reference",
        operation="read_commitments",
        tag="reference",
        summary="What was promised around the doctrines, and what is known to have been done",
        handler=read_commitments,
    ),
    Route(
        method="GET",
        path="/api/rules/{rule}",
        action="read_reference",
        operation="read_rule",
        tag="reference",
        summary="One rule in words and as text, with its source",
        handler=read_rule,
    ),
    Route(
        method="GET",
        path="/api/sources/{source}",
        action="read_reference",
        operation="read_source",
        tag="reference",
        summary="One source of the library",
        handler=read_source,
    ),
    Route(
        method="GET",
        path="/api/assumptions/{assumption}",
        action="read_reference",
        operation="read_assumption",
        tag="reference",
        summary="One number that no source gives, with its range and reason",
        handler=read_assumption,
    ),
)
