"""Waves break where they are 0.78 as high as the water is deep, McCowan (1894)."""

import numpy as np
import pytest

from estran.hazard.breaking import break_distance, mccowan_1894_breaker, mccowan_1894_depth


def test_a_wave_of_80_cm_breaks_in_a_metre_of_water():
    depth = mccowan_1894_depth(wave_height=np.array([0.8]))
    assert depth[0] == pytest.approx(1.026, abs=0.001)
    assert mccowan_1894_breaker(depth=depth)[0] == pytest.approx(0.8)


@pytest.mark.parametrize(("slope", "metres"), [(0.03, 34.2), (0.01, 102.6)])
def test_on_these_beaches_it_breaks_35_to_100_m_out(slope, metres):
    out = break_distance(wave_height=np.array([0.8]), slope=np.array([slope]))[0]
    assert out == pytest.approx(metres, abs=0.1)


def test_a_wall_is_no_beach_and_a_giant_wave_no_surf():
    assert np.isnan(break_distance(wave_height=np.array([0.8]), slope=np.array([0.5]))[0])
    assert np.isnan(mccowan_1894_depth(wave_height=np.array([9.0]))[0])
    assert np.isnan(mccowan_1894_breaker(depth=np.array([-1.0]))[0])
