"""Sea temperature: the monthly means at mid-month, between them in proportion, round the year."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from estran.environment.area import load_area
from estran.environment.water import WaterTemperature, monthly_temperature
from estran.quantities.geodesy import Position

AREA = load_area()
MEANS = AREA.sea_temperature
AT_SEA = Position(latitude=51.0, longitude=1.5)


@pytest.mark.parametrize(
    ("time", "low", "high"),
    [
        (datetime(2021, 11, 24, 3, tzinfo=UTC), 12.0, 14.5),  # about 13 in the inquiry's evidence
        (datetime(2022, 12, 14, 3, tzinfo=UTC), 10.0, 12.0),
        (datetime(2025, 8, 15, tzinfo=UTC), 18.0, 19.0),
        (datetime(2026, 3, 1, tzinfo=UTC), 8.0, 9.0),
    ],
)
def test_known_nights_lie_in_their_range(time, low, high):
    answer = WaterTemperature(AREA).sample(position=AT_SEA, time=time)
    assert low <= answer.value <= high
    assert answer.unit == "degC"
    assert answer.uncertainty == 1.0


def test_the_middle_of_a_month_has_the_mean_of_the_month():
    for month, mean in enumerate(MEANS.monthly):
        middle = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=365 * (month + 0.5) / 12)
        assert monthly_temperature(means=MEANS, time=middle) == pytest.approx(mean)


def test_the_year_closes_without_a_jump():
    new_year = datetime(2026, 1, 1, tzinfo=UTC)
    before = monthly_temperature(means=MEANS, time=new_year - timedelta(seconds=1))
    after = monthly_temperature(means=MEANS, time=new_year)
    assert before == pytest.approx(after, abs=1e-4)
    assert after == pytest.approx((10.9 + 9.2) / 2, abs=1e-6)


def test_every_day_lies_between_the_coldest_and_the_warmest_month():
    days = [datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=k) for k in range(366)]
    values = np.array([monthly_temperature(means=MEANS, time=day) for day in days])
    assert values.min() >= 8.3
    assert values.max() <= 18.5
    assert np.abs(np.diff(values)).max() < 0.12


def test_outside_the_area_the_temperature_is_unknown():
    biscay = Position(latitude=46.0, longitude=-4.0)
    answer = WaterTemperature(AREA).sample(position=biscay, time=datetime(2025, 1, 1, tzinfo=UTC))
    assert not answer.known
    assert answer.value is None
