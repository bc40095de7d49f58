"""How tightly people stand on the floor of an open boat, and what science of crowds says of it.

No number of persons that a boat could carry is computed here, and none may be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.hazard.validity import known_where, within

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats

#: Upper edges of the classes [1/m2] and their names.
FRUIN_CLASSES = ((4.0, "below 4"), (6.0, "4 to 6"), (8.0, "6 to 8"))
DENSEST = "above 8"


def clear_floor(*, length: Floats, beam: Floats, diameter: Floats, shortfall: Floats) -> Floats:
    """Return the floor between the tubes [m2].

    Parameters
    ----------
    length, beam : array
        Of the boat [m], 5 to 15 and 1.2 to 4.
    diameter : array
        Of a tube [m], 0.3 to 0.8, and less than half the beam.
    shortfall : array
        Length taken up by bow, transom and engine [m], 0 to 3.

    Returns
    -------
    array
        NaN outside these ranges.

    Notes
    -----
    Source: assumed. Geometry of a rectangle.
    """
    valid = within(length, low=5.0, high=15.0) & within(beam, low=1.2, high=4.0)
    valid &= within(diameter, low=0.3, high=0.8) & within(shortfall, low=0.0, high=3.0)
    width = beam - 2.0 * diameter
    return known_where(valid & (width > 0.0), values=width * (length - shortfall))


def crowd_density(*, persons: Floats, floor: Floats) -> Floats:
    """Return persons on each square metre of clear floor [1/m2]; those on the tubes count too.

    Parameters
    ----------
    persons : array
        Aboard, 1 to 200.
    floor : array
        Clear floor [m2], 1 to 40; NaN outside.

    Notes
    -----
    Source: fruin_1993: above 5 dangerous, from 7 on bodies are pressed. His crowds stood on firm
    ground.
    """
    valid = within(persons, low=1.0, high=200.0) & within(floor, low=1.0, high=40.0)
    return persons / known_where(valid, values=floor)


def crowd_class(*, density: float) -> str:
    """Return the class of a density; unknown where it is NaN.

    Parameters
    ----------
    density : float
        [1/m2].

    Notes
    -----
    Source: fruin_1993 for the idea of classes; the edges are those of this house.
    """
    if not density >= 0.0:
        return "unknown"
    return next((name for edge, name in FRUIN_CLASSES if density < edge), DENSEST)
