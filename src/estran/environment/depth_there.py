"""The depth of the water by tide at a place, or along a way, from the grids that are kept.

Where none holds it, or its error swamps it, the depth is unknown, and says why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.charted_depth import swamped, water_depth
from estran.environment.kept_layers import provenance_of, surge_at
from estran.environment.kept_sea import DEPTH
from estran.environment.layers import LayerAnswer, Provenance, unknown
from estran.environment.seabed import NO_DATUM, NO_VALUE, TOO_COARSE, bed_at

if TYPE_CHECKING:
    from estran.environment.charted_depth import DepthErrors
    from estran.environment.seabed import Bed, SeaWithGrids
    from estran.environment.tide_turns import TideAround
    from estran.quantities.arrays import Floats
    from estran.quantities.geodesy import Position

DATUM_UNTOLD = (
    "nobody tells what the grid's depths count from, so no depth is made of it "
    "(estran sea add --datum)"
)
NOT_HELD = "the grid holds no depth here"
COARSE = "so near the coast the grid is too coarse for a foreshore: the slopes count there"
SWAMPED = "the error of the grid is too large to tell floating from dry here"
LEVEL_UNKNOWN = "the water level is unknown"
REASONS = {NO_VALUE: NOT_HELD, NO_DATUM: DATUM_UNTOLD, TOO_COARSE: COARSE}
ABOVE_ZERO = (
    "the grid's depth brought to the local gauge zero, about chart datum, and the tide over it; "
    "sand moves; not for navigation"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepthThere:
    """Depth of the water at one place.

    Attributes
    ----------
    now : LayerAnswer
        Depth [m]; negative where the bed stands so far above the water.
    charted, charted_sd : float or None
        Depth below the local gauge zero, about chart datum, and its error [m]; negative where the
        bed dries. None where unknown.
    low, high : float or None
        Depth at the low and the high water around, without surge [m].
    """

    now: LayerAnswer
    charted: float | None
    charted_sd: float | None
    low: float | None
    high: float | None


def depth_there(
    fields: SeaWithGrids,
    *,
    position: Position,
    tide: LayerAnswer,
    around: TideAround | None,
    errors: DepthErrors,
) -> DepthThere | None:
    """Return the depth of the water at a place; None where no grid of depths is kept at all.

    Parameters
    ----------
    fields : SeaWithGrids
        With the kept grids.
    position : Position
        Where.
    tide : LayerAnswer
        Level above the local gauge zero, with its surge [m].
    around : TideAround or None
        The turns before and after.
    errors : DepthErrors
        How far grids are believed.
    """
    grids = fields.kept.of(DEPTH)
    if not grids:
        passed = (one for one in fields.kept.passed if one.layer == DEPTH)
        return next((_unknown(Provenance(one.source, one.title)) for one in passed), None)
    if fields.tide is None:
        return _unknown(replace(provenance_of(grids[0]), note=LEVEL_UNKNOWN))
    bed = bed_of(fields, position, errors)
    origin = provenance_of(grids[int(bed.by[0])])
    if bed.grid[0] < 0:
        return _unknown(replace(origin, note=REASONS[int(bed.why[0])]))
    charted, sd = float(bed.charted[0]), float(bed.sd[0])
    if not isinstance(tide.value, float):
        answer = unknown(unit="m", provenance=replace(origin, note=LEVEL_UNKNOWN))
        return DepthThere(now=answer, charted=charted, charted_sd=sd, low=None, high=None)
    depth = float(water_depth(charted=np.array(charted), level=np.array(tide.value)))
    error = hypot(sd, tide.uncertainty or 0.0)
    if swamped(depth=np.array(depth), sd=np.array(error), largest=errors.largest):
        return _unknown(replace(origin, note=SWAMPED))
    levels = sorted(one.level for one in (around.before, around.after)) if around else []
    return DepthThere(
        now=LayerAnswer(depth, "m", error, replace(origin, note=ABOVE_ZERO)),
        charted=charted,
        charted_sd=sd,
        low=charted + levels[0] if levels else None,
        high=charted + levels[1] if levels else None,
    )


def depths_along(
    fields: SeaWithGrids,
    *,
    longitude: Floats,
    latitude: Floats,
    moments: Floats,
    errors: DepthErrors,
    surge_time_scale: float,
) -> tuple[Floats, Floats]:
    """Return the depth of the water along a way, and its error.

    Parameters
    ----------
    fields : SeaWithGrids
        With the kept grids.
    longitude, latitude : (n,) arrays
        Places [degrees].
    moments : (n,) array
        When at each [s since 1970, UTC].
    errors : DepthErrors
        How far grids are believed.
    surge_time_scale : float
        After which an observed surge is forgotten [s].

    Returns
    -------
    tuple of (n,) arrays
        Metres, negative where dry, and metres; NaN where unknown.
    """
    if fields.tide is None:
        nothing = np.full(moments.size, np.nan)
        return nothing, nothing
    bed = bed_at(fields, longitude=longitude, latitude=latitude, errors=errors)
    level = fields.tide.level_along(longitude=longitude, latitude=latitude, epoch_seconds=moments)
    surge = surge_at(
        fields.kept, position=fields.tide.box.middle, moments=moments, time_scale=surge_time_scale
    )
    depth = water_depth(charted=bed.charted, level=level if surge is None else level + surge)
    sd = np.hypot(bed.sd, fields.tide.surge_sd)
    bad = np.isnan(depth) | swamped(depth=depth, sd=sd, largest=errors.largest)
    return np.where(bad, np.nan, depth), np.where(bad, np.nan, sd)


def bed_of(fields: SeaWithGrids, position: Position, errors: DepthErrors) -> Bed:
    """Return the bed at one place."""
    return bed_at(
        fields,
        longitude=np.array([position.longitude]),
        latitude=np.array([position.latitude]),
        errors=errors,
    )


def _unknown(provenance: Provenance) -> DepthThere:
    answer = unknown(unit="m", provenance=provenance)
    return DepthThere(now=answer, charted=None, charted_sd=None, low=None, high=None)
