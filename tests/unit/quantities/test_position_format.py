"""Positions written out: padded, rounded once, always with letters."""

import pytest

from estran.quantities.geodesy import Position
from estran.quantities.position_text import format_dd, format_dmm, format_dms

FIX = Position(latitude=50.0 + 59.294 / 60.0, longitude=1.0 + 21.087 / 60.0)


def test_the_fix_of_14_december_2022_is_written_as_it_was_printed():
    assert format_dmm(FIX) == "50-59.294N 001-21.087E"


def test_decimal_degrees_and_seconds_are_padded_too():
    assert format_dd(FIX) == "50.98823N 001.35145E"
    assert format_dms(FIX) == "50-59-17.6N 001-21-05.2E"


def test_south_and_west_have_their_letters():
    there = Position(latitude=-5.25, longitude=-120.5)
    assert format_dmm(there) == "05-15.000S 120-30.000W"
    assert format_dd(there, decimals=2) == "05.25S 120.50W"


@pytest.mark.parametrize("write", [format_dd, format_dmm, format_dms])
def test_rounding_never_writes_60(write):
    text = write(Position(latitude=50.99999999, longitude=-0.99999999))
    assert "60" not in text
    assert text.startswith("51")
    assert text.endswith("W")


def test_what_rounds_to_zero_is_north_and_east():
    assert format_dmm(Position(latitude=-1e-9, longitude=-1e-9)) == "00-00.000N 000-00.000E"


def test_the_number_of_decimals_can_be_chosen():
    assert format_dmm(FIX, decimals=1) == "50-59.3N 001-21.1E"
    assert format_dms(FIX, decimals=0) == "50-59-18N 001-21-05E"
