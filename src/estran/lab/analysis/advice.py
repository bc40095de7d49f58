"""How many more seasons would tell two doctrines apart."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from estran.lab.analysis.contrasts import told_apart
from estran.lab.analysis.nested import monte_carlo, none_seen
from estran.lab.analysis.weighing import SHARE, normal_quantile
from estran.lab.findings import Advice, Refused

if TYPE_CHECKING:
    from estran.lab.analysis.evidence import Evidence
    from estran.lab.analysis.nested import Nested

MOST_SEASONS = 10_000_000
"""Seasons of a doctrine beyond which no number is given: look for another question."""


def advice(evidence: Evidence, outcome: str, doctrine: str) -> Advice | None:
    """Return how many more seasons would tell a doctrine from the reference.

    Returns
    -------
    Advice or None
        None where a draw has one season, so that chance cannot be told from the parameters.
    """
    nested = evidence.difference(outcome, doctrine, evidence.reference)
    if nested.seasons < 2:
        return None
    now = nested.means.size * nested.seasons
    need = seasons_needed(nested, difference=abs(nested.mean))
    more: int | Refused = max(0, need - now)
    if refused := none_seen(nested):
        more = refused
    elif told_apart(monte_carlo(nested)):
        more = 0
    elif need > MOST_SEASONS or nested.mean == 0.0:
        more = Refused(why="too_many_seasons", have=now, need=float(need))
    return Advice(
        outcome=outcome,
        doctrine=doctrine,
        reference=evidence.reference,
        seasons=now,
        more=more,
        more_for_one=max(0, seasons_needed(nested, difference=1.0) - now),
    )


def seasons_needed(nested: Nested, *, difference: float) -> int:
    """Return seasons, in all draws together, whose interval would just leave 0 outside.

    Parameters
    ----------
    difference : float
        To be told from 0, in the outcome's unit; not negative. For 0 the answer is beyond
        `MOST_SEASONS`.
    """
    half = normal_quantile((1.0 + SHARE) / 2.0) * nested.mean_error
    if difference <= 0.0 or half / difference > MOST_SEASONS:
        return MOST_SEASONS + 1
    per_draw = ceil(nested.seasons * (half / difference) ** 2)
    return max(2, per_draw) * nested.means.size
