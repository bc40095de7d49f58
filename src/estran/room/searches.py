"""From searches as the record holds them to searches as search theory reads them, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from estran.assess.search_answer import search_answer
from estran.assess.search_said import Pattern, SearchDone, Searcher, SearchObject, Sensor
from estran.errors import CasebookError
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from estran.assess.kept_choice import Offer
    from estran.assess.report import Report
    from estran.assess.search_said import SearchAnswer
    from estran.assess.settings import RunSettings
    from estran.casebook.bodies import operations
    from estran.casebook.records import CaseRecord


def searches_of(case: CaseRecord) -> list[SearchDone]:
    """Return the searches of a case, in the order in which they were entered."""
    return [_said(one) for _, one in case.searches.values()]


def valued(
    case: CaseRecord, report: Report, settings: RunSettings, *, offer: Offer | None = None
) -> tuple[tuple[str, ...], SearchAnswer]:
    """Return the numbers of the searches of a case, in order, and what they are worth.

    Raises
    ------
    CasebookError
        Where nothing has been searched.
    """
    if not case.searches:
        raise CasebookError(
            "search.none", f"{case.case}: no search has been entered.", case=case.case
        )
    answer = search_answer(report, settings, searches_of(case), offer=offer)
    return tuple(case.searches), answer


def _said(one: operations.SearchDone) -> SearchDone:
    return SearchDone(
        unit=one.unit,
        searcher=_word(one.searcher, Searcher, "other"),
        object=_word(one.target, SearchObject, "person_in_water"),
        corners=list(one.corners),
        pattern=_word(one.pattern, Pattern, "other"),
        spacing_nm=one.spacing_nm,
        speed_kn=one.speed_kn,
        start=format_instant(one.start),
        end=format_instant(one.end),
        visibility_nm=one.visibility_nm,
        wind_kn=one.wind_kn,
        waves_m=one.waves_m,
        sensor=_word(one.sensor, Sensor, "visual"),
        width_nm_low=one.width_low_nm,
        width_nm_high=one.width_high_nm,
        fatigue=one.fatigue,
    )


def _word(said: str, kind: Any, otherwise: str) -> Any:  # noqa: ANN401 -- one of a list of words
    return said if said in get_args(kind) else otherwise
