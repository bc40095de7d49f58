"""What the list and the map say of an area that somebody added: its own box, title and licence."""

import json
from dataclasses import replace

import pytest

from estran.adapters.own_areas import OwnAreas, keep_area
from estran.environment.area import load_area
from estran.environment.area_shelf import offer_shelf
from estran.errors import UnknownNameError
from estran.exchange.area_file import parse_area
from estran.exchange.area_map import area_map
from estran.exchange.area_parts import area_parts
from estran.exchange.areas_text import area_text
from estran.sources.library import source
from tests.support.bay import bay, block


@pytest.fixture(scope="module")
def parts():
    return area_parts(parse_area(bay(), name="bay.yaml"), block("csv").encode())


@pytest.fixture
def shelf(tmp_path):
    """The shelf of an empty folder, taken back at the end."""
    offer_shelf(OwnAreas(tmp_path))
    yield tmp_path
    offer_shelf(None)


def told(line):
    """The line of the box, in a text that has its own lines for each fact."""
    return next(row for row in line.splitlines() if row.startswith(("  Box", "  Emprise")))


def test_the_map_names_the_source_of_the_coast_and_its_terms(parts, shelf):
    keep_area(parts, folder=shelf, replace=False)
    said = area_map("test_bay")
    found = json.loads(said)
    own = json.loads(parts.texts["area.json"])["sources"]["bay_chart"]
    assert (found["attribution"], found["licence"]) == (own["title"], own["licence"])
    assert b"OpenStreetMap" not in said
    assert b"ODbL" not in said
    strait = json.loads(area_map("dover_strait"))
    assert strait["attribution"] == "© OpenStreetMap contributors"
    assert strait["licence"] == "ODbL-1.0"


@pytest.mark.parametrize(
    ("cited", "wanted"),
    [("osm", "© OpenStreetMap contributors"), ("gebco_2020", None)],
)
def test_a_coast_of_the_library_is_told_as_the_library_has_it(shelf, cited, wanted):
    text = bay(coast={"file": "test_bay_coast.csv", "source": cited})
    kept = area_parts(parse_area(text, name="bay.yaml"), block("csv").encode())
    keep_area(kept, folder=shelf, replace=False)
    found = json.loads(area_map("test_bay"))
    assert found["attribution"] == (wanted or source(cited).title)
    assert found["licence"] == ("ODbL-1.0" if wanted else source(cited).licence)


def test_the_map_of_another_shelf_is_another_map(parts, shelf, tmp_path_factory):
    keep_area(parts, folder=shelf, replace=False)
    assert json.loads(area_map("test_bay"))["name"] == "Test Bay"
    other = area_parts(parse_area(bay(name="Another Bay"), name="bay.yaml"), block("csv").encode())
    keep_area(other, folder=shelf, replace=True)
    offer_shelf(OwnAreas(shelf))
    assert json.loads(area_map("test_bay"))["name"] == "Another Bay"
    offer_shelf(OwnAreas(tmp_path_factory.mktemp("empty")))
    with pytest.raises(UnknownNameError):
        area_map("test_bay")


def test_a_box_in_the_west_is_said_to_lie_in_the_west(parts, shelf):
    keep_area(parts, folder=shelf, replace=False)
    assert told(area_text("test_bay")) == "  Box: 30.55 to 29.95 W, 40.25 to 40.65 N"
    french = told(area_text("test_bay", "fr"))
    assert french == "  Emprise : de 30,55 à 29,95 W, de 40,25 à 40,65 N"


def test_the_box_of_the_strait_is_said_as_ever():
    assert told(area_text("dover_strait")) == "  Box: 0.80 to 2.80 E, 50.50 to 51.50 N"
    assert (
        told(area_text("dover_strait", "fr")) == "  Emprise : de 0,80 à 2,80 E, de 50,50 à 51,50 N"
    )


@pytest.mark.parametrize(
    ("sides", "english", "french"),
    [
        ((-0.5, 0.25), "0.50 W to 0.25 E", "de 0,50 W à 0,25 E"),
        ((-0.5, 0.0), "0.50 to 0.00 W", "de 0,50 à 0,00 W"),
        ((0.0, 0.5), "0.00 to 0.50 E", "de 0,00 à 0,50 E"),
    ],
)
def test_a_box_on_both_sides_of_a_meridian_names_both(monkeypatch, sides, english, french):
    strait = load_area("dover_strait")
    west, east = sides
    for south, north, en, fr in (
        (-1.0, 1.0, "1.00 S to 1.00 N", "de 1,00 S à 1,00 N"),
        (-3.0, -2.0, "3.00 to 2.00 S", "de 3,00 à 2,00 S"),
    ):
        there = replace(strait, west=west, east=east, south=south, north=north)
        monkeypatch.setattr("estran.exchange.areas_text.load_area", lambda _key, there=there: there)
        assert told(area_text("dover_strait")) == f"  Box: {english}, {en}"
        assert told(area_text("dover_strait", "fr")) == f"  Emprise : {french}, {fr}"
