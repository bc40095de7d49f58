"""Courses and winds: units are compulsory, from is not to, and the absurd is refused."""

import math
from itertools import pairwise

import pytest

from estran.errors import QuantityError
from estran.quantities.units import KNOT
from estran.quantities.vector_text import parse_course_and_speed, parse_wind

COURSES = {
    "290 5.3kn": (290.0, 5.3 * KNOT),
    "290\u00b0 5.3 kn": (290.0, 5.3 * KNOT),
    "290\u00baT 5,3 kts": (290.0, 5.3 * KNOT),
    "290/5.3": (290.0, 5.3 * KNOT),
    "290\u00b0/5.3 kn": (290.0, 5.3 * KNOT),
    "5.3 knots 290": (290.0, 5.3 * KNOT),
    "course 290 speed 5.3 kn": (290.0, 5.3 * KNOT),
    "COG: 290 SOG: 5.3kn": (290.0, 5.3 * KNOT),
    "cap 290 \u00e0 5,3 n\u0153uds": (290.0, 5.3 * KNOT),
    "NW 5 kn": (315.0, 5.0 * KNOT),
    "no 5 nds": (315.0, 5.0 * KNOT),
    "north-west 5 kn": (315.0, 5.0 * KNOT),
    "vers nord-ouest 5 noeuds": (315.0, 5.0 * KNOT),
    "towards WNW 2 m/s": (292.5, 2.0),
    "090 18 km/h": (90.0, 5.0),
    "090 10 mph": (90.0, 4.4704),
    "360 5kn": (0.0, 5.0 * KNOT),
    "W5kn": (270.0, 5.0 * KNOT),
    "290 4-6 kn": (290.0, 5.0 * KNOT),
    "000 0 kn": (0.0, 0.0),
}

WINDS = {
    "SW 8 kn": (225.0, 8.0 * KNOT),
    "225 4 m/s": (225.0, 4.0),
    "225\u00b0 at 4 m/s": (225.0, 4.0),
    "from SW 8 kn": (225.0, 8.0 * KNOT),
    "wind SW 8 kn": (225.0, 8.0 * KNOT),
    "vent de sud-ouest 15 nds": (225.0, 15.0 * KNOT),
    "SO 15 nds": (225.0, 15.0 * KNOT),
    "O 15 nds": (270.0, 15.0 * KNOT),
    "ONO 20 km/h": (292.5, 20.0 / 3.6),
    "southwesterly 15 knots": (225.0, 15.0 * KNOT),
    "SW 10 to 15 kn": (225.0, 12.5 * KNOT),
    "SW 10\u201315 kn": (225.0, 12.5 * KNOT),
    "SW 4 Bft": (225.0, 13.5 * KNOT),
    "SW force 4": (225.0, 13.5 * KNOT),
    "SW F4": (225.0, 13.5 * KNOT),
    "force 4 SW": (225.0, 13.5 * KNOT),
    "SW 4-5 Beaufort": (225.0, 16.0 * KNOT),
    "secteur sud-ouest force 4 \u00e0 5": (225.0, 16.0 * KNOT),
}


@pytest.mark.parametrize("text", COURSES)
def test_a_course_and_speed_is_read(text):
    read = parse_course_and_speed(text)
    assert (read.course_to_deg, read.speed) == pytest.approx(COURSES[text])


@pytest.mark.parametrize("text", WINDS)
def test_a_wind_is_read(text):
    read = parse_wind(text)
    assert (read.from_deg, read.speed) == pytest.approx(WINDS[text])


@pytest.mark.parametrize("text", ["calm", "Calme", "wind calm", "no wind", "pas de vent"])
def test_calm_is_below_half_a_metre_per_second_from_anywhere(text):
    wind = parse_wind(text)
    spread = math.sqrt(3.0) * wind.speed_resolution
    assert (wind.speed - spread, wind.speed + spread) == pytest.approx((0.0, 0.5))
    assert wind.direction_resolution_deg == pytest.approx(360.0 / math.sqrt(12.0))


def test_a_variable_wind_has_a_speed_and_no_direction():
    wind = parse_wind("variable 3 kn")
    assert wind.speed == pytest.approx(3.0 * KNOT)
    assert wind.direction_resolution_deg == pytest.approx(360.0 / math.sqrt(12.0))


def test_the_resolution_follows_from_what_was_said():
    course = parse_course_and_speed("290 5.3 kn")
    assert course.course_resolution_deg == pytest.approx(1.0 / math.sqrt(12.0))
    assert course.speed_resolution == pytest.approx(0.1 * KNOT / math.sqrt(12.0))
    assert parse_course_and_speed("NW 5 kn").course_resolution_deg == pytest.approx(12.99, abs=0.01)
    assert parse_wind("WNW 5 kn").direction_resolution_deg == pytest.approx(6.5, abs=0.01)
    assert parse_wind("SW F4").speed_resolution == pytest.approx(6.0 * KNOT / math.sqrt(12.0))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("290 5.3", "quantity.unit_missing"),
        ("NW 5", "quantity.unit_missing"),
        ("5 kn", "quantity.direction_missing"),
        ("290", "quantity.unreadable"),
        ("", "quantity.unreadable"),
        ("fast", "quantity.unreadable"),
        ("290 F4", "quantity.unreadable"),
        ("sideways 5 kn", "quantity.unreadable"),
        ("290 5 kn 6 kn", "quantity.unreadable"),
        ("290-5 kn", "quantity.unreadable"),
        ("NW -5 kn", "quantity.negative"),
        ("400 5 kn", "quantity.out_of_range"),
        ("290 61 kn", "quantity.out_of_range"),
        ("290M 5 kn", "quantity.magnetic_direction"),
        ("from NW 5 kn", "quantity.contrary_direction"),
    ],
)
def test_a_course_that_is_not_clear_is_refused_with_its_reason(text, code):
    with pytest.raises(QuantityError) as refusal:
        parse_course_and_speed(text)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SW 8", "quantity.unit_missing"),
        ("225/8", "quantity.unit_missing"),
        ("8 kn", "quantity.direction_missing"),
        ("SW", "quantity.unreadable"),
        ("SW 8 kn gusting 15 kn", "quantity.unreadable"),
        ("SW 15-10 kn", "quantity.unreadable"),
        ("-8 kn SW", "quantity.negative"),
        ("SW 151 kn", "quantity.out_of_range"),
        ("SW F12", "quantity.out_of_range"),
        ("to SW 8 kn", "quantity.contrary_direction"),
    ],
)
def test_a_wind_that_is_not_clear_is_refused_with_its_reason(text, code):
    with pytest.raises(QuantityError) as refusal:
        parse_wind(text)
    assert refusal.value.code == code


def test_the_beaufort_forces_follow_each_other_without_gap():
    ends = []
    for force in range(12):
        wind = parse_wind(f"N {force} Bft")
        half = math.sqrt(3.0) * wind.speed_resolution
        ends.append((wind.speed - half, wind.speed + half))
    for (_, upper), (lower, _) in pairwise(ends):
        assert upper == pytest.approx(lower)
