"""A forecast that goes on from a later fix: the same ensemble, held against what was learnt since.

Statuses, leeway classes, winds and streams of the particles are kept. Where the ensemble cannot
follow, the forecast starts anew from the fix and says why. A pure function.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from msgspec import Meta, Struct

from estran.assess.answer import Forecast  # noqa: TC001 -- msgspec reads it
from estran.assess.assessment import who_coordinates
from estran.assess.ensemble import state_weights
from estran.assess.forecast import forecast_of, run_ensemble, unknown_forecast
from estran.assess.regions_answer import plane_lines
from estran.assess.search_answer import held_against, read_search
from estran.assess.settings import HOURS
from estran.assess.situation import understand
from estran.drift.craft import PERSON
from estran.engine.accumulators import first_crossing, side_of_line
from estran.engine.continued import continued, statuses_at
from estran.engine.evidence import Fix
from estran.engine.rebase import Limits, Outcome, Reason, rebase
from estran.engine.result import Cloud
from estran.engine.status import status_of
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.errors import TimeError
from estran.language.catalogue import name_in, say
from estran.quantities.instants import epoch_seconds, format_instant
from estran.quantities.randomness import RandomStreams
from estran.quantities.units import HOUR
from estran.sources.assumptions import AssumptionBook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estran.assess.answer_words import Language
    from estran.assess.forecast import Ensemble
    from estran.assess.report import Report
    from estran.assess.search_said import SearchDone
    from estran.assess.settings import RunSettings
    from estran.assess.situation import Situation
    from estran.engine.rebase import Rebased
    from estran.engine.result import Result
    from estran.quantities.arrays import Floats

SOURCES = ("kitagawa_1996", "musso_oudjane_legland_2001", "silverman_1986")
Why = Literal["far", "few", "gone", "searched", "disagree", "inland", "too_long", "state"]
"""Why a forecast had to start anew from the fix."""


class RebasedForecast(Struct, frozen=True, kw_only=True):
    """A forecast from the latest fix on, and whether the earlier ensemble carried it there."""

    outcome: Literal["continued", "restart_from_the_fix"]
    reason: Annotated[Why | None, Meta(description="Why it started anew; null where it went on.")]
    text: Annotated[str, Meta(description="The outcome in one sentence.")]
    effective_sample_size: Annotated[
        float | None, Meta(description="The smallest on the way; null where nothing was weighed.")
    ]
    searches_counted: Annotated[int, Meta(description="Searches that changed a weight or could.")]
    forecast: Forecast
    assumptions: list[str]
    sources: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One earlier report, what came later in the order of time, and how to compute."""

    first: Situation
    later: tuple[Situation, ...]
    settings: RunSettings
    book: AssumptionBook
    language: Language

    @property
    def last(self) -> Situation:
        return self.later[-1]

    @property
    def gap(self) -> float:
        """From the earlier report to the last fix [s]."""
        return _after(self.first, self.last)

    @property
    def hours(self) -> int:
        """Length of the run that reaches from the earlier report to the forecast's end."""
        return ceil(self.gap / HOUR) + self.settings.hours


@dataclass(frozen=True, slots=True, kw_only=True)
class _Followed:
    """What became of the ensemble: the one that goes on, or why none does."""

    ensemble: Ensemble | None = None
    why: Why | None = None
    effective: float | None = None
    searches: int = 0


def rebased_forecast(
    earlier: Report,
    later: Sequence[Report],
    settings: RunSettings,
    *,
    searches: Sequence[SearchDone] = (),
    language: Language = "en",
) -> RebasedForecast:
    """Return the forecast from the last fix on, from the ensemble of the earlier report.

    Parameters
    ----------
    earlier : Report
        Whose ensemble is to go on.
    later : sequence of Report
        Fixes of the same boat or its people since then, at least one, in any order. A state that
        one of them gives is weighed as the state assumptions have it.
    settings : RunSettings
        Hours count from the last fix.
    searches : sequence of SearchDone
        That found nothing between the earlier report and the last fix; each at the low end of its
        chance. What cannot be valued counts as not done.
    language : str
        Of the sentences.

    Returns
    -------
    RebasedForecast
        The same inputs give the same bytes, in whichever order fixes and searches are given.

    Raises
    ------
    TimeError
        Where no fix is given, or one lies before the earlier report.
    InputError
        Where a report or search cannot be used.
    """
    read = sorted((understand(one) for one in later), key=_order)
    first = understand(earlier)
    _require_later(first, read)
    case = _Case(
        first=first,
        later=tuple(read),
        settings=settings,
        book=AssumptionBook(),
        language=language,
    )
    followed = _followed(case, searches)
    sentence = who_coordinates(case.last, language)
    forecast = (
        _anew(case, sentence)
        if followed.ensemble is None
        else forecast_of(
            followed.ensemble, settings, sentence=sentence, book=case.book, language=language
        )
    )
    return RebasedForecast(
        outcome="continued" if followed.ensemble else "restart_from_the_fix",
        reason=followed.why,
        text=_text(case, followed),
        effective_sample_size=None if followed.effective is None else round(followed.effective, 1),
        searches_counted=followed.searches,
        forecast=forecast,
        assumptions=[row.key for row in case.book.used],
        sources=sorted(SOURCES),
    )


def _followed(case: _Case, searches: Sequence[SearchDone]) -> _Followed:
    """Run the earlier ensemble to the forecast's end and hold it against what came later."""
    if case.first.inland_water or any(one.inland_water for one in case.later):
        return _Followed(why="inland")
    if case.hours > HOURS[1]:
        return _Followed(why="too_long")
    window = open_window(
        fields=load_sea_fields(case.first.area.key),
        start=epoch_seconds(case.first.time),
        hours=case.hours,
        origin=case.first.seed_position,
    )
    whole = replace(case.settings, hours=case.hours)
    ensemble = run_ensemble(case.first, window, whole, book=case.book)
    found = _searched(case, ensemble, searches)
    states = [_state_missed(case, ensemble.result, one) for one in case.later]
    told = [one for one in states if one is not None]
    if any(missed.min() == 1.0 for missed in told):
        return _Followed(why="state")
    outcome = rebase(
        ensemble.result,
        fixes=[_fix(case, ensemble, one) for one in case.later],
        times=case.gap + HOUR * np.arange(case.settings.hours + 1, dtype=np.float64),
        limits=Limits(
            least_effective=case.book.value("rebase_least_effective"),
            farthest=case.book.value("rebase_farthest"),
        ),
        streams=RandomStreams(case.settings.seed),
        pods=[*found, *told],
    )
    if outcome.outcome is Outcome.RESTART:
        why = _WHY[outcome.reason or Reason.FEW]
        return _Followed(why=why, effective=outcome.effective, searches=len(found))
    return _Followed(
        ensemble=_going_on(case, ensemble, outcome),
        effective=outcome.effective,
        searches=len(found),
    )


def _searched(case: _Case, ensemble: Ensemble, searches: Sequence[SearchDone]) -> list[Floats]:
    """Return the low end of the chance that each search had found each particle."""
    result = ensemble.result
    gone = result.people_left[:, :, np.newaxis]
    cloud = Cloud(
        result.times, np.where(gone, np.nan, result.people), result.weights, result.status
    )
    read = sorted(
        (read_search(one) for one in searches), key=lambda one: (one.start, one.end, one.corners)
    )
    held = [
        held_against(
            one, case.first, cloud=cloud, plane=ensemble.window.plane, language=case.language
        )
        for one in read
        if one.end <= case.last.time
    ]
    return [one.result.low for one in held if one.result is not None]


def _state_missed(case: _Case, result: Result, later: Situation) -> Floats | None:
    """Return how much each particle's state speaks against the one reported, 0 to 1 (n,)."""
    if later.state is None and later.report.hypotheses is None:
        return None
    weights = state_weights(later, case.book)
    most = max(weights.values())
    chance = np.zeros(max(status_of(name) for name in _STATES) + 1)
    for name, weight in weights.items():
        chance[status_of(name)] = weight / most
    statuses = statuses_at(result, time=_after(case.first, later))
    return np.asarray(1.0 - chance[statuses], dtype=np.float64)


def _fix(case: _Case, ensemble: Ensemble, later: Situation) -> Fix:
    seed = later.seed_position
    x, y = ensemble.window.plane.to_plane(longitude=seed.longitude, latitude=seed.latitude)
    return Fix(
        time=_after(case.first, later),
        x=float(x),
        y=float(y),
        sd=later.position_sd,
        body="people" if later.craft == PERSON else "hull",
    )


def _going_on(case: _Case, ensemble: Ensemble, outcome: Rebased) -> Ensemble:
    """Return the ensemble from the last fix on; lines count from there."""
    result = continued(
        ensemble.result,
        start=case.gap,
        ancestors=outcome.ancestors,
        people=outcome.people,
        hull=outcome.hull,
        window=ensemble.window,
    )
    lines = plane_lines(ensemble.regions, plane=ensemble.window.plane)
    return replace(ensemble, situation=case.last, result=result, crossing=_crossings(result, lines))


def _crossings(result: Result, lines: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return when people first cross each line [s], on the straight way of an hour."""
    times = {name: np.full(result.weights.size, np.nan) for name in lines}
    for name, line in lines.items():
        sides = [side_of_line(position=one, line=line) for one in result.people]
        for hour in range(len(result.times) - 1):
            changed = (sides[hour] != sides[hour + 1]) & np.isnan(times[name])
            over = np.flatnonzero(changed)
            share = first_crossing(
                start=result.people[hour, over], end=result.people[hour + 1, over], line=line
            )
            times[name][over] = result.times[hour] + share * HOUR
    return times


def _anew(case: _Case, sentence: str) -> Forecast:
    """Return the forecast that starts from the last fix."""
    if case.last.inland_water:
        name = name_in(case.language, "place", case.last.inland_water)
        reason = say(case.language, "forecast.inland_reason", name=name)
        return unknown_forecast(reason=reason, sentence=sentence)
    window = open_window(
        fields=load_sea_fields(case.last.area.key),
        start=epoch_seconds(case.last.time),
        hours=case.settings.hours,
        origin=case.last.seed_position,
    )
    ensemble = run_ensemble(case.last, window, case.settings, book=case.book)
    return forecast_of(
        ensemble, case.settings, sentence=sentence, book=case.book, language=case.language
    )


def _text(case: _Case, followed: _Followed) -> str:
    if followed.why is not None:
        because = say(case.language, f"rebasing.{followed.why}")
        return say(case.language, "rebasing.restart", because=because)
    return say(
        case.language,
        "rebasing.continued",
        time=format_instant(case.first.time),
        count=len(case.later),
        effective=round(followed.effective or 0.0),
    )


def _require_later(first: Situation, later: Sequence[Situation]) -> None:
    if not later:
        raise TimeError(
            "rebase.no_fix", "No later fix is given. Name at least one report with its position."
        )
    if later[0].time < first.time:
        raise TimeError(
            "rebase.earlier_fix",
            f"A fix of {format_instant(later[0].time)} lies before the report of "
            f"{format_instant(first.time)} whose ensemble is to go on. Give the earlier one first.",
            fix=format_instant(later[0].time),
            report=format_instant(first.time),
        )


def _order(one: Situation) -> tuple[float, float, float, float]:
    seed = one.seed_position
    return epoch_seconds(one.time), seed.latitude, seed.longitude, one.position_sd


def _after(first: Situation, later: Situation) -> float:
    return (later.time - first.time).total_seconds()


_STATES = ("boarding", "under_way", "adrift", "swamped", "in_water")
_WHY: Mapping[Reason, Why] = {
    Reason.FAR: "far",
    Reason.FEW: "few",
    Reason.GONE: "gone",
    Reason.SEARCHED: "searched",
    Reason.DISAGREE: "disagree",
}
