"""How one situation drifts for its answer: anew, or carried on from an earlier report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.assess.coordination import coordinator_sentence, knows
from estran.assess.forecast import forecast_of, run_ensemble, unknown_forecast
from estran.assess.kept_drift import kept_wind_members
from estran.assess.rebased_ensemble import SOURCES, followed
from estran.drift.craft import PERSON, craft
from estran.environment.charted_depth import depth_errors
from estran.environment.window import open_window
from estran.language.catalogue import name_in, say
from estran.quantities.instants import epoch_seconds, format_instant, parse_instant

if TYPE_CHECKING:
    from datetime import datetime

    from estran.assess.answer import Forecast
    from estran.assess.answer_words import Language
    from estran.assess.evidence_said import EvidenceUsed
    from estran.assess.forecast import Ensemble
    from estran.assess.settings import RunSettings
    from estran.assess.situation import Situation
    from estran.environment.sea import SeaFields
    from estran.sources.assumptions import AssumptionBook

LAWS = {"allen_2005", "breivik_allen_2008", "iamsar_2", "osm", "salmon_2011"}  # of every forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """The ensemble that an answer is read from, and what it was re-based on.

    Attributes
    ----------
    ensemble : Ensemble or None
        None where no stream is held, in a canal or a harbour.
    evidence : EvidenceUsed or None
        None where the situation has no history.
    """

    ensemble: Ensemble | None
    evidence: EvidenceUsed | None

    @property
    def engine(self) -> str:
        """Which engine let it drift."""
        return self.ensemble.engine if self.ensemble else "none: nothing drifted"


def drift_of(
    situation: Situation,
    environment: SeaFields,
    settings: RunSettings,
    *,
    book: AssumptionBook,
    language: Language,
) -> Drift:
    """Let a situation drift: with a history, from the earlier ensemble where it can follow.

    Where it contradicts what was learnt since, the forecast starts anew from the newest fix.
    """
    ensemble, evidence = None, None
    if situation.history is not None:
        met = followed(situation.history, situation, settings, book=book, language=language)
        ensemble, evidence = met.ensemble, met.evidence
    if ensemble is None:
        ensemble = _plain(situation, environment, settings, book)
    return Drift(ensemble=ensemble, evidence=evidence)


def who_coordinates(situation: Situation, language: Language) -> str:
    """Return the sentence that stands with every share of a region: who coordinates, who knows."""
    report = situation.report
    told = {
        centre: _told_at(parse_instant(time), reported=situation.time) if time else None
        for centre, time in knows(report).items()
    }
    return coordinator_sentence(coordinator=report.coordinator, told=told, language=language)


def _plain(
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
    if window.bed is not None:
        depth_errors(book)
    wind = kept_wind_members(situation, environment.kept, settings, book=book)
    return run_ensemble(situation, window, settings, book=book, wind=wind)


def forecast_answer(
    drift: Drift,
    situation: Situation,
    settings: RunSettings,
    sentence: str,
    book: AssumptionBook,
    language: Language,
) -> Forecast:
    """Return what the ensemble says; unknown, and why, where nothing drifted."""
    if drift.ensemble is None:
        name = name_in(language, "place", situation.inland_water or "")
        reason = say(language, "forecast.inland_reason", name=name)
        return unknown_forecast(reason=reason, sentence=sentence)
    return forecast_of(drift.ensemble, settings, sentence=sentence, book=book, language=language)


def _told_at(time: datetime, *, reported: datetime) -> str:
    """Return hh:mm; with its date where that is not the report's."""
    text = format_instant(time)
    return text[11:16] if time.date() == reported.date() else text


def forecast_sources(forecast: Forecast, situation: Situation) -> set[str]:
    """Return the sources of the drift laws and of the leeway classes that were used."""
    if not forecast.known:
        return set()
    mixtures = (craft(situation.craft).mixture, craft(PERSON).mixture)
    classes = {one.source for mixture in mixtures for one in mixture.classes}
    lines = {point.source for line in situation.area.lines for point in line.points}
    return classes | lines | LAWS | (set() if situation.history is None else SOURCES)
