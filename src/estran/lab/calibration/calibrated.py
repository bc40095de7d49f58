"""A whole calibration: waves, draws, checks against history, and the autumn of 2025.

Who computes is handed in; nothing is printed or written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.attribution import attribution, autumn_2025, placebo, placebo_dates
from estran.lab.calibration.checks import checks
from estran.lab.calibration.posterior import (
    Besides,
    Posterior,
    numbers_digest,
    posterior_of,
    resampled,
    rounded_values,
)
from estran.lab.calibration.seasons import Seasons
from estran.lab.calibration.targets import aims, fitted_years, held_years
from estran.lab.calibration.waves import match, simulated_past
from estran.lab.parameters import parameters
from estran.lab.simulate import constant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from estran.lab.calibration.seasons import Runner
    from estran.lab.calibration.targets import Past
    from estran.lab.calibration.waves import Matched, Plan, Wave
    from estran.lab.findings import Attribution
    from estran.lab.history import Series
    from estran.lab.parameters import Parameter
    from estran.quantities.arrays import Floats, Ints

CHECKED = 96
"""Draws that are simulated again for the checks, of years fitted and held out."""
CHECKED_FROM = 1_000_000
"""Number of the first of these, far from any point of a wave."""
PLACEBO_YEARS = (2022, 2023, 2024, 2025)
SAMPLED, SAMPLE_YEAR = 4, 2024
AUTUMN_DOCTRINE = "D1"
"""What held before 25 November 2025, and would have gone on."""
AUTUMN = "2024-10/2025-12"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is calibrated, and by whom.

    Attributes
    ----------
    draws : int
        How many to keep.
    code : str
        Digest of the code that decides the numbers.
    counted : mapping, optional
        Series by key; those of history.toml where absent.
    """

    plan: Plan
    runner: Runner
    draws: int
    code: str
    counted: Mapping[str, Series] | None = None

    @property
    def table(self) -> Sequence[Parameter]:
        """Every parameter, in the order of the table."""
        return tuple(parameters().values())


def calibrated(task: Task, told: Callable[[Wave | Matched], object]) -> Posterior:
    """Return what history leaves over.

    Parameters
    ----------
    task : Task
        What to do.
    told : callable
        Told of each wave as it ends, and of all points before they are checked.

    Raises
    ------
    InputError
        Where history rules out every point.
    """
    simulate = Seasons(seed=task.plan.seed, runner=task.runner)
    matched = match(simulate, task.table, aims(counted=task.counted), task.plan, told)
    told(matched)
    return _posterior(task, matched)


def sampled(seasons: Seasons, values: Mapping[str, Floats]) -> str:
    """Return the digest of what the first draws give: it tells whether numbers have changed.

    Parameters
    ----------
    seasons : Seasons
        Of the seed of the posterior.
    values : mapping
        Draws as they are kept, by key.
    """
    some = {key: column[:SAMPLED] for key, column in values.items()}
    numbers = np.arange(len(next(iter(some.values()))))
    return numbers_digest(seasons(parameters=some, numbers={SAMPLE_YEAR: numbers})[SAMPLE_YEAR])


def _posterior(task: Task, matched: Matched) -> Posterior:
    given = aims(counted=task.counted)
    places = resampled(matched, task.draws)
    seasons = Seasons(seed=task.plan.seed, runner=task.runner)
    years = (*fitted_years(given), *held_years(given))
    past = _past(task, matched, places, years)
    besides = Besides(
        code=task.code,
        numbers=sampled(seasons, rounded_values(matched, places)),
        checks=checks(given, past, seed=task.plan.seed),
        attributions=(_autumn(task, matched, places, past),),
    )
    return posterior_of(matched, places, besides)


def _past(
    task: Task,
    matched: Matched,
    places: Ints,
    years: Sequence[int],
    doctrine: str | None = None,
) -> Past:
    schedule = None if doctrine is None else constant(doctrine)
    return simulated_past(
        Seasons(seed=task.plan.seed, runner=task.runner, schedule=schedule),
        matched.table,
        matched.scores[places[:CHECKED]],
        years=years,
        plan=task.plan,
        first=CHECKED_FROM,
    )


def _autumn(task: Task, matched: Matched, places: Ints, past: Past) -> Attribution:
    date, fall = autumn_2025(task.counted)
    held = [year for year in PLACEBO_YEARS if year in past]
    unchanged = _past(task, matched, places, (date.year,), AUTUMN_DOCTRINE)[date.year]
    return attribution(
        unchanged=unchanged,
        date=date,
        fall=fall,
        checked=placebo(placebo_dates(held, task.counted), past),
        period=AUTUMN,
    )
