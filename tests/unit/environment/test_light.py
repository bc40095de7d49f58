"""Light against times printed in almanacs and in inquiry evidence, within 3 minutes."""

from datetime import UTC, datetime, timedelta

import pytest

from estran.environment.light import light, phase_of
from estran.errors import TimeError
from estran.quantities.geodesy import Position

CALAIS = Position(latitude=50.965, longitude=1.85)
DOVER = Position(latitude=51.12, longitude=1.32)
LONDON = Position(latitude=51.508, longitude=-0.128)
TROMSOE = Position(latitude=69.65, longitude=18.96)
MINUTE = 1 / 60  # of an hour

# London, as printed in public almanacs: sunrise, sunset (UTC)
LONDON_DAYS = {
    "March equinox 2024": ("2024-03-20", "06:03", "18:14"),
    "June solstice 2024": ("2024-06-20", "03:43", "20:21"),
    "September equinox 2024": ("2024-09-22", "05:47", "17:58"),
    "December solstice 2024": ("2024-12-21", "08:04", "15:53"),
}


def hours_between(earlier, later):
    """Hours from one event of the sun to another; both must exist."""
    assert earlier is not None
    assert later is not None
    return (later - earlier) / timedelta(hours=1)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_sun_rose_at_0726_over_the_search_of_24_november_2021():
    between_the_coasts = Position(latitude=51.15, longitude=1.83)  # sunrise 07:26 UTC in evidence
    sunrise = light(position=between_the_coasts, time=at("2021-11-24T03:00")).sunrise
    assert abs(hours_between(sunrise, at("2021-11-24T07:26"))) <= 3 * MINUTE


@pytest.mark.parametrize("name", LONDON_DAYS)
def test_sunrise_and_sunset_agree_with_the_almanac_for_london(name):
    day, rise, fall = LONDON_DAYS[name]
    midnight = light(position=LONDON, time=at(f"{day}T00:30"))
    assert abs(hours_between(midnight.sunrise, at(f"{day}T{rise}"))) <= 3 * MINUTE
    assert abs(hours_between(midnight.sunset, at(f"{day}T{fall}"))) <= 3 * MINUTE


@pytest.mark.parametrize("day", ["2022-12-14", "2024-04-23", "2025-07-04", "2026-01-17"])
@pytest.mark.parametrize("place", [CALAIS, DOVER], ids=["Calais", "Dover"])
def test_times_agree_with_an_independent_calculation(day, place):
    astral = pytest.importorskip("astral")
    from astral.sun import dawn, sunrise, sunset

    here = astral.Observer(place.latitude, place.longitude)
    date = at(day).date()
    ours = light(position=place, time=at(f"{day}T00:30"))
    assert abs(hours_between(ours.sunrise, sunrise(here, date=date))) <= 2 * MINUTE
    assert abs(hours_between(ours.sunset, sunset(here, date=date))) <= 2 * MINUTE
    assert abs(hours_between(ours.next_daylight, dawn(here, date=date))) <= 2 * MINUTE


def test_days_are_as_long_as_nights_only_near_the_equinox():
    def day_length(day):
        now = light(position=DOVER, time=at(f"{day}T00:30"))
        return hours_between(now.sunrise, now.sunset)

    assert day_length("2024-03-17") == pytest.approx(12.0, abs=0.05)
    assert day_length("2024-06-20") == pytest.approx(16.55, abs=0.05)
    assert day_length("2024-12-21") == pytest.approx(7.88, abs=0.05)


def test_daylight_comes_before_sunrise_and_always_lies_ahead():
    before = light(position=CALAIS, time=at("2022-12-14T03:00"))
    assert 30 * MINUTE < hours_between(before.next_daylight, before.sunrise) < 45 * MINUTE
    noon = light(position=CALAIS, time=at("2022-12-14T12:00"))
    assert 18 < hours_between(at("2022-12-14T12:00"), noon.next_daylight) < 21


def test_the_phase_follows_the_sun_down():
    phases = [
        light(position=CALAIS, time=at("2022-12-14T12:00") + timedelta(minutes=20 * k)).phase
        for k in range(24)
    ]
    assert list(dict.fromkeys(phases)) == ["day", "civil", "nautical", "astronomical", "night"]


@pytest.mark.parametrize(
    ("elevation", "phase"),
    [
        (10.0, "day"),
        (-0.8, "day"),
        (-0.9, "civil"),
        (-6.1, "nautical"),
        (-12.1, "astronomical"),
        (-19.0, "night"),
    ],
)
def test_phases_change_at_their_elevations(elevation, phase):
    assert phase_of(elevation) == phase


def test_the_sun_stands_in_the_zenith_by_its_declination_at_noon():
    noon = light(position=DOVER, time=at("2024-06-20T11:56"))
    assert noon.sun_elevation_deg == pytest.approx(90.0 - 51.12 + 23.44, abs=0.1)
    assert noon.phase == "day"


def test_the_moon_was_full_on_8_december_2022_and_new_on_23_december():
    assert light(position=CALAIS, time=at("2022-12-08T04:08")).moon_illuminated > 0.99
    assert light(position=CALAIS, time=at("2022-12-23T10:17")).moon_illuminated < 0.01


def test_a_full_moon_is_up_at_midnight_and_down_at_noon():
    assert light(position=CALAIS, time=at("2022-12-08T00:00")).moon_up
    assert not light(position=CALAIS, time=at("2022-12-08T12:00")).moon_up


def test_the_polar_night_has_no_sunrise():
    winter = light(position=TROMSOE, time=at("2024-12-21T12:00"))
    assert winter.sunrise is None
    assert winter.next_daylight is not None


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(TimeError):
        light(position=CALAIS, time=datetime(2022, 12, 14, 3, 0))  # noqa: DTZ001
