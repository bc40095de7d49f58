"""Everything a study found, as plain records for a report to put in words. No sentence stands here.

There is no single score, no weight across outcomes and nothing finer than four coast cells.
`lab.analysis` builds these; import them all from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from estran.lab.findings_compared import (
    Contrast,
    Count,
    Exposure,
    Headline,
    Interval,
    KindShares,
    Metric,
    Refused,
    RegretTable,
    Robustness,
    Sampling,
    Scale,
    Standing,
    Why,
)
from estran.lab.findings_explored import (
    Axis,
    Belief,
    BeliefLine,
    Box,
    Cell,
    Discovery,
    Effect,
    Information,
    Limit,
    Lower,
    Region,
    Tornado,
    Worth,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.lab.design import Design

__all__ = [
    "Advice",
    "Attribution",
    "Axis",
    "Belief",
    "BeliefLine",
    "Binding",
    "Box",
    "Burden",
    "Cell",
    "Check",
    "Contrast",
    "Count",
    "Discovery",
    "Effect",
    "Exposure",
    "Findings",
    "Headline",
    "History",
    "Identified",
    "Information",
    "Interval",
    "KindShares",
    "Limit",
    "Lower",
    "Metric",
    "Placebo",
    "Reason",
    "Refused",
    "Region",
    "RegretTable",
    "Robustness",
    "Sampling",
    "Scale",
    "Standing",
    "Tail",
    "Tornado",
    "Why",
    "Worth",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """The worst of a doctrine's seasons.

    Attributes
    ----------
    any_day_of_ten : float
        Share of seasons with a day of ten deaths or more.
    interval : Interval
        Of that share; never from 0 to 0, however few the seasons.
    worst_days : tuple of (float, float)
        Quantile (0.5, 0.9, 0.95, 0.99) and deaths on the worst day of a season; quantiles that
        fewer than five seasons lie beyond are left out.
    exceedance : tuple of (int, float)
        Deaths in a season, and share of seasons with at least so many.
    """

    doctrine: str
    any_day_of_ten: float
    interval: Interval
    worst_days: tuple[tuple[float, float], ...]
    exceedance: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """Who bears what under a doctrine: one count of harm, or one coast cell's share of launches.

    Attributes
    ----------
    key : str
        An outcome of `lab.outcomes`, or ``launches_<cell>``.
    mean : float
        Per season.
    share : float or None
        Of all deaths, of deaths; of all launches, of a cell; else None. None where there are none.
    change : float or None
        Mean minus that under the reference; None for the reference itself.
    """

    doctrine: str
    key: str
    mean: float
    share: float | None
    change: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A rule or a fact, and decisions per season on which it alone stood in the way.

    Attributes
    ----------
    share : float
        Of the times that the option was asked for, 0 to 1.
    interval : Interval or Refused
        Of the decisions per season, over seasons on the same draws.
    """

    name: str
    decisions: float
    share: float
    interval: Interval | Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What binds an option under a doctrine.

    Attributes
    ----------
    asked, permitted : float
        Decisions per season.
    rules : tuple of Reason
        Rules that alone stood in the way, most often first.
    unknowns : tuple of Reason
        Facts that, unknown, settled the decision, most often first.
    """

    doctrine: str
    option: str
    asked: float
    permitted: float
    rules: tuple[Reason, ...]
    unknowns: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """How many more seasons would tell a doctrine from the reference, per doctrine.

    Attributes
    ----------
    seasons : int
        As run, in all draws together.
    more : int or Refused
        For a difference as large as the one seen; 0 where told apart already. A difference not
        told apart is itself uncertain, and so is this number.
    more_for_one : int
        For a difference of one unit of the outcome per season.
    """

    outcome: str
    doctrine: str
    reference: str
    seasons: int
    more: int | Refused
    more_for_one: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One figure of history beside the model, through the same counting.

    Attributes
    ----------
    observed : float
        In `unit`.
    modelled : Interval
        Posterior predictive.
    inside : bool
        Whether the interval holds what was observed.
    held_out : bool
        True where the figure was not used for fitting.
    """

    key: str
    label: str
    unit: str
    observed: float
    modelled: Interval
    inside: bool
    held_out: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """What history says about one parameter.

    Attributes
    ----------
    spread : float
        Posterior spread over prior spread: near 1 where history says nothing.
    told : str
        As `lab.calibration` says it.
    """

    parameter: str
    label: str
    kind: str
    spread: float
    told: Literal["identified", "narrowed", "not identified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placebo:
    """How often the stated interval held at dates on which nothing changed.

    Attributes
    ----------
    stated : float
        Coverage as stated, such as 0.9.
    held, dates : int
        At how many of how many dates it held.
    interval : Interval
        Of the true coverage.
    holds : bool
        Whether `interval` reaches `stated`.
    """

    stated: float
    held: int
    dates: int
    interval: Interval
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The share of a fall that may be laid at a doctrine's door.

    Attributes
    ----------
    fall : float
        From one period to the next, observed, in `unit`.
    share : Interval or Refused
        Of the fall; below 0 means that the doctrine worked against it.
    identified : bool
        False where the interval holds both none (0) and all (1), or is wider than 1, or cannot
        be given: then the report prints "not identified".
    """

    key: str
    period: str
    unit: str
    fall: float
    share: Interval | Refused
    identified: bool
    placebo: Placebo | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """How the model stands beside history; from `lab.calibration`."""

    checks: tuple[Check, ...]
    identified: tuple[Identified, ...]
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that a report shows.

    Attributes
    ----------
    design : Design
        Question, doctrines, who chose them, what is left out; the first doctrine is the reference.
    manifest : mapping
        As written before the first season ran.
    counts : tuple of Count
        Every outcome of every doctrine, doctrine by doctrine.
    contrasts : tuple of Contrast
        Every outcome of every doctrine against the reference.
    pairs : tuple of Contrast
        All other pairs, for the outcomes of which fewer are better.
    """

    design: Design
    manifest: Mapping[str, Any]
    sampling: Sampling
    standings: tuple[Standing, ...]
    counts: tuple[Count, ...]
    contrasts: tuple[Contrast, ...]
    pairs: tuple[Contrast, ...]
    exposures: tuple[Exposure, ...]
    regrets: tuple[RegretTable, ...]
    regions: tuple[Region, ...]
    beliefs: tuple[Belief, ...]
    discoveries: tuple[Discovery, ...]
    tornados: tuple[Tornado, ...]
    information: tuple[Information, ...]
    tails: tuple[Tail, ...]
    burdens: tuple[Burden, ...]
    bindings: tuple[Binding, ...]
    advice: tuple[Advice, ...]
    history: History | None = None
