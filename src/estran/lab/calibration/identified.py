"""What history tells of each parameter, and what it does not: the prior beside the posterior."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from estran.lab.calibration.normal_scores import shares_of
from estran.lab.quantiles import quantiles

if TYPE_CHECKING:
    from estran.lab.calibration.waves import Matched
    from estran.quantities.arrays import Floats

Told = Literal["identified", "narrowed", "not identified"]
IDENTIFIED, NARROWED = 0.5, 0.8
"""Ratios of spread below which a parameter counts as identified, or as narrowed."""
UNIFORM_SPREAD = float(np.sqrt(1.0 / 12.0))
CHANCE = 3.0
"""Standard errors by which a ratio must differ from one to count at all: there are many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """One parameter, before and after history.

    Attributes
    ----------
    low, middle, high : float
        5, 50 and 95 % of the posterior, in the parameter's unit; of a switch, `middle` is the
        chance of 1 and the others are 0 and 1.
    ratio : float
        Spread of the posterior over that of the prior, both as shares of the prior.
    shift : float
        Of the mean, in spreads of the prior.
    told : str
        ``identified``, ``narrowed``, or ``not identified``: then its range stays what it was.
    """

    key: str
    kind: str
    unit: str
    low: float
    middle: float
    high: float
    ratio: float
    shift: float
    told: Told


def identifications(matched: Matched) -> tuple[Identification, ...]:
    """Tell of every parameter what history tells of it, best known first.

    A ratio that so few effective draws would show by chance tells nothing.
    """
    shares = shares_of(matched.scores)
    found = [
        _identification(matched, place, shares[:, place]) for place in range(len(matched.table))
    ]
    return tuple(sorted(found, key=lambda one: (one.ratio, one.key)))


def _identification(matched: Matched, place: int, shares: Floats) -> Identification:
    one, weights = matched.table[place], matched.weights
    if one.prior == "switch":
        shares = np.where(shares < 0.5, 0.25, 0.75)
    mean = float(weights @ shares)
    prior_spread = 0.25 if one.prior == "switch" else UNIFORM_SPREAD
    spread = float(np.sqrt(weights @ (shares - mean) ** 2))
    ratio, shift = spread / prior_spread, (mean - 0.5) / prior_spread
    low, middle, high = quantiles(shares, weights, (0.05, 0.5, 0.95))
    values = one.at(np.array([low, middle, high]))
    if one.prior == "switch":
        values = np.array([0.0, 2.0 * mean - 0.5, 1.0])
    return Identification(
        key=one.key,
        kind=one.kind,
        unit=one.unit,
        low=float(values[0]),
        middle=float(values[1]),
        high=float(values[2]),
        ratio=ratio,
        shift=shift,
        told=_told(ratio, shift, matched.effective),
    )


def _told(ratio: float, shift: float, effective: float) -> Told:
    by_chance = CHANCE * 0.45 / np.sqrt(effective)  # spread of a uniform's sample spread
    if ratio < min(IDENTIFIED, 1.0 - by_chance):
        return "identified"
    shifted = abs(shift) > max(0.5, CHANCE / np.sqrt(effective))
    if ratio < min(NARROWED, 1.0 - by_chance) or shifted:
        return "narrowed"
    return "not identified"
