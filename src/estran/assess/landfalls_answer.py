"""Where and when people may first come ashore, by the nearest named place of the coast.

Shares to show, never facts for a rule. How they drift there belongs to the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from estran.assess.answer import Landfall
from estran.assess.regions_answer import arrival
from estran.language.catalogue import name_in, say

if TYPE_CHECKING:
    from datetime import datetime

    from estran.environment.area import Area
    from estran.quantities.arrays import Bools, Floats, Ints

LEAST_NAMED = 0.005
"""Share of the people below which a shore is not named singly."""
NOT_NAMED = -1
Kind: TypeAlias = Literal["named", "not_named", "rest"]


def landfalls(
    *,
    times: Floats,
    shores: Ints,
    weights: Floats,
    area: Area,
    start: datetime,
    language: str = "en",
) -> list[Landfall]:
    """Return the distribution of first landings at each shore, the likeliest first.

    Parameters
    ----------
    times : (n,) array
        First landing of each particle's people [s since the start]; NaN where none.
    shores : (n,) array of int
        Index into `area.shores`, -1 where none lies near; see
        :meth:`estran.environment.area.Area.nearest_shores`. Any where there is no landing.
    weights : (n,) array
        Summing to one.
    area : Area
        Names the shores.
    start : datetime
        Time of the report.
    language : str
        Of the names.

    Returns
    -------
    list of Landfall
        Shores below `LEAST_NAMED` are summed in one that stands last.
    """
    landed = np.isfinite(times)
    masses = {
        code: float(weights[landed & (shores == code)].sum())
        for code in np.unique(shores[landed]).tolist()
    }
    singly = [code for code, mass in masses.items() if mass >= LEAST_NAMED]
    singly.sort(key=lambda code: (-masses[code], code))
    rest = landed & ~np.isin(shores, singly)

    def row(which: Bools, kind: Kind, shore: str) -> Landfall:
        told = arrival(when=times[which], weights=weights[which], start=start)
        return Landfall(kind=kind, shore=shore, **told._asdict())

    def near(code: int) -> Landfall:
        here = landed & (shores == code)
        if code == NOT_NAMED:
            return row(here, "not_named", say(language, "forecast.shore_not_named"))
        return row(here, "named", name_in(language, "place", area.shores[code].name))

    rows = [near(code) for code in singly]
    if rest.any():
        rows.append(row(rest, "rest", say(language, "forecast.shore_rest")))
    return rows
