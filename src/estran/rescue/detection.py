"""How likely a search finds what lies in its area: from sweep width and effort to a chance.

Pure laws of search theory, each by its own name. Where things lie is not known here.
"""

from __future__ import annotations

from math import erf, exp, isfinite, pi, sqrt
from typing import TYPE_CHECKING, Literal

from estran.errors import QuantityError

if TYPE_CHECKING:
    from collections.abc import Iterable

Law = Literal["exponential", "inverse_cube", "definite_range"]
Range = tuple[float, float]
DEFAULT_LAW: Law = "exponential"
"""For ordinary conditions and imperfect navigation; the inverse cube law needs ideal ones."""


def coverage(*, sweep_width: float, track_spacing: float) -> float:
    r"""Return the coverage of equal parallel tracks, :math:`C = W / S` [-].

    Parameters
    ----------
    sweep_width : float
        [m], not negative.
    track_spacing : float
        [m], above 0.

    Raises
    ------
    QuantityError
        Outside these ranges.

    Notes
    -----
    Source: iamsar_2, chapter 4.
    """
    _require("sweep_width", sweep_width)
    _require("track_spacing", track_spacing, above_zero=True)
    return sweep_width / track_spacing


def mean_spacing(*, speed: float, duration: float, area: float) -> float:
    r"""Return the spacing at which a searcher just fills an area [m]: :math:`S = A / (V T)`.

    With it :math:`C = W / S = W V T / A`, the effort over the area.

    Parameters
    ----------
    speed : float
        Over the ground [m/s], above 0.
    duration : float
        Spent searching [s], above 0.
    area : float
        [m2], above 0.

    Raises
    ------
    QuantityError
        Outside these ranges.

    Notes
    -----
    Source: iamsar_2, chapter 4.
    """
    for name, value in (("speed", speed), ("duration", duration), ("area", area)):
        _require(name, value, above_zero=True)
    return area / (speed * duration)


def detection(covered: float, *, law: Law = DEFAULT_LAW) -> float:
    """Return the chance that one search finds what lies in its area [-].

    Parameters
    ----------
    covered : float
        Coverage [-], not negative.
    law : {"exponential", "inverse_cube", "definite_range"}
        How detection falls off with distance, and how well tracks are kept.

    Raises
    ------
    QuantityError
        Where the coverage is negative or no number.
    """
    _require("coverage", covered)
    match law:
        case "exponential":
            return random_search(coverage=covered)
        case "inverse_cube":
            return inverse_cube(coverage=covered)
        case "definite_range":
            return definite_range(coverage=covered)


def random_search(*, coverage: float) -> float:
    r"""Return the chance of a random search, :math:`1 - e^{-C}` [-].

    Parameters
    ----------
    coverage : float
        [-], not negative.

    Notes
    -----
    Source: koopman_1946, chapter 2: tracks laid without regard to one another.
    """
    return 1.0 - exp(-coverage)


def inverse_cube(*, coverage: float) -> float:
    r"""Return the chance of perfect parallel tracks, :math:`\mathrm{erf}(\sqrt{\pi}\,C / 2)` [-].

    Parameters
    ----------
    coverage : float
        [-], not negative.

    Notes
    -----
    Source: koopman_1946, chapter 2: the instantaneous chance falls with the cube of the distance.
    """
    return erf(0.5 * sqrt(pi) * coverage)


def definite_range(*, coverage: float) -> float:
    r"""Return the chance of one who sees all within half a width and nothing beyond [-].

    Parameters
    ----------
    coverage : float
        [-], not negative.

    Notes
    -----
    Source: koopman_1946, chapter 2. Nobody sees like that; it bounds the others from above.
    """
    return min(coverage, 1.0)


def lateral_inverse_cube(*, distance: float, sweep_width: float) -> float:
    r"""Return the chance that one straight pass finds what lies at a distance from its track [-].

    .. math:: p(x) = 1 - \exp\left(-W^2 / (4 \pi x^2)\right)

    Parameters
    ----------
    distance : float
        Of the closest approach [m], to either side.
    sweep_width : float
        [m], not negative; the integral of the chance over all distances.

    Raises
    ------
    QuantityError
        Where the width is negative or no number.

    Notes
    -----
    Source: koopman_1946, chapter 2.
    """
    _require("sweep_width", sweep_width)
    if distance == 0.0:
        return 1.0 if sweep_width > 0.0 else 0.0
    return 1.0 - exp(-((sweep_width / distance) ** 2) / (4.0 * pi))


def cumulative_detection(chances: Iterable[float]) -> float:
    r"""Return the chance that at least one of several searches finds it, :math:`1-\prod(1-p_i)`.

    Parameters
    ----------
    chances : iterable of float
        Of each search [-], 0 to 1, independent of one another.

    Raises
    ------
    QuantityError
        Where one lies outside 0 to 1.

    Notes
    -----
    Source: iamsar_2, chapter 4.
    """
    missed = 1.0
    for chance in chances:
        _require("chance", chance, most=1.0)
        missed *= 1.0 - chance
    return 1.0 - missed


def _require(
    name: str, value: float, *, above_zero: bool = False, most: float = float("inf")
) -> None:
    """Refuse what is no number, negative, too large, or zero where that has no meaning."""
    if isfinite(value) and 0.0 <= value <= most and not (above_zero and value == 0.0):
        return
    raise QuantityError(
        "search.quantity",
        f"{name.replace('_', ' ')} is {value:g}: a search needs a number "
        f"{'above 0' if above_zero else 'that is not negative'}"
        f"{'' if most == float('inf') else f' and at most {most:g}'}.",
        name=name.replace("_", " "),
        value=f"{value:g}",
    )
