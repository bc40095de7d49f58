"""How well the drift of this house follows drifters: forecasts begun on their tracks, hour by hour.

Only the past: whoever calls this has refused tracks that lie ahead. Nothing here tunes anything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeAlias

import numpy as np
from msgspec import Meta, Struct

from estran.assess.drifter_tracks import stretches
from estran.assess.ensemble import release_of, settings_of, widened
from estran.assess.kept_drift import asked_of, kept_wind_members
from estran.assess.report import UNKNOWN_CRAFT, Report
from estran.assess.situation import understand
from estran.assess.skill_measures import liu_weisberg_2011, path_lengths, wilson_1927
from estran.drift.craft import Mixture
from estran.drift.leeway import LeewayLine
from estran.drift.leeway_classes import leeway_class
from estran.engine.areas import density_of, smallest_areas
from estran.engine.choice import drifted
from estran.engine.release import Rates
from estran.engine.status import Status
from estran.environment.kept_sea import CURRENTS, WIND, OfferedFields, chosen
from estran.environment.sea import assumed_wind, load_sea_fields
from estran.environment.wind import wind_members
from estran.environment.window import open_window
from estran.errors import InputError, PositionError
from estran.quantities.instants import epoch_seconds, format_instant, from_epoch_seconds
from estran.quantities.randomness import RandomStreams
from estran.quantities.units import KILOMETRE
from estran.sources.assumptions import AssumptionBook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estran.assess.drifter_tracks import Stretch, Track
    from estran.assess.settings import RunSettings
    from estran.engine.result import Result
    from estran.environment.kept_sea import KeptSea
    from estran.environment.sea import SeaFields
    from estran.environment.window import Window
    from estran.quantities.arrays import Floats

HORIZONS = (3, 6, 12, 24)
LEVELS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95)
WITH_THE_WATER = "water"
"""A drifter that goes with the water, such as a drogued one: no leeway at all."""
NEVER = Rates(boarding_end=(0, 0), failure=(0, 0), swamping=(0, 0), parting=(0, 0))
_STILL = LeewayLine(slope=0.0, offset=0.0, residual_sd=0.0)
_WATER = replace(
    leeway_class("PIW-1"),
    key=WITH_THE_WATER,
    label="goes with the water",
    downwind=_STILL,
    right=_STILL,
    left=_STILL,
)
LEFT_AREA = "The drifter left the area within three hours of this start."
EMBEDDED, ASSUMED = "embedded", "assumed"
_DECIMALS = 3


class Held(Struct, frozen=True, kw_only=True):
    """How often the area of one level held the drifter."""

    level: Annotated[float, Meta(description="What the area says of itself.")]
    share: Annotated[float, Meta(description="Share of forecasts whose area held the drifter.")]
    low: Annotated[float, Meta(description="Lower bound of that share, 95 %.")]
    high: Annotated[float, Meta(description="Upper bound of that share, 95 %.")]


class HorizonSkill(Struct, frozen=True, kw_only=True):
    """All forecasts together, some hours after their starts."""

    hour: int
    forecasts: int
    drifters: int
    separation_km: Annotated[float, Meta(description="From the mean place, median.")]
    separation_p90_km: float
    displacement_km: Annotated[float, Meta(description="Of the drifter from its start, median.")]
    skill: Annotated[float | None, Meta(description="Liu and Weisberg (2011), mean.")]
    held: Annotated[list[Held], Meta(description="The calibration table.")]


class Start(Struct, frozen=True, kw_only=True):
    """One forecast, begun on a track."""

    drifter: str
    at: str
    position: str
    currents: Annotated[str, Meta(description="Source of the stream: embedded, or a kept field's.")]
    wind: Annotated[str, Meta(description="Source of the wind: assumed, or a kept field's.")]
    hours: Annotated[list[int], Meta(description="Horizons that it reaches.")]
    separation_km: list[float]
    displacement_km: list[float]
    skill: list[float | None]
    held: Annotated[list[list[float]], Meta(description="By horizon: levels that held it.")]


class Left(Struct, frozen=True, kw_only=True):
    """A stretch that no forecast could be held to, and why."""

    drifter: str
    at: str
    code: str
    why: str


class Skill(Struct, frozen=True, kw_only=True):
    """The drift of this house against drifters."""

    craft: str
    area: str
    particles: int
    seed: int
    every_hours: int
    horizons: list[HorizonSkill]
    starts: list[Start]
    left_out: list[Left]


Offer: TypeAlias = "Callable[[float, int], OfferedFields]"
"""Kept fields that may count, for a start [s since 1970, UTC] and some hours."""


@dataclass(frozen=True, slots=True)
class _Sea:
    """The embedded sea, and what may go before it."""

    fields: SeaFields
    offer: Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How drifters are to be followed.

    Attributes
    ----------
    craft : str
        `WITH_THE_WATER`, or a craft whose leeway the drifter has.
    every : int
        Hours from one start to the next on a track, 1 to 240.
    fix_error : float
        Standard deviation of a fix per axis [m], above 0.
    area : str
        Whose sea is used.
    """

    craft: str = WITH_THE_WATER
    every: int = 24
    fix_error: float = 50.0
    area: str = "dover_strait"


def skill(
    tracks: Sequence[Track],
    settings: RunSettings,
    asked: Asked,
    *,
    offer: Offer | None = None,
) -> Skill:
    """Return how well drifters are followed.

    Parameters
    ----------
    tracks : sequence of Track
        What they recorded.
    settings : RunSettings
        Size, step and seed of each forecast; it lasts up to the last of `HORIZONS`.
    asked : Asked
        How they are to be followed.
    offer : callable or None
        Returns the kept fields that may count for a start [s since 1970] and some hours; they go
        before the embedded sea where they hold the place and the hours.

    Raises
    ------
    InputError
        Where no stretch of any track can be used; the message says why not.
    """
    sea = _Sea(load_sea_fields(asked.area), offer or _nothing)
    starts: list[Start] = []
    left: list[Left] = []
    for track in tracks:
        for one in stretches(track, every=asked.every, hours=HORIZONS[-1], least=HORIZONS[0]):
            try:
                found = _followed(one, settings, asked, sea)
            except PositionError as error:
                left.append(_left(one, error.code, error.message))
                continue
            if found is None:
                left.append(_left(one, "drifters.left_area", LEFT_AREA))
            else:
                starts.append(found)
    if not starts:
        raise _none_usable(tracks, left)
    return Skill(
        craft=asked.craft,
        area=asked.area,
        particles=settings.particles,
        seed=settings.seed,
        every_hours=asked.every,
        horizons=[row for hour in HORIZONS if (row := _horizon(hour, starts))],
        starts=starts,
        left_out=left,
    )


def _left(one: Stretch, code: str, why: str) -> Left:
    return Left(drifter=one.key, at=_instant(one.start), code=code, why=why)


def _instant(seconds: float) -> str:
    return format_instant(from_epoch_seconds(round(seconds)))


def _none_usable(tracks: Sequence[Track], left: Sequence[Left]) -> InputError:
    why = left[0].why if left else "No track lasts three hours without a gap of more than three."
    return InputError(
        "drifters.none_usable",
        f"None of {len(tracks)} tracks can be followed. {why}",
        count=len(tracks),
        why=why,
    )


def _followed(one: Stretch, settings: RunSettings, asked: Asked, sea: _Sea) -> Start | None:
    """Return one forecast beside the drifter; None where it soon leaves the area."""
    result, window, kept = _drifted(one, settings, asked, sea)
    place = np.column_stack(window.plane.to_plane(longitude=one.longitude, latitude=one.latitude))
    inside = window.inside(x=place[:, 0], y=place[:, 1])
    lasts = int(np.argmin(inside)) - 1 if not inside.all() else one.hours
    reached = [hour for hour in HORIZONS if hour <= lasts]
    if not reached:
        return None
    mean = np.einsum("n,hnc->hc", result.weights, result.people)[: lasts + 1]
    apart = np.hypot(*(mean - place[: lasts + 1]).T)[1:]
    gone = np.hypot(*(place - place[0]).T)
    path = path_lengths(place)
    return Start(
        drifter=one.key,
        at=_instant(one.start),
        position=_report(one, asked).position,
        currents=_source(kept, CURRENTS, EMBEDDED),
        wind=_source(kept, WIND, ASSUMED),
        hours=reached,
        separation_km=[_km(apart[hour - 1]) for hour in reached],
        displacement_km=[_km(gone[hour]) for hour in reached],
        skill=[_score(apart[:hour], path[:hour]) for hour in reached],
        held=[_levels_that_hold(result.people[h], result.weights, place[h]) for h in reached],
    )


def _drifted(
    one: Stretch, settings: RunSettings, asked: Asked, sea: _Sea
) -> tuple[Result, Window, KeptSea]:
    """Let an empty object of the drifter's kind drift from the start of a stretch."""
    situation, book = understand(_report(one, asked), area_key=asked.area), AssumptionBook()
    settings = replace(settings, hours=one.hours)
    if situation.inland_water:
        raise PositionError(
            "drifters.inland",
            f"It lies in {situation.inland_water}, where drift is not computed.",
            place=situation.inland_water,
        )
    kept = chosen(sea.offer(one.start, one.hours), asked_of(situation, settings))
    window = open_window(
        fields=replace(sea.fields, kept=kept),
        start=epoch_seconds(situation.time),
        hours=one.hours,
        origin=situation.seed_position,
    )
    streams = RandomStreams(settings.seed)
    release = release_of(situation, plane=window.plane, particles=settings.particles, book=book)
    hull = Mixture((_WATER,), (1.0,)) if asked.craft == WITH_THE_WATER else release.hull
    release = replace(release, states={Status.ADRIFT: 1.0}, rates=NEVER, hull=hull)
    result, _ = drifted(
        release=widened(release, apart=window.apart),
        window=window,
        wind=kept_wind_members(situation, kept, settings, book=book)
        or partial(
            wind_members, prior=assumed_wind(book), report=None, hours=one.hours, streams=streams
        ),
        settings=settings_of(hours=one.hours, step=settings.step, book=book),
        streams=streams,
    )
    return result, window, kept


def _report(one: Stretch, asked: Asked) -> Report:
    north, east = float(one.latitude[0]), float(one.longitude[0])
    return Report(
        at=_instant(one.start),
        position=f"{abs(north):.5f}{'NS'[north < 0]} {abs(east):.5f}{'EW'[east < 0]}",
        position_accuracy_m=asked.fix_error,
        state="adrift",
        craft=UNKNOWN_CRAFT if asked.craft == WITH_THE_WATER else asked.craft,
        exercise=True,
    )


def _nothing(start: float, hours: int) -> OfferedFields:  # noqa: ARG001 (as an offer is asked)
    return OfferedFields((), {})


def _source(kept: KeptSea, layer: str, otherwise: str) -> str:
    field = kept.first(layer)
    return otherwise if field is None else field.source


def _km(metres: float) -> float:
    return round(float(metres) / KILOMETRE, _DECIMALS)


def _score(separation: Floats, travelled: Floats) -> float | None:
    score = liu_weisberg_2011(separation=separation, travelled=travelled)
    return round(score, _DECIMALS) if np.isfinite(score) else None


def _levels_that_hold(cloud: Floats, weights: Floats, place: Floats) -> list[float]:
    """Return the levels whose area holds a place, by the law of the areas that are drawn."""
    density = density_of(positions=cloud, weights=weights)
    cell = np.floor((place - density.corner) @ density.axes.T / density.cell).astype(int)
    if (cell < 0).any() or (cell >= density.values.shape).any():
        return []
    there = density.values[tuple(cell)]
    areas = smallest_areas(density=density, shares=LEVELS, rings=False)
    return [one.share for one in areas if there >= one.threshold]


def _horizon(hour: int, starts: Sequence[Start]) -> HorizonSkill | None:
    rows = [(one, one.hours.index(hour)) for one in starts if hour in one.hours]
    if not rows:
        return None
    apart = np.array([one.separation_km[k] for one, k in rows])
    scores = [one.skill[k] for one, k in rows if one.skill[k] is not None]
    return HorizonSkill(
        hour=hour,
        forecasts=len(rows),
        drifters=len({one.drifter for one, _ in rows}),
        separation_km=round(float(np.median(apart)), _DECIMALS),
        separation_p90_km=round(float(np.quantile(apart, 0.9)), _DECIMALS),
        displacement_km=round(
            float(np.median([one.displacement_km[k] for one, k in rows])), _DECIMALS
        ),
        skill=round(float(np.mean(np.array(scores))), _DECIMALS) if scores else None,
        held=[_held(level, [level in one.held[k] for one, k in rows]) for level in LEVELS],
    )


def _held(level: float, which: Sequence[bool]) -> Held:
    low, high = wilson_1927(held=sum(which), count=len(which))
    return Held(
        level=level,
        share=round(sum(which) / len(which), _DECIMALS),
        low=round(low, _DECIMALS),
        high=round(high, _DECIMALS),
    )
