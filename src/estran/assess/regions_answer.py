"""Region shares and line crossings of an ensemble. Shares to show, never facts for a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import UNSET

from estran.assess.answer import Crossing, RegionProbability
from estran.assess.published import instant_after, share, shares_summing_to_one
from estran.environment.regions import OTHER
from estran.language.catalogue import name_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from estran.environment.regions import Regions
    from estran.quantities.arrays import Floats
    from estran.quantities.geodesy import LocalPlane

QUANTILES = (0.05, 0.50, 0.95)


def region_shares(
    *, longitude: Floats, latitude: Floats, weights: Floats, regions: Regions
) -> tuple[RegionProbability, list[float]]:
    """Return the share in each region and the share near a line, hour by hour.

    Parameters
    ----------
    longitude, latitude : (h, n) arrays
        Positions [degrees].
    weights : (n,) array
        Summing to one.
    regions : Regions
        Of the area.
    """
    hours, count = longitude.shape
    flat = {"longitude": longitude.ravel(), "latitude": latitude.ravel()}
    shares = regions.memberships(**flat).reshape(hours, count, len(regions.names))
    columns = np.einsum("hnr,n->hr", shares, weights)
    rows = [dict(zip(regions.names, shares_summing_to_one(row), strict=True)) for row in columns]
    # Only within the band of a line does a position count as more than one region.
    near = (shares.max(axis=2) < 1.0) @ weights
    own = regions.area.own  # the strait's regions hold nothing of another coast

    def of_strait(key: str) -> list[float]:
        return [0.0 if own else row.get(key, 0.0) for row in rows]

    return (
        RegionProbability(
            UK=of_strait("UK"),
            FR=of_strait("FR"),
            BE=of_strait("BE"),
            other=[row["other"] for row in rows],
            own=_own(rows) if own else UNSET,
        ),
        [share(value) for value in near],
    )


def _own(rows: list[dict[str, float]]) -> dict[str, list[float]]:
    """Return the shares of the regions of an area that somebody added, by their keys."""
    keys = [key for key in rows[0] if key != OTHER]
    return {key: [row[key] for row in rows] for key in keys}


def plane_lines(regions: Regions, *, plane: LocalPlane) -> dict[str, Floats]:
    """Return each line between regions as (m, 2) corners in the plane [m]."""
    corners = {}
    for key, line in regions.lines.items():
        east, north = plane.to_plane(longitude=line.longitude, latitude=line.latitude)
        corners[key] = np.column_stack((east, north))
    return corners


def crossings(
    *,
    times: Mapping[str, Floats],
    weights: Floats,
    regions: Regions,
    start: datetime,
    language: str = "en",
) -> list[Crossing]:
    """Return the distribution of first crossings of each line.

    Parameters
    ----------
    times : mapping of str to (n,) array
        First crossing of each particle [s since the start]; NaN where none.
    weights : (n,) array
        Summing to one.
    regions : Regions
        Names the lines.
    start : datetime
        Time of the report.
    language : str
        Of the lines' names.
    """
    names = {key: name_in(language, "line", regions.lines[key].name) for key in times}
    return [_crossing(names[key], when, weights, start) for key, when in times.items()]


class Arrival(NamedTuple):
    """How many arrive, and when: the first, and quantiles of those that do, as ISO text."""

    probability: float
    first: str
    quantile_05: str
    quantile_50: str
    quantile_95: str


def arrival(*, when: Floats, weights: Floats, start: datetime) -> Arrival:
    """Return the share and the times of particles that arrive somewhere.

    Parameters
    ----------
    when : (n,) array
        Seconds since the start, finite; n at least 1.
    weights : (n,) array
        Of each; over all particles, those that never arrive included, they sum to one.
    start : datetime
        Time of the report.
    """
    order = np.argsort(when, kind="stable")
    ranked, mass = when[order], np.cumsum(weights[order])
    low, middle, high = (
        float(ranked[min(int(np.searchsorted(mass, level * mass[-1])), len(ranked) - 1)])
        for level in QUANTILES
    )
    times = (float(ranked[0]), low, middle, high)
    return Arrival(share(mass[-1]), *(instant_after(start, one) for one in times))


def _crossing(name: str, when: Floats, weights: Floats, start: datetime) -> Crossing:
    crossed = np.isfinite(when)
    if not crossed.any():
        return Crossing(
            line=name,
            probability=0.0,
            first=None,
            quantile_05=None,
            quantile_50=None,
            quantile_95=None,
        )
    return Crossing(
        line=name, **arrival(when=when[crossed], weights=weights[crossed], start=start)._asdict()
    )
