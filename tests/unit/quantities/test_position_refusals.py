"""Positions that are refused: for each, the reason by name and what would be right."""

import pytest

from estran.errors import PositionError
from estran.quantities.position_text import parse_position


def refusal(text):
    with pytest.raises(PositionError) as caught:
        parse_position(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("51.0416 1.7521", {"51.0416 N 1.7521 E", "51.0416 N 1.7521 W", "51.0416 E 1.7521 N"}),
        ("51.0416,1.7521", {"51.0416 N 1.7521 E", "51.0416 N 1.7521 W", "51.0416 W 1.7521 N"}),
        ("51.03 1.45", {"51.03 N 1.45 E", "51.03 N 1.45 W", "51 03 N 1 45 E", "51 03 N 1 45 W"}),
        ("51 02.5 1 45.1", {"51 02.5 N 1 45.1 E", "51 02.5 N 1 45.1 W"}),
        ("51 02.5, 1 45.1", {"51 02.5 N 1 45.1 E", "51 02.5 N 1 45.1 W"}),
        ("51\u00b002.5' 1\u00b045.1'", {"51 02.5 N 1 45.1 E", "51 02.5 N 1 45.1 W"}),
        ("51.0416, -1.7521", {"51.0416 N 1.7521 W", "51.0416 E 1.7521 S"}),
        ("+51.0416 +1.7521", {"51.0416 N 1.7521 E", "51.0416 E 1.7521 N"}),
        ("lat 51.04 lon 1.75", {"51.04 N 1.75 E", "51.04 N 1.75 W"}),
        ("51 02.5 N 1 45.1", {"51 02.5 N 1 45.1 E", "51 02.5 N 1 45.1 W"}),
        ("N51 02.5 1 45.1", {"51 02.5 N 1 45.1 E", "51 02.5 N 1 45.1 W"}),
        ("51 02.5 1 45.1 W", {"51 02.5 N 1 45.1 W"}),
    ],
)
def test_a_missing_letter_is_refused_with_the_readings_it_leaves(text, readings):
    error = refusal(text)
    assert error.code == "position.hemisphere_missing"
    assert readings <= set(error.details["readings"])
    assert all(reading in error.message for reading in readings)


@pytest.mark.parametrize("text", ["51.0416 1.7521", "51 02.5 1 45.1", "51 02.5 N 1 45.1"])
def test_every_reading_offered_can_be_given_back(text):
    for reading in refusal(text).details["readings"]:
        parse_position(reading)


def test_labels_rule_out_the_readings_with_longitude_first():
    readings = refusal("lat 51.0416 lon 1.7521").details["readings"]
    assert readings == ("51.0416 N 1.7521 E", "51.0416 N 1.7521 W")


def test_the_message_says_how_far_apart_east_and_west_are():
    assert "203 km apart" in refusal("51.03 1.45").message


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("51.02.30N 1.45.10E", ("51 02 30", "51 02.30")),
        ("51,02,30N 1,45,10E", ("51 02 30", "51 02.30")),
        ("51 02.5 N 1.45 E", ("1.45 E", "1 45 E")),
        ("51.04 N 1 45 E", ("51.04 N", "51 04 N")),
        ("51 02.5 N 1 45 06 E", ("51 02.5 N", "51 02 05 N")),
        ("51.0416 N 1 45.1 E", ("51.0416 N",)),
        ("51 02 N 1 45 06 E", ("51 02 N", "51 02 00 N")),
        ("N 51 02 E 1 45 50", ("51 02 N", "51 02 00 N")),
        ("51 N 1 45 E", ("51 N", "51 00 N")),
        ("51 02 5 N 1 45 06 E", ("51 02 05", "51 02.5")),
        ("51\u00b002'5 N 1\u00b045'1 E", ("51 02 05", "51 02.5")),
        ("51.0416N -1.7521E", ("1.7521 E", "1.7521 W")),
        ("-51.0416 S 1.7521 E", ("51.0416 N", "51.0416 S")),
        ("5102.5N 0145.1E", ("01 45.1 E", "014 05.1 E")),
        ("510230N 014506E", ("01 45 06 E", "014 50 06 E")),
    ],
)
def test_two_readings_are_refused_and_both_are_named(text, readings):
    error = refusal(text)
    assert error.code == "position.ambiguous"
    assert error.details["readings"] == readings
    assert all(reading in error.message for reading in readings)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "position.unreadable"),
        ("   ", "position.unreadable"),
        ("x" * 3000, "position.unreadable"),
        ("hello", "position.unreadable"),
        ("2 miles off Gravelines", "position.unreadable"),
        ("51 02.5 N 1 45.1 E 60 people", "position.unreadable"),
        ("51 02.5 N 1 45.1 E 5", "position.unreadable"),
        ("N 51 02 1 45 E", "position.unreadable"),
        ("51N02.5 001E45.1", "position.unreadable"),
        ("51.5 30 N 1.5 20 E", "position.unreadable"),
        ("51\u00b002\"30' N 1\u00b002\"30' E", "position.unreadable"),
        ("51' 02 N 1' 45 E", "position.unreadable"),
        ("51, 04 N 1, 45 E", "position.unreadable"),
        ("51 .5 N 1 .75 E", "position.unreadable"),
        ("51 02. 5 N 1 45. 1 E", "position.unreadable"),
        ("51\u00b202 N 1 45 E", "position.unreadable"),
        ("51023N 0014506E", "position.unreadable"),
        ("51 02 30 15 N 1 45 06 15 E", "position.unreadable"),
        ("51 N 1 E 51 N", "position.unreadable"),
        ("N E", "position.unreadable"),
        ("51", "position.incomplete"),
        ("51 02.5 N", "position.incomplete"),
        ("E 1 45.1", "position.incomplete"),
        ("51.04N 51.05N", "position.two_latitudes"),
        ("1.75E 1.80W", "position.two_longitudes"),
        ("long 1 45.1 N lat 51 02.5 E", "position.ambiguous"),
        ("91 N 1 E", "position.out_of_range"),
        ("90.0001 N 1 E", "position.out_of_range"),
        ("90 00 01 N 1 0 0 E", "position.out_of_range"),
        ("51 N 181 E", "position.out_of_range"),
        ("510.5 N 1.5 E", "position.out_of_range"),
        ("51 60 N 1 45 E", "position.out_of_range"),
        ("51 02 N 1 60.0 E", "position.out_of_range"),
        ("51 02 60 N 1 45 06 E", "position.out_of_range"),
        ("516030N 0014506E", "position.out_of_range"),
        ("+91.0+001.0/", "position.out_of_range"),
        ("+51.0-181.0/", "position.out_of_range"),
        ("///filled.count.soap", "position.what3words"),
        ("/// filled.count.soap", "position.what3words"),
        ("filled.count.soap", "position.what3words"),
        ("Filled.Count.Soap", "position.what3words"),
        ("\u00e9toile.for\u00eat.rivi\u00e8re", "position.what3words"),
        ("they sent ///filled.count.soap", "position.what3words"),
        ("https://w3w.co/filled.count.soap", "position.what3words"),
        ("https://what3words.com/filled.count.soap", "position.what3words"),
        ("9F3323CC+4X", "position.plus_code"),
        ("9f32+4x Calais", "position.plus_code"),
        ("31U DS 12345 67890", "position.grid_reference"),
        ("TR 123 456", "position.grid_reference"),
        ("JO01kd", "position.grid_reference"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(text, code):
    assert refusal(text).code == code


def test_a_refusal_by_name_says_what_to_ask_for():
    for text in ("///filled.count.soap", "9F3323CC+4X", "TR 123 456"):
        assert "Ask for latitude and longitude" in refusal(text).message


def test_seconds_above_60_get_the_hint_that_decimals_may_be_meant():
    assert "write 50 59.294" in refusal("50 59 294 N 1 21 087 E").message
