"""The sea at one place and time, item by item: value, uncertainty, source and age.

What somebody reported counts; where nobody said, a wide prior that is never calm; where nothing is
held, unknown. No law of its own lives here, and nothing is judged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from estran.environment.area import load_area
from estran.environment.area_facts import Canal
from estran.environment.area_shelf import by_area
from estran.environment.coast import load_coast
from estran.environment.depth_there import depth_there
from estran.environment.edge_there import edge_there, waterline_by_slope, waterline_of
from estran.environment.kept_layers import (
    kept_errors,
    kept_temperature,
    kept_waves,
    kept_wind,
    provenance_of,
    with_surge,
)
from estran.environment.kept_sea import NOTHING_KEPT
from estran.environment.layers import LayerAnswer, Provenance, unknown
from estran.environment.light import SOURCE as EPHEMERIS
from estran.environment.light import Light, light
from estran.environment.stream import find_stream_field
from estran.environment.stream_there import NOT_HELD, stream_there
from estran.environment.tide import find_tide_field
from estran.environment.water import WaterTemperature
from estran.environment.waterline import SlopeRange
from estran.environment.waves import WaveHeight, reported_waves
from estran.environment.wind import WindPrior, wind_moments
from estran.errors import OutsideValidityError
from estran.quantities.instants import epoch_seconds
from estran.quantities.units import components_from
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from datetime import datetime

    from estran.environment.area import Area
    from estran.environment.area_facts import Harbour
    from estran.environment.coast import Coast
    from estran.environment.depth_there import DepthThere
    from estran.environment.edge_there import Edge
    from estran.environment.kept_layers import KeptErrors
    from estran.environment.kept_sea import KeptSea
    from estran.environment.stream import StreamField
    from estran.environment.tide import TideField
    from estran.environment.tide_turns import TideAround
    from estran.environment.wind import WindReport
    from estran.quantities.geodesy import Position
    from estran.sources.assumptions import AssumptionBook

REPORT = "report"  # provenance of what somebody said
ASSUMED = "assumed"
BEHIND_LOCKS = "behind locks: the sea's level does not reach"
NO_TIDE = "no tide is held of this area"


@dataclass(frozen=True, slots=True, eq=False)
class SeaFields:
    """What is held of the sea of one area, and the kept fields that go before it.

    Tide and stream are None where an area has none: then they are unknown but for what is kept.
    `since` is what goes before it where a drift goes on from an earlier report.
    """

    area: Area
    tide: TideField | None
    stream: StreamField | None
    coast: Coast
    kept: KeptSea = NOTHING_KEPT
    since: KeptSea = NOTHING_KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfTheSea:
    """What a reporter said of the sea; None where nobody said.

    Attributes
    ----------
    time : datetime
        When it was said (UTC).
    wind : WindReport or None
        With its error.
    wave_height : float or None
        Significant [m].
    water_temperature : float or None
        Measured [degC].
    """

    time: datetime
    wind: WindReport | None = None
    wave_height: float | None = None
    water_temperature: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumedSea:
    """What is taken where nobody said, and how far reports are trusted.

    Attributes
    ----------
    wave_error : float
        Of a reported height, relative [-].
    temperature_error : float
        Of a reported temperature [degC].
    kept : KeptErrors
        How far kept fields are trusted.
    """

    wind: WindPrior
    waves: WaveHeight
    wave_error: float
    temperature_error: float
    slope: SlopeRange
    kept: KeptErrors


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sea:
    """The sea there and then.

    Attributes
    ----------
    tide : LayerAnswer
        Height above the local gauge zero, about chart datum [m].
    springs : float or None
        Mean high water springs above the same zero [m], the coast line of the land mask.
    tide_around : TideAround or None
        The turns before and after, the range between them, and whether it rises.
    waterline : LayerAnswer
        Seaward of the coast line [m], with the error from bed and surge.
    stream, wind : LayerAnswer
        East and north components of where they go [m/s].
    waves : LayerAnswer
        Significant height [m].
    wave_height : WaveHeight
        The same with its skewed range.
    water_temperature : LayerAnswer
        [degC].
    light : Light
        Sun and moon.
    light_from : Provenance
        Of the light.
    slope : SlopeRange or None
        Of the foreshore, on which the waterline rests.
    depth : DepthThere or None
        Depth of the water; None where no grid of depths is kept.
    edge : Edge or None
        The water's edge as such a grid holds it; None where the slopes tell it.
    """

    position: Position
    time: datetime
    tide: LayerAnswer
    springs: float | None
    tide_around: TideAround | None
    waterline: LayerAnswer
    stream: LayerAnswer
    wind: LayerAnswer
    waves: LayerAnswer
    wave_height: WaveHeight
    water_temperature: LayerAnswer
    light: Light
    light_from: Provenance
    slope: SlopeRange | None = None
    depth: DepthThere | None = None
    edge: Edge | None = None

    def age(self, provenance: Provenance) -> float | None:
        """Return the age of an item [s], never negative, or None where it does not age."""
        if provenance.issued is None:
            return None
        return max(epoch_seconds(self.time) - epoch_seconds(provenance.issued), 0.0)


@by_area
def load_sea_fields(area_key: str = "dover_strait") -> SeaFields:
    """Return what is held of the sea of an area.

    Raises
    ------
    UnknownNameError
        Where there is no such area.
    DataError
        Where its data are missing or malformed.
    """
    return SeaFields(
        area=load_area(area_key),
        tide=find_tide_field(area_key),
        stream=find_stream_field(area_key),
        coast=load_coast(area_key),
    )


def assumed_sea(
    book: AssumptionBook, said: SaidOfTheSea, kept: KeptSea = NOTHING_KEPT
) -> AssumedSea:
    """Return what is taken where nobody said, and note in the book what is needed of it."""
    spoken = said.wave_height is not None
    waves = assumption("waves_prior") if spoken else book.take("waves_prior")
    error = book.take("waves_report_error") if spoken else assumption("waves_report_error")
    slope = book.take("beach_slope")
    return AssumedSea(
        wind=assumed_wind(book),
        waves=WaveHeight(value=waves.value, low=waves.low, high=waves.high),
        wave_error=error.value,
        temperature_error=book.value("water_temperature_sd"),
        slope=SlopeRange(low=slope.low, high=slope.high),
        kept=kept_errors(book, kept),
    )


def assumed_wind(book: AssumptionBook) -> WindPrior:
    """Return the wind where nobody has said, and what a reported one relaxes to."""
    east, north = components_from(
        speed=book.value("wind_prior_mean_speed"), from_deg=book.value("wind_prior_from")
    )
    return WindPrior(
        mean_east=east,
        mean_north=north,
        sd=book.value("wind_prior_sd"),
        time_scale=book.value("wind_time_scale"),
    )


def sea_at(
    *,
    fields: SeaFields,
    position: Position,
    time: datetime,
    said: SaidOfTheSea,
    assumed: AssumedSea,
) -> Sea:
    """Return the sea at a place and time.

    Parameters
    ----------
    fields : SeaFields
        What is held of the area.
    position : Position
        Anywhere; outside the area tide, stream and temperature are unknown.
    time : datetime
        With its zone.
    said : SaidOfTheSea
        What was reported; it goes before anything held or assumed.
    assumed : AssumedSea
        What is taken where nobody said.

    Raises
    ------
    TimeError
        Where the time has no zone.
    """
    inland = fields.area.inland_shape(position)
    tide = _tide(fields, position, time, inland)
    springs = _springs(fields, position) if tide.known else None
    moment = epoch_seconds(time)
    tide = with_surge(
        tide,
        fields.kept,
        position=position,
        moment=moment,
        time_scale=assumed.kept.surge_time_scale,
    )
    waves, wave_height = _waves(fields.kept, position, moment, said, assumed)
    around = _around(fields, position, moment) if tide.known else None
    errors = assumed.kept.depth
    edge = edge_there(fields, position=position, tide=tide, errors=errors)
    return Sea(
        position=position,
        time=time,
        tide=tide,
        springs=springs,
        tide_around=around,
        waterline=(
            waterline_by_slope(tide, springs, assumed.slope)
            if edge is None
            else waterline_of(edge, fields)
        ),
        stream=stream_there(fields, position, time, inland),
        wind=_wind(fields.kept, position, time, said, assumed),
        waves=waves,
        wave_height=wave_height,
        water_temperature=_water_temperature(fields, position, time, said, assumed),
        light=light(position=position, time=time),
        light_from=Provenance(source=EPHEMERIS, name="sun and moon", note="clear sky"),
        slope=assumed.slope,
        depth=depth_there(fields, position=position, tide=tide, around=around, errors=errors),
        edge=edge,
    )


def _tide(
    fields: SeaFields, position: Position, time: datetime, inland: Harbour | Canal | None
) -> LayerAnswer:
    if fields.tide is None:
        nobody = Provenance(source=NOT_HELD, name="tide", note=NO_TIDE)
        return unknown(unit="m", provenance=nobody)
    answer = fields.tide.sample(position=position, time=time)
    if isinstance(inland, Canal) and not inland.tidal:
        return unknown(unit="m", provenance=_noted(answer.provenance, BEHIND_LOCKS))
    return answer


def _springs(fields: SeaFields, position: Position) -> float | None:
    return None if fields.tide is None else fields.tide.high_water_springs(position=position)


def _around(fields: SeaFields, position: Position, moment: float) -> TideAround | None:
    """Return the turns around a moment; None where the level does not turn twice a day."""
    if fields.tide is None:
        return None
    try:
        return fields.tide.around(position=position, epoch_seconds=moment)
    except OutsideValidityError:
        return None


def _wind(
    kept: KeptSea, position: Position, time: datetime, said: SaidOfTheSea, assumed: AssumedSea
) -> LayerAnswer:
    """Return the wind: reported, going back to a kept one or to the prior; or one of these."""
    asked = np.array([epoch_seconds(said.time), epoch_seconds(time)])
    held = kept_wind(
        kept,
        position=position,
        moments=asked,
        sd=assumed.kept.wind,
        time_scale=assumed.wind.time_scale,
    )
    prior = assumed.wind if held is None else held.prior
    lead = np.maximum(asked[1:] - asked[:1], 0.0)
    moments = wind_moments(prior=prior, report=said.wind, lead=lead)
    east, north = moments.mean[0] + (0.0 if held is None else held.shift[1])
    unsaid = _prior("wind") if held is None else provenance_of(held.field)
    return LayerAnswer(
        value=(float(east), float(north)),
        unit="m/s",
        uncertainty=sqrt(float(np.trace(moments.covariance[0])) / 2.0),
        provenance=_said("wind", said.time) if said.wind else unsaid,
    )


def _waves(
    kept: KeptSea, position: Position, moment: float, said: SaidOfTheSea, assumed: AssumedSea
) -> tuple[LayerAnswer, WaveHeight]:
    held = kept_waves(kept, position=position, moment=moment, relative_error=assumed.kept.waves)
    if held is not None and said.wave_height is None:
        return held
    height, provenance = assumed.waves, _prior("significant wave height")
    if said.wave_height is not None:
        height = reported_waves(height=said.wave_height, relative_error=assumed.wave_error)
        provenance = _said("significant wave height", said.time)
    answer = LayerAnswer(value=height.value, unit="m", uncertainty=height.sd, provenance=provenance)
    return answer, height


def _water_temperature(
    fields: SeaFields, position: Position, time: datetime, said: SaidOfTheSea, assumed: AssumedSea
) -> LayerAnswer:
    if said.water_temperature is None:
        kept = kept_temperature(
            fields.kept,
            position=position,
            moment=epoch_seconds(time),
            sd=assumed.kept.temperature,
        )
        return kept or WaterTemperature(fields.area).sample(position=position, time=time)
    return LayerAnswer(
        value=said.water_temperature,
        unit="degC",
        uncertainty=assumed.temperature_error,
        provenance=_said("water temperature", said.time),
    )


def _said(what: str, time: datetime) -> Provenance:
    return Provenance(source=REPORT, name=f"{what}, reported", issued=time)


def _prior(what: str) -> Provenance:
    return Provenance(
        source=ASSUMED, name=f"{what}, assumed", note="nobody said: a wide prior, never calm"
    )


def _noted(provenance: Provenance, note: str) -> Provenance:
    return replace(provenance, note=note)
