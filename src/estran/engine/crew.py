"""Bodies that take part in a step, with all that decides how they move."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

if TYPE_CHECKING:
    from estran.engine.shore import Footing
    from estran.engine.state import Bodies
    from estran.engine.terms import Moving
    from estran.quantities.arrays import Bools, Floats, Ints

Arrays = TypeVar("Arrays")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Some bodies during one step, n of them.

    Attributes
    ----------
    rows : (n,) array of int
        Their places in the block.
    held : (n,) array of bool
        Those that stay where they are.
    body, bodies, footing
        How they move, where they are before the step, and what grounds them.
    walk : (n, 2) array
        What eddies add to their way [m].
    """

    rows: Ints
    held: Bools
    body: Moving
    bodies: Bodies
    footing: Footing
    walk: Floats

    def take(self, chosen: Ints) -> Crew:
        """Return the chosen bodies."""
        return Crew(
            rows=self.rows[chosen],
            held=self.held[chosen],
            body=self.body.take(chosen),
            bodies=self.bodies.take(chosen),
            footing=self.footing.take(chosen),
            walk=self.walk[chosen],
        )


def joined(first: Arrays, second: Arrays) -> Arrays:
    """Lay two bundles of arrays end to end, field by field and in depth.

    Parameters
    ----------
    first, second : Crew, or a dataclass of arrays
        Of one kind. Numbers that are not arrays are those of the first. Indices of `second`, such
        as who is under way, must be empty: they are not counted on.
    """
    return cast("Arrays", _joined(first, second))


def _joined(first: Any, second: Any) -> Any:  # noqa: ANN401 (an array, a number or a bundle)
    if isinstance(first, np.ndarray):
        return np.concatenate((first, second))
    if not is_dataclass(first):
        return first
    parts = {
        one.name: _joined(getattr(first, one.name), getattr(second, one.name))
        for one in fields(first)
    }
    return replace(first, **parts)  # type: ignore[type-var]  # an instance, not a class
