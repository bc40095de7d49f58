"""What every area must do, whether it came with Estran or somebody added it."""

import numpy as np
import pytest
import yaml

from estran.adapters.own_areas import OwnAreas, keep_area
from estran.assess.coordination import centres_of, coordinator_sentence
from estran.environment.area import load_area
from estran.environment.area_shelf import offer_shelf
from estran.environment.coast import load_coast
from estran.environment.regions import open_regions
from estran.environment.sea import SaidOfTheSea, assumed_sea, load_sea_fields, sea_at
from estran.environment.territorial import in_french_waters
from estran.exchange.area_file import parse_area
from estran.exchange.area_parts import area_parts
from estran.quantities.geodesy import Position
from estran.quantities.instants import parse_instant
from estran.sources.assumptions import AssumptionBook
from estran.sources.library import library
from tests.support.bay import bay, block

AREAS = ("dover_strait", "test_bay", "bare_bay", "one_region")
ALONE = {
    "key": "one_region",
    "lines": [],
    "told_at_intake": [],
    "regions": [{"key": "NB", "coordinator": "Northby Rescue", "source": "bay_chart"}],
}
PLACES = [
    {**one, "shore": "sea" if one["shore"] == "sea" else "NB"}
    for one in yaml.safe_load(block("yaml"))["places"]
]


@pytest.fixture(scope="module", autouse=True)
def shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("areas")
    for text in (
        bay(),
        bay(without=("tide", "inland", "beach_slope"), key="bare_bay"),
        bay(without=("tide",), places=PLACES, **ALONE),
    ):
        parts = area_parts(parse_area(text, name="bay.yaml"), block("csv").encode())
        keep_area(parts, folder=folder, replace=False)
    offer_shelf(OwnAreas(folder))
    yield folder
    offer_shelf(None)


@pytest.fixture(params=AREAS)
def area(request):
    return load_area(request.param)


def grid(area, count=30):
    longitude, latitude = np.meshgrid(
        np.linspace(area.west, area.east, count), np.linspace(area.south, area.north, count)
    )
    return {"longitude": longitude.ravel(), "latitude": latitude.ravel()}


def test_its_box_holds_its_places(area):
    assert all(area.contains(one.position) for one in area.places)
    assert area.nearest_place(area.places[0].position)[0] is area.places[0]


def test_places_at_sea_are_water_and_those_ashore_lie_near_the_coast(area):
    coast = load_coast(area.key)
    for one in area.places:
        here = {"longitude": [one.longitude], "latitude": [one.latitude]}
        if one.shore == "sea":
            assert not coast.is_land(**here)[0]
        else:
            assert abs(coast.distance(**here)[0]) < 4000.0


def test_land_and_distance_agree_but_close_to_the_coast(area):
    coast, places = load_coast(area.key), grid(area, 60)
    off = coast.distance(**places)
    clear = np.abs(off) > 100.0
    assert ((off < 0.0) == coast.is_land(**places))[clear].all()


def test_shares_of_regions_sum_to_one_and_every_place_of_the_box_has_a_region(area):
    regions = open_regions(area)
    shares = regions.memberships(**grid(area))
    assert shares.sum(axis=1) == pytest.approx(1.0)
    if area.own:
        assert (shares[:, -1] == 0.0).all()


def test_somebody_is_told_of_every_case_and_it_is_nobody_elses(area):
    centres = centres_of(area)
    assert centres.told
    assert set(centres.told) <= set(centres.known)
    for owner in (None, *centres.known):
        for told in ({}, dict.fromkeys(centres.known, "02:13")):
            said = coordinator_sentence(coordinator=owner, told=told, centres=centres)
            assert said.startswith("Coordinator: ")
            assert "until" in said
            assert "May be on" in said
            assert "not ours" not in said.lower()
            assert all(one in said for one in centres.told)


def test_its_sources_are_named_by_it_or_by_the_library(area):
    known = set(library()) | set(area.sources) | {"hand_typed"}
    cited = {one.source for one in area.places} | {area.coast_source, area.inland.source}
    cited |= {one.source for line in area.lines for one in line.points}
    assert cited | {area.sea_temperature.source} <= known


def test_every_layer_answers_at_sea_inland_and_beyond_and_never_raises(area):
    fields, time = load_sea_fields(area.key), parse_instant("2026-06-14T06:00Z")
    said = SaidOfTheSea(time=time)
    assumed = assumed_sea(AssumptionBook(), said)
    places = [
        Position(latitude=area.north + 1.0, longitude=area.west),
        *(one.position for one in area.places),
        *(
            Position(latitude=one.ring[0][1], longitude=one.ring[0][0])
            for one in area.inland.harbours
        ),
    ]
    for place in places:
        found = sea_at(fields=fields, position=place, time=time, said=said, assumed=assumed)
        for layer in (found.tide, found.stream, found.water_temperature, found.waterline):
            assert layer.known == (layer.value is not None)
            assert layer.known or layer.provenance.note
        if fields.tide is None:
            assert not found.tide.known
            assert found.springs is None
            assert found.tide_around is None


def test_of_french_waters_only_the_strait_knows(area):
    coast, place = load_coast(area.key), area.places[-1].position
    found = in_french_waters(position=place, error=100.0, area=area, coast=coast)
    assert found is None if area.own else found in (True, False, None)
