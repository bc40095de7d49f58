"""The place of two reports: one drifted on to the time of the other, and the other looked up in it.

Both places are uncertain. Nothing drifts backwards: of two reports the earlier one drifts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.assess.likeness_evidence import bounded
from estran.quantities.units import KILOMETRE

if TYPE_CHECKING:
    from estran.assess.drifted_cloud import Bodies, DriftedCloud
    from estran.quantities.arrays import Bools, Floats
    from estran.sources.assumptions import AssumptionBook

SOURCES = (
    *("allen_2005", "breivik_allen_2008", "osm", "salmon_2011", "silverman_1986"),
    *("stream_model_v3c", "ticon4_2025"),
)
FEWEST = 20  # particles of one status that get a shape of their own; fewer share one
_LEAST = 1e-300


@dataclass(frozen=True, slots=True)
class Place:
    """A position on the plane with its error per axis [m]."""

    x: float
    y: float
    sd: float


@dataclass(frozen=True, slots=True)
class Found:
    """Where a position lies in a cloud: ratio, and distances [m] from the cloud's middle.

    Attributes
    ----------
    ratio : float
        Same boat against another boat.
    distance : float
        Of the position from the middle of the cloud.
    half : float
        Within which half of the cloud lies.
    """

    ratio: float
    distance: float
    half: float


def look_up(cloud: DriftedCloud, *, time: float, place: Place, book: AssumptionBook) -> Found:
    r"""Look a position up in a cloud.

    Parameters
    ----------
    cloud : DriftedCloud
        Of the earlier report.
    time : float
        Of the later report [s since the start of the cloud].
    place : Place
        Of the later report.
    book : AssumptionBook
        Notes what is assumed.

    Notes
    -----
    :math:`p(x \mid \text{same})` is a sum of Gaussian kernels over the particles; their variance
    is that of the position plus the usual bandwidth for the shape of the particles of one status.
    Another boat lies anywhere in the sea where boats are found, or sails in company: in the same
    cloud, spread by a distance. So the ratio falls with the distance, to the probability that a
    position is wrong. Source: silverman_1986, section 4.3.2.
    """
    bodies = cloud.people_at(time)
    same, company = _densities(bodies, place, book)
    if cloud.parted:
        share = book.value("likeness_hull_share")
        hull = _densities(cloud.hulls_at(time), place, book)
        same = (1.0 - share) * same + share * hull[0]
        company = (1.0 - share) * company + share * hull[1]
    together = book.value("likeness_company_share")
    anywhere = 1.0 / (book.value("likeness_sea_area") * KILOMETRE**2)
    other = together * company + (1.0 - together) * anywhere
    ratio = bounded(same / other, wrong=book.value("likeness_position_wrong"))
    return Found(ratio, *_from_middle(bodies, place))


def density(bodies: Bodies, *, place: Place, spread: float) -> float:
    """Return the probability of a position per square metre, if it is one of these bodies.

    Parameters
    ----------
    bodies : Bodies
        Where they are.
    place : Place
        The position with its own error.
    spread : float
        Added to its error, one standard deviation per axis [m].
    """
    if not len(bodies.position):
        return 0.0
    variance = place.sd**2 + spread**2
    offset = bodies.position - (place.x, place.y)
    total = sum(_kernels(offset[group], variance) for group in _groups(bodies))
    return total / bodies.released


def _densities(bodies: Bodies, place: Place, book: AssumptionBook) -> tuple[float, float]:
    """Return the density of the position in the cloud, and in company with it [1/m2]."""
    apart = book.value("likeness_company_distance")
    return density(bodies, place=place, spread=0.0), density(bodies, place=place, spread=apart)


def _groups(bodies: Bodies) -> list[Bools]:
    """Return marks of the particles of each status; those too few for a shape make one group."""
    marks = [np.asarray(bodies.status == one) for one in np.unique(bodies.status)]
    many = [mark for mark in marks if mark.sum() >= FEWEST]
    rest = np.ones(len(bodies.status), dtype=np.bool_)
    for mark in many:
        rest &= ~mark
    return [*many, rest] if rest.any() else many


def _kernels(offset: Floats, variance: float) -> float:
    """Sum of the kernels of some particles at the origin [1/m2], their shape taken as Gaussian."""
    east, north, both = _shape(offset) if len(offset) >= FEWEST else (0.0, 0.0, 0.0)
    narrow = len(offset) ** (-1.0 / 3.0)  # in two dimensions: n to the power -1/6, squared
    east, north, both = narrow * east + variance, narrow * north + variance, narrow * both
    determinant = max(east * north - both**2, _LEAST)
    x, y = offset[:, 0], offset[:, 1]
    form = (north * x**2 - 2.0 * both * x * y + east * y**2) / determinant
    return float(np.exp(-0.5 * form).sum() / (2.0 * np.pi * np.sqrt(determinant)))


def _from_middle(bodies: Bodies, place: Place) -> tuple[float, float]:
    if not len(bodies.position):
        return float("inf"), float("inf")
    middle = bodies.position.mean(axis=0)
    spread = np.hypot(*(bodies.position - middle).T)
    return float(np.hypot(place.x - middle[0], place.y - middle[1])), float(np.median(spread))


def _shape(offset: Floats) -> tuple[float, float, float]:
    """Variances to the east and to the north, and their covariance [m2]."""
    x, y = (offset - offset.mean(axis=0)).T
    fewer = len(offset) - 1
    return float((x @ x) / fewer), float((y @ y) / fewer), float((x @ y) / fewer)
