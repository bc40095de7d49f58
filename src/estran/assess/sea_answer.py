"""The sea of a situation, asked of the environment and written in the units of the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import UNSET

from estran.assess.answer import (
    Light,
    Sea,
    TidalStream,
    Tide,
    Waterline,
    WaterTemperature,
    Waves,
    Wind,
)
from estran.assess.answer_sea import Layer
from estran.assess.depth_answer import depth_answer
from estran.assess.ensemble import wind_report_of
from estran.assess.layer_words import layer_name, layer_note
from estran.environment.sea import REPORT, SaidOfTheSea, assumed_sea, sea_at
from estran.environment.stream_there import NOT_HELD
from estran.language.catalogue import name_in
from estran.quantities.instants import format_instant, from_epoch_seconds
from estran.quantities.units import HOUR, KNOT, direction_from_deg, direction_to_deg

if TYPE_CHECKING:
    from datetime import datetime

    from msgspec import UnsetType

    from estran.assess.answer_sea import Depth
    from estran.assess.situation import Situation
    from estran.environment.layers import LayerAnswer, Provenance
    from estran.environment.sea import Sea as SeaThere
    from estran.environment.sea import SeaFields
    from estran.environment.tide_turns import TideTurn
    from estran.sources.assumptions import AssumptionBook

DATUM = "chart datum"
NO_DIRECTION = 0.5 * KNOT  # a calm, or a wind that varies: its mean blows from nowhere
NEAR_SHORE = 3000.0  # m: further off, the distance to the water's edge means nothing


def sea_of(situation: Situation, fields: SeaFields, *, book: AssumptionBook) -> SeaThere:
    """Return the sea at the situation's place and time; what was said of it counts."""
    measured = situation.report.water_temperature
    said = SaidOfTheSea(
        time=situation.time,
        wind=wind_report_of(situation, book),
        wave_height=situation.waves,
        water_temperature=None if measured is None else float(measured),
    )
    return sea_at(
        fields=fields,
        position=situation.position.position,
        time=situation.time,
        said=said,
        assumed=assumed_sea(book, said, fields.kept),
    )


def sea_sources(sea: SeaThere) -> set[str]:
    """Return the library keys that the sea rests on; kept fields stand in the manifest's list."""
    answers = (sea.tide, sea.stream, sea.wind, sea.waves, sea.water_temperature)
    found = [answer.provenance for answer in answers]
    keys = {one.source for one in found if one.resolution is None} | {sea.light_from.source}
    return keys - {REPORT, NOT_HELD}


def sea_answer(sea: SeaThere, fields: SeaFields, *, language: str = "en") -> Sea:
    """Return the sea in knots, degrees, metres and degrees Celsius, its words in one language."""
    return Sea(
        tide=_tide(sea, language),
        waterline=_waterline(sea, fields, language),
        stream=_stream(sea, language),
        wind=_wind(sea, language),
        waves=Waves(
            significant_height_m=_number(sea.waves, 2),
            low_m=round(sea.wave_height.low, 2),
            high_m=round(sea.wave_height.high, 2),
            layer=_layer(sea, sea.waves, "waves", language),
        ),
        water_temperature=WaterTemperature(
            celsius=_number(sea.water_temperature, 1),
            uncertainty_c=round(sea.water_temperature.uncertainty or 0.0, 1),
            layer=_layer(sea, sea.water_temperature, "temperature", language),
        ),
        light=_light(sea, language),
        depth=_depth(sea, language),
    )


def _depth(sea: SeaThere, language: str) -> Depth | UnsetType:
    if sea.depth is None:
        return UNSET
    return depth_answer(sea.depth, _layer(sea, sea.depth.now, "depth", language))


def _layer(sea: SeaThere, answer: LayerAnswer, what: str, language: str) -> Layer:
    return _written(sea, answer.provenance, what, language, known=answer.known)


def _written(
    sea: SeaThere, provenance: Provenance, what: str, language: str, *, known: bool = True
) -> Layer:
    age = sea.age(provenance)
    return Layer(
        known=known,
        source=provenance.source,
        source_name=layer_name(what, provenance, language=language),
        age_h=None if age is None else round(age / HOUR, 2),
        note=layer_note(what, sea, provenance, language=language),
        resolution_m=UNSET if provenance.resolution is None else round(provenance.resolution),
    )


def _number(answer: LayerAnswer, decimals: int) -> float | None:
    return round(answer.value, decimals) if isinstance(answer.value, float) else None


def _tide(sea: SeaThere, language: str) -> Tide:
    turn = sea.tide_around.after if sea.tide_around and sea.tide.known else None
    return Tide(
        height_m=_number(sea.tide, 2),
        uncertainty_m=round(sea.tide.uncertainty or 0.0, 2),
        datum=name_in(language, "tide_datum", DATUM),
        tendency=_tendency(turn),
        next_turn=None if turn is None else f"{turn.kind} water",
        next_turn_time=None if turn is None else _minute(from_epoch_seconds(turn.epoch_seconds)),
        next_turn_height_m=None if turn is None else round(turn.level, 2),
        layer=_layer(sea, sea.tide, "tide", language),
    )


def _tendency(turn: TideTurn | None) -> Literal["rising", "falling", "unknown"]:
    if turn is None:
        return "unknown"
    return "rising" if turn.kind == "high" else "falling"


def _waterline(sea: SeaThere, fields: SeaFields, language: str) -> Waterline:
    seaward = _number(sea.waterline, 0)
    error = sea.waterline.uncertainty
    place = sea.position
    off = float(fields.coast.distance(longitude=[place.longitude], latitude=[place.latitude])[0])
    near = seaward is not None and 0.0 < off < NEAR_SHORE
    edge = off - (seaward or 0.0) if sea.edge is None else sea.edge.off
    return Waterline(
        seaward_of_coast_m=seaward,
        uncertainty_m=None if error is None else round(error),
        distance_off_m=round(edge) if near else None,
        layer=_layer(sea, sea.waterline, "waterline", language),
    )


def _stream(sea: SeaThere, language: str) -> TidalStream:
    answer = sea.stream
    layer = _layer(sea, answer, "stream", language)
    error = round((answer.uncertainty or 0.0) / KNOT, 2)
    if not isinstance(answer.value, tuple):
        return TidalStream(set_to_deg=None, rate_kn=None, uncertainty_kn=error, layer=layer)
    east, north = answer.value
    return TidalStream(
        set_to_deg=round(float(direction_to_deg(east=east, north=north)), 1),
        rate_kn=round((east**2 + north**2) ** 0.5 / KNOT, 2),
        uncertainty_kn=error,
        layer=layer,
    )


def _wind(sea: SeaThere, language: str) -> Wind:
    answer = sea.wind
    layer = _layer(sea, answer, "wind", language)
    error = round((answer.uncertainty or 0.0) / KNOT, 1)
    if not isinstance(answer.value, tuple):
        return Wind(from_deg=None, speed_kn=None, uncertainty_kn=error, layer=layer)
    east, north = answer.value
    speed = (east**2 + north**2) ** 0.5
    from_deg = round(float(direction_from_deg(east=east, north=north)), 1)
    return Wind(
        from_deg=None if speed < NO_DIRECTION else from_deg,
        speed_kn=round(speed / KNOT, 1),
        uncertainty_kn=error,
        layer=layer,
    )


def _light(sea: SeaThere, language: str) -> Light:
    light = sea.light
    return Light(
        phase=light.phase,
        sun_elevation_deg=round(light.sun_elevation_deg, 1),
        sunrise=_minute(light.sunrise),
        sunset=_minute(light.sunset),
        next_daylight=_minute(light.next_daylight),
        moon_up=light.moon_up,
        moon_illuminated=round(light.moon_illuminated, 2),
        layer=_written(sea, sea.light_from, "light", language),
    )


def _minute(time: datetime | None) -> str | None:
    """Return a time to the nearest minute as ISO text."""
    if time is None:
        return None
    return format_instant(from_epoch_seconds(60.0 * round(time.timestamp() / 60.0)))
