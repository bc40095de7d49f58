"""The inflatable nobody has measured: ranges of its geometry, from the table of assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.hazard.limits import limits
from estran.hazard.spans import Span, span_of

if TYPE_CHECKING:
    from estran.sources.assumptions import AssumptionBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Boat:
    """Ranges for one boat; None is unknown, and every class that needs it is then unknown.

    Attributes
    ----------
    length, beam, tube_diameter, floor_shortfall, freeboard : Span or None
        [m].
    tube_length_share : Span or None
        Length of a tube over that of the boat [-].
    boat_mass, person_mass : Span or None
        [kg].
    relative_motion : Span or None
        How much of a wave it does not follow [-].
    """

    length: Span | None
    beam: Span | None
    tube_diameter: Span | None
    tube_length_share: Span | None
    floor_shortfall: Span | None
    boat_mass: Span | None
    person_mass: Span | None
    freeboard: Span | None
    relative_motion: Span | None


def assumed_inflatable(book: AssumptionBook) -> Boat:
    """Return the soft inflatable of the strait; the book notes every number used.

    Parameters
    ----------
    book : AssumptionBook
        Of the answer.
    """
    mass = limits()["person_mass"]
    return Boat(
        length=span_of(book.take("hazard_boat_length")),
        beam=span_of(book.take("hazard_boat_beam")),
        tube_diameter=span_of(book.take("hazard_tube_diameter")),
        tube_length_share=span_of(book.take("hazard_tube_length_share")),
        floor_shortfall=span_of(book.take("hazard_floor_shortfall")),
        boat_mass=span_of(book.take("hazard_boat_mass")),
        person_mass=Span(mass.low or mass.value, mass.high or mass.value),
        freeboard=span_of(book.take("hazard_side_height")),
        relative_motion=span_of(book.take("hazard_relative_motion")),
    )
