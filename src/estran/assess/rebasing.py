"""A forecast that goes on from a later fix, or starts anew from it, and why. A pure function."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from estran.assess.answer import Forecast, Manifest  # noqa: TC001 -- msgspec reads them
from estran.assess.drift_answer import (
    drift_of,
    forecast_answer,
    forecast_sources,
    who_coordinates,
)
from estran.assess.evidence_said import EvidenceUsed, History
from estran.assess.kept_choice import (
    DRIFTED,
    environment_of,
    sea_chosen,
)
from estran.assess.kept_said import library_keys, passed_said, with_kept
from estran.assess.kept_since import drift_used
from estran.assess.manifest import manifest_of, with_evidence
from estran.assess.situation import fix_assumption, understand
from estran.errors import TimeError
from estran.quantities.instants import epoch_seconds
from estran.sources.assumptions import AssumptionBook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.assess.answer_words import Language
    from estran.assess.kept_choice import Offer, SeaChosen
    from estran.assess.report import Report
    from estran.assess.search_said import SearchDone
    from estran.assess.settings import RunSettings


class RebasedForecast(Struct, frozen=True, kw_only=True):
    """A forecast from the latest fix on, and whether the earlier ensemble carried it there."""

    estran: str = "1"
    language: str
    exercise: bool
    forecast: Forecast
    manifest: Annotated[Manifest, Meta(description="With the evidence used, and the outcome.")]
    kept_said: Annotated[
        list[str] | UnsetType, Meta(description="Kept fields that were not used, and why.")
    ] = UNSET

    @property
    def evidence(self) -> EvidenceUsed:
        """What the earlier forecast was held against, and what became of it."""
        assert self.manifest.evidence is not None  # noqa: S101 -- it has a history
        return self.manifest.evidence


def rebased_forecast(
    earlier: Report,
    later: Sequence[Report],
    settings: RunSettings,
    *,
    searches: Sequence[SearchDone] = (),
    offer: Offer | None = None,
    language: Language = "en",
) -> RebasedForecast:
    """Return the forecast from the last fix on, from the ensemble of the earlier report.

    Parameters
    ----------
    earlier : Report
        Whose ensemble is to go on.
    later : sequence of Report
        Fixes of the same boat or its people since then, in any order. A state that one of them
        gives is weighed as the state assumptions have it. None at all where there are searches:
        the forecast then starts at the earlier report.
    settings : RunSettings
        Hours count from the last fix.
    searches : sequence of SearchDone
        That found nothing, from the earlier report to the forecast's end; each at the low end of
        its chance. What cannot be valued counts as not done.
    offer : callable or None
        Gives the kept fields for the hours of the forecast; the embedded sea alone where None.
    language : str
        Of the sentences.

    Returns
    -------
    RebasedForecast
        The same inputs give the same bytes, in whichever order fixes and searches are given.

    Raises
    ------
    TimeError
        Where neither fix nor search is given, or a fix lies before the earlier report.
    InputError
        Where a report or search cannot be used.
    """
    if not (later or searches):
        raise TimeError(
            "rebase.no_fix",
            "Nothing is given to go on from. Name at least one later report with its position, or "
            "a search that found nothing.",
        )
    reports = sorted(later, key=_order)
    last = reports[-1] if reports else earlier
    ordered = sorted(searches, key=lambda one: (one.start, one.end, one.unit, one.corners))
    history = History(earlier=earlier if reports else None, fixes=reports[:-1], searches=ordered)
    sea = sea_chosen(last, history, settings, offer)
    return _answer(last, history, settings, language, sea)


def _answer(
    last: Report,
    history: History,
    settings: RunSettings,
    language: Language,
    sea: SeaChosen,
) -> RebasedForecast:
    situation, book = replace(understand(last), history=history), AssumptionBook(part="forecast")
    if last.position_accuracy_m is None:
        book.take(fix_assumption(situation.position))
    environment = environment_of(situation, sea)
    drift = drift_of(situation, environment, settings, book=book, language=language)
    fields = drift_used(sea.since if drift.carried_on else sea.now)
    sentence = who_coordinates(situation, language)
    forecast = forecast_answer(drift, situation, settings, sentence, book, language)
    manifest = manifest_of(
        situation,
        settings,
        book=book,
        sources={"forecast": forecast_sources(forecast, situation) | library_keys(fields)},
        engine=drift.engine,
    )
    told = (history.earlier, last, *history.fixes)
    return RebasedForecast(
        language=language,
        exercise=any(one.exercise for one in told if one is not None),
        forecast=forecast,
        manifest=with_kept(with_evidence(manifest, drift.evidence, history), fields),
        kept_said=_passed(sea, language, drift.carried_on) or UNSET,
    )


def _passed(sea: SeaChosen, language: Language, carried_on: bool) -> list[str]:  # noqa: FBT001
    """Return what is kept for the drift and not used, a clause each."""
    kept = sea.since if carried_on else sea.now
    return [said for layer in DRIFTED for said in passed_said(kept, layer, language)]


def _order(one: Report) -> tuple[float, float, float, float, str]:
    read = understand(one)
    seed = read.seed_position
    time = epoch_seconds(read.time)
    return time, seed.latitude, seed.longitude, read.position_sd, one.position
