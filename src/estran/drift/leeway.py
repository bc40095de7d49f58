"""Leeway: how the wind moves a floating object through the water. Laws only; classes are data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from estran.quantities.arrays import Bools, Floats, Ints, Number

#: A residual e adds e / RESIDUAL_SLOPE_WIND to the slope ... (breivik_allen_2008) [m/s]
RESIDUAL_SLOPE_WIND = 20.0
#: ... and e / RESIDUAL_OFFSET_SHARE to the offset, so that it counts in full at 10 m/s.
RESIDUAL_OFFSET_SHARE = 2.0
_STILL = 1e-12


@dataclass(frozen=True, slots=True)
class LeewayLine:
    """One fitted line of a class: leeway speed against wind speed.

    Attributes
    ----------
    slope : float
        Leeway per wind [-].
    offset : float
        Leeway where the fitted line meets zero wind [m/s].
    residual_sd : float
        Standard deviation of the fit at 10 m/s of wind [m/s].
    """

    slope: float
    offset: float
    residual_sd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LeewayClass:
    """One object of the leeway taxonomy; crosswind lines are positive to the right of downwind."""

    key: str
    group: str
    label: str
    downwind: LeewayLine
    right: LeewayLine
    left: LeewayLine
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class LeewayCoefficients:
    """Slopes [-] and offsets [m/s] of each particle, residual included; arrays of shape (n,)."""

    downwind_slope: Floats
    downwind_offset: Floats
    right_slope: Floats
    right_offset: Floats
    left_slope: Floats
    left_offset: Floats

    def take(self, chosen: Ints) -> LeewayCoefficients:
        """Return the coefficients of the chosen particles."""
        return LeewayCoefficients(
            self.downwind_slope[chosen],
            self.downwind_offset[chosen],
            self.right_slope[chosen],
            self.right_offset[chosen],
            self.left_slope[chosen],
            self.left_offset[chosen],
        )


def allen_2005(
    *, wind: Floats, coefficients: LeewayCoefficients, on_right: Bools, light_wind: float = 0.0
) -> Floats:
    r"""Leeway velocity of each particle from its downwind and crosswind lines.

    .. math:: L_d = a_d W + b_d q, \quad L_c = a_c W + b_c q, \quad q = \min(1, W / W_{light})

    Parameters
    ----------
    wind : (n, 2) array
        Wind at 10 m relative to the water, east and north [m/s]. The trials behind the classes
        cover about 2 to 20 m/s.
    coefficients : LeewayCoefficients
        Lines of each particle.
    on_right : (n,) array of bool
        Whether the crosswind drift is to the right of downwind just now. Side, slope, offset and
        residual belong together: all of them come from the side on which the particle is.
    light_wind : float
        Wind below which offsets fade in proportion, so that calm means calm without a jump [m/s].
        Zero gives the published lines, and still no motion in a calm.

    Returns
    -------
    (n, 2) array
        Leeway through the water, east and north [m/s].

    Notes
    -----
    Source: allen_2005 (downwind and crosswind lines, positive crosswind to the right of downwind);
    the fade is an assumption of this house.
    """
    crosswind_slope = np.where(on_right, coefficients.right_slope, coefficients.left_slope)
    crosswind_offset = np.where(on_right, coefficients.right_offset, coefficients.left_offset)
    east = wind[:, 0]
    north = wind[:, 1]
    per_speed = per_wind_speed(east=east, north=north, light_wind=light_wind)
    along = line_per_wind(
        slope=coefficients.downwind_slope, offset=coefficients.downwind_offset, per_speed=per_speed
    )
    across = line_per_wind(slope=crosswind_slope, offset=crosswind_offset, per_speed=per_speed)
    leeway: Floats = np.empty_like(wind)
    leeway[:, 0], leeway[:, 1] = right_of_downwind(
        along=along, across=across, east=east, north=north
    )
    return leeway


def per_wind_speed(east: Number, north: Number, light_wind: float) -> Number:
    r"""Inverse of the wind speed, held below the light wind: :math:`q / W` of `allen_2005` [s/m].

    Parameters
    ----------
    east, north : float or (n,) arrays
        Wind relative to the water [m/s].
    light_wind : float
        As for `allen_2005` [m/s].
    """
    return 1.0 / np.maximum(np.sqrt(east * east + north * north), max(light_wind, _STILL))


def line_per_wind(slope: Number, offset: Number, per_speed: Number) -> Number:
    """Leeway of one line per wind speed [-]; the inverse is that of `per_wind_speed`."""
    return slope + offset * per_speed


def right_of_downwind(
    along: Number, across: Number, east: Number, north: Number
) -> tuple[Number, Number]:
    """Velocity, east and north, of so much along the wind and so much to the right of it [m/s]."""
    return along * east + across * north, along * north - across * east


def breivik_allen_2008(
    *, classes: tuple[LeewayClass, ...], chosen: Ints, downwind: Floats, crosswind: Floats
) -> LeewayCoefficients:
    """Lines of each particle: those of its class, moved by a residual drawn once for its life.

    Parameters
    ----------
    classes : tuple of LeewayClass
        The classes of a mixture.
    chosen : (n,) array of int
        Index of each particle's class.
    downwind, crosswind : (n,) arrays
        Standard normal deviates. One crosswind deviate serves both sides, mirrored: an object that
        sheers further to the right than its class does so to the left too.

    Returns
    -------
    LeewayCoefficients
        Shape (n,).

    Notes
    -----
    Source: breivik_allen_2008: a residual e enters as (a + e/20) W + (b + e/2).
    """
    lines = [
        _moved([getattr(one, side) for one in classes], chosen, deviate)
        for side, deviate in (("downwind", downwind), ("right", crosswind), ("left", -crosswind))
    ]
    return LeewayCoefficients(*lines[0], *lines[1], *lines[2])


def runs_upwind(*, classes: tuple[LeewayClass, ...], chosen: Ints, downwind: Floats) -> Bools:
    """Whether a downwind residual would turn the slope negative, so that it must be drawn again.

    Source: breivik_allen_2008, for the downwind line only.
    """
    slope, _ = _moved([one.downwind for one in classes], chosen, downwind)
    return np.asarray(slope < 0.0, dtype=np.bool_)


def _moved(lines: list[LeewayLine], chosen: Ints, deviate: Floats) -> tuple[Floats, Floats]:
    slope, offset, sd = np.array([(x.slope, x.offset, x.residual_sd) for x in lines]).T
    residual = sd[chosen] * deviate
    return (
        slope[chosen] + residual / RESIDUAL_SLOPE_WIND,
        offset[chosen] + residual / RESIDUAL_OFFSET_SHARE,
    )
