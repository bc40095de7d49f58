"""Scenario discovery, Bryant and Lempert (2010): boxes that hold on draws they had not seen."""

import numpy as np
import pytest

from estran.lab.analysis.discovery import bryant_lempert_2010
from estran.lab.findings import Box
from tests.support.synthetic_study import drawn, evidence, noise

DRAWS, SEASONS = 160, 6
KEYS = [f"p{place}" for place in range(40)]


def discovered(moved, parameters, seed=1):
    season = 30.0 + 5.0 * noise((DRAWS, SEASONS), seed=seed)
    own = 0.3 * noise((2, DRAWS, SEASONS), seed=seed, step=1)
    deaths = np.stack([season, season + moved[:, np.newaxis]]) + own
    return bryant_lempert_2010(evidence({"deaths": deaths}, parameters), "deaths", "D1")


def test_the_two_conditions_that_make_it_worse_are_named_among_forty():
    parameters = drawn(DRAWS, KEYS)
    moved = np.where((parameters["p3"] > 0.4) & (parameters["p8"] < 0.7), 3.0, -3.0)
    found = discovered(moved, parameters)
    assert isinstance(found.box, Box)
    limits = {limit.parameter: limit for limit in found.box.limits}
    assert set(limits) == {"p3", "p8"}
    assert limits["p3"].low == pytest.approx(0.4, abs=0.1)
    assert limits["p8"].high == pytest.approx(0.7, abs=0.1)
    assert all(limit.chance < 0.01 and limit.again > 0.6 for limit in found.box.limits)
    assert found.box.density_unseen > 0.75
    assert found.box.coverage_unseen > 0.7


@pytest.mark.parametrize("seed", range(5))
def test_chance_among_forty_parameters_gives_no_box(seed):
    found = discovered(noise((DRAWS,), seed=seed, step=9), drawn(DRAWS, KEYS, seed=seed), seed)
    assert found.box.why == "no_box_holds"


def test_where_nearly_all_draws_are_cases_there_is_nothing_to_discover():
    parameters = drawn(DRAWS, KEYS)
    found = discovered(3.0 + parameters["p0"], parameters)
    assert found.box.why == "nearly_all_alike"
    assert found.cases == 1.0


def test_draws_that_differ_by_chance_of_their_seasons_only_are_not_searched():
    assert discovered(np.full(DRAWS, 3.0), drawn(DRAWS, KEYS)).box.why in {
        "no_spread",
        "nearly_all_alike",
    }
