"""An ensemble that goes on from a later fix: held against what was learnt since, or not carried on.

Statuses, leeway classes, winds and streams of the particles are kept. Where the ensemble cannot
follow, none is returned, and why. A pure function.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from estran.assess.ensemble import state_weights
from estran.assess.forecast import run_ensemble
from estran.assess.kept_drift import kept_wind_members
from estran.assess.rebased_case import after, body_of
from estran.assess.rebased_record import Noted, evidence_of
from estran.assess.regions_answer import plane_lines
from estran.assess.search_answer import held_against
from estran.assess.settings import HOURS
from estran.engine.accumulators import first_crossing, side_of_line
from estran.engine.continued import continued, statuses_at
from estran.engine.evidence import (
    Fix,
    effective_sample_size,
    systematic_resampling,
    unfound,
)
from estran.engine.rebase import Outcome, Reason, rebase
from estran.engine.result import Cloud
from estran.engine.status import status_of
from estran.environment.kept_sea import NOTHING_KEPT
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.quantities.instants import epoch_seconds
from estran.quantities.randomness import RandomStreams
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.assess.evidence_said import EvidenceUsed, Why
    from estran.assess.forecast import Ensemble
    from estran.assess.rebased_case import Case
    from estran.assess.situation import Situation
    from estran.engine.rebase import Rebased
    from estran.engine.result import Result
    from estran.environment.kept_sea import KeptSea
    from estran.quantities.arrays import Floats

SOURCES = frozenset({"kitagawa_1996", "musso_oudjane_legland_2001", "silverman_1986"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What became of an earlier ensemble: the one that goes on, or None; and the record of it."""

    ensemble: Ensemble | None
    evidence: EvidenceUsed


def followed(case: Case, *, kept: KeptSea = NOTHING_KEPT) -> Followed:
    """Hold an earlier ensemble against what was learnt since, up to the newest fix and after it.

    Parameters
    ----------
    case : Case
        The earlier report, and what was learnt since.
    kept : KeptSea
        What counts before the embedded sea from the earlier report on.

    Returns
    -------
    Followed
        The same inputs give the same, in whichever order fixes and searches are given.
    """
    noted = Noted()
    ensemble = _followed(case, kept, noted)
    return Followed(ensemble=ensemble, evidence=evidence_of(case, noted))


def _followed(case: Case, kept: KeptSea, noted: Noted) -> Ensemble | None:
    if any(one.inland_water for one in (case.first, *case.later)):
        noted.why = "inland"
    elif case.hours > HOURS[1]:
        noted.why = "too_long"
    if noted.why:
        return None
    window = open_window(
        fields=replace(load_sea_fields(case.first.area.key), kept=kept),
        start=epoch_seconds(case.first.time),
        hours=case.hours,
        origin=case.first.seed_position,
    )
    whole = replace(case.settings, hours=case.hours)
    wind = kept_wind_members(case.first, kept, whole, book=case.book)
    ensemble = run_ensemble(case.first, window, whole, book=case.book, wind=wind)
    met = _up_to_the_fix(case, ensemble, noted) if case.later else ensemble
    return None if met is None else _searched_since(case, met, noted)


def _up_to_the_fix(case: Case, ensemble: Ensemble, noted: Noted) -> Ensemble | None:
    """Return the ensemble from the last fix on; None, and why is noted, where it cannot follow."""
    found = _held(case, ensemble, case.first, noted, before=True)
    states = [_state_missed(case, ensemble.result, one) for one in case.later]
    told = [one for one in states if one is not None]
    if any(missed.min() == 1.0 for missed in told):
        noted.why = "state"
        return None
    outcome = rebase(
        ensemble.result,
        fixes=[_fix(case, ensemble, one) for one in case.later],
        times=case.gap + HOUR * np.arange(case.settings.hours + 1, dtype=np.float64),
        limits=case.limits,
        streams=RandomStreams(case.settings.seed),
        pods=[*found, *told],
    )
    noted.effective, noted.unlikely = outcome.effective, outcome.unlikely
    if outcome.outcome is Outcome.RESTART:
        noted.why = _WHY[outcome.reason or Reason.FEW]
        return None
    return _going_on(case, ensemble, outcome)


def _searched_since(case: Case, ensemble: Ensemble, noted: Noted) -> Ensemble | None:
    """Weigh and draw an ensemble that starts at the last fix by the searches after it."""
    found = _held(case, ensemble, case.last, noted, before=False)
    if not any(pod.any() for pod in found):
        return ensemble
    result = ensemble.result
    weights = unfound(result.weights, found)
    worth = effective_sample_size(weights)
    noted.effective = worth if noted.effective is None else min(worth, noted.effective)
    if worth < case.limits.least_effective:
        noted.why = "few" if worth else "searched"
        return None
    (uniform,) = RandomStreams(case.settings.seed).uniforms(
        "rebase.resample", step=len(case.later) + 1, first=0, count=1
    )[0]
    picked = systematic_resampling(weights=weights, uniform=float(uniform), count=weights.size)
    drawn = continued(
        result,
        start=0.0,
        ancestors=picked,
        people=result.people[:, picked],
        hull=result.hull[:, picked],
        window=ensemble.window,
    )
    crossing = {name: times[picked] for name, times in ensemble.crossing.items()}
    return replace(ensemble, result=drawn, crossing=crossing)


def _held(
    case: Case, ensemble: Ensemble, start: Situation, noted: Noted, *, before: bool
) -> list[Floats]:
    """Return the low end of the chance that each search before or after the fix had, (n,) each."""
    result = ensemble.result
    gone = result.people_left[:, :, np.newaxis]
    cloud = Cloud(
        result.times, np.where(gone, np.nan, result.people), result.weights, result.status
    )
    lows = []
    for number, one in enumerate(case.searches):
        if before is (bool(case.later) and one.end <= case.last.time):
            held = held_against(
                one, start, cloud=cloud, plane=ensemble.window.plane, language=case.language
            )
            noted.searches[number] = held
            if held.result is not None:
                lows.append(held.result.low)
    return lows


def _state_missed(case: Case, result: Result, later: Situation) -> Floats | None:
    """Return how much each particle's state speaks against the one reported, 0 to 1 (n,)."""
    if later.state is None and later.report.hypotheses is None:
        return None
    weights = state_weights(later, case.book)
    most = max(weights.values())
    chance = np.zeros(max(status_of(name) for name in _STATES) + 1)
    for name, weight in weights.items():
        chance[status_of(name)] = weight / most
    statuses = statuses_at(result, time=after(case.first, later))
    return np.asarray(1.0 - chance[statuses], dtype=np.float64)


def _fix(case: Case, ensemble: Ensemble, later: Situation) -> Fix:
    seed = later.seed_position
    x, y = ensemble.window.plane.to_plane(longitude=seed.longitude, latitude=seed.latitude)
    return Fix(
        time=after(case.first, later),
        x=float(x),
        y=float(y),
        sd=later.position_sd,
        body=body_of(later),
    )


def _going_on(case: Case, ensemble: Ensemble, outcome: Rebased) -> Ensemble:
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


_STATES = ("boarding", "under_way", "adrift", "swamped", "in_water")
_WHY: Mapping[Reason, Why] = {
    Reason.FAR: "far",
    Reason.FEW: "few",
    Reason.GONE: "gone",
    Reason.SEARCHED: "searched",
    Reason.DISAGREE: "disagree",
}
