"""The flood hazard rating of FD2320."""

import numpy as np
import pytest

from estran.hazard.wading import defra_fd2320


def test_a_metre_of_water_at_half_a_metre_a_second_rates_one():
    one = np.array([1.0])
    assert defra_fd2320(depth=one, speed=one / 2, debris=0 * one)[0] == pytest.approx(1.0)
    assert defra_fd2320(depth=one, speed=one / 2, debris=one)[0] == pytest.approx(2.0)


def test_beyond_its_range_the_rating_is_unknown():
    one = np.array([1.0])
    assert np.isnan(defra_fd2320(depth=6 * one, speed=one, debris=0 * one)[0])
