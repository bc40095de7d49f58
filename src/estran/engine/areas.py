"""From a weighted cloud to a map of probability and to the smallest areas that hold a share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.engine.bandwidth import at_local_scale, silverman_1986, widening
from estran.engine.smoothing import (
    CELLS,
    cosine_coefficients,
    damped,
    masses_of,
    masses_on_grid,
    smoothed,
    values_at,
)
from estran.errors import QuantityError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.quantities.arrays import Floats

#: Nothing is drawn finer than this [m]: the resolution of the coast, and less than any fix.
FINEST = 25.0
_MARGIN_BANDWIDTHS = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """Probability density of a cloud on a grid along the cloud's own axes.

    Attributes
    ----------
    values : (m, m) array
        Probability per square metre at cell centres; the first index runs along the first axis.
    corner : (2,) array
        East and north of the grid's corner [m].
    axes : (2, 2) array
        Rows are unit vectors of the two axes, east and north.
    cell : (2,) array
        Length of a cell along each axis [m].
    bandwidth : (2,) array
        Smoothing along each axis, one standard deviation [m].
    at_particles : (n,) array
        Density at each particle [1/m2], its own share left out.
    weights : (n,) array
        Weights of the particles, summing to one.
    """

    values: Floats
    corner: Floats
    axes: Floats
    cell: Floats
    bandwidth: Floats
    at_particles: Floats
    weights: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """The smallest area that holds a share of the cloud.

    Attributes
    ----------
    share : float
        Probability inside.
    threshold : float
        Density on its edge [1/m2].
    size : float
        Area [m2].
    rings : tuple of (k, 2) arrays
        Closed lines around it, east and north [m]; a ring inside another is a hole.
    """

    share: float
    threshold: float
    size: float
    rings: tuple[Floats, ...]


def density_of(*, positions: Floats, weights: Floats) -> Density:
    """Smooth a cloud into a density.

    Parameters
    ----------
    positions : (n, 2) array
        East and north [m]; n of at least 1, all finite.
    weights : (n,) array
        Not negative, of positive sum.

    Returns
    -------
    Density
        On `CELLS` by `CELLS` cells along the cloud's principal axes.

    Raises
    ------
    QuantityError
        Where there is no particle of positive weight.

    Notes
    -----
    Gaussian kernels. Bandwidth: silverman_1986 at the cloud's local scale, at least 25 m and half a
    cell, wider where the cloud is thin (see :mod:`estran.engine.bandwidth`).
    """
    weights = _normalised(weights)
    grid = _grid(positions, weights)
    coefficients = cosine_coefficients(masses_on_grid(cells=grid.places, weights=weights))

    def slopes(bandwidth: Floats) -> Floats:
        masses = smoothed(coefficients=coefficients, relative=bandwidth / grid.length)
        return _middle_slopes(masses, grid)

    bandwidth = at_local_scale(
        spread=grid.spread, effective_count=1.0 / float(weights @ weights), slopes=slopes
    )
    bandwidth = np.maximum(bandwidth, np.maximum(FINEST, 0.5 * grid.cell))
    first = smoothed(coefficients=coefficients, relative=bandwidth / grid.length)
    masses, at_particles = _thinly_smoothed(grid, weights, bandwidth, first)
    return Density(
        values=masses / grid.cell.prod(),
        corner=grid.corner,
        axes=grid.axes,
        cell=grid.cell,
        bandwidth=bandwidth,
        at_particles=at_particles / grid.cell.prod(),
        weights=weights,
    )


def smallest_areas(*, density: Density, shares: Sequence[float], rings: bool = True) -> list[Area]:
    """Smallest areas that hold given shares of a cloud.

    Parameters
    ----------
    density : Density
        From :func:`density_of`.
    shares : sequence of float
        Probabilities between 0 and 1, such as 0.5, 0.75, 0.95.
    rings : bool
        Whether to draw the rings too.

    Returns
    -------
    list of Area
        One for each share. On Gaussian clouds of 10,000 particles they are 2 % too large on average
        and within 5 %; small clouds give larger ones (10 % at 300).

    Raises
    ------
    QuantityError
        Where a share is not between 0 and 1.

    Notes
    -----
    Source: hyndman_1996. His edge (the density that the given share of particles exceeds) is free
    of bias but noisy; that of the smoothed map is calm but too far out, as smoothing widens the
    cloud by n^(-1/3). The edge taken is midway between them in the logarithm; where particles are
    too few for Hyndman's to lie inside that of the map, the latter.
    """
    _require_shares(shares)
    everywhere = np.sort(density.values, axis=None)[::-1]
    order = np.argsort(-density.at_particles, kind="stable")
    at_particles, weights = density.at_particles[order], density.weights[order]
    areas = []
    for share in shares:
        of_map = _edge(everywhere, everywhere, share)
        threshold = float(np.sqrt(of_map * max(of_map, _edge(at_particles, weights, share))))
        size = float((density.values >= threshold).sum() * density.cell[0] * density.cell[1])
        drawn = contour_rings(density=density, threshold=threshold) if rings else ()
        areas.append(Area(share, threshold, size, drawn))
    return areas


def contour_rings(*, density: Density, threshold: float) -> tuple[Floats, ...]:
    """Draw the closed lines on which a density equals a threshold.

    Parameters
    ----------
    density : Density
        From :func:`density_of`.
    threshold : float
        [1/m2], greater than 0.

    Returns
    -------
    tuple of (k, 2) arrays
        East and north [m]; first and last point are the same.
    """
    from contourpy import LineType, contour_generator  # noqa: PLC0415 (slow to load, and not always needed)

    # A rim of zeros closes every line, and the cloud's edge falls to nothing there in any case.
    values = np.pad(density.values, 1)
    lines = contour_generator(z=values.T, line_type=LineType.Separate).lines(threshold)
    return tuple(
        (np.asarray(line) - 0.5) * density.cell @ density.axes + density.corner for line in lines
    )


def zero_lines(values: Floats) -> tuple[Floats, ...]:
    """Draw the lines on which a field on nodes is zero.

    Parameters
    ----------
    values : (r, c) array
        Finite, of any sign.

    Returns
    -------
    tuple of (k, 2) arrays
        Row and column, as fractions of a node; closed, or open where the field ends.
    """
    from contourpy import LineType, contour_generator  # noqa: PLC0415 (slow to load, and not always needed)

    lines = contour_generator(z=values.T, line_type=LineType.Separate).lines(0.0)
    return tuple(np.asarray(line) for line in lines)


def _require_shares(shares: Sequence[float]) -> None:
    for share in shares:
        if not 0.0 < share < 1.0:
            raise QuantityError(
                "areas.share",
                f"An area was asked to hold {share:g} of the cloud; it must lie between 0 and 1.",
                share=share,
            )


def _edge(descending: Floats, masses: Floats, share: float) -> float:
    """Density down to which masses must be counted to hold a share of them."""
    held = np.cumsum(masses)
    return float(descending[np.searchsorted(held, share * held[-1])])


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """A grid around a cloud along its principal axes.

    `corner`, `axes`, `cell` as for Density; `length` of each side and `spread` of the cloud [m];
    `places` of the particles (n, 2), in cells from the centre of the first.
    """

    corner: Floats
    axes: Floats
    cell: Floats
    length: Floats
    spread: Floats
    places: Floats


def _normalised(weights: Floats) -> Floats:
    total = float(weights.sum()) if weights.size else 0.0
    if not total > 0.0:
        raise QuantityError(
            "areas.no_weight",
            "A density needs at least one particle of positive weight; there is none.",
        )
    return weights / total


def _grid(positions: Floats, weights: Floats) -> _Grid:
    centre = weights @ positions
    axes = _principal_axes(positions - centre, weights)
    places = (positions - centre) @ axes.T
    spread = np.maximum(np.sqrt(weights @ (places * places)), FINEST)
    reference = silverman_1986(spread=spread, effective_count=1.0 / float(weights @ weights))
    room = _MARGIN_BANDWIDTHS * reference
    held = places[weights > 0.0]
    low = held.min(axis=0) - room
    length = held.max(axis=0) + room - low
    cell = length / CELLS
    return _Grid(centre + low @ axes, axes, cell, length, spread, (places - low) / cell - 0.5)


def _principal_axes(offsets: Floats, weights: Floats) -> Floats:
    """Return unit vectors of the longest and the shortest spread, as rows."""
    _, vectors = np.linalg.eigh((offsets * weights[:, None]).T @ offsets)
    longest = vectors[:, 1]
    return np.array([longest, [-longest[1], longest[0]]])


def _middle_slopes(masses: Floats, grid: _Grid) -> Floats:
    """Slope of a map's logarithm along each axis, its median over the mass [1/m].

    Every fourth cell each way is enough for a median.
    """
    heights = np.log(np.maximum(masses, 1e-12 * masses.max()))
    first = np.abs(heights[2:, 1:-1] - heights[:-2, 1:-1])[::4, ::4]
    second = np.abs(heights[1:-1, 2:] - heights[1:-1, :-2])[::4, ::4]
    weights = masses[1:-1, 1:-1][::4, ::4].ravel()
    middle = [_weighted_median(one.ravel(), weights) for one in (first, second)]
    return np.array(middle) / (2.0 * grid.cell)


def _thinly_smoothed(
    grid: _Grid, weights: Floats, bandwidth: Floats, first: Floats
) -> tuple[Floats, Floats]:
    """Smooth again, wider where the first map is thin; the map, and what others add to it."""
    own = weights * grid.cell.prod() / (2.0 * np.pi * bandwidth.prod())
    others = values_at(values=first, cells=grid.places) - own
    middle = max(_weighted_median(others, weights), float(own.max()))
    factor = widening(density=np.maximum(others, own), middle=middle)
    parts = []
    for width in np.unique(factor):
        mine = factor == width
        part = masses_on_grid(cells=grid.places[mine], weights=weights[mine])
        relative = width * bandwidth / grid.length
        parts.append(damped(coefficients=cosine_coefficients(part), relative=relative))
    masses = masses_of(parts)
    others = values_at(values=masses, cells=grid.places) - own / (factor * factor)
    return masses, np.maximum(others, 0.0)


def _weighted_median(values: Floats, weights: Floats) -> float:
    order = np.argsort(values)
    held = np.cumsum(weights[order])
    return float(values[order[np.searchsorted(held, 0.5 * held[-1])]])
