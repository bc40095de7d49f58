"""Predicted survival, Hayward, Eckerson and Collis (1975)."""

import pytest

from estran.rescue.survival_models import hayward_1975


@pytest.mark.parametrize(
    ("water", "hours"), [(5, 2.2), (8, 2.6), (10, 2.9), (13, 3.7), (15, 4.6), (18, 7.2)]
)
def test_hours_by_temperature(water, hours):
    found = hayward_1975(water_temperature=water)
    assert found.hours == pytest.approx(hours, abs=0.05)
    assert (found.meaning, found.in_range) == ("predicted", True)


@pytest.mark.parametrize("water", [0.0, 4.0, 18.5, 23.0, 23.1, 25.0, float("nan")])
def test_outside_the_trials_and_near_its_pole_it_is_unknown(water):
    found = hayward_1975(water_temperature=water)
    assert (found.hours, found.in_range) == (None, False)
