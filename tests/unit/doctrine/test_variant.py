"""Hypothetical doctrines as differences: what is set, dropped, added and taken, and no more."""

from datetime import UTC, date, datetime

import pytest

from estran.doctrine.judge import Verdict, judge
from estran.doctrine.registry import doctrine, doctrines, hypothetical
from estran.doctrine.rule import UPPER_LAYERS
from estran.doctrine.ruleset import rules_under, rules_with
from estran.doctrine.states import one_situation
from estran.doctrine.variant import read_variants
from estran.errors import DoctrineError

WORDS = 'confidence: low\nsummary: "For tests."\n'
CALM = {
    **dict.fromkeys(("help_asked", "craft_swamped", "taking_water", "engine_stopped"), False),
    **dict.fromkeys(("tubes_damaged", "injured_or_ill", "persons_in_water"), False),
    **{"children_seen": False, "rescue_unit_standing_by": True, "french_waters": True},
}
LOADED = {
    **{"persons_aboard": 50, "waters": "sea", "distance_to_waterline": 250},
    **{"hazard_crowding": "not_shown_safe", "hazard_swamped_buoyancy": "not_shown_safe"},
}
ADDED = """add:
  - id: X-9
    effect: needs
    options: [I7]
    when: "persons_aboard <= crew and depth <= shallow"
    label: "Crew alone, in the shallows"
    source: assumed
    confidence: low
parameters:
  crew: {unit: persons, source: assumed, confidence: low, values: {2020-01-01: 2}}
  shallow: {unit: m, source: assumed, confidence: low, values: {2020-01-01: 1}}
"""


def page(name, base, more=""):
    return f'id: {name}\ntitle: "{name}"\nlayer: hypothetical\nbase: {base}\n{more}{WORDS}'


def read(*pages):
    texts = {f"x{number}.yaml": text for number, text in enumerate(pages)}
    return read_variants(texts, known=doctrines())


def test_nothing_changed_is_the_base_by_another_name():
    found = read(page("X", "FR-2023-03-10"))["X"]
    base = doctrine("FR-2023-03-10")
    assert (found.rules, found.parameters) == (base.rules, base.parameters)
    assert (found.layer, found.status, found.base) == ("hypothetical", "hypothetical", base.id)
    assert found.valid_from == date(2023, 3, 10)
    assert found.practice == ()
    assert found.difference.dropped == found.difference.added == found.difference.set == ()
    assert found.digest != base.digest


def test_a_value_that_is_set_holds_from_the_first_day_with_its_own_source():
    found = read(page("X", "FR-2023-03-10", "set: {band: {value: 300}}\n"))["X"]
    band, before = found.parameters["band"], doctrine("FR-2023-03-10").parameters["band"]
    assert (band.at(date(2023, 3, 10)), band.citation.source) == (300.0, "assumed")
    assert before.at(date(2023, 3, 10)) == 200.0
    assert found.difference.set == ("band",)
    facts = {
        **CALM,
        **{"persons_aboard": 2, "distance_to_waterline": 250, "daylight": True},
        **{"boarding_begun": False, "acting_unit": "other_security_force"},
        "taxi_boat_suspected": True,
        "text_2023_confirmed": True,
    }
    wider = judge(rules_with(found), one_situation(facts))["I7"]
    held = judge(rules_under("FR-2023-03-10"), one_situation(facts))["I7"]
    assert (wider.verdict, held.verdict) == (Verdict.PERMITTED, Verdict.NOT_PERMITTED)


def test_what_is_dropped_is_gone_and_what_is_added_brings_its_parameters():
    found = read(page("X", "FR-2023-03-10", "drop: [FR23-2, FR23-7]\n" + ADDED))["X"]
    assert [rule.id for rule in found.rules] == [
        *("FR23-1", "FR23-3", "FR23-4", "FR23-5", "FR23-6", "FR23-8", "FR23-9", "X-9")
    ]
    assert set(found.parameters) == {"band", "too_many", "crew", "shallow"}
    assert found.difference.dropped == ("FR23-2", "FR23-7")
    assert found.difference.added == ("X-9",)
    assert found.difference.lifted == ()


def test_a_rule_is_taken_from_another_with_the_parameters_it_asks_for():
    giver = page("X", "FR-2023-03-10", ADDED)
    taker = page("Y", "FR-2022-11-10", "add:\n  - {take: X-9, of: X}\n")
    for found in (read(giver, taker)["Y"], read(taker, giver)["Y"]):
        assert found.difference.added == ("X-9",)
        assert set(found.parameters) == {"crew", "shallow"}


def test_a_variant_of_a_variant_keeps_what_the_first_one_changed():
    first = page("X", "FR-2023-03-10", "drop: [FR23-7]\n")
    second = page("Y", "X", "drop: [FR23-2]\n")
    found = read(second, first)
    assert list(found) == ["Y", "X"]
    assert {"FR23-2", "FR23-7"}.isdisjoint(rule.id for rule in found["Y"].rules)
    assert found["Y"].base == "X"


def test_a_digest_changes_with_the_text_and_with_the_base():
    one, other = page("X", "FR-2023-03-10"), page("X", "FR-2023-03-10", "drop: [FR23-7]\n")
    above = page("Y", "X")
    assert read(one)["X"].digest == read(one)["X"].digest != read(other)["X"].digest
    assert read(one, above)["Y"].digest != read(other, above)["Y"].digest


def test_a_circle_of_variants_is_refused_and_told():
    with pytest.raises(DoctrineError, match="X varies Y varies Z varies X") as refusal:
        read(page("X", "Y"), page("Y", "Z"), page("Z", "X"))
    assert refusal.value.code == "rule.circle"
    assert refusal.value.message.startswith("x2.yaml, line 4, Z: ")


def test_one_id_for_two_variants_or_for_rules_of_two_is_refused():
    with pytest.raises(DoctrineError, match="'X' is taken"):
        read(page("X", "LAW"), page("X", "LAW"))
    with pytest.raises(DoctrineError, match=r"'X-9' is taken in x0\.yaml"):
        read(page("X", "FR-2023-03-10", ADDED), page("Y", "FR-2022-11-10", ADDED))


def test_a_retired_id_of_the_base_is_not_used_by_a_variant():
    mine = page("X", "FR-2023-03-10", "retired: [X-9]\n")
    with pytest.raises(DoctrineError, match="'X-9' once stood for another rule"):
        read(mine, page("Y", "X", ADDED))


def test_d3_lifts_one_rule_of_law_and_so_permits_what_the_law_bars():
    found = doctrine("D3")
    assert found.difference.lifted == ("LAW-SMUG-9",)
    situation = one_situation({**CALM, **LOADED})
    bared = judge(rules_under("D3"), situation)["I14"]
    assert bared.verdict is Verdict.PERMITTED
    assert "LAW-SMUG-9" not in {row.rule for row in bared.trace}
    assert judge(rules_under("FR-2025-ANNOUNCED"), situation)["I14"].verdict is Verdict.FORBIDDEN
    danger = one_situation({**CALM, **LOADED, "persons_in_water": True})
    judged = judge(rules_under("D3"), danger)
    assert judged["I14"].verdict is Verdict.FORBIDDEN
    assert judged["I6"].verdict is Verdict.REQUIRED


def test_no_other_variant_that_ships_lifts_anything():
    assert [name for name, one in hypothetical().items() if one.difference.lifted] == ["D3"]


def test_d7_is_d2_with_the_duties_of_d4():
    found = {rule.id: rule for rule in doctrine("D7").rules}
    second = {rule.id: rule for rule in doctrine("D2").rules}
    fourth = {name: one for name, one in found.items() if name not in second}
    assert second.items() <= found.items()
    assert set(fourth) == set(doctrine("D4").difference.added)
    assert all(one in doctrine("D4").rules for one in fourth.values())


@pytest.mark.parametrize("name", [f"D{number}" for number in range(8)])
def test_what_differs_from_the_base_is_exactly_what_the_difference_says(name):
    found = doctrine(name)
    base = doctrine(found.base)
    upper = {r.id for one in doctrines().values() if one.layer in UPPER_LAYERS for r in one.rules}
    kept = {rule.id for rule in base.rules} & {rule.id for rule in found.rules}
    assert {rule.id for rule in found.rules} - kept == set(found.difference.added)
    gone = {rule.id for rule in base.rules} - kept
    assert gone | set(found.difference.lifted) == set(found.difference.dropped)
    assert set(found.difference.lifted) <= upper
    assert found.access == "public"
    assert not found.reviewed


def test_a_study_may_judge_a_season_before_the_base_was_written():
    early = datetime(2019, 6, 1, 12, tzinfo=UTC)
    facts = {
        **CALM,
        **{"persons_aboard": 2, "distance_to_waterline": 150, "daylight": True},
        **{"boarding_begun": False, "acting_unit": "other_security_force"},
        "taxi_boat_suspected": True,
    }
    judged = judge(rules_under("D1", at=early), one_situation(facts))
    assert judged["I7"].verdict is Verdict.PERMITTED
