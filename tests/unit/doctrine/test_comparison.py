"""What changes from one doctrine to another: counted over every cell, each with a first witness."""

from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.doctrine.cells import grid
from estran.doctrine.comparison import Answer, compare
from estran.doctrine.judge import Verdict, codes, judge
from estran.doctrine.kleene import Evaluator
from estran.doctrine.options import CONTROL
from estran.doctrine.registry import every_doctrine
from estran.doctrine.ruleset import OptionLaw, rules_under
from estran.doctrine.states import one_situation
from estran.doctrine.tree import (
    ALWAYS,
    All,
    Arithmetic,
    Compare,
    Holds,
    Not,
    Number,
    Quantity,
    Some,
)

NEVER = Some(())
BEFORE, AFTER = "FR-2023-03-10", "FR-2025-11-25"


def differences(before, after):
    """What changes, of types that a test need not tell apart."""
    return compare(before, after)


def changed(option, *laws):
    """Two sets of rules that differ in the law of one option."""
    base = rules_under("LAW")
    found = []
    for required, forbidden, permitted in laws:
        law = OptionLaw(required, forbidden, permitted, (permitted,), ())
        found.append(replace(base, options={**base.options, option: law}))
    return found


@pytest.mark.parametrize("name", every_doctrine())
def test_a_doctrine_changes_nothing_against_itself(name):
    assert differences(rules_under(name), rules_under(name)) == ()


def test_from_2023_to_2025_control_before_boarding_opened_and_closed():
    found = differences(rules_under(BEFORE), rules_under(AFTER))
    of = {one.kind: one for one in found if one.option == "I7"}
    assert {"newly_permitted", "newly_barred", "newly_unknown"} <= set(of)
    opened = of["newly_permitted"].witness
    assert opened["daylight"] is False, "by night too"
    closed = of["newly_barred"].witness
    assert closed["taxi_boat_suspected"] is False or closed["prosecutor_informed"] is False
    assert {one.option for one in found} == {"I7", "I11a"}


@pytest.mark.parametrize("pair", [(BEFORE, AFTER), ("FR-2022-11-10", BEFORE), (AFTER, "D3")])
def test_every_witness_is_judged_as_the_change_says(pair):
    before, after = map(rules_under, pair)
    found = differences(before, after)
    assert found
    for one in found:
        situation = one_situation(one.witness)
        assert judge(before, situation)[one.option].verdict is one.before
        assert judge(after, situation)[one.option].verdict is one.after
        assert one.count >= 1
        assert 0.0 < one.share_of_cells <= 1.0


def test_the_other_way_round_every_count_is_the_same():
    there = differences(rules_under(BEFORE), rules_under(AFTER))
    back = differences(rules_under(AFTER), rules_under(BEFORE))

    def verdicts_differ(found, *, turned):
        counts: dict[tuple[object, ...], int] = {}
        for one in found:
            if one.before is not one.after:
                pair = (one.after, one.before) if turned else (one.before, one.after)
                key = (one.option, *pair)
                counts[key] = counts.get(key, 0) + one.count
        return counts

    assert verdicts_differ(there, turned=False) == verdicts_differ(back, turned=True)


def test_it_takes_no_longer_than_a_reader_notices():
    before, after = rules_under(BEFORE), rules_under(AFTER)
    times = []
    for _ in range(3):
        start = perf_counter()
        differences(before, after)
        times.append(perf_counter() - start)
    assert min(times) < 1.0, "about 0.07 s on an idle machine"


@pytest.mark.parametrize(
    ("option", "first", "second", "kind"),
    [
        ("I7", (NEVER, NEVER, NEVER), (NEVER, NEVER, ALWAYS), "newly_permitted"),
        ("I7", (NEVER, NEVER, ALWAYS), (NEVER, NEVER, NEVER), "newly_barred"),
        ("I7", (NEVER, NEVER, ALWAYS), (NEVER, ALWAYS, ALWAYS), "newly_barred"),
        ("I7", (NEVER, NEVER, NEVER), (NEVER, ALWAYS, NEVER), "newly_forbidden"),
        ("I7", (NEVER, ALWAYS, NEVER), (NEVER, NEVER, NEVER), "no_longer_forbidden"),
        ("I3", (NEVER, NEVER, ALWAYS), (ALWAYS, NEVER, ALWAYS), "newly_required"),
        ("I3", (ALWAYS, NEVER, ALWAYS), (NEVER, NEVER, ALWAYS), "newly_permitted"),
    ],
)
def test_each_kind_of_change_has_its_name(option, first, second, kind):
    (one,) = differences(*changed(option, first, second))
    assert (one.kind, one.count, one.share_of_cells, one.witness) == (kind, 1, 1.0, {})


def test_a_precondition_more_makes_some_situations_unknown_and_bars_others():
    day = Holds("daylight")
    found = differences(*changed("I7", (NEVER, NEVER, ALWAYS), (NEVER, NEVER, day)))
    assert [(one.kind, one.count, one.witness) for one in found] == [
        ("newly_barred", 1, {"daylight": False}),
        ("newly_unknown", 1, {"daylight": None}),
    ]
    back = differences(*changed("I7", (NEVER, NEVER, day), (NEVER, NEVER, NEVER)))
    assert [(one.kind, one.count) for one in back] == [("newly_barred", 1), ("newly_settled", 1)]


def test_where_cells_are_not_exact_the_solver_gives_witnesses_without_counts(monkeypatch):
    depth, distance = Quantity("depth"), Quantity("distance_to_waterline")
    near = Compare("<", Arithmetic("+", depth, distance), Number(3.0))
    rules = changed("I7", (NEVER, NEVER, NEVER), (NEVER, NEVER, near))
    pytest.importorskip("z3")
    found = {one.kind: one for one in differences(*rules)}
    assert set(found) == {"newly_permitted", "newly_unknown"}
    one = found["newly_permitted"]
    assert (one.count, one.share_of_cells) == (None, None)
    assert judge(rules[1], one_situation(one.witness))["I7"].verdict is Verdict.PERMITTED
    monkeypatch.setattr("estran.doctrine.search.solver_is_here", lambda: False)
    assert {one.kind for one in differences(*rules)} == {"not_decided"}


CLAUSES = st.sampled_from(
    [
        Holds("daylight"),
        Holds("launched"),
        Compare("<", Quantity("persons_aboard"), Number(3.0)),
        Compare(">", Quantity("persons_aboard"), Number(0.0)),
    ]
)
CONDITIONS = st.recursive(
    CLAUSES,
    lambda part: st.one_of(
        st.builds(Not, part),
        st.lists(part, max_size=2).map(lambda parts: All(tuple(parts))),
        st.lists(part, max_size=2).map(lambda parts: Some(tuple(parts))),
    ),
    max_leaves=4,
)
LAWS = st.tuples(CONDITIONS, CONDITIONS, CONDITIONS)


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(["I3", "I7", "I6"]), LAWS, LAWS)
def test_counts_are_those_of_judging_cell_after_cell(option, first, second):
    rules = changed(option, first, second)
    laws = [one.options[option] for one in rules]
    cells = grid((*first, *second), most=1 << 16)
    assert cells is not None
    expected = 0
    for index in np.ndindex(cells.shape):
        evaluator = Evaluator(one_situation(cells.situation(index)))
        before, after = (int(codes(option, law, evaluator)[0]) for law in laws)
        expected += before != after
    found = differences(*rules)
    assert sum(one.count for one in found if one.before is not one.after) == expected
    assert len(Answer) == 5
    assert (option in CONTROL) or all(one.after is not Verdict.NOT_PERMITTED for one in found)


@pytest.mark.parametrize(
    ("clause", "name", "smallest"),
    [
        (Compare(">", Quantity("persons_aboard"), Number(0.0)), "persons_aboard", 1.0),
        (Compare(">=", Quantity("persons_aboard"), Number(7.0)), "persons_aboard", 7.0),
        (
            Compare("<", Quantity("distance_to_waterline"), Number(300.0)),
            "distance_to_waterline",
            1.0,
        ),
        (
            Compare(">", Quantity("distance_to_waterline"), Number(3.0)),
            "distance_to_waterline",
            5.0,
        ),
    ],
)
def test_a_witness_has_the_smallest_numbers(clause, name, smallest):
    found = differences(*changed("I7", (NEVER, NEVER, NEVER), (NEVER, NEVER, clause)))
    (one,) = (one for one in found if one.kind == "newly_permitted")
    assert one.witness == {name: smallest}
