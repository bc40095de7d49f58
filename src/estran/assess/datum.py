"""Datum, total probable error and search box of a cloud, as search planners draw them.

Point datum where the boat drifts; line datum where it may still be under way. Plane, metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats

# Half of a circular normal distribution lies within this many standard deviations: sqrt(2 ln 2).
PROBABLE_ERROR = float(np.sqrt(2.0 * np.log(2.0)))
LINE_SHARE = (0.05, 0.95)  # the datum line runs between these quantiles along the cloud


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchErrors:
    """Probable errors [m]: initial position X, search craft Y, and the optimal search factor."""

    position: float
    search_craft: float
    safety_factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DatumGeometry:
    """A datum in the plane: points (1 or 2, 2), box (4, 2) clockwise, errors [m]."""

    points: Floats
    box: Floats
    drift_error: float
    total_probable_error: float
    search_radius: float
    box_holds: float


def probable_error(*, sd: float) -> float:
    """Return the radius that holds half of a circular normal cloud of spread `sd` [m]."""
    return PROBABLE_ERROR * sd


def total_probable_error(*, position: float, drift: float, search_craft: float) -> float:
    r"""Return :math:`E = \sqrt{X^2 + D_e^2 + Y^2}` [m].

    Source: iamsar_2, total probable error of position.
    """
    return float(np.sqrt(position**2 + drift**2 + search_craft**2))


def point_datum(*, cloud: Floats, weights: Floats, errors: SearchErrors) -> DatumGeometry:
    """Return the mean of the cloud with a north-up square box around it.

    Parameters
    ----------
    cloud : (n, 2) array
        Positions in the plane [m].
    weights : (n,) array
        Summing to one.
    errors : SearchErrors
        What is added to the drift.
    """
    centre = weights @ cloud
    spread = _weighted_quantile(np.hypot(*(cloud - centre).T), weights, 0.5)
    return _geometry(
        points=centre[None, :],
        axis=np.array([0.0, 1.0]),
        spread=spread,
        weighted=(cloud, weights),
        errors=errors,
    )


def line_datum(*, cloud: Floats, weights: Floats, errors: SearchErrors) -> DatumGeometry:
    """Return the line along the cloud's main axis, with a box around it.

    Parameters
    ----------
    cloud : (n, 2) array
        Positions in the plane [m].
    weights : (n,) array
        Summing to one.
    errors : SearchErrors
        What is added to the drift.
    """
    centre = weights @ cloud
    axis = main_axis(cloud=cloud, weights=weights)
    along = (cloud - centre) @ axis
    across = np.abs((cloud - centre) @ np.array([-axis[1], axis[0]]))
    ends = [_weighted_quantile(along, weights, share) for share in LINE_SHARE]
    return _geometry(
        points=np.array([centre + end * axis for end in ends]),
        axis=axis,
        spread=_weighted_quantile(across, weights, 0.5),
        weighted=(cloud, weights),
        errors=errors,
    )


def main_axis(*, cloud: Floats, weights: Floats) -> Floats:
    """Return the unit vector (2,) of the cloud's greatest spread, pointing to the north half."""
    centred = cloud - weights @ cloud
    covariance = (centred * weights[:, None]).T @ centred
    angle = 0.5 * np.arctan2(2.0 * covariance[0, 1], covariance[0, 0] - covariance[1, 1])
    axis = np.array([np.cos(angle), np.sin(angle)])
    return axis if axis[1] >= 0.0 else -axis


def _geometry(
    *,
    points: Floats,
    axis: Floats,
    spread: float,
    weighted: tuple[Floats, Floats],
    errors: SearchErrors,
) -> DatumGeometry:
    drift = float(np.sqrt(max(spread**2 - errors.position**2, 0.0)))
    total = total_probable_error(
        position=errors.position, drift=drift, search_craft=errors.search_craft
    )
    radius = total * errors.safety_factor
    box, half = _box(points, axis, radius)
    return DatumGeometry(
        points=points,
        box=box,
        drift_error=drift,
        total_probable_error=total,
        search_radius=radius,
        box_holds=_share_inside(weighted, points.mean(axis=0), axis, half),
    )


def _box(points: Floats, axis: Floats, radius: float) -> tuple[Floats, tuple[float, float]]:
    """Return the corners, clockwise, and half the length along and across the axis."""
    half_along = 0.5 * float(np.hypot(*(points[-1] - points[0]))) + radius
    right = np.array([axis[1], -axis[0]])
    along, across = half_along * axis, radius * right
    middle = points.mean(axis=0)
    corners = [along - across, along + across, -along + across, -along - across]
    return np.array([middle + corner for corner in corners]), (half_along, radius)


def _share_inside(
    weighted: tuple[Floats, Floats], middle: Floats, axis: Floats, half: tuple[float, float]
) -> float:
    cloud, weights = weighted
    offset = cloud - middle
    along = np.abs(offset @ axis) <= half[0]
    across = np.abs(offset @ np.array([axis[1], -axis[0]])) <= half[1]
    return float(min(weights[along & across].sum(), 1.0))


def _weighted_quantile(values: Floats, weights: Floats, share: float) -> float:
    order = np.argsort(values, kind="stable")
    reached = np.searchsorted(np.cumsum(weights[order]), share)
    return float(values[order][min(int(reached), len(values) - 1)])
