"""What makes a forecast wide: the share of its variance that goes when one cause stands still.

Each cause in turn is held at its central value, with the same random numbers for all else. A pure
function beside the answer; it changes none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import numpy as np
from msgspec import UNSET, Meta, Struct, UnsetType

from estran.assess.answer_sea import KeptFieldUsed  # noqa: TC001 -- msgspec reads it
from estran.assess.ensemble import release_of, settings_of, widened, wind_report_of
from estran.assess.kept_choice import DRIFTED, environment_of, sea_chosen
from estran.assess.kept_drift import kept_wind_members, kept_wind_of
from estran.assess.kept_said import passed_said
from estran.assess.kept_since import drift_used
from estran.assess.published import instant_after
from estran.assess.situation import understand
from estran.drift.craft import Mixture
from estran.engine.choice import drifted
from estran.engine.release import Rates
from estran.environment.sea import assumed_wind
from estran.environment.wind import wind_members, wind_moments
from estran.environment.window import open_window
from estran.language.catalogue import name_in
from estran.quantities.instants import epoch_seconds
from estran.quantities.randomness import RandomStreams
from estran.quantities.units import HOUR, NAUTICAL_MILE
from estran.sources.assumptions import AssumptionBook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estran.assess.kept_choice import Offer
    from estran.assess.report import Report
    from estran.assess.settings import RunSettings
    from estran.assess.situation import Situation
    from estran.drift.leeway import LeewayClass, LeewayLine
    from estran.engine.release import Range, Release
    from estran.engine.settings import Settings
    from estran.environment.forcing import WindMembers
    from estran.environment.kept_sea import KeptSea
    from estran.environment.window import Window
    from estran.quantities.arrays import Floats

Cause = Literal[
    "first_position", "class_and_load", "residual", "state", "way", "stream", "wind", "eddies"
]
CAUSES: tuple[Cause, ...] = get_args(Cause)
HOURS_SHOWN = (2, 6)
_NEVER: Range = (0.0, 0.0)
_DECIMALS = 3


class CauseShare(Struct, frozen=True, kw_only=True):
    """One cause, and how much narrower the forecast would be without it, time by time."""

    cause: Cause
    shares: Annotated[
        list[float],
        Meta(description="Of the variance; below zero where the central value spreads more."),
    ]


class Sensitivity(Struct, frozen=True, kw_only=True):
    """What makes the place of the people uncertain; the widest cause at the last time first."""

    known: bool
    unknown_because: str | None
    times: list[str]
    spread_nm: Annotated[list[float], Meta(description="Root of the variance, both axes.")]
    causes: list[CauseShare]
    particles: int
    seed: int
    kept_fields: Annotated[
        list[KeptFieldUsed] | UnsetType, Meta(description="In which it drifted, where there are.")
    ] = UNSET
    kept_said: Annotated[
        list[str] | UnsetType, Meta(description="Kept fields that were not used, and why.")
    ] = UNSET


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """All that one run is made of; a cause is held by changing some of it."""

    release: Release
    settings: Settings
    wind: WindMembers
    mean_wind: Floats


def sensitivity(
    report: Report,
    settings: RunSettings,
    *,
    hours: Sequence[int] = HOURS_SHOWN,
    offer: Offer | None = None,
    language: str = "en",
) -> Sensitivity:
    r"""Return how much of a forecast's variance goes when one cause is held.

    Parameters
    ----------
    report : Report
        As said.
    settings : RunSettings
        Size, step and seed; its length is that of the last hour asked for.
    hours : sequence of int
        After the report, rising, at least one.
    offer : callable or None
        Gives the kept fields for the hours of the forecast; the embedded sea alone where None.
    language : str
        Of the reason where nothing is known, and of what is said of kept fields.

    Returns
    -------
    Sensitivity
        Shares :math:`(V - V_c) / V` of the variance V of the people's place, summed over both axes,
        with :math:`V_c` where cause c has its central value. They need not sum to one: causes work
        on each other, and the side to which a boat jibes belongs to none of them.

    Raises
    ------
    InputError
        Where the report cannot be used.
    """
    situation = understand(report)
    if situation.inland_water:
        return _unknown(name_in(language, "place", situation.inland_water), settings)
    streams, longest = RandomStreams(settings.seed), replace(settings, hours=max(hours))
    sea = sea_chosen(report, None, longest, offer)
    window = open_window(
        fields=environment_of(situation, sea),
        start=epoch_seconds(situation.time),
        hours=longest.hours,
        origin=situation.seed_position,
    )
    whole = _whole(situation, window, sea.now, longest)
    variance = _variances(whole, window, streams, hours)
    held = {cause: _variances(_HOLD[cause](whole), window, streams, hours) for cause in CAUSES}
    rows = [
        CauseShare(cause=cause, shares=((variance - left) / variance).round(_DECIMALS).tolist())
        for cause, left in held.items()
    ]
    return Sensitivity(
        known=True,
        unknown_because=None,
        times=[instant_after(situation.time, hour * HOUR) for hour in hours],
        spread_nm=(np.sqrt(variance) / NAUTICAL_MILE).round(_DECIMALS).tolist(),
        causes=sorted(rows, key=lambda row: -row.shares[-1]),
        particles=settings.particles,
        seed=settings.seed,
        kept_fields=drift_used(sea.now) or UNSET,
        kept_said=[one for layer in DRIFTED for one in passed_said(sea.now, layer, language)]
        or UNSET,
    )


def _whole(situation: Situation, window: Window, kept: KeptSea, settings: RunSettings) -> _Run:
    """Return the run of which one cause at a time is held; a report goes back to a kept wind."""
    book, streams, hours = AssumptionBook(), RandomStreams(settings.seed), settings.hours
    said, prior = wind_report_of(situation, book), assumed_wind(book)
    held = kept_wind_of(situation, kept, settings, book=book)
    moments = wind_moments(
        prior=prior if held is None else held.prior,
        report=said,
        lead=HOUR * np.arange(hours + 1, dtype=np.float64),
    )
    members = kept_wind_members(situation, kept, settings, book=book)
    release = release_of(situation, plane=window.plane, particles=settings.particles, book=book)
    return _Run(
        release=widened(release, apart=window.apart),
        settings=settings_of(hours=hours, step=settings.step, book=book),
        wind=members
        or partial(wind_members, prior=prior, report=said, hours=hours, streams=streams),
        mean_wind=moments.mean + (0.0 if held is None else held.shift),
    )


def _unknown(place: str, settings: RunSettings) -> Sensitivity:
    return Sensitivity(
        known=False,
        unknown_because=place,
        times=[],
        spread_nm=[],
        causes=[],
        particles=settings.particles,
        seed=settings.seed,
    )


def _variances(one: _Run, window: Window, streams: RandomStreams, hours: Sequence[int]) -> Floats:
    """Variance of the people's place at some hours, both axes together [m2]."""
    result, _ = drifted(
        release=one.release, window=window, wind=one.wind, settings=one.settings, streams=streams
    )
    places = result.people[list(hours)]
    apart = places - np.einsum("n,hnc->hc", result.weights, places)[:, np.newaxis]
    variance: Floats = np.einsum("n,hnc->h", result.weights, apart**2)
    return variance


def _with_release(**changes: object) -> Callable[[_Run], _Run]:
    def hold(one: _Run) -> _Run:
        return replace(one, release=replace(one.release, **changes))  # type: ignore[arg-type]

    return hold


def _first_position(one: _Run) -> _Run:
    return _with_release(datum=replace(one.release.datum, sd=0.0, along_sd=0.0))(one)


def _class_and_load(one: _Run) -> _Run:
    wind = float(np.hypot(*one.mean_wind.mean(axis=0)))
    return _with_release(
        hull=_middle_class(one.release.hull, wind), people=_middle_class(one.release.people, wind)
    )(one)


def _middle_class(mixture: Mixture, wind: float) -> Mixture:
    """Return the class of a mixture with the median downwind leeway in a wind [m/s], alone."""

    def leeway(which: int) -> float:
        line = mixture.classes[which].downwind
        return line.slope * wind + line.offset

    order = sorted(range(len(mixture.classes)), key=leeway)
    below = np.cumsum([mixture.weights[which] for which in order])
    middle = order[int(np.searchsorted(below, 0.5 - 1e-9))]
    return Mixture((mixture.classes[middle],), (1.0,))


def _residual(one: _Run) -> _Run:
    return _with_release(
        hull=_without_residual(one.release.hull), people=_without_residual(one.release.people)
    )(one)


def _without_residual(mixture: Mixture) -> Mixture:
    return Mixture(tuple(_exact(kind) for kind in mixture.classes), mixture.weights)


def _exact(kind: LeewayClass) -> LeewayClass:
    def exact(line: LeewayLine) -> LeewayLine:
        return replace(line, residual_sd=0.0)

    return replace(
        kind, downwind=exact(kind.downwind), right=exact(kind.right), left=exact(kind.left)
    )


def _state(one: _Run) -> _Run:
    """Hold the likeliest state for good."""
    states = one.release.states
    likeliest = max(states, key=lambda state: (states[state], -state))
    never = Rates(boarding_end=_NEVER, failure=_NEVER, swamping=_NEVER, parting=_NEVER)
    return _with_release(
        states={likeliest: 1.0}, rates=never, swamped_factor=_middle(one.release.swamped_factor)
    )(one)


def _way(one: _Run) -> _Run:
    way = one.release.way
    return _with_release(
        way=replace(
            way,
            speed=_middle(way.speed),
            course_sd=0.0,
            speed_error=0.0,
            heading_error=0.0,
            share_by_heading=float(way.share_by_heading >= 0.5),
        )
    )(one)


def _stream(one: _Run) -> _Run:
    exact = replace(one.release.stream, amplitude=0.0, shift=0.0, rotation=0.0, residual=0.0)
    return _with_release(stream=exact)(one)


def _wind(one: _Run) -> _Run:
    def mean(*, first: int, count: int) -> Floats:  # noqa: ARG001 (one wind for all members)
        return np.repeat(one.mean_wind[:, np.newaxis], count, axis=1)

    return replace(one, wind=mean)


def _eddies(one: _Run) -> _Run:
    return replace(one, settings=replace(one.settings, diffusivity=0.0))


def _middle(span: Range) -> Range:
    middle = 0.5 * (span[0] + span[1])
    return middle, middle


_HOLD: dict[Cause, Callable[[_Run], _Run]] = {
    "first_position": _first_position,
    "class_and_load": _class_and_load,
    "residual": _residual,
    "state": _state,
    "way": _way,
    "stream": _stream,
    "wind": _wind,
    "eddies": _eddies,
}
