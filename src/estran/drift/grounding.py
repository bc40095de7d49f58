"""Grounding: a body touches where the water over the foreshore is shallower than its draught."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estran.quantities.arrays import Number

#: No tide of the strait falls further than this below mean high water springs [m]; used only to
#: leave bodies in deep water alone.
DEEPEST_EBB = 10.0


def touches(depth: Number, draught: Number, on_land: Number) -> Number:
    """Whether each body is aground.

    Parameters
    ----------
    depth : (n,) array
        Depth of water over the foreshore now [m]; negative where it is dry.
    draught : (n,) array
        Water the body needs to float [m].
    on_land : (n,) array of bool
        Whether the place lies above high water springs.
    """
    return on_land | (depth < draught)


def may_touch_within(draught: Number, slope: Number) -> Number:
    """Distance from the coast beyond which no body of this draught ever touches the foreshore [m].

    Parameters
    ----------
    draught : (n,) array
        [m].
    slope : (n,) array
        Fall of the foreshore [-].
    """
    return (draught + DEEPEST_EBB) / slope
