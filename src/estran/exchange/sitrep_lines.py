"""What stands under each letter of a SITREP, from the record. Unknown is printed, never omitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange import case_parts as parts
from estran.exchange import case_searches as searches
from estran.exchange.case_view import (
    claims,
    coordinator,
    craft_name,
    facts_known,
    fix_text,
    fixes,
    listed,
    phases,
    references,
    said_in_fields,
    source,
    unasked,
    unknown,
)
from estran.exchange.text_forecast import landfall_text
from estran.exchange.text_layout import degrees
from estran.language.catalogue import name_in, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estran.assess.answer import Assessment, Sea, Wind
    from estran.casebook.records import CraftRecord
    from estran.exchange.case_view import CaseView

MOST_FIXES = 3  # a boat; those of older reports stand in the case sheet, and the line says so
MOST_SHORES = 2  # the text may be read aloud; all of them stand in the answer


def letter_texts(
    view: CaseView, assessment: Assessment | None, contradictions: Sequence[str]
) -> dict[str, str]:
    """Return the text of every letter, each filled."""
    language = view.language
    texts = {
        "A": _identity(view),
        "B": _each(view, _positions),
        "C": _situation(view),
        "D": " ".join([_each(view, _persons), *view.recovered()]),
        "E": _assistance(view),
        "F": " ".join(one for one in (coordinator(view), parts.offer_text(view)) if one),
        "G": _each(view, _description),
        "H": _weather(view, assessment),
        "J": _actions(view),
        "K": _search_area(view, assessment),
        "L": _instructions(view),
        "M": _plans(view),
        "N": _additional(view, contradictions),
    }
    return {letter: " ".join(text.split()) or unknown(language) for letter, text in texts.items()}


def _each(view: CaseView, said: Callable[[CaseView, CraftRecord], str]) -> str:
    """Return what is said of every boat; the name of one is left out where it is the only one."""
    crafts = view.crafts()
    if len(crafts) == 1:
        return said(view, crafts[0])
    return listed((f"{one.craft} = {said(view, one)}" for one in crafts), view.language)


def _identity(view: CaseView) -> str:
    boats = listed((craft_name(one) for one in view.crafts()), view.language)
    return say(view.language, "sitrep.identity", boats=boats, references=references(view))


def _positions(view: CaseView, craft: CraftRecord) -> str:
    """Return the newest positions; competing ones of one report are never parted."""
    found = fixes(view, craft)
    reports = list(dict.fromkeys(one.report.said.report for one in found))
    kept = set(reports[:MOST_FIXES])
    rows = [fix_text(view, one) for one in found if one.report.said.report in kept]
    if len(reports) > MOST_FIXES:
        rows.append(say(view.language, "sitrep.older_fixes", count=len(reports) - MOST_FIXES))
    return listed(rows, view.language)


def _situation(view: CaseView) -> str:
    opened = view.book.report(view.case.opened.report)
    alert = say(
        view.language,
        "sitrep.alert",
        channel=name_in(view.language, "channel", opened.said.channel),
        by=source(view.language, opened.said.source),
        time=view.clock(opened.stamp.at),
        report=opened.said.report,
    )
    states = listed(_states(view), view.language)
    facts = (
        f"{label}: {', '.join(said)}" if view.language == "en" else f"{label} : {', '.join(said)}"
        for label, said in facts_known(view).items()
    )
    return say(
        view.language,
        "sitrep.situation",
        alert=alert,
        state=states,
        facts=listed(facts, view.language),
        phases=phases(view),
    )


def _states(view: CaseView) -> list[str]:
    return [
        f"{name_in(view.language, 'state', one.said.fields['state'])} ({one.said.report})"
        for one in view.reports()
        if one.said.fields.get("state")
    ]


def _persons(view: CaseView, craft: CraftRecord) -> str:
    found = view.tally(craft)
    left = unknown(view.language) if found.open is None else str(found.open)
    return say(
        view.language,
        "sitrep.persons",
        claims=listed(claims(view, craft), view.language),
        alive=found.alive,
        dead=found.dead,
        accounted=found.accounted,
        missing=unknown(view.language) if found.missing is None else found.missing,
        open=left,
    )


def _assistance(view: CaseView) -> str:
    left = parts.people_left(view)
    if left is None:
        return say(view.language, "sitrep.assist_unknown", places=parts.places_text(view))
    if left == 0:
        return say(view.language, "sitrep.assist_none", places=parts.places_text(view))
    return say(view.language, "sitrep.assist", count=left, places=parts.places_text(view))


def _description(view: CaseView, craft: CraftRecord) -> str:
    kinds = [
        f"{name_in(view.language, 'craft', one.said.fields['craft'])} ({one.said.report})"
        for one in view.reports_of(craft)
        if one.said.fields.get("craft")
    ]
    return say(
        view.language,
        "sitrep.description",
        kind=listed(kinds, view.language),
        looks=parts.looks(view, craft),
    )


def _weather(view: CaseView, assessment: Assessment | None) -> str:
    if assessment is not None:
        return _sea(assessment.sea, view.language)
    reports = view.reports()
    return say(
        view.language,
        "sitrep.weather_said",
        wind=listed(said_in_fields(reports, "wind"), view.language),
        waves=listed(said_in_fields(reports, "waves"), view.language),
        water=listed(said_in_fields(reports, "water_temperature"), view.language),
    )


def _blown(wind: Wind, language: str) -> str:
    """Return direction and speed; a calm, and a wind that varies, has no direction."""
    if wind.speed_kn is None:
        return unknown(language)
    if wind.from_deg is None:
        return say(language, "sitrep.wind_from_nowhere", error=f"{wind.uncertainty_kn:.0f}")
    return f"{degrees(wind.from_deg)} {wind.speed_kn:.0f}"


def _sea(sea: Sea, language: str) -> str:
    """Return the weather of an assessment; what nobody said is marked as estimated."""
    wind, waves, water = sea.wind, sea.waves, sea.water_temperature
    blown = _blown(wind, language)
    reported = wind.layer.source == "report" and waves.layer.source == "report"
    light = say(language, f"phase.{sea.light.phase}")
    return say(
        language,
        "sitrep.weather" if reported else "sitrep.weather_estimated",
        wind=blown,
        low=f"{waves.low_m:.1f}",
        high=f"{waves.high_m:.1f}",
        water=unknown(language) if water.celsius is None else f"{water.celsius:.0f}",
        light=light,
    )


def _actions(view: CaseView) -> str:
    tasks = [parts.task_text(view, one) for one in view.case.tasks.values()]
    told = [
        say(
            view.language,
            "casebook.told_both" if one.acknowledged else "casebook.told_only",
            centre=name_in(view.language, "centre", name),
            told=view.clock(one.at),
            acknowledged=view.clock(one.acknowledged),
        )
        for name, one in view.case.told.items()
    ]
    relays = parts.relay_answers(view) or [say(view.language, "sitrep.no_relay")]
    return listed([*told, *relays, *(tasks or [say(view.language, "sitrep.no_task")])],
                  view.language)  # fmt: skip


def _search_area(view: CaseView, assessment: Assessment | None) -> str:
    ashore = _ashore(assessment, view.language) if assessment is not None else []
    return listed([_datum(view, assessment), *ashore, *searches.search_texts(view)], view.language)


def _ashore(assessment: Assessment, language: str) -> list[str]:
    """Return the shores where people most likely land: whoever walks a beach must hear of it."""
    forecast = assessment.forecast
    rows = (forecast.landfalls or [])[:MOST_SHORES]
    said = [landfall_text(row, forecast, language=language) for row in rows]
    return [*said, say(language, "forecast.landfall_note")] if said else []


def _datum(view: CaseView, assessment: Assessment | None) -> str:
    datum = assessment.forecast.datum if assessment is not None else None
    if datum is None:
        return say(view.language, "sitrep.datum_unknown", unknown=unknown(view.language))
    return say(
        view.language,
        "sitrep.datum",
        points=", ".join(one.dmm for one in datum.points),
        time=datum.time[11:],
        radius=f"{datum.search_radius_nm:.1f}",
    )


def _instructions(view: CaseView) -> str:
    case, language = view.case, view.language
    plan = case.mass_rescue.plan if case.mass_rescue else ""
    medical = ", ".join(view.clock(stamp.at) for stamp, _ in case.medical)
    return say(
        language,
        "sitrep.instructions",
        on_scene=case.on_scene or unknown(language),
        safety=parts.safety_text(view),
        medical=medical or unknown(language),
        plan=plan or unknown(language),
    )


def _plans(view: CaseView) -> str:
    leads = [
        f"{key} {view.case.lead_texts.get(key, '')}"
        for key, outcome in view.case.leads.items()
        if not outcome
    ]
    named = [say(view.language, "sitrep.leads", leads=", ".join(leads))] if leads else []
    return listed(
        [*searches.survival_texts(view), *searches.crossing_texts(view), *named], view.language
    )


def _additional(view: CaseView, contradictions: Sequence[str]) -> str:
    rows = [*contradictions]
    left = unasked(view)
    if left:
        rows.append(say(view.language, "sitrep.unasked", facts=", ".join(left)))
    return listed([*rows, *searches.ending_texts(view)], view.language)
