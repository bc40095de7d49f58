"""Laws of the moving waterline on a foreshore that falls evenly from the coast line.

The coast line is where mean high water springs (MHWS) meets the land; distance counts seaward from
it. Numbers in, numbers out: no tide, no map. Nothing here knows bars, channels or sea walls.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import expm1, isfinite, log1p, sqrt
from typing import TYPE_CHECKING

from estran.errors import OutsideValidityError

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats, Number

STEEPEST = 0.2  # a foreshore steeper than this is a wall or shingle bank, not one even slope


@dataclass(frozen=True, slots=True, kw_only=True)
class SlopeRange:
    """Foreshore slope known only to lie in a range, uniform in its logarithm [-].

    Raises
    ------
    OutsideValidityError
        Where it is not 0 < low <= high <= 0.2.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0.0 < self.low <= self.high <= STEEPEST:
            raise OutsideValidityError(
                "foreshore.slope",
                f"Foreshore slope {self.low} to {self.high}: the law holds for 0 < low <= high <= "
                f"{STEEPEST} (0.005 to 0.03 on the beaches between Calais and Dunkirk).",
                low=self.low,
                high=self.high,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterlineEstimate:
    """Where the waterline is: seaward distance from the coast line and its error [m].

    Attributes
    ----------
    distance : float
        Mean over the slopes; negative where the water stands above the coast line.
    sd : float
        One standard deviation, from slope and level together.
    nearest, furthest : float
        At the steepest and the flattest slope, with the level as given.
    """

    distance: float
    sd: float
    nearest: float
    furthest: float


def foreshore_depth(distance: Number, level_above_mhws: Number, slope: Number) -> Number:
    r"""Return the depth of water over an evenly falling foreshore.

    .. math:: h = \eta + s\,d

    Parameters
    ----------
    distance : (n,) array
        Seaward of the coast line [m]; negative up the beach.
    level_above_mhws : (n,) array
        Water level above mean high water springs [m]; negative nearly always.
    slope : (n,) array
        Fall of the bed per metre seaward [-], 0.005 to 0.03 between Calais and Dunkirk.

    Returns
    -------
    (n,) array
        Depth [m]; negative where the bed stands dry.
    """
    return level_above_mhws + slope * distance


def waterline_distance(*, level_above_mhws: Floats, slope: Floats) -> Floats:
    r"""Return how far seaward of the coast line the waterline lies [m].

    .. math:: d_0 = -\eta / s

    Parameters
    ----------
    level_above_mhws : (n,) array
        Water level above mean high water springs [m].
    slope : (n,) array
        Fall of the bed per metre seaward [-], greater than 0.
    """
    return -level_above_mhws / slope


def distance_to_waterline(*, distance: Floats, level_above_mhws: Floats, slope: Floats) -> Floats:
    """Return how far seaward of the waterline a place lies [m]; negative on dry ground.

    Parameters
    ----------
    distance : (n,) array
        Seaward of the coast line [m].
    level_above_mhws, slope : (n,) arrays
        As for `waterline_distance`.
    """
    return distance - waterline_distance(level_above_mhws=level_above_mhws, slope=slope)


def waterline_speed(*, rate_of_level: Floats, slope: Floats) -> Floats:
    """Return how fast the waterline moves landward [m/s]; negative on a falling tide.

    Parameters
    ----------
    rate_of_level : (n,) array
        Rise of the water [m/s].
    slope : (n,) array
        Fall of the bed per metre seaward [-], greater than 0.

    Notes
    -----
    Check value: a tide of 1.5 to 2 m an hour over a slope of 0.015 moves it 100 to 133 m an hour.
    """
    return rate_of_level / slope


def waterline(*, level_above_mhws: float, level_sd: float, slope: SlopeRange) -> WaterlineEstimate:
    r"""Return the place of the waterline with the error from slope and level.

    Parameters
    ----------
    level_above_mhws : float
        Predicted water level above mean high water springs [m].
    level_sd : float
        One standard deviation of the level, mostly surge [m].
    slope : SlopeRange
        What is known of the foreshore.

    Raises
    ------
    OutsideValidityError
        Where the level is not a number or its error is negative.

    Notes
    -----
    With :math:`d_0 = -\eta/s`, level and slope independent, and s log-uniform, the moments are
    exact: :math:`E[1/s] = (1/a - 1/b)/L`, :math:`E[1/s^2] = (1/a^2 - 1/b^2)/(2L)`, L = ln(b/a).
    """
    if not (isfinite(level_above_mhws) and level_sd >= 0.0):
        raise OutsideValidityError(
            "waterline.level",
            f"Water level {level_above_mhws} m with error {level_sd} m: a number and an error of "
            "at least 0 are needed.",
            level=level_above_mhws,
            sd=level_sd,
        )
    first, second = _inverse_moments(slope)
    square = (level_above_mhws**2 + level_sd**2) * second
    offsets = sorted(-level_above_mhws / edge for edge in (slope.low, slope.high))
    return WaterlineEstimate(
        distance=-level_above_mhws * first,
        sd=sqrt(max(square - (level_above_mhws * first) ** 2, 0.0)),
        nearest=offsets[0],
        furthest=offsets[1],
    )


def _inverse_moments(slope: SlopeRange) -> tuple[float, float]:
    """Mean of 1/s and of 1/s squared for a slope uniform in its logarithm.

    Written with expm1, so that a range of almost no width loses no digits.
    """
    width = log1p((slope.high - slope.low) / slope.low)
    if width == 0.0:
        return 1.0 / slope.low, 1.0 / slope.low**2
    first = -expm1(-width) / (width * slope.low)
    return first, -expm1(-2.0 * width) / (2.0 * width * slope.low**2)
