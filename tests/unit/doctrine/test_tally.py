"""Counts over many states agree with the judge, state by state."""

from typing import Any

import numpy as np

from estran.doctrine.facts import facts
from estran.doctrine.judge import CHUNK, Verdict, judge, verdicts
from estran.doctrine.options import OPTIONS
from estran.doctrine.ruleset import rules_under
from estran.doctrine.states import many_situations
from estran.doctrine.tally import Counting

RULES = rules_under("FR-2025-11-25")


def random_states(count: int, seed: int = 3):
    draw = np.random.Generator(np.random.Philox(seed))
    columns = {}
    for one in facts().values():
        if one.any_of:
            continue
        hidden = draw.random(count) < 0.3
        if one.kind == "yes_no":
            values = draw.random(count) < 0.2
        elif one.kind == "category":
            values = np.array(one.categories)[draw.integers(0, len(one.categories), count)]
        else:
            values = np.floor(draw.uniform(one.low, min(one.high, one.low + 5), count))
        columns[one.name] = np.ma.masked_array(values, mask=hidden)
    return many_situations(columns)


def test_counts_and_reasons_are_those_of_the_judge() -> None:
    states = random_states(300)
    counting = Counting(RULES, OPTIONS, keep=True)
    counting.add(states)
    judged = [judge(RULES, states.part(place, place + 1)) for place in range(300)]
    for option, tally in counting.tallies().items():
        several = [one[option] for one in judged]
        words = [one.verdict for one in several]
        assert tally.verdicts.tolist() == [words.count(verdict) for verdict in Verdict]
        assert counting.codes()[option].tolist() == [int(one) for one in words]
        hanging = [one for one in several if _hangs(one)]
        assert tally.unknown_decided == len(hanging), option
        for rule, count in tally.rules.items():
            unknown = [one for one in several for row in one.trace if _open(row, rule)]
            assert count.unknown == len(unknown), rule
            assert count.alone <= count.bound <= 300


def _hangs(one) -> bool:
    """What the judge says of want of knowledge: precaution, or unknown facts on an open verdict."""
    return one.precaution or (one.verdict >= Verdict.NOT_PERMITTED and bool(one.unknown))


def _open(row, rule: str) -> bool:
    return row.rule == rule and row.status == "unknown"


def test_a_rule_that_alone_stands_in_the_way_is_counted_so() -> None:
    clear = {
        "help_asked": [False, False],
        "craft_swamped": [False, False],
        "taking_water": [False, False],
        "engine_stopped": [False, False],
        "tubes_damaged": [False, False],
        "injured_or_ill": [False, False],
        "persons_in_water": [False, False],
        "children_seen": [False, False],
        "french_waters": [True, True],
        "rescue_unit_standing_by": [True, True],
        "boarding_begun": [False, False],
        "taxi_boat_suspected": [True, True],
        "leisure_or_fishing": [False, False],
        "prosecutor_informed": [True, True],
        "text_2025_confirmed": [True, True],
    }
    columns: dict[str, Any] = {name: np.ma.asarray(row) for name, row in clear.items()}
    columns["persons_aboard"] = np.ma.asarray([0, 6])
    columns["acting_unit"] = np.ma.asarray(["gendarmerie_maritime"] * 2)
    counting = Counting(RULES, ("I7",), keep=False)
    counting.add(many_situations(columns))
    tally = counting.tallies()["I7"]
    assert tally.verdicts[Verdict.PERMITTED] == 1
    assert tally.rules["FR25-3"].bound == tally.rules["FR25-3"].alone == 1
    assert tally.rules["FR25-5"].bound == 0
    assert counting.codes() == {}


def test_chunks_add_up_to_the_whole() -> None:
    states = random_states(CHUNK + 1_000)
    whole = Counting(RULES, ("I6", "I7"), keep=True)
    whole.add(states)
    parts = Counting(RULES, ("I6", "I7"), keep=True)
    for start in range(0, states.count, 20_000):
        parts.add(states.part(start, start + 20_000))
    assert parts.count == whole.count == states.count
    for option in ("I6", "I7"):
        assert parts.tallies()[option].rules == whole.tallies()[option].rules
        assert (parts.codes()[option] == verdicts(RULES, states)[option]).all()
