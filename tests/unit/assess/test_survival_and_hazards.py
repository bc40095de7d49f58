"""Survival and hazards of a situation: two times never mixed, classes only, unknown kept."""

import pytest

from estran.assess.facts_known import known_facts
from estran.assess.hazards_answer import hazards_answer
from estran.assess.report import Report
from estran.assess.sea_answer import sea_answer, sea_of
from estran.assess.situation import understand
from estran.assess.survival_answer import survival_answer
from estran.environment.sea import load_sea_fields
from estran.sources.assumptions import AssumptionBook

NIGHT = {
    "at": "2021-11-24T01:06Z",
    "position": "51-04.5N 001-44.4E",
    "persons": 33,
    "state": "in_water",
    "water_temperature": 13,
    "entered_water": "2021-11-24T03:12Z/2021-11-24T03:33Z",
}
BEACH = {
    "at": "2025-11-01T07:00Z",
    "position": "50-58.9N 001-50.0E",
    "position_accuracy_m": 500,
    "persons": 60,
    "state": "boarding",
    "waves": 0.6,
}


def _parts(fields, language="en"):
    book = AssumptionBook()
    situation = understand(Report(**fields))
    environment = load_sea_fields(situation.area.key)
    sea = sea_of(situation, environment, book=book)
    known = known_facts(situation, sea_answer(sea, environment))
    return situation, sea, known, {"book": book, "language": language}


def survival(language="en", **fields):
    situation, sea, known, rest = _parts({**NIGHT, **fields}, language)
    return survival_answer(situation, sea, known, **rest)


def hazards(**fields):
    situation, sea, known, rest = _parts({**BEACH, **fields})
    return {one.name: one for one in hazards_answer(situation, sea, known, **rest)}


def test_24_november_2021_some_may_be_alive_until_well_after_13_utc() -> None:
    found = survival()
    assert found.flotation == "unknown"
    assert found.not_before is not None
    assert found.not_before > "2021-11-24T13:00Z"
    assert found.urgent_by is not None
    assert "2021-11-24T03:12Z" < found.urgent_by < "2021-11-24T06:00Z"
    assert found.urgent_by < found.not_before


def test_jackets_that_nobody_saw_do_not_bring_the_end_of_a_search_nearer() -> None:
    without = survival(facts={"life_jackets": "none"})
    worn = survival(facts={"life_jackets": "all"})
    assert without.not_before == worn.not_before == survival().not_before
    assert without.urgent_by <= worn.urgent_by


def test_without_an_entry_both_times_are_unknown_while_people_are_in_the_water() -> None:
    found = survival(entered_water=None)
    assert (found.urgent_by, found.not_before) == (None, None)
    assert "treat as now" in found.urgent_by_text
    assert "Keep searching" in found.not_before_text


def test_where_people_may_still_be_aboard_the_search_has_no_time_at_all() -> None:
    found = survival(state="adrift", entered_water=None)
    assert found.entry_assumed
    assert found.urgent_by is not None
    assert found.not_before is None


def test_a_time_that_has_passed_before_the_report_ends_nothing() -> None:
    found = survival(at="2021-11-26T01:06Z")
    assert found.not_before is None
    assert "had passed before this report" in found.not_before_text
    assert found.urgent_by_text.startswith("now:")


def test_one_time_of_entry_ends_nothing_while_people_may_be_aboard() -> None:
    one = {"entered_water": "2021-11-24T03:12Z"}
    assert survival(**one, state="swamped").not_before is None
    assert survival(**one, state="in_water").not_before is not None
    assert survival(**one, state="swamped", facts={"persons_aboard": 0}, persons=None).not_before


def test_time_in_the_water_gives_the_entry() -> None:
    found = survival(at="2021-11-24T03:36Z", entered_water=None, facts={"time_in_water": "0.1-0.4"})
    assert (found.entry_earliest, found.entry_latest) == ("2021-11-24T03:12Z", "2021-11-24T03:30Z")


def test_warm_water_is_outside_the_models_and_nobody_stops() -> None:
    found = survival(water_temperature=19)
    assert found.not_before is None
    assert "fewer than two models" in found.not_before_text
    assert not all(one.in_range for one in found.models)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_share_of_survivors_and_no_time_of_death_is_given(language: str) -> None:
    found = survival(language)
    texts = f"{found.urgent_by_text} {found.not_before_text}"
    assert "%" not in texts
    for word in ("death", "dead", "décès", "mort"):
        assert word not in texts.lower()
    assert {one.meaning for one in found.models} <= {"median", "upper", "lower", "predicted"}


def test_boarding_in_waves_is_beyond_what_children_and_exhausted_people_stand() -> None:
    found = hazards()
    assert found["wading_children"].hazard_class == "exceeded"
    assert found["wading_exhausted_adults"].hazard_class == "exceeded"
    assert found["wading_officers"].hazard_class == "exceeded"


def test_waves_that_nobody_reported_are_no_input() -> None:
    found = hazards(waves=None)
    for name in ("waves_shipped", "surf", "breaker_abeam", "grounding"):
        assert found[name].hazard_class == "unknown"
        assert "waves" in found[name].unknown


def test_a_count_that_nobody_gave_makes_crowding_unknown() -> None:
    found = hazards(persons=None)
    assert found["crowding"].hazard_class == "unknown"
    assert found["crowding"].unknown == ["persons"]


def test_people_who_wait_in_cold_water_are_cold_before_the_crossing_begins() -> None:
    assert hazards(at="2026-02-01T07:00Z")["cold_hands"].hazard_class == "exceeded"
    assert hazards(at="2026-08-01T07:00Z")["cold_hands"].hazard_class == "unknown"


def test_another_kind_of_craft_has_no_shape_that_is_known_here() -> None:
    found = hazards(craft="fishing_vessel")
    assert found["crowding"].hazard_class == "unknown"
    assert "boat" in found["crowding"].unknown


def test_classes_are_all_that_leaves_the_house() -> None:
    for one in hazards().values():
        assert one.hazard_class in {"exceeded", "not_shown_safe", "unknown"}
        assert not any(character.isdigit() for character in one.text)
