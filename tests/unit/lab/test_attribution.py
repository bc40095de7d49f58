"""Attribution by date: honest where nothing changed, loud where nothing can be told."""

import numpy as np
import pytest

from estran.lab.attribution import (
    Date,
    Expected,
    attribution,
    autumn_2025,
    clopper_pearson_1934,
    expected,
    fall_before_the_date,
    identified,
    modelled_share,
    placebo,
    placebo_dates,
)
from estran.lab.findings import Interval
from tests.support.fake_seasons import fake_year

LANES = 2000


def seasons(first=0, lanes=LANES, level=700.0, year=2024):
    given = {"level": np.full(lanes, level), "risk": np.ones(lanes), "exposure": np.ones(lanes)}
    return fake_year(parameters=given, numbers=np.arange(first, first + lanes), year=year)


def month_sum(columns, lane, first, last):
    return sum(columns[f"boats_month_{month:02d}"][lane] for month in range(first, last + 1))


def world(number, quarter, year=2024, level=700.0):
    """A date in a simulated world in which nothing changed."""
    columns = seasons(10**7 + number, 1, level, year)
    first = 3 * quarter
    return Date(
        key="placebo",
        year=year,
        begins=float(first),
        ends=first + 3.0,
        before=month_sum(columns, 0, 1, first),
        after=month_sum(columns, 0, first + 1, first + 3),
    )


def test_the_stated_coverage_holds_at_placebo_dates_of_the_model():
    """300 worlds: 90 % must hold in 255 to 285, three standard errors either way."""
    unchanged = seasons()
    held = sum(
        expected(unchanged, date).arms_to(date.after) <= 1.0
        for date in (world(number, 1 + number % 3) for number in range(300))
    )
    assert 255 <= held <= 285


def test_the_level_of_the_year_cancels():
    high = world(3, 2, level=1400.0)
    at_700, at_1400 = expected(seasons(), high), expected(seasons(level=1400.0), high)
    assert at_700.middle == pytest.approx(at_1400.middle, rel=0.01)


def test_worlds_unlike_the_model_widen_the_interval():
    dates = [world(number, 3) for number in range(12)]
    off = [
        Date(
            key=date.key,
            year=date.year,
            begins=date.begins,
            ends=date.ends,
            before=date.before,
            after=date.after * (2.5 if number % 2 else 0.4),
        )
        for number, date in enumerate(dates)
    ]
    good, calm = placebo(dates, {2024: seasons()})
    poor, wider = placebo(off, {2024: seasons()})
    assert good.holds
    assert calm < 2.0
    assert not poor.holds
    assert poor.held == 0
    assert wider > 2.0


def test_a_widened_interval_holds_its_placebos():
    dates = [world(number, 1 + number % 3) for number in range(9)]
    _, factor = placebo(dates, {2024: seasons()})
    for date in dates:
        assert expected(seasons(), date).wider(factor).arms_to(date.after) <= 1.0 + 1e-9


def told(date, fall):
    checked = placebo([world(number, 3) for number in range(12)], {2024: seasons()})
    return attribution(unchanged=seasons(), date=date, fall=fall, checked=checked, period="")


def test_a_real_effect_is_found_and_identified():
    date = world(5, 3)
    halved = Date(
        key="real",
        year=2024,
        begins=date.begins,
        ends=date.ends,
        before=date.before,
        after=date.after / 4.0,
    )
    found = told(halved, fall=0.75 * date.after)
    assert found.identified
    assert found.share.low > 0.3
    assert found.share.low < 1.0 < found.share.high + 0.3


def test_a_small_fall_that_chance_explains_is_not_identified():
    found = told(world(6, 3), fall=10.0)
    assert not found.identified


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [(-0.1, 0.4, True), (0.2, 1.1, True), (-0.1, 1.1, False), (0.1, 1.2, False)],
)
def test_an_interval_that_holds_none_and_all_or_is_wider_than_one_says_nothing(low, high, says):
    assert identified(Interval(low=low, high=high, share=0.9)) is says


def test_placebo_dates_leave_out_windows_in_which_a_doctrine_began():
    keys = {date.key for date in placebo_dates((2022, 2023, 2024, 2025))}
    assert "2022-10-01" not in keys
    assert "2025-10-01" not in keys
    assert {"2022-04-01", "2023-10-01", "2025-07-01"} <= keys
    assert len(keys) == 10


def test_autumn_2025_is_as_the_series_has_it():
    date, fall = autumn_2025()
    assert (fall, date.after, date.before) == (103.0, 36.0, 636.0)
    assert fall_before_the_date() == pytest.approx(76.0 / 103.0)


def test_without_a_change_the_model_gives_a_doctrine_nothing():
    date, fall = autumn_2025()
    same = modelled_share(without=seasons(), with_it=seasons(), date=date, fall=fall)
    assert (same.low, same.high) == (0.0, 0.0)


def test_part_of_a_month_counts_in_part():
    even = {f"boats_month_{month:02d}": np.array([30.0]) for month in range(1, 13)}
    date = Date(key="", year=2024, begins=10.8, ends=12.0, before=324.0, after=0.0)
    assert expected(even, date).middle == pytest.approx(36.0, abs=0.6)


def test_arms_are_those_of_the_side_that_the_count_lies_on():
    found = Expected(low=50.0, middle=100.0, high=400.0)
    assert found.arms_to(50.0) == pytest.approx(1.0)
    assert found.arms_to(400.0) == pytest.approx(1.0)
    assert found.arms_to(200.0) == pytest.approx(0.5)
    assert found.wider(2.0).low == pytest.approx(25.0)


@pytest.mark.parametrize(
    ("held", "dates", "low", "high"),
    [(9, 10, 0.6058, 0.9949), (10, 10, 0.7411, 1.0), (0, 10, 0.0, 0.2589)],
)
def test_clopper_and_pearson(held, dates, low, high):
    """Values of the beta distribution's quantiles at 5 and 95 %."""
    found = clopper_pearson_1934(held, dates, share=0.9)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-3)
