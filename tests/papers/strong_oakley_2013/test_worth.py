"""Worth of knowing one parameter, Strong and Oakley (2013), where it is known by hand."""

import numpy as np
import pytest

from estran.lab.analysis.information import information
from tests.support.synthetic_study import drawn, evidence, noise

DRAWS, SEASONS = 240, 6


def study(moved, parameters, seed=1):
    season = 30.0 + 5.0 * noise((DRAWS, SEASONS), seed=seed)
    own = 0.3 * noise((2, DRAWS, SEASONS), seed=seed, step=1)
    deaths = np.stack([season, season + moved[:, np.newaxis]]) + own
    return evidence({"deaths": deaths}, parameters)


def asked(study):
    return information(study, "deaths")


def test_knowing_the_parameter_that_decides_is_worth_what_a_sheet_of_paper_gives():
    # The difference is uniform from -4 to 4: knowing it spares E[max(0, -x)] = 1, all there is.
    parameters = drawn(DRAWS, ["a", "b", "c"])
    found = asked(study(8.0 * parameters["a"] - 4.0, parameters))
    best, *others = found.worths
    assert (best.parameter, best.shown) == ("a", True)
    assert best.evppi == pytest.approx(1.0, abs=0.25)
    assert found.evpi == pytest.approx(1.0, abs=0.25)
    assert all(one.evppi < 0.1 and not one.shown for one in others)


def test_knowing_what_changes_no_choice_is_worth_nothing():
    parameters = drawn(DRAWS, ["a", "b", "c"])
    found = asked(study(2.0 + 4.0 * parameters["a"], parameters))
    assert [one.evppi for one in found.worths] == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)
    assert not any(one.shown for one in found.worths)


def test_chance_is_shown_as_worth_once_in_twenty_at_most_among_thirty_parameters():
    keys = [f"p{place}" for place in range(30)]
    shown = 0
    for seed in range(20):
        study_of_chance = study(noise((DRAWS,), seed=seed, step=9), drawn(DRAWS, keys, seed=seed))
        shown += any(one.shown for one in asked(study_of_chance).worths)
    assert shown <= 3  # of 20, where 1 is expected
