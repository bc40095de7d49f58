"""Guard-rails on a thousand situations: what Estran never does, whatever it is told.

The situations are drawn, and always the same (`tests/support/situations.py`). What a report says of
danger is read here again, in other words than the house's own.
"""

import json
import re
from collections import Counter
from datetime import datetime, timedelta
from fnmatch import fnmatchcase as fnmatch

import msgspec
import pytest

from estran.assess.assessment import assess_report
from estran.assess.manifest import CLASSES_ONLY
from estran.assess.report import FactGiven
from estran.assess.settings import RunSettings
from estran.doctrine.control_card import CALLS_FOR_HELP, OBSERVERS
from estran.doctrine.facts import facts
from estran.doctrine.options import CONTROL, RESCUE
from estran.environment.area import load_area
from estran.environment.regions import open_regions
from estran.exchange.geojson import to_geojson
from estran.exchange.json_answer import from_json, to_json
from estran.exchange.text_answer import to_text
from estran.language.catalogue import say
from estran.quantities.position_text import parse_position
from estran.rescue.assets import asset_classes
from estran.sources.assumptions import assumptions
from tests.support.situations import INDICATORS, cases, share_steps

QUICK = RunSettings(particles=100, hours=1)
PARTS, SEAS, REPORTS = 8, 5, 25  # 1000 situations
ON_LAND = "I13"  # before anybody launches: a law permits it, no directive
GOOD_FOR = timedelta(minutes=30)  # what reassures is not known any more after so long
BOTH_LANGUAGES = 32  # of so many situations one is answered in both languages

NEVER_SAID = {
    "en": (
        *(r"\bgo\b", r"\bnot ours\b", r"\bgreen\b", r"\bsafe to\b", r"\b(?:is|are) safe\b"),
        *(r"\bclear to\b", r"\bcleared\b", r"\bproceed\b(?! with all speed and tell)"),
        *(r"best window", r"best time", r"\x1b"),
    ),
    "fr": (
        *(r"feu vert", r"\bverte?s?\b", r"\ballez\b", r"\bvas-y\b", r"\bautoris", r"sans danger"),
        *(r"\bsûr(?:e|s|es)?\b", r"en toute sécurité", r"pas (?:chez|à|de) nous"),
        *(
            r"pas notre (?:zone|affaire|secteur)",
            r"hors de notre",
            r"meilleur(?:e)? moment",
            r"\x1b",
        ),
    ),
}
NO_FIGURE_OF_A_BOAT = (
    *(r"freeboard", r"franc-bord", r"m[ée]tacent", r"\bgm\b", r"stabilit[yé]", r"buoyancy"),
    *(r"overload", r"surcharg", r"(?:persons|people|personnes) (?:per|par|a|au) m"),
)
IDS_THAT_MAY_STAND = ("swamped_buoyancy", "ukniis_2006_buoyancy")
FIGURES_OF_SEA_AND_TIME = {
    *("hazard_keel_margin", "hazard_wave_period", "hazard_wave_height_factor"),
    *("hazard_boarding_depth", "hazard_boarding_wait"),
}
SENTENCES = (
    *(
        "language",
        "coordination.sentence",
        "coordination.nearest_units",
        "coordination.actions.text",
    ),
    *("situation.from_place", "situation.inland_water", "situation.contested", "situation.*.why"),
    *("sea.tide.datum", "sea.*.layer.source_name", "sea.*.layer.note", "forecast.crossings.line"),
    "forecast.landfalls.shore",
    *("forecast.coordinator_sentence", "forecast.unknown_because", "survival.*_text"),
    *("hazards.text", "doctrines.title", "doctrines.unknown", "doctrines.doubt"),
    *("doctrines.practice", "card.name", "card.rows.label", "card.rows.facts.label"),
    *("card.rows.facts.value", "card.rows.facts.by", "control_card", "questions.text"),
    *("assets.name", "assets.standing", "assets.from_place", "assets.reach_unknown_because"),
    "mass_rescue.text",
)
"""Where an answer holds words that are translated; all else is the same in both languages."""


@pytest.mark.parametrize("part", range(PARTS))
def test_a_thousand_situations_keep_the_guard_rails(part, monkeypatch):
    share_steps(monkeypatch.setattr)
    seen: Counter[str] = Counter()
    for count, case in enumerate(cases(part, seas=SEAS, reports=REPORTS)):
        both = count % BOTH_LANGUAGES == part
        languages = ("en", "fr") if both or count % 2 else ("fr", "en")
        try:
            answers = [answer_to(case, language) for language in languages[: 1 + both]]
            for answer in answers:
                seen.update(keeps_the_guard_rails(case.report, answer))
            if count % REPORTS == 0:
                assert from_json(to_json(answers[0])) == answers[0]
                assert_features_carry_the_warning_and_no_region(case.report, answers[0])
            if both:
                assert_same_but_for_sentences(*map(msgspec.to_builtins, answers))
        except Exception as error:
            error.add_note(f"part {part}, case {count}: {case}")
            raise
    assert_something_was_tested(seen)


def test_what_the_situations_of_one_sea_share_changes_no_answer(monkeypatch):
    few = [
        case for count, case in enumerate(cases(PARTS, seas=3, reports=6)) if count % 6 in (1, 5)
    ]
    alone = [to_json(answer_to(case, "fr")) for case in few]
    share_steps(monkeypatch.setattr)
    assert [to_json(answer_to(case, "fr")) for case in few] == alone


@pytest.mark.parametrize("name", [one for one in assumptions() if one.startswith(CLASSES_ONLY)])
def test_the_reason_of_a_figure_that_is_withheld_does_not_tell_the_figure(name):
    """The reason goes out with the answer, and "one a minute" is a figure as much as 60 is."""
    why = assumptions()[name].why
    assert not re.search(r"\d|\b(?:half|third|quarter|twice|double|one|two|once|as high as)\b", why)


def answer_to(case, language):
    return assess_report(case.report, QUICK, units=case.units, language=language)


def keeps_the_guard_rails(report, answer):
    """Hold one answer against every guard-rail; return what kind of situation it was."""
    page = to_text(answer)
    text = " ".join(page.split())
    plain = msgspec.to_builtins(answer)
    said = " ".join([text[: text.index(say(answer.language, "manifest.heading"))], *spoken(plain)])
    assert_nothing_forbidden_is_said(answer, text, said)
    assert_no_figure_of_a_boat(answer, text, said)
    assert_regions_never_stand_alone(answer, page)
    assert_units_are_not_tasked_and_patrols_have_no_place(answer)
    assert_a_forecast_is_a_probability(answer)
    assert_no_input_is_lost(report, answer)
    assert_an_exercise_says_so(report, answer, text)
    assert_the_higher_count_counts(report, answer)
    return [*assert_rescue_comes_first(report, answer), *assert_control_is_barred(report, answer)]


def assert_nothing_forbidden_is_said(answer, text, said):
    caution = say(answer.language, "title.caution")
    assert caution in said
    said = said.lower().replace(caution.lower(), "")
    for words in NEVER_SAID[answer.language]:
        assert not re.search(words, said), words
    verdicts = Counter(one.verdict for one in answer.card)
    shown = re.findall({"en": r"\bpermitted\b", "fr": r"\bpermis\b"}[answer.language], text)
    assert len(shown) == verdicts["permitted"] + verdicts["not_permitted"], "a verdict, or nothing"


def assert_no_figure_of_a_boat(answer, text, said):
    said = said.lower()
    for name in IDS_THAT_MAY_STAND:
        said = said.replace(name, "")
    for words in NO_FIGURE_OF_A_BOAT:
        assert not re.search(words, said), words
    for one in answer.hazards:
        assert one.hazard_class in {"exceeded", "not_shown_safe", "unknown"}
        assert not re.search(r"\d", "".join([one.text, *one.unknown]))
    for row in answer.manifest.assumptions:
        if row.key.startswith("hazard_") and row.key not in FIGURES_OF_SEA_AND_TIME:
            assert (row.value, row.low, row.high) == (None, None, None), row.key
            assert f"{row.key} =" not in text


def assert_regions_never_stand_alone(answer, text):
    sentence = answer.coordination.sentence
    assert answer.forecast.coordinator_sentence == sentence
    either = {"en": "May be on either side", "fr": "d'un côté ou de l'autre"}
    assert either[answer.language] in sentence
    parts = [re.sub(r"\s+", " ", part) for part in text.split("\n\n")]
    shares = [one for one in parts if re.search(r"\bUK FR BE\b", one)]
    assert len(shares) == int(answer.forecast.known)
    for one in shares:
        assert 0 < one.find(sentence) < one.find("UK FR BE")


def assert_units_are_not_tasked_and_patrols_have_no_place(answer):
    for one in answer.assets:
        if not one.named:
            assert one.standing == say(answer.language, "assets.class_estimate")
            if not asset_classes()[one.asset_class].stations:
                assert (one.from_place, one.first_reached) == (None, None)


def assert_a_forecast_is_a_probability(answer):
    forecast, sea = answer.forecast, answer.sea
    assert sea.wind.uncertainty_kn > 0.5, "a calm is never assumed"
    assert sea.waves.low_m > 0.0 or sea.waves.layer.source == "report"
    if not forecast.known:
        assert forecast.unknown_because
        return
    regions = forecast.region_probability
    for hour in range(len(forecast.times)):
        shares = (regions.UK[hour], regions.FR[hour], regions.BE[hour], regions.other[hour])
        assert sum(shares) == pytest.approx(1.0, abs=1e-9)
        states = sum(row.probability[hour] for row in forecast.hypotheses)
        assert states == pytest.approx(1.0, abs=3e-4)
        areas = {
            row.level: row.area_nm2 for row in forecast.contours if row.time == forecast.times[hour]
        }
        assert 0 < areas[0.5] <= areas[0.75] <= areas[0.95]


def assert_no_input_is_lost(report, answer):
    echo = answer.situation.said
    for name in ("at", "position", "persons", "state", "under_way", "wind", "waves", "source"):
        value = getattr(report, name)
        assert echo.get(name) == (None if value is None else str(value))
    assert all(name in echo["facts"] for name in report.facts)


def assert_the_higher_count_counts(report, answer):
    """Of people aboard; a count of people in the water is none."""
    counts = [value_of(report, "persons_aboard")]
    if report.craft != "person_in_water" and report.state != "in_water":
        counts.append(report.persons)
    highest = max(figures(*counts), default=None)
    for used in (used for one in answer.card for row in one.rows for used in row.facts):
        if used.fact == "persons_aboard":
            shown = figures(used.value)
            assert shown == [] if highest is None else max(shown) >= highest


def figures(*texts):
    return [int(one) for text in texts for one in re.findall(r"\d+", str(text))]


def assert_an_exercise_says_so(report, answer, text):
    assert (say(answer.language, "title.exercise") in text) == report.exercise


def assert_features_carry_the_warning_and_no_region(report, answer):
    features = json.loads(to_geojson(answer))["features"]
    assert all(one["properties"]["exercise"] == report.exercise for one in features)
    assert all(one["properties"]["coordinator"] for one in features)
    assert not any("region" in key for one in features for key in one["properties"])


def assert_rescue_comes_first(report, answer):
    """I6 by the facts alone, every rescue option there and none of them barred."""
    danger, excluded = in_danger(report), danger_excluded(report)
    card = {one.option: one for one in answer.card}
    assert set(RESCUE) <= set(card)
    assert {card[one].verdict for one in RESCUE} <= {"required", "permitted", "undetermined"}
    rescue = card["I6"]
    assert rescue.verdict == ("permitted" if excluded else "required")
    assert rescue.precaution == (not danger and not excluded)
    known = "distress" if danger else "not_indicated" if excluded else "distress_not_excluded"
    assert answer.coordination.phase_indicated == known
    assert all(row.rule for one in answer.card for row in one.rows)
    used = [used for one in answer.card for row in one.rows for used in row.facts]
    assert all(one.by and one.at for one in used if one.at or one.by)
    return [known]


def assert_control_is_barred(report, answer):
    """No card for whoever asks for help; on a card, nothing in danger, or where it may be."""
    shown = {one.option: one.verdict for one in answer.card if one.group == "control"}
    reason = why_withheld(report)
    assert set(shown) == (set() if reason else {*CONTROL})
    assert answer.control_card == (reason and say(answer.language, f"card.withheld_{reason}"))
    assert set(shown.values()) <= {"permitted", "forbidden", "not_permitted"}
    if not danger_excluded(report):
        assert "permitted" not in shown.values()
    if outside_france(report):
        permitted = {name for name, verdict in shown.items() if verdict == "permitted"}
        assert permitted <= {ON_LAND}, "a French directive reaches no further than France"
    if not shown or not danger_excluded(report):
        assert {facts()[one.fact].serves for one in answer.questions} <= {"rescue"}
    if in_danger(report):
        assert set(shown.values()) <= {"forbidden"}
    return ["card" if shown else "withheld", *set(shown.values())]


def assert_something_was_tested(seen):
    kinds = ("distress", "distress_not_excluded", "not_indicated", "card", "withheld")
    for kind in (*kinds, "permitted", "forbidden", "not_permitted"):
        assert seen[kind], (kind, seen)


def assert_same_but_for_sentences(one, other, path=""):
    """Every number, time, place, id and key is the same; figures within a sentence too."""
    assert type(one) is type(other), path
    if isinstance(one, dict):
        assert list(one) == list(other)
        for name in one:
            assert_same_but_for_sentences(one[name], other[name], f"{path}.{name}".lstrip("."))
    elif isinstance(one, list):
        assert len(one) == len(other), path
        for first, second in zip(one, other, strict=True):
            assert_same_but_for_sentences(first, second, path)
    elif one != other:
        assert any(fnmatch(path, each) for each in SENTENCES), (path, one, other)
        assert sorted(re.findall(r"\d+", one)) == sorted(re.findall(r"\d+", other)), (one, other)


def spoken(plain):
    """Yield every text of an answer, but for the echo of the report and titles of works."""
    echo = ("said", "position_said", "contested", "persons")
    drawn = ("contours", "sample", "mean_position", "most_likely_position")
    aside = {"manifest", *echo, *drawn}
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for name, one in plain.items():
            if name not in aside:
                yield from spoken(one)
    elif isinstance(plain, list):
        for one in plain:
            yield from spoken(one)


def said_yes(report, *names):
    return [name for name in names if value_of(report, name) == "yes"]


def value_of(report, name):
    """Return what was said; nothing where that is old, unless it says yes."""
    given, said = report.facts.get(name), of_any_age(report, name)
    if not isinstance(given, FactGiven):
        return said
    age = datetime.fromisoformat(report.at) - datetime.fromisoformat(given.at or report.at)
    return said if age <= GOOD_FOR or said == "yes" else None


def of_any_age(report, name):
    given = report.facts.get(name)
    return given.value if isinstance(given, FactGiven) else given


def why_withheld(report):
    """Return whether a call for help came before it, no observer made it, or it is a distress."""
    by = {one.by for one in report.facts.values() if isinstance(one, FactGiven)}
    if asks_for_help(report) or by & CALLS_FOR_HELP:
        return "call_for_help"
    if report.source not in OBSERVERS:
        return "source_unknown"
    relayed = report.mayday_relay not in {None, "no", "non"}
    declared = relayed or "distress" in report.phases.values()
    return "distress" if declared or in_distress(report) else None


def outside_france(report):
    """A mile or more on the far side of a line between the regions."""
    spot, regions = parse_position(report.position).position, open_regions(load_area())
    share = regions.memberships(longitude=[spot.longitude], latitude=[spot.latitude])[0]
    return share[regions.names.index("FR")] == 0.0


def asks_for_help(report):
    return report.source in CALLS_FOR_HELP or bool(said_yes(report, "help_asked"))


def in_distress(report):
    by_state = report.state in ("adrift", "swamped")
    return by_state or asks_for_help(report) or bool(said_yes(report, *INDICATORS))


def in_the_water(report):
    entered = (report.entered_water or "9").partition("/")[0]
    by_state = report.state in ("boarding", "in_water") or report.craft == "person_in_water"
    said = said_yes(report, "persons_in_water") or figures(of_any_age(report, "time_in_water"))
    return by_state or entered <= report.at or bool(said)


def in_danger(report):
    return in_distress(report) or in_the_water(report)


def danger_excluded(report):
    """Everything that could show danger was denied, by somebody who was asked."""
    denied = {one for one in ("persons_in_water", *INDICATORS) if value_of(report, one) == "no"}
    if report.state == "under_way":  # a course and a speed may be a drift
        denied.add("engine_stopped")
    return not in_danger(report) and denied == {"persons_in_water", *INDICATORS}
