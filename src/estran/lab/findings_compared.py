"""What a study found when it compared doctrines: counts, differences, regret. Records only.

A number that the data do not carry is a `Refused`. Differences are `doctrine` minus `reference`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Why = Literal[
    "few_draws",  # have, need: draws that count (effective)
    "few_seasons",  # have, need: seasons in a draw
    "poor_fit",  # have, need: cross-validated share of variance explained
    "no_spread",  # what parameters move drowns in chance of seasons: have, need: its spread
    "nearly_all_alike",  # have, need: share of draws that are cases
    "no_box_holds",  # have, need: density on draws not used, and what chance gives
    "few_dates",  # have, need: placebo dates
    "none_seen",  # have: seasons, none of which shows any; need: one in so many still might
    "few_show",  # have: share of draws that show any; need: what an interval would take
    "not_varied",  # no draw varied this
    "too_many_seasons",  # the difference is too small: have, need: seasons
]
Headline = Literal[
    "breach",  # one of the two breaks a proof: shown, never ranked
    "no_direction",  # nobody here says what is better
    "not_told_apart",  # more seasons are needed: see `Advice`
    "assumption",  # more than half of its variance comes from assumed parameters
    "share_unknown",  # it cannot be told how much comes from assumed parameters
    "depends",  # told apart, but the sign depends on the parameters
    "fewer",  # fewer under `doctrine` than under `reference`
    "more",
]
Scale = Literal[
    "counted",  # as counted
    "signed_log",  # logarithm of one more than the size, with its sign
    "rank",  # place among all seasons
]
Metric = Literal[
    "maximin", "minimax_regret", "percentile_90_regret", "laplace", "hurwicz", "starr_domain"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A number that is not given because the data do not carry it.

    Attributes
    ----------
    have, need : float
        What there was, and what would be enough, in what `why` counts.
    """

    why: Why
    have: float
    need: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From `low` to `high`; `share` is the stated coverage, such as 0.9."""

    low: float
    high: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How much the study rests on.

    Attributes
    ----------
    draws, seasons_per_draw, lanes : int
        As run; every doctrine met the same lanes.
    effective_draws : float
        What the weighted draws are worth (kong_1992); `draws` where weights are equal.
    poor : bool
        True where `effective_draws` is below `needed_draws`: intervals over parameters are refused.
    """

    draws: int
    seasons_per_draw: int
    lanes: int
    effective_draws: float
    needed_draws: int
    poor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a doctrine may be ranked: only where it breaks no proof."""

    doctrine: str
    breaches: tuple[str, ...]
    ranked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One outcome of one doctrine, per season, in the outcome's unit.

    Attributes
    ----------
    mean : float
        Over seasons and weighted draws.
    monte_carlo : Interval or Refused
        Where the mean would lie with other seasons on the same draws: shrinks with more seasons.
    parameters : Interval or Refused
        Where the mean of one draw lies, freed from chance of seasons: shrinks only by knowledge.
    season : Interval
        Where a single season lies, chance and parameters together.
    share_from_parameters : float or Refused
        Of the variance of single seasons, 0 to 1; the rest is chance of the season.
    """

    outcome: str
    doctrine: str
    mean: float
    monte_carlo: Interval | Refused
    parameters: Interval | Refused
    season: Interval
    share_from_parameters: float | Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class KindShares:
    """From which kind of parameter the variance of a contrast comes; 0 to 1, together 1.

    Attributes
    ----------
    measured, rival, assumed : float
        Shares of the variance over draws that the emulator explains. Whatever an assumed parameter
        takes part in counts as assumed; of the rest, whatever a rival mechanism takes part in.
    explained : float
        Share of the signal that the emulator explains, on draws it had not seen.
    assumed_low, assumed_high : float
        If nothing, or all, of what is not explained came from assumed parameters.
    scale : Scale
        On which the variance is taken; all shares are of that scale.
    """

    measured: float
    rival: float
    assumed: float
    explained: float
    assumed_low: float
    assumed_high: float
    scale: Scale = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """`doctrine` minus `reference` in the same seasons, per season.

    Attributes
    ----------
    monte_carlo, parameters : Interval or Refused
        As for `Count`, of the difference.
    seasons_more, seasons_equal, seasons_fewer : float
        Shares of seasons, each compared with itself under the other doctrine; together 1.
    draws_more : float or Refused
        Share of draws whose mean is higher under `doctrine`.
    gain : float or None
        How many times fewer seasons were needed because both met the same ones; None where either
        does not vary.
    kinds : KindShares or Refused or None
        None where it was not asked for (outcomes without a direction).
    """

    outcome: str
    doctrine: str
    reference: str
    mean: float
    monte_carlo: Interval | Refused
    parameters: Interval | Refused
    seasons_more: float
    seasons_equal: float
    seasons_fewer: float
    draws_more: float | Refused
    gain: float | None
    kinds: KindShares | Refused | None
    headline: Headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """A difference in deaths in two parts that add up: fewer who left, or less risk for who left.

    Attributes
    ----------
    through_numbers, through_risk : float
        Deaths per season.
    risk_doctrine, risk_reference : float
        Deaths per 1,000 who left.
    """

    doctrine: str
    reference: str
    through_numbers: float
    through_risk: float
    risk_doctrine: float
    risk_reference: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """One doctrine by several robustness metrics, which may well disagree.

    Attributes
    ----------
    values : mapping of metric to float
        In the outcome's unit, lower is better; of ``starr_domain`` the share of draws within the
        threshold, higher is better.
    ranks : mapping of metric to int
        1 is best; equal values share a rank.
    mean_regret : float
        Over draws.
    """

    doctrine: str
    values: Mapping[Metric, float]
    ranks: Mapping[Metric, int]
    mean_regret: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RegretTable:
    """Regret over draws: how much more than under the best doctrine of that draw.

    Attributes
    ----------
    rows : tuple of Robustness
        Of doctrines that break no proof, in the order of the study.
    left_out : tuple of str
        Doctrines that break one.
    threshold : float
        Of the domain criterion: the reference's mean.
    by_chance : mapping of metric to float
        What ``minimax_regret`` and ``percentile_90_regret`` would show if all doctrines were alike.
    agree : bool
        Whether all metrics name the same best doctrine.
    """

    outcome: str
    rows: tuple[Robustness, ...]
    left_out: tuple[str, ...]
    threshold: float
    by_chance: Mapping[Metric, float]
    agree: bool
