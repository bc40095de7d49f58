"""Times: the zone is compulsory, everything else that is clear is read."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from estran.errors import TimeError
from estran.quantities.instants import (
    epoch_seconds,
    format_instant,
    from_epoch_seconds,
    parse_instant,
)

FIX = datetime(2022, 12, 14, 1, 53, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2022-12-14T01:53Z",
        "2022-12-14 01:53Z",
        "2022-12-14t01:53z",
        "2022-12-14T01:53:00Z",
        "2022-12-14T01:53:00.000000Z",
        "2022-12-14T0153Z",
        "2022-12-14T01h53Z",
        "2022-12-14 01:53 UTC",
        "2022-12-14 01:53 gmt",
        "2022-12-14T02:53+01:00",
        "2022-12-14T02:53+0100",
        "2022-12-14T02:53+01",
        "2022-12-14 02:53 UTC+1",
        "2022-12-13T23:53\u221202:00",
        "140153Z DEC 22",
        "140153ZDEC22",
        "14 0153 Z december 2022",
        "140253A DEC 22",
        "140353b d\u00e9cembre 2022",
    ],
)
def test_every_clear_way_to_write_an_instant_is_read(text):
    instant = parse_instant(text)
    assert instant == FIX
    assert instant.tzinfo is UTC


def test_fractions_of_a_second_are_kept():
    expected = FIX + timedelta(seconds=20, microseconds=500_000)
    assert parse_instant("2022-12-14T01:53:20,5Z") == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2022-12-14T01:53", "time.zone_missing"),
        ("140153 DEC 22", "time.zone_missing"),
        ("2022-12-14 02:53 CET", "time.zone_unknown"),
        ("2022-12-14 02:53 local", "time.zone_unknown"),
        ("140153Q DEC 22", "time.zone_unknown"),
        ("2022-12-14T01:53+15:00", "time.zone_unknown"),
        ("2022-12-14T01:53+01:75", "time.zone_unknown"),
        ("14/12/2022 01:53Z", "time.ambiguous"),
        ("03-04-2022 01:53Z", "time.ambiguous"),
        ("2022-12-14", "time.unreadable"),
        ("01:53Z", "time.unreadable"),
        ("now", "time.unreadable"),
        ("", "time.unreadable"),
        ("140153Z JUI 22", "time.unreadable"),
        ("140153Z XXX 22", "time.unreadable"),
        ("2022-13-14T01:53Z", "time.out_of_range"),
        ("2022-02-30T01:53Z", "time.out_of_range"),
        ("2022-12-14T24:00Z", "time.out_of_range"),
        ("2022-12-14T01:53:60Z", "time.out_of_range"),
        ("0001-01-01T00:00+14:00", "time.out_of_range"),
    ],
)
def test_what_is_not_clear_is_refused_with_its_reason(text, code):
    with pytest.raises(TimeError) as refusal:
        parse_instant(text)
    assert refusal.value.code == code


def test_the_refusal_of_a_missing_zone_says_what_to_add():
    with pytest.raises(TimeError, match=r"Add Z for UTC.*\+01:00.*\+02:00"):
        parse_instant("2022-12-14T01:53")


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (FIX, "2022-12-14T01:53Z"),
        (FIX.astimezone(timezone(timedelta(hours=1))), "2022-12-14T01:53Z"),
        (FIX + timedelta(seconds=7), "2022-12-14T01:53:07Z"),
        (FIX + timedelta(microseconds=1500), "2022-12-14T01:53:00.001500Z"),
    ],
)
def test_instants_are_written_in_utc_with_seconds_only_where_there_are_any(instant, text):
    assert format_instant(instant) == text


def test_epoch_seconds_count_from_1970():
    assert epoch_seconds(datetime(1970, 1, 2, tzinfo=UTC)) == 86400.0
    assert epoch_seconds(FIX) == 1670982780.0
    assert from_epoch_seconds(1670982780.0) == FIX


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), 1e18, -1e18])
def test_seconds_that_are_no_date_are_refused(seconds):
    with pytest.raises(TimeError) as refusal:
        from_epoch_seconds(seconds)
    assert refusal.value.code == "time.out_of_range"


@pytest.mark.parametrize("use", [format_instant, epoch_seconds])
def test_an_instant_without_a_zone_is_refused_everywhere(use):
    with pytest.raises(TimeError) as refusal:
        use(FIX.replace(tzinfo=None))
    assert refusal.value.code == "time.zone_missing"
