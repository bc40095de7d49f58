"""The correlation ratio of Pearson (1905), freed from chance after Kelley (1935)."""

import numpy as np
import pytest

from estran.lab.analysis.effects import binned_first_order
from tests.support.synthetic_study import noise

DRAWS, GROUPS = 240, 8


def ratio(values, weights=None):
    weights = np.full(DRAWS, 1.0 / DRAWS) if weights is None else weights
    return binned_first_order(values, weights, np.arange(DRAWS) % GROUPS)


def test_a_count_that_is_its_group_is_all_between():
    assert ratio((np.arange(DRAWS) % GROUPS).astype(float)) == pytest.approx(1.0)


def test_half_of_the_variance_between_is_a_half():
    levels = np.arange(GROUPS) - (GROUPS - 1) / 2.0
    between = (levels / levels.std())[np.arange(DRAWS) % GROUPS]
    found = [ratio(between + noise((DRAWS,), seed=seed)) for seed in range(30)]
    assert np.mean(found) == pytest.approx(0.5, abs=0.03)


def test_chance_alone_gives_next_to_nothing():
    found = [ratio(noise((DRAWS,), seed=seed)) for seed in range(30)]
    assert np.mean(found) < 0.02  # without the adjustment: (8 - 1) / 239 = 0.029
