"""Laws of depth: from a grid's own zero to the tide's, the water over it, how far to believe it.

Depths are positive downwards. Numbers in, numbers out: no tide, no grid, no map.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from estran.quantities.arrays import Bools, Floats
    from estran.sources.assumptions import AssumptionBook


@dataclass(frozen=True, slots=True, kw_only=True)
class DepthErrors:
    """How far a grid of depths is believed; named as the assumptions are.

    Attributes
    ----------
    zero, zero_mixed : float
        Error of the zero that a grid names; of one that parts of it do not keep [m].
    at_node, relative : float
        Error of a depth: by itself [m], and relative to the depth [-].
    between_nodes : float
        Part of what the nodes around lie apart [-].
    largest : float
        A depth less sure than this is unknown, unless it is twice as large as its error [m].
    foreshore_spacing, foreshore_width : float
        A grid coarser than the first says nothing within the second of the coast line [m].
    """

    zero: float
    zero_mixed: float
    at_node: float
    relative: float
    between_nodes: float
    largest: float
    foreshore_spacing: float
    foreshore_width: float


def depth_errors(book: AssumptionBook | None = None) -> DepthErrors:
    """Return how far grids are believed, and note it in a book where one is given."""

    def value(key: str) -> float:
        return assumption(key).value if book is None else book.value(key)

    return DepthErrors(
        zero=value("depth_zero_sd"),
        zero_mixed=value("depth_zero_mixed_sd"),
        at_node=value("depth_grid_sd"),
        relative=value("depth_grid_relative_sd"),
        between_nodes=value("depth_between_nodes"),
        largest=value("depth_largest_error"),
        foreshore_spacing=value("depth_foreshore_spacing"),
        foreshore_width=value("depth_foreshore_width"),
    )


def charted_depth(*, depth: Floats, datum: Floats) -> Floats:
    r"""Return the depth below the zero of the tide.

    .. math:: z_0 = z - m

    Parameters
    ----------
    depth : (n,) array
        Below the datum of a grid [m].
    datum : (n,) array
        That datum above the local gauge zero [m]: some 3.3 to 4.1 m for mean sea level here.

    Returns
    -------
    (n,) array
        Below the local gauge zero, about chart datum [m]; negative where the bed dries.
    """
    return depth - datum


def water_depth(*, charted: Floats, level: Floats) -> Floats:
    r"""Return the depth of the water.

    .. math:: h = z_0 + \zeta

    Parameters
    ----------
    charted : (n,) array
        Depth below the local gauge zero [m].
    level : (n,) array
        Water level above the same zero, with its surge [m].

    Returns
    -------
    (n,) array
        Depth [m]; negative where the bed stands so far above the water.
    """
    return charted + level


def drying_height(charted: Floats) -> Floats:
    """Return how far the bed rises above the local gauge zero (n,) [m]; 0 where it never dries."""
    return np.maximum(-charted, 0.0)


def charted_error(
    *, depth: Floats, apart: Floats, zero: float | Floats, errors: DepthErrors
) -> Floats:
    r"""Return the error of a charted depth, one standard deviation.

    .. math:: \sigma^2 = \sigma_0^2 + \sigma_n^2 + (r z)^2 + (c\,\Delta)^2

    Parameters
    ----------
    depth : (n,) array
        Below the datum of its grid [m].
    apart : (n,) array
        What the shallowest and the deepest of the nodes around lie apart [m].
    zero : float or (n,) array
        Error of the grid's zero [m].
    errors : DepthErrors
        The other parts.
    """
    square = zero**2 + errors.at_node**2 + (errors.relative * depth) ** 2
    return np.sqrt(square + (errors.between_nodes * apart) ** 2)


def swamped(*, depth: Floats, sd: Floats, largest: float) -> Bools:
    """Return where an error swamps a depth (n,), so that it is unknown.

    Parameters
    ----------
    depth : (n,) array
        Of the water [m]; negative where dry.
    sd : (n,) array
        Its error [m].
    largest : float
        Below this an error is borne whatever the depth [m].
    """
    return np.asarray((sd > largest) & (np.abs(depth) < 2.0 * sd))


def edge_error(*, sd: Floats, fall: Floats, spacing: float) -> Floats:
    r"""Return how far the water's edge may lie elsewhere.

    .. math:: \sigma_d^2 = (\sigma / s)^2 + (\Delta x)^2 / 12

    Parameters
    ----------
    sd : (n,) array
        Error of bed and level together [m].
    fall : (n,) array
        Slope of the bed at the edge [-], greater than 0.
    spacing : float
        Between the nodes of the grid [m].
    """
    return np.sqrt((sd / fall) ** 2 + spacing**2 / 12.0)
