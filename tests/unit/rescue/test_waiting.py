"""The cost of waiting: bounds that only fall with delay, unknown where models are."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from estran.errors import QuantityError
from estran.quantities.units import HOUR, MINUTE
from estran.rescue.survival import Immersion, urgent_by
from estran.rescue.waiting import cost_of_waiting, room_aboard
from estran.sources.assumptions import AssumptionBook, assumption

NOW = datetime(2021, 11, 24, 3, 20, tzinfo=UTC)
DELAYS = [MINUTE * one for one in (0, 15, 30, 60, 120, 180)]


def immersion(**changes):
    given: dict[str, Any] = {
        "entry_earliest": NOW - timedelta(minutes=8),
        "entry_latest": NOW,
        "water_low": 10.0,
        "water_high": 12.0,
        "flotation": True,
        "beaufort": 1,
    }
    return Immersion(**given | changes)


def waits(delays=DELAYS, **changes):
    return cost_of_waiting(immersion(**changes), now=NOW, delays=delays, book=AssumptionBook())


def test_until_the_shortest_time_half_of_those_who_lived_through_the_first_minutes():
    first = waits([0.0])[0]
    assert first.low == pytest.approx(0.5 * (1.0 - assumption("survival_early_loss").high))
    assert first.high == 1.0
    assert first.past_half == ()


def test_after_the_shortest_time_pessimistic_models_promise_nobodys_life():
    urgent = urgent_by(immersion(), book=AssumptionBook()).time
    assert urgent is not None
    edge = (urgent - NOW).total_seconds()
    before, after = waits([edge, edge + 1.0])
    assert before.low > 0.0
    assert (after.low, after.high) == (0.0, 1.0)


def test_at_ten_degrees_the_models_pass_one_after_the_other():
    """hse_1995 in light wind 1.05 h, golden_1996 2, hayward_1975 2.9, ukniis_2006 5.7."""
    passed = [one.past_half for one in waits([0.5 * HOUR, 1.5 * HOUR, 2.5 * HOUR, 6.0 * HOUR])]
    assert [len(one) for one in passed] == [0, 1, 2, 4]
    assert passed[2] == ("hse_1995", "golden_tipton")


def test_waiting_never_helps():
    rows = waits()
    assert [row.delay for row in rows] == DELAYS
    lows = [row.low for row in rows]
    assert lows == sorted(lows, reverse=True)
    assert all(set(one.past_half) <= set(other.past_half) for one, other in pairwise(rows))


def test_nobody_is_ever_said_to_be_dead():
    """After the longest model the high end is unknown; it is never below all of them."""
    rows = waits([0.0, 10 * HOUR, 30 * HOUR, 100 * HOUR])
    assert [row.high for row in rows] == [1.0, 1.0, None, None]


@pytest.mark.parametrize(
    "unknown", [{"entry_earliest": None}, {"water_low": None}, {"water_low": 1.0}]
)
def test_unknown_in_unknown_out(unknown):
    assert {row.low for row in waits(**unknown)} == {None}


@pytest.mark.parametrize("unknown", [{"entry_latest": None}, {"water_high": 16.0}])
def test_without_the_last_entry_or_the_longest_models_the_high_end_is_unknown(unknown):
    assert {row.high for row in waits(**unknown)} == {None}


def test_jackets_that_nobody_saw_and_a_rough_sea_cost_more():
    short = [row.low for row in waits([0.5 * HOUR], flotation=None, beaufort=6)]
    long = [row.low for row in waits([0.5 * HOUR])]
    assert short == [0.0]
    assert long[0] > 0.0


@pytest.mark.parametrize("delay", [-1.0, float("nan"), float("inf")])
def test_a_delay_that_is_none_is_refused(delay):
    with pytest.raises(QuantityError) as refusal:
        waits([delay])
    assert refusal.value.code == "waiting.delay"


@pytest.mark.parametrize(
    ("persons", "capacities", "word", "first", "count"),
    [
        ((33, 33), [23, 124], "enough", "not_enough", 2),
        ((33, 33), [23], "not_enough", "not_enough", None),
        ((33, 33), [23, None], "unknown", "not_enough", None),
        ((20, 60), [47], "unknown", "unknown", None),
        ((20, 60), [None, 80], "enough", "unknown", 2),
        (None, [80], "unknown", "unknown", None),
        ((33, 33), [], "unknown", "unknown", None),
    ],
)
def test_persons_against_the_sum_of_places(persons, capacities, word, first, count):
    found = room_aboard(persons=persons, capacities=capacities)
    assert (found.word, found.first, found.units_for_all) == (word, first, count)
    assert found.places == sum(one or 0 for one in capacities)


def test_a_negative_capacity_is_refused():
    with pytest.raises(QuantityError) as refusal:
        room_aboard(persons=(1, 1), capacities=[-3])
    assert refusal.value.code == "waiting.capacity"
