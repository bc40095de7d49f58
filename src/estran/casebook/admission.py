"""What may be entered now: one question before an event joins the record. Pure.

Tables say what fits the state; guards say what else must be so. What is refused changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING

from estran.casebook.admission_cases import GUARDS as CASE_GUARDS
from estran.casebook.admission_operations import GUARDS as OPERATION_GUARDS
from estran.casebook.admission_reports import GUARDS as REPORT_GUARDS
from estran.casebook.admission_reports import Question
from estran.casebook.codec import from_plain
from estran.casebook.kinds import body_class
from estran.casebook.private_words import looks_private, looks_reachable
from estran.casebook.transitions import CASE
from estran.errors import CasebookError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.casebook.book import Book
    from estran.casebook.event import Draft
    from estran.casebook.kinds import Body
    from estran.casebook.limits import Limits

GUARDS = {**REPORT_GUARDS, **CASE_GUARDS, **OPERATION_GUARDS}
REASONS = ("why", "how", "outcome", "what", "plan", "remarks", "resume_if", "triggers", "trigger")
"""Fields that hold a person's words: they stand in the chain for ever."""
EXPLAINED = ("why", "how", "outcome", "ground")
WORD = re.compile(r"[^\W\d_]{2,}")
"""What a reason holds at the least: a word of two letters."""
MAY_BE_BLANK = frozenset({("decision.taken", "verdict"), ("decision.taken", "card")})
"""Where there was no card there is nothing to copy from it."""
UNSCANNED = frozenset(
    {"report.received", "likelihood.computed", "assessment.made", "searches.valued"}
)
"""Computed; and reports, which are cleaned at the door, for none is ever refused for its words."""


def admit(book: Book, draft: Draft, *, limits: Limits) -> Body:
    """Return the body of an event that may join the record now.

    Parameters
    ----------
    book : Book
        State before it.
    draft : Draft
        The event.
    limits : Limits
        What counts as late, as contradicted, as searched.

    Raises
    ------
    CasebookError
        Saying what stands in the way; one of its kinds where a state, a role or a record does.
    """
    body = from_plain(body_class(draft.kind), dict(draft.body))
    _require_case(book, draft)
    _require_words(body)
    _require_nothing_private(draft)
    guard = GUARDS.get(draft.kind)
    if guard is not None:
        guard(Question(book=book, draft=draft, limits=limits), body)
    return body


def _require_case(book: Book, draft: Draft) -> None:
    """Refuse an event that does not fit the state of its case, or lacks one."""
    if draft.kind == "case.opened":
        return
    events = {event for _, event in CASE.rows}
    if draft.case:
        CASE.after(book.case(draft.case).state, draft.kind)
    elif draft.kind in events - WITHOUT_CASE:
        raise CasebookError(
            "record.case_missing",
            f"{draft.kind} belongs to a case: say which, such as C-0001.",
            kind=draft.kind,
        )


WITHOUT_CASE = frozenset(
    {"centre.told", "centre.acknowledged", "likelihood.computed", "text.erased"}
)
"""Kinds that may speak of a report alone, before anybody has opened a case."""


def _require_words(body: Body) -> None:
    """Refuse a reason or a name that is needed and blank."""
    for one in fields(body):
        value, needed = getattr(body, one.name), one.default is MISSING
        if is_dataclass(value) and not isinstance(value, type):
            _require_inner_words(body.kind, one.name, value)
        if not isinstance(value, str) or not needed or _is_said(one.name, value):
            continue
        if (body.kind, one.name) not in MAY_BE_BLANK:
            raise CasebookError(
                "record.blank",
                f"{body.kind}: `{one.name}` is empty. Say it in words: whoever reads this later "
                "was not there.",
                kind=body.kind,
                field=one.name,
            )


def _is_said(name: str, value: str) -> bool:
    """Say whether a text says something: a reason holds a word, and not a dot."""
    return bool(WORD.search(value) if name in EXPLAINED else value.strip())


def _require_inner_words(kind: str, name: str, part: Body) -> None:
    """Refuse blanks and counts below zero in a part of a body, such as a use of force."""
    for one in fields(part):
        value, path = getattr(part, one.name), f"{name}.{one.name}"
        blank = isinstance(value, str) and one.default is MISSING and not value.strip()
        if blank or (one.name == "injured" and value is not None and value < 0):
            raise CasebookError(
                "record.blank",
                f"{kind}: `{path}` is empty. Say it in words: whoever reads this later was not "
                "there.",
                kind=kind,
                field=path,
            )


def _require_nothing_private(draft: Draft) -> None:
    """Refuse telephone numbers and addresses in what stands in the chain for ever."""
    if draft.kind in UNSCANNED:
        return
    for name, text in _texts("", dict(draft.body)):
        words = name.partition("[")[0] in REASONS
        if looks_reachable(text) or (words and set(looks_private(text)) - {"name"}):
            raise CasebookError(
                "record.private",
                f"{draft.kind}: `{name}` seems to hold a telephone number or an address. It would "
                "stand in the record for ever. Put it into a note, which can be erased.",
                kind=draft.kind,
                field=name,
            )


def _texts(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield every text of a body with the path to it."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(f"{name}.{key}" if name else key, inner)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(f"{name}[{place}]", inner)
