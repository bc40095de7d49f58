"""From what was said to what can be assessed: nothing unreadable costs a position that is good."""

import pytest

from estran.assess.facts_known import COUNT
from estran.assess.facts_said import facts_said
from estran.errors import CasebookError
from estran.room.advice import is_against
from estran.room.situations import based_on, report_of, seen_report
from tests.support.desks import DOVER, GRIS_NEZ, called
from tests.support.watch import Watch, minute

GOOD, ELSEWHERE = "51-02.1N 001-44.0E", "51-04.0N 001-40.0E"


def known(watch, craft="B-0001"):
    boat = watch.craft(craft)
    return report_of(watch.book, watch.case(boat.case), boat, exercise=False)


def again(watch, **said):
    report = called(watch.desk, **said)
    fields = {"report": report, "craft": "B-0001", "decision": "same", "why": "same telephone"}
    watch.enter("link.decided", fields)
    return report


def test_the_newest_position_leads():
    watch = Watch()
    watch.open(positions=(GOOD,))
    minute(watch, 10)
    newest = again(watch, positions=(ELSEWHERE,))
    assert known(watch).position == ELSEWHERE
    assert based_on(watch.book, watch.craft()) == newest


def test_a_position_that_nobody_can_read_leads_nowhere_and_the_record_names_the_one_that_does():
    watch = Watch()
    first, *_ = watch.open(positions=(GOOD,))
    minute(watch, 10)
    again(watch, positions=("near the lighthouse",))
    assert known(watch).position == GOOD
    assert based_on(watch.book, watch.craft()) == first


@pytest.mark.parametrize(
    "fields",
    [
        {"wind": "zzz"},
        {"waves": "enormous"},
        {"craft": "bathtub"},
        {"under_way": "somewhere"},
        {"entered_water": "long ago"},
        {"water_temperature": "cold"},
        {"water_temperature": "99"},
        {"state": "sad"},
    ],
)
def test_a_field_that_nobody_can_read_does_not_cost_the_position(fields):
    watch = Watch()
    watch.open(positions=(GOOD,), fields={**fields, "wind": fields.get("wind", "SW 8 kn")})
    found = known(watch)
    assert found.position == GOOD
    assert found.wind == (None if "wind" in fields else "SW 8 kn")


def test_a_negative_accuracy_does_not_cost_the_position_either():
    watch = Watch()
    watch.open(positions=(GOOD,), position_accuracy_m=-5.0)
    assert known(watch).position == GOOD


def test_only_centres_that_exist_are_told_and_an_acknowledgement_follows_the_telling():
    watch = Watch()
    watch.open(positions=(GOOD,))
    told = {"centre": "MRCC Humber", "channel": "telephone"}
    assert watch.refused("centre.told", told, case="C-0001") == "record.centre_unknown"
    early = {"at": "2026-11-20T01:59Z"}
    refused = watch.refused("centre.acknowledged", early, case="C-0001", by=GRIS_NEZ)
    assert refused == "acknowledged.early"
    assert known(watch).phases.keys() == {"Dover"}


def test_without_any_position_the_drift_is_unknown_and_somebody_is_told_to_ask():
    watch = Watch()
    watch.open(positions=("near the lighthouse",))
    with pytest.raises(CasebookError) as caught:
        known(watch)
    assert caught.value.code == "assess.no_position"
    assert based_on(watch.book, watch.craft()) == ""
    assert seen_report(watch.book.report("R-0001")) is None


def test_people_are_a_range_over_every_claim_less_those_found():
    watch = Watch()
    watch.open(positions=(GOOD,), persons="33")
    again(watch, positions=(), persons="40-60")
    assert known(watch).persons == "33-60"
    watch.recover(10, evidence=("phone_contact",))
    assert known(watch).persons == "23-50"


def test_people_left_after_a_recovery_are_not_credited_to_whoever_reported_them_all():
    watch = Watch()
    watch.open(positions=(GOOD,), persons="47", source="ngo")
    assert COUNT not in known(watch).facts, "so far the association is right: it said 47"
    minute(watch, 30)
    watch.recover(27, evidence=("phone_contact",))
    report = known(watch)
    left = report.facts[COUNT]
    assert (left.value, left.by, left.at) == ("20", "unit", "2026-11-20T02:30Z")
    seen = facts_said(report)[COUNT]
    assert (seen.value, seen.by) == (20.0, "unit")


def test_a_recovery_long_after_the_fix_is_still_credited():
    watch = Watch()
    watch.open(positions=(GOOD,), persons="47", source="ngo")
    minute(watch, 200)
    watch.recover(27, evidence=("phone_contact",))
    assert known(watch).facts[COUNT].by == "unit"


def test_people_accounted_for_ashore_are_credited_to_the_centre_that_counted():
    watch = Watch()
    watch.open(positions=(GOOD,), persons="47", source="ngo")
    ashore = {"count": 7, "how": "ashore", "by": "police", "why": "counted on the beach"}
    watch.enter("persons.accounted", {"craft": "B-0001", **ashore})
    left = known(watch).facts[COUNT]
    assert (left.value, left.by) == ("40", "centre")


def test_one_statement_of_danger_outweighs_a_later_denial():
    watch = Watch()
    watch.open(positions=(GOOD,), facts={"taking_water": "yes"})
    minute(watch, 10)
    again(watch, positions=(), facts={"taking_water": "no"})
    assert known(watch).facts["taking_water"].value == "yes"


def test_another_boat_of_a_call_for_help_has_no_control_card_either():
    """The boat was seen by a patrol; somebody called in its case."""
    watch = Watch()
    watch.open(positions=(GOOD,))
    seen = called(watch.desk, source="patrol", channel="patrol", positions=(ELSEWHERE,))
    watch.enter("craft.opened", {"report": seen}, case="C-0001", by=DOVER)
    assert known(watch, "B-0002").source == "caller"


@pytest.mark.parametrize(
    ("choice", "verdict", "option", "against"),
    [
        ("chosen", "forbidden", "I3", True),
        ("chosen", "permitted", "I3", False),
        ("chosen", "", "I3", False),
        ("refused", "required", "I6", True),
        ("refused", "permitted", "I3", False),
        ("chosen", "permitted", "I7", False),
        ("chosen", "not_permitted", "I7", True),
        ("chosen", "undetermined", "I7", True),
        ("chosen", "", "I7", True),
        ("refused", "", "I7", False),
    ],
)
def test_what_goes_against_the_card(choice, verdict, option, against):
    assert is_against(choice, verdict, option=option) == against
