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

    from estran.assess.answer_ais import AisShip
    from estran.environment.area import Area
    from estran.quantities.geodesy import Position
    from estran.rescue.assets import AssetClass, Kind, Station, Unit
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
    kind : str
        ``surface``, ``air`` or ``land``.
    ready : Span or None
        From the call to leaving [s]; None of those by land.
    said_speed, said_ready, said_draught : float or None
        The one number to show [m/s, s, m]; the ranges beside it go into the times.
    inshore : bool
        Whether nothing says that it stays off the shore.
    delay : float
        From the report to the tasking [s]; negative where it was tasked before.
    assumptions : tuple of str
        Keys of what was assumed of it.
    ais : AisShip or None
        What she said of herself, where she was heard by AIS.
    barred : str or None
        Key of the sentence that says why it cannot come.
    """

    name: str
    asset_class: str
    named: bool
    tasked: bool
    standing: str
    from_place: str | None
    position: Position | None
    kind: Kind
    speed: Span | None
    ready: Span | None
    draught: Span | None
    inshore: bool
    sea_limit: Span | None
    capacity: int | None
    said_speed: float | None
    said_ready: float | None
    said_draught: float | None
    delay: float
    source: str
    confidence: str
    assumptions: tuple[str, ...]
    ais: AisShip | None = None
    barred: str | None = None

    @property
    def leaves(self) -> Span | None:
        """When it leaves [s since the report]; not before the report, as its place is of then."""
        if self.ready is None:
            return None
        low, high = self.ready.low + self.delay, self.ready.high + self.delay
        return Span(max(low, 0.0), max(high, 0.0))


def class_candidates(
    area: Area,
    *,
    without: Set[tuple[str | None, str]],
    daylight: bool | None,
    language: str,
) -> Iterator[Candidate]:
    """Yield every class, once for each of its public homes in the area; once where it has none.

    Parameters
    ----------
    area : Area
        Gives the places.
    without : set of (class, place)
        Homes at which the user names a unit of that class.
    daylight : bool or None
        Whether readiness by day holds; None where both may.
    language : str
        Of the names.
    """
    known = {place.name: place.position for place in area.places}
    for one in asset_classes().values():
        homes = [home for home in one.stations if home.place in known]
        left = [home for home in homes if (one.key, home.place) not in without]
        for home in left if homes else [None]:
            position = None if home is None else known[home.place]
            yield _of_class(one, home, position, daylight=daylight, language=language)


def unit_candidate(
    unit: Unit, *, reported: datetime, daylight: bool | None, language: str
) -> Candidate:
    """Return what is known of a unit that the user names; its class fills what was not said."""
    kind = None if unit.asset_class is None else asset_classes()[unit.asset_class]
    speed, ready = _speed(unit, kind), _ready(unit, kind, daylight=daylight)
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
        kind="surface" if kind is None else kind.kind,
        speed=speed,
        ready=ready,
        draught=draught,
        inshore=kind is None or kind.inshore or unit.draught is not None,
        sea_limit=_sea_limit(unit, kind),
        capacity=capacity,
        said_speed=_or_of_class(unit.speed, None if kind is None else kind.speed, KNOT),
        said_ready=unit.ready if unit.ready is not None else _shown_ready(kind, daylight=daylight),
        said_draught=_or_of_class(unit.draught, None if kind is None else kind.draught),
        delay=wait,
        source=", ".join([GIVEN, *(_sources(kind, None) if filled and kind else [])]),
        confidence=_confidence(kind) if filled and kind else GIVEN,
        assumptions=_unit_assumptions(unit, kind, daylight=daylight),
    )


def _of_class(
    one: AssetClass,
    home: Station | None,
    position: Position | None,
    *,
    daylight: bool | None,
    language: str,
) -> Candidate:
    return Candidate(
        name=say(language, f"asset_class.{one.key}"),
        asset_class=one.key,
        named=False,
        tasked=False,
        standing=say(language, "assets.class_estimate"),
        from_place=None if home is None else name_in(language, "place", home.name or home.place),
        position=position,
        kind=one.kind,
        speed=_class_speed(one),
        ready=_class_ready(one, daylight=daylight),
        draught=_range(one.draught),
        inshore=one.inshore,
        sea_limit=_range(one.sea_limit),
        capacity=None if one.capacity is None else int(one.capacity.value),
        said_speed=_shown(one.speed, KNOT),
        said_ready=_shown_ready(one, daylight=daylight),
        said_draught=_shown(one.draught),
        delay=0.0,
        source=", ".join(_sources(one, home)),
        confidence=_confidence(one),
        assumptions=_class_assumptions(one, daylight=daylight),
    )


def _speed(unit: Unit, kind: AssetClass | None) -> Span | None:
    if unit.speed is not None:
        return exactly(unit.speed)
    return None if kind is None else _class_speed(kind)


def _ready(unit: Unit, kind: AssetClass | None, *, daylight: bool | None) -> Span | None:
    if unit.ready is not None:
        return exactly(unit.ready)
    if kind is not None:
        return _class_ready(kind, daylight=daylight)
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


def _class_speed(one: AssetClass) -> Span | None:
    """Speed on the way [m/s]: afloat a share of the published one, in the air as published."""
    if one.speed is None:
        return None
    low, high = one.speed.low, one.speed.high
    top = (one.speed.value if high is None else high) * KNOT
    if one.kind == "air" or one.speed.source == ASSUMED:
        return Span((one.speed.value if low is None else low) * KNOT, top)
    share = assumption(SPEED_SHARE)
    return Span(one.speed.value * KNOT * share.low, top * share.high)


def _class_ready(one: AssetClass, *, daylight: bool | None) -> Span | None:
    """From call to leaving [s]; from the least to the most of those that may hold."""
    spans = [_ready_span(row) for row in _ready_rows(one, daylight=daylight)]
    if not spans:
        return None
    return Span(min(span.low for span in spans), max(span.high for span in spans))


def _ready_rows(one: AssetClass, *, daylight: bool | None) -> list[Sourced]:
    """Return the readiness that holds: by day, by night, or both where the light is between."""
    night = one.ready_night or one.ready
    rows = [one.ready] if daylight else [night] if daylight is False else [one.ready, night]
    return list({id(row): row for row in rows if row is not None}.values())


def _ready_span(row: Sourced) -> Span:
    """Return a readiness [s]; a published mean is widened by the spread of crews and nights."""
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


def _shown_ready(kind: AssetClass | None, *, daylight: bool | None) -> float | None:
    """Return the readiness to show [s]: the longest of those that may hold."""
    if kind is None:
        return assumption(READY_AT_SEA).value * MINUTE
    minutes = [row.value for row in _ready_rows(kind, daylight=daylight)]
    return max(minutes) * MINUTE if minutes else None


def _sources(one: AssetClass, home: Station | None) -> list[str]:
    keys = {row.source for row in one.figures} | ({home.source} if home else set())
    return sorted(keys)


def _confidence(one: AssetClass) -> str:
    """Return the lowest confidence among the numbers of a class."""
    known = (row.confidence for row in one.figures)
    return min(known, key=CONFIDENCE.index, default=CONFIDENCE[0])


def _class_assumptions(one: AssetClass, *, daylight: bool | None) -> tuple[str, ...]:
    ready = _ready_rows(one, daylight=daylight)
    idle = {row.page for row in (one.ready, one.ready_night) if row and row not in ready}
    used = [key for key in one.assumptions if f"assumption {key}" not in idle]
    if one.kind == "surface" and one.speed is not None and one.speed.source != ASSUMED:
        used.append(SPEED_SHARE)
    if any(row.low is None or row.high is None for row in ready):
        used.append(READY_FACTOR)
    return tuple(used)


def _unit_assumptions(
    unit: Unit, kind: AssetClass | None, *, daylight: bool | None
) -> tuple[str, ...]:
    """Return what was assumed of a unit: of its class, where anything was left to the class."""
    if kind is None:
        return (READY_AT_SEA,) if unit.ready is None else ()
    said = {SPEED_SHARE: unit.speed, READY_FACTOR: unit.ready}
    said |= {key: getattr(unit, key.split("_")[1]) for key in kind.assumptions}
    return tuple(
        key
        for key in _class_assumptions(kind, daylight=daylight)
        if said[key] is None or not isfinite(said[key] or 0.0)
    )
