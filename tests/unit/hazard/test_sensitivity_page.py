"""The page on what decides a class: true to the laws, and of no use to whoever loads a boat."""

import re
from itertools import product

import numpy as np
import pytest

from estran.assess.hazards_answer import SOURCES
from estran.hazard.classes import HazardClass
from estran.hazard.sensitivity import Rank
from estran.hazard.spans import exactly
from estran.sources.assumptions import Assumption, assumptions
from tools.reference_hazards import hazards_page, verdicts, walked
from tools.reference_layout import number

LINK = re.compile(r"\[[^\]]*\]\([^)]*\)")
ABOUT_A_BOAT = ("swamped_buoyancy", "crowding")
BOAT_ROWS = ("the boat itself", "persons aboard", "mass of a person", "draught of the hull")


def part(key):
    """The part of the page about one hazard, without its links."""
    title = walked()[key].said["title"]
    return LINK.sub("", hazards_page().split(f"\n## {title}\n")[1].split("\n## ")[0])


def with_valid():
    """Every input whose law says where it holds."""
    for key, one in walked().items():
        for name, said in one.said["inputs"].items():
            if "valid" in said:
                yield key, name


def classes_at(key, name, value):
    """Every class met with one input fixed; the others from the least for which the law holds."""
    one = walked()[key]
    others = {other: span for other, span in one.spans.items() if other != name}
    least = {
        other: one.said["inputs"][other].get("valid", [span.low])[0]
        for other, span in others.items()
    }
    walks = (np.linspace(least[other], span.high, 3) for other, span in others.items())
    for state in product(*walks):
        inputs = {other: exactly(float(at)) for other, at in zip(others, state, strict=True)}
        yield one.verdict(inputs | {name: exactly(value)})


def test_every_hazard_of_the_answer_has_its_part():
    assert list(walked()) == list(SOURCES) == list(verdicts())
    for key in SOURCES:
        assert f"`{key}`" in hazards_page()
        assert "no permission" in hazards_page()


@pytest.mark.parametrize("key", ABOUT_A_BOAT)
def test_what_loads_a_boat_has_no_figure_at_all(key):
    assert not re.search(r"\d", part(key))
    rows = [line for line in part(key).splitlines() if line.startswith("|")][2:]
    assert all(row.split(" | ")[3] == "not printed" for row in rows), "nor any class met alone"


@pytest.mark.parametrize("key", sorted(SOURCES))
def test_no_row_about_the_boat_or_its_people_has_a_figure(key):
    rows = [line for line in part(key).splitlines() if line.startswith("|")]
    about = [row for row in rows if any(row.startswith(f"| {label}") for label in BOAT_ROWS)]
    assert not [row for row in about if re.search(r"\d", row)]


def test_no_part_of_the_boat_is_named_by_itself():
    named = {name for one in walked().values() for row in one.ranked for name in [row.name]}
    parts = {"length", "beam", "tube_diameter", "tube_length_share", "boat_mass", "freeboard"}
    assert not named & parts
    words = "|".join(("freeboard", "diameter", "beam", "ratio", "margin", "capacity", "stability"))
    assert not re.search(rf"\b({words})\b", LINK.sub("", hazards_page()), re.IGNORECASE)


def test_no_assumed_number_of_the_boat_is_printed():
    text = LINK.sub("", hazards_page())
    for key, row in assumptions().items():
        if key.startswith(("hazard_boat", "hazard_tube", "hazard_floor", "hazard_side")):
            assert isinstance(row, Assumption)
            assert f"{number(row.low)} to {number(row.high)}" not in text, key


@pytest.mark.parametrize(("key", "name"), list(with_valid()))
def test_a_law_holds_where_the_page_says_and_nowhere_else(key, name):
    said = walked()[key].said["inputs"][name]
    low, high = said["valid"]
    above = HazardClass.EXCEEDED if "beyond" in said else HazardClass.UNKNOWN
    for outside, expected in ((low - 0.001, HazardClass.UNKNOWN), (high * 1.001, above)):
        met = list(classes_at(key, name, outside))
        assert met[0] is expected, "the others at the least"
        assert HazardClass.NOT_SHOWN_SAFE not in met
    for inside in (low + 0.002, (low + high) / 2, high):
        assert set(classes_at(key, name, inside)) != {HazardClass.UNKNOWN}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("swamped_buoyancy", "persons"),
        ("crowding", "persons"),
        ("waves_shipped", "wave_height"),
        ("surf", "depth"),
        ("wading_officers", "depth"),
        ("wading_children", "depth"),
        ("grounding", "depth"),
        ("cold_hands", "water_temperature"),
    ],
)
def test_what_a_seaman_would_name_first_decides(key, name):
    assert walked()[key].ranked[0].name == name
    assert walked()[key].ranked[0].rank is Rank.DECIDES


def test_no_class_is_known_without_its_inputs():
    assert all(row.needed for one in walked().values() for row in one.ranked)
