"""Positions: every clear way to write one is read, and nothing is guessed."""

import math

import pytest

from estran.errors import PositionError
from estran.quantities.position_text import parse_position

FIX = (51.0 + 2.5 / 60.0, 1.0 + 45.1 / 60.0)
WEST = (FIX[0], -FIX[1])

DEGREES_AND_MINUTES = [
    "51 02.5 N 1 45.1 E",
    "51 02.5N, 1 45.1E",
    "51-02.5N 001-45.1E",
    "51-02.5 N, 1-45.1 E",
    "51\u201302.5N 001\u201345.1E",
    "51\u00b002.5'N 001\u00b045.1'E",
    "51\u00b0 02.5' N; 1\u00b0 45.1' E",
    "51\u00ba02.5\u2032N 1\u00ba45.1\u2032E",
    "51*02.5\u2019N 1*45.1\u2019E",
    "51o02.5'N 1o45.1'E",
    "51\u00b002'.5N 001\u00b045'.1E",
    "51\u00b002\u00b75 N 1\u00b045\u00b71 E",
    "N51 02.5 E001 45.1",
    "N 51\u00b002.5' E 001\u00b045.1'",
    "n51 02.5 e1 45.1",
    "51 02,5 n 1 45,1 e",
    "51,02.5N 1,45.1E",
    "5102.5N 00145.1E",
    "5102.5,N,00145.1,E",
    "1 45.1 E 51 02.5 N",
    "E1 45.1 N51 02.5",
    "51 02.5 N E 1 45.1",
    "51 02.5 N / 1 45.1 E",
    "51 02.5 N - 1 45.1 E",
    "51:02.5N 1:45.1E",
    "lat 51 02.5 N long 1 45.1 E",
    "Latitude: N 51\u00b002.5', Longitude: E 1\u00b045.1'",
    "POSN: 51-02.5N / 001-45.1E",
    "(51 02.5 N, 1 45.1 E).",
    '"51 02.5 N 1 45.1 E"',
    "lat. 51 02.5 N long. 1 45.1 E",
    "WGS84 51 02.5 N 1 45.1 E",
    "51 degrees 02.5 minutes north, 1 degree 45.1 minutes east",
    "51 02 decimal 5 north, 1 45 decimal 1 east",
    "51 degr\u00e9s 02,5 minutes Nord et 1 degr\u00e9 45,1 minutes Est",
    "51 02.5 noord 1 45.1 oost",
    "\u0665\u0661 \u0660\u0662\u066b\u0665 N \u0661 \u0664\u0665\u066b\u0661 E",
    "\u200e51\u00a002.5\u00a0N\u202f1\u00a045.1\u00a0E",
]

DEGREES_MINUTES_SECONDS = [
    "51 02 30 N 001 45 06 E",
    "51\u00b002'30\"N 1\u00b045'06\"E",
    "51\u00b002\u203230\u2033N 001\u00b045\u203206\u2033E",
    "51\u00b002'30''N 1\u00b045'06''E",
    "51\u00b0 02\u2019 30\u201d N, 1\u00b0 45\u2019 06\u201d E",
    "51-02-30N 001-45-06E",
    "51:02:30N 001:45:06E",
    "510230N 0014506E",
    "N510230 E0014506",
    "510230.0N 0014506.0E",
    "51d02m30sN 001d45m06sE",
    "51d 02m 30s N 1d 45m 6s E",
    "51 deg 02 min 30 sec N 1 deg 45 min 6 sec E",
]

DECIMAL_DEGREES = [
    "51.0416 N 1.7521 E",
    "51.0416N,1.7521E",
    "51,0416 N 1,7521 E",
    "51.0416\u00b0N 1.7521\u00b0E",
    "51.0416\u00b0 nord, 1.7521\u00b0 est",
    "N 51.0416 E 001.7521",
    "+51.0416 N +1.7521 E",
    "1.7521E 51.0416N",
    "\uff15\uff11.\uff10\uff14\uff11\uff16 N 1.7521 E",
]

ISO = [
    ("+51.0416+001.7521/", (51.0416, 1.7521)),
    ("+51.0416-001.7521", (51.0416, -1.7521)),
    ("\u221251.0416+001.7521/", (-51.0416, 1.7521)),
    ("+5102.5+00145.1/", FIX),
    ("+510230-0014506/", WEST),
    ("+51.0416+001.7521+12.5CRSWGS_84/", (51.0416, 1.7521)),
]


def read(text):
    position = parse_position(text).position
    return position.latitude, position.longitude


def refusal(text):
    with pytest.raises(PositionError) as caught:
        parse_position(text)
    return caught.value


@pytest.mark.parametrize("text", DEGREES_AND_MINUTES)
def test_degrees_and_minutes_are_read(text):
    assert read(text) == pytest.approx(FIX, abs=1e-12)
    assert parse_position(text).form == "DMM"


@pytest.mark.parametrize("text", DEGREES_MINUTES_SECONDS)
def test_degrees_minutes_and_seconds_are_read(text):
    assert read(text) == pytest.approx(FIX, abs=1e-12)
    assert parse_position(text).form == "DMS"


@pytest.mark.parametrize("text", DECIMAL_DEGREES)
def test_decimal_degrees_are_read(text):
    assert read(text) == pytest.approx((51.0416, 1.7521), abs=1e-12)
    assert parse_position(text).form == "DD"


@pytest.mark.parametrize(("text", "expected"), ISO)
def test_iso_6709_implies_the_hemispheres(text, expected):
    assert read(text) == pytest.approx(expected, abs=1e-12)
    assert parse_position(text).form == "ISO 6709"


def test_the_fix_of_14_december_2022_is_read_as_it_was_printed():
    expected = pytest.approx((50.0 + 59.294 / 60.0, 1.0 + 21.087 / 60.0), abs=1e-12)
    assert read("50 59,294 N 1 21,087 E") == expected
    assert read("50\u00b059.294'N 1\u00b021.087'E") == expected
    assert read("50.59.294N 001.21.087E") == expected


@pytest.mark.parametrize(
    ("letters", "signs"), [("NE", (1, 1)), ("NW", (1, -1)), ("SE", (-1, 1)), ("SW", (-1, -1))]
)
def test_the_letters_decide_the_signs(letters, signs):
    north, east = letters
    expected = (signs[0] * FIX[0], signs[1] * FIX[1])
    assert read(f"51 02.5 {north} 1 45.1 {east}") == pytest.approx(expected)


def test_the_letters_decide_what_is_latitude_whatever_the_order():
    assert read("1 45.1 N 51 02.5 E") == pytest.approx((FIX[1], FIX[0]))


@pytest.mark.parametrize(
    "text",
    ["51 02.5 Nord 1 45.1 Ouest", "51\u00b0 02,5 N et 1\u00b0 45,1 O", "51 02.5 N, 1 45.1 w"],
)
def test_west_may_be_written_in_french_where_it_cannot_be_east(text):
    assert read(text) == pytest.approx(WEST)


def test_a_lone_o_is_refused_because_it_is_east_in_dutch():
    error = refusal("51 02.5 N 1 45.1 O")
    assert error.code == "position.ambiguous"
    assert error.details["readings"] == ("W", "E")


@pytest.mark.parametrize(
    ("text", "unit_degrees", "axis"),
    [
        ("51.0416 N 1.7521 E", 1e-4, "latitude"),
        ("51.04 N 1.7521 E", 1e-2, "latitude"),
        ("51.0416 N 1.75 E", 1e-2, "longitude"),
        ("51 02.5 N 1 45.1 E", 0.1 / 60.0, "latitude"),
        ("51 02 30 N 1 45 06 E", 1.0 / 3600.0, "latitude"),
        ("51 N 1 E", 1.0, "latitude"),
        ("+51.0416+001.7521/", 1e-4, "latitude"),
    ],
)
def test_the_resolution_is_that_of_the_coarser_axis(text, unit_degrees, axis):
    metres = unit_degrees * 111_120.0 / math.sqrt(12.0)
    if axis == "longitude":
        metres *= math.cos(math.radians(51.0416))
    assert parse_position(text).resolution == pytest.approx(metres, rel=1e-3)


def test_the_text_is_kept_as_it_was_given():
    text = " 51\u00b002.5'N  001\u00b045.1'E "
    assert parse_position(text).text == text
