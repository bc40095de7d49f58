"""Part 3 of the text answer: where the people may be. Areas lead; the coordinator stands first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from estran.exchange.text_layout import area, clock_after, percent
from estran.language.catalogue import say
from estran.language.french import of

if TYPE_CHECKING:
    from estran.assess.answer import (
        Crossing,
        Forecast,
        HypothesisShare,
        Landfall,
        Manifest,
        RegionProbability,
    )

FEW = 2000  # particles: below it the areas of one hour differ from those of the next by chance


def forecast_lines(forecast: Forecast, manifest: Manifest, *, language: str) -> list[str]:
    """Return the lines of part 3."""
    heading = say(language, "forecast.heading", particles=manifest.particles, hours=manifest.hours)
    if not forecast.known:
        reason = say(language, "forecast.unknown", reason=forecast.unknown_because)
        return [heading, f"  {reason}", f"  {forecast.coordinator_sentence}"]
    return [
        heading,
        f"  {forecast.coordinator_sentence}",
        *_table(forecast, language),
        *_few(manifest.particles, language),
        *("  " + _crossing(row, forecast, language) for row in forecast.crossings),
        *_landfalls(forecast, manifest.hours, language),
        *_left_area(forecast, language),
        "  " + _hull(forecast, language),
        "  " + say(language, "forecast.hypotheses", hours=manifest.hours),
        *("    " + _hypothesis(row, language) for row in forecast.hypotheses),
        "",
        *_datum(forecast, language),
    ]


def _table(forecast: Forecast, language: str) -> list[str]:
    rows = [_row(forecast, hour, language) for hour in range(len(forecast.times))]
    notes = ["forecast.table_note"]
    if forecast.times[0][:10] != forecast.times[-1][:10]:
        notes.append("forecast.table_days")
    head = "forecast.table_head"
    if forecast.region_probability.own is not UNSET:
        head = "forecast.table_head_own"
    return [
        "  " + say(language, head),
        *("  " + row for row in rows),
        *("  " + say(language, note) for note in notes),
    ]


def _few(particles: int, language: str) -> list[str]:
    """Warn of an ensemble too small for its areas to be steady."""
    if particles >= FEW:
        return []
    return ["  " + say(language, "forecast.few", particles=particles)]


def _areas(forecast: Forecast, time: str) -> dict[float, str]:
    return {row.level: area(row.area_nm2) for row in forecast.contours if row.time == time}


def _row(forecast: Forecast, hour: int, language: str) -> str:
    time = forecast.times[hour]
    areas = _areas(forecast, time)
    key, shares = _regions(forecast.region_probability, hour)
    return say(
        language,
        key,
        time=clock_after(time, start=forecast.times[0]),
        a95=areas[0.95],
        a75=areas[0.75],
        a50=areas[0.5],
        position=forecast.most_likely_position[hour].dmm,
        aground=percent(forecast.aground_probability[hour]),
        in_water=percent(forecast.in_water_probability[hour]),
        **shares,
    )


def _regions(regions: RegionProbability, hour: int) -> tuple[str, dict[str, str]]:
    """Return the key of an hour's row, and the shares of its regions."""
    other = percent(regions.other[hour])
    if regions.own is UNSET:
        three = {"uk": regions.UK, "fr": regions.FR, "be": regions.BE}
        return "forecast.table_row", {
            **{name: percent(shares[hour]) for name, shares in three.items()},
            "other": other,
        }
    own = [f"{key} {percent(shares[hour])}" for key, shares in regions.own.items()]
    return "forecast.table_row_own", {"regions": "  ".join(own), "other": other}


def _crossing(row: Crossing, forecast: Forecast, language: str) -> str:
    hours = len(forecast.times) - 1
    if row.first is None:
        return say(language, "forecast.crossing_none", line=row.line, hours=hours)
    times = {
        "first": row.first,
        "q05": row.quantile_05,
        "q50": row.quantile_50,
        "q95": row.quantile_95,
    }
    start = forecast.times[0]
    shown = {key: clock_after(time, start=start) for key, time in times.items() if time}
    share = percent(row.probability)
    return say(language, "forecast.crossing", line=row.line, share=share, hours=hours, **shown)


def _landfalls(forecast: Forecast, hours: int, language: str) -> list[str]:
    """Return the shores in the order of their shares, and below them what they are not."""
    if forecast.landfalls is None:
        return []
    if not forecast.landfalls:
        return ["  " + say(language, "forecast.landfall_none", hours=hours)]
    return [
        *("  " + landfall_text(row, forecast, language=language) for row in forecast.landfalls),
        "  " + say(language, "forecast.landfall_note"),
    ]


def landfall_text(row: Landfall, forecast: Forecast, *, language: str) -> str:
    """Return where and when people may first come ashore, in one sentence."""
    start = forecast.times[0]
    return say(
        language,
        f"forecast.landfall_{row.kind}",
        shore=of(row.shore) if language == "fr" else row.shore,
        share=percent(row.probability),
        first=clock_after(row.first, start=start),
        q50=clock_after(row.quantile_50, start=start),
        q95=clock_after(row.quantile_95, start=start),
    )


def _left_area(forecast: Forecast, language: str) -> list[str]:
    share = forecast.left_area_probability[-1]
    if share == 0.0:
        return []
    time = _end(forecast)
    return ["  " + say(language, "forecast.left_area", share=percent(share), time=time)]


def _end(forecast: Forecast) -> str:
    return clock_after(forecast.times[-1], start=forecast.times[0])


def _hull(forecast: Forecast, language: str) -> str:
    hull = forecast.hull
    if hull is None:
        return say(language, "forecast.hull_none")
    last = next((row for row in reversed(hull.contours) if row.level == 0.95), None)
    place = hull.mean_position[-1]
    return say(
        language,
        "forecast.hull",
        share=percent(hull.parted_probability[-1]),
        time=_end(forecast),
        area=area(last.area_nm2) if last else "-",
        position=place.dmm if place else "-",
    )


def _hypothesis(row: HypothesisShare, language: str) -> str:
    place = row.mean_position[-1]
    return say(
        language,
        "forecast.hypothesis",
        name=say(language, f"state.{row.name}"),
        start=percent(row.probability[0]),
        end=percent(row.probability[-1]),
        aground=percent(row.aground_probability[-1]),
        position=place.dmm if place else "",
    )


def _datum(forecast: Forecast, language: str) -> list[str]:
    datum = forecast.datum
    if datum is None:
        return []
    points = say(language, "datum.to").join(place.dmm for place in datum.points)
    corners = "  ".join(place.dmm for place in datum.box)
    return [
        say(language, "datum.heading", time=datum.time),
        "  " + say(language, f"datum.{datum.kind}", points=points),
        "  "
        + say(
            language,
            "datum.errors",
            total=f"{datum.total_probable_error_nm:.1f}",
            position=f"{datum.position_error_nm:.1f}",
            drift=f"{datum.drift_error_nm:.1f}",
            craft=f"{datum.search_craft_error_nm:.1f}",
            radius=f"{datum.search_radius_nm:.1f}",
        ),
        "  " + say(language, "datum.box", corners=corners),
        "  "
        + say(
            language,
            "datum.box_holds",
            area=area(datum.box_area_nm2),
            share=percent(datum.box_holds),
            whole=_areas(forecast, datum.time)[0.95],
        ),
    ]
