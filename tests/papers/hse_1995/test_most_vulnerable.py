"""Times of the most vulnerable, HSE OTO 95 038."""

import pytest

from estran.rescue.survival_models import hse_1995


@pytest.mark.parametrize(
    ("water", "force", "hours"),
    [
        (5, 0, 0.75),
        (5, 2, 0.75),
        (13, 2, 1.25),
        (5, 3, 0.5),
        (13, 4, 0.5),
        (10, 7, 0.5),
        (10, None, 0.5),
    ],
)
def test_hours_by_temperature_and_wind_force(water, force, hours):
    found = hse_1995(water_temperature=water, beaufort=force)
    assert found.hours == pytest.approx(hours)
    assert found.meaning == "lower"


@pytest.mark.parametrize(("water", "force"), [(4.0, 2), (14.0, 2), (10.0, -1), (10.0, 13)])
def test_beyond_the_published_rows_it_is_unknown(water, force):
    assert hse_1995(water_temperature=water, beaufort=force).hours is None
