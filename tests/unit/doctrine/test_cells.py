"""A grid has a cell for everything that conditions can tell apart, and says so where it cannot."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.doctrine.cells import grid
from estran.doctrine.facts import facts
from estran.doctrine.kleene import Evaluator
from estran.doctrine.states import one_situation
from estran.doctrine.tree import (
    All,
    Among,
    Arithmetic,
    Compare,
    Holds,
    Not,
    Number,
    Quantity,
    Some,
    facts_in,
    leaves,
)

ABOARD, PLACES = Quantity("persons_aboard"), Quantity("rescue_places")
DEPTH, DISTANCE = Quantity("depth"), Quantity("distance_to_waterline")
MANY = 1 << 20


def whole(*conditions, most=MANY):
    """The grid of conditions that have one."""
    found = grid(conditions, most=most)
    assert found is not None
    return found


def values(condition, name):
    cells = whole(condition)
    return next(one.values for one in cells.axes if one.name == name)


def test_a_limit_cuts_a_fact_into_its_two_sides_and_unknown_comes_first():
    unknown, *known = values(Compare("<=", DISTANCE, Number(200.0)), "distance_to_waterline")
    assert unknown is None
    assert [one <= 200.0 for one in sorted(known)] == [True, False]


def test_a_limit_that_is_met_exactly_is_a_cell_of_its_own():
    both = All((Compare("<=", DEPTH, Number(1.2)), Compare("<", DEPTH, Number(1.2))))
    known = sorted(values(both, "depth")[1:])
    assert len(known) == 3
    assert known[1] == 1.2


def test_what_is_counted_is_tried_in_whole_numbers_and_between_two_there_is_nothing():
    both = All((Compare(">", ABOARD, Number(2.0)), Compare("<", ABOARD, Number(3.0))))
    assert all(one == round(one) for one in values(both, "persons_aboard")[1:])
    cells = whole(both)
    assert not any(Evaluator(block.states).masks(both)[0].any() for block in cells.blocks())
    depth = All((Compare(">", DEPTH, Number(2.0)), Compare("<", DEPTH, Number(3.0))))
    block = next(whole(depth).blocks())
    assert Evaluator(block.states).masks(depth)[0].any()


def test_categories_that_no_clause_tells_apart_share_a_cell():
    at_sea = Among("waters", ("sea",))
    assert values(at_sea, "waters") == (None, "sea", "harbour")
    each = Some((at_sea, Among("waters", ("canal",))))
    assert set(values(each, "waters")) == {None, "sea", "harbour", "canal"}


def test_a_fact_that_follows_is_never_free_and_one_indicator_stands_for_the_others():
    cells = whole(Holds("distress_indicated"))
    assert "distress_indicated" not in cells.names
    assert cells.size == 3
    seen = {}
    for at in range(3):
        situation = cells.situation((at,))
        truth = Evaluator(one_situation(situation)).truth(Holds("distress_indicated"))
        seen[situation[cells.names[0]]] = truth
    assert seen == {None: "unknown", False: "not_met", True: "met"}


def test_an_indicator_that_a_rule_names_keeps_an_axis_beside_the_rest():
    both = All((Holds("distress_indicated"), Not(Holds("help_asked"))))
    cells = whole(both)
    assert len(cells.names) == 2
    (block,) = cells.blocks()
    assert Evaluator(block.states).masks(both)[0].sum() == 1


def test_facts_that_are_compared_with_each_other_are_tried_in_every_order():
    enough = Compare(">=", PLACES, ABOARD)
    few = Compare("<", ABOARD, Number(3.0))
    (block,) = whole(enough, few).blocks()
    evaluator = Evaluator(block.states)
    for first, second in [(0, 0), (0, 1), (1, 0), (1, 1)]:
        both = evaluator.masks(enough)[first] & evaluator.masks(few)[second]
        assert both.any()
    for sign in ("<", "==", ">"):
        for low, high in [(-1.0, 3.0), (2.0, 500.0)]:
            here = All(
                (
                    Compare(sign, PLACES, ABOARD),
                    Compare(">", ABOARD, Number(low)),
                    Compare("<", ABOARD, Number(high)),
                )
            )
            (block,) = whole(here).blocks()
            assert Evaluator(block.states).masks(here)[0].any(), (sign, low, high)


def test_arithmetic_on_one_fact_is_cut_at_the_very_float_where_it_turns():
    tripled = Compare("<", Arithmetic("*", DEPTH, Number(0.1)), Number(0.3))
    known = sorted(values(All((tripled, Compare("<", DEPTH, Number(3.0)))), "depth")[1:])
    masks = [0.1 * one < 0.3 for one in known]
    assert masks == sorted(masks, reverse=True)
    turn = max(one for one in known if 0.1 * one < 0.3)
    assert not 0.1 * float(np.nextafter(turn, np.inf)) < 0.3 or turn < 2.9


@pytest.mark.parametrize(
    "clause",
    [
        Compare("<", Arithmetic("+", DEPTH, DISTANCE), Number(3.0)),
        Compare("<", Arithmetic("-", DEPTH, DISTANCE), DEPTH),
        Compare("<", Arithmetic("*", DEPTH, DEPTH), Number(3.0)),
        Compare("<", Arithmetic("/", Number(1.0), DEPTH), Number(3.0)),
        Compare("<", Arithmetic("+", PLACES, Number(1.0)), ABOARD),
        Compare("<", Arithmetic("/", DEPTH, Number(0.0)), Number(1.0)),
    ],
)
def test_where_cells_would_not_be_exact_there_is_no_grid(clause):
    assert grid((clause,), most=MANY) is None


def test_too_many_cells_are_no_grid():
    names = [one.name for one in facts().values() if one.kind == "yes_no" and not one.any_of]
    asked = All(tuple(map(Holds, names[:8])))
    assert whole(asked, most=3**8).size == 3**8
    assert grid((asked,), most=3**8 - 1) is None


def test_a_number_that_nobody_knows_cuts_nothing_and_holds_nowhere():
    clause = Compare("<", DEPTH, Number(float("nan")))
    (block,) = whole(clause).blocks()
    true, false = Evaluator(block.states).masks(clause)
    assert not true.any()
    assert not false.any()


def test_without_facts_there_is_one_cell():
    cells = whole(most=1)
    assert (cells.size, cells.situation(())) == (1, {})
    assert [block.full(np.array([True])).sum() for block in cells.blocks()] == [1]


def test_a_grid_comes_in_the_same_cells_whatever_the_size_of_its_blocks():
    names = ("daylight", "launched", "boarding_begun", "children_seen")
    asked = Some(
        (
            All(tuple(map(Holds, names))),
            Compare("<", ABOARD, Number(3.0)),
            Among("waters", ("sea",)),
        )
    )
    cells = whole(asked)
    counts = set()
    for most in (1, 7, 100, cells.size):
        blocks = list(cells.blocks(most=most))
        assert sum(block.cells for block in blocks) == cells.size
        masks = [block.full(Evaluator(block.states).masks(asked)[0]) for block in blocks]
        counts.add(sum(int(one.sum()) for one in masks))
    assert len(counts) == 1
    for block in cells.blocks(most=2, whole=1):
        assert block.shape[1] == cells.shape[1]


NUMBERS = st.sampled_from([Number(one) for one in (0.0, 1.0, 2.0, 2.5, 40.0, 600.0)])
SIGNS = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
TERMS = st.sampled_from(
    [DEPTH, DISTANCE, Arithmetic("-", DEPTH, Number(0.7)), Arithmetic("*", DISTANCE, Number(-0.3))]
)
CLAUSES = st.one_of(
    st.builds(Compare, SIGNS, st.sampled_from([ABOARD, PLACES]), NUMBERS),
    st.builds(Compare, SIGNS, st.just(ABOARD), st.just(PLACES)),
    st.builds(Compare, SIGNS, TERMS, NUMBERS),
    st.sampled_from([Holds("daylight"), Holds("distress_indicated"), Holds("help_asked")]),
    st.sampled_from([Among("waters", ("sea",)), Among("waters", ("sea", "canal"))]),
)
CONDITIONS = st.recursive(
    CLAUSES,
    lambda part: st.one_of(
        st.builds(Not, part),
        st.lists(part, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(part, min_size=1, max_size=3).map(lambda parts: Some(tuple(parts))),
    ),
    max_leaves=6,
)


def known_values(one):
    if one.kind == "yes_no":
        return st.booleans()
    if one.kind == "category":
        return st.sampled_from(one.categories)
    near = st.sampled_from([0.0, 0.7, 1.0, 2.0, 3.0, 40.0, 41.0])
    wide = st.integers(0, int(one.high)) if one.whole else st.floats(one.low, one.high)
    return wide | near.filter(lambda at: not one.whole or at == int(at)).map(
        lambda at: int(at) if one.whole else at
    )


SITUATIONS = st.fixed_dictionaries(
    {
        name: st.none() | known_values(facts()[name])
        for name in (
            *("persons_aboard", "rescue_places", "depth", "distance_to_waterline", "waters"),
            *("daylight", "help_asked", "craft_swamped", "engine_stopped"),
        )
    }
)


def answers(evaluator, clauses):
    return [evaluator.masks(leaf) for leaf in clauses]


@settings(deadline=None, max_examples=150)
@given(CONDITIONS, st.lists(SITUATIONS, min_size=1, max_size=8))
def test_no_situation_answers_the_clauses_in_a_way_that_no_cell_does(condition, situations):
    """What a grid leaves out would be a hole in every proof."""
    cells = whole(condition)
    clauses = tuple(dict.fromkeys(leaves(condition)))
    (block,) = cells.blocks(most=cells.size)
    masks = answers(Evaluator(block.states), clauses)
    rows = np.stack([block.full(one).ravel() for pair in masks for one in pair])
    held = {tuple(column) for column in np.unique(rows, axis=1).T.tolist()}
    for situation in situations:
        pairs = answers(Evaluator(one_situation(situation)), clauses)
        assert tuple(bool(one[0]) for pair in pairs for one in pair) in held


@settings(deadline=None, max_examples=100)
@given(CONDITIONS, st.data())
def test_a_cell_is_the_situation_it_says_it_is(condition, data):
    cells = whole(condition)
    (block,) = cells.blocks(most=cells.size)
    flat = data.draw(st.integers(0, cells.size - 1))
    index = np.unravel_index(flat, cells.shape)
    alone = Evaluator(one_situation(cells.situation([int(one) for one in index])))
    for mine, of_all in zip(
        alone.masks(condition), Evaluator(block.states).masks(condition), strict=True
    ):
        assert bool(mine[0]) == bool(block.full(of_all)[index])
    assert frozenset(cells.situation([0] * len(cells.shape))) <= set(facts())
    assert facts_in(condition)
