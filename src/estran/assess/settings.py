"""How a forecast is to be computed, as the person at the keyboard chooses it."""

from __future__ import annotations

from dataclasses import dataclass

from estran.errors import QuantityError

PARTICLES = (100, 1_000_000)
HOURS = (1, 72)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """Size and length of a forecast.

    Attributes
    ----------
    particles : int
        Size of the ensemble, within `PARTICLES`.
    hours : int
        Length of the forecast, within `HOURS`.
    seed : int
        Seed of every draw, zero or more.
    datum_hour : int
        Hour after the report for which the datum is given, at most `hours`.
    step : float
        Length of a step [s].
    wind_relative_to_water : bool
        Whether leeway comes of the wind over the water; False, of that over the ground, is for
        comparison with other tools. The manifest says which.

    Raises
    ------
    QuantityError
        Where one lies outside its range; the message names it.
    """

    particles: int = 10_000
    hours: int = 12
    seed: int = 1
    datum_hour: int = 2
    step: float = 1200.0
    wind_relative_to_water: bool = True

    def __post_init__(self) -> None:
        _require_within("particles", self.particles, PARTICLES)
        _require_within("hours", self.hours, HOURS)
        _require_within("seed", self.seed, (0, 2**63 - 1))
        object.__setattr__(self, "datum_hour", min(self.datum_hour, self.hours))
        _require_within("datum_hour", self.datum_hour, (0, self.hours))


def _require_within(name: str, value: int, bounds: tuple[int, int]) -> None:
    low, high = bounds
    if not low <= value <= high:
        raise QuantityError(
            "settings.range",
            f"{name} is {value}; it must lie from {low} to {high}.",
            name=name,
            value=value,
            low=low,
            high=high,
        )
