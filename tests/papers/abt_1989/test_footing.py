"""Loss of footing in a flume, Abt et al. (1989) in its metric form."""

import numpy as np
import pytest

from estran.hazard.wading import abt_1989


def test_a_man_of_70_kg_and_1_75_m_loses_his_footing_at_1_31_square_metres_a_second():
    assert abt_1989(height=np.array([1.75]), mass=np.array([70.0]))[0] == pytest.approx(
        1.31, abs=0.005
    )


@pytest.mark.parametrize(("height", "mass"), [(1.2, 30.0), (1.75, 120.0), (2.2, 70.0)])
def test_nobody_outside_the_trials_gets_a_number(height, mass):
    assert np.isnan(abt_1989(height=np.array([height]), mass=np.array([mass]))[0])


def test_no_answer_leaves_the_range_of_the_products_measured():
    height, mass = np.meshgrid(np.linspace(1.4, 2.1, 40), np.linspace(30, 110, 40))
    answers = abt_1989(height=height.ravel(), mass=mass.ravel())
    assert np.nanmin(answers) >= 0.71
    assert np.nanmax(answers) <= 2.13
