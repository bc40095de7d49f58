"""Waves of history matching: propose points, simulate their past, drop what history rules out.

The simulator is handed in; it may be one process or many. Waves end when the share that is left
over no longer changes, or when they are used up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from estran.errors import InputError
from estran.lab.calibration.coarsening import coarsened, effective_draws
from estran.lab.calibration.implausibility import (
    Beside,
    beside,
    implausibility,
    left_over,
    log_likelihood,
    together,
)
from estran.lab.calibration.normal_scores import (
    PRIOR,
    Proposal,
    log_mixture_over_prior,
    values_of,
)
from estran.lab.calibration.proposing import next_proposal, smoothed, visibly_moved
from estran.lab.calibration.targets import fitted_years

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from estran.lab.calibration.targets import Aim, Past
    from estran.lab.parameters import Parameter
    from estran.quantities.arrays import Floats, Ints

YEARS_APART = 16
"""Numbers of lanes of one point and season, for as many years: no two years share a draw."""
FIRST_YEAR = 2018
FEWEST_DRAWS, FEWEST_SEASONS = 20, 2
STANDARD_ERRORS = 2.0
ENOUGH = 0.25
"""Waves go on until this part of a wave's points, over all waves, is left over."""


class Simulator(Protocol):
    """Simulates lanes of some years, in any number of processes."""

    def __call__(
        self, *, parameters: Mapping[str, Floats], numbers: Mapping[int, Ints]
    ) -> Mapping[int, Mapping[str, Floats]]:
        """Return columns by name, shape (lanes,), by year of the lane numbers that are given."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How large a calibration is.

    Attributes
    ----------
    seed : int
        Of every point and season.
    draws : int
        Points in a wave, 20 or more.
    seasons : int
        Simulated for each point and year, 2 or more, for chance must be seen to be told.
    waves : int
        At most so many, 1 or more.
    """

    seed: int = 1
    draws: int = 300
    seasons: int = 3
    waves: int = 6

    def __post_init__(self) -> None:
        least = {"draws": FEWEST_DRAWS, "seasons": FEWEST_SEASONS, "waves": 1}
        for name, fewest in least.items():
            if getattr(self, name) < fewest:
                raise InputError(
                    "calibration.too_few",
                    f"{name}: {getattr(self, name)} are too few to tell anything; "
                    f"{fewest} are the least.",
                    name=name,
                    value=getattr(self, name),
                    fewest=fewest,
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """What one wave added.

    Attributes
    ----------
    number : int
        From 1.
    points, kept : int
        Points simulated so far, and of these not ruled out.
    share, share_error : float
        Part of the prior that is left over, and its standard error.
    closest : float
        Implausibility of the closest point so far.
    effective : float
        How many draws of equal weight what is kept would tell as much as.
    moved : tuple of str
        Parameters that history has moved so far.
    """

    number: int
    points: int
    kept: int
    share: float
    share_error: float
    closest: float
    effective: float
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """All points of all waves, weighed.

    Attributes
    ----------
    scores : array, shape (points, parameters)
        As normal scores of the prior.
    found : Beside
        Their pasts beside history, over the fitted aims.
    weights : array, shape (points,)
        Summing to one; zero where history rules a point out.
    power : float
        That the likelihood was given, 0 to 1.
    waves : sequence of Wave
    """

    table: Sequence[Parameter]
    plan: Plan
    scores: Floats
    found: Beside
    weights: Floats
    power: float
    waves: Sequence[Wave]

    @property
    def effective(self) -> float:
        """How many draws of equal weight would tell as much."""
        return effective_draws(self.weights)

    @property
    def settled(self) -> bool:
        """Whether the share left over had stopped changing when the waves ended."""
        return len(self.waves) > 1 and _unchanged(self.waves[-2], self.waves[-1])


@dataclass(slots=True)
class _Points:
    """Points gathered so far, and the proposals that made them."""

    scores: list[Floats]
    parts: list[Beside]
    proposals: list[Proposal]

    def found(self) -> Beside:
        """All points beside history, with less of the noise of few seasons."""
        return smoothed(np.concatenate(self.scores), together(self.parts))

    def over_prior(self) -> Floats:
        """Weight of each point as a draw from the prior, unnormalised."""
        counts = [len(one) for one in self.scores]
        ratio = log_mixture_over_prior(np.concatenate(self.scores), self.proposals, counts)
        return np.exp(-ratio)

    def weights(self) -> tuple[Floats, float]:
        """Weight of each point by history, and the power that history was given.

        Weights sum to one; all are zero where no point is left over.
        """
        found = self.found()
        kept = left_over(found)
        if not kept.any():
            return np.zeros(len(kept)), 0.0
        prior = np.where(kept, np.log(self.over_prior()), -np.inf)
        return coarsened(np.where(kept, log_likelihood(found), 0.0), prior)


def match(
    simulate: Simulator,
    table: Sequence[Parameter],
    aims: Sequence[Aim],
    plan: Plan,
    told: Callable[[Wave], object] | None = None,
) -> Matched:
    """Return all points of all waves, weighed.

    Parameters
    ----------
    simulate : Simulator
        Simulates lanes of some years.
    table : sequence of Parameter
        With their priors.
    aims : sequence of Aim
        Those that are fitted take part.
    plan : Plan
        How much to simulate.
    told : callable, optional
        Told of each wave as it ends.

    Raises
    ------
    InputError
        Where history rules out every point; the message names what does.
    """
    fitted = [aim for aim in aims if aim.fitted]
    points, proposal = _Points([], [], []), PRIOR
    waves: list[Wave] = []
    for number in range(plan.waves):
        first = number * plan.draws
        scores = proposal.points(
            seed=plan.seed, first=first, count=plan.draws, parameters=len(table)
        )
        past = simulated_past(
            simulate, table, scores, years=fitted_years(fitted), plan=plan, first=first
        )
        points.scores.append(scores)
        points.parts.append(beside(fitted, past))
        points.proposals.append(proposal)
        proposal = next_proposal(np.concatenate(points.scores), together(points.parts))
        waves.append(_wave(number + 1, points, proposal, table))
        if told is not None:
            told(waves[-1])
        if len(waves) > 1 and _unchanged(waves[-2], waves[-1]) and _enough(waves[-1], plan):
            break
    return _weighed(points, table, plan, waves)


def simulated_past(
    simulate: Simulator,
    table: Sequence[Parameter],
    scores: Floats,
    *,
    years: Sequence[int],
    plan: Plan,
    first: int,
) -> Past:
    """Return columns of every year, each of shape (points, seasons).

    Every point, season and year has draws of its own: so few seasons do not share their luck
    over points, and chance between them can be told.

    Parameters
    ----------
    first : int
        Number of the first point, over all waves.
    """
    values = values_of(np.repeat(scores, plan.seasons, axis=0), table)
    lanes = first * plan.seasons + np.arange(len(scores) * plan.seasons)
    numbers = {year: lanes * YEARS_APART + (year - FIRST_YEAR) % YEARS_APART for year in years}
    shape = (len(scores), plan.seasons)
    return {
        year: {
            name: np.asarray(column, dtype=np.float64).reshape(shape)
            for name, column in columns.items()
        }
        for year, columns in simulate(parameters=values, numbers=numbers).items()
    }


def _wave(number: int, points: _Points, proposal: Proposal, table: Sequence[Parameter]) -> Wave:
    found, prior = points.found(), points.over_prior()
    kept = left_over(found)
    share = float(np.sum(prior * kept) / np.sum(prior))
    error = float(np.sqrt(np.sum((prior * (kept - share)) ** 2)) / np.sum(prior))
    return Wave(
        number=number,
        points=len(kept),
        kept=int(kept.sum()),
        share=share,
        share_error=error,
        closest=float(implausibility(found).max(axis=1).min()),
        effective=effective_draws(points.weights()[0]) if kept.any() else 0.0,
        moved=tuple(table[place].key for place in visibly_moved(proposal)),
    )


def _unchanged(before: Wave, after: Wave) -> bool:
    """Whether the share left over no longer changes by more than its own error."""
    if not before.kept:
        return False
    error = max(float(np.hypot(before.share_error, after.share_error)), 1e-12)
    return abs(after.share - before.share) < STANDARD_ERRORS * error and error < 0.5 * after.share


def _enough(wave: Wave, plan: Plan) -> bool:
    """Whether enough points are left over to weigh."""
    return wave.kept >= ENOUGH * plan.draws


def _weighed(
    points: _Points, table: Sequence[Parameter], plan: Plan, waves: Sequence[Wave]
) -> Matched:
    found, scores = points.found(), np.concatenate(points.scores)
    weights, power = points.weights()
    if not left_over(found).any():
        raise _nothing_left(found)
    return Matched(
        table=table,
        plan=plan,
        scores=scores,
        found=found,
        weights=weights,
        power=power,
        waves=tuple(waves),
    )


def _nothing_left(found: Beside) -> InputError:
    distance = implausibility(found)
    closest = int(distance.max(axis=1).argmin())
    worst = np.argsort(-distance[closest])[:3]
    named = ", ".join(
        f"{found.aims[place].key} ({distance[closest, place]:.1f})" for place in worst
    )
    return InputError(
        "calibration.nothing_left",
        f"History rules out every one of {len(distance)} settings. The closest fails by: {named} "
        "standard deviations. Widen a range in parameters.toml with a reason, give the model what "
        "it lacks, or run more waves.",
        count=len(distance),
        named=named,
    )
