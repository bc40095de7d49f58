"""Boxes by peeling, Friedman and Fisher (1999): a box that we put there is found."""

from itertools import pairwise

import numpy as np
import pytest

from estran.lab.analysis.prim import Cases, chosen, friedman_fisher_1999
from tests.support.synthetic_study import drawn


def cases(draws=400, seed=1):
    parameters = np.stack(list(drawn(draws, ["a", "b", "c", "d"], seed=seed).values()), axis=1)
    hit = (parameters[:, 0] > 0.6) & (parameters[:, 2] < 0.5)
    return Cases(drawn=parameters, hit=hit, weights=np.full(draws, 1.0 / draws))


@pytest.mark.parametrize("seed", range(3))
def test_a_box_is_found_with_its_two_sides(seed):
    found = cases(seed=seed)
    box = chosen(found, friedman_fisher_1999(found))
    ends = {(side.place, side.above): side.bound for side in box.sides}
    assert box.places() == (0, 2)
    assert ends[0, True] == pytest.approx(0.6, abs=0.06)
    assert ends[2, False] == pytest.approx(0.5, abs=0.06)
    coverage, density = found.coverage_density(box)
    assert coverage > 0.85
    assert density > 0.9


def test_density_grows_and_coverage_shrinks_as_boxes_get_smaller():
    found = cases()
    told = [found.coverage_density(box) for box in friedman_fisher_1999(found)]
    assert told[0] == (1.0, pytest.approx(found.share))
    assert all(later[1] > earlier[1] for earlier, later in pairwise(told))
    assert all(later[0] <= earlier[0] for earlier, later in pairwise(told))


def test_no_more_than_three_parameters_are_limited():
    found = cases()
    assert max(len(box.places()) for box in friedman_fisher_1999(found)) <= 3
