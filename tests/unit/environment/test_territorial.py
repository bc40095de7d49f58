"""French waters: known well inside and well outside, unknown near every limit."""

import pytest

from estran.environment.area import load_area
from estran.environment.coast import load_coast
from estran.environment.territorial import in_french_waters
from estran.quantities.geodesy import Position

PLACES = [
    ("the Aa canal", 50.985, 2.122, True),
    ("the beach of Gravelines", 51.015, 2.112, True),
    ("four miles off Gris-Nez", 50.90, 1.48, True),
    ("the fix of 14 December 2022", 50.989, 1.351, False),
    ("off Dover", 51.125, 1.350, False),
    ("off De Panne", 51.12, 2.60, False),
    ("beyond twelve miles off Dunkirk", 51.30, 2.20, False),
    ("half a mile on the French side of the line", 51.00, 1.48, None),
    ("at about twelve miles off Berck", 50.53, 1.25, None),
]


def found(latitude, longitude, error=200.0):
    area = load_area("dover_strait")
    place = Position(latitude=latitude, longitude=longitude)
    return in_french_waters(position=place, error=error, area=area, coast=load_coast(area.key))


@pytest.mark.parametrize(
    ("latitude", "longitude", "said"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES]
)
def test_a_place_lies_in_french_waters_or_not_or_nobody_knows(latitude, longitude, said):
    assert found(latitude, longitude) is said


def test_a_wide_error_of_the_position_makes_it_unknown():
    assert found(50.90, 1.48, error=20_000.0) is None
