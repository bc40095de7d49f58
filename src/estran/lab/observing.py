"""What of a season would be counted, with its error, and moments that history is compared by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.lab.conditions import QUARTERS, month_of, quarter_of
from estran.lab.outcomes import MOMENTS, OUTCOMES
from estran.lab.settled import settled
from estran.quantities.hashed_draws import things

if TYPE_CHECKING:
    from estran.lab.coast import Coast
    from estran.lab.lanes import Lanes
    from estran.lab.tally import Tally
    from estran.quantities.arrays import Floats

TODAY = ("deaths_today", "boats_today", "met_today", "embarked_today")
MANY = 10
"""Deaths of a day from which it is counted among the worst."""
TOP_SHARE = 0.1
INSIDE = ("deaths_today", "boats_today", "met_today", "embarked_today", "landed_before", "active")


def start_of_season(tally: Tally) -> None:
    """Set out the columns that grow day by day."""
    for name in (*OUTCOMES, *MOMENTS, *TODAY, "landed_before", "active"):
        tally.sums[name] = np.zeros(tally.count)


def watch_day(coast: Coast, tally: Tally) -> None:
    """Count a day as it would be seen from outside, and clear what belongs to the day alone."""
    boats = tally.of("boats_today")
    crossing = boats > 0
    before = tally.of("active") > 0
    tally.plus("crossing_days", crossing)
    tally.plus(f"crossing_days_{QUARTERS[quarter_of(coast.day)]}", crossing)
    for name, where in (("p11", before), ("p01", ~before)):
        tally.plus(f"{name}_den", where)
        tally.plus(f"{name}_num", where & crossing)
    tally.plus("boats_sum", boats)
    tally.plus("boats_squares", boats**2)
    tally.plus(f"boats_month_{month_of(coast.day) + 1:02d}", boats)
    _keep_day(tally)
    dead = tally.of("deaths_today")
    tally.sums["worst_day_deaths"] = np.maximum(tally.of("worst_day_deaths"), dead)
    tally.plus("days_ten_deaths", dead >= MANY)
    tally.sums["active"] = crossing.astype(np.float64)
    for name in TODAY:
        tally.sums[name] = np.zeros(tally.count)


def _keep_day(tally: Tally) -> None:
    """Keep the people who landed on each day, for the share of the busiest days."""
    landed = tally.of("landings") - tally.of("landed_before")
    tally.sums["landed_before"] = tally.of("landings").copy()
    tally.days.append(np.stack([landed, tally.of("boats_today")]))


def season_moments(tally: Tally) -> None:
    """Turn sums of days into the moments of the season; NaN where a season has no such days."""
    days = tally.of("crossing_days")
    mean = _ratio(tally.sums.pop("boats_sum"), days)
    squares = _ratio(tally.sums.pop("boats_squares"), days)
    tally.sums["boats_mean"], tally.sums["boats_var"] = mean, np.maximum(squares - mean**2, 0.0)
    landed, boats = np.array(tally.days).transpose(1, 0, 2)
    tally.sums["top_ten_share"] = _top_share(landed)
    tally.sums["load_sd"] = _load_spread(landed, boats)
    tally.sums["load_mean"] = _ratio(tally.of("landings"), tally.of("boats_landed"))
    tally.sums["displaced"] = _ratio(tally.of("displaced"), tally.of("launches"))
    for name in INSIDE:
        del tally.sums[name]


def observe(lanes: Lanes, tally: Tally) -> None:
    """Add what would be counted: all landings, stops by an interested party, part of deaths."""
    drawn = things(lanes.seed, lanes.numbers)
    noise = np.exp(settled("count_noise") * drawn.normals("lab.count stopped"))
    given = lanes.parameters
    tally.sums["observed_arrivals"] = tally.of("landings").copy()
    tally.sums["observed_boats"] = tally.of("boats_landed").copy()
    tally.sums["observed_stopped"] = tally.of("stopped") * given["stop_overcount"] * noise
    tally.sums["observed_stop_events"] = tally.of("boats_stopped") * given["stop_events"] * noise
    tally.sums["observed_deaths"] = np.rint(tally.of("deaths") * given["death_count"])


def _load_spread(landed: Floats, boats: Floats) -> Floats:
    """Return the spread of daily mean loads, each day weighted by its boats, shape (lanes,)."""
    load = np.nan_to_num(_ratio(landed, boats))
    mean = _ratio(_summed(boats * load), boats.sum(axis=0))
    return np.sqrt(_ratio(_summed(boats * (load - mean) ** 2), boats.sum(axis=0)))


def _summed(values: Floats) -> Floats:
    """Return sums over days, shape (lanes,), to the byte the same however many lanes there are."""
    added: Floats = np.cumsum(values, axis=0)[-1]  # `sum` adds one lane alone in another order
    return added


def _top_share(landed: Floats) -> Floats:
    """Return the share of people who landed on the busiest tenth of all days, shape (lanes,)."""
    count = max(1, round(landed.shape[0] * TOP_SHARE))
    busiest = -np.sort(-landed, axis=0)[:count].sum(axis=0)
    return _ratio(busiest, landed.sum(axis=0))


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.where(whole > 0, part / np.maximum(whole, 1e-300), np.nan)
