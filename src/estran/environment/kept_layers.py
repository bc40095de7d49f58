"""What kept fields say of one place and time, layer by layer, with source, age and uncertainty.

Where none counts, the answer is None and another source is asked. How a surge observed at a gauge
goes on is told here; what is drifted in stands elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot, sqrt
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.charted_depth import depth_errors
from estran.environment.kept_sea import (
    CURRENTS,
    DEPTH,
    LEVEL,
    TEMPERATURE,
    WAVES,
    WIND,
    made_at,
    on_places,
    series_at,
)
from estran.environment.layers import LayerAnswer, Provenance
from estran.environment.waves import WaveHeight, reported_waves
from estran.environment.wind import LEAST_PRIOR_SD, WindPrior
from estran.quantities.instants import from_epoch_seconds
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from estran.environment.charted_depth import DepthErrors
    from estran.environment.kept_field import KeptField
    from estran.environment.kept_sea import KeptSea
    from estran.quantities.arrays import Floats
    from estran.quantities.geodesy import Position
    from estran.sources.assumptions import AssumptionBook


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptErrors:
    """How far kept fields are trusted.

    Attributes
    ----------
    wind : float
        Error per component [m/s].
    waves : float
        Of the height, relative [-].
    temperature : float
        [degC].
    surge_time_scale : float
        After which an observed surge is forgotten [s].
    depth : DepthErrors
        Of grids of depths.
    """

    wind: float
    waves: float
    temperature: float
    surge_time_scale: float
    depth: DepthErrors


def kept_errors(book: AssumptionBook, kept: KeptSea) -> KeptErrors:
    """Return how far kept fields are trusted, and note in the book what one is kept for."""

    def taken(layer: str, key: str) -> float:
        return assumption(key).value if kept.first(layer) is None else book.value(key)

    return KeptErrors(
        wind=taken(WIND, "kept_wind_sd"),
        waves=taken(WAVES, "kept_wave_error"),
        temperature=taken(TEMPERATURE, "kept_temperature_sd"),
        surge_time_scale=taken(LEVEL, "surge_time_scale"),
        depth=depth_errors(None if kept.first(DEPTH) is None else book),
    )


def provenance_of(field: KeptField) -> Provenance:
    """Return where the answer of a kept field came from."""
    return Provenance(
        source=field.source,
        name=field.title,
        issued=from_epoch_seconds(made_at(field)),
        resolution=field.resolution,
    )


def kept_stream(
    kept: KeptSea, *, position: Position, moment: float, sd: float
) -> LayerAnswer | None:
    """Return the currents at a place and moment; None where no field has them there and then.

    Parameters
    ----------
    kept : KeptSea
        What counts.
    position : Position
        Where.
    moment : float
        Seconds since 1970, UTC.
    sd : float
        Error of one source, per component [m/s]; two that differ are less sure.
    """
    field = kept.first(CURRENTS)
    if field is None:
        return None
    here = _pair_at(field, position, moment)
    if here is None:
        return None
    off = [_pair_at(one, position, moment) for one in kept.of(CURRENTS)[1:2]]
    apart = [hypot(one[0] - here[0], one[1] - here[1]) / 2.0 for one in off if one is not None]
    return LayerAnswer(
        value=here, unit="m/s", uncertainty=hypot(sd, *apart), provenance=provenance_of(field)
    )


@dataclass(frozen=True, slots=True, eq=False)
class KeptWind:
    """A kept wind at a place.

    Attributes
    ----------
    prior : WindPrior
        What a report goes back to, at the first moment.
    shift : (t, 2) array
        How the wind changes from the first moment to each [m/s].
    field : KeptField
        Where it came from.
    """

    prior: WindPrior
    shift: Floats
    field: KeptField


def kept_wind(
    kept: KeptSea, *, position: Position, moments: Floats, sd: float, time_scale: float
) -> KeptWind | None:
    """Return the kept wind at a place; None where no field holds all the moments there.

    Parameters
    ----------
    kept : KeptSea
        What counts.
    position : Position
        Where; the engine has one wind over the whole area.
    moments : (t,) array
        Seconds since 1970, UTC; the first is the start.
    sd : float
        Error of one source, per component [m/s]. Two sources that differ widen it by half their
        difference.
    time_scale : float
        Of the errors [s].
    """
    field = kept.first(WIND)
    if field is None:
        return None
    series = series_at(field, position=position, moments=moments)
    if not np.isfinite(series).all():
        return None
    others = [series_at(one, position=position, moments=moments) for one in kept.of(WIND)[1:2]]
    apart = [half_apart(one - series) for one in others]
    east, north = series[0]
    prior = WindPrior(
        mean_east=float(east),
        mean_north=float(north),
        sd=max(hypot(sd, *apart), LEAST_PRIOR_SD),
        time_scale=time_scale,
    )
    return KeptWind(prior, series - series[0], field)


def half_apart(difference: Floats) -> float:
    """Return half the root mean square of differences (..., 2), per component; 0 where none.

    Notes
    -----
    Two sources that differ by d are off by d/2 each, at least, wherever the truth lies.
    """
    known = difference[np.isfinite(difference).all(axis=-1)]
    return 0.5 * sqrt(float(np.mean(known**2))) if known.size else 0.0


def currents_apart(kept: KeptSea, *, longitude: Floats, latitude: Floats, moments: Floats) -> float:
    """Return half the difference of the two best currents per component over places [m/s].

    Parameters
    ----------
    kept : KeptSea
        What counts; 0 where it holds fewer than two currents.
    longitude, latitude : (n,) arrays
        Places at sea [degrees].
    moments : (t,) array
        Seconds since 1970, UTC.
    """
    two = kept.of(CURRENTS)[:2]
    if len(two) < 2:
        return 0.0
    one, other = (
        on_places(field, longitude=longitude, latitude=latitude, moments=moments) for field in two
    )
    return half_apart(one - other)


def kept_waves(
    kept: KeptSea, *, position: Position, moment: float, relative_error: float
) -> tuple[LayerAnswer, WaveHeight] | None:
    """Return the significant wave height at a place and moment, with its skewed range [m]."""
    field = kept.first(WAVES)
    value = None if field is None else _number_at(field, position, moment)
    if field is None or value is None:
        return None
    height = reported_waves(height=value, relative_error=relative_error)
    return LayerAnswer(height.value, "m", height.sd, provenance_of(field)), height


def kept_temperature(
    kept: KeptSea, *, position: Position, moment: float, sd: float
) -> LayerAnswer | None:
    """Return the water temperature at a place and moment [degC], with its error."""
    field = kept.first(TEMPERATURE)
    value = None if field is None else _number_at(field, position, moment)
    if field is None or value is None:
        return None
    return LayerAnswer(value, "degC", sd, provenance_of(field))


def surge_at(
    kept: KeptSea, *, position: Position, moments: Floats, time_scale: float
) -> Floats | None:
    r"""Return the surge, observed less predicted level, at moments [m]; None where none is kept.

    Parameters
    ----------
    kept : KeptSea
        What counts; a gauge is a field of one node and holds for the whole area.
    position : Position
        Where a field of more nodes is asked.
    moments : (t,) array
        Seconds since 1970, UTC.
    time_scale : float
        After which an observed surge has lost all but 1/e [s].

    Notes
    -----
    Linear between observations, the first before them, and :math:`s\,e^{-t/T}` after the last: a
    surge of which nobody hears goes back to none.
    """
    field = kept.first(LEVEL)
    if field is None:
        return None
    seen = series_at(field, position=position, moments=field.times)
    known = np.isfinite(seen)
    if not known.any():
        return None
    times, values = field.times[known], seen[known]
    after = np.maximum(moments - times[-1], 0.0)
    return np.interp(moments, times, values) * np.exp(-after / time_scale)


def with_surge(
    tide: LayerAnswer, kept: KeptSea, *, position: Position, moment: float, time_scale: float
) -> LayerAnswer:
    """Return the tide with the surge that was observed; its error is not taken to be smaller."""
    field = kept.first(LEVEL)
    surge = surge_at(kept, position=position, moments=np.array([moment]), time_scale=time_scale)
    if field is None or surge is None or not isinstance(tide.value, float):
        return tide
    return replace(tide, value=tide.value + float(surge[0]), provenance=provenance_of(field))


def _pair_at(field: KeptField, position: Position, moment: float) -> tuple[float, float] | None:
    east, north = series_at(field, position=position, moments=np.array([moment]))[0]
    return (float(east), float(north)) if np.isfinite(east + north) else None


def _number_at(field: KeptField, position: Position, moment: float) -> float | None:
    value = float(series_at(field, position=position, moments=np.array([moment]))[0])
    return value if np.isfinite(value) else None
