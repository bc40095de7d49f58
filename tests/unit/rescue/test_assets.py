"""Classes of units: sourced number by number, and no home for what patrols."""

import pytest

from estran.environment.area import load_area
from estran.errors import SourceError
from estran.language.catalogue import LANGUAGES, say
from estran.rescue.assets import ASSUMED, asset_classes, parse_asset_classes

UNITS = {
    "speed": "knot",
    "draught": "m",
    "capacity": "person",
    "capacity_most": "person",
    "ready": "minute",
    "ready_night": "minute",
    "sea_limit": "m",
}
PATROLS = {"border_force_ctv", "vcsm", "psp_flamant", "chartered_rescue_ship", "small_rib"}
GOOD = """
[raft]
kind = "surface"
speed = { value = 2.0, unit = "knot", source = "hand_typed" }
ready = "asset_ready_at_sea"
stations = []
"""


@pytest.mark.parametrize("key", asset_classes())
def test_every_class_has_a_name_in_every_language(key: str) -> None:
    for language in LANGUAGES:
        assert say(language, f"asset_class.{key}")


@pytest.mark.parametrize("key", asset_classes())
def test_every_number_is_in_the_unit_of_its_kind(key: str) -> None:
    one = asset_classes()[key]
    for name, unit in UNITS.items():
        row = getattr(one, name)
        assert row is None or (row.unit == unit and row.value > 0.0), f"{key}.{name}"


@pytest.mark.parametrize("key", asset_classes())
def test_only_what_has_no_hull_has_no_draught(key: str) -> None:
    one = asset_classes()[key]
    assert (one.draught is None) == (one.kind != "surface")


def test_only_those_by_land_have_neither_speed_nor_readiness() -> None:
    for one in asset_classes().values():
        assert (one.speed is None) == (one.ready is None) == (one.kind == "land"), one.key


def test_what_its_source_keeps_off_the_shore_says_so() -> None:
    off = {key for key, one in asset_classes().items() if not one.inshore}
    assert off == {"abeille_normandie", "chartered_rescue_ship"}


def test_a_helicopter_is_ready_later_by_night() -> None:
    for key in ("helicopter_uk", "helicopter_fr"):
        one = asset_classes()[key]
        assert one.ready is not None
        assert one.ready_night is not None
        assert one.ready_night.value > one.ready.value


def test_the_class_that_meets_most_boats_is_the_first_without_a_home() -> None:
    afloat = [key for key, one in asset_classes().items() if one.kind == "surface"]
    assert next(key for key in afloat if not asset_classes()[key].stations) == "border_force_ctv"


@pytest.mark.parametrize("key", asset_classes())
def test_what_it_takes_at_the_most_is_no_less_than_in_hard_conditions(key: str) -> None:
    one = asset_classes()[key]
    if one.capacity is not None and one.capacity_most is not None:
        assert one.capacity_most.value >= one.capacity.value


@pytest.mark.parametrize("key", sorted(PATROLS))
def test_what_patrols_has_no_place(key: str) -> None:
    assert asset_classes()[key].stations == ()


def test_every_home_is_a_place_of_the_area() -> None:
    places = {place.name for place in load_area().places}
    homes = {home.place for one in asset_classes().values() for home in one.stations}
    assert homes
    assert homes <= places


def test_every_assumption_that_may_stand_for_a_number_does() -> None:
    assert {key for one in asset_classes().values() for key in one.assumptions} == set(ASSUMED)


def test_an_assumption_is_shown_as_one() -> None:
    row = parse_asset_classes(GOOD)["raft"].ready
    assert row is not None
    assert (row.source, row.confidence, row.page) == (
        "assumed",
        "low",
        "assumption asset_ready_at_sea",
    )


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ('kind = "surface"', 'kind = "submarine"', "submarine"),
        ('ready = "asset_ready_at_sea"', "", "ready"),
        ('ready = "asset_ready_at_sea"', 'ready = "position_fix_sd"', "position_fix_sd"),
        ("stations = []", "patrols = []", "patrols"),
        ("stations = []", 'stations = [{ place = "Dover", source = "hearsay" }]', "hearsay"),
        ("stations = []", 'stations = [{ place = "Dover" }]', "source"),
        ('source = "hand_typed"', 'source = "hand_typed", low = 3.0', "outside its own range"),
    ],
)
def test_a_malformed_class_is_refused_by_name(wrong: str, right: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        parse_asset_classes(GOOD.replace(wrong, right))
