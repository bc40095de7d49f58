"""What else is known of one boat, and what a forecast made of it, as it is stored. Plain data."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from estran.assess.answer_words import Share, Utc  # noqa: TC001 -- msgspec reads them
from estran.assess.report import Report  # noqa: TC001 -- msgspec reads it
from estran.assess.search_said import SearchDone  # noqa: TC001 -- msgspec reads it

Why = Literal["far", "few", "gone", "searched", "disagree", "inland", "too_long", "state"]
"""Why a forecast had to start anew from the fix."""


class History(Struct, frozen=True, kw_only=True):
    """What is known of a boat beside the report that is assessed, whose fix is the newest."""

    earlier: Annotated[
        Report | None,
        Meta(description="Whose ensemble is to go on; null: that of the report assessed."),
    ]
    fixes: Annotated[list[Report], Meta(description="Between the two, in any order.")] = []
    searches: Annotated[list[SearchDone], Meta(description="That found nothing.")] = []


class FixHeld(Struct, frozen=True, kw_only=True):
    """A later fix, and how unlikely it was under the forecast as it then stood."""

    time: Utc
    position: str
    sd_m: Annotated[float, Meta(description="One standard deviation per axis.")]
    as_unlikely: Annotated[
        Share | None,
        Meta(
            description="Share of the fixes that the forecast would give which are at most as "
            "likely as this one, to the thousandth; null: it was not held against the forecast."
        ),
    ]


class SearchHeld(Struct, frozen=True, kw_only=True):
    """A search that found nothing, and whether it weighed."""

    unit: str
    start: Utc
    end: Utc
    counted: bool
    unknown_because: Annotated[list[str], Meta(description="What counts as not searched.")]


class EvidenceUsed(Struct, frozen=True, kw_only=True):
    """What an earlier forecast was held against, and what became of it."""

    outcome: Literal["continued", "restart_from_the_fix"]
    reason: Annotated[Why | None, Meta(description="Why it started anew; null where it went on.")]
    text: Annotated[str, Meta(description="The outcome in one sentence.")]
    earlier: Annotated[Utc, Meta(description="Of the report whose ensemble was to go on.")]
    effective_sample_size: Annotated[
        float | None, Meta(description="The smallest on the way; null where nothing was weighed.")
    ]
    fixes: list[FixHeld]
    searches: list[SearchHeld]
