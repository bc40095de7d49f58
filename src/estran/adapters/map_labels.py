"""Names on a map that do not overlap: each takes the best of several spots, or gives way.

Works in pixels of the canvas; knows boxes and points, not what they stand for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.quantities.arrays import Floats

OVERLAP_COST = 60.0
"""What covering another label costs, in points of the picture covered."""
DROPPED_FROM = 8.0
"""Cost from which a label that may give way does so."""
CLEARANCE = 3.0


@dataclass(frozen=True)
class Box:
    """A rectangle on the canvas [pixels]."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def within(self, frame: Box) -> bool:
        """Tell whether the box lies inside a frame."""
        return (
            frame.left <= self.left
            and self.right <= frame.right
            and frame.bottom <= self.bottom
            and self.top <= frame.top
        )

    def cut(self, a: Floats, b: Floats) -> Floats | None:
        """Return the part of a straight line that lies in the box, (2, 2), or None."""
        run = b - a
        low, high = np.array([self.left, self.bottom]), np.array([self.right, self.top])
        safe = np.where(run == 0.0, 1e-9, run)
        first, second = (low - a) / safe, (high - a) / safe
        start = max(float(np.minimum(first, second).max()), 0.0)
        stop = min(float(np.maximum(first, second).min()), 1.0)
        return np.array([a + start * run, a + stop * run]) if start < stop else None

    def counts(self, points: Floats) -> int:
        """Return how many of (n, 2) points it covers."""
        x, y = points[:, 0], points[:, 1]
        inside = (x > self.left) & (x < self.right) & (y > self.bottom) & (y < self.top)
        return int(np.count_nonzero(inside))


@dataclass
class Labels:
    """The room that is left for labels on one map.

    Attributes
    ----------
    frame : Box
        Where labels may stand.
    taken : list of Box
        What labels already cover.
    busy : list of (n, 2) arrays
        Points of the picture that are better not covered.
    """

    frame: Box
    taken: list[Box] = field(default_factory=list)
    busy: list[Floats] = field(default_factory=list)

    def avoid(self, points: Floats) -> None:
        """Ask labels to spare (n, 2) points of the picture."""
        self.busy.append(points)

    def reserve(self, middles: Sequence[tuple[float, float]], *, half: float) -> None:
        """Keep labels off squares around points [pixels]."""
        self.taken += [Box(x - half, y - half, x + half, y + half) for x, y in middles]

    def spot(self, boxes: Sequence[Box], *, must: bool) -> int | None:
        """Return which of several boxes is best and take it; earlier ones win a tie.

        Parameters
        ----------
        boxes : sequence of Box
            Candidates, the preferred first.
        must : bool
            Whether the label has to appear even where it covers something.

        Returns
        -------
        int or None
            Index of the box taken; None where the label gives way or every box leaves the frame.
        """
        costs = [self._cost(box) for box in boxes]
        if not costs or not np.isfinite(min(costs)):
            return None
        best = costs.index(min(costs))
        if not must and costs[best] >= DROPPED_FROM:
            return None
        self.taken.append(boxes[best])
        return best

    def _cost(self, box: Box) -> float:
        if not box.within(self.frame):
            return float("inf")
        wide = Box(
            box.left - CLEARANCE, box.bottom - CLEARANCE, box.right + CLEARANCE, box.top + CLEARANCE
        )
        overlaps = sum(wide.meets(other) for other in self.taken)
        return OVERLAP_COST * overlaps + sum(box.counts(points) for points in self.busy)


def around(x: float, y: float, *, size: tuple[float, float], gap: float) -> list[Box]:
    """Return eight boxes of a size around a point, right of it first [pixels]."""
    width, height = size
    sides = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
    middles = [
        (x + dx * (gap + width / 2), y + dy * (gap * (0.4 + 0.6 * (dx == 0)) + height / 2))
        for dx, dy in sides
    ]
    return [centred(mx, my, size=size) for mx, my in middles]


def centred(x: float, y: float, *, size: tuple[float, float]) -> Box:
    """Return the box of a size around a point [pixels]."""
    width, height = size
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
