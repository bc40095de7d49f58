"""What a study counted as one table of comma-separated values, for those who make their own.

Every row carries both intervals and whether the doctrine breaks a proof; nothing is added up.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from estran.lab.findings import Interval, Refused
from estran.lab.outcomes import OUTCOMES

if TYPE_CHECKING:
    from estran.lab.findings import Contrast, Count, Findings

HEAD = (
    *("doctrine", "minus", "outcome", "unit", "direction", "mean"),
    *("monte_carlo_low", "monte_carlo_high", "parameters_low", "parameters_high"),
    *("what_may_be_said", "breaks_a_proof"),
)


def report_csv(findings: Findings) -> str:
    """Return counts and paired differences, one a row; an interval not given is left empty."""
    barred = {one.doctrine for one in findings.standings if not one.ranked}
    kept = StringIO()
    rows = csv.writer(kept, lineterminator="\n")
    rows.writerow(HEAD)
    for one in findings.counts:
        rows.writerow(_row(one, "", "", breaks=one.doctrine in barred))
    for pair in (*findings.contrasts, *findings.pairs):
        breaks = pair.doctrine in barred or pair.reference in barred
        rows.writerow(_row(pair, pair.reference, pair.headline, breaks=breaks))
    return kept.getvalue()


def _row(one: Count | Contrast, minus: str, headline: str, *, breaks: bool) -> tuple[str, ...]:
    outcome = OUTCOMES[one.outcome]
    return (
        *(one.doctrine, minus, one.outcome, outcome.unit, outcome.direction, _number(one.mean)),
        *_ends(one.monte_carlo),
        *_ends(one.parameters),
        *(headline, "yes" if breaks else "no"),
    )


def _ends(found: Interval | Refused) -> tuple[str, str]:
    if isinstance(found, Refused):
        return "", ""
    return _number(found.low), _number(found.high)


def _number(value: float) -> str:
    return f"{value:.6g}"
