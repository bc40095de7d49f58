"""Ships heard by AIS in an answer: beside units and classes, with who said it, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import pytest
from msgspec import UNSET

from estran.adapters.own_areas import OwnAreas, keep_area
from estran.assess.ais_heard import MOST_SHOWN
from estran.assess.ais_hearing import Hearing
from estran.assess.answer_ais import AisHeard, AisShip
from estran.assess.assessment import Beside, assess_beside
from estran.assess.assets_answer import suitable
from estran.assess.report import Report
from estran.assess.settings import RunSettings
from estran.assess.situation import understand
from estran.environment.area_shelf import offer_shelf
from estran.environment.kept_sea import OfferedFields
from estran.exchange.area_file import parse_area
from estran.exchange.area_parts import area_parts
from estran.exchange.geojson import to_geojson
from estran.exchange.json_answer import from_json, to_json
from estran.exchange.text_answer import to_text
from estran.quantities.instants import parse_instant
from estran.rescue.distress_devices import Sighting
from estran.rescue.ships_heard import ShipsHeard
from tests.support.bay import bay, block

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from estran.assess.answer import Assessment
    from estran.assess.answer_people import AssetAnswer

AT = parse_instant("2022-12-14T01:53Z")
REPORT = Report(
    at="2022-12-14T01:53Z", position="50-59.294N 001-21.087E", persons=47, waves=0.8, state="adrift"
)
SETTINGS = RunSettings(particles=200, hours=4)
NEAR = Sighting(
    mmsi=227000001,
    at=AT - timedelta(minutes=4),
    latitude=50.99,
    longitude=1.40,
    speed_kn=9.0,
    course_deg=200.0,
    status=0,
    places=True,
    name="FV EXAMPLE",
    type_number=30,
    draught=2.4,
    length=18.0,
)
CUTTER = replace(NEAR, mmsi=235999999, name="HMC WATCHER", type_number=55, longitude=1.30)
CALL = Sighting(
    mmsi=970123456, at=AT, latitude=50.98, longitude=1.42, status=14, places=True, speed_kn=0.0
)


def hearing(*sightings: Sighting, asked_after: float = 0.0) -> Hearing:
    ships = ShipsHeard()
    for one in sightings:
        ships.take(one)
    lines = {"lines": 12, "messages": len(sightings), "bad_checksum": 2}
    return Hearing(ships=ships, asked=AT + timedelta(minutes=asked_after), lines=lines)


@cache
def without() -> Assessment:
    return answered(None)


def answered(heard: Hearing | None, *, language: str = "en", report: Report = REPORT) -> Assessment:
    beside = Beside(heard=heard, language="fr" if language == "fr" else "en")
    return assess_beside(understand(report), SETTINGS, OfferedFields((), {}), beside)


def heard_rows(answer: Assessment) -> list[tuple[AssetAnswer, AisShip]]:
    return [(one, one.ais) for one in answer.assets if isinstance(one.ais, AisShip)]


def test_without_ais_nothing_of_it_stands_in_the_answer() -> None:
    plain = to_json(without())
    assert b'"ais"' not in plain
    assert "AIS" not in to_text(without())


def test_a_ship_near_has_a_time_a_distance_an_age_and_who_said_it() -> None:
    answer = answered(hearing(NEAR))
    ((row, ship),) = heard_rows(answer)
    assert row.name == "FV EXAMPLE (fishing vessel)"
    assert not row.named
    assert row.standing == "by AIS, heard 01:49, 4 min old, not tasked"
    assert row.source == "ais, itu_m1371"
    assert row.capacity is None
    assert row.draught_m == 2.4
    assert row.half_reached is not None
    assert row.first_reached is not None
    assert row.most_reached is not None
    assert row.first_reached < row.half_reached < row.most_reached
    assert ship.age_minutes == 4.0
    assert ship.distance_nm == pytest.approx(1.77, abs=0.1)  # 0.6 nm carried ahead to SSW
    assert (ship.speed_low_kn, ship.speed_high_kn) == (7.2, 10.3)
    assert "itu_m1371" in {one.key for one in answer.manifest.sources}
    assert "ais_speed_share" in {one.key for one in answer.manifest.assumptions}


def test_every_other_row_and_the_mass_rescue_stay_as_they_are() -> None:
    answer = answered(hearing(NEAR, CUTTER))
    others = [one for one in answer.assets if one.ais is UNSET]
    assert others == without().assets
    assert answer.mass_rescue == without().mass_rescue
    assert answer.forecast == without().forecast
    assert answer.manifest.inputs_sha256 != without().manifest.inputs_sha256


def test_what_was_heard_after_the_report_starts_when_it_was_heard() -> None:
    now = replace(NEAR, at=AT + timedelta(minutes=40), speed_kn=0.0)
    ((early, _),) = heard_rows(answered(hearing(replace(now, at=AT))))
    ((late, _),) = heard_rows(answered(hearing(now, asked_after=40)))
    assert early.half_reached is not None
    assert late.half_reached is not None
    apart = parse_instant(late.half_reached) - parse_instant(early.half_reached)
    assert timedelta(minutes=25) < apart < timedelta(minutes=60)
    assert late.ready_low_minutes is not None
    assert late.ready_low_minutes >= 40.0


def test_guard_the_place_of_a_vessel_of_the_state_stands_nowhere() -> None:
    answer = answered(hearing(CUTTER))
    ((row, ship),) = heard_rows(answer)
    assert row.half_reached is not None  # she may be the first who comes
    assert row.from_place is None
    assert (ship.mmsi, ship.distance_nm, ship.bearing_deg, ship.error_m) == (None,) * 4
    assert ship.sent_speed_kn is None
    for text in (to_json(answer).decode(), to_text(answer), to_geojson(answer).decode()):
        assert "WATCHER" not in text
        assert "235999999" not in text
        assert "law_enforcement" not in text


SILENT = replace(
    NEAR, mmsi=227999999, name="", type_number=None, longitude=1.30, speed_kn=17.3, draught=3.7
)
"""A patrol boat that has not said what she is: only her position was heard."""


@pytest.mark.parametrize("who", [SILENT, replace(SILENT, name="VEDETTE"), CUTTER])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_guard_of_who_is_not_known_to_be_open_only_times_are_given(
    who: Sighting, language: str
) -> None:
    quick = replace(who, speed_kn=17.3, draught=3.7, length=43.0)
    answer = answered(hearing(quick), language=language)
    ((row, ship),) = heard_rows(answer)
    told = {name: getattr(ship, name) for name in ship.__struct_fields__}
    assert {name for name, value in told.items() if value is not None} == {
        "ship_type",
        "heard",
        "age_minutes",
    }
    assert (row.from_place, row.speed_kn, row.draught_m) == (None, None, None)
    assert (row.ready_low_minutes, row.ready_high_minutes) == (None, None)
    assert row.half_reached is not None
    for time in (row.first_reached, row.half_reached, row.most_reached):
        after = parse_instant(time or "") - AT
        assert after % timedelta(minutes=5) == timedelta(0)
    for text in (to_json(answer).decode(), to_text(answer), to_geojson(answer).decode()):
        for word in ("WATCHER", "VEDETTE", f"{who.mmsi}", "17.3 kn", "3.7 m", "law_enf"):
            assert word not in text, word


def test_who_has_not_said_what_she_is_is_called_so() -> None:
    ((row, _),) = heard_rows(answered(hearing(SILENT)))
    assert row.name == "Ship, kind not heard yet (place not given)"
    assert row.asset_class == "ais_unknown"


def test_ships_heard_take_no_place_among_the_units_to_task() -> None:
    forged = [replace(NEAR, mmsi=227000200 + one, name=f"NO {one}") for one in range(4)]
    answer = answered(hearing(*forged))
    assert [bool(one.ais) for one in answer.assets[:4]] == [True] * 4  # they are the first to come
    assert answer.coordination.nearest_units == without().coordination.nearest_units
    assert answer.coordination.actions == without().coordination.actions


@pytest.fixture
def bay_kept(tmp_path: Path) -> Iterator[None]:
    text = parse_area(bay(without=("tide",)), name="bay.yaml")
    keep_area(area_parts(text, block("csv").encode()), folder=tmp_path, replace=False)
    offer_shelf(OwnAreas(tmp_path))
    yield
    offer_shelf(None)


@pytest.mark.usefixtures("bay_kept")
def test_at_an_added_coast_the_ships_heard_stand_beside_that_no_unit_is_known() -> None:
    report = msgspec.structs.replace(REPORT, position="40-27.00N 030-18.00W")
    near = replace(NEAR, latitude=40.47, longitude=-30.32)
    beside = Beside(heard=hearing(near), language="en")
    where = understand(report, area_key="test_bay")
    answer = assess_beside(where, SETTINGS, OfferedFields((), {}), beside)
    assert [row.name for row, _ in heard_rows(answer)] == ["FV EXAMPLE (fishing vessel)"]
    assert len(answer.assets) == 1
    text = to_text(answer)
    assert "FV EXAMPLE" in text
    assert "No unit and no class of units is known here" in text


def test_who_cannot_come_is_shown_without_a_time_and_who_is_deep_is_kept_off() -> None:
    aground = replace(NEAR, status=6)
    deep = replace(NEAR, mmsi=227000002, type_number=70, draught=14.0, name="DEEP")
    rows = {one.name.split()[0]: one for one, _ in heard_rows(answered(hearing(aground, deep)))}
    assert rows["FV"].half_reached is None
    assert "aground" in (rows["FV"].reach_unknown_because or "")
    assert not suitable(rows["FV"])
    assert rows["DEEP"].draught_m == 14.0


def test_more_ships_than_can_be_shown_are_counted() -> None:
    many = [replace(NEAR, mmsi=227000100 + one, name=f"NO {one}") for one in range(30)]
    answer = answered(hearing(*many))
    assert len(heard_rows(answer)) == MOST_SHOWN
    assert isinstance(answer.ais, AisHeard)
    assert (answer.ais.ships_near, answer.ais.ships_shown) == (30, MOST_SHOWN)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_calls_stands_first_on_the_page(language: str) -> None:
    test = replace(CALL, mmsi=972000001, status=15)
    text = to_text(answered(hearing(test, NEAR, CALL), language=language))
    first, *_ = text.splitlines()
    assert first.startswith({"en": "ALARM BY AIS", "fr": "ALARME PAR AIS"}[language])
    assert "50-58.800N" in text.split("\n\n", maxsplit=1)[0]
    assert text.index("970123456") < text.index("TEST") < text.index("972000001")


def test_where_nothing_was_heard_it_says_that_this_shows_nothing() -> None:
    answer = answered(hearing(replace(NEAR, latitude=91.0, longitude=181.0)))
    assert isinstance(answer.ais, AisHeard)
    assert "does not show that none is there" in answer.ais.text
    assert answer.ais.left_out == {"no_position": 1}
    assert answer.ais.lines == {"bad_checksum": 2, "lines": 12, "messages": 1}
    assert "bad checksum 2" in to_text(answer)


def test_an_answer_with_ais_is_read_back_and_repeats_to_the_byte() -> None:
    first, second = (to_json(answered(hearing(NEAR, CUTTER, CALL))) for _ in range(2))
    assert first == second
    back = from_json(first)
    assert isinstance(back.ais, AisHeard)
    assert [one.mmsi for one in back.ais.alarms] == ["970123456"]
    assert len(heard_rows(back)) == 2


def test_no_ship_goes_into_a_canal() -> None:
    inland = msgspec.structs.replace(REPORT, position="50-56.58N 002-09.00E")
    assert heard_rows(answered(hearing(NEAR), report=inland)) == []
