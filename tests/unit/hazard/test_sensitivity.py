"""What decides a class, held against turns that can be worked out by hand."""

from functools import partial

import numpy as np
import pytest

from estran.hazard.classes import HazardClass, classify
from estran.hazard.sensitivity import Rank, ranked_inputs
from estran.hazard.spans import Span

EXCEEDED, OPEN, UNKNOWN = HazardClass.EXCEEDED, HazardClass.NOT_SHOWN_SAFE, HazardClass.UNKNOWN
UNIT = Span(0.0, 1.0)
ABOUT_NOUGHT = Span(-1.0, 1.0)


def verdict(law, limit):
    """A class from a law of named inputs, as the hazards have it."""
    return lambda inputs: classify(law=law, inputs=inputs, limit_value=limit)


def ranks(law, limit, spans, together=None):
    found = ranked_inputs(verdict(law, limit), spans=spans, together=together)
    return {one.name: one for one in found}


def weighted_sum(weight, *, x, y):
    return weight * x + y


def power(exponent, *, x, y):
    return x**exponent * y


def first(*, x, y):
    return x + 0.0 * y


def test_the_only_input_of_a_law_decides_and_another_hardly_matters():
    found = ranks(first, 0.5, {"y": UNIT, "x": UNIT})
    assert list(found) == ["x", "y"], "the weightiest stands first"
    assert found["x"].turns == pytest.approx(0.5)
    assert (found["x"].share, found["y"].share) == (1.0, 0.0)
    assert (found["x"].rank, found["y"].rank) == (Rank.DECIDES, Rank.HARDLY)
    assert found["x"].alone == (EXCEEDED, OPEN)
    assert len(found["y"].alone) == 1


@pytest.mark.parametrize("weight", [1.0, 2.0, 5.0])
def test_a_weighted_sum_turns_as_the_integral_says(weight):
    """Drawn evenly from -1 to 1 about the limit 0: (1 - 1 / 3a2) / 2 for x, 1 / 3a for y."""
    law = partial(weighted_sum, weight)
    found = ranks(law, 0.0, {"x": ABOUT_NOUGHT, "y": ABOUT_NOUGHT})
    assert found["x"].turns == pytest.approx((1 - 1 / (3 * weight**2)) / 2, abs=0.01)
    assert found["y"].turns == pytest.approx(1 / (3 * weight), abs=0.01)


def test_in_a_power_law_the_greater_exponent_weighs_more_and_ever_more():
    spans = {"x": Span(0.5, 1.5), "y": Span(0.5, 1.5)}
    shares = [
        ranks(partial(power, exponent), 1.0, spans)["x"].share for exponent in (0.5, 1.0, 2.0, 4.0)
    ]
    assert shares == sorted(shares)
    assert shares[0] < 0.5 < shares[-1]
    assert shares[1] == pytest.approx(0.5)


def test_a_wider_range_weighs_more():
    narrow = ranks(partial(weighted_sum, 1.0), 1.0, {"x": Span(0.4, 0.6), "y": UNIT})
    assert narrow["x"].share < 0.5 < narrow["y"].share


def test_where_the_limit_is_out_of_reach_nothing_decides():
    found = ranks(first, 2.0, {"x": UNIT, "y": UNIT})
    for one in found.values():
        assert (one.turns, one.share, one.rank) == (0.0, 0.0, Rank.HARDLY)
        assert one.alone == (OPEN,)


def test_an_input_may_decide_although_it_changes_nothing_alone():
    found = ranks(partial(power, 1.0), 0.5, {"x": UNIT, "y": UNIT})
    assert {one.alone for one in found.values()} == {(OPEN,)}
    assert {one.rank for one in found.values()} == {Rank.DECIDES}


def test_the_edge_of_a_law_counts_as_a_turn():
    def ends(*, x, y):
        return np.where(x > 0.5, np.nan, y)

    found = ranks(ends, 2.0, {"x": UNIT, "y": UNIT})
    assert found["x"].alone == (OPEN, UNKNOWN)
    assert found["x"].turns == pytest.approx(0.5)


def test_inputs_taken_together_are_ranked_as_one():
    spans = {"x": UNIT, "y": UNIT}
    law = partial(weighted_sum, 1.0)
    whole = ranks(law, 1.0, spans, together={"both": ("x", "y")})
    assert list(whole) == ["both"]
    assert whole["both"].turns == pytest.approx(0.5, abs=0.01)
    assert whole["both"].share == 1.0
    assert whole["both"].alone == (EXCEEDED, OPEN)


def test_an_input_is_needed_where_the_class_is_unknown_without_it():
    def spare(inputs):
        return OPEN if inputs["x"] is not None else UNKNOWN

    found = {one.name: one for one in ranked_inputs(spare, spans={"x": UNIT, "y": UNIT})}
    assert (found["x"].needed, found["y"].needed) == (True, False)
    group = ranked_inputs(spare, spans={"x": UNIT, "y": UNIT}, together={"both": ("x", "y")})
    assert not group[0].needed


def test_the_same_ranges_give_the_same_ranks():
    spans = {"x": UNIT, "y": UNIT}
    law = partial(weighted_sum, 2.0)
    assert ranks(law, 1.0, spans) == ranks(law, 1.0, spans)
