"""A flooded inflatable under the loads of recent years, by hand, and the crowd shift test.

Only loads that no such boat carries stand here: nothing in this repository tells how many one does.
"""

import numpy as np
import pytest

from estran.hazard.crowd_shift import crowd_heel, metacentric_height, waterplane_inertia
from estran.hazard.limits import limit
from estran.hazard.swamped import swamped_buoyancy_ratio, tube_volume

PERSONS = (70, 80, 100)
TABLE = [
    (8.0, 0.50, 2.9, (0.54, 0.47, 0.38), 0.31),
    (9.0, 0.55, 3.9, (0.73, 0.65, 0.52), 0.42),
    (10.0, 0.60, 5.2, (0.97, 0.85, 0.69), 0.56),
]


def volume(length, diameter):
    return tube_volume(
        length=np.array([length]), diameter=np.array([diameter]), length_share=np.array([0.92])
    )


def ratio(tubes, persons):
    count = np.array(persons, dtype=float)
    return swamped_buoyancy_ratio(
        volume=np.broadcast_to(tubes, count.shape),
        persons=count,
        person_mass=np.full(count.shape, limit("person_mass")),
        boat_mass=np.full(count.shape, 250.0),
    )


@pytest.mark.parametrize(("length", "diameter", "cubic", "ratios", "one_side"), TABLE)
def test_the_table_of_ratios(length, diameter, cubic, ratios, one_side):
    tubes = volume(length, diameter)
    assert tubes[0] == pytest.approx(cubic, abs=0.06)
    np.testing.assert_allclose(ratio(tubes, PERSONS), ratios, atol=0.006)
    assert ratio(tubes / 2.0, (60,))[0] == pytest.approx(one_side, abs=0.006)


@pytest.mark.parametrize(("persons", "mass"), [(0.0, 75.0), (500.0, 75.0), (30.0, 5.0)])
def test_outside_its_range_the_ratio_is_unknown(persons, mass):
    found = swamped_buoyancy_ratio(
        volume=np.array([3.9]),
        persons=np.array([persons]),
        person_mass=np.array([mass]),
        boat_mass=np.array([250.0]),
    )
    assert np.isnan(found[0])


def upright():
    inertia = waterplane_inertia(
        length=np.array([9.0]), beam=np.array([2.2]), diameter=np.array([0.55])
    )
    displaced = np.array([(60 * 75 + 250) / 1025.0])
    return inertia, displaced


def test_the_metacentric_height_of_a_worked_example():
    inertia, displaced = upright()
    assert displaced[0] == pytest.approx(4.6, abs=0.05)
    assert inertia[0] == pytest.approx(6.6, abs=0.2)
    assert inertia[0] / displaced[0] == pytest.approx(1.4, abs=0.06)
    height = metacentric_height(
        inertia=inertia,
        displacement=displaced,
        buoyancy_height=np.array([0.2]),
        gravity_height=np.array([0.95]),
    )
    assert height[0] == pytest.approx(0.7, abs=0.05)


def test_a_flooded_boat_has_nothing_to_right_it_and_a_crowd_turns_it_over():
    height = metacentric_height(
        inertia=np.array([0.0]),
        displacement=np.array([4.6]),
        buoyancy_height=np.array([0.3]),
        gravity_height=np.array([0.9]),
    )
    assert height[0] < 0.0
    heel = crowd_heel(
        moved_mass=np.array([100.0]),
        arm=np.array([0.5]),
        boat_mass=np.array([4750.0]),
        height=height,
    )
    assert heel[0] == pytest.approx(np.pi / 2)


def test_heel_of_a_crowd_that_moves_half_a_metre():
    heel = crowd_heel(
        moved_mass=np.array([4500.0]),
        arm=np.array([0.5]),
        boat_mass=np.array([4750.0]),
        height=np.array([0.7]),
    )
    assert np.tan(heel[0]) == pytest.approx(4500 * 0.5 / (4750 * 0.7))
