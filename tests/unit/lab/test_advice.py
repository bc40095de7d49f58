"""How many more seasons tell two doctrines apart: the advice, followed, does so."""

import numpy as np
import pytest

from estran.lab.analysis.advice import advice
from estran.lab.analysis.contrasts import told_apart
from estran.lab.analysis.nested import monte_carlo
from estran.lab.findings import Refused
from tests.support.synthetic_study import evidence, noise

DRAWS = 32


def study(difference, seasons, seed=1):
    other = difference + 4.0 * noise((DRAWS, seasons), seed=seed)
    return evidence({"deaths": np.stack([np.zeros((DRAWS, seasons)), other])})


def advised(study):
    return advice(study, "deaths", "D1")


def test_a_difference_told_apart_needs_no_more():
    assert advised(study(5.0, 8)).more == 0


def test_the_seasons_for_one_death_are_those_of_the_formula():
    # Spread 40 a season: (1.645 * 40 / 1) squared is 4329 seasons, of which 256 are held.
    values = np.stack([np.zeros((DRAWS, 8)), 40.0 * noise((DRAWS, 8))])
    found = advised(evidence({"deaths": values}))
    assert found.more_for_one == pytest.approx(4329 - 256, rel=0.15)


def test_following_the_advice_tells_them_apart_more_often_than_not():
    # 0.3 of a death at a spread of 4: (1.645 * 4 / 0.3) squared is 481 seasons; here are 32 * 16.
    told = [
        told_apart(monte_carlo(study(0.3, 16, seed).difference("deaths", "D1", "D0")))
        for seed in range(60)
    ]
    few = [
        told_apart(monte_carlo(study(0.3, 4, seed).difference("deaths", "D1", "D0")))
        for seed in range(60)
    ]
    assert np.mean(told) == pytest.approx(0.5, abs=0.17)
    assert np.mean(few) < np.mean(told)


def test_doctrines_that_never_differ_cannot_be_told_apart():
    found = advised(evidence({"deaths": np.zeros((2, DRAWS, 4))}))
    assert isinstance(found.more, Refused)
    assert found.more.why == "none_seen"


@pytest.mark.parametrize("seed", range(3))
def test_a_difference_half_as_large_needs_four_times_as_many_seasons(seed):
    noisy = noise((DRAWS, 10), seed=seed)
    noisy -= noisy.mean()
    needs = []
    for difference in (0.02, 0.01):
        columns = {"deaths": np.stack([np.zeros((DRAWS, 10)), difference + noisy])}
        found = advised(evidence(columns))
        needs.append(found.more + found.seasons)
    assert needs[1] / needs[0] == pytest.approx(4.0, rel=0.02)
