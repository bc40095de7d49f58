"""`assess`: one situation in, one answer out. The only place where sea, drift and law meet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from msgspec import UNSET

from estran.assess.ais_heard import ais_answer, with_heard
from estran.assess.answer import Assessment
from estran.assess.area_assumptions import book_of
from estran.assess.assets_answer import asset_sources, assets_answer
from estran.assess.card_answer import (
    Judged,
    card_answer,
    card_sources,
    control_text,
    doctrines_used,
    questions_answer,
)
from estran.assess.depth_answer import charted_span, with_depths_ahead
from estran.assess.drift_answer import (
    drift_of,
    forecast_answer,
    forecast_sources,
    who_coordinates,
)
from estran.assess.facts_known import known_facts
from estran.assess.first_minute import first_minute
from estran.assess.forcing_said import with_forcing_said
from estran.assess.hazards_answer import depth_there, hazards_answer
from estran.assess.kept_choice import fields_there
from estran.assess.kept_said import kept_used, library_keys, with_kept, with_kept_said
from estran.assess.kept_since import drift_used, joined, with_since_said
from estran.assess.manifest import manifest_of, with_evidence
from estran.assess.sea_answer import sea_answer, sea_of, sea_sources
from estran.assess.settings import RunSettings
from estran.assess.situation import fix_assumption, understand
from estran.assess.situation_answer import situation_answer
from estran.assess.survival_answer import survival_answer, survival_sources
from estran.environment.sea import load_sea_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.assess.ais_hearing import Hearing
    from estran.assess.answer import Manifest, Sea
    from estran.assess.answer_people import AssetAnswer, Coordination
    from estran.assess.answer_sea import KeptFieldUsed
    from estran.assess.answer_words import AnswerPart, Language
    from estran.assess.drift_answer import Drift
    from estran.assess.evidence_said import History
    from estran.assess.report import Report
    from estran.assess.situation import Situation
    from estran.environment.kept_sea import OfferedFields
    from estran.environment.sea import Sea as SeaThere
    from estran.environment.sea import SeaFields
    from estran.rescue.assets import Unit
    from estran.sources.assumptions import AssumptionBook


def assess_report(
    report: Report,
    settings: RunSettings,
    *,
    replay: str | None = None,
    units: Sequence[Unit] = (),
    language: Language = "en",
    history: History | None = None,
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
    history : History or None
        What else is known of the boat: the forecast is then re-based on it.

    Raises
    ------
    InputError
        Where the report cannot be used; nothing has been computed then.
    """
    situation = replace(understand(report), history=history)
    fields = load_sea_fields(situation.area.key)
    return assess(situation, fields, settings, replay=replay, units=units, language=language)


def assess_kept(
    report: Report,
    settings: RunSettings,
    offered: OfferedFields,
    *,
    replay: str | None = None,
    units: Sequence[Unit] = (),
    language: Language = "en",
) -> Assessment:
    """Assess one report with kept fields before the embedded sea.

    Parameters
    ----------
    report, settings, replay, units, language
        As for `assess_report`.
    offered : OfferedFields
        Every field that is kept: of each layer the best that is not stale and holds place and
        hours counts, and the answer names it. Where none does, the embedded sea counts, and the
        answer says why.

    Raises
    ------
    InputError
        Where the report cannot be used; nothing has been computed then.
    """
    beside = Beside(replay=replay, units=tuple(units), language=language)
    return assess_beside(understand(report), settings, offered, beside)


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What an answer needs beside report, settings and sea.

    Attributes
    ----------
    replay : str or None
        Key of the historic case that this is, for the watermark.
    units : tuple of Unit
        Units that the user names; classes of units are estimated beside them.
    language : str
        Of every sentence in the answer.
    heard : Hearing or None
        What was heard by AIS: ships near stand among those who can come, and alarms stand first.
    """

    replay: str | None = None
    units: tuple[Unit, ...] = ()
    language: Language = "en"
    heard: Hearing | None = None


def assess_beside(
    situation: Situation, settings: RunSettings, offered: OfferedFields, beside: Beside
) -> Assessment:
    """Assess one situation, in whatever area, with kept fields before what is held of its sea.

    Parameters
    ----------
    situation : Situation
        As understood.
    settings, offered
        As for `assess_kept`.
    beside : Beside
        What else is given, and what was heard by AIS.
    """
    return assess(
        replace(situation, heard=beside.heard),
        fields_there(situation, settings, offered),
        settings,
        replay=beside.replay,
        units=beside.units,
        language=beside.language,
    )


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
    book = _book_of(situation)
    book.part = "sea"
    sea = sea_of(situation, environment, book=book)
    sentence = who_coordinates(situation, language)
    book.part = "forecast"
    drift = drift_of(situation, environment, settings, book=book, language=language)
    shown = _shown(sea, environment, drift, language=language)
    fields_used = _fields_used(shown, environment, drift)
    forecast = forecast_answer(drift, situation, settings, sentence, book, language)
    known = known_facts(situation, shown)
    book.part = "survival"
    survival = survival_answer(situation, sea, known, book=book, language=language)
    book.part = "hazards"
    hazards = hazards_answer(situation, sea, known, book=book, language=language)
    judged = Judged(known_facts(situation, shown, hazards), at=situation.time)
    book.part = "assets"
    shown = with_depths_ahead(shown, forecast, environment, situation.position.position)
    charted = charted_span(situation, environment, hours=settings.hours)
    depth = depth_there(situation, shown, known, book, charted=charted)
    assets, mass_rescue = assets_answer(
        situation, drift.ensemble, units, depth=depth, book=book, language=language
    )
    book.part = "card"
    card = card_answer(judged, report=situation.report, language=language)
    book.part = "coordination"
    coordination = _coordinated(situation, judged, assets, sentence, book, language)
    book.part = "situation"
    understood = situation_answer(situation, book=book, drifts=forecast.known, language=language)
    sources: dict[AnswerPart, set[str]] = {
        "situation": set(),
        "sea": sea_sources(sea) | library_keys(fields_used),
        "forecast": forecast_sources(forecast, situation),
        "survival": survival_sources(survival),
        "hazards": {key for one in hazards for key in one.sources},
        "card": card_sources(card),
        "assets": asset_sources(assets),
        "coordination": set(),
    }
    manifest = manifest_of(
        situation, settings, book=book, sources=sources, units=units, engine=drift.engine
    )
    return Assessment(
        language=language,
        exercise=situation.report.exercise,
        replay=replay,
        coordination=coordination,
        situation=understood,
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
        manifest=_completed(manifest, drift, situation, fields_used),
        ais=UNSET if situation.heard is None else ais_answer(situation, assets, language=language),
    )


def _coordinated(
    situation: Situation,
    judged: Judged,
    assets: Sequence[AssetAnswer],
    sentence: str,
    book: AssumptionBook,
    language: Language,
) -> Coordination:
    """Return the first minute: who has the case, who is told, what is due."""
    return first_minute(
        situation,
        indicated=judged.phase_indicated,
        sentence=sentence,
        assets=assets,
        book=book,
        language=language,
    )


def _shown(sea: SeaThere, environment: SeaFields, drift: Drift, *, language: Language) -> Sea:
    """Return the sea of an answer, with what is kept of it and what its stream lacks."""
    shown = sea_answer(sea, environment, language=language)
    shown = with_forcing_said(shown, drift.ensemble, language=language)
    shown = with_kept_said(shown, environment.kept, language=language)
    if drift.evidence is None or not drift.carried_on:
        return shown
    since, now = environment.since, environment.kept
    start = drift.evidence.earlier
    return with_since_said(shown, since, now, start=start, language=language)


def _fields_used(shown: Sea, environment: SeaFields, drift: Drift) -> list[KeptFieldUsed]:
    rows = kept_used(shown, environment.kept)
    return joined(rows, drift_used(environment.since)) if drift.carried_on else rows


def _completed(
    manifest: Manifest, drift: Drift, situation: Situation, fields: list[KeptFieldUsed]
) -> Manifest:
    """Return a manifest with the history, the kept fields and what was heard by AIS."""
    return with_heard(with_kept(_with_history(manifest, drift, situation), fields), situation)


def _with_history(manifest: Manifest, drift: Drift, situation: Situation) -> Manifest:
    return with_evidence(manifest, drift.evidence, situation.history)


def _book_of(situation: Situation) -> AssumptionBook:
    """Return a book that notes the error of a fix where nobody gave one."""
    book = book_of(situation.area, part="situation")
    if situation.report.position_accuracy_m is None:
        book.take(fix_assumption(situation.position))
    return book
