"""Liu and Weisberg (2011): the skill score of a trajectory, eqs. 1 and 2, by hand."""

import numpy as np
import pytest

from estran.assess.skill_measures import liu_weisberg_2011, path_lengths


def test_a_path_is_as_long_as_its_steps_together():
    places = np.array([[0.0, 0.0], [3.0, 4.0], [3.0, 10.0], [0.0, 6.0]])
    assert path_lengths(places).tolist() == [5.0, 11.0, 16.0]


@pytest.mark.parametrize(
    ("separation", "score"),
    [
        ([0.0, 0.0, 0.0], 1.0),
        ([1.0, 2.0, 3.0], 1.0 - 6.0 / 32.0),
        ([5.0, 11.0, 16.0], 0.0),
        ([50.0, 110.0, 160.0], 0.0),
    ],
)
def test_separation_counts_against_the_way_made_good(separation, score):
    travelled = np.array([5.0, 11.0, 16.0])
    found = liu_weisberg_2011(separation=np.array(separation), travelled=travelled)
    assert found == pytest.approx(score)


def test_a_drifter_that_stayed_gives_no_score():
    assert np.isnan(liu_weisberg_2011(separation=np.ones(3), travelled=np.zeros(3)))
