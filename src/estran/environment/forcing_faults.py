"""What is wrong with a forcing, as plain values: which layer, which hours, what stands in.

A fault has a key and no sentence; how it is said is the work of those who speak to people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FaultKey = Literal["hours", "nodes", "land", "outside"]
Forcing = Literal["stream", "currents", "wind", "level", "waves"]
Fallback = Literal["bridged", "nearest", "embedded", "held", "coast_line", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcingFault:
    """One fault of a forcing, and what stands in for it.

    Attributes
    ----------
    key : str
        ``hours``: no value anywhere; ``nodes``: none at some nodes at sea; ``land``: land at all
        hours where Estran's coast has water; ``outside``: beyond the grid of what was given.
    forcing : str
        Which layer; ``currents`` are a stream that somebody gave.
    first, last : float
        Between them lie the hours it touches, seconds since 1970, UTC.
    share : float
        Of the nodes at sea that it touches, 0 to 1.
    fallback : str
        ``bridged``: a straight line in time; ``nearest``: the stream of the nearest water that has
        one; ``embedded``: the embedded stream; ``held``: the first or last value, over the hour and
        a half before and after a forecast; ``coast_line``: for a level, that of the coast line;
        ``refused``: nothing, the forcing is not used.
    """

    key: FaultKey
    forcing: Forcing
    first: float
    last: float
    share: float
    fallback: Fallback

    @property
    def name(self) -> str:
        """Stable name of the kind of fault with its fallback, such as ``nodes_nearest``."""
        return f"{self.key}_{self.fallback}"
