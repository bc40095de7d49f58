"""A device that calls by AIS is a report in the queue by itself; nothing else of AIS is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from estran.casebook.alarms import alarms_of
from estran.casebook.codec import to_plain
from estran.exchange.page_text import to_page_text
from estran.exchange.watch_words import alarm_sentence
from estran.rescue.distress_devices import Sighting
from estran.room.distress_heard import (
    AGAIN,
    GATHERED,
    LATELY,
    LONG_AGO,
    MOST_SINGLY,
    DistressWatch,
)
from estran.room.pages import queue_sheet
from estran.room.public import months
from estran.room.take_in import Said, take_in
from estran.room.views import Looking, queue
from estran.room.visibility import sees_report
from tests.support.desks import BOTH, DOVER, ENFORCEMENT, VOLUNTEER, case_of, desk_at
from tests.support.servers import Server, log_in

if TYPE_CHECKING:
    from estran.casebook.records import ReportRecord
    from estran.room.desk import Desk
    from tests.support.desks import ToldClock

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
DEVICE = 970123456
CALL = Sighting(
    mmsi=DEVICE, at=NOW, latitude=50.98, longitude=1.42, speed_kn=0.4, status=14, places=True
)
POLICE = Sighting(
    mmsi=227999999,
    at=NOW,
    latitude=50.987,
    longitude=1.654,
    speed_kn=20.0,
    status=0,
    places=True,
    name="POLICE BOAT",
    type_number=55,
)


def watching() -> tuple[DistressWatch, Desk, ToldClock]:
    desk, clock = desk_at()
    return DistressWatch(desk=desk, shared=BOTH), desk, clock


def looking(desk: Desk, *, language: str = "en") -> Looking:
    return Looking(desk=desk, book=desk.book(), by=DOVER, now=desk.now(), language=language)


def reports(desk: Desk) -> list[ReportRecord]:
    return list(desk.book().reports.values())


def kinds(desk: Desk) -> set[str]:
    return {one.kind for one in alarms_of(desk.book(), now=desk.now(), limits=desk.limits)}


def test_a_call_is_an_unread_report_that_both_centres_are_told_of_and_it_alarms_at_once() -> None:
    watch, desk, _ = watching()
    assert watch.hear(CALL) == "R-0001"
    (report,) = reports(desk)
    assert report.said.channel == "sart"
    assert report.said.reference == "AIS SART 970123456"
    assert report.said.positions[0].said == "50-58.800N 001-25.200E"
    assert report.said.call_for_help
    assert not report.read
    assert set(report.told) | {report.said.centre} == set(BOTH)
    assert list(desk.book().unlinked) == ["R-0001"]
    assert {"device", "unread"} <= kinds(desk)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_alarm_names_the_device_in_words(language: str) -> None:
    watch, desk, _ = watching()
    watch.hear(CALL)
    found = alarms_of(desk.book(), now=desk.now(), limits=desk.limits)
    (alarm,) = (one for one in found if one.kind == "device")
    said = alarm_sentence(alarm, language=language)
    assert "AIS SART 970123456" in said
    assert "02:00Z" in said


def test_a_device_that_goes_on_calling_is_one_report_until_its_time_is_over() -> None:
    watch, desk, clock = watching()
    for minute in range(int(AGAIN.total_seconds() // 60)):
        watch.hear(replace(CALL, at=clock.now()))
        clock.go_on(minutes=1)
        assert len(reports(desk)) == 1, minute
    watch.hear(replace(CALL, at=clock.now(), latitude=50.99))
    assert [one.said.positions[0].said[:9] for one in reports(desk)] == ["50-58.800", "50-59.400"]


def test_whoever_begins_anew_does_not_report_it_again() -> None:
    watch, desk, clock = watching()
    watch.hear(CALL)
    clock.go_on(hours=3)
    DistressWatch(desk=desk, shared=BOTH).hear(CALL)  # the same line of the same file
    assert len(reports(desk)) == 1


def test_its_position_is_reported_when_it_comes_and_once() -> None:
    watch, desk, _ = watching()
    nowhere = replace(CALL, latitude=91.0, longitude=181.0)
    for one in (nowhere, nowhere, CALL, nowhere, CALL):
        watch.hear(one)
    assert [len(one.said.positions) for one in reports(desk)] == [0, 1]


def test_a_test_is_shown_as_one_and_a_call_after_it_at_once() -> None:
    watch, desk, _ = watching()
    watch.hear(replace(CALL, status=15))
    (report,) = reports(desk)
    assert report.said.reference == "AIS SART 970123456 TEST"
    text = report.said.text
    assert text is not None
    assert (desk.text_of(text.sealed) or "").startswith("TEST")
    assert "device_test" in kinds(desk)
    assert "device" not in kinds(desk)
    watch.hear(CALL)
    assert [one.said.reference for one in reports(desk)][1:] == ["AIS SART 970123456"]
    assert "device" in kinds(desk)


def test_a_person_overboard_is_a_person_in_the_water() -> None:
    watch, desk, _ = watching()
    watch.hear(replace(CALL, mmsi=972000001))
    watch.hear(replace(CALL, mmsi=972000002, status=15))
    first, second = reports(desk)
    assert first.said.facts["persons_in_water"].value == "yes"
    assert second.said.facts == {}


def test_a_clock_that_is_ahead_and_a_message_without_time_cost_no_alarm() -> None:
    watch, desk, _ = watching()
    watch.hear(replace(CALL, at=NOW + timedelta(hours=5)))
    watch.hear(replace(CALL, mmsi=974000001, at=None))
    assert [one.stamp.at for one in reports(desk)] == [NOW, NOW]


def test_what_an_old_file_holds_is_no_alarm() -> None:
    watch, desk, _ = watching()
    assert watch.hear(replace(CALL, at=NOW - LONG_AGO - timedelta(minutes=1))) is None
    assert reports(desk) == []


def texts(desk: Desk) -> list[str]:
    found = (one.said.text for one in reports(desk))
    return [desk.text_of(one.sealed) or "" for one in found if one is not None]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_flood_of_forged_numbers_is_few_reports_that_name_every_one(language: str) -> None:
    desk, clock = desk_at()
    watch = DistressWatch(desk=desk, shared=BOTH, language="fr" if language == "fr" else "en")
    forged = [970000000 + one for one in range(400)]
    for _ in range(2):  # each goes on calling
        for mmsi in forged:
            clock.go_on(seconds=0.5)
            watch.hear(replace(CALL, mmsi=mmsi, at=clock.now()))
    clock.go_on(minutes=3)
    watch.hear(replace(POLICE, at=clock.now()))  # any message tells those that wait
    assert len(reports(desk)) <= MOST_SINGLY + 5
    named = " ".join([*(one.said.reference for one in reports(desk)), *texts(desk)])
    assert [one for one in forged if str(one) not in named] == []
    found = alarms_of(desk.book(), now=desk.now(), limits=desk.limits)
    (first, *_) = (one for one in found if one.kind == "devices")
    said = alarm_sentence(first, language=language)
    assert {"en": "believed singly", "fr": "une à une"}[language] in said


def test_the_first_beyond_the_few_is_told_at_once_with_its_place() -> None:
    watch, desk, clock = watching()
    for one in range(MOST_SINGLY):
        watch.hear(replace(CALL, mmsi=970000000 + one))
    number = watch.hear(replace(CALL, mmsi=972000009))
    assert number == f"R-{MOST_SINGLY + 1:04d}"
    assert "AIS MOB 972000009 · 50-58.800N 001-25.200E" in texts(desk)[-1]
    assert watch.hear(replace(CALL, mmsi=972000010)) is None  # it waits, and is not lost
    clock.go_on(seconds=GATHERED.total_seconds())
    assert watch.hear(replace(POLICE, at=clock.now())) is not None
    assert "972000010" in texts(desk)[-1]
    assert watch.hear(replace(CALL, mmsi=972000010, at=clock.now())) is None


def test_who_says_test_among_many_and_then_calls_is_named_again_and_first() -> None:
    watch, desk, clock = watching()
    for one in range(MOST_SINGLY + 5):
        watch.hear(replace(CALL, mmsi=970000000 + one))
        watch.hear(replace(CALL, mmsi=974000000 + one, status=15))
    clock.go_on(minutes=3)
    watch.hear(replace(POLICE, at=clock.now()))
    late = 974000000 + MOST_SINGLY + 4
    watch.hear(replace(CALL, mmsi=late, at=clock.now()))
    watch.hear(replace(CALL, mmsi=974999999, status=15, at=clock.now()))
    clock.go_on(minutes=3)
    watch.hear(replace(POLICE, at=clock.now()))
    rows = texts(desk)[-1].splitlines()
    assert rows[1].startswith(f"AIS EPIRB {late} ·")
    assert rows[2].startswith("AIS EPIRB 974999999 TEST")


def test_tests_crowd_out_no_call_and_after_the_flood_each_stands_alone_again() -> None:
    watch, desk, clock = watching()
    for one in range(MOST_SINGLY + 10):
        watch.hear(replace(CALL, mmsi=970000000 + one, status=15))
    watch.hear(replace(CALL, mmsi=972000009))
    assert reports(desk)[-1].said.reference == "AIS MOB 972000009"
    clock.go_on(minutes=LATELY.total_seconds() / 60 + 5)
    watch.hear(replace(CALL, mmsi=970000777, at=clock.now(), status=15))
    assert reports(desk)[-1].said.reference == "AIS SART 970000777 TEST"


def test_a_crew_of_twenty_and_their_places_are_told_one_by_one() -> None:
    watch, desk, _ = watching()
    for one in range(MOST_SINGLY):
        watch.hear(replace(CALL, mmsi=972000000 + one, latitude=91.0, longitude=181.0))
    for one in range(MOST_SINGLY):
        watch.hear(replace(CALL, mmsi=972000000 + one))
    assert len(reports(desk)) == 2 * MOST_SINGLY
    assert not any(one.said.reference.startswith("AIS MANY") for one in reports(desk))


def test_whoever_begins_anew_amid_a_flood_knows_of_it_by_the_record() -> None:
    watch, desk, _ = watching()
    for one in range(MOST_SINGLY):
        watch.hear(replace(CALL, mmsi=970000000 + one))
    DistressWatch(desk=desk, shared=BOTH).hear(replace(CALL, mmsi=970000500))
    assert reports(desk)[-1].said.reference == "AIS MANY 1"


def test_what_a_person_types_silences_no_device() -> None:
    watch, desk, _ = watching()
    typed = Said(
        channel="sart",
        reference="AIS SART 970123456",
        positions=("50-58.8N 001-25.2E",),
        at="2026-11-20T02:00Z",
    )
    take_in(desk, VOLUNTEER, typed, shared=BOTH)
    assert watch.hear(CALL) == "R-0002"


def test_how_much_is_too_old_is_logged_as_it_grows(caplog: pytest.LogCaptureFixture) -> None:
    watch, _, _ = watching()
    old = replace(CALL, at=NOW - LONG_AGO - timedelta(minutes=1))
    with caplog.at_level("WARNING", logger="estran.ais"):
        for _ in range(120):
            watch.hear(old)
    assert watch.old == 120
    counts = [one.getMessage().split()[0] for one in caplog.records]
    assert counts == ["1", "10", "100"]


@pytest.mark.parametrize(
    ("language", "word"), [("en", "nothing heard since 02:03Z"), ("fr", "reçu depuis 02:03Z")]
)
def test_a_receiver_that_falls_silent_stands_in_the_queue_until_it_is_heard(
    language: str, word: str
) -> None:
    watch, desk, clock = watching()

    def silent() -> list[str]:
        look = looking(desk, language=language)
        found = [one["words"] for one in queue(look)["alarms"] if one["kind"] == "receiver_silent"]
        assert all(one[:20] in to_page_text(queue_sheet(look)) for one in found)
        return found

    clock.go_on(minutes=3)
    watch.hear(replace(POLICE, at=clock.now()))
    clock.go_on(minutes=9)
    assert silent() == []
    clock.go_on(minutes=1)
    (said,) = silent()
    assert word in said
    watch.hear(replace(POLICE, at=clock.now()))
    assert silent() == []


def test_where_nobody_follows_ais_nothing_is_said_of_a_receiver() -> None:
    desk, clock = desk_at()
    clock.go_on(hours=5)
    assert queue(looking(desk))["alarms"] == []


def test_the_alarm_ends_when_somebody_has_placed_the_report() -> None:
    watch, desk, _ = watching()
    _, case, craft = case_of(desk)
    number = watch.hear(CALL)
    from estran.room.enter import enter

    link = {"report": number, "craft": craft, "decision": "same", "why": "the same raft"}
    enter(desk, DOVER, "link.decided", link, case=case)
    assert "device" not in kinds(desk)


def test_ships_enter_no_record_whatever_they_say() -> None:
    watch, desk, _ = watching()
    for one in (POLICE, replace(POLICE, mmsi=227000001, name="FV EXAMPLE", type_number=30)):
        assert watch.hear(one) is None
    assert desk.book().seq == 0


def test_guard_no_place_of_a_vessel_reaches_volunteers_or_the_public() -> None:
    server = Server()
    watch = DistressWatch(desk=server.desk, shared=server.shared)
    at = server.clock.now()
    for one in (POLICE, CALL, replace(POLICE, latitude=50.99)):
        watch.hear(replace(one, at=at))
    assert len(server.desk.book().reports) == 1
    entries = list(server.desk.ports.store.read(after=0, until=server.desk.book().seq))
    record = json.dumps([to_plain(one.draft) for one in entries], default=str)
    for word in ("POLICE", "227999999", "1.654", "001-39"):
        assert word not in record, word
    assert not sees_report(server.desk.book(), VOLUNTEER, "R-0001")
    assert not sees_report(server.desk.book(), ENFORCEMENT, "R-0001")
    assert months(server.desk.book(), now=server.desk.now()) == ()
    browser = server.room()
    server.account("volunteer", login="vol")
    headers = log_in(browser, "vol")
    for path in ("/api/queue", "/api/reports/R-0001", "/api/record"):
        answer = browser.get(path, headers=headers)
        assert answer.status_code in (403, 404), path
        assert "970123456" not in answer.text
    assert browser.get("/api/public/months").json() == []
