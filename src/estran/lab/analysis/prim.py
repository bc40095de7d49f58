"""Boxes of parameters that hold many cases: peeled one side at a time, on weighted draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from estran.quantities.arrays import Bools, Floats

PEELED = 0.1
"""Share of the draws inside that one peel takes off, unless ties or switches make it more."""
LEAST_INSIDE = 10
MOST_LIMITS = 3
"""Parameters limited at most: more cannot be told in words."""


@dataclass(frozen=True, slots=True)
class Side:
    """One end of one parameter, by place: at least (`above`) or at most `bound`."""

    place: int
    above: bool
    bound: float

    def holds(self, drawn: Floats) -> Bools:
        """Tell which draws lie inside; `drawn` of shape (draws, parameters)."""
        values = drawn[:, self.place]
        found: Bools = values >= self.bound if self.above else values <= self.bound
        return found


@dataclass(frozen=True, slots=True)
class Peeled:
    """A box: no two sides share parameter and end."""

    sides: tuple[Side, ...] = field(default=())

    def inside(self, drawn: Floats) -> Bools:
        """Tell which draws lie inside; `drawn` of shape (draws, parameters)."""
        found = np.ones(len(drawn), dtype=bool)
        for side in self.sides:
            found &= side.holds(drawn)
        return found

    def places(self) -> tuple[int, ...]:
        """Return which parameters are limited."""
        return tuple(sorted({side.place for side in self.sides}))

    def without(self, place: int) -> Peeled:
        """Return the box with one parameter free."""
        return Peeled(tuple(side for side in self.sides if side.place != place))

    def narrowed(self, side: Side) -> Peeled:
        """Return the box with one side moved."""
        end = (side.place, side.above)
        return Peeled((*(one for one in self.sides if (one.place, one.above) != end), side))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Draws and which of them are cases.

    Attributes
    ----------
    drawn : array of shape (draws, parameters)
    hit : array of bool, shape (draws,)
    weights : array of shape (draws,)
        Not negative.
    """

    drawn: Floats
    hit: Bools
    weights: Floats

    def of(self, where: Bools) -> Cases:
        """Return some of the draws."""
        return Cases(drawn=self.drawn[where], hit=self.hit[where], weights=self.weights[where])

    @property
    def share(self) -> float:
        """Share of cases."""
        return float(self.weights @ self.hit / self.weights.sum())

    def coverage_density(self, box: Peeled) -> tuple[float, float]:
        """Return which share of cases is inside, and which share inside is cases."""
        inside = box.inside(self.drawn)
        cases, whole = float(self.weights @ self.hit), float(self.weights @ inside)
        held = float(self.weights @ (self.hit & inside))
        return (held / cases if cases > 0.0 else 0.0), (held / whole if whole > 0.0 else 0.0)

    def beyond_chance(self, box: Peeled) -> float:
        """Return the cases inside beyond what chance would put there, as a share of all draws."""
        inside = box.inside(self.drawn)
        mass = float(self.weights @ inside / self.weights.sum())
        return mass * (self.coverage_density(box)[1] - self.share)


def friedman_fisher_1999(cases: Cases) -> tuple[Peeled, ...]:
    """Return ever smaller boxes with ever more of the draws inside being cases, the whole first.

    Notes
    -----
    Source: friedman_fisher_1999 (peeling). Of all peels the one is taken that gains most density
    for the draws it takes off (kwakkel_2016), so that a switch is not preferred for its size. At
    most three parameters are limited, and ten draws stay inside.
    """
    boxes = [Peeled()]
    while (side := _best_peel(cases, boxes[-1])) is not None:
        boxes.append(boxes[-1].narrowed(side))
    return tuple(boxes)


def chosen(cases: Cases, boxes: tuple[Peeled, ...]) -> Peeled:
    """Return the box that holds most cases beyond what chance would put there."""
    return max(boxes, key=cases.beyond_chance)


def _best_peel(cases: Cases, box: Peeled) -> Side | None:
    inside = box.inside(cases.drawn)
    here = cases.of(inside)
    limited = box.places()
    places = limited if len(limited) >= MOST_LIMITS else range(cases.drawn.shape[1])
    density, best, found = here.share, 0.0, None
    for place in places:
        for above in (True, False):
            side = _peel(here.drawn[:, place], place, above)
            if side is None:
                continue
            stays = side.holds(here.drawn)
            mass = float(here.weights @ stays / here.weights.sum())
            if stays.sum() < LEAST_INSIDE or not 0.0 < mass < 1.0:
                continue
            gain = (here.of(stays).share - density) / (1.0 - mass)
            if gain > best + 1e-12:
                best, found = gain, side
    return found


def _peel(values: Floats, place: int, above: bool) -> Side | None:  # noqa: FBT001 -- an end
    """Return the end of a parameter moved in past a tenth of the draws, and past their ties."""
    ordered = np.sort(values) if above else np.sort(values)[::-1]
    edge = ordered[max(0, int(PEELED * values.size) - 1)]
    beyond = ordered[ordered > edge] if above else ordered[ordered < edge]
    return Side(place, above, float(beyond[0])) if beyond.size else None
