"""The evaluator against Kleene's tables worked out by hand, on expressions made at random."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.doctrine.kleene import Evaluator, unknown_facts
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
