"""How unlikely a fix is: the closed form of a Gaussian cloud, and what must not matter.

Accuracy: of 1000 fixes a share near 0.5 has a standard error of 0.016; 0.06 is three of them and a
little for the 4000 centres.
"""

import numpy as np
import pytest

from estran.engine.surprise import as_unlikely
from estran.quantities.randomness import RandomStreams

STREAMS = RandomStreams(3)
SD = np.array([2000.0, 700.0])
COUNT = 8000


@pytest.fixture(scope="module")
def cloud():
    return SD * RandomStreams(1).normals("cloud", step=0, first=0, count=COUNT)


def share(cloud, at, *, weights=None, kernel=450.0):
    return as_unlikely(
        np.asarray(at, dtype=float),
        places=cloud,
        weights=np.full(len(cloud), 1.0 / len(cloud)) if weights is None else weights,
        kernels=[(np.ones(len(cloud), dtype=bool), np.eye(2) * kernel**2)],
        streams=STREAMS,
        step=0,
    )


@pytest.mark.parametrize("r", [0.5, 1.0, 1.5, 2.4477])
@pytest.mark.parametrize("axis", [0, 1], ids=["along", "across"])
def test_a_gaussian_cloud_says_what_its_closed_form_says(cloud, r, axis):
    wide = np.sqrt(SD**2 + 450.0**2)
    at = np.zeros(2)
    at[axis] = r * wide[axis]
    assert share(cloud, at) == pytest.approx(np.exp(-0.5 * r**2), abs=0.06)


def test_far_from_everything_nothing_is_as_unlikely(cloud):
    assert share(cloud, (80_000.0, 0.0)) == 0.0


def test_the_middle_is_the_likeliest(cloud):
    assert share(cloud, (0.0, 0.0)) > 0.9


def test_who_weighs_nothing_does_not_count(cloud):
    aside = np.vstack((cloud, cloud + 50_000.0))
    weights = np.r_[np.full(COUNT, 1.0 / COUNT), np.zeros(COUNT)]
    assert share(aside, (50_000.0, 50_000.0), weights=weights) == 0.0


def test_the_same_question_gives_the_same_number(cloud):
    assert share(cloud, (1000.0, 300.0)) == share(cloud, (1000.0, 300.0))
