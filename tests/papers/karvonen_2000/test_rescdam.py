"""The RESCDAM trials, Karvonen et al. (2000), for a person of 122 m kg."""

import numpy as np
import pytest

from estran.hazard.wading import karvonen_2000


@pytest.mark.parametrize(("conditions", "flow"), [("good", 1.03), ("normal", 0.69), ("poor", 0.34)])
def test_the_flow_a_person_of_122_m_kg_stands(conditions, flow):
    found = karvonen_2000(height_mass=np.array([122.0]), conditions=conditions)[0]
    assert found == pytest.approx(flow, abs=0.005)


@pytest.mark.parametrize(
    ("height_mass", "conditions"), [(40.0, "poor"), (250.0, "good"), (122.0, "fair")]
)
def test_outside_the_trials_it_is_unknown(height_mass, conditions):
    assert np.isnan(karvonen_2000(height_mass=np.array([height_mass]), conditions=conditions)[0])
