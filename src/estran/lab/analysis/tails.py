"""The worst seasons of a doctrine, and who bears what under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.lab.analysis.weighing import kong_1992, weighted_quantiles, wilson_1927
from estran.lab.findings import Burden, Tail
from estran.lab.outcomes import MOMENTS

if TYPE_CHECKING:
    from estran.lab.analysis.evidence import Evidence

QUANTILES = (0.5, 0.9, 0.95, 0.99)
BEYOND = 5
"""Seasons that must lie beyond a quantile for it to be told."""
LEVELS = (1, 5, 10, 20, 50, 100, 200)
DEATHS = (
    *("deaths_boarding", "deaths_crush", "deaths_water", "deaths_intervention", "deaths_children"),
)
HARMS = ("persons_in_water", "officer_harm")
CELLS = tuple(name for name in MOMENTS if name.startswith("launches_"))


def tail(evidence: Evidence, doctrine: str) -> Tail:
    """Return the worst of a doctrine's seasons."""
    days, worst = (
        evidence.of(column, doctrine) for column in ("days_ten_deaths", "worst_day_deaths")
    )
    deaths, weights = evidence.of("deaths", doctrine), evidence.weights
    worth = kong_1992(weights) * evidence.seasons
    each = np.repeat(weights, evidence.seasons)
    share = float((days >= 1.0).mean(axis=1) @ weights)
    told = tuple(rank for rank in QUANTILES if rank == 0.5 or worth * (1.0 - rank) >= BEYOND)
    found = weighted_quantiles(worst.ravel(), each, told)
    return Tail(
        doctrine=doctrine,
        any_day_of_ten=share,
        interval=wilson_1927(share=min(1.0, share), count=worth),
        worst_days=tuple(zip(told, found.tolist(), strict=True)),
        exceedance=tuple(
            (level, float((deaths >= level).mean(axis=1) @ weights))
            for level in LEVELS
            if level <= max(1.0, float(evidence.columns["deaths"].max()))
        ),
    )


def burdens(evidence: Evidence, doctrine: str) -> tuple[Burden, ...]:
    """Return who bears what: deaths by how, harm to whom, launches by coast cell."""
    keys = [key for key in (*DEATHS, *HARMS, *CELLS) if key in evidence.columns]
    return tuple(_burden(evidence, doctrine, key) for key in keys)


def _burden(evidence: Evidence, doctrine: str, key: str) -> Burden:
    mean, reference = evidence.mean(key, doctrine), evidence.reference
    whole = {**dict.fromkeys(DEATHS, ("deaths",)), **dict.fromkeys(CELLS, CELLS)}.get(key, ())
    total = sum(evidence.mean(one, doctrine) for one in whole if one in evidence.columns)
    return Burden(
        doctrine=doctrine,
        key=key,
        mean=mean,
        share=mean / total if total > 0.0 else None,
        change=None if doctrine == reference else mean - evidence.mean(key, reference),
    )
