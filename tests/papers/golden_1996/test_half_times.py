"""Times of half survival, quoted after Golden (1996) and after Tipton (2018)."""

import pytest

from estran.rescue.survival_models import golden_tipton


@pytest.mark.parametrize(
    ("water", "hours"), [(5, 1.0), (8, 1.5), (10, 2.0), (12, 3.1), (13, 3.9), (15, 6.0)]
)
def test_hours_by_temperature(water, hours):
    assert golden_tipton(water_temperature=water).hours == pytest.approx(hours, abs=0.05)


def test_both_attributions_are_kept_in_one_model():
    found = golden_tipton(water_temperature=10.0)
    assert found.sources == ("golden_1996", "tipton_2018")
    assert found.meaning == "median"


@pytest.mark.parametrize("water", [4.9, 15.1])
def test_beyond_the_published_points_it_is_unknown(water):
    assert golden_tipton(water_temperature=water).hours is None
