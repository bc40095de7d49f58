"""Ships and devices heard by AIS: what counts, what cannot be, what calls."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from estran.quantities.geodesy import Position, destination, distance_and_bearing
from estran.quantities.units import KNOT, MINUTE, NAUTICAL_MILE
from estran.rescue.ais_codes import is_state_vessel, ship_type, station_kind
from estran.rescue.distress_devices import MOST_CALLS, Sighting
from estran.rescue.ships_heard import MOST_SHIPS, ShipsHeard
from estran.rescue.ships_near import ships_near
from estran.sources.assumptions import assumption

T0 = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
PLACE = Position(latitude=51.0, longitude=1.4)
SHIP = 227000001
SEEN = Sighting(
    mmsi=SHIP,
    at=T0,
    latitude=51.0,
    longitude=1.5,
    speed_kn=10.0,
    course_deg=270.0,
    status=0,
    places=True,
)
CALL = replace(SEEN, mmsi=970123456, status=14, speed_kn=0.0)


def heard(*sightings: Sighting, until: datetime | None = None) -> ShipsHeard:
    found = ShipsHeard(until=until)
    for one in sightings:
        found.take(one)
    return found


def later(minutes: float, one: Sighting = SEEN, **changes: float | None) -> Sighting:
    return replace(one, at=T0 + timedelta(minutes=minutes), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (970123456, "sart"),
        (972123456, "mob"),
        (974123456, "epirb"),
        (111227001, "aircraft"),
        (2320001, "coast_station"),
        (23200001, "group"),
        (992351000, "mark"),
        (982271234, "craft_of_ship"),
        (812345678, "handheld"),
        (227000001, "ship"),
        (0, "coast_station"),
        (1073741823, "unknown"),
        (150000000, "unknown"),
    ],
)
def test_a_number_tells_what_kind_of_station_it_belongs_to(number: int, kind: str) -> None:
    assert station_kind(number) == kind


def test_types_of_ships_and_those_of_the_state() -> None:
    assert [ship_type(one) for one in (30, 36, 37, 55, 35, 70, 89, 51, 0, None, 99)] == [
        *("fishing", "sailing", "pleasure", "law_enforcement", "military", "cargo", "tanker"),
        *("rescue", "unknown", "unknown", "other"),
    ]
    assert is_state_vessel(kind="law_enforcement", name="")
    assert is_state_vessel(kind="other", name="HMC VIGILANT")
    assert is_state_vessel(kind="unknown", name="Gendarmerie P620")
    assert is_state_vessel(kind="unknown", name="L'OLONNE DOUANE")
    assert not is_state_vessel(kind="fishing", name="FSHMS")
    assert not is_state_vessel(kind="rescue", name="RNLI LIFEBOAT 17-09")


def test_a_ship_is_carried_ahead_on_course_and_speed_with_an_error_that_grows() -> None:
    found, _ = ships_near(heard(SEEN), place=PLACE, asked=T0 + timedelta(minutes=6))
    (ship,) = found
    gone, bearing = distance_and_bearing(start=Position(51.0, 1.5), end=ship.position)
    assert gone == pytest.approx(NAUTICAL_MILE, rel=1e-6)  # ten knots for six minutes
    assert bearing == pytest.approx(270.0, abs=0.1)
    share = assumption("ais_carried_error").value
    assert ship.error == pytest.approx(assumption("ais_position_error").value + share * gone)
    assert ship.age == 6 * MINUTE
    now, _ = ships_near(heard(SEEN), place=PLACE, asked=T0)
    assert now[0].error < ship.error
    assert now[0].distance > ship.distance


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"latitude": 91.0, "longitude": 181.0}, "no_position"),
        ({"latitude": 95.0}, "no_position"),
        ({"longitude": None}, "no_position"),
        ({"speed_kn": 102.2}, "too_fast"),
        ({"at": None}, "untimed"),
        ({"at": T0 + timedelta(hours=1)}, "ahead"),
        ({"mmsi": 992351000}, "not_a_ship"),
        ({"mmsi": 111227001}, "not_a_ship"),
    ],
)
def test_what_cannot_be_is_left_out_by_its_reason(changes: dict[str, object], reason: str) -> None:
    found = heard(replace(SEEN, **changes), until=T0)  # type: ignore[arg-type]
    assert +found.left_out == {reason: 1}
    assert not found.tracks


def test_speed_and_course_that_are_not_available_are_unknown_and_keep_the_position() -> None:
    found, _ = ships_near(
        heard(replace(SEEN, speed_kn=102.3, course_deg=360.0)),
        place=PLACE,
        asked=T0 + timedelta(minutes=10),
    )
    (ship,) = found
    assert ship.said_speed is None
    assert ship.position == Position(51.0, 1.5)
    assert ship.error > 10 * MINUTE * 5 * KNOT
    assert ship.speed.low == pytest.approx(assumption("ais_speed_unknown").low * KNOT)


def test_a_jump_that_no_ship_can_make_does_not_move_her() -> None:
    far = later(1, latitude=52.0)
    found = heard(SEEN, later(0.5), far, later(1.5))
    assert found.left_out["jump"] == 1
    near, _ = ships_near(found, place=PLACE, asked=T0 + timedelta(minutes=2))
    assert [one.fix.position.latitude for one in near] == [51.0]


def test_a_first_position_that_was_wrong_is_outlived() -> None:
    found = heard(later(0, latitude=52.0), later(1), later(2), later(3))
    near, _ = ships_near(found, place=PLACE, asked=T0 + timedelta(minutes=3))
    assert [one.fix.position.latitude for one in near] == [51.0]


def test_one_number_that_goes_on_at_two_places_is_trusted_at_neither() -> None:
    two = [later(step, latitude=51.0 if step % 2 else 50.0) for step in range(6)]
    near, left_out = ships_near(heard(*two), place=PLACE, asked=T0 + timedelta(minutes=6))
    assert near == ()
    assert left_out["shared_number"] == 1


def test_what_came_late_does_not_take_a_ship_back() -> None:
    found = heard(later(5), later(2))
    assert found.left_out["older"] == 1
    assert found.tracks[SHIP][0].fix.at == T0 + timedelta(minutes=5)


def test_old_and_far_ships_do_not_count() -> None:
    gone = assumption("ais_recent").value + 1
    near, left_out = ships_near(heard(SEEN), place=PLACE, asked=T0 + timedelta(minutes=gone))
    assert (near, left_out["old"]) == ((), 1)
    away = destination(start=PLACE, bearing_deg=45.0, distance=25 * NAUTICAL_MILE)
    far = replace(SEEN, latitude=away.latitude, longitude=away.longitude)
    near, left_out = ships_near(heard(far), place=PLACE, asked=T0)
    assert (near, left_out["far"]) == ((), 1)


@pytest.mark.parametrize("status", [2, 6])
def test_who_says_that_she_is_aground_or_not_under_command_cannot_come(status: int) -> None:
    near, _ = ships_near(heard(replace(SEEN, status=status)), place=PLACE, asked=T0)
    assert not near[0].can_come


def test_who_lies_at_anchor_or_has_gear_out_leaves_later() -> None:
    under_way, _ = ships_near(heard(SEEN), place=PLACE, asked=T0)
    anchored, _ = ships_near(heard(replace(SEEN, status=1, speed_kn=0.0)), place=PLACE, asked=T0)
    trawling, _ = ships_near(heard(replace(SEEN, status=7)), place=PLACE, asked=T0)
    assert anchored[0].leaves.high > under_way[0].leaves.high
    assert trawling[0].leaves == anchored[0].leaves
    assert anchored[0].speed.low > 0.0


def test_a_flood_of_numbers_fills_no_memory_and_the_newest_stay() -> None:
    found = ShipsHeard()
    for one in range(MOST_SHIPS + 10):
        found.take(replace(SEEN, mmsi=227000000 + one, at=T0 + timedelta(seconds=one)))
    assert len(found.tracks) <= MOST_SHIPS
    assert 227000000 + MOST_SHIPS + 9 in found.tracks


@pytest.mark.parametrize(
    ("one", "device", "test"),
    [
        (CALL, "sart", False),
        (replace(CALL, status=15), "sart", True),
        (replace(CALL, mmsi=972000001), "mob", False),
        (replace(CALL, mmsi=974000001), "epirb", False),
        (replace(CALL, latitude=91.0, longitude=181.0), "sart", False),
        (replace(CALL, at=None), "sart", False),
        (replace(CALL, status=0), "sart", False),
        (replace(SEEN, status=14), "ship", False),
        (Sighting(mmsi=SHIP, at=T0, text="MOB ACTIVE"), "mob", False),
        (Sighting(mmsi=970123456, at=T0, text="SART TEST"), "sart", True),
        (Sighting(mmsi=970123456, at=T0, text="SART ACTIVE NO TEST"), "sart", False),
    ],
)
def test_what_calls_is_told_and_a_test_only_where_it_says_so(
    one: Sighting, device: str, *, test: bool
) -> None:
    (call,) = heard(one).calls.values()
    assert (call.device, call.test) == (device, test)


def test_a_test_that_becomes_a_call_is_a_call_and_stays_one() -> None:
    words = Sighting(mmsi=970123456, at=T0, text="SART TEST")
    assert heard(words, replace(CALL, status=15)).calls[970123456].test
    both = heard(words, CALL, words)
    assert not both.calls[970123456].test
    assert both.calls[970123456].count == 3
    assert both.calls[970123456].position == Position(51.0, 1.5)


def test_nothing_else_calls() -> None:
    quiet = [
        SEEN,
        replace(SEEN, status=15),
        Sighting(mmsi=SHIP, at=T0, text="BUOY OFF STATION"),
        Sighting(mmsi=970123456, at=T0, name="NAME ONLY"),
    ]
    assert heard(*quiet).calls == {}


def test_a_call_alarms_whatever_the_time_asked_for() -> None:
    found = heard(replace(CALL, at=T0 + timedelta(days=1)), until=T0)
    assert found.calls[970123456].position is not None


@pytest.mark.parametrize("status", [15, 14])
def test_guard_no_flood_of_numbers_hides_the_call_that_comes_after_it(status: int) -> None:
    flood = [replace(CALL, mmsi=970000000 + one, status=status) for one in range(MOST_CALLS)]
    found = heard(*flood, replace(CALL, at=None))
    assert not found.calls[CALL.mmsi].test
    assert len(found.calls) == MOST_CALLS
    assert found.left_out["too_many_calls"] == 1
    assert 970000000 not in found.calls  # heard longest ago


def test_guard_a_test_gives_way_first_and_takes_the_place_of_no_call() -> None:
    calls = [replace(CALL, mmsi=970000000 + one) for one in range(MOST_CALLS - 1)]
    tests = [replace(CALL, mmsi=972000000 + one, status=15) for one in range(3)]
    found = heard(*calls, *tests)
    assert {one.mmsi for one in calls} < set(found.calls)
    assert [one.mmsi for one in found.calls.values() if one.test] == [972000002]
    found.take(CALL)
    assert {one.mmsi for one in (*calls, CALL)} == set(found.calls)
    found.take(tests[0])
    assert tests[0].mmsi not in found.calls
    assert found.left_out["too_many_calls"] == 4


def test_guard_one_that_goes_on_calling_is_not_the_one_that_gives_way() -> None:
    calls = [replace(CALL, mmsi=970000000 + one) for one in range(MOST_CALLS)]
    found = heard(*calls, replace(calls[0], at=None), CALL)
    assert 970000000 in found.calls
    assert 970000001 not in found.calls
