"""What a forecast is re-based on, read: the earlier report, what came later, what was searched."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from estran.assess.search_answer import read_search
from estran.assess.situation import understand
from estran.drift.craft import PERSON
from estran.engine.rebase import Limits
from estran.errors import TimeError
from estran.quantities.instants import epoch_seconds, format_instant
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.assess.answer_words import Language
    from estran.assess.evidence_said import History
    from estran.assess.search_answer import SearchRead
    from estran.assess.settings import RunSettings
    from estran.assess.situation import Situation
    from estran.engine.continued import Body
    from estran.sources.assumptions import AssumptionBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One earlier report, what came later in the order of time, and how to compute."""

    first: Situation
    later: tuple[Situation, ...]
    last: Situation
    searches: tuple[SearchRead, ...]
    settings: RunSettings
    book: AssumptionBook
    language: Language

    @property
    def gap(self) -> float:
        """From the earlier report to the last fix [s]."""
        return after(self.first, self.last)

    @property
    def hours(self) -> int:
        """Length of the run that reaches from the earlier report to the forecast's end."""
        return ceil(self.gap / HOUR) + self.settings.hours

    @property
    def limits(self) -> Limits:
        """When an ensemble can no longer follow."""
        return Limits(
            least_effective=self.book.value("rebase_least_effective"),
            farthest=self.book.value("rebase_farthest"),
        )


def read_case(
    history: History,
    last: Situation,
    settings: RunSettings,
    book: AssumptionBook,
    language: Language,
) -> Case:
    """Read what is known of a boat beside its newest fix.

    Raises
    ------
    InputError
        Where a report or search cannot be used, or a fix lies outside its order.
    """
    first = last if history.earlier is None else understand(history.earlier)
    fixes = [understand(one) for one in history.fixes]
    later = sorted(fixes if history.earlier is None else [*fixes, last], key=_order)
    _require_between(first, [*later, last], last)
    searches = sorted(
        (read_search(one) for one in history.searches),
        key=lambda one: (one.start, one.end, one.corners, one.done.unit),
    )
    return Case(
        first=first,
        later=tuple(later),
        last=last,
        searches=tuple(searches),
        settings=settings,
        book=book,
        language=language,
    )


def body_of(later: Situation) -> Body:
    """Return of whom a fix is."""
    return "people" if later.craft == PERSON else "hull"


def _require_between(first: Situation, later: Sequence[Situation], last: Situation) -> None:
    for one in later:
        if one.time < first.time:
            raise TimeError(
                "rebase.earlier_fix",
                f"A fix of {format_instant(one.time)} lies before the report of "
                f"{format_instant(first.time)} whose ensemble is to go on. Give the earlier one "
                "first.",
                fix=format_instant(one.time),
                report=format_instant(first.time),
            )
        if one.time > last.time:
            raise TimeError(
                "rebase.newer_fix",
                f"A fix of {format_instant(one.time)} is newer than the one assessed, of "
                f"{format_instant(last.time)}. Assess the newest.",
                fix=format_instant(one.time),
                report=format_instant(last.time),
            )


def _order(one: Situation) -> tuple[float, float, float, float]:
    seed = one.seed_position
    return epoch_seconds(one.time), seed.latitude, seed.longitude, one.position_sd


def after(first: Situation, later: Situation) -> float:
    """Return how long after the earlier report something was known [s]."""
    return (later.time - first.time).total_seconds()
