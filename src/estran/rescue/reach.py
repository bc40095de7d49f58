"""When a unit meets people who drift: one time for each place where they may be, and quantiles.

Straight lines over a plane, at one speed. Land, the unit's own leeway and the search after arrival
are not in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from estran.quantities.arrays import Floats


class Cloud(Protocol):
    """Places of one kind of body in time.

    Attributes
    ----------
    times : (h,) array
        Seconds since the start, rising.
    positions : (h, n, 2) array
        East and north [m]; NaN where a place is unknown.
    weights : (n,) array
        Not negative.
    statuses : (h, n) array
        State of each body; not used here.
    """

    @property
    def times(self) -> Floats:
        """Seconds since the start."""
        ...

    @property
    def positions(self) -> Floats:
        """East and north [m]."""
        ...

    @property
    def weights(self) -> Floats:
        """Weight of each body."""
        ...

    @property
    def statuses(self) -> NDArray[np.integer]:
        """State of each body."""
        ...


def reach_times(
    *, cloud: Cloud, from_x: float, from_y: float, speed: Floats | float, ready: Floats | float
) -> Floats:
    r"""Return the first instant at which the unit can be where each body then is.

    .. math:: |p(t) - f| = s\,(t - r), \quad t \ge r

    Parameters
    ----------
    cloud : Cloud
        Places, taken as linear between its times; h at least 1.
    from_x, from_y : float
        Where the unit starts [m].
    speed : float or (n,) array
        Its speed [m/s], above 0.
    ready : float or (n,) array
        When it leaves [s since the cloud's start]; negative where it left before.

    Returns
    -------
    (n,) array
        Seconds since the cloud's start, not before its first time; NaN where it does not meet
        within its times.

    Notes
    -----
    Each segment gives a quadratic of its own, solved exactly, so that a unit slower than the drift
    is treated rightly too.
    """
    times, relative = cloud.times, cloud.positions - np.array((from_x, from_y))
    count = relative.shape[1]
    found = np.full(count, np.nan)
    speeds, leaves = np.broadcast_to(speed, count), np.broadcast_to(ready, count)
    still = np.arange(count)
    for index in range(max(len(times) - 1, 1)):
        after = min(index + 1, len(times) - 1)
        span = times[after] - times[index]
        met = _first_in_segment(
            start=relative[index, still],
            velocity=(relative[after, still] - relative[index, still]) / (span or 1.0),
            span=span,
            speed=speeds[still],
            under_way=times[index] - leaves[still],
        )
        found[still] = times[index] + met
        still = still[np.isnan(met)]
        if not still.size:
            break
    return found


def reach_quantiles(*, times: Floats, weights: Floats, levels: tuple[float, ...]) -> Floats:
    """Return when given shares of the weight have been met.

    Parameters
    ----------
    times : (n,) array
        Of meeting; NaN where never.
    weights : (n,) array
        Not negative, some above 0.
    levels : tuple of k floats
        Shares, above 0 and up to 1.

    Returns
    -------
    (k,) array
        Seconds; NaN where so much of the weight is never met.
    """
    order = np.argsort(times, kind="stable")  # NaN come last
    mass = np.cumsum(weights[order])
    within = 1.0 - 1e-12  # of rounding in the sum
    place = np.searchsorted(mass, np.array(levels) * mass[-1] * within).clip(max=len(times) - 1)
    return np.asarray(times[order][place], dtype=np.float64)


def _first_in_segment(
    *, start: Floats, velocity: Floats, span: float, speed: Floats, under_way: Floats
) -> Floats:
    """Return the first tau in [0, span] with |start + velocity tau| <= speed (tau + under_way).

    All of shape (n,) or (n, 2); NaN where there is none.
    """
    first = np.maximum(-under_way, 0.0)
    place = start + velocity * first[:, np.newaxis]
    gone = first + under_way
    square = (velocity**2).sum(axis=1) - speed**2
    half = (place * velocity).sum(axis=1) - speed**2 * gone
    rest = (place**2).sum(axis=1) - (speed * gone) ** 2
    at_once = rest <= 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        q = -(half + np.copysign(np.sqrt(half**2 - square * rest), half))
        roots = np.stack((q / square, rest / q))
    roots = np.where(roots >= 0.0, roots, np.inf).min(axis=0)  # of NaN too: no root
    tau = first + np.where(at_once, 0.0, roots)
    return np.where((tau <= span) & np.isfinite(rest), tau, np.nan)
