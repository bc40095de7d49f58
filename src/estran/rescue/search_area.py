"""What counts as searched: an area searched for some time, over a cloud of places that move.

POD is the chance to find what lies in the area; POS also asks whether it lay there. Neither ends
a search. What has no known sweep width counts as not searched.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import ceil, isfinite
from typing import TYPE_CHECKING

import numpy as np

from estran.errors import QuantityError
from estran.quantities.units import MINUTE
from estran.rescue.detection import DEFAULT_LAW, coverage, detection, mean_spacing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estran.quantities.arrays import Bools, Floats
    from estran.rescue.detection import Law, Range
    from estran.rescue.reach import Cloud

Point = tuple[float, float]
INSTANT_SPACING = 10.0 * MINUTE
FEWEST_INSTANTS = 12
"""Places are looked at so often during a search, at the middle of equal spans of its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One search that was done, on a local plane.

    Attributes
    ----------
    corners : tuple of (x, y)
        Of the area, in turn, at least three, each once [m]; sides may not cross.
    start, end : float
        Seconds since the cloud's start.
    spacing : float or None
        Between tracks [m]; None is unknown.
    speed : float or None
        Over the ground [m/s]; None is unknown.
    widths : mapping of int to (low, high) or None
        Sweep width [m] for bodies in each status; a status that is absent, or None, is unknown.

    Raises
    ------
    QuantityError
        Where the area has no size or its sides cross, the end is not after the start, or a number
        is not above zero.
    """

    corners: tuple[Point, ...]
    start: float
    end: float
    spacing: float | None
    speed: float | None
    widths: Mapping[int, Range | None]

    def __post_init__(self) -> None:
        _require_area(self.corners)
        _require_span(self.start, self.end)
        for name, value in (("track spacing", self.spacing), ("speed", self.speed)):
            if value is not None and not (isfinite(value) and value > 0.0):
                raise QuantityError(
                    "search.not_above_zero",
                    f"The {name} of the search is {value}: give a number above 0, or leave it out "
                    "where nobody knows.",
                    name=name,
                    value=f"{value}",
                )

    @property
    def area(self) -> float:
        """Of the polygon [m2]."""
        return polygon_area(self.corners)

    @property
    def track_spacing(self) -> float | None:
        """The wider of what was told and what speed and time allow [m]; None is unknown.

        Tracks that speed and time cannot have filled the area with are not counted.
        """
        allowed = None
        if self.speed is not None:
            duration = self.end - self.start
            allowed = mean_spacing(speed=self.speed, duration=duration, area=self.area)
        known = [one for one in (self.spacing, allowed) if one is not None]
        return max(known) if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What one search did to a cloud.

    Attributes
    ----------
    low, high : (n,) arrays
        Chance that it found each body [-].
    inside : mapping of int to float
        For each status, the weight in the area, on average over the search [-]; all weights sum
        to one.
    unknown : tuple of int
        Statuses with weight in the area whose sweep width is unknown; they count as not searched.
    """

    low: Floats
    high: Floats
    inside: Mapping[int, float]
    unknown: tuple[int, ...]


def coverage_of(search: Search, status: int) -> Range | None:
    """Return the coverage of one search for bodies in one status [-]; None is unknown."""
    width, spacing = search.widths.get(status), search.track_spacing
    if width is None or spacing is None:
        return None
    low, high = (coverage(sweep_width=edge, track_spacing=spacing) for edge in width)
    return low, high


def pod(search: Search, status: int, *, law: Law = DEFAULT_LAW) -> Range | None:
    """Return the chance to find a body that stays in the area throughout [-]; None is unknown."""
    covered = coverage_of(search, status)
    if covered is None:
        return None
    return detection(covered[0], law=law), detection(covered[1], law=law)


def searched(cloud: Cloud, search: Search, *, law: Law = DEFAULT_LAW) -> Searched | None:
    """Return what one search did to a cloud.

    Parameters
    ----------
    cloud : Cloud
        Places, taken as linear between its times; a place that is NaN is never in the area.
    search : Search
        On the cloud's plane.
    law : str
        Of detection.

    Returns
    -------
    Searched or None
        A body in the area for a part of the time has that part of the chance. None where the
        search does not lie wholly within the cloud's times, or no coverage at all is known.

    Notes
    -----
    Source: kratzke_stone_frost_2010. There each leg has its own chance by its distance; here the
    area has one, for the legs of a search are seldom reported.
    """
    if not cloud.times[0] <= search.start < search.end <= cloud.times[-1]:
        return None
    shares = time_inside(cloud, search)
    chances = {status: pod(search, status, law=law) for status in shares}
    if not any(pod(search, status, law=law) for status in search.widths):
        return None
    weights = normal_weights(cloud)
    low, high = np.zeros(weights.shape), np.zeros(weights.shape)
    for status, chance in chances.items():
        if chance is not None:
            low += chance[0] * shares[status]
            high += chance[1] * shares[status]
    inside = {status: float(weights @ share) for status, share in shares.items()}
    lost = tuple(s for s, chance in chances.items() if chance is None and inside[s] > 0.0)
    return Searched(low=low, high=high, inside=inside, unknown=lost)


def time_inside(cloud: Cloud, search: Search) -> dict[int, Floats]:
    """Return the share of a search's time that each body lay in its area, by the body's status.

    Parameters
    ----------
    cloud : Cloud
        Whose times hold the search's; a status holds until the next time.
    search : Search
        Its area and time.

    Returns
    -------
    dict of int to (n,) array
        Every status of the cloud during the search; all of them sum to at most one [-].
    """
    moments = _moments(search)
    before = np.clip(np.searchsorted(cloud.times, moments, side="right") - 1, 0, None)
    codes = [int(code) for code in np.unique(cloud.statuses[before.min() : before.max() + 1])]
    shares = {code: np.zeros(len(cloud.weights)) for code in codes}
    for moment, index in zip(moments, before, strict=True):
        held = in_polygon(_places_at(cloud, float(moment), int(index)), search.corners)
        for code in codes:
            shares[code] += held & (cloud.statuses[index] == code)
    return {code: share / len(moments) for code, share in shares.items()}


def pos(cloud: Cloud, *searches: Searched) -> Range:
    r"""Return the chance that the searches together have found a body of the cloud [-].

    .. math:: POS = 1 - \sum_i w_i \prod_k (1 - p_{ik})

    Parameters
    ----------
    cloud : Cloud
        The one that all were held against.
    *searches : Searched
        One gives its own POS, several the cumulative one; their order does not matter. None at
        all gives 0.

    Notes
    -----
    Source: kratzke_stone_frost_2010; koopman_1946. Searches are taken as independent: the same
    eyes in the same glare twice are less than that.
    """
    weights = normal_weights(cloud)
    missed = np.ones((2, len(weights)))
    for one in searches:
        missed *= 1.0 - np.stack((one.low, one.high))
    low, high = np.clip(1.0 - missed @ weights, 0.0, 1.0)
    return float(low), float(high)


def normal_weights(cloud: Cloud) -> Floats:
    """Return the weights of a cloud, made to sum to one.

    Raises
    ------
    QuantityError
        Where they sum to nothing: there is no one to search for.
    """
    total = float(cloud.weights.sum())
    if not total > 0.0:
        raise QuantityError(
            "search.no_weight",
            "The cloud has no weight at all: nobody is in it to be searched for.",
        )
    return np.asarray(cloud.weights / total, dtype=np.float64)


def polygon_area(corners: Sequence[Point]) -> float:
    """Return the area of a polygon [m2]."""
    x, y = np.asarray(corners, dtype=np.float64).T
    return float(abs(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2.0)


def in_polygon(places: Floats, corners: Sequence[Point]) -> Bools:
    """Return whether places (n, 2) lie in a polygon; NaN never does."""
    x, y = places[:, 0], places[:, 1]
    held = np.zeros(len(places), dtype=np.bool_)
    for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if y0 != y1:
            crosses = (y0 > y) != (y1 > y)
            held ^= crosses & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    return held


def _moments(search: Search) -> Floats:
    span = search.end - search.start
    count = max(FEWEST_INSTANTS, ceil(span / INSTANT_SPACING))
    return search.start + span * (np.arange(count) + 0.5) / count


def _places_at(cloud: Cloud, moment: float, index: int) -> Floats:
    after = min(index + 1, len(cloud.times) - 1)
    span = float(cloud.times[after] - cloud.times[index])
    share = (moment - float(cloud.times[index])) / span if span > 0.0 else 0.0
    there = (1.0 - share) * cloud.positions[index] + share * cloud.positions[after]
    return np.asarray(there, dtype=np.float64)


def _require_area(corners: Sequence[Point]) -> None:
    finite = all(isfinite(part) for point in corners for part in point)
    distinct = len(set(corners)) == len(corners) >= 3
    if finite and distinct and polygon_area(corners) > 0.0 and not _crosses_itself(corners):
        return
    raise QuantityError(
        "search.corners",
        f"The {len(corners)} corners of the search area enclose no area, or its sides cross. Give "
        "at least three corners in turn, each once, as one would sail round them.",
        count=len(corners),
    )


def _require_span(start: float, end: float) -> None:
    if isfinite(start) and isfinite(end) and start < end:
        return
    raise QuantityError(
        "search.span",
        f"The search runs from {start:g} to {end:g} s: its end must come after its start.",
        start=f"{start:g}",
        end=f"{end:g}",
    )


def _crosses_itself(corners: Sequence[Point]) -> bool:
    count = len(corners)
    sides = [(corners[at], corners[(at + 1) % count]) for at in range(count)]
    return any(
        _cross(*sides[one], *sides[other])
        for one, other in combinations(range(count), 2)
        if other - one not in (1, count - 1)
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0.0 and _side(c, d, a) * _side(c, d, b) < 0.0


def _side(a: Point, b: Point, p: Point) -> float:
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
