"""Times of half survival in the UK National Immersion Incident Survey."""

import pytest

from estran.rescue.survival_models import ukniis_2006, ukniis_2006_buoyancy


@pytest.mark.parametrize(("water", "hours"), [(5, 3.6), (10, 5.7), (15, 9.0)])
def test_without_buoyancy_the_curve_meets_the_three_published_times(water, hours):
    assert ukniis_2006(water_temperature=water).hours == pytest.approx(hours, abs=0.05)


@pytest.mark.parametrize("water", [5.0, 11.3, 15.0])
def test_with_buoyancy_more_than_a_day_at_every_published_temperature(water):
    found = ukniis_2006_buoyancy(water_temperature=water)
    assert found.hours == pytest.approx(24.0)
    assert found.meaning == "lower"


@pytest.mark.parametrize("model", [ukniis_2006, ukniis_2006_buoyancy])
@pytest.mark.parametrize("water", [4.0, 16.0])
def test_beyond_the_published_points_it_is_unknown(model, water):
    assert not model(water_temperature=water).in_range
