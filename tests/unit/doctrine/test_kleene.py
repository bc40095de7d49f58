"""The evaluator against Kleene's tables worked out by hand, on expressions made at random."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.doctrine.kleene import Evaluator, unknown_facts
from estran.doctrine.states import many_situations, one_situation
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
from tests.support.doctrine_cells import states_of

NAMES = ("daylight", "launched")
VALUES = (-1.0, 0.0, 1.0)
DEPTHS = (np.nan, 0.0, 1.0, 2.0)
GRID = list(product(VALUES, VALUES, DEPTHS))
STATES = states_of(
    dict(zip((*NAMES, "depth"), np.array(GRID).T, strict=True)),
)


def by_hand(condition, state):
    """True, False, or None for unknown: one state at a time, in plain Python."""
    values = dict(zip((*NAMES, "depth"), state, strict=True))
    if isinstance(condition, Holds):
        return {-1.0: None, 0.0: False, 1.0: True}[values[condition.name]]
    if isinstance(condition, Compare):
        assert isinstance(condition.right, Number)
        depth, limit = values["depth"], condition.right.value
        return None if np.isnan(depth) else eval(f"{depth} {condition.sign} {limit}")  # noqa: S307
    if isinstance(condition, Not):
        part = by_hand(condition.part, state)
        return None if part is None else not part
    parts = [by_hand(one, state) for one in condition.parts]
    deciding = isinstance(condition, Some)
    if deciding in parts:
        return deciding
    return None if None in parts else not deciding


comparisons = st.builds(
    Compare,
    st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
    st.just(Quantity("depth")),
    st.sampled_from([Number(0.0), Number(1.0), Number(1.5)]),
)
conditions = st.recursive(
    st.builds(Holds, st.sampled_from(NAMES)) | comparisons,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(All, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Some, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(conditions)
def test_masks_agree_with_the_tables_by_hand(condition):
    true, false = Evaluator(STATES).masks(condition)
    expected = [by_hand(condition, state) for state in GRID]
    np.testing.assert_array_equal(true, [one is True for one in expected])
    np.testing.assert_array_equal(false, [one is False for one in expected])


def test_nothing_always_holds_and_no_choice_never_does():
    evaluator = Evaluator(one_situation({}))
    assert evaluator.truth(ALWAYS) == "met"
    assert evaluator.truth(Some(())) == "not_met"


@pytest.mark.parametrize("operation", ["+", "-", "*", "/"])
def test_arithmetic_with_an_unknown_or_without_a_result_is_unknown(operation):
    term = Arithmetic(operation, Quantity("depth"), Quantity("distance_to_waterline"))
    condition = Compare(">=", term, Number(0.0))
    assert Evaluator(one_situation({"depth": 0.0})).truth(condition) == "unknown"
    known = one_situation({"depth": 0.0, "distance_to_waterline": 0.0})
    wanted = "unknown" if operation == "/" else "met"
    assert Evaluator(known).truth(condition) == wanted


def test_a_number_that_nobody_knows_leaves_its_clause_unknown():
    evaluator = Evaluator(one_situation({"depth": 1.0}))
    assert evaluator.truth(Compare("<", Quantity("depth"), Number(float("nan")))) == "unknown"


def test_only_facts_that_matter_are_named_as_unknown():
    condition = All((Holds("daylight"), Some((Holds("launched"), Holds("help_asked")))))
    evaluator = Evaluator(one_situation({"help_asked": True}))
    assert unknown_facts(condition, evaluator) == {"daylight"}
    assert not unknown_facts(condition, Evaluator(one_situation({"daylight": False})))


HOW_MUCH = ("depth", "distance_to_waterline", "persons_aboard", "rescue_places")
ENDS = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda pair: tuple(sorted(pair)))
situations = st.dictionaries(st.sampled_from(HOW_MUCH), ENDS, max_size=3)
terms = st.recursive(
    st.sampled_from([*map(Quantity, HOW_MUCH), *map(Number, (-2.0, 0.0, 0.5, 1.0, 3.0))]),
    lambda inner: st.builds(Arithmetic, st.sampled_from("+-*/"), inner, inner),
    max_leaves=5,
)
of_numbers = st.recursive(
    st.builds(Compare, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), terms, terms),
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(All, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Some, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=4,
)


@settings(deadline=None, max_examples=400)
@given(of_numbers, situations)
def test_what_is_known_of_ranges_holds_at_every_whole_number_in_them(condition, given_facts):
    whole = Evaluator(one_situation(given_facts)).truth(condition)
    axes = [np.arange(low, high + 1.0) for low, high in given_facts.values()]
    points = np.meshgrid(*axes, indexing="ij")
    if not points:
        return
    columns = {name: one.ravel() for name, one in zip(given_facts, points, strict=True)}
    true, false = Evaluator(many_situations(columns)).masks(condition)
    if whole == "met":
        assert true.all()
    if whole == "not_met":
        assert false.all()


@settings(deadline=None)
@given(of_numbers, st.lists(situations, min_size=1, max_size=4))
def test_columns_of_ranges_are_judged_as_one_by_one(condition, rows):
    columns: dict[str, Any] = {}
    for name in HOW_MUCH:
        ends = [np.array([row.get(name, (0, 0))[end] for row in rows], float) for end in (0, 1)]
        gone = [name not in row for row in rows]
        columns[name] = tuple(np.ma.array(one, mask=gone) for one in ends)
    evaluator = Evaluator(many_situations(columns))
    true, false = evaluator.masks(condition)
    for index, row in enumerate(rows):
        alone = Evaluator(one_situation(row)).truth(condition)
        assert alone == ("met" if true[index] else "not_met" if false[index] else "unknown")


@settings(deadline=None)
@given(of_numbers, situations)
def test_a_range_without_width_is_a_number(condition, given_facts):
    numbers = {name: low for name, (low, _) in given_facts.items()}
    narrow = {name: (low, low) for name, low in numbers.items()}
    found = [Evaluator(one_situation(one)).truth(condition) for one in (numbers, narrow)]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("sign", "limit", "wanted"),
    [
        ("<", 26, "met"),
        ("<", 25, "unknown"),
        ("<", 20, "not_met"),
        ("<=", 25, "met"),
        ("<=", 24, "unknown"),
        ("<=", 19, "not_met"),
        (">", 19, "met"),
        (">", 20, "unknown"),
        (">", 25, "not_met"),
        (">=", 20, "met"),
        (">=", 21, "unknown"),
        (">=", 26, "not_met"),
        ("==", 22, "unknown"),
        ("==", 26, "not_met"),
        ("!=", 22, "unknown"),
        ("!=", 26, "met"),
    ],
)
def test_twenty_to_twenty_five_people_against_a_limit(sign, limit, wanted):
    condition = Compare(sign, Quantity("persons_aboard"), Number(float(limit)))
    assert Evaluator(one_situation({"persons_aboard": (20, 25)})).truth(condition) == wanted


@pytest.mark.parametrize("divisor", [(-0.0, 1), (0, 1), (0, 0)])
def test_a_divisor_that_may_be_nothing_makes_a_quotient_unknown(divisor):
    ratio = Arithmetic("/", Quantity("persons_aboard"), Quantity("rescue_places"))
    states = one_situation({"persons_aboard": (1, 2), "rescue_places": divisor})
    assert Evaluator(states).truth(Compare(">", ratio, Number(0.0))) == "unknown"
    ends = Arithmetic("-", Quantity("depth"), Number(1.0))
    across = Arithmetic("/", Number(1.0), ends)
    states = one_situation({"depth": (0.5, 1.5)})
    assert Evaluator(states).truth(Compare("<", across, Number(99.0))) == "unknown"


def test_a_range_that_leaves_a_clause_unknown_is_named_and_one_that_does_not_is_not():
    room = Compare(">=", Quantity("rescue_places"), Quantity("persons_aboard"))
    given_facts = {"persons_aboard": (20, 25), "rescue_places": 22}
    assert unknown_facts(room, Evaluator(one_situation(given_facts))) == {"persons_aboard"}
    enough = {"persons_aboard": (20, 25), "rescue_places": (25, 30)}
    assert not unknown_facts(room, Evaluator(one_situation(enough)))
    both = {"persons_aboard": (20, 25)}
    assert unknown_facts(room, Evaluator(one_situation(both))) == {
        "persons_aboard",
        "rescue_places",
    }


def test_numbers_without_ranges_are_worked_out_once():
    """The quick way: one array is both ends, through arithmetic too."""
    evaluator = Evaluator(one_situation({"depth": 1.0, "persons_aboard": 3}))
    term = Arithmetic("*", Quantity("depth"), Arithmetic("+", Number(1.0), Number(2.0)))
    low, high = evaluator._ends(term)
    assert low is high
