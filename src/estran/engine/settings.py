"""How a run is computed: its length, its step and the numbers that all particles share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.engine.step import midpoint
from estran.errors import QuantityError
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from estran.engine.step import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to compute one run.

    Attributes
    ----------
    hours : int
        Length of the run; positions are kept every hour.
    diffusivity : float
        K of the eddies that the stream does not hold [m2/s].
    jibe_hourly : float
        Probability of a jibe in an hour [-].
    light_wind : float
        Wind below which the offsets of leeway fade [m/s].
    wind_relative_to_water : bool
        Whether leeway comes of the wind over the water, as in the trials behind the classes
        (allen_2005); False takes the wind over the ground, as some tools do, to compare.
    step : float
        Length of a step [s]; a whole number of steps makes an hour.
    scheme : Scheme
        Midpoint (second order) unless said.
    block : int
        Particles computed together; the answer does not depend on it.
    """

    hours: int
    diffusivity: float
    jibe_hourly: float
    light_wind: float
    wind_relative_to_water: bool = True
    step: float = 600.0
    scheme: Scheme = midpoint
    block: int = 16384

    def __post_init__(self) -> None:
        if self.hours < 1 or self.block < 1 or self.diffusivity < 0.0 or self.light_wind < 0.0:
            raise QuantityError(
                "settings.number",
                "Settings need hours and block of at least 1, and no negative diffusivity or "
                f"light wind; got {self}.",
            )
        if not 0.0 < self.step <= HOUR or HOUR % self.step:
            raise QuantityError(
                "settings.step",
                f"A step of {self.step:g} s does not divide an hour; 600, 300 or 60 s do.",
                step=self.step,
            )

    @property
    def steps_per_hour(self) -> int:
        """Steps between two kept positions."""
        return round(HOUR / self.step)
