"""`assess`: one situation in, one answer out. The only place where sea, drift and law meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.assess.answer import Assessment
from estran.assess.assets_answer import asset_sources, assets_answer
from estran.assess.card_answer import (
    Judged,
    card_answer,
    card_sources,
    control_text,
    doctrines_used,
    questions_answer,
)
from estran.assess.coordination import coordinator_sentence, knows
from estran.assess.facts_known import known_facts
from estran.assess.first_minute import first_minute
from estran.assess.forecast import forecast_of, run_ensemble, unknown_forecast
from estran.assess.hazards_answer import depth_there, hazards_answer
from estran.assess.manifest import manifest_of
from estran.assess.sea_answer import sea_answer, sea_of, sea_sources
from estran.assess.settings import RunSettings
from estran.assess.situation import fix_assumption, understand
from estran.assess.situation_answer import situation_answer
from estran.assess.survival_answer import survival_answer, survival_sources
from estran.drift.craft import PERSON, craft
from estran.environment.sea import load_sea_fields
from estran.environment.window import open_window
from estran.language.catalogue import name_in, say
from estran.quantities.instants import epoch_seconds, format_instant, parse_instant
from estran.sources.assumptions import AssumptionBook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from estran.assess.answer import Forecast
    from estran.assess.answer_words import Language
    from estran.assess.forecast import Ensemble
    from estran.assess.report import Report
    from estran.assess.situation import Situation
    from estran.environment.sea import SeaFields
    from estran.rescue.assets import Unit

LAWS = {"allen_2005", "breivik_allen_2008", "iamsar_2", "osm", "salmon_2011"}  # of every forecast


def assess_report(
    report: Report,
    settings: RunSettings,
    *,
    replay: str | None = None,
    units: Sequence[Unit] = (),
    language: Language = "en",
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
    units : sequence of Unit
        Units that the user names; classes of units are estimated beside them.
    language : str
        Of every sentence in the answer.

    Raises
    ------
    InputError
        Where the report cannot be used; nothing has been computed then.
    """
    situation = understand(report)
    fields = load_sea_fields(situation.area.key)
    return assess(situation, fields, settings, replay=replay, units=units, language=language)


def assess(
    situation: Situation,
    environment: SeaFields,
    settings: RunSettings = RunSettings(),  # noqa: B008 -- frozen
    *,
    replay: str | None = None,
    units: Sequence[Unit] = (),
    language: Language = "en",
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
    units : sequence of Unit
        Units that the user names.
    language : str
        Of every sentence in the answer.

    Returns
    -------
    Assessment
        Immutable; the same inputs give the same bytes.
    """
    book = AssumptionBook()
    if situation.report.position_accuracy_m is None:
        book.take(fix_assumption(situation.position))
    sea = sea_of(situation, environment, book=book)
    shown = sea_answer(sea, environment, language=language)
    sentence = who_coordinates(situation, language)
    ensemble = _ensemble(situation, environment, settings, book)
    engine = ensemble.engine if ensemble else "none: nothing drifted"
    forecast = _forecast(ensemble, situation, settings, sentence, book, language)
    known = known_facts(situation, shown)
    survival = survival_answer(situation, sea, known, book=book, language=language)
    hazards = hazards_answer(situation, sea, known, book=book, language=language)
    judged = Judged(known_facts(situation, shown, hazards), at=situation.time)
    assets, mass_rescue = assets_answer(
        situation,
        ensemble,
        units,
        depth=depth_there(situation, shown, known, book),
        book=book,
        language=language,
    )
    card = card_answer(judged, report=situation.report, language=language)
    coordination = first_minute(
        situation,
        indicated=judged.phase_indicated,
        sentence=sentence,
        assets=assets,
        book=book,
        language=language,
    )
    sources = (
        sea_sources(sea)
        | _forecast_sources(forecast, situation)
        | survival_sources(survival)
        | {key for one in hazards for key in one.sources}
        | card_sources(card)
        | asset_sources(assets)
    )
    return Assessment(
        language=language,
        exercise=situation.report.exercise,
        replay=replay,
        coordination=coordination,
        situation=situation_answer(situation, book=book, drifts=forecast.known, language=language),
        sea=shown,
        forecast=forecast,
        survival=survival,
        hazards=hazards,
        doctrines=doctrines_used(judged, language=language),
        card=card,
        control_card=control_text(judged, report=situation.report, language=language),
        questions=questions_answer(judged, report=situation.report, language=language),
        assets=assets,
        mass_rescue=mass_rescue,
        manifest=manifest_of(
            situation, settings, book=book, sources=sources, units=units, engine=engine
        ),
    )


def who_coordinates(situation: Situation, language: Language) -> str:
    """Return the sentence that stands with every share of a region: who coordinates, who knows."""
    report = situation.report
    told = {
        centre: _told_at(parse_instant(time), reported=situation.time) if time else None
        for centre, time in knows(report).items()
    }
    return coordinator_sentence(coordinator=report.coordinator, told=told, language=language)


def _ensemble(
    situation: Situation, environment: SeaFields, settings: RunSettings, book: AssumptionBook
) -> Ensemble | None:
    """Return the ensemble; None where no stream is held, in a canal or a harbour."""
    if situation.inland_water:
        return None
    window = open_window(
        fields=environment,
        start=epoch_seconds(situation.time),
        hours=settings.hours,
        origin=situation.seed_position,
    )
    return run_ensemble(situation, window, settings, book=book)


def _forecast(
    ensemble: Ensemble | None,
    situation: Situation,
    settings: RunSettings,
    sentence: str,
    book: AssumptionBook,
    language: Language,
) -> Forecast:
    if ensemble is None:
        name = name_in(language, "place", situation.inland_water or "")
        reason = say(language, "forecast.inland_reason", name=name)
        return unknown_forecast(reason=reason, sentence=sentence)
    return forecast_of(ensemble, settings, sentence=sentence, book=book, language=language)


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
