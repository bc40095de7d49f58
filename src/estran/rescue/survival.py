"""Two times that must never be mixed: how soon to be there, and before when no search may end.

`urgent_by` takes the pessimistic models, `not_before` the longest. Neither is a time of death, and
neither closes a search: after `not_before` ending it may first be talked about. No multiple of a
median is a stop, anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import erfc, isfinite, log, sqrt
from typing import TYPE_CHECKING

from estran.errors import QuantityError
from estran.quantities.instants import in_utc
from estran.rescue.survival_models import (
    SurvivalTime,
    golden_tipton,
    hayward_1975,
    hse_1995,
    ukniis_2006,
    ukniis_2006_buoyancy,
    xu_giesbrecht_2018,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from estran.sources.assumptions import AssumptionBook

FEWEST_MODELS = 2
ROUGH_FROM = 4  # Beaufort


@dataclass(frozen=True, slots=True, kw_only=True)
class Immersion:
    """What is known of people in the water, or who may get into it.

    Attributes
    ----------
    entry_earliest, entry_latest : datetime or None
        When the first and the last of them entered; None is unknown, as it is while people may
        still be aboard.
    water_low, water_high : float or None
        Cold and warm side of the water [degC].
    flotation : bool or None
        Life jackets or wreckage to hold, for all of them. None, where nobody knows.
    beaufort : int or None
        Wind force.

    Raises
    ------
    QuantityError
        Where a range is the wrong way round or no number.
    """

    entry_earliest: datetime | None
    entry_latest: datetime | None
    water_low: float | None
    water_high: float | None
    flotation: bool | None = None
    beaufort: int | None = None

    def __post_init__(self) -> None:
        given = [edge for edge in (self.water_low, self.water_high) if edge is not None]
        if not all(isfinite(edge) for edge in given) or given != sorted(given):
            raise QuantityError(
                "survival.water",
                f"Water of {self.water_low} to {self.water_high} degC: two numbers are needed, the "
                "colder first. A temperature that nobody knows is None.",
                low=self.water_low,
                high=self.water_high,
            )
        entries = [in_utc(at) for at in (self.entry_earliest, self.entry_latest) if at is not None]
        if entries != sorted(entries):
            raise QuantityError(
                "survival.entry",
                f"Entry between {self.entry_earliest} and {self.entry_latest}: give the earlier "
                "time first.",
                earliest=self.entry_earliest,
                latest=self.entry_latest,
            )

    @property
    def water(self) -> tuple[float, float] | None:
        """Cold and warm side [degC]; None where either is unknown."""
        if self.water_low is None or self.water_high is None:
            return None
        return self.water_low, self.water_high


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentBy:
    """By when help should be there for the weakest; `time` None is unknown: treat it as now."""

    time: datetime | None
    models: tuple[SurvivalTime, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotBefore:
    """Before when ending a search may not even be discussed; None is unknown: keep searching.

    Some may be alive until at least this time. It opens a discussion and closes nothing.
    """

    time: datetime | None
    models: tuple[SurvivalTime, ...]


def urgent_by(immersion: Immersion, *, book: AssumptionBook) -> UrgentBy:
    """Return how soon help should be there: the shortest time from the earliest entry.

    The models are pessimistic, on the cold side of the water, and shortened where there may be no
    flotation or a rough sea. What is unknown counts as bad. Cold shock drowns within minutes, which
    no model here counts: earlier is always better.

    Parameters
    ----------
    immersion : Immersion
        What is known.
    book : AssumptionBook
        Gives the shortening, at the low end of its range.

    Returns
    -------
    UrgentBy
        Unknown where entry or temperature is, or fewer than two models are in range on either side.
    """
    if immersion.entry_earliest is None or immersion.water is None:
        return UrgentBy(time=None, models=())
    cold, warm = (_pessimistic(side, immersion.beaufort) for side in immersion.water)
    if min(len(_hours(cold)), len(_hours(warm))) < FEWEST_MODELS:
        return UrgentBy(time=None, models=cold)
    medians = _hours(one for one in cold if one.meaning == "median")
    shortened = [_shortening(immersion, book) * each for each in medians]
    soonest = in_utc(immersion.entry_earliest) + timedelta(hours=min(_hours(cold) + shortened))
    return UrgentBy(time=soonest, models=cold)


def not_before(immersion: Immersion) -> NotBefore:
    """Return the time before which ending a search may not be discussed.

    The longest model in range, flotation assumed, for the best equipped, from the latest entry and
    on the warm side of the water. Jackets that nobody saw do not shorten it, nor does the sea.

    Parameters
    ----------
    immersion : Immersion
        What is known.

    Returns
    -------
    NotBefore
        Unknown where the latest entry or the temperature is, where fewer than two models are in
        range, or where one of the two longest is not, on either side of the water: it could have
        been the longer one.
    """
    if immersion.entry_latest is None or immersion.water is None:
        return NotBefore(time=None, models=())
    cold, warm = immersion.water
    models = (
        golden_tipton(water_temperature=warm),
        hayward_1975(water_temperature=warm),
        *_longest(warm),
    )
    held = all(one.in_range for one in (*_longest(cold), *_longest(warm)))
    if not held or len(_hours(models)) < FEWEST_MODELS:
        return NotBefore(time=None, models=models)
    earliest = in_utc(immersion.entry_latest) + timedelta(hours=max(_hours(models)))
    return NotBefore(time=earliest, models=models)


def lognormal_survival(
    *, hours: float, median_hours: float, spread: float, early_loss: float
) -> float:
    r"""Return the share still alive after some hours [-]; for study inside, never for a screen.

    .. math:: S(t) = (1 - p_0)\,\left[1 - \Phi\left(\frac{\ln t - \ln t_{50}}{\sigma}\right)\right]

    Parameters
    ----------
    hours : float
        Since entry, not negative.
    median_hours : float
        Of a model, above 0; shortened or not.
    spread : float
        Of the logarithm, above 0: survival_spread.
    early_loss : float
        Lost at once, 0 to 1: survival_early_loss; 0 where people held the wreck.

    Returns
    -------
    float
        NaN outside these ranges.

    Notes
    -----
    Source: assumed. The form is a choice; its spread was fitted to maib_2023, one case, which can
    therefore not test it.
    """
    if not (hours >= 0.0 and median_hours > 0.0 and spread > 0.0 and 0.0 <= early_loss <= 1.0):
        return float("nan")
    if hours == 0.0:
        return 1.0 - early_loss
    deviate = (log(hours) - log(median_hours)) / spread
    return (1.0 - early_loss) * 0.5 * erfc(deviate / sqrt(2.0))


def assumed_survival(
    *, hours: float, water_temperature: float, immersion: Immersion, book: AssumptionBook
) -> float:
    """Return the share alive by the assumed curve about `golden_tipton` [-]; never for a screen.

    Parameters
    ----------
    hours : float
        Since entry.
    water_temperature : float
        [degC], 5 to 15; NaN outside.
    immersion : Immersion
        Flotation and wind force shorten the median; unknown shortens too.
    book : AssumptionBook
        Gives spread, early loss and shortening.
    """
    median = golden_tipton(water_temperature=water_temperature).hours
    return lognormal_survival(
        hours=hours,
        median_hours=float("nan") if median is None else median * _shortening(immersion, book),
        spread=book.value("survival_spread"),
        early_loss=book.value("survival_early_loss"),
    )


def _pessimistic(water_temperature: float, beaufort: int | None) -> tuple[SurvivalTime, ...]:
    return (
        hse_1995(water_temperature=water_temperature, beaufort=beaufort),
        golden_tipton(water_temperature=water_temperature),
        hayward_1975(water_temperature=water_temperature),
        ukniis_2006(water_temperature=water_temperature),
    )


def _longest(water_temperature: float) -> tuple[SurvivalTime, ...]:
    return (
        xu_giesbrecht_2018(water_temperature=water_temperature),
        ukniis_2006_buoyancy(water_temperature=water_temperature),
    )


def _hours(models: Iterable[SurvivalTime]) -> list[float]:
    """Hours of the models that are in range."""
    return [one.hours for one in models if one.hours is not None]


def _shortening(immersion: Immersion, book: AssumptionBook) -> float:
    """Least share of the median that is left; the low ends of the ranges, unknown counts as bad."""
    shares = [1.0]
    if immersion.flotation is not True:
        shares.append(book.take("survival_no_flotation_factor").low)
    if immersion.beaufort is None or immersion.beaufort >= ROUGH_FROM:
        shares.append(book.take("survival_rough_factor").low)
    return min(shares)
