"""The facts of the Dover Strait: plausible against the coast, and found again by place."""

import copy
import tomllib

import numpy as np
import pytest

from estran.environment.area import area_file, area_text, load_area, read_area
from estran.environment.coast import load_coast
from estran.errors import DataError, UnknownNameError
from estran.quantities.geodesy import Position, destination, distance_and_bearing
from estran.sources.library import source

AREA = load_area()
COAST = load_coast()
ASHORE = [place for place in AREA.places if place.shore != "sea"]
AT_SEA = [place for place in AREA.places if place.shore == "sea"]


def metres_off(place):
    return float(COAST.distance(longitude=[place.longitude], latitude=[place.latitude])[0])


def test_the_box_contains_the_strait_and_not_london():
    assert AREA.contains(Position(latitude=51.0, longitude=1.5))
    assert not AREA.contains(Position(latitude=51.5, longitude=-0.1))


def test_there_are_places_on_every_shore_and_at_sea():
    assert {place.shore for place in AREA.places} == {"UK", "FR", "BE", "sea"}
    assert len(AREA.places) >= 40


def test_names_of_places_are_unique():
    names = [place.name for place in AREA.places]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("place", ASHORE, ids=lambda place: place.name)
def test_a_place_ashore_lies_within_1500_m_of_the_coast_line(place):
    assert abs(metres_off(place)) <= 1500.0


@pytest.mark.parametrize("place", AT_SEA, ids=lambda place: place.name)
def test_a_place_at_sea_is_in_the_water_well_off_the_coast(place):
    assert metres_off(place) >= 2000.0


def test_places_stand_in_the_right_order_along_the_coasts():
    # The ports are a little over 21 nautical miles apart, Calais to the east-south-east.
    dover, calais = AREA.place("Dover").position, AREA.place("Calais").position
    metres, bearing = distance_and_bearing(start=dover, end=calais)
    assert metres / 1852 == pytest.approx(21.3, abs=1.5)
    assert 100 < bearing < 125


def test_bearing_and_distance_run_from_the_nearest_place():
    gris_nez = AREA.place("Cap Gris-Nez")
    off = destination(start=gris_nez.position, bearing_deg=300.0, distance=2000.0)
    place, metres, bearing = AREA.nearest_place(off)
    assert place == gris_nez
    assert metres == pytest.approx(2000.0, abs=0.01)
    assert bearing == pytest.approx(300.0, abs=0.01)


def test_the_nearest_place_is_nearest_on_the_ellipsoid_too():
    for k in range(40):
        point = Position(latitude=50.55 + 0.023 * k, longitude=0.85 + (0.731 * k) % 1.9)
        place, metres, _ = AREA.nearest_place(point)
        lengths = [distance_and_bearing(start=p.position, end=point)[0] for p in AREA.places]
        assert metres == pytest.approx(min(lengths), abs=20.0), place.name


INLAND = {
    "mouth of the Aa": (51.0125, 2.0965, "Aa channel at Gravelines"),
    "Aa between the two forts": (51.001, 2.111, "Aa channel at Gravelines"),
    "Watten": (50.831, 2.213, "Watten"),
    "Saint-Omer": (50.755, 2.255, "Saint-Omer"),
    "Calais gauge": (50.969, 1.868, "Calais harbour"),
    "Dover gauge": (51.114, 1.3225, "Dover harbour"),
    "Boulogne gauge": (50.7274, 1.5777, "Boulogne harbour"),
    "Dunkirk gauge": (51.0481, 2.3667, "Dunkirk East harbour"),
    "Dunkirk West outer port": (51.033, 2.17, "Dunkirk West harbour"),
    "Ramsgate": (51.328, 1.417, "Ramsgate harbour"),
    "Folkestone": (51.079, 1.191, "Folkestone harbour"),
    "Bourbourg": (50.948, 2.197, "Bourbourg"),
    "Nieuwpoort": (51.150, 2.726, "IJzer"),
}


@pytest.mark.parametrize("name", INLAND)
def test_canals_and_harbours_are_known_by_name(name):
    latitude, longitude, expected = INLAND[name]
    assert expected in (AREA.inland_water(Position(latitude=latitude, longitude=longitude)) or "")


OPEN_SEA = {
    "700 m off the Aa": (51.019, 2.092),
    "half a mile off Dover": (51.110, 1.355),
    "off Calais west jetty": (50.975, 1.825),
    "off Boulogne": (50.735, 1.555),
    "off Dunkirk": (51.070, 2.350),
    "fix of 14 December 2022": (50.98823, 1.35145),
    "beach at Wissant": (50.890, 1.655),
    "off Le Clipon": (51.050, 2.190),
}


@pytest.mark.parametrize("name", OPEN_SEA)
def test_the_open_sea_is_no_inland_water(name):
    latitude, longitude = OPEN_SEA[name]
    assert AREA.inland_water(Position(latitude=latitude, longitude=longitude)) is None


def test_an_unknown_area_names_the_nearest():
    with pytest.raises(UnknownNameError, match="dover_strait"):
        load_area("dover_straits")


def test_an_unknown_place_names_the_nearest():
    with pytest.raises(UnknownNameError, match="Gravelines"):
        AREA.place("Graveline")


def test_a_missing_file_is_damaged_data():
    with pytest.raises(DataError, match="missing"):
        area_file("dover_strait", "bathymetry.npz")


def test_a_shore_is_named_by_the_nearest_place_of_the_coast_within_a_distance():
    assert list(AREA.shores) == ASHORE
    gravelines = AREA.place("Gravelines").position
    off = destination(start=gravelines, bearing_deg=340.0, distance=2000.0)
    varne = AREA.place("Varne lightship").position  # nearest of all places, yet no coast
    where = [gravelines, off, varne, Position(latitude=50.9, longitude=0.82)]
    longitude = np.array([one.longitude for one in where])
    latitude = np.array([one.latitude for one in where])

    def names(within):
        found = AREA.nearest_shores(longitude=longitude, latitude=latitude, within=within)
        return [AREA.shores[one].name if one >= 0 else None for one in found.tolist()]

    assert names(10_000.0) == ["Gravelines", "Gravelines", None, None]
    assert names(20_000.0)[2:] == ["Dover", "Dungeness"]
    assert names(1000.0) == ["Gravelines", None, None, None]


def test_every_source_named_in_the_area_is_in_the_library():
    cited = {AREA.inland.source, AREA.sea_temperature.source} | {p.source for p in AREA.places}
    cited |= {point.source for line in AREA.lines for point in line.points}
    for key in cited:
        assert source(key).key == key


TABLES = tomllib.loads(area_text("dover_strait", "area.toml"))
DAMAGE = {
    "a missing table": (lambda t: t.pop("inland"), "inland"),
    "a month too few": (lambda t: t["sea_temperature"]["monthly"].pop(), "twelve"),
    "a place without latitude": (lambda t: t["gazetteer"]["places"][0].pop("latitude"), "latitude"),
    "a place nowhere": (lambda t: t["gazetteer"]["places"][0].update(latitude=95.0), "95"),
    "an unknown field": (lambda t: t["lines"][0].update(colour="red"), "colour"),
    "a side that is none": (lambda t: t["regions"][0]["sides"].update(uk_fr="north"), "north"),
    "a ring of one point": (lambda t: t["inland"]["harbours"][0].update(ring=[[1, 51]]), "3"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_area_is_refused_with_the_reason(damage):
    change, word = DAMAGE[damage]
    tables = copy.deepcopy(TABLES)
    change(tables)
    with pytest.raises(DataError, match=word):
        read_area(tables)
