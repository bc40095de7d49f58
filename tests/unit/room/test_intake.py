"""No forecast for a departure in the future: a guard-rail."""

from datetime import UTC, datetime, timedelta

import pytest

from estran.errors import TimeError
from estran.room.intake import require_not_ahead

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("ahead", [timedelta(hours=-72), timedelta(0), timedelta(hours=1)])
def test_a_report_of_the_past_or_of_the_next_hour_is_taken(ahead: timedelta) -> None:
    require_not_ahead(NOW + ahead, now=NOW, exercise=False)


def test_a_report_further_ahead_is_refused_and_both_times_are_named() -> None:
    with pytest.raises(TimeError, match="2026-11-22T13:01Z") as refusal:
        require_not_ahead(NOW + timedelta(minutes=61), now=NOW, exercise=False)
    assert "2026-11-22T12:00Z" in refusal.value.message
    assert "--exercise" in refusal.value.message


def test_an_exercise_may_lie_anywhere() -> None:
    require_not_ahead(NOW + timedelta(days=300), now=NOW, exercise=True)


def test_the_zone_does_not_open_a_way_round() -> None:
    paris = datetime.fromisoformat("2026-11-22T14:30+01:00")  # 13:30 UTC
    with pytest.raises(TimeError):
        require_not_ahead(paris, now=NOW, exercise=False)
