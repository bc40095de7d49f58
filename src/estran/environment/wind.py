"""Wind over the sea as a process of known moments: a report, forgotten slowly towards a wide prior.

One wind per member, hour by hour, the same over the whole area. Nothing here reads a forecast, and
nothing here knows what the wind does to a boat.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, hypot
from typing import TYPE_CHECKING

import numpy as np

from estran.errors import QuantityError
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats
    from estran.quantities.randomness import RandomStreams

START, STEP = "wind.start", "wind.step"
LEAST_PRIOR_SD = 0.5  # m/s: a prior narrower than this would call the sea calm
LARGEST_DIRECTION_ERROR = 1.0  # rad: beyond it a direction is not a direction


@dataclass(frozen=True, slots=True, kw_only=True)
class WindPrior:
    """Wind where and when nobody has said anything.

    Attributes
    ----------
    mean_east, mean_north : float
        Mean wind vector, the direction towards which it blows [m/s].
    sd : float
        Standard deviation of each component [m/s], at least 0.5: the prior is never calm.
    time_scale : float
        Time after which a wind has lost all but 1/e of its hold [s].

    Raises
    ------
    QuantityError
        Where the spread or the time scale is too small.
    """

    mean_east: float
    mean_north: float
    sd: float
    time_scale: float

    def __post_init__(self) -> None:
        if not (self.sd >= LEAST_PRIOR_SD and self.time_scale > 0.0):
            raise QuantityError(
                "wind.prior",
                f"Wind prior with sd {self.sd} m/s and time scale {self.time_scale} s: the sd must "
                f"be at least {LEAST_PRIOR_SD} m/s (nobody may assume a calm), the time above 0.",
                sd=self.sd,
                time_scale=self.time_scale,
                least=LEAST_PRIOR_SD,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class WindReport:
    """A wind that somebody reported.

    Attributes
    ----------
    east, north : float
        Components, the direction towards which it blows [m/s].
    relative_error : float
        Standard deviation of the speed over the speed [-].
    direction_error : float
        Standard deviation of the direction [rad], up to 1.
    least_error : float
        Standard deviation of each component in the lightest wind [m/s].
    age : float
        Time since the report, at the first hour of the forecast [s].

    Raises
    ------
    QuantityError
        Where an error or the age is negative, or the direction error exceeds 1 rad.
    """

    east: float
    north: float
    relative_error: float
    direction_error: float
    least_error: float
    age: float = 0.0

    def __post_init__(self) -> None:
        errors = (self.relative_error, self.direction_error, self.least_error, self.age)
        if min(errors) < 0.0 or self.direction_error > LARGEST_DIRECTION_ERROR:
            raise QuantityError(
                "wind.report",
                f"Wind report with errors {errors[:3]} and age {self.age} s: none may be negative, "
                "and the direction error is at most 1 rad (57 degrees).",
                errors=errors,
                age=self.age,
            )


@dataclass(frozen=True, slots=True, eq=False)
class WindMoments:
    """Mean and covariance of the wind at some hours.

    Attributes
    ----------
    mean : (h, 2) array
        East and north [m/s].
    covariance : (h, 2, 2) array
        Of east and north [m2/s2].
    """

    mean: Floats
    covariance: Floats


def wind_moments(*, prior: WindPrior, report: WindReport | None, lead: Floats) -> WindMoments:
    r"""Return mean and covariance of the wind at times after the first hour.

    Parameters
    ----------
    prior : WindPrior
        Where the wind goes when the report is forgotten.
    report : WindReport or None
        What was said; None gives the prior at every time.
    lead : (h,) array
        Seconds after the first hour, not negative.

    Notes
    -----
    Ornstein-Uhlenbeck process, with :math:`\rho = e^{-t/T}` and t counted from the report:
    mean :math:`m + \rho (r - m)`, covariance :math:`\rho^2 R + (1 - \rho^2) S`.
    The report is taken at its word: it is not weighed against the prior, which is an assumption.
    S is the prior's covariance, widened to the report's where that is wider, so that the spread
    never shrinks. Source: gillespie_1996.
    """
    mean = np.array([prior.mean_east, prior.mean_north])
    lasting = _lasting_covariance(prior, report)
    if report is None:
        return WindMoments(
            mean=np.tile(mean, (lead.size, 1)), covariance=np.tile(lasting, (lead.size, 1, 1))
        )
    said = np.array([report.east, report.north])
    hold = np.exp(-(lead + report.age) / prior.time_scale)
    fade = (hold**2)[:, np.newaxis, np.newaxis]
    return WindMoments(
        mean=mean + hold[:, np.newaxis] * (said - mean),
        covariance=fade * _report_covariance(report) + (1.0 - fade) * lasting,
    )


def wind_members(
    *,
    prior: WindPrior,
    report: WindReport | None,
    hours: int,
    first: int,
    count: int,
    streams: RandomStreams,
) -> Floats:
    r"""Draw hourly winds for some members of an ensemble.

    Parameters
    ----------
    prior, report
        As for `wind_moments`.
    hours : int
        Length of the forecast, at least 0.
    first, count : int
        Members `first` to ``first + count - 1``; any split over members gives the same bytes.
    streams : RandomStreams
        Streams ``wind.start`` and ``wind.step`` are used.

    Returns
    -------
    (hours + 1, count, 2) array
        East and north [m/s].

    Notes
    -----
    Exact discretisation,
    :math:`x_{k+1} = m + \rho (x_k - m) + \sqrt{1 - \rho^2}\,S^{1/2} \xi`, so that the moments at
    the hours do not depend on the step. Source: gillespie_1996. The start is normal; a shock
    :math:`\xi` is a sum of four uniform bytes, and many of them make what an hour differs by.
    """
    begin = wind_moments(prior=prior, report=report, lead=np.zeros(1))
    draws = streams.normals(START, step=0, first=first, count=count, per=2)
    mean = np.array([[prior.mean_east], [prior.mean_north]])
    wind = np.empty((hours + 1, 2, count))  # a component of all members lies in a row
    wind[0] = begin.mean[0][:, np.newaxis] + _correlated(draws, _root(begin.covariance[0]))
    hold, off = exp(-HOUR / prior.time_scale), wind[0] - mean
    shock = _root((1.0 - hold**2) * _lasting_covariance(prior, report))
    for hour in range(1, hours + 1):
        draws = streams.near_normals(STEP, step=hour, first=first, count=count, per=2)
        off *= hold
        off += _correlated(draws, shock)
        np.add(mean, off, out=wind[hour])
    return wind.transpose(0, 2, 1)


def _report_covariance(report: WindReport) -> Floats:
    """Covariance of a report: relative along the wind, angular across it, never below the least."""
    speed = hypot(report.east, report.north)
    along = max(speed * report.relative_error, report.least_error)
    across = max(speed * report.direction_error, report.least_error)
    if speed == 0.0:
        return np.diag([along**2, across**2])
    east, north = report.east / speed, report.north / speed
    axes = np.array([[east, -north], [north, east]])
    return axes @ np.diag([along**2, across**2]) @ axes.T


def _lasting_covariance(prior: WindPrior, report: WindReport | None) -> Floats:
    """Covariance far ahead: the prior's, in each direction at least the report's."""
    if report is None:
        return np.eye(2) * prior.sd**2
    variances, axes = np.linalg.eigh(_report_covariance(report))
    return axes @ np.diag(np.maximum(variances, prior.sd**2)) @ axes.T


def _root(covariance: Floats) -> Floats:
    return np.asarray(np.linalg.cholesky(covariance), dtype=np.float64)


def _correlated(draws: Floats, root: Floats) -> Floats:
    """Turn independent draws of variance 1 (n, 2) into ones with a covariance: (2, n).

    `root` is that of the covariance (Cholesky). Written out, because a matrix product may round
    otherwise for another number of rows.
    """
    first, second = draws.T
    found = np.empty((2, len(draws)))
    np.multiply(root[0, 0], first, out=found[0])
    np.add(root[1, 0] * first, root[1, 1] * second, out=found[1])
    return found
