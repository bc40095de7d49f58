"""Whether a place lies in French waters: the territorial sea, and what lies inside it.

A limit of authority, which a directive may ask for; no rescue region, which no rule may. Near a
limit, and within the error of the position, it is unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estran.environment.regions import open_regions
from estran.quantities.units import NAUTICAL_MILE

if TYPE_CHECKING:
    from estran.environment.area import Area
    from estran.environment.coast import Coast
    from estran.quantities.geodesy import Position

FRENCH = "FR"
BREADTH = 12.0 * NAUTICAL_MILE
COAST_ERROR = NAUTICAL_MILE  # of a coast that stands in for the baselines, and of looking for it
FURTHEST = 14.0 * NAUTICAL_MILE
STEPS = np.arange(0.0, FURTHEST, 0.5 * NAUTICAL_MILE)
BEARINGS = np.radians(np.arange(0.0, 360.0, 2.0))


def in_french_waters(*, position: Position, error: float, area: Area, coast: Coast) -> bool | None:
    """Say whether a place lies in French internal waters or territorial sea; None is unknown.

    Parameters
    ----------
    position : Position
        In the area.
    error : float
        Of the position [m]; at least one nautical mile is kept from each line.
    area : Area
        Its boundary lines: in the strait the boundary of the territorial seas of 1988. Of an area
        that somebody added no such limit is held, and it is unknown.
    coast : Coast
        Stands in for the baselines.

    Notes
    -----
    Source: treaty_1988, with unclos_1982, article 3.
    """
    if area.own:
        return None
    place = {"longitude": [position.longitude], "latitude": [position.latitude]}
    regions = open_regions(area, band=max(error, NAUTICAL_MILE))
    share = float(regions.memberships(**place)[0, regions.names.index(FRENCH)])
    if share == 0.0:
        return False
    off = _land_within(position, coast)
    if share < 1.0 or abs(off - BREADTH) <= error + COAST_ERROR:
        return None
    return off < BREADTH


def _land_within(position: Position, coast: Coast) -> float:
    """Return the distance of the nearest land, to half a mile [m]; infinite beyond `FURTHEST`."""
    distance, bearing = (one.ravel() for one in np.meshgrid(STEPS, BEARINGS))
    per_degree = NAUTICAL_MILE * 60.0
    north = distance * np.cos(bearing) / per_degree
    east = distance * np.sin(bearing) / (per_degree * np.cos(np.radians(position.latitude)))
    land = coast.is_land(longitude=position.longitude + east, latitude=position.latitude + north)
    return float(distance[land].min()) if land.any() else np.inf
