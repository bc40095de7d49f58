"""What a study found about why: regions, beliefs, boxes, effects, worth of knowing. Records only.

A number that the data do not carry is a `Refused`. Differences are `doctrine` minus `reference`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from estran.lab.findings_compared import Interval, Refused, Scale

Lower = Literal["doctrine", "reference", "not_told_apart", "empty"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A parameter cut into bins.

    Attributes
    ----------
    edges : tuple of float
        In `unit`, one more than there are bins; of a switch the bins hold 0 and 1.
    switch : bool
        True where there are two values and nothing between.
    """

    parameter: str
    label: str
    unit: str
    edges: tuple[float, ...]
    switch: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Draws in one bin of each axis; `mean` and `interval` of the difference, None where empty."""

    column: int
    row: int
    draws: int
    mean: float | None
    interval: Interval | Refused
    lower: Lower


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Under which of two doctrines the outcome is lower, over two parameters.

    Attributes
    ----------
    across, up : Axis
        Columns and rows; cells come row by row.
    share : float
        Coverage of all cells together, not of each.
    """

    outcome: str
    doctrine: str
    reference: str
    across: Axis
    up: Axis
    cells: tuple[Cell, ...]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BeliefLine:
    """Expected regret of a doctrine where the mechanism is off, and where it is on.

    Between, it runs straight. `off_error` and `on_error` are standard errors.
    """

    doctrine: str
    off: float
    on: float
    off_error: float
    on_error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """Expected regret against how firmly one believes in a rival mechanism.

    Attributes
    ----------
    crossings : tuple of (float, str, str)
        Belief, 0 to 1, at which the lowest line changes: from which doctrine, to which.
    """

    outcome: str
    parameter: str
    label: str
    lines: tuple[BeliefLine, ...]
    crossings: tuple[tuple[float, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One side of a box.

    Attributes
    ----------
    low, high : float or None
        In `unit`; None where that side is open.
    chance : float
        Quasi-p value: how likely so dense a box would be if this limit did nothing.
    again : float
        Share of half samples in which this parameter was limited again.
    """

    parameter: str
    label: str
    unit: str
    kind: str
    low: float | None
    high: float | None
    chance: float
    again: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A set of conditions under which the doctrine does worse.

    Attributes
    ----------
    coverage, density : float
        Share of all cases inside, and share of cases inside, on the draws used.
    coverage_unseen, density_unseen : float
        The same on draws that the box had not seen.
    draws : int
        Inside.
    """

    limits: tuple[Limit, ...]
    coverage: float
    density: float
    coverage_unseen: float
    density_unseen: float
    draws: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """Where a doctrine is worse than the reference: draws whose difference exceeds 0.

    Attributes
    ----------
    cases : float
        Share of draws that are cases.
    box : Box or Refused
    trajectory : tuple of (float, float, int)
        Coverage, density and number of limits, peel by peel; empty where refused.
    """

    outcome: str
    doctrine: str
    reference: str
    cases: float
    box: Box | Refused
    trajectory: tuple[tuple[float, float, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one parameter moves; shares of the variance over draws, 0 to 1.

    Attributes
    ----------
    first, total : float
        First-order and total effect, of the emulator.
    total_interval : Interval
        By resampling the draws.
    binned : float
        First-order effect from the draws alone, freed from what chance gives; not negative.
    up : bool
        Whether the difference rises with the parameter.
    """

    parameter: str
    label: str
    kind: str
    first: float
    total: float
    total_interval: Interval
    binned: float
    up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tornado:
    """Effects on a contrast, largest total first.

    Attributes
    ----------
    explained : float
        Share of the variance over draws that the emulator explains on draws it had not seen.
    ceiling : float
        Share that could be explained at all; the rest is chance of the seasons.
    dependence : float
        Largest rank correlation of two parameters listed; above 0.3 shares are blurred.
    effects : tuple of Effect or Refused
    scale : Scale
        On which the variance is taken; all shares are of that scale.
    """

    outcome: str
    doctrine: str
    reference: str
    explained: float
    ceiling: float
    dependence: float
    effects: tuple[Effect, ...] | Refused
    scale: Scale = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What knowing one parameter would spare, in the outcome's unit per season.

    Attributes
    ----------
    evppi : float
        Freed from what chance gives; not negative.
    shown : bool
        Whether it exceeds what chance gives the best of all parameters in 19 of 20 cases.
    """

    parameter: str
    label: str
    kind: str
    evppi: float
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Information:
    """What to measure next, if the outcome alone decided among doctrines that break no proof.

    Attributes
    ----------
    evpi : float
        Of knowing all parameters, freed from what chance gives; not negative.
    worths : tuple of Worth or Refused
        Largest first.
    by_chance : float
        What the best of all parameters shows by chance in 1 of 20 cases.
    """

    outcome: str
    evpi: float
    by_chance: float
    worths: tuple[Worth, ...] | Refused
