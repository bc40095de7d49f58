"""The envelope of the longest survivals, Xu and Giesbrecht (2018)."""

import pytest

from estran.rescue.survival_models import xu_giesbrecht_2018


@pytest.mark.parametrize(("water", "hours"), [(5, 5.3), (10, 11.9), (13, 17.2), (15, 21.2)])
def test_hours_by_temperature(water, hours):
    found = xu_giesbrecht_2018(water_temperature=water)
    assert found.hours == pytest.approx(hours, abs=0.06)
    assert found.meaning == "upper"


@pytest.mark.parametrize("water", [-1.0, 20.5])
def test_outside_its_data_it_is_unknown(water):
    assert xu_giesbrecht_2018(water_temperature=water).hours is None
