"""Significant wave height: as reported, or a wide prior that is never zero.

No wave model lives here; what waves do to a boat or a wader is a hazard's work.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from estran.errors import QuantityError

LEAST_HEIGHT = 0.1  # m: the open sea is never taken to be flatter, whoever says so


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveHeight:
    """Significant wave height with the range of one standard deviation [m]; none of them is zero.

    Raises
    ------
    QuantityError
        Where not 0.1 <= low <= value <= high.
    """

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not LEAST_HEIGHT <= self.low <= self.value <= self.high:
            raise QuantityError(
                "waves.range",
                f"Wave height {self.value} m with range {self.low} to {self.high} m: the numbers "
                f"must rise, from {LEAST_HEIGHT} m at least.",
                value=self.value,
                low=self.low,
                high=self.high,
            )

    @property
    def sd(self) -> float:
        """Half the range [m]."""
        return (self.high - self.low) / 2


def reported_waves(*, height: float, relative_error: float) -> WaveHeight:
    """Return a reported significant wave height with its error.

    Parameters
    ----------
    height : float
        As reported [m], not negative; below 0.1 m it is taken as 0.1 m.
    relative_error : float
        Standard deviation of its logarithm, near enough that of the height over the height [-].

    Raises
    ------
    QuantityError
        Where either is negative or no number.
    """
    if not (isfinite(height) and height >= 0.0 and relative_error >= 0.0):
        raise QuantityError(
            "waves.report",
            f"Waves of {height} m, relative error {relative_error}: both must be at least 0.",
            height=height,
            relative_error=relative_error,
        )
    value = max(height, LEAST_HEIGHT)
    return WaveHeight(
        value=value,
        low=max(value / (1.0 + relative_error), LEAST_HEIGHT),
        high=max(value * (1.0 + relative_error), 2 * LEAST_HEIGHT),
    )
