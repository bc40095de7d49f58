"""Counts of each doctrine, and differences between two of them in the same seasons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.analysis.effects import kind_shares
from estran.lab.analysis.nested import (
    bonett_price_2012,
    drawn_in,
    monte_carlo,
    over_parameters,
    sun_2011,
    too_few,
)
from estran.lab.analysis.weighing import weighted_interval
from estran.lab.findings import Contrast, Count, Exposure, Interval, KindShares, Refused
from estran.lab.outcomes import OUTCOMES

if TYPE_CHECKING:
    from estran.lab.analysis.evidence import Evidence
    from estran.lab.analysis.nested import Nested
    from estran.lab.findings import Headline
    from estran.quantities.arrays import Floats

LEAST_TO_CLEAR = 0.5
"""Share of the signal that must be explained before a contrast may be held not to rest on
assumptions; more than this share from assumed parameters makes it one."""


def count(evidence: Evidence, outcome: str, doctrine: str) -> Count:
    """Return one outcome of one doctrine."""
    values = evidence.of(outcome, doctrine)
    nested = sun_2011(values, evidence.weights)
    return Count(
        outcome=outcome,
        doctrine=doctrine,
        mean=nested.mean,
        monte_carlo=_not_below_nought(monte_carlo(nested)),
        parameters=over_parameters(nested),
        season=_of_seasons(values, evidence.weights),
        share_from_parameters=_from_parameters(nested),
    )


def contrast(evidence: Evidence, outcome: str, doctrine: str, reference: str) -> Contrast:
    """Return the difference of an outcome between two doctrines that met the same seasons.

    Where fewer are better, it also tells how much of it comes from assumed parameters, and what
    may be printed over it.
    """
    one, other = evidence.of(outcome, doctrine), evidence.of(outcome, reference)
    apart = evidence.apart(outcome, doctrine, reference)
    nested = bonett_price_2012(apart, evidence.weights)
    judged = OUTCOMES[outcome].direction == "fewer"
    kinds = kind_shares(evidence, apart) if judged else None
    interval, spread = monte_carlo(nested), over_parameters(nested)
    more, fewer = _shares(apart > 0.0, evidence.weights), _shares(apart < 0.0, evidence.weights)
    headline = _headline(nested.mean, interval, spread, kinds)
    if not {doctrine, reference} <= set(evidence.ranked):
        headline = "breach"
    return Contrast(
        outcome=outcome,
        doctrine=doctrine,
        reference=reference,
        mean=nested.mean,
        monte_carlo=interval,
        parameters=spread,
        seasons_more=more,
        seasons_equal=max(0.0, 1.0 - more - fewer),
        seasons_fewer=fewer,
        draws_more=too_few(nested) or float(nested.weights @ (drawn_in(nested) > 0.0)),
        gain=_gain(one, other, nested),
        kinds=kinds,
        headline=headline if judged or headline == "breach" else "no_direction",
    )


def kitagawa_1955(evidence: Evidence, doctrine: str) -> Exposure:
    """Split the difference in deaths from the reference: fewer who left, or less risk.

    Notes
    -----
    Source: kitagawa_1955 (each part at the mean of the other).
    """
    left, left_reference = (
        evidence.mean("embarked", which) for which in (doctrine, evidence.reference)
    )
    risk, risk_reference = (
        evidence.mean("deaths", which) / people if people > 0.0 else 0.0
        for which, people in ((doctrine, left), (evidence.reference, left_reference))
    )
    return Exposure(
        doctrine=doctrine,
        reference=evidence.reference,
        through_numbers=(left - left_reference) * (risk + risk_reference) / 2.0,
        through_risk=(risk - risk_reference) * (left + left_reference) / 2.0,
        risk_doctrine=1000.0 * risk,
        risk_reference=1000.0 * risk_reference,
    )


def told_apart(interval: Interval | Refused) -> bool:
    """Tell whether an interval of a difference leaves 0 outside."""
    return isinstance(interval, Interval) and not interval.low <= 0.0 <= interval.high


def _headline(
    mean: float,
    interval: Interval | Refused,
    spread: Interval | Refused,
    kinds: KindShares | Refused | None,
) -> Headline:
    if not told_apart(interval):
        return "not_told_apart"
    if not isinstance(kinds, KindShares):
        return "share_unknown"
    if kinds.assumed > LEAST_TO_CLEAR:
        return "assumption"
    if kinds.assumed_high > LEAST_TO_CLEAR and kinds.explained < LEAST_TO_CLEAR:
        return "share_unknown"
    if not told_apart(spread):
        return "depends"
    return "fewer" if mean < 0.0 else "more"


def _not_below_nought(found: Interval | Refused) -> Interval | Refused:
    """Return the interval of a count: there are never fewer than none."""
    return replace(found, low=max(0.0, found.low)) if isinstance(found, Interval) else found


def _of_seasons(values: Floats, weights: Floats) -> Interval:
    return weighted_interval(values.ravel(), np.repeat(weights, values.shape[1]))


def _from_parameters(nested: Nested) -> float | Refused:
    if refused := too_few(nested):
        return refused
    whole = nested.between + nested.within
    if whole <= 0.0:
        return Refused(why="no_spread", have=0.0, need=0.0)
    return nested.between / whole


def _shares(found: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], weights: Floats) -> float:
    return float(found.mean(axis=1) @ weights)


def _gain(one: Floats, other: Floats, nested: Nested) -> float | None:
    """Variance of a difference between seasons that differ, over that in the same seasons."""
    apart = sun_2011(one, nested.weights).within + sun_2011(other, nested.weights).within
    if nested.seasons < 2 or nested.within <= 0.0 or apart <= 0.0:
        return None
    return float(apart / nested.within)
