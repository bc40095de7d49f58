"""A boat under way: what its engine adds through the water, on a held heading or a held track."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats, Number


def through_water(*, over_ground: Floats, stream: Floats) -> Floats:
    """Velocity through the water of a boat whose course and speed over the ground were reported.

    Parameters
    ----------
    over_ground, stream : (n, 2) arrays
        East and north at the time of the report [m/s].

    Returns
    -------
    (n, 2) array
        East and north [m/s]; what wind does to a boat under way is part of it.
    """
    return over_ground - stream


def course_held(*, course: Floats, speed: Floats, stream: Floats) -> Floats:
    """Velocity through the water that keeps a boat on its course over the ground.

    Parameters
    ----------
    course : (n, 2) array
        Unit vectors, east and north.
    speed : (n,) array
        Speed through the water [m/s].
    stream : (n, 2) array
        Stream here and now [m/s].

    Returns
    -------
    (n, 2) array
        East and north [m/s]. Where the stream across the course is faster than the boat, the boat
        heads straight against it and is set sideways by the rest.
    """
    east, north = course[:, 0], course[:, 1]
    across = stream[:, 0] * north - stream[:, 1] * east
    velocity: Floats = np.empty_like(stream)
    velocity[:, 0], velocity[:, 1] = steered(east=east, north=north, speed=speed, set_aside=across)
    return velocity


def steered(east: Number, north: Number, speed: Number, set_aside: Number) -> tuple[Number, Number]:
    """Velocity through the water, east and north, against what sets the boat right of its course.

    Parameters
    ----------
    east, north : float or (n,) arrays
        Unit vector of the course.
    speed : float or (n,) array
        Through the water [m/s].
    set_aside : float or (n,) array
        Stream to the right of the course [m/s].
    """
    aside = np.minimum(np.maximum(-set_aside, -speed), speed)
    ahead = np.sqrt(speed * speed - aside * aside)
    return ahead * east + aside * north, ahead * north - aside * east
