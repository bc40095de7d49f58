"""What may be entered now: one question before an event joins the record. Pure.

Tables say what fits the state; guards say what else must be so. What is refused changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.casebook.admission_cases import GUARDS as CASE_GUARDS
from estran.casebook.admission_operations import GUARDS as OPERATION_GUARDS
from estran.casebook.admission_reports import GUARDS as REPORT_GUARDS
from estran.casebook.admission_reports import Question
from estran.casebook.codec import from_plain
from estran.casebook.kinds import body_class
from estran.casebook.private_words import looks_private
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
NEEDED = ("why", "how", "outcome")
"""Fields that hold a person's reason: they stand in the chain for ever, and are never empty."""


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
    _require_reasons(body)
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


def _require_reasons(body: Body) -> None:
    for name, text in _reasons(body):
        if name in NEEDED and not text.strip():
            if body.kind in MAY_BE_SILENT:
                continue
            raise CasebookError(
                "record.reason_missing",
                f"{body.kind}: say why, in `{name}`; whoever reads this later was not there.",
                kind=body.kind,
                field=name,
            )
        for looks in looks_private(text):
            if looks != "name":
                raise CasebookError(
                    "record.reason_private",
                    f"{body.kind}: `{name}` seems to hold a telephone number or an address. It "
                    "would stand in the record for ever. Put it into a note, which can be erased.",
                    kind=body.kind,
                    field=name,
                )


MAY_BE_SILENT = frozenset({"phase.declared", "relay.answered", "task.moved", "call.returned"})
"""Kinds that need a reason in some of their states only; their guards ask for it."""


def _reasons(body: Body) -> Iterator[tuple[str, str]]:
    for name in REASONS:
        value = getattr(body, name, "")
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and hasattr(body, name):
                yield name, text
