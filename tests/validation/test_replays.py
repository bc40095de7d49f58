"""The historic cases, answered from the report alone: what should have been plain that hour.

Known: verdicts, classes, facts and the tide, which is prediction. Contested: nearly every time and
place; each replay lists it, and an expectation here holds for every reading that is listed, or says
on which it rests. So nothing here tests a position, and nothing was tuned on these cases.
Why these tolerances: verdicts, rows and classes are words, compared exactly. A turn of the tide is
held within 20 min, three times the lag that Dover's gauge allows, as these places lie between
gauges. The time before which nobody may speak of ending a search is only bounded from below:
survivors were found by then.
"""

import re
from dataclasses import replace
from functools import cache

import msgspec
import pytest

from estran.assess.assessment import assess_report
from estran.assess.facts_said import facts_said
from estran.assess.settings import RunSettings
from estran.doctrine.judge import judge
from estran.doctrine.options import CONTROL, RESCUE
from estran.doctrine.registry import in_force
from estran.doctrine.ruleset import ruleset
from estran.doctrine.states import one_situation
from estran.environment.tide import load_tide_field
from estran.exchange.json_answer import to_json
from estran.exchange.replay import replay, replay_keys
from estran.exchange.text_answer import to_text
from estran.quantities.instants import epoch_seconds, parse_instant
from estran.quantities.position_text import parse_position

QUICK = RunSettings(particles=200, hours=2)
BARRED = {"forbidden", "not_permitted"}
TURN_ERROR = 20 * 60.0  # s
BEACHES = ("2025-07-04", "2026-04-01")
ENDS_A_SEARCH = (
    r"\b(?:stop|end|close|terminate|suspend|call off)\b[^.]*\bsearch",
    r"\bsearch[^.]*\b(?:ends|closed|over|may stop)\b",
    r"\b(?:arrêter|clore|suspendre|cesser|mettre fin)\b[^.]*\brecherches?",
)
ONLY_REFUSALS = r"nobody may even|il n'est pas même question"


@cache
def answer(key, language="en", **changes):
    """Return the answer to a replay as JSON; `changes` replace fields of its report."""
    return answer_to(msgspec.structs.replace(replay(key).report, **changes), key, language)


def answer_to(report, key, language="en"):
    found = assess_report(report, QUICK, replay=key, language=language)
    return msgspec.json.decode(to_json(found)), to_text(found)


def of(key, **changes):
    return answer(key, **changes)[0]


def option(found, name):
    return next(one for one in found["card"] if one["option"] == name)


def hazard(found, name):
    return next(one["class"] for one in found["hazards"] if one["name"] == name)


def barred(found, name):
    """A control option that is not shown at all, with the reason, or shown and not permitted."""
    if name in shown(found):
        return option(found, name)["verdict"] in BARRED
    return bool(found["control_card"])


def judged(key):
    """Return the verdicts of the rules of a replay's hour on the facts that it names alone."""
    report = replay(key).report
    at = parse_instant(report.at)
    values = {name: one.value for name, one in facts_said(report).items()}
    return judge(ruleset(in_force(at), at=at), one_situation(values))


def row(found, name, rule):
    return next(one["status"] for one in option(found, name)["rows"] if one["rule"] == rule)


def no_rule_permits(one):
    """Where no rule speaks for an option it is not permitted, and no rule need stand against it."""
    permits = [each for each in one["rows"] if each["effect"] == "permit"]
    return one["verdict"] == "not_permitted" and not permits


def turns(key, hours=4.0):
    """Turns of the tide within some hours of a replay's time, by kind, in epoch seconds."""
    report = replay(key).report
    middle = epoch_seconds(parse_instant(report.at))
    found = load_tide_field().turns(
        position=parse_position(report.position).position,
        start=middle - hours * 3600.0,
        end=middle + hours * 3600.0,
    )
    return {one.kind: one.epoch_seconds for one in found}


def shown(found):
    return {one["option"] for one in found["card"]}


# Every case


@pytest.mark.parametrize("key", replay_keys())
def test_rescue_is_never_barred(key):
    for name in RESCUE:
        assert option(of(key), name)["verdict"] not in BARRED
    assert option(of(key), "I6")["verdict"] == "required"


@pytest.mark.parametrize("key", replay_keys())
def test_nothing_is_permitted_against_the_boat(key):
    for one in of(key)["card"]:
        if one["group"] == "control":
            assert one["verdict"] in BARRED, one["option"]
            assert one["because"] or one["unknown"] or no_rule_permits(one), one["option"]


@pytest.mark.parametrize("key", replay_keys())
def test_both_centres_stand_in_the_first_minute(key):
    centres = {one["centre"] for one in of(key)["coordination"]["centres"]}
    assert {"Gris-Nez", "Dover"} <= centres


@pytest.mark.parametrize("key", replay_keys())
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_sentence_ends_a_search(key, language):
    """A sentence that speaks of ending a search may only be one that refuses it."""
    text = re.sub(r"\s+", " ", answer(key, language)[1])
    said = "\n".join([*replay(key).lessons, *replay(key).report.contested, replay(key).title])
    for pattern in ENDS_A_SEARCH:
        for match in re.finditer(rf"[^.:]*{pattern}[^.:]*", text, flags=re.IGNORECASE):
            refused = re.search(ONLY_REFUSALS, match[0], flags=re.IGNORECASE)
            assert refused or match[0].strip() in said, match[0]


@pytest.mark.parametrize("key", replay_keys())
def test_what_is_contested_is_told_with_the_answer(key):
    assert of(key)["situation"]["contested"] == replay(key).report.contested


@pytest.mark.parametrize("key", replay_keys())
def test_every_page_says_replay(key):
    assert of(key)["replay"] == key
    assert "REPLAY" in answer(key)[1]


# 24 November 2021: contested are position, entry, jackets, water; known is when two were found


def test_2021_cannot_close_before_the_survivors_were_found():
    survival = of("2021-11-24")["survival"]
    assert survival["flotation"] == "unknown"
    assert survival["not_before"] is not None
    assert survival["not_before"] > "2021-11-24T13:00Z"


@pytest.mark.parametrize(
    "entered", ["2021-11-24T03:12Z/2021-11-24T03:12Z", "2021-11-24T03:20Z/2021-11-24T03:33Z"]
)
@pytest.mark.parametrize("water", [12.7, 10.0])
def test_2021_hangs_on_no_reading_of_the_entry_or_of_the_water(entered, water):
    """The earliest entry, and the coldest water that anybody named, change nothing."""
    found = of("2021-11-24", entered_water=entered, water_temperature=water)
    assert found["survival"]["not_before"] > "2021-11-24T13:00Z"


def test_2021_is_unknown_and_no_sooner_where_models_do_not_reach():
    """With the mean of ten years the warm side lies beyond the models: unknown is no closing."""
    survival = of("2021-11-24", water_temperature=None)["survival"]
    assert survival["not_before"] is None or survival["not_before"] > "2021-11-24T13:00Z"
    assert survival["not_before"] is not None or "Keep searching" in survival["not_before_text"]


def test_2021_is_urgent_long_before():
    survival = of("2021-11-24")["survival"]
    assert survival["entry_earliest"] == "2021-11-24T03:12Z"
    assert survival["urgent_by"] < survival["not_before"]
    assert survival["urgent_by"] < "2021-11-24T07:26Z"  # sunrise, by the evidence to the inquiry


def test_2021_is_a_call_for_help_in_distress():
    found = of("2021-11-24")
    assert found["coordination"]["phase_indicated"] == "distress"
    assert found["control_card"]
    assert shown(found) == set(RESCUE)


# 14 December 2022: contested are the track and the coordinator; known is when each centre was told


def test_2022_tells_both_centres_at_intake():
    told = {one["centre"]: one["told"] for one in of("2022-12-14")["coordination"]["centres"]}
    assert told["Gris-Nez"] == "2022-12-14T02:02Z"
    assert told["Dover"] == "2022-12-14T02:13Z"


def test_2022_asks_for_both_centres_where_neither_was_told():
    untold = msgspec.structs.replace(replay("2022-12-14").report, told={})
    found, _ = answer_to(untold, "2022-12-14")
    due = [one["text"] for one in found["coordination"]["actions"] if one["action"] == "tell"]
    assert any("Gris-Nez" in text for text in due)
    assert any("Dover" in text for text in due)


def test_2022_is_a_call_for_help_and_shows_no_control():
    found = of("2022-12-14")
    assert found["control_card"]
    assert shown(found) == set(RESCUE)


def test_2022_never_prints_a_region_without_its_sentence():
    found, text = answer("2022-12-14")
    assert found["coordination"]["sentence"]
    assert re.sub(r"\s+", " ", found["coordination"]["sentence"]) in re.sub(r"\s+", " ", text)


# 23 April 2024: contested are hour, place and who reported; known are 112 aboard and the engine


@pytest.mark.parametrize("persons", [112, "about 110", "109-112"])
def test_2024_crowding_is_flagged_before_anyone_is_in_the_water(persons):
    found = of("2024-04-23", persons=persons)
    assert found["survival"]["in_water"] == "unknown"
    assert found["survival"]["entry_latest"] is None
    assert hazard(found, "crowding") == "exceeded"


def test_2024_an_engine_that_stops_in_sight_of_the_beach_is_distress():
    found = of("2024-04-23")
    assert found["coordination"]["phase_indicated"] == "distress"
    assert option(found, "I6")["verdict"] == "required"
    assert not option(found, "I6")["precaution"]


@pytest.mark.parametrize("source", ["patrol", "caller", None])
def test_2024_has_no_control_card_whoever_reported(source):
    """Who reported is assumed; distress alone withholds the card from an observer as well."""
    found = of("2024-04-23", source=source)
    assert found["control_card"]
    assert shown(found) == set(RESCUE)


def test_2024_the_tide_was_falling_as_the_witness_saw():
    """A witness saw the boat on a bar "by the retreating tide"; low water came long after."""
    assert of("2024-04-23")["sea"]["tide"]["tendency"] == "falling"
    low = turns("2024-04-23")["low"]
    assert low - TURN_ERROR > epoch_seconds(parse_instant("2024-04-23T04:30Z"))


# 17 January 2026: contested are hour, place, count (six or seven), and what the boat was for


def test_2026_01_gives_the_card_where_drift_is_unknown():
    found = of("2026-01-17")
    assert found["forecast"]["known"] is False
    assert "Aa" in found["situation"]["inland_water"]
    assert shown(found) == {*RESCUE, *CONTROL}
    assert found["control_card"] is None


@pytest.mark.parametrize("persons", [6, 7, "6-7", None])
def test_2026_01_nobody_embarked_is_not_met_or_not_known(persons):
    found = of("2026-01-17", persons=persons)
    expected = "unknown" if persons is None else "not_met"
    for name in ("I7", "I11a"):
        assert option(found, name)["verdict"] in BARRED
        assert row(found, name, "FR25-3") == expected


def test_2026_01_that_an_interception_was_made_makes_no_rule_met():
    """Practice stands beside the text, with its date; it changes no verdict."""
    found = of("2026-01-17")
    framework = next(one for one in found["doctrines"] if one["id"] == "FR-2025-11-25")
    assert any("2026-01-17" in one for one in framework["practice"])
    assert option(found, "I7")["verdict"] in BARRED
    assert option(found, "I11b")["verdict"] == "forbidden"


def test_2026_01_asks_for_people_in_the_water():
    found = of("2026-01-17")
    assert found["coordination"]["phase_indicated"] == "distress_not_excluded"
    assert "persons_in_water" in [one["fact"] for one in found["questions"]]


# 4 July 2025 and 1 April 2026: contested are hour, place, count and waves; known is who stood where


def test_2025_the_tide_had_turned():
    """No account gives the tide. By computation it fell slowly from a neap high water at 05:41."""
    tide = of("2025-07-04")["sea"]["tide"]
    assert tide["tendency"] == "falling"
    high = turns("2025-07-04")["high"]
    assert high == pytest.approx(epoch_seconds(parse_instant("2025-07-04T05:41Z")), abs=TURN_ERROR)


def test_2026_04_the_tide_was_rising_at_every_hour_that_is_told():
    assert of("2026-04-01")["sea"]["tide"]["tendency"] == "rising"
    found = turns("2026-04-01")
    assert found["low"] + TURN_ERROR < epoch_seconds(parse_instant("2026-04-01T07:30Z"))
    assert found["high"] - TURN_ERROR > epoch_seconds(parse_instant("2026-04-01T08:30Z"))


@pytest.mark.parametrize("key", BEACHES)
def test_people_standing_in_the_water_are_a_situation_of_their_own(key):
    found = of(key)
    assert found["situation"]["state"] == "boarding"
    assert found["survival"]["in_water"] == "yes"
    assert found["survival"]["not_before"] is None
    assert row(found, "I6", "LAW-SAR-2.1.10") == "met"


@pytest.mark.parametrize("key", BEACHES)
@pytest.mark.parametrize("share", [0.5, 1.0, 2.0])
def test_wading_is_exceeded_for_children_and_the_exhausted_at_any_such_wave(key, share):
    """The wave height is assumed: half of it and twice it give the same classes."""
    found = of(key, waves=share * replay(key).report.waves)
    assert hazard(found, "wading_children") == "exceeded"
    assert hazard(found, "wading_exhausted_adults") == "exceeded"
    assert hazard(found, "wading_officers") in {"exceeded", "not_shown_safe"}


@pytest.mark.parametrize("key", BEACHES)
def test_wading_is_unknown_where_nobody_says_how_high_the_waves_are(key):
    found = of(key, waves=None)
    for name in ("wading_children", "wading_exhausted_adults", "wading_officers"):
        assert hazard(found, name) == "unknown"
    assert all(barred(found, name) for name in CONTROL)


@pytest.mark.parametrize("key", BEACHES)
def test_rescue_is_required_and_every_control_barred(key):
    found = of(key)
    assert option(found, "I6")["verdict"] == "required"
    assert all(barred(found, name) for name in CONTROL)


@pytest.mark.parametrize("key", BEACHES)
def test_every_control_is_forbidden_by_name_shown_or_not(key):
    """The rules themselves, on what the patrol says: nobody needs count, depth or waves for it."""
    verdicts = judged(key)
    assert verdicts["I6"].verdict.word == "required"
    for name in CONTROL:
        assert verdicts[name].verdict.word == "forbidden"
        assert "LAW-RESCUE-FIRST" in verdicts[name].because


@pytest.mark.parametrize("key", BEACHES)
@pytest.mark.parametrize("persons", [0, 20, "30-80", None])
def test_no_count_of_those_aboard_opens_a_control(key, persons):
    """Counts aboard are contested, down to "almost no passengers"; those in the water decide."""
    found = of(key, persons=persons)
    assert all(barred(found, name) for name in CONTROL)
    assert option(found, "I6")["verdict"] == "required"


def test_2025_no_rule_in_force_let_officers_wade_in_to_slash():
    assert judged("2025-07-04")["I9"].verdict.word == "forbidden"
    assert barred(of("2025-07-04"), "I9")
    assert "FR-2025-ANNOUNCED" not in {each["id"] for each in of("2025-07-04")["doctrines"]}


# What the expectations stand on


def test_expectations_would_fail_on_another_case():
    """An empty boat, seen by a patrol with nobody near it, is judged otherwise."""
    report = replay("2026-01-17").report
    facts = {
        **report.facts,
        **dict.fromkeys(("persons_in_water", "children_seen", "boarding_begun"), False),
        **dict.fromkeys(("help_asked", "craft_swamped", "taking_water", "engine_stopped"), False),
        **dict.fromkeys(("tubes_damaged", "injured_or_ill", "leisure_or_fishing"), False),
        **dict.fromkeys(("prosecutor_informed", "text_2025_confirmed"), True),
        "rescue_unit_standing_by": True,
    }
    empty = msgspec.structs.replace(report, persons=0, facts=facts)
    found, _ = answer_to(empty, "2026-01-17")
    assert row(found, "I7", "FR25-3") == "met"
    assert option(found, "I7")["verdict"] == "permitted"
    assert found["coordination"]["phase_indicated"] == "not_indicated"


def test_the_ensemble_is_small_because_nothing_here_reads_a_position():
    bigger = replace(QUICK, particles=400)
    report = replay("2025-07-04").report
    found = msgspec.json.decode(to_json(assess_report(report, bigger, replay="2025-07-04")))
    assert found["card"] == of("2025-07-04")["card"]
    assert found["hazards"] == of("2025-07-04")["hazards"]
