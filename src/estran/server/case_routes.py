"""Cases over HTTP: open one for a report, put reports to boats, read sheet, gates, notes, past."""

from typing import Any

from pydantic import Field

from estran.assess.likeness_answer import Likeness
from estran.quantities.instants import parse_instant
from estran.room.as_of import case_as_of
from estran.room.casework import Opening, likelihoods, open_case
from estran.room.views import case_list, case_sheet, may_close, notes_view
from estran.server.asking import Asking
from estran.server.bodies import Body
from estran.server.looking import looking, spoken
from estran.server.route import Route


class CaseToOpen(Body):
    """A case with one boat, in distress until somebody knows better."""

    label: str = Field(default="", max_length=60, examples=["Charlie"])


class CaseOpened(Body):
    """The numbers of a case and of its boat."""

    case: str = Field(examples=["C-0001"])
    craft: str = Field(examples=["B-0001"])


class PartShown(Body):
    """What one kind of evidence says: against, for, neither or unknown."""

    name: str
    log10_ratio: float | None
    verdict: str
    text: str


class LikenessShown(Body):
    """How much better a report fits one boat than any other: computed, decides nothing."""

    craft: str
    case: str = Field(description="Of which case the boat is.", examples=["C-0001"])
    label: str
    recovered: bool
    log10_ratio: float | None = Field(description="In powers of ten; null if unknown.")
    word: str
    text: str
    parts: list[PartShown] = Field(description="Evidence against first.")
    model: str


def post_case(asked: Asking, report: str, given: CaseToOpen) -> CaseOpened:
    """Open a case for a report: the centre acts, and owns it until another accepts it."""
    opening = Opening(report=report, label=given.label)
    case, craft = open_case(asked.ports.desk, asked.by, opening, key=asked.repeat_key)
    return CaseOpened(case=case, craft=craft)


def post_likelihoods(asked: Asking, report: str) -> list[LikenessShown]:
    """Compute how well a report fits each boat of the open cases, and log it; it decides nothing.

    Evidence against stands first.
    """
    found = likelihoods(
        asked.ports.desk,
        asked.by,
        report,
        clouds=asked.ports.clouds,
        language=spoken(asked),
    )
    book = asked.ports.desk.book()
    return [_shown(one, case=book.craft(one.craft).case) for one in found]


def _shown(one: Likeness, *, case: str) -> LikenessShown:
    parts = [
        PartShown(
            name=part.name, log10_ratio=part.log10_ratio, verdict=part.verdict, text=part.text
        )
        for part in one.parts
    ]
    return LikenessShown(
        craft=one.craft,
        case=case,
        label=one.label,
        recovered=one.recovered,
        log10_ratio=one.log10_ratio,
        word=one.word,
        text=one.text,
        parts=parts,
        model=one.model,
    )


def read_cases(asked: Asking) -> list[dict[str, Any]]:
    """Return the cases that are worked on, for whoever may know of them."""
    return case_list(looking(asked))


def read_closed_cases(asked: Asking) -> list[dict[str, Any]]:
    """Return the cases that are over."""
    return case_list(looking(asked), over=True)


def read_case(asked: Asking, case: str) -> dict[str, Any]:
    """Return all that is known of a case."""
    return case_sheet(looking(asked), case)


def read_closed_case(asked: Asking, case: str) -> dict[str, Any]:
    """Return all that is known of a case that is over, without what is sealed."""
    return case_sheet(looking(asked), case)


def read_gates(asked: Asking, case: str) -> dict[str, Any]:
    """Return what stands in the way of closing a case: met, not met, unknown."""
    return may_close(looking(asked), case)


def read_notes(asked: Asking, case: str, why: str = "") -> list[dict[str, Any]]:
    """Return the notes of a case; that somebody read them is logged, with why."""
    return notes_view(looking(asked), case, why=why)


def read_case_as_of(asked: Asking, case: str, at: str) -> dict[str, Any]:
    """Return a case as it was known at a moment, its clocks as they stood."""
    return case_as_of(looking(asked), case, at=parse_instant(at))


ROUTES = (
    Route(
        method="POST",
        path="/api/reports/{report}/case",
        action="run_case",
        operation="post_case",
        tag="cases",
        summary="Open a case with one boat for a report",
        handler=post_case,
        status=201,
    ),
    Route(
        method="POST",
        path="/api/reports/{report}/likelihoods",
        action="link",
        operation="post_likelihoods",
        tag="cases",
        summary="How well a report fits each open boat: computed, logged, decides nothing",
        handler=post_likelihoods,
        status=201,
    ),
    Route(
        method="GET",
        path="/api/cases",
        action="read_case",
        operation="read_cases",
        tag="cases",
        summary="The cases that are worked on",
        handler=read_cases,
    ),
    Route(
        method="GET",
        path="/api/closed-cases",
        action="read_closed_case",
        operation="read_closed_cases",
        tag="cases",
        summary="The cases that are over",
        handler=read_closed_cases,
    ),
    Route(
        method="GET",
        path="/api/closed-cases/{case}",
        action="read_closed_case",
        operation="read_closed_case",
        tag="cases",
        summary="A case that is over, without what is sealed",
        handler=read_closed_case,
    ),
    Route(
        method="GET",
        path="/api/cases/{case}",
        action="read_case",
        operation="read_case",
        tag="cases",
        summary="The sheet of a case",
        handler=read_case,
    ),
    Route(
        method="GET",
        path="/api/cases/{case}/gates",
        action="read_case",
        operation="read_gates",
        tag="cases",
        summary="What stands in the way of closing",
        handler=read_gates,
    ),
    Route(
        method="GET",
        path="/api/cases/{case}/notes",
        action="read_sealed",
        operation="read_notes",
        tag="cases",
        summary="Notes and medical advice; the look is logged",
        handler=read_notes,
    ),
    Route(
        method="GET",
        path="/api/cases/{case}/as-of",
        action="read_case",
        operation="read_case_as_of",
        tag="cases",
        summary="The case as it was known at a moment",
        handler=read_case_as_of,
    ),
)
