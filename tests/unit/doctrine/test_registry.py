"""Which doctrines hold when, and what doubt does to them."""

from datetime import UTC, datetime

import pytest

from estran.doctrine.registry import by_id, doctrine, doctrines, in_force
from estran.doctrine.ruleset import ruleset
from estran.errors import DoctrineError, TimeError, UnknownNameError


def at(day):
    return datetime.fromisoformat(day + "T12:00+00:00")


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2006-06-30", []),
        ("2021-11-24", ["LAW"]),
        ("2022-11-10", ["LAW", "FR-2022-11-10"]),
        ("2023-03-10", ["LAW", "FR-2022-11-10", "FR-2023-03-10"]),
        ("2025-08-01", ["LAW", "FR-2022-11-10", "FR-2023-03-10"]),
        ("2025-11-25", ["LAW", "FR-2022-11-10", "FR-2023-03-10", "FR-2025-11-25"]),
    ],
)
def test_the_doctrines_of_a_day_law_first_and_nothing_that_was_only_announced(day, held):
    assert [one.doctrine.id for one in in_force(at(day))] == held


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
