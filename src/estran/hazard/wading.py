"""Can a person keep their feet in moving water? Published criteria of floods, one function each.

What waves add stands in wading_waves.py. All of these were measured in steady flow, on firm ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from estran.hazard.limits import limit
from estran.hazard.validity import known_where, within

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats

KARVONEN = {"good": (0.006, 0.3), "normal": (0.004, 0.2), "poor": (0.002, 0.1)}
Grades = tuple[tuple[float, int], ...]
ADULT_GRADES: Grades = ((0.6, 1), (0.8, 2), (1.2, 3))  # upper edge [m2/s] and grade
CHILD_GRADES: Grades = ((0.4, 1), (0.6, 3))
FLOATING = 1.2  # m: deeper, a clothed adult floats or swims


class FlowHazard(IntEnum):
    """Grade of a flow for one kind of person, after cox_shand_blacka_2010."""

    LOW = 1
    MODERATE = 2
    SIGNIFICANT = 3
    EXTREME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wader:
    """What one kind of person stands: flow [m2/s], depth [m] and speed [m/s] not to be exceeded."""

    key: str
    flow: float
    depth: float
    speed: float


def trained_officer() -> Wader:
    """Return the limits of a trained and equipped safety worker."""
    return _wader("trained_officer", flow="wading_flow_trained", depth="wading_depth_adult")


def exhausted_adult() -> Wader:
    """Return the limits of an exhausted or unwell adult: the flow limit of a child."""
    return _wader("exhausted_adult", flow="wading_flow_exhausted", depth="wading_depth_adult")


def child() -> Wader:
    """Return the limits of a child of 25 to 50 m kg; smaller ones are unsafe in any flow."""
    return _wader("child", flow="wading_flow_child", depth="wading_depth_child")


def _wader(key: str, *, flow: str, depth: str) -> Wader:
    return Wader(key=key, flow=limit(flow), depth=limit(depth), speed=limit("wading_speed"))


def abt_1989(*, height: Floats, mass: Floats) -> Floats:
    r"""Return depth times speed at which a person loses their footing [m2/s].

    .. math:: (h v)_c = 0.0929\,(e^{0.001906\,L m + 1.09})^2

    Parameters
    ----------
    height : array
        Of the person [m], 1.5 to 2.0.
    mass : array
        Of the person [kg], 40 to 95.

    Returns
    -------
    array
        NaN outside these ranges, and where the product leaves that of the tests, 0.71 to 2.13.

    Notes
    -----
    Source: abt_1989, in the metric form of jonkman_penning_rowsell_2008: twenty healthy adults with
    safety lines in a flume. The ranges of height and mass are recalled, not looked up.
    """
    critical = 0.0929 * np.square(np.exp(0.001906 * height * mass + 1.09))
    valid = within(height, low=1.5, high=2.0) & within(mass, low=40.0, high=95.0)
    return known_where(valid & within(critical, low=0.71, high=2.13), values=critical)


def jonkman_penning_rowsell_2008_slip(*, depth: Floats) -> Floats:
    r"""Return the speed at which one trained man began to slip [m/s]: :math:`h v^2 = 1.22`.

    Parameters
    ----------
    depth : array
        [m], 0.25 to 1.2; NaN outside.

    Notes
    -----
    Source: jonkman_penning_rowsell_2008: one stuntman, so a value and not a limit for others.
    """
    return np.sqrt(1.22 / known_where(within(depth, low=0.25, high=FLOATING), values=depth))


def jonkman_penning_rowsell_2008_topple(*, depth: Floats) -> Floats:
    """Return the speed at which that man would topple [m/s]: depth times speed 1.3 m2/s.

    Parameters
    ----------
    depth : array
        [m], 0.25 to 1.2; NaN outside.

    Notes
    -----
    Source: jonkman_penning_rowsell_2008.
    """
    return 1.3 / known_where(within(depth, low=0.25, high=FLOATING), values=depth)


def karvonen_2000(*, height_mass: Floats, conditions: str) -> Floats:
    """Return depth times speed at which a person loses stability or manoeuvre [m2/s].

    Parameters
    ----------
    height_mass : array
        Height times mass [m kg], 70 to 190; NaN outside.
    conditions : str
        ``good``, ``normal`` or ``poor``: light, bed, clothing, state of the person. Any other word
        gives NaN.

    Notes
    -----
    Source: karvonen_2000, the RESCDAM trials: seven persons in a basin. The range of height times
    mass is recalled, not looked up.
    """
    slope, offset = KARVONEN.get(conditions, (np.nan, np.nan))
    valid = within(height_mass, low=70.0, high=190.0)
    return known_where(valid, values=slope * height_mass + offset)


def cox_shand_blacka_2010(*, depth: float, speed: float, height_mass: float) -> FlowHazard | None:
    """Return the grade of a steady flow for a person; None where it is unknown.

    Parameters
    ----------
    depth, speed : float
        Of the water [m], [m/s], not negative.
    height_mass : float
        Height times mass of the person [m kg], up to 200. Above 50 an adult, 25 to 50 a child,
        below 25 a small child or a frail person, for whom any flow is extreme.

    Notes
    -----
    Source: cox_shand_blacka_2010. Beyond the limiting depth or speed any flow is extreme. The work
    gives children one step between 0.4 and 0.6 m2/s, called significant here.
    """
    if not (depth >= 0.0 and speed >= 0.0 and 0.0 < height_mass <= 200.0):
        return None
    flow = depth * speed
    if height_mass > 50.0:
        edges, deepest = ADULT_GRADES, limit("wading_depth_adult")
    elif height_mass >= 25.0:
        edges, deepest = CHILD_GRADES, limit("wading_depth_child")
    else:
        return FlowHazard.LOW if flow == 0.0 and depth == 0.0 else FlowHazard.EXTREME
    if depth > deepest or speed > limit("wading_speed"):
        return FlowHazard.EXTREME
    return FlowHazard(next((grade for edge, grade in edges if flow < edge), 4))


def defra_fd2320(*, depth: Floats, speed: Floats, debris: Floats) -> Floats:
    """Return the flood hazard rating: depth times (speed + 0.5), and a debris factor.

    Below 0.75 low; to 1.25 a danger to some, to 2.0 to most, above to all.

    Parameters
    ----------
    depth, speed : array
        [m], 0 to 5, and [m/s], 0 to 5.
    debris : array
        0, 0.5 or 1 [-]; NaN outside these ranges.

    Notes
    -----
    Source: defra_fd2320. Its unit mixes; it is a rating for flooded land.
    """
    valid = within(depth, low=0.0, high=5.0) & within(speed, low=0.0, high=5.0)
    valid &= within(debris, low=0.0, high=1.0)
    return known_where(valid, values=depth * (speed + 0.5) + debris)
