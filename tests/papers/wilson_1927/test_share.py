"""Interval of a share, Wilson (1927): it holds the truth as often as stated, and is never empty."""

import math

import pytest

from estran.lab.analysis.weighing import wilson_1927


@pytest.mark.parametrize(("truth", "count"), [(0.05, 100), (0.3, 40), (0.5, 25)])
def test_it_holds_the_truth_about_nine_times_in_ten(truth, count):
    held = 0.0
    for seen in range(count + 1):
        found = wilson_1927(share=seen / count, count=count)
        chance = math.comb(count, seen) * truth**seen * (1.0 - truth) ** (count - seen)
        held += chance if found.low <= truth <= found.high else 0.0
    assert held == pytest.approx(0.9, abs=0.06)


def test_of_nothing_seen_it_still_says_how_much_there_may_be():
    found = wilson_1927(share=0.0, count=100.0)
    assert found.low == 0.0
    assert 0.02 < found.high < 0.04
