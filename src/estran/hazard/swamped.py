"""Does a flooded inflatable still carry its people? Buoyancy of tubes against weight of people.

A severity index for rescuers, never a time to sink, and it never leaves the house as a number.
"""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

from estran.hazard.validity import known_where, within

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats

SEA_WATER = 1025.0  # kg/m3
TUBES = 2


def tube_volume(*, length: Floats, diameter: Floats, length_share: Floats) -> Floats:
    r"""Return the volume of two straight side tubes [m3].

    .. math:: V = 2 \cdot \tfrac{\pi}{4} D^2 \cdot s L

    Parameters
    ----------
    length : array
        Of the boat [m], 5 to 15.
    diameter : array
        Of a tube [m], 0.3 to 0.8.
    length_share : array
        Length of a tube over that of the boat [-], 0.5 to 1.

    Returns
    -------
    array
        NaN outside these ranges.

    Notes
    -----
    Source: assumed. Geometry of a cylinder; the share is hazard_tube_length_share.
    """
    volume = TUBES * pi / 4.0 * diameter**2 * length_share * length
    valid = within(length, low=5.0, high=15.0) & within(diameter, low=0.3, high=0.8)
    return known_where(valid & within(length_share, low=0.5, high=1.0), values=volume)


def swamped_buoyancy_ratio(
    *, volume: Floats, persons: Floats, person_mass: Floats, boat_mass: Floats
) -> Floats:
    r"""Return the weight that intact tubes float over the weight aboard [-].

    .. math:: B = \rho V / (N m + m_b)

    Below one the tubes of a flooded boat go awash and its people are immersed.

    Parameters
    ----------
    volume : array
        Of the tubes that still hold air [m3], above 0 and up to 15.
    persons : array
        Aboard, 1 to 200.
    person_mass : array
        Mean mass of one person [kg], 30 to 120.
    boat_mass : array
        Hull, floor, engine and fuel [kg], 50 to 1000.

    Returns
    -------
    array
        NaN outside these ranges.

    Notes
    -----
    Source: mca_inland_waters, annex 8, for the mass of a person (75 kg); the rest is Archimedes.
    People in the water carry part of their own weight, which the ratio leaves out: it is an index
    of severity.
    """
    valid = within(volume, low=1e-3, high=15.0) & within(persons, low=1.0, high=200.0)
    valid &= within(person_mass, low=30.0, high=120.0) & within(boat_mass, low=50.0, high=1000.0)
    load = persons * person_mass + boat_mass
    return known_where(valid, values=SEA_WATER * volume / known_where(valid, values=load))
