"""Breakers abeam: capsize possible from 0.3 of the length, near certain from 0.6."""

import numpy as np
import pytest

from estran.hazard.breaking import breaker_over_beam, claughton_handley_1984
from estran.sources.assumptions import assumption


def test_a_breaker_of_2_7_m_is_three_tenths_of_a_boat_of_9_m():
    ratio = claughton_handley_1984(breaker_height=np.array([2.7, 5.4]), length=np.array([9.0, 9.0]))
    np.testing.assert_allclose(ratio, [0.3, 0.6])


def test_a_swamped_boat_of_2_2_m_beam_meets_its_limit_at_about_1_1_m():
    share = assumption("hazard_breaker_beam_share").value
    ratio = breaker_over_beam(breaker_height=np.array([1.1]), beam=np.array([2.2]))[0]
    assert ratio == pytest.approx(share)


def test_ships_and_canoes_are_out_of_range():
    assert np.isnan(
        claughton_handley_1984(breaker_height=np.array([1.0]), length=np.array([40.0]))[0]
    )
    assert np.isnan(breaker_over_beam(breaker_height=np.array([1.0]), beam=np.array([0.6]))[0])
