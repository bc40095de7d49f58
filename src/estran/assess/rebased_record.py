"""The record of a forecast that was re-based: fixes with their odds, searches, and the outcome."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estran.assess.evidence_said import EvidenceUsed, FixHeld, SearchHeld
from estran.assess.rebased_case import after, body_of
from estran.language.catalogue import say
from estran.quantities.instants import format_instant
from estran.quantities.position_format import format_dmm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.assess.evidence_said import Why
    from estran.assess.rebased_case import Case
    from estran.assess.search_answer import SearchRead
    from estran.assess.search_value import Held
    from estran.assess.situation import Situation
    from estran.engine.continued import Body


@dataclass(slots=True, kw_only=True)
class Noted:
    """What was noted while the ensemble was held against one thing after another."""

    why: Why | None = None
    effective: float | None = None
    unlikely: Mapping[tuple[float, Body], float] = field(default_factory=dict)
    searches: dict[int, Held] = field(default_factory=dict)


def evidence_of(case: Case, noted: Noted) -> EvidenceUsed:
    """Return the record of what an ensemble was held against, and what became of it."""
    return EvidenceUsed(
        outcome="restart_from_the_fix" if noted.why else "continued",
        reason=noted.why,
        text=_text(case, noted),
        earlier=format_instant(case.first.time),
        effective_sample_size=None if noted.effective is None else round(noted.effective, 1),
        fixes=[_fix_held(case, one, noted.unlikely) for one in case.later],
        searches=[
            _search_held(case, one, None if noted.why else noted.searches.get(number))
            for number, one in enumerate(case.searches)
        ],
    )


def _fix_held(
    case: Case, later: Situation, unlikely: Mapping[tuple[float, Body], float]
) -> FixHeld:
    return FixHeld(
        time=format_instant(later.time),
        position=format_dmm(later.position.position),
        sd_m=round(later.position_sd, 1),
        as_unlikely=unlikely.get((after(case.first, later), body_of(later))),
    )


def _search_held(case: Case, read: SearchRead, held: Held | None) -> SearchHeld:
    counted = held is not None and held.result is not None
    because = [] if held is None else list(held.because)
    if not (counted or because):
        because = [say(case.language, "rebasing.search_beyond" if held else "rebasing.not_held")]
    return SearchHeld(
        unit=read.done.unit,
        start=format_instant(read.start),
        end=format_instant(read.end),
        counted=counted,
        unknown_because=because,
    )


def _text(case: Case, noted: Noted) -> str:
    if noted.why is not None:
        because = say(case.language, f"rebasing.{noted.why}")
        return say(case.language, "rebasing.restart", because=because)
    counted = sum(one.result is not None for one in noted.searches.values())
    key = "rebasing.continued" if noted.effective is not None else "rebasing.nothing"
    return say(
        case.language,
        key,
        time=format_instant(case.first.time),
        count=len(case.later),
        searches=counted,
        effective=round(noted.effective or 0.0),
    )
