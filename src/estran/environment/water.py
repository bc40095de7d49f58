"""Temperature of the sea at the surface, from the monthly means of an area.

A climatology: it knows neither this year nor the shallows, which are warmer in summer and colder in
winter than the open strait. What that does to a body is a hazard's work.
"""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.layers import LayerAnswer, Provenance, unknown
from estran.quantities.instants import in_utc

if TYPE_CHECKING:
    from estran.environment.area import Area
    from estran.environment.area_facts import MonthlyTemperature
    from estran.quantities.geodesy import Position

MONTHS = 12


@dataclass(frozen=True, slots=True, eq=False)
class WaterTemperature:
    """The layer of sea temperature of one area."""

    area: Area

    def sample(self, *, position: Position, time: datetime) -> LayerAnswer:
        """Return the sea temperature [degC]; unknown outside the area."""
        means = self.area.sea_temperature
        if not self.area.contains(position):
            return unknown(unit="degC", provenance=_provenance(means, note="outside the area"))
        return LayerAnswer(
            value=monthly_temperature(means=means, time=time),
            unit="degC",
            uncertainty=means.sd,
            provenance=_provenance(means, note=means.note),
        )


def monthly_temperature(*, means: MonthlyTemperature, time: datetime) -> float:
    """Return the temperature between the middles of two months, in proportion [degC].

    Parameters
    ----------
    means : MonthlyTemperature
        Twelve means [degC].
    time : datetime
        Any instant with its zone.
    """
    share = _share_of_year(in_utc(time)) * MONTHS - 0.5  # 0 in the middle of January
    months = np.arange(MONTHS)
    return float(np.interp(share, months, means.monthly, period=MONTHS))


def _share_of_year(time: datetime) -> float:
    start = datetime(time.year, 1, 1, tzinfo=UTC)
    return (time - start) / timedelta(days=366 if isleap(time.year) else 365)


def _provenance(means: MonthlyTemperature, *, note: str) -> Provenance:
    return Provenance(source=means.source, name="monthly mean sea temperature", note=note)
