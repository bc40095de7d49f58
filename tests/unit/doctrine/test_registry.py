"""Which doctrines hold when, and what doubt does to them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from estran.doctrine import registry
from estran.doctrine.judge import Verdict, judge
from estran.doctrine.options import CONTROL
from estran.doctrine.registry import (
    by_id,
    doctrine,
    doctrines,
    every_doctrine,
    holds_on,
    hypothetical,
    in_force,
    read_any,
)
from estran.doctrine.ruleset import rules_under, ruleset
from estran.doctrine.states import one_situation
from estran.doctrine.tree import facts_in
from estran.errors import DoctrineError, TimeError, UnknownNameError


def at(day):
    return datetime.fromisoformat(day + "T12:00+00:00")


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("0001-01-01", ["LAW"]),
        ("2006-06-30", ["LAW"]),
        ("2021-11-24", ["LAW"]),
        ("2022-04-24", ["LAW"]),
        ("2022-04-25", ["LAW", "UK-PRACTICE"]),
        ("2022-11-10", ["LAW", "UK-PRACTICE", "FR-2022-11-10"]),
        ("2023-03-10", ["LAW", "UK-PRACTICE", "FR-2022-11-10", "FR-2023-03-10"]),
        ("2025-08-01", ["LAW", "UK-PRACTICE", "FR-2022-11-10", "FR-2023-03-10"]),
        ("2025-11-25", ["LAW", "UK-PRACTICE", "FR-2022-11-10", "FR-2023-03-10", "FR-2025-11-25"]),
        ("9999-12-31", ["LAW", "UK-PRACTICE", "FR-2022-11-10", "FR-2023-03-10", "FR-2025-11-25"]),
    ],
)
def test_physics_always_then_law_then_directives_and_nothing_that_was_only_announced(day, held):
    assert [one.doctrine.id for one in in_force(at(day))] == ["PHYSICS", *held]


def test_a_doctrine_whose_first_day_is_not_known_does_not_hold():
    undated = replace(doctrine("FR-2023-03-10"), valid_from=None)
    assert not holds_on(undated, date(2024, 1, 1))
    assert not holds_on(replace(doctrine("PHYSICS"), status="announced"), date(2024, 1, 1))


def test_before_its_first_day_the_law_requires_and_bars_and_opens_rescue_alone():
    early = in_force(at("2000-01-01"))
    assert [one.certain for one in early if one.doctrine.layer == "law"] == [False]
    judged = judge(ruleset(early, at=at("2000-01-01")), one_situation({"persons_in_water": True}))
    assert judged["I6"].verdict is Verdict.REQUIRED
    assert judged["I7"].verdict is Verdict.FORBIDDEN
    assert judged["I1"].verdict is Verdict.PERMITTED


def test_physics_bars_control_alone_and_permits_nothing():
    rules = doctrine("PHYSICS").rules
    assert {option for one in rules for option in one.options} <= set(CONTROL)
    assert {one.effect for one in rules} == {"forbid", "needs"}


def test_a_directive_begins_at_midnight_utc():
    before = datetime(2025, 11, 24, 23, 59, 59, tzinfo=UTC)
    assert "FR-2025-11-25" not in {one.doctrine.id for one in in_force(before)}


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(TimeError):
        in_force(datetime(2025, 1, 1))  # noqa: DTZ001 -- that is what is tested


def test_what_may_no_longer_hold_bars_still_and_permits_no_more():
    rules = ruleset(in_force(at("2026-01-01")), at=at("2026-01-01"))
    certain = {one.rule.id: one.certain for law in rules.options.values() for one in law.rules}
    assert not certain["FR22-1"]
    assert certain["FR25-1"]
    counts = {one.rule.id: one.counts for law in rules.options.values() for one in law.rules}
    assert not counts["FR23-1"]
    assert counts["FR22-1"]
    assert counts["FR25-1"]
    assert "FR22-2" not in counts, "set aside by the later directives"


@pytest.mark.parametrize(
    ("day", "known", "held", "doubted"),
    [
        ("2023-06-01", "2023-06-01", [], []),
        ("2023-06-01", "2024-03-24", ["FR-2022-11-10", "FR-2023-03-10"], ["FR-2022-11-10"]),
        ("2025-11-26", "2025-11-26", ["FR-2022-11-10", "FR-2023-03-10"], ["FR-2022-11-10"]),
        (
            "2025-11-26",
            "2025-11-28",
            ["FR-2022-11-10", "FR-2023-03-10", "FR-2025-11-25"],
            ["FR-2022-11-10", "FR-2023-03-10"],
        ),
    ],
)
def test_what_held_is_one_thing_and_what_was_known_to_hold_another(day, known, held, doubted):
    found = in_force(at(day), as_known_on=at(known))
    french = [one for one in found if one.doctrine.id.startswith("FR-")]
    assert [one.doctrine.id for one in french] == held
    assert [one.doctrine.id for one in french if not one.certain] == doubted
    upper = [one.doctrine.id for one in in_force(at(day), as_known_on=at("1990-01-01"))]
    assert upper == ["PHYSICS", "LAW"], "physics and law are always known"


def test_a_bar_of_2022_not_yet_opened_as_far_as_known_still_bars():
    """Before the report of March 2024 nobody outside knew of either directive."""
    facts = {"persons_aboard": 0, "waters": "sea", "persons_in_water": False}
    later = ruleset(in_force(at("2022-12-01"), as_known_on=at("2026-01-01")), at=at("2022-12-01"))
    then = ruleset(in_force(at("2022-12-01"), as_known_on=at("2022-12-01")), at=at("2022-12-01"))
    assert judge(later, one_situation(facts))["I12"].verdict is Verdict.FORBIDDEN
    assert judge(then, one_situation(facts))["I12"].verdict is Verdict.NOT_PERMITTED


def test_what_is_hypothetical_is_never_in_force_and_a_watch_does_not_read_it(monkeypatch):
    def read(*_texts, **_known):
        raise AssertionError

    monkeypatch.setattr(registry, "read_variants", read)
    doctrines.cache_clear()
    held = {one.doctrine.id for one in in_force(at("2026-06-01"))}
    monkeypatch.undo()
    assert set(hypothetical()) == {f"D{number}" for number in range(8)}
    assert not held & set(hypothetical())
    assert not [one for one in hypothetical().values() if holds_on(one, date(2026, 6, 1))]
    assert set(every_doctrine()) == {*doctrines(), *hypothetical()}


@pytest.mark.parametrize("name", every_doctrine())
def test_one_doctrine_alone_stands_on_physics_and_law_and_counts_as_certain(name):
    found = rules_under(name)
    upper = [one for one in ("PHYSICS", "LAW") if one != name]
    assert [one.id for one in found.doctrines if one.id != name] == upper
    assert all(one.certain for law in found.options.values() for one in law.rules)
    assert rules_under(name, at=at("2031-01-01")).at == at("2031-01-01")


@pytest.mark.parametrize("name", doctrines())
def test_on_a_day_on_which_a_doctrine_does_not_hold_it_opens_nothing(name):
    early = rules_under(name, at=at("1999-01-01"))
    assert early.at == at("1999-01-01"), "the day is not moved in silence"
    assert not any(early.options[one].branches for one in CONTROL)
    assert {one.id for one in early.doctrines} == {"PHYSICS", "LAW"}


@pytest.mark.parametrize("name", hypothetical())
def test_a_hypothetical_doctrine_may_be_asked_of_any_day(name):
    early, found = rules_under(name, at=at("1999-01-01")), rules_under(name)
    assert early.at == found.at
    assert all(one.certain for law in early.options.values() for one in law.rules)


def test_an_announcement_opens_nothing_on_any_day():
    rules = rules_under("FR-2025-ANNOUNCED", at=at("2025-08-01"))
    assert not rules.options["I7"].branches
    assert rules_under("FR-2025-ANNOUNCED").options["I7"].branches, "to be studied it speaks"


def test_in_doubt_a_doctrine_alone_permits_no_more_than_among_others():
    sure, doubt = (rules_under("FR-2023-03-10", at=at(day)) for day in ("2025-11-24", "2026-01-01"))
    assert sure.options["I7"].branches
    assert not doubt.options["I7"].branches
    assert not any(one.counts for one in doubt.options["I7"].rules if one.rule.id == "FR23-1")


def test_one_text_confirmed_confirms_no_other():
    asked = {
        name: {
            found
            for law in rules_under(name).options.values()
            for one in law.rules
            for found in facts_in(one.condition)
            if found.startswith("text_")
        }
        for name in doctrines()
    }
    assert {name: found for name, found in asked.items() if found} == {
        "FR-2023-03-10": {"text_2023_confirmed"},
        "FR-2025-11-25": {"text_2025_confirmed"},
        "FR-2025-ANNOUNCED": {"text_announced_confirmed"},
    }


def test_a_rule_that_rests_on_a_treaty_is_public_though_its_directive_is_not():
    french = [one for one in doctrines().values() if one.id.startswith("FR-")]
    rules = [rule for one in french for rule in one.rules if rule.citation.source == "unclos_1982"]
    assert [rule.id for rule in rules] == ["FR23-8", "FR25-10", "FR25A-4"]
    assert {rule.access for rule in rules} == {"public"}


def test_a_file_of_a_user_is_a_doctrine_or_a_variant_of_one_that_ships():
    text = registry._texts(variants=True)["d7.yaml"]
    assert read_any(text, file="mine.yaml").rules == doctrine("D7").rules
    law = registry._texts(variants=False)["law.yaml"]
    assert read_any(law, file="law.yaml").digest == doctrine("LAW").digest


def test_an_id_once_retired_is_never_used_again():
    old = replace(doctrine("FR-2023-03-10"), retired=("FR25-1",))
    with pytest.raises(DoctrineError, match="FR25-1"):
        by_id([old, doctrine("FR-2025-11-25")])


def test_without_the_law_nothing_is_judged():
    alone = [one for one in in_force(at("2026-01-01")) if one.doctrine.layer != "law"]
    with pytest.raises(DoctrineError, match="without the law"):
        ruleset(alone, at=at("2026-01-01"))


def test_an_unknown_doctrine_is_refused_with_the_nearest():
    with pytest.raises(UnknownNameError, match="FR-2025-11-25"):
        doctrine("FR-2025-11-26")


def test_an_id_is_used_once():
    law = doctrine("LAW")
    with pytest.raises(DoctrineError, match="is taken"):
        by_id([law, law])


@pytest.mark.parametrize("name", every_doctrine())
def test_a_doctrine_says_what_is_not_known_of_it(name):
    found = doctrine(name)
    assert found.unknown
    assert found.sources
    ids = {rule.id for one in doctrines().values() for rule in one.rules}
    for one in found.practice:
        assert set(one.contradicts) <= ids
    assert set(found.replaces.ids) <= ids | set(doctrines())
