"""What a crowd that moves to one side does to an upright boat: heel by small-angle stability.

These numbers must never leave the house: they could help to load a boat.
"""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

import numpy as np

from estran.hazard.validity import known_where, within

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats


def waterplane_inertia(*, length: Floats, beam: Floats, diameter: Floats) -> Floats:
    r"""Return the second moment of a waterplane of two tubes about the middle line [m4].

    .. math:: I = 2\,(L D)\,((B - D)/2)^2

    Parameters
    ----------
    length, beam, diameter : array
        Of boat, boat and tube [m]: 5 to 15, 1.2 to 4, 0.3 to 0.8; NaN outside.

    Notes
    -----
    Source: assumed. Holds while the boat is not flooded; each tube counted as a line.
    """
    valid = within(length, low=5.0, high=15.0) & within(beam, low=1.2, high=4.0)
    valid &= within(diameter, low=0.3, high=0.8) & (beam > 2.0 * diameter)
    inertia = 2.0 * length * diameter * np.square((beam - diameter) / 2.0)
    return known_where(valid, values=inertia)


def metacentric_height(
    *, inertia: Floats, displacement: Floats, buoyancy_height: Floats, gravity_height: Floats
) -> Floats:
    r"""Return :math:`GM = KB + I/\nabla - KG` [m]; at or below zero nothing rights the boat.

    Parameters
    ----------
    inertia : array
        Of the waterplane [m4], not negative; zero when flooded.
    displacement : array
        Volume of water displaced [m3], above 0.1.
    buoyancy_height, gravity_height : array
        Above the keel [m], 0 to 3; NaN outside.

    Notes
    -----
    Source: assumed. Text-book stability at small angles.
    """
    valid = within(inertia, low=0.0, high=1e3) & within(displacement, low=0.1, high=100.0)
    valid &= within(buoyancy_height, low=0.0, high=3.0) & within(gravity_height, low=0.0, high=3.0)
    radius = inertia / known_where(valid, values=displacement)
    return buoyancy_height + radius - gravity_height


def crowd_heel(*, moved_mass: Floats, arm: Floats, boat_mass: Floats, height: Floats) -> Floats:
    r"""Return the heel when people move to one side [rad]: :math:`\arctan(m y / (\Delta\,GM))`.

    Parameters
    ----------
    moved_mass : array
        Of the people who move [kg], not negative and not above the whole.
    arm : array
        How far their weight moves sideways [m], 0 to 2.
    boat_mass : array
        Boat with all aboard [kg], above 0.
    height : array
        Metacentric height [m]. At or below zero the answer is a quarter turn: the boat goes over.

    Returns
    -------
    array
        NaN outside these ranges. The small-angle law is rough beyond about 0.2 rad.

    Notes
    -----
    Source: mca_inland_waters, annex 8, 2.2.2, for the test; the law is from text-books.
    """
    valid = within(arm, low=0.0, high=2.0) & (boat_mass > 0.0) & ~np.isnan(height)
    valid &= (moved_mass >= 0.0) & (moved_mass <= boat_mass)
    upright = np.where(height > 0.0, height, np.nan)
    heel = np.arctan(moved_mass * arm / (boat_mass * upright))
    return known_where(valid, values=np.where(height > 0.0, heel, pi / 2.0))
