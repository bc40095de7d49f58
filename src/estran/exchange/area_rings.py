"""Rings of a coast line beside each other: where they meet, which is the same, which lies in which.

Pure geometry in degrees; no file is named and nothing is refused here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estran.quantities.arrays import Bools, Floats, Ints


def first_crossing(line: Floats) -> int | None:
    """Return the number of a segment that another one, not beside it, crosses or touches.

    Parameters
    ----------
    line : (p, 2) array
        Points in their order, no two in a row alike. Where the first and the last are the same, the
        first and the last segment lie beside each other.
    """
    start, end = line[:-1], line[1:]
    closed, last = bool((line[0] == line[-1]).all()), len(start) - 1
    for one, near in _near(start, end):
        others = near[np.abs(near - one) > 1]
        if closed:
            others = others[np.abs(others - one) != last]
        if others.size and _meet(start, end, one, others, touching=True).any():
            return one
    return None


def first_meeting(rings: Sequence[Floats], *, touching: bool) -> tuple[int, int, Floats] | None:
    """Return the numbers of two rings that meet and the point (2,) near which, or None.

    Parameters
    ----------
    rings : sequence of (p, 2) arrays
        Closed.
    touching : bool
        Whether it is a meeting where they touch at a point. To cross, or to share a stretch, is one
        always.
    """
    if len(rings) < 2:
        return None
    start = np.concatenate([ring[:-1] for ring in rings])
    end = np.concatenate([ring[1:] for ring in rings])
    owner = np.repeat(np.arange(len(rings)), [len(ring) - 1 for ring in rings])
    for one, near in _near(start, end):
        others = near[owner[near] != owner[one]]
        if not others.size:
            continue
        found = others[_meet(start, end, one, others, touching=touching)]
        if found.size:
            first, second = sorted((int(owner[one]), int(owner[found[0]])))
            return first, second, start[one]
    return None


def first_twin(rings: Sequence[Floats]) -> tuple[int, int] | None:
    """Return the numbers of two rings of the same points, wherever they begin, either way round."""
    seen: dict[bytes, int] = {}
    for number, ring in enumerate(rings):
        points = ring[:-1] + 0.0  # no negative zero
        begin = int(np.lexsort((points[:, 1], points[:, 0]))[0])
        there = np.roll(points, -begin, axis=0)
        back = np.roll(there[::-1], 1, axis=0)
        key = min(there.tobytes(), back.tobytes())
        if key in seen:
            return seen[key], number
        seen[key] = number
    return None


def nested(rings: Sequence[Floats]) -> list[list[Floats]]:
    """Return pieces of land, each an outline and the waters in it, of rings that do not meet.

    A ring that lies in an odd number of others is a water, of the innermost of them.
    """
    if not rings:
        return []
    low = np.array([ring.min(axis=0) for ring in rings])
    high = np.array([ring.max(axis=0) for ring in rings])
    around: list[list[int]] = []
    for ring in rings:
        wide = ((low < ring.min(axis=0)) & (high > ring.max(axis=0))).all(axis=1)
        around.append([k for k in np.flatnonzero(wide).tolist() if _holds(rings[k], ring[0])])
    pieces = {k: [ring] for k, ring in enumerate(rings) if len(around[k]) % 2 == 0}
    for number, outer in enumerate(around):
        if len(outer) % 2:
            pieces[max(outer, key=lambda k: len(around[k]))].append(rings[number])
    return list(pieces.values())


def _holds(ring: Floats, point: Floats) -> bool:
    """Whether a point lies inside a ring."""
    x, y = ring[:, 0] - point[0], ring[:, 1] - point[1]
    passed = (y[:-1] > 0.0) != (y[1:] > 0.0)
    x0, x1, y0, y1 = x[:-1][passed], x[1:][passed], y[:-1][passed], y[1:][passed]
    return bool(np.count_nonzero(x0 - y0 * (x1 - x0) / (y1 - y0) > 0.0) % 2)


def _near(start: Floats, end: Floats) -> Iterator[tuple[int, Ints]]:
    """Yield each segment with those after it from west to east whose boxes meet its own."""
    west, east = np.minimum(start, end)[:, 0], np.maximum(start, end)[:, 0]
    south, north = np.minimum(start, end)[:, 1], np.maximum(start, end)[:, 1]
    order = np.argsort(west, kind="stable")
    until = np.searchsorted(west[order], east[order], side="right")
    for at, one in enumerate(order):
        others = order[at + 1 : until[at]]
        yield int(one), others[(south[others] <= north[one]) & (north[others] >= south[one])]


def _meet(start: Floats, end: Floats, one: int, others: Ints, *, touching: bool) -> Bools:
    """Which of others a segment meets: each has the ends of the other on both its sides."""
    a, b, c, d = start[one], end[one], start[others], end[others]
    of_others = _side(a, b, c), _side(a, b, d)
    of_one = _side(c, d, a), _side(c, d, b)
    first, second = of_others[0] * of_others[1], of_one[0] * of_one[1]
    if touching:
        return np.asarray((first <= 0.0) & (second <= 0.0))
    along = (of_others[0] == 0.0) & (of_others[1] == 0.0)
    shared = np.minimum(np.maximum(a, b), np.maximum(c, d)) - np.maximum(
        np.minimum(a, b), np.minimum(c, d)
    )
    return np.asarray(((first < 0.0) & (second < 0.0)) | (along & (shared > 0.0).any(axis=-1)))


def _side(p: Floats, q: Floats, r: Floats) -> Floats:
    turn = (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1])
    return np.sign(turn - (q[..., 1] - p[..., 1]) * (r[..., 0] - p[..., 0]))
