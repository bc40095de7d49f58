"""The depth of the water in an answer: now, at low and high water, and hour by hour on the drift.

Only a kept grid gives one. It serves to see what floats where; it is no fact for a rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import UNSET

from estran.assess.answer_sea import Depth, DepthHour
from estran.environment.charted_depth import depth_errors, drying_height
from estran.environment.depth_there import depths_along
from estran.environment.kept_sea import DEPTH
from estran.hazard.spans import Span
from estran.quantities.instants import epoch_seconds, parse_instant
from estran.quantities.units import HOUR, MINUTE
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from msgspec import UnsetType

    from estran.assess.answer import Forecast, Place, Sea
    from estran.assess.answer_sea import Layer
    from estran.assess.situation import Situation
    from estran.environment.depth_there import DepthThere
    from estran.environment.sea import SeaFields
    from estran.quantities.arrays import Floats
    from estran.quantities.geodesy import Position

SIDES = 2.0  # standard deviations of position and depth to either side
AROUND = 8
"""Places on each of two rings around a position at which the depth is looked at."""
LOOK = 15.0 * MINUTE
"""Between two looks at the depth ahead: a tide of 7 m turns within a centimetre of one."""
METRES_A_DEGREE = 111_200.0


def depth_answer(depth: DepthThere | None, layer: Layer | None) -> Depth | UnsetType:
    """Return the depth of the water in decimetres; nothing at all where no grid is kept."""
    if depth is None or layer is None:
        return UNSET
    now = depth.now.value if isinstance(depth.now.value, float) else None
    dries = None if depth.charted is None else float(drying_height(np.array(depth.charted)))
    return Depth(
        depth_m=_metres(now),
        uncertainty_m=_metres(depth.now.uncertainty),
        charted_m=_metres(depth.charted),
        dries_m=_metres(dries) or None,
        low_water_m=_metres(depth.low),
        high_water_m=_metres(depth.high),
        layer=layer,
    )


def with_depths_ahead(sea: Sea, forecast: Forecast, fields: SeaFields, position: Position) -> Sea:
    """Return a sea with its depth hour by hour: at the position, and where the drift is likeliest.

    Parameters
    ----------
    sea : Sea
        Of the answer; without a depth it stays as it is.
    forecast : Forecast
        Its hours and most likely positions.
    fields : SeaFields
        With the kept grids.
    position : Position
        As reported.
    """
    if sea.depth is UNSET or not forecast.times:
        return sea
    moments = np.array([epoch_seconds(parse_instant(one)) for one in forecast.times])
    here = _along(fields, position.longitude, position.latitude, moments)
    likely: list[Place] = forecast.most_likely_position
    there = _along(
        fields,
        np.array([one.lon for one in likely]),
        np.array([one.lat for one in likely]),
        moments,
    )
    hours = [
        DepthHour(
            time=time,
            depth_m=_known(here[0][row]),
            uncertainty_m=_known(here[1][row]),
            drift_depth_m=_known(there[0][row]),
            drift_uncertainty_m=_known(there[1][row]),
        )
        for row, time in enumerate(forecast.times)
    ]
    return msgspec.structs.replace(sea, depth=msgspec.structs.replace(sea.depth, hours=hours))


def charted_span(situation: Situation, fields: SeaFields, *, hours: int) -> Span | None:
    """Return between which depths the craft may lie [m], by the grids; None where one is unknown.

    It is for the draughts of units alone: the shallowest and the deepest within two standard
    deviations of the position, less and more two of the depth. A unit comes later than the report,
    so the shallowest is that of all the hours of the forecast; the deepest is that of the report.
    """
    if fields.kept.first(DEPTH) is None:
        return None
    place, reach = situation.position.position, SIDES * situation.position_sd
    turn = np.linspace(0.0, 2.0 * np.pi, AROUND, endpoint=False)
    out = np.concatenate(([0.0], np.full(AROUND, 0.5 * reach), np.full(AROUND, reach)))
    angle = np.concatenate(([0.0], turn, turn))
    north = out * np.cos(angle) / METRES_A_DEGREE
    east = out * np.sin(angle) / (METRES_A_DEGREE * np.cos(np.radians(place.latitude)))
    looks = epoch_seconds(situation.time) + np.arange(0.0, hours * HOUR + 1.0, LOOK)
    depth, sd = (
        one.reshape(looks.size, out.size)
        for one in _along(
            fields,
            np.tile(place.longitude + east, looks.size),
            np.tile(place.latitude + north, looks.size),
            np.repeat(looks, out.size),
        )
    )
    if not np.isfinite(depth[0]).all():
        return None
    shallowest = np.where(np.isfinite(depth), depth - SIDES * sd, 0.0)  # swamped: it may be dry
    low, high = float(shallowest.min()), float((depth[0] + SIDES * sd[0]).max())
    return Span(low=max(low, 0.0), high=max(high, 0.0))


def _along(
    fields: SeaFields, longitude: float | Floats, latitude: float | Floats, moments: Floats
) -> tuple[Floats, Floats]:
    return depths_along(
        fields,
        longitude=np.broadcast_to(longitude, moments.shape),
        latitude=np.broadcast_to(latitude, moments.shape),
        moments=moments,
        errors=depth_errors(),
        surge_time_scale=assumption("surge_time_scale").value,
    )


def _metres(value: float | None) -> float | None:
    return None if value is None else round(value, 1) + 0.0


def _known(value: float) -> float | None:
    return round(float(value), 1) + 0.0 if np.isfinite(value) else None
