"""Who can come: when each unit can be where half of the people may be, and whether it has room.

A class is not a unit: its row is an estimate, and nobody is tasked by it. No row is a decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from msgspec import UNSET

from estran.assess.ais_heard import AIS, MOST_SHOWN, ship_candidates
from estran.assess.answer_people import AssetAnswer
from estran.assess.assets_known import GIVEN, class_candidates, unit_candidate
from estran.assess.assets_there import daylight_there, depth_class, sea_class, there
from estran.assess.mass_rescue_answer import mass_rescue_answer, persons_of
from estran.assess.published import instant_after
from estran.language.catalogue import say
from estran.quantities.units import HOUR, KILOMETRE, KNOT, MINUTE
from estran.rescue.mass_rescue import room_for
from estran.rescue.reach import reach_quantiles, reach_times
from estran.rescue.way import Waters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.assess.answer_people import MassRescue
    from estran.assess.assets_known import Candidate
    from estran.assess.assets_there import There
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
SHARE_UNTIMED = 4  # one row in so many is for classes whose time is not known
WAY_SPACING = 2.0 * KILOMETRE
COME_TO = {
    "sea": ("surface", "air"),
    "harbour": ("surface", "air", "land"),
    "canal": ("air", "land"),
}
"""Kinds of classes that may come to each kind of water: no seagoing unit enters a canal."""
BY_LAND = "assets.by_land"
ROUNDED = 5.0 * MINUTE
"""Times of a ship whose place is not given are rounded up to this: a minute would tell more."""
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


@dataclass(frozen=True, slots=True)
class Coming:
    """A row with what the answer says of it, and its number in the list of all."""

    row: Row
    asset: AssetAnswer
    number: int

    def place(self) -> tuple[bool, float, bool, int]:
        """Return the key of its order: what suits, soonest first, the named before classes."""
        return not suitable(self.asset), self.row.half, not self.asset.named, self.number


def assets_answer(
    situation: Situation,
    ensemble: Ensemble | None,
    units: Sequence[Unit],
    *,
    depth: Span | None,
    book: AssumptionBook,
    language: str,
) -> tuple[list[AssetAnswer], MassRescue]:
    """Return who can come, and whether more people wait than the first can take.

    Those that suit come first, soonest first; then those that depth or sea keeps off; then those
    whose time is not known.

    Parameters
    ----------
    situation : Situation
        Time, persons and waves as reported.
    ensemble : Ensemble or None
        After its run; None where drift is unknown.
    units : sequence of Unit
        Named by the user.
    depth : Span or None
        Of the water at the position [m], measured or bounded; None where nobody knows.
    book : AssumptionBook
        Notes what is assumed of the rows that are shown.
    language : str
        Of the sentences.
    """
    candidates = _candidates(situation, units, language=language)
    place = there(situation, depth=depth, coast=None if ensemble is None else ensemble.window.coast)
    coming = [
        Coming(row, _asset(row, situation, place, book), number)
        for number, row in enumerate(_rows(candidates, ensemble, language))
    ]
    kept = _kept(coming)
    for key in {key for one in kept for key in one.row.candidate.assumptions}:
        book.take(key)
    assets = [one.asset for one in kept]
    suited = [one for one in assets if suitable(one) and not one.ais]
    return assets, mass_rescue_answer(suited, situation, language=language)


def asset_sources(assets: Sequence[AssetAnswer]) -> set[str]:
    """Return the keys of the library on which the rows rest."""
    keys = {key for one in assets for key in one.source.split(", ")}
    return keys - {GIVEN, ASSUMED, AIS, ""}


def _candidates(situation: Situation, units: Sequence[Unit], *, language: str) -> list[Candidate]:
    """Return the units named, and the classes that may come to such waters."""
    daylight = daylight_there(situation)
    named = [
        unit_candidate(one, reported=situation.time, daylight=daylight, language=language)
        for one in units
    ]
    ships = ship_candidates(situation, language=language)
    if situation.area.own:
        return [*named, *ships]  # the classes are those of the strait; of others nothing is known
    homes = {(one.asset_class, one.place) for one in units}  # no estimate beside the unit itself
    classes = class_candidates(situation.area, without=homes, daylight=daylight, language=language)
    come = COME_TO[situation.waters]
    return [*named, *(one for one in classes if one.kind in come), *ships]


def _rows(candidates: list[Candidate], ensemble: Ensemble | None, language: str) -> list[Row]:
    if ensemble is None:
        reasons = [_unreachable(one, 0.0) for one in candidates]
        return [
            Row(candidate=one, times=None, because=say(language, _without_drift(reason)))
            for one, reason in zip(candidates, reasons, strict=True)
        ]
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


def _without_drift(reason: str | None) -> str:
    """Return the reason to give where drift is unknown: it bars every time but those by land."""
    return BY_LAND if reason == BY_LAND else "assets.no_drift"


def _unreachable(one: Candidate, detour: float) -> str | None:
    """Return the key of the sentence that says why no time is known, or None."""
    if one.kind == "land":
        return BY_LAND
    if one.barred is not None:
        return one.barred
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
    ready = _spread(one.leaves, (index + 0.5) / count)
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
    afloat = np.array([one.kind == "surface" for one in candidates], dtype=np.bool_)
    afloat &= np.isfinite(x)
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


def _kept(coming: list[Coming]) -> list[Coming]:
    """Every named unit, each class at its soonest home, to `MOST_ROWS`; beside them ships heard.

    Classes whose time is not known keep a share of the rows: some of them meet most of the boats.
    """
    order = sorted(coming, key=Coming.place)
    named = [one for one in order if one.asset.named]
    ships = [one for one in order if one.asset.ais][:MOST_SHOWN]
    classes: dict[str, Coming] = {}
    for one in order:
        if not (one.asset.named or one.asset.ais):
            classes.setdefault(one.asset.asset_class, one)
    timed = [one for one in classes.values() if np.isfinite(one.row.half)]
    untimed = [one for one in classes.values() if not np.isfinite(one.row.half)]
    room = max(MOST_ROWS - len(named), FEWEST_CLASSES)
    shown = timed[: room - min(len(untimed), max(room // SHARE_UNTIMED, 1))]
    shown += untimed[: room - len(shown)]
    return sorted([*named, *shown, *ships], key=Coming.place)


def suitable(asset: AssetAnswer) -> bool:
    """Say whether a unit may be named among those to task: a time is known, and nothing bars it.

    That neither depth nor sea is known to keep it off is no permission.
    """
    timed = asset.half_reached is not None
    return timed and asset.depth != "exceeded" and asset.sea != "exceeded"


def _asset(row: Row, situation: Situation, place: There, book: AssumptionBook) -> AssetAnswer:
    one = row.candidate
    first, half, most = (_instant(row, level, situation) for level in range(3))
    leaves = None if is_withheld(one) else one.leaves  # the error of her place is in it
    return AssetAnswer(
        name=one.name,
        asset_class=one.asset_class,
        kind=one.kind,
        named=one.named,
        standing=one.standing,
        from_place=one.from_place,
        ready_minutes=_ready_minutes(one),
        ready_low_minutes=None if leaves is None else round(leaves.low / MINUTE, 1),
        ready_high_minutes=None if leaves is None else round(leaves.high / MINUTE, 1),
        speed_kn=None if one.said_speed is None else round(one.said_speed / KNOT, 1),
        first_reached=first,
        half_reached=half,
        most_reached=most,
        reach_unknown_because=row.because,
        capacity=one.capacity,
        room=room_for(persons=persons_of(situation), capacity=one.capacity),
        draught_m=one.said_draught,
        depth=depth_class(one, place, book=book),
        sea=sea_class(one.sea_limit, situation.waves),
        source=one.source,
        confidence=one.confidence,
        ais=one.ais or UNSET,
    )


def is_withheld(one: Candidate) -> bool:
    """Say whether a candidate is a ship heard whose place is not given."""
    return one.ais is not None and one.ais.mmsi is None


def _ready_minutes(one: Candidate) -> float | None:
    if one.said_ready is None:
        return None
    return round(max(one.delay + one.said_ready, 0.0) / MINUTE, 1)


def _instant(row: Row, level: int, situation: Situation) -> str | None:
    if row.times is None or not np.isfinite(row.times[level]):
        return None
    after = row.times[level]
    if is_withheld(row.candidate):
        after = ceil(after / ROUNDED) * ROUNDED
    return instant_after(situation.time, after)
