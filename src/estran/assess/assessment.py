"""`assess`: one situation in, one answer out. The only place where sea, drift and law meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.assess.answer import Assessment
from estran.assess.coordination import coordinator_sentence
from estran.assess.forecast import forecast_of, run_ensemble, unknown_forecast
from estran.assess.manifest import manifest_of
from estran.assess.sea_answer import sea_answer, sea_of, sea_sources
from estran.assess.settings import RunSettings
from estran.assess.situation import fix_assumption, understand
from estran.assess.situation_answer import situation_answer
from estran.drift.craft import PERSON, craft
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.language.catalogue import say
from estran.quantities.instants import epoch_seconds, format_instant, parse_instant
from estran.sources.assumptions import AssumptionBook

if TYPE_CHECKING:
    from datetime import datetime

    from estran.assess.answer import Forecast
    from estran.assess.report import Report
    from estran.assess.situation import Situation
    from estran.environment.sea import SeaFields

LAWS = {"allen_2005", "breivik_allen_2008", "iamsar_2", "osm", "salmon_2011"}  # of every forecast


def assess_report(
    report: Report, settings: RunSettings, *, replay: str | None = None
) -> Assessment:
    """Assess one report with the embedded sea.

    Parameters
    ----------
    report : Report
        As said.
    settings : RunSettings
        Size, length and seed of the forecast.
    replay : str or None
        Key of the historic case that this is, for the watermark.

    Raises
    ------
    InputError
        Where the report cannot be used; nothing has been computed then.
    """
    situation = understand(report)
    return assess(situation, load_sea_fields(situation.area.key), settings, replay=replay)


def assess(
    situation: Situation,
    environment: SeaFields,
    settings: RunSettings = RunSettings(),  # noqa: B008 -- frozen
    *,
    replay: str | None = None,
) -> Assessment:
    """Return the whole answer about one situation: a pure function of its arguments.

    Parameters
    ----------
    situation : Situation
        As understood.
    environment : SeaFields
        What is held of the sea of the situation's area.
    settings : RunSettings
        Size, length and seed of the forecast.
    replay : str or None
        Key of the historic case that this is, for the watermark.

    Returns
    -------
    Assessment
        Immutable; the same inputs give the same bytes.
    """
    book = AssumptionBook()
    if situation.report.position_accuracy_m is None:
        book.take(fix_assumption(situation.position))
    sea = sea_of(situation, environment, book=book)
    forecast = _forecast(situation, environment, settings, book)
    sources = sea_sources(sea) | _forecast_sources(forecast, situation)
    return Assessment(
        exercise=situation.report.exercise,
        replay=replay,
        situation=situation_answer(situation, book=book, drifts=forecast.known),
        sea=sea_answer(sea, environment),
        forecast=forecast,
        manifest=manifest_of(situation, settings, book=book, sources=sources),
    )


def _forecast(
    situation: Situation, environment: SeaFields, settings: RunSettings, book: AssumptionBook
) -> Forecast:
    told = {
        centre: _told_at(parse_instant(time), reported=situation.time)
        for centre, time in situation.report.told.items()
    }
    sentence = coordinator_sentence(coordinator=situation.report.coordinator, told=told)
    if situation.inland_water:
        reason = say("en", "forecast.inland_reason", name=situation.inland_water)
        return unknown_forecast(reason=reason, sentence=sentence)
    window = open_window(
        fields=environment,
        start=epoch_seconds(situation.time),
        hours=settings.hours,
        origin=situation.seed_position,
    )
    ensemble = run_ensemble(situation, window, settings, book=book)
    return forecast_of(ensemble, settings, sentence=sentence, book=book)


def _told_at(time: datetime, *, reported: datetime) -> str:
    """Return hh:mm; with its date where that is not the report's."""
    text = format_instant(time)
    return text[11:16] if time.date() == reported.date() else text


def _forecast_sources(forecast: Forecast, situation: Situation) -> set[str]:
    """Return the sources of the drift laws and of the leeway classes that were used."""
    if not forecast.known:
        return set()
    mixtures = (craft(situation.craft).mixture, craft(PERSON).mixture)
    classes = {one.source for mixture in mixtures for one in mixture.classes}
    lines = {point.source for line in situation.area.lines for point in line.points}
    return classes | lines | LAWS
