"""Units in SI, and the one place where directions in degrees become components and come back.

NumPy is imported inside the functions, so that those who only need a constant do not wait for it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats

MINUTE = 60.0
"""Seconds in a minute of time."""
HOUR = 3600.0
"""Seconds in an hour."""
DAY = 86400.0
"""Seconds in a day."""
CENTIMETRE = 0.01
"""Metres in a centimetre."""
KILOMETRE = 1000.0
"""Metres in a kilometre."""
NAUTICAL_MILE = 1852.0
"""Metres in an international nautical mile, by definition."""
STATUTE_MILE = 1609.344
"""Metres in an international statute mile, by definition."""
KNOT = NAUTICAL_MILE / HOUR
"""Metres per second in a knot."""
KILOMETRE_PER_HOUR = KILOMETRE / HOUR
"""Metres per second in a kilometre per hour."""
MILE_PER_HOUR = STATUTE_MILE / HOUR
"""Metres per second in a statute mile per hour."""
DEGREE = math.pi / 180.0
"""Radians in a degree."""
FULL_CIRCLE_DEG = 360.0
"""Degrees in a full circle."""

Quantity = TypeVar("Quantity", float, "Floats")


def components_to(*, speed: Quantity, to_deg: Quantity) -> tuple[Quantity, Quantity]:
    """East and north components of something that moves towards a direction.

    Parameters
    ----------
    speed : float or array
        Speed [m/s], not negative.
    to_deg : float or array
        Direction towards which it moves, clockwise from true north [degrees].

    Returns
    -------
    tuple of float or array
        East and north [m/s].
    """
    import numpy as np  # noqa: PLC0415 (constants must not wait for it)

    angle = np.multiply(to_deg, DEGREE)
    return _as_given(speed * np.sin(angle)), _as_given(speed * np.cos(angle))


def components_from(*, speed: Quantity, from_deg: Quantity) -> tuple[Quantity, Quantity]:
    """East and north components of something that comes from a direction, as wind does.

    Parameters
    ----------
    speed : float or array
        Speed [m/s], not negative.
    from_deg : float or array
        Direction from which it comes, clockwise from true north [degrees].

    Returns
    -------
    tuple of float or array
        East and north [m/s].
    """
    east, north = components_to(speed=speed, to_deg=from_deg)
    return -east, -north


def direction_to_deg(*, east: Quantity, north: Quantity) -> Quantity:
    """Direction towards which a vector points.

    Parameters
    ----------
    east, north : float or array
        Components, in any one unit.

    Returns
    -------
    float or array
        Degrees clockwise from true north, at least 0 and below 360; 0 where both components are 0.
    """
    import numpy as np  # noqa: PLC0415 (constants must not wait for it)

    angle = np.degrees(np.arctan2(east, north)) % FULL_CIRCLE_DEG
    return _as_given(np.where(angle >= FULL_CIRCLE_DEG, 0.0, angle))


def direction_from_deg(*, east: Quantity, north: Quantity) -> Quantity:
    """Direction from which a vector comes, as wind is named.

    Parameters
    ----------
    east, north : float or array
        Components, in any one unit.

    Returns
    -------
    float or array
        Degrees clockwise from true north, at least 0 and below 360; 0 where both components are 0.
    """
    return direction_to_deg(east=0.0 - east, north=0.0 - north)


def _as_given(value: Any) -> Any:  # noqa: ANN401 (float in, float out; array in, array out)
    return value if getattr(value, "ndim", 0) else float(value)
