"""The card: who may see control at all, what a row rests on, and what is never asked."""

import pytest

from estran.assess.card_answer import Judged, card_answer, control_text, questions_answer
from estran.assess.facts_known import known_facts
from estran.assess.report import FactGiven, Report, Role
from estran.assess.sea_answer import sea_answer, sea_of
from estran.assess.situation import understand
from estran.environment.sea import load_sea_fields
from estran.sources.assumptions import AssumptionBook

EMPTY = {
    **dict.fromkeys(("persons_in_water", "taking_water", "engine_stopped", "help_asked"), False),
    **dict.fromkeys(("tubes_damaged", "craft_swamped", "injured_or_ill", "children_seen"), False),
    **dict.fromkeys(("rescue_unit_standing_by", "taxi_boat_suspected", "launched"), True),
    **dict.fromkeys(("prosecutor_informed", "text_2025_confirmed"), True),
    **dict.fromkeys(("leisure_or_fishing", "boarding_begun"), False),
    "acting_unit": "gendarmerie_maritime",
    "persons_aboard": 0,
}


def judged(**fields):
    plain = {
        "at": "2026-03-14T10:12Z",
        "position": "50.985N 2.122E",
        "source": "patrol",
        "facts": EMPTY,
        **fields,
    }
    report = Report(**plain)
    situation = understand(report)
    environment = load_sea_fields(situation.area.key)
    sea = sea_of(situation, environment, book=AssumptionBook())
    found = Judged(known_facts(situation, sea_answer(sea, environment)), at=situation.time)
    return found, report


def verdicts(**fields):
    found, report = judged(**fields)
    return {one.option: one.verdict for one in card_answer(found, report=report, language="en")}


def test_an_observer_sees_all_options_and_an_empty_boat_with_every_fact_may_be_controlled() -> None:
    found = verdicts()
    assert len(found) == 16
    assert found["I7"] == "permitted"
    assert found["I14"] == "not_permitted"


def test_a_count_of_people_against_an_empty_boat_bars_control() -> None:
    assert verdicts(persons=40)["I7"] in {"not_permitted", "forbidden"}


@pytest.mark.parametrize("by", ["caller", "ngo", "volunteer", "resident"])
def test_a_fact_that_came_by_a_call_for_help_bars_the_control_card(by: Role) -> None:
    facts = {**EMPTY, "children_seen": FactGiven(value=False, by=by)}
    assert "I7" not in verdicts(facts=facts)


def test_a_declared_distress_bars_the_control_card_whatever_the_facts_say() -> None:
    found, report = judged(phases={"Gris-Nez": "distress"})
    assert "I7" not in verdicts(phases={"Gris-Nez": "distress"})
    assert "distress" in str(control_text(found, report=report, language="en"))


def test_what_a_unit_saw_yesterday_is_no_condition_met() -> None:
    old = FactGiven(value=True, by="unit", at="2026-03-13T10:00Z")
    assert verdicts(facts={**EMPTY, "rescue_unit_standing_by": old})["I7"] == "not_permitted"


def test_a_row_that_follows_from_a_state_says_so() -> None:
    found, report = judged(state="boarding", facts={})
    card = {one.option: one for one in card_answer(found, report=report, language="en")}
    said = {fact.fact: fact.by for row in card["I6"].rows for fact in row.facts}
    assert said["persons_in_water"] == "patrol, from the state: boarding"


def test_a_waived_precondition_is_not_a_met_one() -> None:
    found, report = judged(state="in_water", facts={})
    card = {one.option: one for one in card_answer(found, report=report, language="en")}
    (row,) = [one for one in card["I5"].rows if one.rule == "LAW-SAFI-ROOM"]
    assert row.waived_by == ["LAW-SAFI-ROOM-X1"]


def test_an_observer_is_not_asked_for_the_number_to_call_back() -> None:
    def asked(**fields):
        found, report = judged(facts={}, **fields)
        return {one.fact for one in questions_answer(found, report=report, language="en")}

    assert "call_back_possible" in asked(source="caller")
    assert "call_back_possible" not in asked()
    assert "engine_stopped" not in asked(source="caller", craft="person_in_water")


def test_a_french_directive_opens_nothing_in_english_waters() -> None:
    assert verdicts(position="51.125N 1.35E")["I7"] == "not_permitted"
    assert verdicts(position="50.995N 1.48E")["I7"] == "not_permitted"  # near the line: unknown


def test_a_mayday_relay_bars_the_control_card() -> None:
    assert "I7" not in verdicts(mayday_relay="2026-03-14T10:10Z")
    assert "I7" in verdicts(mayday_relay="no")
