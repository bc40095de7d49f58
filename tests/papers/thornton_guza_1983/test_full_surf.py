"""Heights in a full surf zone, Thornton and Guza (1983)."""

import numpy as np
import pytest

from estran.hazard.breaking import thornton_guza_1983
from estran.hazard.limits import limits


def test_root_mean_square_height_is_042_of_the_depth_and_the_significant_one_half_to_six_tenths():
    rms = thornton_guza_1983(depth=np.array([1.0]))[0]
    row = limits()["surf_share_of_depth"]
    assert rms == pytest.approx(0.42)
    assert row.low <= np.sqrt(2.0) * rms <= row.high


def test_the_deep_sea_is_no_surf_zone():
    assert np.isnan(thornton_guza_1983(depth=np.array([20.0]))[0])
