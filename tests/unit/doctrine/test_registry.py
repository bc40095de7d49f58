"""Which doctrines hold when, and what doubt does to them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from estran.doctrine.judge import Verdict, judge
from estran.doctrine.options import CONTROL
from estran.doctrine.registry import by_id, doctrine, doctrines, holds_on, in_force
from estran.doctrine.ruleset import ruleset
from estran.doctrine.states import one_situation
from estran.errors import DoctrineError, TimeError, UnknownNameError


def at(day):
    return datetime.fromisoformat(day + "T12:00+00:00")


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("0001-01-01", ["LAW"]),
        ("2006-06-30", ["LAW"]),
        ("2021-11-24", ["LAW"]),
        ("2022-11-10", ["LAW", "FR-2022-11-10"]),
        ("2023-03-10", ["LAW", "FR-2022-11-10", "FR-2023-03-10"]),
        ("2025-08-01", ["LAW", "FR-2022-11-10", "FR-2023-03-10"]),
        ("2025-11-25", ["LAW", "FR-2022-11-10", "FR-2023-03-10", "FR-2025-11-25"]),
        ("9999-12-31", ["LAW", "FR-2022-11-10", "FR-2023-03-10", "FR-2025-11-25"]),
    ],
)
def test_physics_always_then_law_then_directives_and_nothing_that_was_only_announced(day, held):
    assert [one.doctrine.id for one in in_force(at(day))] == ["PHYSICS", *held]


def test_a_doctrine_whose_first_day_is_not_known_does_not_hold():
    undated = replace(doctrine("FR-2023-03-10"), valid_from=None)
    assert not holds_on(undated, date(2024, 1, 1))
    assert not holds_on(replace(doctrine("PHYSICS"), status="announced"), date(2024, 1, 1))


def test_before_its_first_day_the_law_requires_and_bars_and_permits_nothing():
    early = in_force(at("2000-01-01"))
    assert [one.certain for one in early if one.doctrine.layer == "law"] == [False]
    judged = judge(ruleset(early, at=at("2000-01-01")), one_situation({"persons_in_water": True}))
    assert judged["I6"].verdict is Verdict.REQUIRED
    assert judged["I7"].verdict is Verdict.FORBIDDEN
    assert judged["I1"].verdict is Verdict.UNDETERMINED


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


@pytest.mark.parametrize("name", doctrines())
def test_a_doctrine_says_what_is_not_known_of_it(name):
    found = doctrines()[name]
    assert found.unknown
    assert found.sources
    ids = {rule.id for one in doctrines().values() for rule in one.rules}
    for one in found.practice:
        assert set(one.contradicts) <= ids
    assert set(found.replaces.ids) <= ids | set(doctrines())
