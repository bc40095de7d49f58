"""How one situation drifts for its answer: anew, or carried on from an earlier report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.assess.coordination import centres_of, coordinator_sentence, knows
from estran.assess.forecast import forecast_of, run_ensemble, unknown_forecast
from estran.assess.kept_drift import kept_wind_members, no_stream_because
from estran.assess.rebased_case import read_case
from estran.assess.rebased_ensemble import SOURCES, followed
from estran.drift.craft import PERSON, craft
from estran.environment.charted_depth import depth_errors
from estran.environment.window import open_window
from estran.errors import QuantityError
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
        None where no stream is held: in a canal or a harbour, or in an area without one.
    because : str or None
        Key of the sentence that says why no stream is held; None where it is inland, or drifts.
    evidence : EvidenceUsed or None
        None where the situation has no history.
    carried_on : bool
        Whether the ensemble is that of an earlier report, which went on.
    """

    ensemble: Ensemble | None
    evidence: EvidenceUsed | None
    carried_on: bool = False
    because: str | None = None

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
        case = read_case(situation.history, situation, settings, book, language)
        met = followed(case, kept=environment.since)
        ensemble, evidence = met.ensemble, met.evidence
    carried_on, because = ensemble is not None, None
    if ensemble is None:
        ensemble, because = _plain(situation, environment, settings, book)
    return Drift(ensemble=ensemble, evidence=evidence, carried_on=carried_on, because=because)


def who_coordinates(situation: Situation, language: Language) -> str:
    """Return the sentence that stands with every share of a region: who coordinates, who knows."""
    report = situation.report
    told = {
        centre: _told_at(parse_instant(time), reported=situation.time) if time else None
        for centre, time in knows(report).items()
    }
    return coordinator_sentence(
        coordinator=report.coordinator,
        told=told,
        language=language,
        centres=centres_of(situation.area),
    )


def _plain(
    situation: Situation, environment: SeaFields, settings: RunSettings, book: AssumptionBook
) -> tuple[Ensemble | None, str | None]:
    """Return the ensemble; or None, and why no stream is held, which inland needs no word."""
    if situation.inland_water:
        return None, None
    because = no_stream_because(situation, environment, settings)
    if because is not None:
        return None, because
    try:
        window = open_window(
            fields=environment,
            start=epoch_seconds(situation.time),
            hours=settings.hours,
            origin=situation.seed_position,
        )
    except QuantityError:
        if environment.stream is not None:
            raise
        return None, "forecast.currents_gap"
    if window.bed is not None:
        depth_errors(book)
    wind = kept_wind_members(situation, environment.kept, settings, book=book)
    return run_ensemble(situation, window, settings, book=book, wind=wind), None


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
        reason = say(
            language,
            drift.because or "forecast.inland_reason",
            name=name if drift.because is None else situation.area.name,
        )
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
    laws = LAWS if situation.area.coast_source == "osm" else LAWS - {"osm"}
    coast = {situation.area.coast_source}
    return classes | lines | laws | coast | (set() if situation.history is None else SOURCES)
