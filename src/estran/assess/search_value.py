"""One search as it is stored: POD for each body, its own POS, and the POS with those before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from estran.assess.published import AREA_DECIMALS, share
from estran.assess.search_said import BODIES, BodyValue, SearchValue
from estran.assess.search_widths import body_statuses
from estran.quantities.units import NAUTICAL_MILE
from estran.rescue.search_area import coverage_of, pod, pos

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from estran.assess.search_said import Body, SearchDone
    from estran.assess.search_widths import BodyWidth
    from estran.rescue.detection import Range
    from estran.rescue.reach import Cloud
    from estran.rescue.search_area import Search, Searched

Ends = tuple[float | None, float | None]
Confidence = Literal["low", "medium", "high"]
RANKS: tuple[Confidence, ...] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One search held against the cloud; `because` says what of it counts as not searched."""

    done: SearchDone
    start: str
    end: str
    search: Search
    widths: Mapping[Body, BodyWidth]
    result: Searched | None
    because: tuple[str, ...]


def value_of(held: Sequence[Held], cloud: Cloud | None) -> SearchValue:
    """Return the last of some searches as it is stored.

    Parameters
    ----------
    held : sequence of Held
        It and all before it, at least one.
    cloud : Cloud or None
        Against which they were held.
    """
    last = held[-1]
    results = [one.result for one in held if one.result is not None]
    own = None if cloud is None or last.result is None else pos(cloud, last.result)
    together = None if cloud is None or not results else pos(cloud, *results)
    pos_low, pos_high = shares_of(own)
    cumulative_low, cumulative_high = shares_of(together)
    known = [width for width in last.widths.values() if width.width is not None]
    return SearchValue(
        unit=last.done.unit,
        pattern=last.done.pattern,
        start=last.start,
        end=last.end,
        area_nm2=round(last.search.area / NAUTICAL_MILE**2, AREA_DECIMALS),
        bodies=[_body(last, body) for body in BODIES],
        pos_low=pos_low,
        pos_high=pos_high,
        cumulative_pos_low=cumulative_low,
        cumulative_pos_high=cumulative_high,
        unknown_because=list(last.because),
        sources=sorted({key for width in known for key in width.sources}),
        confidence=_least(width.confidence for width in known),
    )


def shares_of(ends: Range | None) -> Ends:
    """Return both ends of a range to the published decimals; unknown stays unknown."""
    return (None, None) if ends is None else (share(ends[0]), share(ends[1]))


def _body(held: Held, body: Body) -> BodyValue:
    width, status = held.widths[body], body_statuses(body)[0]
    width_low, width_high = _rounded(width.width, NAUTICAL_MILE)
    coverage_low, coverage_high = _rounded(coverage_of(held.search, status))
    pod_low, pod_high = shares_of(pod(held.search, status))
    inside = None
    if held.result is not None:
        inside = share(sum(held.result.inside.get(one, 0.0) for one in body_statuses(body)))
    return BodyValue(
        body=body,
        object=width.object,
        width_nm_low=width_low,
        width_nm_high=width_high,
        coverage_low=coverage_low,
        coverage_high=coverage_high,
        pod_low=pod_low,
        pod_high=pod_high,
        inside=inside,
        unknown_because=width.because,
    )


def _rounded(ends: Range | None, unit: float = 1.0) -> Ends:
    if ends is None:
        return None, None
    return round(ends[0] / unit, AREA_DECIMALS), round(ends[1] / unit, AREA_DECIMALS)


def _least(words: Iterable[str]) -> Literal["low", "medium", "high", ""]:
    """Return the least of some confidences; nothing where there is none."""
    found = set(words)
    return next((rank for rank in RANKS if rank in found), "")
