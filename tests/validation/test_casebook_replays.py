"""The nights that this record is built against, entered through the room as they were reported.

Known: who was told what and when, as far as inquiry and press say. Not known: most positions; where
a replay assumes one, that assumption is entered and nothing here tests a place. So what is tested
is what the record lets happen: whether a wrong match is contradicted, whether a search can be
closed, whether a hand-over can be forgotten. Searches and their worth are entered as good as nobody
would have had them: what must not close then must not close with less.
"""

import re

import pytest

from estran.casebook.alarms import case_alarms
from estran.exchange.bundle_reader import read_bundle
from estran.exchange.page_html import to_page_html
from estran.exchange.page_text import to_page_text
from estran.exchange.replay import replay, replay_keys
from estran.quantities.instants import parse_instant
from estran.room.assessing import Asked, assess_case
from estran.room.casework import Opening, open_case
from estran.room.exporting import export
from estran.room.messages import Wanted, drafted
from estran.room.pages import case_paper, chronology
from estran.room.replay_keys import watermark_of
from estran.room.take_in import Said, take_in
from estran.room.views import Looking, case_sheet, may_close, queue
from tests.support.desks import BOSS, BOTH, DOVER, GRIS_NEZ, GRIS_NEZ_BOSS
from tests.support.watch import Watch

GROUNDS = ("found", "exhausted", "merged")
DAWN, NOON, AFTER = "2021-11-24T07:26Z", "2021-11-24T12:00Z", "2021-11-24T13:00Z"


def said(watch, report, by=GRIS_NEZ, **more):
    """Take a report in with what a replay knows of it; return its number."""
    fields = {
        "source": report.source or "unknown",
        "positions": (report.position,),
        "position_accuracy_m": report.position_accuracy_m,
        "persons": str(report.persons),
        **more,
    }
    return take_in(watch.desk, by, Said(**fields), shared=BOTH).number


def same(watch, report, by=GRIS_NEZ):
    fields = {"report": report, "craft": "B-0001", "decision": "same", "why": "same voices"}
    watch.enter("link.decided", fields, by=by)


def assessed(watch, by=GRIS_NEZ):
    return assess_case(watch.desk, by, Asked(case="C-0001", particles=200, hours=3))[0]


@pytest.fixture
def charlie():
    """24 November 2021: several calls of one boat, and 98 people recovered by another unit."""
    watch = Watch("2021-11-24T01:06Z", watermark=watermark_of("2021-11-24"))
    report = replay("2021-11-24").report
    first = said(
        watch,
        report,
        fields={"craft": "inflatable", "state": "swamped", "water_temperature": "12.7"},
        facts={"help_asked": "yes", "taking_water": "yes"},
    )
    open_case(watch.desk, GRIS_NEZ, Opening(report=first, label="Charlie"))
    for at, more in (
        ("2021-11-24T02:10Z", {"text": "the engine has stopped"}),
        ("2021-11-24T03:11Z", {"text": "it is finished", "facts": {"persons_in_water": "yes"}}),
    ):
        watch.clock.set(at)
        same(watch, said(watch, report, positions=(), **more))
    watch.clock.set("2021-11-24T03:33Z")
    entry = {"entered_water": report.entered_water}
    same(watch, said(watch, report, positions=(), source="centre", channel="centre", fields=entry))
    assessed(watch)
    watch.clock.set("2021-11-24T04:20Z")
    watch.recover(98, evidence=("position_and_time_agree", "colour_agrees"))
    watch.clock.set("2021-11-24T06:00Z")
    return watch


def searched(watch):
    """The most that anybody could have entered: searched to the last, and every lead followed."""
    watch.search(start="2021-11-24T04:00Z")
    watch.value(0.99)
    before = watch.clock.now() < parse_instant("2021-11-24T06:47Z")
    at = "2021-11-24T06:47Z" if before else "2021-11-25T06:49Z"
    dawn = {"next_daylight": at, "units": ["Helicopter"], "why": "considered"}
    watch.enter("daylight.considered", dawn, case="C-0001", by=GRIS_NEZ)


def refused(watch, ground, by=GRIS_NEZ):
    fields = {"ground": ground, "why": "Charlie has been found"}
    return watch.refused("case.closed", fields, case="C-0001", by=by)


# 24 November 2021


def test_the_wrong_match_of_2021_is_contradicted_in_plain_sight(charlie):
    sheet = case_sheet(look(charlie), "C-0001")
    (boat,) = sheet["boats"]
    keys = {one["key"] for one in boat["contradictions"]}
    assert {f"persons:R-000{number}:recovered-98" for number in (1, 2, 3, 4)} == keys
    assert boat["tally"]["highest"] == 33
    assert "contradiction" in charlie.kinds()


def look(watch, by=GRIS_NEZ, language="en"):
    return Looking(
        desk=watch.desk, book=watch.book, by=by, now=watch.clock.now(), language=language
    )


@pytest.mark.parametrize("moment", ["2021-11-24T06:00Z", DAWN, NOON, AFTER])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("by", [GRIS_NEZ, GRIS_NEZ_BOSS])
def test_the_case_of_2021_cannot_be_closed_on_any_ground(charlie, moment, ground, by):
    charlie.clock.set(moment)
    searched(charlie)
    assert refused(charlie, ground, by=by) == "case.gates_open"
    assert charlie.case().state == "open"


@pytest.mark.parametrize("moment", [DAWN, NOON, AFTER])
def test_without_the_wrong_match_it_is_survival_that_keeps_the_search_open(charlie, moment):
    """Survivors were found 9.6 hours after they entered the water."""
    undone = {"recovery": "V-0001", "craft": "B-0001", "why": "98 people: another boat"}
    charlie.enter("match.undone", undone, by=GRIS_NEZ)
    charlie.clock.set(moment)
    searched(charlie)
    assert charlie.in_the_way("exhausted") == {"not_before"}
    assert refused(charlie, "exhausted") == "case.gates_open"


def test_where_nobody_knows_when_they_entered_the_water_it_stays_unknown():
    watch = Watch("2021-11-24T01:06Z", watermark=watermark_of("2021-11-24"))
    report = replay("2021-11-24").report
    first = said(watch, report, fields={"state": "swamped"}, facts={"taking_water": "yes"})
    open_case(watch.desk, GRIS_NEZ, Opening(report=first))
    assessed(watch)
    watch.clock.set(AFTER)
    searched(watch)
    assert watch.gates("exhausted")["not_before"] == "unknown"
    assert refused(watch, "exhausted") == "case.gates_open"


def test_what_a_person_sees_says_the_same_and_names_what_is_in_the_way(charlie):
    charlie.clock.set(DAWN)
    found = may_close(look(charlie), "C-0001")
    for ground in GROUNDS:
        assert any(one["standing"] != "met" for one in found[ground])


def test_a_recovered_boat_fills_in_for_nobody_as_long_as_nobody_says_so(charlie):
    charlie.recover(33)
    assert charlie.book.recovery("V-0002").matched == ""
    assert charlie.book.called_for_help("C-0001")


def test_a_supervisor_may_end_it_against_the_record_by_name_of_role_and_in_writing(charlie):
    charlie.enter("case.ended", {"why": "I hold it for found"}, case="C-0001", by=GRIS_NEZ_BOSS)
    assert charlie.case().endings[-1].stamp.by.role == "supervisor"
    assert "contradiction" in charlie.kinds(), "and what speaks against it goes on to alarm"


# 14 December 2022


def test_both_centres_are_told_at_intake_on_14_december_2022():
    watch = Watch("2022-12-14T01:53Z", watermark=watermark_of("2022-12-14"))
    report = replay("2022-12-14").report
    number = said(watch, report, source="ngo", channel="email", fields={"state": "under_way"})
    assert watch.book.report(number).told["Dover"].at == watch.clock.now()
    assert watch.book.report(number).said.centre == "Gris-Nez"
    open_case(watch.desk, GRIS_NEZ, Opening(report=number))
    assert watch.case().told.keys() == {"Dover"}
    assert "untold" not in watch.kinds()
    line = case_sheet(look(watch), "C-0001")["coordinator"]
    assert "Gris-Nez" in line
    assert "Dover" in line
    assert "01:53" in line


def test_that_night_a_centre_that_stays_silent_is_called_again():
    watch = Watch("2022-12-14T01:53Z", watermark=watermark_of("2022-12-14"))
    open_case(watch.desk, GRIS_NEZ, Opening(report=said(watch, replay("2022-12-14").report)))
    watch.clock.set("2022-12-14T02:36Z")
    assert "acknowledge:C-0001:Dover" in watch.alarms()
    watch.enter("centre.acknowledged", {"reference": "D-1"}, case="C-0001", by=DOVER)
    assert "acknowledge:C-0001:Dover" not in watch.alarms()


# 3 November 2021 (R4): idle for more than three hours, then closed


def test_a_hand_over_without_an_answer_raises_its_clock_and_changes_nothing():
    """The times of that night are not held; the three hours are, and the order of events."""
    watch = Watch("2021-11-03T02:00Z", watermark="REPLAY 2021-11-03")
    number = take_in(watch.desk, DOVER, Said(persons="20"), shared=BOTH).number
    open_case(watch.desk, DOVER, Opening(report=number))
    offer = {"to": "Gris-Nez", "why": "French waters"}
    watch.enter("handover.offered", offer, case="C-0001")
    heard = []
    for minutes in (5, 30, 60, 120, 185):
        watch.clock.set("2021-11-03T02:00Z")
        watch.clock.go_on(minutes=minutes)
        found = case_alarms(
            watch.book, watch.case(), now=watch.clock.now(), limits=watch.desk.limits
        )
        heard.append([one.since for one in found if one.kind == "hand_over"])
    assert all(len(one) == 1 for one in heard), "it sounds as long as nobody answers"
    assert watch.case().owner == "Dover"
    assert watch.case().state == "open"
    (line,) = queue(look(watch, DOVER))["cases"]
    assert line["hand_over_s"] == 185 * 60
    for ground in GROUNDS:
        assert refused(watch, ground, by=DOVER) == "case.gates_open"
    assert refused(watch, "found", by=GRIS_NEZ) == "centre.not_yours"


# Every replay and every exercise is marked


def marked_case(mark, key):
    report = replay(key).report
    watch = Watch("2026-11-20T00:00Z", watermark=mark)
    number = said(watch, report, at=report.at, by=DOVER)
    open_case(watch.desk, DOVER, Opening(report=number))
    return watch


MARKS = [*((watermark_of(key), key) for key in replay_keys()), ("EXERCISE", "2022-12-14")]


@pytest.mark.parametrize(("mark", "key"), MARKS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_paper_of_a_replay_begins_and_ends_with_its_mark(mark, key, language):
    watch = marked_case(mark, key)
    seen = look(watch, BOSS, language)
    word = mark.split()[0] if language == "en" else {"REPLAY": "REJEU"}.get(mark.split()[0], "")
    texts = [
        to_page_text(case_paper(seen, "C-0001")),
        to_page_text(chronology(seen, "C-0001", why="a test")),
        *(
            drafted(watch.desk, DOVER, "C-0001", Wanted(form=form, language=language, text="hello"))
            for form in ("sitrep", "handover", "mayday_relay", "email")
        ),
    ]
    for text in texts:
        first, *_, last = text.strip().splitlines()
        assert first == last, text[:200]
        assert first.startswith("***")
        assert (word or "EXERCI") in first.upper()
        assert mark.partition(" ")[2] in first
    html = to_page_html(case_paper(seen, "C-0001")).decode()
    assert len(re.findall('class="watermark"', html)) == 2
    assert 'class="across"' in html


@pytest.mark.parametrize(("mark", "key"), MARKS)
def test_every_screen_and_export_of_a_replay_carries_its_mark(mark, key):
    watch = marked_case(mark, key)
    assert case_sheet(look(watch), "C-0001")["watermark"] == mark
    assert queue(look(watch))["watermark"] == mark
    bundle = read_bundle(export(watch.desk, BOSS, why="a test"))
    assert bundle.identity.watermark == mark


def test_what_is_real_carries_no_mark():
    watch = marked_case("", "2022-12-14")
    text = drafted(watch.desk, DOVER, "C-0001", Wanted(form="sitrep"))
    assert not text.startswith("***")
    assert case_sheet(look(watch), "C-0001")["watermark"] == ""
