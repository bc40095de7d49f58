"""What is known of each unit that may come: the user's own word first, then its class.

No time and no verdict is computed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from estran.hazard.spans import Span, exactly
from estran.language.catalogue import name_in, say
from estran.quantities.instants import format_instant
from estran.quantities.units import KNOT, MINUTE
from estran.rescue.assets import asset_classes
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from collections.abc import Iterator, Set
    from datetime import datetime

    from estran.environment.area import Area
    from estran.quantities.geodesy import Position
    from estran.rescue.assets import AssetClass, Station, Unit
    from estran.sources.sourced import Sourced

GIVEN = "given"  # source of what the user's file says
ASSUMED = "assumed"
UNNAMED_CLASS = "unknown"
CONFIDENCE = ("low", "medium", "high")
READY_AT_SEA = "asset_ready_at_sea"
SPEED_SHARE, READY_FACTOR = "asset_speed_share", "asset_ready_factor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One unit, or one class at one home, in SI; None is unknown.

    Attributes
    ----------
    said_speed, said_ready, said_draught : float or None
        The one number to show [m/s, s, m]; the ranges beside it go into the times.
    delay : float
        From the report to the tasking [s].
    assumptions : tuple of str
        Keys of what was assumed of it.
    """

    name: str
    asset_class: str
    named: bool
    tasked: bool
    standing: str
    from_place: str | None
    position: Position | None
    air: bool
    speed: Span | None
    ready: Span
    draught: Span | None
    sea_limit: Span | None
    capacity: int | None
    said_speed: float | None
    said_ready: float
    said_draught: float | None
    delay: float
    source: str
    confidence: str
    assumptions: tuple[str, ...]


def class_candidates(
    area: Area, *, without: Set[tuple[str | None, str]], language: str
) -> Iterator[Candidate]:
    """Yield every class, once for each of its public homes in the area; once where it has none.

    Parameters
    ----------
    area : Area
        Gives the places.
    without : set of (class, place)
        Homes at which the user names a unit of that class.
    language : str
        Of the names.
    """
    known = {place.name: place.position for place in area.places}
    for one in asset_classes().values():
        homes = [home for home in one.stations if home.place in known]
        left = [home for home in homes if (one.key, home.place) not in without]
        for home in left if homes else [None]:
            position = None if home is None else known[home.place]
            yield _of_class(one, home, position, language)


def unit_candidate(unit: Unit, *, reported: datetime, language: str) -> Candidate:
    """Return what is known of a unit that the user names; its class fills what was not said."""
    kind = None if unit.asset_class is None else asset_classes()[unit.asset_class]
    speed, ready = _speed(unit, kind), _ready(unit, kind)
    draught, capacity = _draught(unit, kind), _capacity(unit, kind)
    wait = 0.0 if unit.tasked_at is None else (unit.tasked_at - reported).total_seconds()
    filled = kind is not None and None in (unit.speed, unit.draught, unit.capacity, unit.ready)
    return Candidate(
        name=unit.name,
        asset_class=unit.asset_class or UNNAMED_CLASS,
        named=True,
        tasked=unit.tasked,
        standing=_standing(unit, language),
        from_place=name_in(language, "place", unit.place) or None,
        position=unit.position,
        air=kind is not None and kind.kind == "air",
        speed=speed,
        ready=ready,
        draught=draught,
        sea_limit=_sea_limit(unit, kind),
        capacity=capacity,
        said_speed=_or_of_class(unit.speed, None if kind is None else kind.speed, KNOT),
        said_ready=unit.ready if unit.ready is not None else _shown_ready(kind),
        said_draught=_or_of_class(unit.draught, None if kind is None else kind.draught),
        delay=max(wait, 0.0),
        source=", ".join([GIVEN, *(_sources(kind, None) if filled and kind else [])]),
        confidence=_confidence(kind) if filled and kind else GIVEN,
        assumptions=_unit_assumptions(unit, kind),
    )


def _of_class(
    one: AssetClass, home: Station | None, position: Position | None, language: str
) -> Candidate:
    return Candidate(
        name=say(language, f"asset_class.{one.key}"),
        asset_class=one.key,
        named=False,
        tasked=False,
        standing=say(language, "assets.class_estimate"),
        from_place=None if home is None else name_in(language, "place", home.name or home.place),
        position=position,
        air=one.kind == "air",
        speed=_class_speed(one),
        ready=_class_ready(one),
        draught=_range(one.draught),
        sea_limit=_range(one.sea_limit),
        capacity=None if one.capacity is None else int(one.capacity.value),
        said_speed=one.speed.value * KNOT,
        said_ready=one.ready.value * MINUTE,
        said_draught=_shown(one.draught),
        delay=0.0,
        source=", ".join(_sources(one, home)),
        confidence=_confidence(one),
        assumptions=_class_assumptions(one),
    )


def _speed(unit: Unit, kind: AssetClass | None) -> Span | None:
    if unit.speed is not None:
        return exactly(unit.speed)
    return None if kind is None else _class_speed(kind)


def _ready(unit: Unit, kind: AssetClass | None) -> Span:
    if unit.ready is not None:
        return exactly(unit.ready)
    if kind is not None:
        return _class_ready(kind)
    row = assumption(READY_AT_SEA)
    return Span(row.low * MINUTE, row.high * MINUTE)


def _draught(unit: Unit, kind: AssetClass | None) -> Span | None:
    if unit.draught is not None:
        return exactly(unit.draught)
    return None if kind is None else _range(kind.draught)


def _capacity(unit: Unit, kind: AssetClass | None) -> int | None:
    if unit.capacity is not None or kind is None or kind.capacity is None:
        return unit.capacity
    return int(kind.capacity.value)


def _sea_limit(unit: Unit, kind: AssetClass | None) -> Span | None:
    if unit.sea_limit is not None:
        return exactly(unit.sea_limit)
    return None if kind is None else _range(kind.sea_limit)


def _standing(unit: Unit, language: str) -> str:
    if not unit.tasked:
        return say(language, "assets.named_not_tasked")
    if unit.tasked_at is None:
        return say(language, "assets.named_tasked")
    return say(language, "assets.named_tasked_at", time=format_instant(unit.tasked_at))


def _class_speed(one: AssetClass) -> Span:
    """Speed on the way [m/s]: afloat a share of the published one, in the air as published."""
    low, high = one.speed.low, one.speed.high
    top = (one.speed.value if high is None else high) * KNOT
    if one.kind == "air" or one.speed.source == ASSUMED:
        return Span((one.speed.value if low is None else low) * KNOT, top)
    share = assumption(SPEED_SHARE)
    return Span(one.speed.value * KNOT * share.low, top * share.high)


def _class_ready(one: AssetClass) -> Span:
    """From call to leaving [s]; a published mean is widened by the spread of crews and nights."""
    row = one.ready
    if row.low is not None and row.high is not None:
        return Span(row.low * MINUTE, row.high * MINUTE)
    factor = assumption(READY_FACTOR)
    return Span(row.value * MINUTE * factor.low, row.value * MINUTE * factor.high)


def _range(row: Sourced | None) -> Span | None:
    if row is None:
        return None
    low = row.value if row.low is None else row.low
    return Span(low, row.value if row.high is None else row.high)


def _shown(row: Sourced | None, unit: float = 1.0) -> float | None:
    return None if row is None else row.value * unit


def _or_of_class(said: float | None, row: Sourced | None, unit: float = 1.0) -> float | None:
    return _shown(row, unit) if said is None else said


def _shown_ready(kind: AssetClass | None) -> float:
    minutes = assumption(READY_AT_SEA).value if kind is None else kind.ready.value
    return minutes * MINUTE


def _sources(one: AssetClass, home: Station | None) -> list[str]:
    keys = {row.source for row in one.figures} | ({home.source} if home else set())
    return sorted(keys)


def _confidence(one: AssetClass) -> str:
    """Return the lowest confidence among the numbers of a class."""
    return min((row.confidence for row in one.figures), key=CONFIDENCE.index)


def _class_assumptions(one: AssetClass) -> tuple[str, ...]:
    ready = one.ready
    used = list(one.assumptions)
    if one.kind == "surface" and one.speed.source != ASSUMED:
        used.append(SPEED_SHARE)
    if ready.low is None or ready.high is None:
        used.append(READY_FACTOR)
    return tuple(used)


def _unit_assumptions(unit: Unit, kind: AssetClass | None) -> tuple[str, ...]:
    """Return what was assumed of a unit: of its class, where anything was left to the class."""
    if kind is None:
        return (READY_AT_SEA,) if unit.ready is None else ()
    said = {SPEED_SHARE: unit.speed, READY_FACTOR: unit.ready}
    said |= {key: getattr(unit, key.split("_")[1]) for key in kind.assumptions}
    return tuple(
        key
        for key in _class_assumptions(kind)
        if said[key] is None or not isfinite(said[key] or 0.0)
    )
