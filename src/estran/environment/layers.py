"""The one port of the environment: what a layer answers at a place and a time.

Every answer carries its uncertainty and where it came from; not knowing is an answer too. No layer
and no data live here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from estran.quantities.geodesy import Position

LayerValue: TypeAlias = float | bool | str | tuple[float, float]
"""A number, a fact, a word, or east and north components."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an answer came from.

    Attributes
    ----------
    source : str
        Key in the library of sources.
    name : str
        The layer or report, as shown to a person.
    issued : datetime or None
        When a report or forecast was made (UTC); None for what does not age, such as harmonics.
    note : str
        What a reader must know about this answer, such as its datum or why it is unknown.
    resolution : float or None
        Distance between the nodes of a kept field [m]; None for all that is no kept field.
    """

    source: str
    name: str
    issued: datetime | None = None
    note: str = ""
    resolution: float | None = None


@dataclass(frozen=True, slots=True)
class LayerAnswer:
    """What one layer says of one place and time.

    Attributes
    ----------
    value : LayerValue or None
        In `unit`; None where unknown. Directions travel as east and north components.
    unit : str
        Unit of the value.
    uncertainty : float or None
        One standard deviation in the same unit, per component of a pair; None where it has none.
    provenance : Provenance
        Where it came from.
    known : bool
        False where the layer has no answer; the value is then None.
    """

    value: LayerValue | None
    unit: str
    uncertainty: float | None
    provenance: Provenance
    known: bool = True

    def __post_init__(self) -> None:
        if self.known != (self.value is not None):
            raise ValueError("an answer is known if and only if it has a value")


class Layer(Protocol):
    """Anything that answers for one quantity anywhere, at any time."""

    def sample(self, *, position: Position, time: datetime) -> LayerAnswer:
        """Answer for a position and a time in UTC; never raise for a place outside, say unknown."""
        ...


def unknown(*, unit: str, provenance: Provenance) -> LayerAnswer:
    """Return the answer of a layer that has none here; the provenance's note says why."""
    return LayerAnswer(value=None, unit=unit, uncertainty=None, provenance=provenance, known=False)
