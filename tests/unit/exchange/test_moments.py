"""Times in messages: date-time groups that are read back, and the clocks of both coasts."""

from datetime import UTC, datetime

import pytest

from estran.exchange.moments import clock, date_time_group, local_times, summer_time
from estran.language.catalogue import LANGUAGES
from estran.quantities.instants import parse_instant

NOON = datetime(2022, 7, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # Summer time of 2021, 2022 and 2024 as the calendars of both countries had it.
        (datetime(2021, 10, 31, 0, 59, tzinfo=UTC), True),
        (datetime(2021, 10, 31, 1, 0, tzinfo=UTC), False),
        (datetime(2022, 3, 27, 0, 59, tzinfo=UTC), False),
        (datetime(2022, 3, 27, 1, 0, tzinfo=UTC), True),
        (datetime(2024, 3, 31, 1, 0, tzinfo=UTC), True),
        (datetime(2022, 12, 14, 1, 53, tzinfo=UTC), False),
    ],
)
def test_summer_time_begins_and_ends_on_the_last_sundays(moment, expected):
    assert summer_time(moment) is expected


def test_both_clocks_stand_beside_and_the_day_after_is_marked():
    assert local_times(datetime(2022, 12, 14, 1, 53, tzinfo=UTC), language="en") == (
        "UK 01:53, FR 02:53"
    )
    assert local_times(datetime(2022, 12, 13, 23, 30, tzinfo=UTC), language="en") == (
        "UK 23:30, FR 00:30+1"
    )
    assert local_times(NOON, language="fr") == "RU 13:00, FR 14:00"


def test_no_local_time_is_claimed_where_other_rules_held():
    assert local_times(datetime(1995, 7, 1, tzinfo=UTC), language="en") == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_a_date_time_group_is_read_back(language, month):
    moment = datetime(2022, month, 9, 4, 5, tzinfo=UTC)
    assert parse_instant(date_time_group(moment, language=language)) == moment


def test_a_time_of_another_day_carries_its_date():
    assert clock(NOON, now=NOON, language="en") == "12:00Z"
    assert clock(NOON, now=datetime(2022, 7, 2, tzinfo=UTC), language="en") == "011200Z JUL 22"
