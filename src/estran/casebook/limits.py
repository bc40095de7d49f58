"""Numbers that the record's rules compare with. They come from above, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What counts as late, as contradicted, and as searched.

    Attributes
    ----------
    count_slack : float
        Counts of people that differ by less than this share do not contradict each other.
    surely_not : float
        log10 of a likelihood ratio below which a link is a contradiction.
    searched : float
        Cumulative POS below which no search may be called exhausted.
    crossing_share : float
        Share of the forecast across a line from which both centres are alarmed.
    moved : float
        A new estimate further than this many radii from the last one is an alarm.
    both : tuple of str
        The centres that are told of everything at intake.
    centres : tuple of str
        All centres that there are.
    indicators : tuple of str
        Facts of which one alone indicates distress.
    acknowledge, hand_over, relay, contact, fix, unlinked : timedelta
        How long each may stay open before it is an alarm.
    review : timedelta
        How far ahead the review of a suspended case may lie.
    """

    count_slack: float
    surely_not: float
    searched: float
    crossing_share: float
    moved: float
    both: tuple[str, ...]
    centres: tuple[str, ...]
    indicators: tuple[str, ...]
    acknowledge: timedelta
    hand_over: timedelta
    relay: timedelta
    contact: timedelta
    fix: timedelta
    unlinked: timedelta
    review: timedelta
