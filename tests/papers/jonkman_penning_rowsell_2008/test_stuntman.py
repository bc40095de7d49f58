"""Slip and topple of one stuntman, Jonkman and Penning-Rowsell (2008)."""

import numpy as np
import pytest

from estran.hazard.wading import (
    jonkman_penning_rowsell_2008_slip,
    jonkman_penning_rowsell_2008_topple,
)


def test_in_70_cm_of_water_he_slips_at_about_1_3_metres_a_second():
    slip = jonkman_penning_rowsell_2008_slip(depth=np.array([0.7]))[0]
    assert slip == pytest.approx(1.3, abs=0.03)
    assert 0.7 * slip**2 == pytest.approx(1.22)


def test_he_topples_where_depth_times_speed_is_1_3():
    depth = np.array([0.5, 1.0])
    np.testing.assert_allclose(depth * jonkman_penning_rowsell_2008_topple(depth=depth), 1.3)


def test_in_shallow_water_friction_fails_before_balance():
    shallow = np.array([0.3])
    slip = jonkman_penning_rowsell_2008_slip(depth=shallow)[0]
    assert slip < jonkman_penning_rowsell_2008_topple(depth=shallow)[0]


@pytest.mark.parametrize("depth", [0.0, 0.1, 1.3, np.nan])
def test_nobody_wades_deeper_than_he_floats(depth):
    assert np.isnan(jonkman_penning_rowsell_2008_slip(depth=np.array([depth]))[0])
    assert np.isnan(jonkman_penning_rowsell_2008_topple(depth=np.array([depth]))[0])
