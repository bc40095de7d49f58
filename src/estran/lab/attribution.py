"""What part of a fall may be laid at a doctrine's door: by its date, against what was expected.

Dates on which nothing changed say how far the stated interval can be trusted, and widen it where
it held too seldom. Where the interval says nothing, it says *not identified*.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, exp, lgamma, log
from typing import TYPE_CHECKING

import numpy as np

from estran.lab.findings import Attribution, Interval, Placebo
from estran.lab.history import Series, history
from estran.lab.quantiles import quantiles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from estran.quantities.arrays import Floats

COVERAGE = 0.9
MONTHS = 12.0
QUARTERS = ("first", "second", "third", "fourth")
NEW_DOCTRINES = ((2022, 10.0 + 9.0 / 30.0), (2023, 2.0 + 9.0 / 31.0), (2025, 10.0 + 24.0 / 30.0))
"""Year, and months since its beginning, at which a doctrine at sea began to hold in France."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date in a year, what was counted before it, and in a window after it.

    Attributes
    ----------
    begins, ends : float
        The window, in months since the beginning of the year; what lies before it is compared.
    before, after : float
        Boats that landed since the beginning of the year, and in the window.
    """

    key: str
    year: int
    begins: float
    ends: float
    before: float
    after: float

    @property
    def undisturbed(self) -> bool:
        """Whether no doctrine began to hold inside the window."""
        return not any(
            year == self.year and self.begins < month < self.ends for year, month in NEW_DOCTRINES
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the model expects in a window, had nothing changed, as an interval of boats."""

    low: float
    middle: float
    high: float

    def wider(self, factor: float) -> Expected:
        """Return it with both logarithmic arms so many times as long."""
        low, middle, high = log(self.low), log(self.middle), log(self.high)
        return Expected(
            low=exp(middle - factor * (middle - low)),
            middle=self.middle,
            high=exp(middle + factor * (high - middle)),
        )

    def arms_to(self, boats: float) -> float:
        """Return how many arms away a count lies: above 1, it lies outside."""
        away = log(max(boats, 0.5)) - log(self.middle)
        arm = log(self.high) - log(self.middle) if away > 0 else log(self.middle) - log(self.low)
        return abs(away) / max(arm, 1e-9)


def expected(columns: Mapping[str, Floats], date: Date, *, share: float = COVERAGE) -> Expected:
    """Return what the model expects after a date, given what was counted before it.

    Each simulated season says how many boats follow on those before; the count before the date is
    carried forward by that, so that the level of the year cancels.

    Parameters
    ----------
    columns : mapping
        ``boats_month_01`` to ``_12``, any shape, of seasons in which nothing changed.
    share : float
        Stated coverage.
    """
    after = _boats(columns, date.begins, date.ends).ravel() + 0.5
    before = _boats(columns, 0.0, date.begins).ravel() + 0.5
    carried = (date.before + 0.5) * after / before
    tails = ((1.0 - share) / 2.0, 0.5, (1.0 + share) / 2.0)
    low, middle, high = quantiles(carried, np.ones(carried.size), tails)
    return Expected(low=float(low), middle=float(middle), high=float(high))


def placebo_dates(
    years: Sequence[int], counted: Mapping[str, Series] | None = None
) -> tuple[Date, ...]:
    """Return the beginnings of the second, third and fourth quarters in which nothing changed.

    Parameters
    ----------
    years : sequence of int
        Of which seasons can be simulated.
    counted : mapping, optional
        Series by key; those of history.toml where absent.
    """
    held = history() if counted is None else counted
    found = []
    for year in years:
        boats = [held[f"boats_{name}_quarter"].of(year) for name in QUARTERS]
        for quarter in range(1, 4):
            found.append(
                Date(
                    key=f"{year}-{3 * quarter + 1:02d}-01",
                    year=year,
                    begins=3.0 * quarter,
                    ends=3.0 * quarter + 3.0,
                    before=sum(boats[:quarter]),
                    after=boats[quarter],
                )
            )
    return tuple(date for date in found if date.undisturbed)


def placebo(
    dates: Sequence[Date], seasons: Mapping[int, Mapping[str, Floats]], *, share: float = COVERAGE
) -> tuple[Placebo, float]:
    """Tell how often the stated interval held at dates on which nothing changed.

    Parameters
    ----------
    dates : sequence of Date
    seasons : mapping
        Columns by year, of seasons in which nothing changed.

    Returns
    -------
    placebo : Placebo
        Of the interval as the model gives it.
    factor : float
        By which its arms must grow for the stated coverage, at least 1. With few dates it is what
        holds all of them, and even that promises dates / (dates + 1) at most.

    Notes
    -----
    Source: abadie_2010 (placebo tests).
    Source: lei_2018 (intervals that hold by the ranks of past errors).
    """
    arms = sorted(
        expected(seasons[date.year], date, share=share).arms_to(date.after) for date in dates
    )
    held = sum(one <= 1.0 for one in arms)
    interval = clopper_pearson_1934(held, len(arms), share=share)
    place = min(ceil((len(arms) + 1) * share), len(arms))
    told = Placebo(
        stated=share,
        held=held,
        dates=len(arms),
        interval=interval,
        holds=interval.high >= share,
    )
    return told, max(1.0, arms[place - 1])


def attribution(
    *,
    unchanged: Mapping[str, Floats],
    date: Date,
    fall: float,
    checked: tuple[Placebo, float],
    period: str,
) -> Attribution:
    """Return the part of a fall that may be laid at the door of a doctrine, by its date.

    Parameters
    ----------
    unchanged : mapping
        Columns of seasons of that year in which the doctrine never began.
    date : Date
        Of the doctrine.
    fall : float
        Boats, from one period to the next, above 0.
    checked : tuple
        As `placebo` returns it.
    period : str
        Of the fall, in words.
    """
    told, factor = checked
    share = _share(expected(unchanged, date, share=told.stated).wider(factor), date, fall)
    interval = Interval(low=share[0], high=share[2], share=told.stated)
    return Attribution(
        key=date.key,
        period=period,
        unit="boats",
        fall=fall,
        share=interval,
        identified=identified(interval),
        placebo=told,
    )


def identified(share: Interval) -> bool:
    """Return whether an interval of a share says anything.

    It does not where it holds both none and all, nor where it is wider than one.
    """
    return not (share.low <= 0.0 and share.high >= 1.0) and share.high - share.low <= 1.0


def autumn_2025(counted: Mapping[str, Series] | None = None) -> tuple[Date, float]:
    """Return the date of the doctrine of 25 November 2025, and the fall of that autumn [boats]."""
    held = history() if counted is None else counted
    autumn = held["boats_fourth_quarter"]
    since = held["boats_since_25_november"].of(2025)
    date = Date(
        key="FR-2025-11-25",
        year=2025,
        begins=NEW_DOCTRINES[-1][1],
        ends=MONTHS,
        before=held["boats"].of(2025) - since,
        after=since,
    )
    return date, autumn.of(2024) - autumn.of(2025)


def fall_before_the_date(counted: Mapping[str, Series] | None = None) -> float:
    """Return the part of the fall of autumn 2025 that came before the doctrine, 0 to 1.

    No doctrine works before its date, though its announcement may.
    """
    held = history() if counted is None else counted
    since = held["boats_since_25_november"]
    _, fall = autumn_2025(held)
    return 1.0 - (since.of(2024) - since.of(2025)) / fall


def modelled_share(
    *, without: Mapping[str, Floats], with_it: Mapping[str, Floats], date: Date, fall: float
) -> Interval:
    """Return the part of a fall that the model itself would give to a doctrine.

    This says what the model assumes, not what happened.

    Parameters
    ----------
    without, with_it : mapping
        Columns of the same lanes, without the doctrine and with it from its date on.
    """
    fewer = _boats(without, date.begins, date.ends) - _boats(with_it, date.begins, date.ends)
    part = quantiles(fewer.ravel() / fall, np.ones(fewer.size), (0.05, 0.95))
    return Interval(low=float(part[0]), high=float(part[1]), share=COVERAGE)


def clopper_pearson_1934(held: int, dates: int, *, share: float) -> Interval:
    """Return the interval of a share of which so many of so many were seen.

    Notes
    -----
    Source: clopper_pearson_1934 (holds at least as often as stated).
    """
    tail = (1.0 - share) / 2.0
    low = 0.0 if held == 0 else _solved(lambda p: 1.0 - _at_most(held - 1, dates, p), tail)
    high = 1.0 if held == dates else _solved(lambda p: 1.0 - _at_most(held, dates, p), 1.0 - tail)
    return Interval(low=low, high=high, share=share)


def _share(found: Expected, date: Date, fall: float) -> tuple[float, float, float]:
    shares = [(boats - date.after) / fall for boats in (found.low, found.middle, found.high)]
    return shares[0], shares[1], shares[2]


def _boats(columns: Mapping[str, Floats], first: float, last: float) -> Floats:
    """Return boats from one time of the year to another, in months; parts of a month by share."""
    total = np.zeros_like(columns["boats_month_01"])
    for month in range(12):
        part = min(last, month + 1.0) - max(first, float(month))
        if part > 0.0:
            total = total + part * columns[f"boats_month_{month + 1:02d}"]
    return total


def _at_most(count: int, trials: int, chance: float) -> float:
    """Return the chance of at most so many."""
    if chance <= 0.0 or chance >= 1.0:
        return 1.0 if chance <= 0.0 or count >= trials else 0.0
    return sum(
        exp(
            lgamma(trials + 1)
            - lgamma(one + 1)
            - lgamma(trials - one + 1)
            + one * log(chance)
            + (trials - one) * log(1.0 - chance)
        )
        for one in range(count + 1)
    )


def _solved(rising: Callable[[float], float], wanted: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2.0
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return (low + high) / 2.0
