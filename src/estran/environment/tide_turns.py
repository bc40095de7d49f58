"""High and low water: the turns of any level in time, the range between, the French coefficient.

Works on a function of time; knows no gauge and no place.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from estran.errors import OutsideValidityError
from estran.quantities.units import HOUR, MINUTE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estran.quantities.arrays import Floats

STEP = 6.0 * MINUTE  # between looks at the level; a parabola finds the turn between them
LOOK = 15.0 * HOUR  # on each side of a moment: holds at least one high and one low water
LEAST_SWING = 0.05  # m: a smaller rise or fall between two turns is a stand, not a tide


@dataclass(frozen=True, slots=True)
class TideTurn:
    """A high or a low water.

    Attributes
    ----------
    kind : "high" or "low"
        Which.
    epoch_seconds : float
        When, seconds since 1970, UTC.
    level : float
        Level then, above the zero of the level asked [m].
    """

    kind: Literal["high", "low"]
    epoch_seconds: float
    level: float


@dataclass(frozen=True, slots=True)
class TideAround:
    """The turns before and after a moment, and the range between them [m]."""

    before: TideTurn
    after: TideTurn

    @property
    def range(self) -> float:
        """Height between the two turns [m]."""
        return abs(self.after.level - self.before.level)

    @property
    def rising(self) -> bool:
        """Whether high water comes next."""
        return self.after.kind == "high"


def turns(*, level: Callable[[Floats], Floats], start: float, end: float) -> tuple[TideTurn, ...]:
    """Return the high and low waters of a level between two moments, in their order.

    Parameters
    ----------
    level : callable
        Level [m] at (n,) moments [seconds since 1970, UTC].
    start, end : float
        Moments, the second later than the first.

    Returns
    -------
    tuple of TideTurn
        High and low in turn; times within seconds of the level's own turns. Double high waters with
        less than 5 cm between them count as one.
    """
    time = np.arange(start - STEP, end + 2.0 * STEP, STEP)
    height = level(time)
    rise = np.sign(np.diff(height))
    found = [_refined(time, height, int(k)) for k in np.flatnonzero(rise[:-1] * rise[1:] < 0.0) + 1]
    return tuple(turn for turn in _without_stands(found) if start <= turn.epoch_seconds <= end)


def around(*, level: Callable[[Floats], Floats], moment: float) -> TideAround:
    """Return the turns of a level before and after a moment [seconds since 1970, UTC].

    Raises
    ------
    OutsideValidityError
        Where the level does not turn within 15 hours on each side: it is no semidiurnal tide.
    """
    found = turns(level=level, start=moment - LOOK, end=moment + LOOK)
    for before, after in pairwise(found):
        if before.epoch_seconds <= moment < after.epoch_seconds:
            return TideAround(before=before, after=after)
    raise OutsideValidityError(
        "tide.no_turn", "The level does not turn within 15 hours: high and low water are unknown."
    )


def coefficient(
    *, level: Callable[[Floats], Floats], moment: float, range_of_hundred: float
) -> float:
    """Return the French tidal coefficient of the high water nearest to a moment.

    Parameters
    ----------
    level : callable
        Level at Brest [m].
    moment : float
        Seconds since 1970, UTC.
    range_of_hundred : float
        Range at Brest that stands for 100 [m].

    Returns
    -------
    float
        20 at the smallest neaps to 120 at the greatest springs. Within 4 of the official tables,
        which know the semidiurnal tide alone.

    Notes
    -----
    Range: from the high water to the mean of the low waters on its two sides. Source:
    shom_coefficient.
    """
    found = turns(level=level, start=moment - 1.5 * LOOK, end=moment + 1.5 * LOOK)
    highs = [k for k in range(1, len(found) - 1) if found[k].kind == "high"]
    nearest = min(highs, key=lambda k: abs(found[k].epoch_seconds - moment))
    low = (found[nearest - 1].level + found[nearest + 1].level) / 2.0
    return 100.0 * (found[nearest].level - low) / range_of_hundred


def _refined(time: Floats, height: Floats, k: int) -> TideTurn:
    """Top or bottom of the parabola through three looks."""
    before, here, after = height[k - 1], height[k], height[k + 1]
    shift = 0.5 * (before - after) / (before - 2.0 * here + after)
    return TideTurn(
        kind="high" if here > before else "low",
        epoch_seconds=float(time[k] + shift * STEP),
        level=float(here - 0.25 * (before - after) * shift),
    )


def _without_stands(found: Sequence[TideTurn]) -> list[TideTurn]:
    """Drop pairs of turns with hardly any water between them, so that high follows low."""
    kept: list[TideTurn] = []
    for turn in found:
        if kept and abs(turn.level - kept[-1].level) < LEAST_SWING:
            kept.pop()
        elif kept and kept[-1].kind == turn.kind:
            sense = 1.0 if turn.kind == "high" else -1.0
            kept[-1] = max(kept[-1], turn, key=lambda one: sense * one.level)
        else:
            kept.append(turn)
    return kept
