"""Who can come: when each unit can be where half of the people may be, and whether it has room.

A class is not a unit: its row is an estimate, and nobody is tasked by it. No row is a decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.assess.answer_people import AssetAnswer, MassRescue
from estran.assess.assets_known import GIVEN, class_candidates, unit_candidate
from estran.assess.published import instant_after
from estran.hazard.classes import HazardClass, grounding
from estran.hazard.spans import exactly
from estran.language.catalogue import say
from estran.quantities.units import HOUR, KILOMETRE, KNOT, MINUTE
from estran.rescue.mass_rescue import Room, mass_rescue, room_for, units_for_all
from estran.rescue.reach import reach_quantiles, reach_times
from estran.rescue.way import Waters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.assess.assets_known import Candidate
    from estran.assess.forecast import Ensemble
    from estran.assess.situation import Situation
    from estran.engine.result import Result
    from estran.environment.window import Window
    from estran.hazard.spans import Span
    from estran.quantities.arrays import Codes, Floats
    from estran.rescue.assets import Unit
    from estran.sources.assumptions import AssumptionBook

PARTICLES = 1000  # draws are independent: the first are as fair as any
LEVELS = (0.05, 0.50, 0.95)
MOST_ROWS, FEWEST_CLASSES = 12, 4
WAY_SPACING = 2.0 * KILOMETRE
GOLDEN = (5.0**0.5 - 1.0) / 2.0
ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class PeopleCloud:
    """The first particles of an ensemble's people, unknown once they have left the area."""

    times: Floats
    positions: Floats
    weights: Floats
    statuses: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A candidate with its times [s since the report]; NaN is never, None is not to be known."""

    candidate: Candidate
    times: tuple[float, float, float] | None
    because: str | None

    @property
    def half(self) -> float:
        """When half of the places are reached; infinite where that is not known."""
        known = self.times is not None and np.isfinite(self.times[1])
        return self.times[1] if self.times is not None and known else float("inf")


def assets_answer(
    situation: Situation,
    ensemble: Ensemble | None,
    units: Sequence[Unit],
    *,
    depth: Span | None,
    book: AssumptionBook,
    language: str,
) -> tuple[list[AssetAnswer], MassRescue]:
    """Return who can come, soonest first, and whether more people wait than the first can take.

    Parameters
    ----------
    situation : Situation
        Time, persons and waves as reported.
    ensemble : Ensemble or None
        After its run; None where drift is unknown.
    units : sequence of Unit
        Named by the user.
    depth : Span or None
        Of the water at the position [m]; None where nobody knows.
    book : AssumptionBook
        Notes what is assumed of the rows that are shown.
    language : str
        Of the sentences.
    """
    named = [unit_candidate(one, reported=situation.time, language=language) for one in units]
    there = {(one.asset_class, one.place) for one in units}  # no estimate beside the unit itself
    classes = list(class_candidates(situation.area, without=there, language=language))
    rows = _kept(_rows([*named, *classes], ensemble, language))
    for key in {key for row in rows for key in row.candidate.assumptions}:
        book.take(key)
    assets = [_asset(row, situation, depth=depth, book=book) for row in rows]
    return assets, _mass_rescue(rows, assets, situation, language)


def asset_sources(assets: Sequence[AssetAnswer]) -> set[str]:
    """Return the keys of the library on which the rows rest."""
    keys = {key for one in assets for key in one.source.split(", ")}
    return keys - {GIVEN, ASSUMED, ""}


def _rows(candidates: list[Candidate], ensemble: Ensemble | None, language: str) -> list[Row]:
    if ensemble is None:
        because = say(language, "assets.no_drift")
        return [Row(candidate=one, times=None, because=because) for one in candidates]
    cloud = people_cloud(ensemble.result)
    x, y = _places(candidates, ensemble.window)
    detours = _detours(candidates, ensemble.window, cloud=cloud, x=x, y=y)
    hours = f"{cloud.times[-1] / HOUR:.0f}"
    rows = []
    for index, one in enumerate(candidates):
        detour = float(detours[index])
        unknown = _unreachable(one, detour)
        if unknown is not None:
            rows.append(Row(candidate=one, times=None, because=say(language, unknown)))
            continue
        start = (float(x[index]), float(y[index]))
        times = _times(one, cloud, start=start, detour=detour)
        late = None if np.isfinite(times[1]) else say(language, "assets.too_late", hours=hours)
        rows.append(Row(candidate=one, times=times, because=late))
    return rows


def people_cloud(result: Result) -> PeopleCloud:
    """Return the people of the first particles, their places unknown once they left the area."""
    cloud = result.people_cloud()
    kept = slice(0, min(PARTICLES, len(cloud.weights)))
    gone = result.people_left[:, kept]
    return PeopleCloud(
        times=cloud.times,
        positions=np.where(gone[:, :, np.newaxis], np.nan, cloud.positions[:, kept]),
        weights=cloud.weights[kept],
        statuses=cloud.statuses[:, kept],
    )


def _unreachable(one: Candidate, detour: float) -> str | None:
    """Return the key of the sentence that says why no time is known, or None."""
    if one.position is None:
        return "assets.no_position" if one.named else "assets.no_place"
    if one.speed is None:
        return "assets.no_speed"
    return "assets.no_way" if np.isnan(detour) else None


def _times(
    one: Candidate, cloud: PeopleCloud, *, start: tuple[float, float], detour: float
) -> tuple[float, float, float]:
    """Return when 5, 50 and 95 % are reached; what is uncertain of the unit is spread over them."""
    count = len(cloud.weights)
    index = np.arange(count, dtype=np.float64)
    speed = _spread(one.speed, (index * GOLDEN) % 1.0)
    ready = _spread(one.ready, (index + 0.5) / count) + one.delay
    met = reach_times(
        cloud=cloud,
        from_x=start[0],
        from_y=start[1],
        speed=speed,
        ready=ready + detour / speed,
    )
    first, half, most = reach_quantiles(times=met, weights=cloud.weights, levels=LEVELS)
    return float(first), float(half), float(most)


def _spread(span: Span | None, share: Floats) -> Floats:
    low, high = (span.low, span.high) if span else (np.nan, np.nan)
    return np.asarray(low + share * (high - low), dtype=np.float64)


def _places(candidates: list[Candidate], window: Window) -> tuple[Floats, Floats]:
    """Plane coordinates of where each candidate starts; NaN where that is unknown."""
    known = [one.position for one in candidates]
    longitude = np.array([np.nan if at is None else at.longitude for at in known])
    latitude = np.array([np.nan if at is None else at.latitude for at in known])
    some = np.isfinite(longitude)
    x, y = np.full(len(known), np.nan), np.full(len(known), np.nan)
    if some.any():
        x[some], y[some] = window.plane.to_plane(longitude=longitude[some], latitude=latitude[some])
    return x, y


def _detours(
    candidates: list[Candidate], window: Window, *, cloud: PeopleCloud, x: Floats, y: Floats
) -> Floats:
    """Metres by which the way by water exceeds the straight one; 0 in the air."""
    afloat = np.array([not one.air for one in candidates]) & np.isfinite(x)
    found = np.zeros(len(candidates))
    goal = _middle(cloud)
    if goal is not None and afloat.any():
        found[afloat] = _waters(window).detours(
            from_x=x[afloat], from_y=y[afloat], to_x=goal[0], to_y=goal[1]
        )
    return found


def _middle(cloud: PeopleCloud) -> tuple[float, float] | None:
    """Mean place after an hour, or at the start, of those still known."""
    places = cloud.positions[min(1, len(cloud.times) - 1)]
    known = np.isfinite(places[:, 0])
    weight = cloud.weights[known].sum()
    if weight <= 0.0:
        return None
    x, y = (cloud.weights[known] @ places[known]) / weight
    return float(x), float(y)


def _waters(window: Window) -> Waters:
    """Water at every second kilometre of the window; what lies beyond its box is not known."""
    step = max(1, round(WAY_SPACING / window.spacing))
    longitude, latitude = window.longitude[::step, ::step], window.latitude[::step, ::step]
    box = window.box
    inside = (longitude >= box.west) & (longitude <= box.east)
    inside &= (latitude >= box.south) & (latitude <= box.north)
    land = window.coast.is_land(longitude=longitude, latitude=latitude)
    return Waters(
        water=inside & ~land,
        west=window.west,
        south=window.south,
        spacing=step * window.spacing,
    )


def _kept(rows: list[Row]) -> list[Row]:
    """Every named unit, and of each class its soonest home, soonest first, to `MOST_ROWS`."""
    order = sorted(rows, key=_soonest)
    named = [row for row in order if row.candidate.named]
    soonest: dict[str, Row] = {}
    for row in order:
        if not row.candidate.named:
            soonest.setdefault(row.candidate.asset_class, row)
    room = max(MOST_ROWS - len(named), FEWEST_CLASSES)
    kept = [*named, *list(soonest.values())[:room]]
    return sorted(kept, key=_soonest)


def _soonest(row: Row) -> tuple[float, bool, int]:
    """Soonest first, then the named, then those with the most room."""
    return row.half, not row.candidate.named, -(row.candidate.capacity or 0)


def _asset(
    row: Row, situation: Situation, *, depth: Span | None, book: AssumptionBook
) -> AssetAnswer:
    one = row.candidate
    first, half, most = (_instant(row, level, situation) for level in range(3))
    waves = None if situation.waves is None else exactly(situation.waves)
    touches = HazardClass.NOT_SHOWN_SAFE
    if not one.air:
        touches = grounding(depth=depth, draught=one.draught, wave_height=waves, book=book)
    return AssetAnswer(
        name=one.name,
        asset_class=one.asset_class,
        named=one.named,
        standing=one.standing,
        from_place=one.from_place,
        ready_minutes=round((one.delay + one.said_ready) / MINUTE, 1),
        speed_kn=None if one.said_speed is None else round(one.said_speed / KNOT, 1),
        first_reached=first,
        half_reached=half,
        most_reached=most,
        reach_unknown_because=row.because,
        capacity=one.capacity,
        room=room_for(persons=_persons(situation), capacity=one.capacity),
        draught_m=one.said_draught,
        depth=touches.value,
        sea=_sea(one.sea_limit, situation.waves).value,
        source=one.source,
        confidence=one.confidence,
    )


def _instant(row: Row, level: int, situation: Situation) -> str | None:
    if row.times is None or not np.isfinite(row.times[level]):
        return None
    return instant_after(situation.time, row.times[level])


def _sea(limit: Span | None, waves: float | None) -> HazardClass:
    """Whether reported waves may pass the sea that a source or the user calls the limit."""
    if limit is None or waves is None:
        return HazardClass.UNKNOWN
    return HazardClass.EXCEEDED if waves > limit.low else HazardClass.NOT_SHOWN_SAFE


def _persons(situation: Situation) -> tuple[int, int] | None:
    persons = situation.persons
    return None if persons is None else (persons.low, persons.high)


def _mass_rescue(
    rows: list[Row], assets: list[AssetAnswer], situation: Situation, language: str
) -> MassRescue:
    """Judge the room of those who come; named units count alone where any of them has a time."""
    timed = [
        (row.candidate, asset)
        for row, asset in zip(rows, assets, strict=True)
        if asset.half_reached is not None
    ]
    counted = [pair for pair in timed if pair[0].named] or timed
    rooms = [Room(one.capacity, one.named) for one, _ in counted]
    persons = _persons(situation)
    flag = mass_rescue(persons=persons, rooms=rooms)
    arrivals = [asset for _, asset in counted]
    return MassRescue(
        flag=flag,
        text=" ".join(
            [
                _judged(flag, persons, arrivals, language),
                *_together(persons, rooms, arrivals, language),
                say(language, "assets.flotation_first"),
            ]
        ),
    )


def _judged(
    flag: str, persons: tuple[int, int] | None, arrivals: list[AssetAnswer], language: str
) -> str:
    if persons is None:
        return say(language, "assets.mass_no_persons")
    if not arrivals:
        return say(language, "assets.mass_no_time")
    first = arrivals[0]
    if first.capacity is None:
        return say(language, "assets.mass_no_capacity", name=first.name)
    return say(
        language,
        f"assets.mass_{flag}",
        persons=_range(persons),
        name=first.name,
        standing=first.standing,
        time=(first.half_reached or "")[11:16],
        capacity=first.capacity,
    )


def _together(
    persons: tuple[int, int] | None,
    rooms: list[Room],
    arrivals: list[AssetAnswer],
    language: str,
) -> list[str]:
    """Say how many must come until there is room for all; nothing where the first has it."""
    if persons is None or not arrivals:
        return []
    count = units_for_all(persons=persons, rooms=rooms)
    if count is None:
        return [say(language, "assets.mass_never", persons=persons[1])]
    if count == 1:
        return []
    time = (arrivals[count - 1].half_reached or "")[11:16]
    return [say(language, "assets.mass_together", persons=persons[1], count=count, time=time)]


def _range(persons: tuple[int, int]) -> str:
    low, high = persons
    return f"{low}" if low == high else f"{low}-{high}"
