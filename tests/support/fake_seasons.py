"""A cheap stand-in for simulated seasons whose truth is known: what history can tell is exact.

Boats follow `level`; the dead follow the product of `risk` and `exposure`, so that only the
product can be told; `idle` decides nothing.
"""

from __future__ import annotations

import numpy as np

from estran.lab.calibration.targets import aims, parse_targets
from estran.lab.history import Series
from estran.lab.parameters import Parameter
from estran.quantities.hashed_draws import things

SUPPLY = {2022: 1.6, 2023: 0.9, 2024: 1.0, 2025: 0.95}
TARGETS = """
[boats]
unit = "boats"
observed = ["boats"]
simulated = ["observed_boats"]
how = "each"
scale = "log"
fitted = [2022, 2023, 2024]
held = [2025]
error = 0.01
discrepancy = 0.03
weighed = true
why = "a stand-in"

[deaths]
unit = "1/1000"
observed = ["deaths"]
observed_over = ["embarked"]
simulated = ["observed_deaths"]
simulated_over = ["embarked"]
per = 1000.0
how = "pooled"
scale = "log"
fitted = [2022, 2023, 2024]
held = []
error = 0.05
discrepancy = 0.05
weighed = true
why = "a stand-in"
"""


def parameter(key, low, high, prior="uniform"):
    return Parameter(
        key=key,
        label=key,
        label_fr=key,
        unit="1",
        low=low,
        high=high,
        prior=prior,
        kind="assumed",
        source="assumed",
        confidence="low",
        why="a stand-in",
    )


TABLE = (
    parameter("level", 300.0, 1500.0),
    parameter("risk", 0.1, 10.0, "log_uniform"),
    parameter("exposure", 0.1, 10.0, "log_uniform"),
    parameter("idle", 0.0, 1.0),
    parameter("idle_switch", 0.0, 1.0, "switch"),
)


def fake_year(*, parameters, numbers, year, seed=7):
    """Simulate seasons: the same number gives the same season, however lanes are cut."""
    lanes = things(seed, np.asarray(numbers, dtype=np.int64))
    calm = np.exp(0.05 * lanes.normals("fake.boats"))
    boats = parameters["level"] * SUPPLY[year] * calm
    embarked = 50.0 * boats
    rate = parameters["risk"] * parameters["exposure"] / 1000.0
    deaths = rate * embarked * np.exp(0.3 * lanes.normals("fake.deaths"))
    months = {f"boats_month_{month:02d}": _month(lanes, boats, month) for month in range(1, 13)}
    return {"observed_boats": boats, "embarked": embarked, "observed_deaths": deaths, **months}


def fake_simulate(*, parameters, numbers):
    """Simulate seasons of several years."""
    return {
        year: fake_year(parameters=parameters, numbers=lanes, year=year)
        for year, lanes in numbers.items()
    }


def fake_history(truth, number=10**9 + 11):
    """What would have been counted in one world of a known truth: series by key."""
    years = {
        year: fake_year(
            parameters={key: np.array([value]) for key, value in truth.items()},
            numbers=np.array([number + year]),
            year=year,
        )
        for year in SUPPLY
    }
    counted = {"boats": "observed_boats", "embarked": "embarked", "deaths": "observed_deaths"}
    return {
        key: Series(
            key=key,
            label=key,
            unit="1",
            source="assumed",
            page="",
            confidence="low",
            checked="read",
            by={str(year): float(columns[name][0]) for year, columns in years.items()},
        )
        for key, name in counted.items()
    }


def fake_aims(truth, number=10**9 + 11):
    return aims(parse_targets(TARGETS), fake_history(truth, number))


def _month(lanes, boats, month):
    return boats / 12.0 * np.exp(0.25 * lanes.normals("fake.month", step=month))
