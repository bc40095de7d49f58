"""A list of units as YAML: read strictly, refused with file, line and key."""

from datetime import UTC, datetime

import pytest

from estran.errors import ReportFileError
from estran.exchange.units_text import parse_units, unit_keys
from estran.quantities.units import KNOT, MINUTE
from tests.support.house import ROOT

GOOD = """\
units:
  - name: Dover lifeboat
    class: severn
    at: Dover
    tasked: 2022-12-14T02:10:00Z
  - name: FV Arcturus
    at: 50-57.0N 001-20.0E
    speed_kn: 9
    draught_m: 2.4
    capacity: 12
    ready_minutes: 3
    sea_limit_m: 2.5
    tasked: yes
  - name: Rescue 163
"""


def test_a_whole_list_is_read_in_si() -> None:
    lifeboat, boat, last = parse_units(GOOD, name="u.yaml")
    assert (lifeboat.name, lifeboat.asset_class, lifeboat.place) == (
        "Dover lifeboat",
        "severn",
        "Dover",
    )
    assert lifeboat.position is not None
    assert lifeboat.tasked_at == datetime(2022, 12, 14, 2, 10, tzinfo=UTC)
    assert boat.speed == pytest.approx(9 * KNOT)
    assert boat.ready == pytest.approx(3 * MINUTE)
    assert (boat.draught, boat.capacity, boat.sea_limit) == (2.4, 12, 2.5)
    assert (boat.tasked, boat.tasked_at) == (True, None)
    assert boat.position is not None
    assert boat.position.latitude == pytest.approx(50.95)
    assert (last.position, last.speed, last.capacity, last.tasked) == (None, None, None, False)


def test_a_bare_list_and_an_empty_one_are_read_too() -> None:
    assert [one.name for one in parse_units("- name: A\n- name: B\n", name="u")] == ["A", "B"]
    assert parse_units("units: []\n", name="u") == ()


@pytest.mark.parametrize("said", ["Abeille Normandie", "abeille-normandie", "ABEILLE_NORMANDIE"])
def test_a_class_may_be_written_as_people_write_it(said: str) -> None:
    text = f"- name: A\n  class: {said}\n  at: boulogne-sur-mer\n"
    unit = parse_units(text, name="u")[0]
    assert (unit.asset_class, unit.place) == ("abeille_normandie", "Boulogne-sur-Mer")


@pytest.mark.parametrize(
    ("text", "line", "key", "words"),
    [
        (GOOD.replace("speed_kn", "sped_kn"), 8, "sped_kn", "did you mean speed_kn"),
        (GOOD.replace("class: severn", "class: seven"), 3, "class", "nearest is severn"),
        (GOOD.replace("at: Dover", "at: Dovre"), 4, "at", "Dover"),
        (GOOD.replace("50-57.0N 001-20.0E", "50.95 1.33"), 7, "at", ""),
        (GOOD.replace("50-57.0N", "10-57.0N"), 7, "at", "outside"),
        (GOOD.replace("2022-12-14T02:10:00Z", '"2022-12-14T02:10"'), 5, "tasked", "zone"),
        (GOOD.replace("tasked: yes", "tasked: perhaps"), 13, "tasked", ""),
        (GOOD.replace("speed_kn: 9", "speed_kn: fast"), 8, "speed_kn", "number"),
        (GOOD.replace("speed_kn: 9", "speed_kn: 0"), 8, "speed_kn", "> 0"),
        (GOOD.replace("capacity: 12", "capacity: 1.5"), 10, "capacity", "whole number"),
        (GOOD.replace("capacity: 12", "capacity: [12]"), 10, "capacity", "one value"),
        (GOOD.replace("capacity: 12", "capacity: 12\n    capacity: 13"), 11, "capacity", "twice"),
        (GOOD.replace("Rescue 163", "dover LIFEBOAT"), 14, "name", "stands twice"),
        (GOOD.replace("name: Rescue 163", "class: vcsm"), 14, "name", "missing"),
        (GOOD.replace("Rescue 163", '"a\\nb"'), 14, "name", "one line"),
        (GOOD.replace("Rescue 163", "x" * 41), 14, "name", "40"),
        (GOOD + "boats: []\n", 15, "boats", "no such key"),
        ("units: []\nunits: []\n", 1, "units", "twice"),
        ("name: A\n", 1, "name", "no such key"),
        ("units: A\n", 1, "units", "list"),
        ("- A\n", 1, "units", "name: "),
        ("", 1, "units", "list"),
        ("units: [unclosed\n", 2, "units", ""),
        ("- name: !!python/object:os.system x\n", 1, "units", ""),
        ("- name: A\n  tasked: 2026-02-31T10:00:00Z\n", 1, "units", ""),
        ("- name: A\n" * 101, 1, "units", "100"),
        ("- name: " + "x" * 200_000, 1, "units", "longer"),
        ("units: " + "[" * 20_000, 1, "units", "nested"),
    ],
)
def test_what_cannot_be_read_is_named_with_file_line_and_key(
    text: str, line: int, key: str, words: str
) -> None:
    with pytest.raises(ReportFileError) as refusal:
        parse_units(text, name="u.yaml")
    assert refusal.value.message.startswith(f"u.yaml, line {line}, {key}: ")
    assert words in refusal.value.message


def test_the_list_of_the_page_is_read() -> None:
    page = (ROOT / "docs" / "how-to" / "list-your-units.md").read_text("utf-8")
    block = page.split("```yaml\n")[1].split("```")[0]
    assert len(parse_units(block, name="page")) == 3


@pytest.mark.parametrize("key", unit_keys())
def test_every_key_of_a_unit_is_documented(key: str) -> None:
    page = (ROOT / "docs" / "how-to" / "list-your-units.md").read_text("utf-8")
    assert f"`{key}`" in page


def test_no_key_asks_for_a_person() -> None:
    assert not {"skipper", "crew", "phone", "contact"} & set(unit_keys())
