"""The door: unknown is a value, and a fill value is not."""

import numpy as np
import pytest

from estran.doctrine.kleene import Evaluator
from estran.doctrine.states import many_situations, one_situation
from estran.doctrine.tree import Holds
from estran.errors import QuantityError, UnknownNameError

DISTRESS = Holds("distress_indicated")
INDICATORS = (
    *("help_asked", "craft_swamped", "taking_water"),
    *("engine_stopped", "tubes_damaged", "injured_or_ill"),
)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("depth", -999, "fill value"),
        ("depth", float("nan"), "fill value"),
        ("depth", float("inf"), "lies from 0 to 200 m"),
        ("depth", "1.2", "of the kind number"),
        ("depth", True, "of the kind number"),
        ("daylight", 1, "of the kind yes or no"),
        ("daylight", "yes", "of the kind yes or no"),
        ("persons_aboard", 2.5, "whole persons"),
        ("persons_aboard", -1, "fill value"),
        ("waters", "see", "sea, harbour, canal"),
        ("waters", 0, "of the kind category"),
        ("distress_indicated", False, "follows from help_asked"),
        ("depth", (2, 1), "range 2 to 1, which is upside down"),
        ("depth", (1, 201), "lies from 0 to 200 m"),
        ("depth", (-1, 1), "fill value"),
        ("depth", (1, float("nan")), "fill value"),
        ("depth", (float("nan"), 1), "fill value"),
        ("depth", (1, None), "of the kind number"),
        ("depth", (1, True), "of the kind number"),
        ("depth", (1, 2, 3), "of the kind number"),
        ("depth", ((1, 2), 3), "of the kind number"),
        ("depth", [1, 2], "of the kind number"),
        ("persons_aboard", (1, 2.5), "whole persons"),
        ("daylight", (False, True), "of the kind yes or no"),
        ("waters", ("sea", "canal"), "of the kind category"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_by_name(name, value, says):
    with pytest.raises(QuantityError, match=name) as refusal:
        one_situation({name: value})
    assert says in refusal.value.message


def test_a_fact_that_nobody_declared_is_refused_with_the_nearest():
    with pytest.raises(UnknownNameError, match="persons_in_water"):
        one_situation({"person_in_water": True})


def test_none_and_an_absent_fact_are_both_unknown():
    for given in ({}, {"daylight": None, "depth": None, "waters": None}):
        assert Evaluator(one_situation(given)).truth(Holds("daylight")) == "unknown"


@pytest.mark.parametrize("name", INDICATORS)
def test_one_indicator_is_distress(name):
    assert Evaluator(one_situation({name: True})).truth(DISTRESS) == "met"


def test_no_distress_only_where_every_indicator_is_known_to_be_absent():
    absent = dict.fromkeys(INDICATORS, False)
    assert Evaluator(one_situation(absent)).truth(DISTRESS) == "not_met"
    for name in INDICATORS:
        some = {**absent, name: None}
        assert Evaluator(one_situation(some)).truth(DISTRESS) == "unknown"


def test_in_columns_a_masked_element_is_unknown_and_a_bare_nan_is_refused():
    depth = np.ma.array([1.0, np.nan, 3.0], mask=[False, True, False])
    states = many_situations({"depth": depth, "daylight": np.array([True, False, True])})
    np.testing.assert_array_equal(states.numbers["depth"], [1.0, np.nan, 3.0])
    with pytest.raises(QuantityError, match="fill value"):
        many_situations({"depth": np.array([1.0, np.nan])})
    with pytest.raises(QuantityError, match="differ in length"):
        many_situations({"depth": np.zeros(2), "daylight": np.zeros(3, dtype=bool)})
    with pytest.raises(QuantityError, match="yes or no"):
        many_situations({"daylight": np.zeros(3)})


def test_columns_of_categories_are_read_by_name():
    column = np.ma.array(["canal", "?", "sea"], mask=[False, True, False])
    np.testing.assert_array_equal(
        many_situations({"waters": column}).categories["waters"], [2, -1, 0]
    )


def test_a_range_is_kept_as_its_ends_and_one_without_width_is_a_number():
    states = one_situation({"depth": (0.5, 1.5), "persons_aboard": (20, 20)})
    assert (states.numbers["depth"][0], states.highs["depth"][0]) == (0.5, 1.5)
    assert states.numbers["persons_aboard"][0] == 20.0
    assert set(states.highs) == {"depth"}


def test_columns_of_ranges_are_a_pair_of_arrays_masked_alike():
    low = np.ma.array([0.0, 1.0, 9.0], mask=[False, False, True])
    high = np.ma.array([0.0, 2.0, 3.0], mask=[False, False, True])
    states = many_situations({"depth": (low, high), "daylight": np.ones(3, dtype=bool)})
    np.testing.assert_array_equal(states.numbers["depth"], [0.0, 1.0, np.nan])
    np.testing.assert_array_equal(states.highs["depth"], [0.0, 2.0, np.nan])
    assert states.part(1, 3).highs["depth"][0] == 2.0
    assert not many_situations({"depth": (low, low)}).highs, "no range: no second array"
    with pytest.raises(QuantityError, match="one end alone is known"):
        many_situations({"depth": (low, np.zeros(3))})
    with pytest.raises(QuantityError, match="upside down"):
        many_situations({"depth": (np.ones(3), np.zeros(3))})
    with pytest.raises(QuantityError, match="differ in length"):
        many_situations({"depth": (np.zeros(3), np.zeros(2))})
    with pytest.raises(QuantityError, match="two ends"):
        many_situations({"daylight": (np.zeros(1, dtype=bool), np.ones(1, dtype=bool))})
