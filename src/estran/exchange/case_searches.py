"""What a page says of searches done, of how long people may live, and of what comes next.

A guard-rail: no chance of success stands without the sentence that it ends no search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange.case_view import (
    centre,
    listed,
    newest_assessments,
    position_text,
    unknown,
)
from estran.exchange.page import Points, part
from estran.exchange.text_layout import percent
from estran.language.catalogue import name_in, say

if TYPE_CHECKING:
    from datetime import datetime

    from estran.casebook.bodies.operations import AssessmentMade, SearchDone, SearchWorth
    from estran.exchange.case_view import CaseView
    from estran.exchange.page import Part


def searches_part(view: CaseView) -> Part:
    """Return every search done with its POD and POS, and what they add up to."""
    return part(say(view.language, "case_sheet.searches"), Points(tuple(search_texts(view))))


def search_texts(view: CaseView) -> list[str]:
    """Return one sentence a search, then one a boat; none where nothing was searched."""
    worth = {one.search: one for _, valued in view.case.valued.values() for one in valued.searches}
    done = [_search(view, said, worth.get(key)) for key, (_, said) in view.case.searches.items()]
    if not done:
        return [say(view.language, "casebook.no_search")]
    return [*done, *_summed(view), say(view.language, "casebook.ends_no_search")]


def _search(view: CaseView, said: SearchDone, worth: SearchWorth | None) -> str:
    language = view.language
    pod = range_percent(worth.pod_low, worth.pod_high, language) if worth else unknown(language)
    pos = range_percent(worth.pos_low, worth.pos_high, language) if worth else unknown(language)
    return say(
        language,
        "casebook.search",
        unit=said.unit,
        target=name_in(language, "search_target", said.target),
        start=view.clock(said.start),
        end=view.clock(said.end),
        corners=listed((position_text(one) for one in said.corners), language),
        pattern=said.pattern,
        pod=pod,
        pos=pos,
    )


def _summed(view: CaseView) -> list[str]:
    return [
        say(
            view.language,
            "casebook.searches_valued",
            craft=craft,
            pos=range_percent(valued.pos_low, valued.pos_high, view.language),
        )
        for craft, (_, valued) in view.case.valued.items()
    ]


def range_percent(low: float | None, high: float | None, language: str) -> str:
    """Return two shares as whole per cent; unknown where either is."""
    if low is None or high is None:
        return unknown(language)
    return say(language, "casebook.percent", low=percent(low), high=percent(high))


def survival_texts(view: CaseView) -> list[str]:
    """Return urgent by and not before of each boat's newest assessment; never an end of search."""
    found = newest_assessments(view)
    if not found:
        return [say(view.language, "casebook.no_assessment")]
    return [_times(view, one) for one in found]


def _times(view: CaseView, one: AssessmentMade) -> str:
    urgent = "casebook.urgent" if one.urgent_by else "casebook.urgent_unknown"
    earliest = "casebook.not_before" if one.not_before else "casebook.not_before_unknown"
    return say(
        view.language,
        "casebook.times",
        craft=one.craft,
        as_of=view.clock(one.as_of),
        urgent=say(view.language, urgent, time=view.clock(one.urgent_by)),
        not_before=say(view.language, earliest, time=view.clock(one.not_before)),
        daylight=view.clock(one.next_daylight),
    )


def crossing_texts(view: CaseView) -> list[str]:
    """Return the lines that the forecast crosses, and when first; no share, and no side's case."""
    return [
        say(
            view.language,
            "casebook.crossing",
            craft=made.craft,
            line=name_in(view.language, "line", one.line),
            first=view.clock(one.first),
        )
        for made in newest_assessments(view)
        for one in made.crossings
        if one.share > 0.0
    ]


def lead_texts(view: CaseView) -> list[str]:
    """Return leads that are open, then those that were followed to their end."""
    case, language = view.case, view.language
    rows = [(key, case.lead_texts.get(key, ""), outcome) for key, outcome in case.leads.items()]
    rows.sort(key=lambda row: bool(row[2]))
    return [
        say(
            language,
            "casebook.lead_closed" if outcome else "casebook.lead_open",
            lead=key,
            what=what,
            outcome=outcome,
        )
        for key, what, outcome in rows
    ]


def decision_texts(view: CaseView) -> list[str]:
    """Return each decision with its reason; one against the advice says so first."""
    return [
        say(
            view.language,
            "casebook.decision_against" if one.against_advice else "casebook.decision",
            time=view.clock(stamp.at),
            centre=centre(view.language, stamp.by.centre),
            option=one.option,
            choice=name_in(view.language, "decision_choice", one.choice),
            why=one.why,
            verdict=name_in(view.language, "verdict", one.verdict) or unknown(view.language),
        )
        for stamp, one in view.case.decisions
    ]


def ending_texts(view: CaseView) -> list[str]:
    """Return how the case was closed, suspended or ended, each time."""
    return [
        say(
            view.language,
            "casebook.ending_review" if one.review_at else "casebook.ending",
            by=name_in(view.language, "recorded_role", one.stamp.by.role),
            centre=centre(view.language, one.stamp.by.centre),
            left=listed(one.left, view.language) if one.left else "-",
            state=name_in(view.language, "case_state", one.state),
            time=view.clock(one.stamp.at),
            why=one.why,
            review=_or_blank(view, one.review_at),
            resume=listed(one.resume_if, view.language),
        )
        for one in view.case.endings
    ]


def _or_blank(view: CaseView, moment: datetime | None) -> str:
    return view.clock(moment) if moment else ""
