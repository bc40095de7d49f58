"""Part 2 of the text answer: the sea there and then, with source, age and uncertainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange.text_depth import depth_lines, source_said
from estran.exchange.text_layout import clock, degrees, labelled
from estran.language.catalogue import say

if TYPE_CHECKING:
    from estran.assess.answer import Light, Sea, TidalStream, Tide, Waterline, Waves, Wind


def sea_lines(sea: Sea, *, language: str) -> list[str]:
    """Return the lines of part 2."""

    def word(key: str, /, **values: object) -> str:
        return say(language, f"sea.{key}", **values)

    water = sea.water_temperature
    temperature = (
        word("temperature_unknown")
        if water.celsius is None
        else word(
            "temperature_value", value=f"{water.celsius:.1f}", error=f"{water.uncertainty_c:.1f}"
        )
    )
    return [
        word("heading"),
        *labelled(
            word("tide"), [*_tide(sea.tide, language), source_said(sea.tide.layer, language)]
        ),
        *_waterline(sea.waterline, language),
        *depth_lines(sea, language=language),
        *labelled(
            word("stream"), [_stream(sea.stream, language), source_said(sea.stream.layer, language)]
        ),
        *labelled(word("wind"), [_wind(sea.wind, language), source_said(sea.wind.layer, language)]),
        *labelled(
            word("waves"), [_waves(sea.waves, language), source_said(sea.waves.layer, language)]
        ),
        *labelled(word("temperature"), [temperature, source_said(water.layer, language)]),
        *labelled(
            word("light"), [*_light(sea.light, language), source_said(sea.light.layer, language)]
        ),
    ]


def _tide(tide: Tide, language: str) -> list[str]:
    if tide.height_m is None:
        return [say(language, "sea.tide_unknown")]
    now = say(
        language,
        "sea.tide_value",
        height=f"{tide.height_m:.1f} ±{tide.uncertainty_m:.1f}",
        datum=tide.datum,
        tendency=say(language, f"tendency.{tide.tendency}"),
    )
    if tide.next_turn is None:
        return [now]
    turn = say(
        language,
        "sea.tide_next",
        turn=say(language, f"turn.{tide.next_turn.replace(' ', '_')}"),
        time=clock(tide.next_turn_time, language=language),
        height=f"{tide.next_turn_height_m:.1f}",
    )
    return [say(language, "mark.then").join((now, turn))]


def _waterline(edge: Waterline, language: str) -> list[str]:
    """Return where the water's edge is, near a shore only."""
    if edge.distance_off_m is None:
        return []
    text = say(
        language,
        "sea.waterline_off" if edge.distance_off_m >= 0 else "sea.waterline_ashore",
        off=f"{abs(edge.distance_off_m):.0f}",
        error=f"{edge.uncertainty_m or 0:.0f}",
        seaward=f"{edge.seaward_of_coast_m or 0:.0f}",
    )
    return labelled(say(language, "sea.waterline"), [text, source_said(edge.layer, language)])


def _stream(stream: TidalStream, language: str) -> str:
    if stream.set_to_deg is None or stream.rate_kn is None:
        return say(language, "sea.stream_unknown")
    return say(
        language,
        "sea.stream_value",
        direction=degrees(stream.set_to_deg),
        rate=f"{stream.rate_kn:.1f}",
        error=f"{stream.uncertainty_kn:.1f}",
    )


def _wind(wind: Wind, language: str) -> str:
    if wind.speed_kn is None:
        return say(language, "sea.unknown")
    if wind.from_deg is None:
        return say(language, "sea.wind_from_nowhere", error=f"{wind.uncertainty_kn:.0f}")
    return say(
        language,
        "sea.wind_prior" if wind.layer.source == "assumed" else "sea.wind_said",
        direction=degrees(wind.from_deg),
        speed=f"{wind.speed_kn:.0f}",
        error=f"{wind.uncertainty_kn:.0f}",
    )


def _waves(waves: Waves, language: str) -> str:
    low, high = f"{waves.low_m:.1f}", f"{waves.high_m:.1f}"
    if waves.layer.source == "assumed" or waves.significant_height_m is None:
        return say(language, "sea.waves_prior", low=low, high=high)
    return say(
        language, "sea.waves_said", height=f"{waves.significant_height_m:.1f}", low=low, high=high
    )


def _light(light: Light, language: str) -> list[str]:
    moon = (
        say(language, "sea.moon_up", share=f"{100 * light.moon_illuminated:.0f}")
        if light.moon_up
        else say(language, "sea.moon_down")
    )
    now = say(
        language,
        "sea.light_value",
        phase=say(language, f"phase.{light.phase}"),
        elevation=f"{light.sun_elevation_deg:.0f}",
        sunrise=clock(light.sunrise, language=language),
        sunset=clock(light.sunset, language=language),
    )
    after = say(language, "sea.light_next", time=clock(light.next_daylight, language=language))
    return [say(language, "mark.then").join((now, moon, after))]
