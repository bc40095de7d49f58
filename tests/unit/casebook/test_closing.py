"""How a case may end: each gate met, not met and unknown; and that no clock closes a search."""

import pytest

from estran.casebook.matching import is_match
from tests.support.desks import BOSS, called
from tests.support.watch import Watch

STRONG = ("phone_contact",)
LONG_AGO = "2026-11-20T02:00Z"


def close(watch, ground, case="C-0001", **more):
    return watch.refused("case.closed", {"ground": ground, "why": "so be it"}, case=case, **more)


def may_close(watch, ground, case="C-0001"):
    watch.enter("case.closed", {"ground": ground, "why": "all of it is done"}, case=case)
    return watch.case(case).state == "closed"


@pytest.fixture
def watch():
    found = Watch()
    found.open(persons="33", colour="black")
    return found


@pytest.fixture
def searched(watch):
    """Everything is done that can be done for a boat that is not found."""
    watch.clock.go_on(hours=30)
    watch.assess(not_before="2026-11-21T07:00Z")
    watch.search()
    watch.value(0.97)
    daylight(watch)
    return watch


def daylight(watch, at="2026-11-22T07:30Z"):
    fields = {"next_daylight": at, "units": ["Helicopter"], "why": "searched by day already"}
    watch.enter("daylight.considered", fields, case="C-0001")


# Everybody is found


def test_a_case_closes_when_its_boat_is_matched_and_everybody_found(watch):
    watch.recover(33, evidence=STRONG)
    assert may_close(watch, "found")


def test_nobody_is_found_by_a_recovery_that_nobody_matched(watch):
    watch.recover(33)
    assert watch.in_the_way("found") == {"boat_matched", "persons_found"}
    assert close(watch, "found") == "case.gates_open"


def test_one_person_less_than_the_highest_number_is_not_everybody(watch):
    called_again(watch, "34")
    watch.recover(33, evidence=STRONG)
    assert watch.in_the_way("found") == {"persons_found"}


def called_again(watch, persons):
    report = called(watch.desk, persons=persons)
    fields = {"report": report, "craft": "B-0001", "decision": "same", "why": "same telephone"}
    watch.enter("link.decided", fields)
    return report


def test_where_nobody_said_how_many_nobody_can_say_all_are_found():
    watch = Watch()
    watch.open(persons=None)
    watch.recover(5, evidence=STRONG)
    assert watch.gates("found")["persons_found"] == "unknown"
    assert close(watch, "found") == "case.gates_open"


def test_an_empty_boat_is_no_proof_that_nobody_is_in_the_water():
    watch = Watch()
    watch.open(persons="0")
    watch.recover(0, evidence=STRONG)
    assert watch.gates("found")["persons_found"] == "unknown"


def test_the_dead_count_as_found_and_whoever_came_ashore(watch):
    watch.recover(20, dead=3, evidence=STRONG)
    assert watch.gates("found")["persons_found"] == "not_met"
    ashore(watch, 10)
    assert watch.gates("found")["persons_found"] == "met"


def test_nobody_is_found_by_hearsay(watch):
    ashore(watch, 33, evidence=())
    assert watch.in_the_way("found") == {"boat_matched", "persons_found"}


def ashore(watch, count, evidence=("people_say_so",)):
    fields = {
        "evidence": list(evidence),
        "craft": "B-0001",
        "count": count,
        "how": "ashore",
        "by": "gendarmerie",
        "why": "seen",
    }
    watch.enter("persons.accounted", fields)


def test_a_boat_without_a_recovery_is_found_by_its_people_ashore(watch):
    ashore(watch, 33)
    assert may_close(watch, "found")


def test_nobody_ashore_finds_no_boat(watch):
    ashore(watch, 0)
    assert watch.gates("found")["boat_matched"] == "not_met"


def test_a_count_ashore_that_was_wrong_can_be_taken_back(watch):
    ashore(watch, 33)
    wrong = {"craft": "B-0001", "index": 0, "why": "another boat's people"}
    watch.enter("account.undone", wrong)
    assert watch.in_the_way("found") == {"boat_matched", "persons_found"}
    assert watch.refused("account.undone", wrong) == "persons.no_count"


@pytest.mark.parametrize(
    ("evidence", "enough"),
    [
        (("phone_contact",), True),
        (("people_say_so",), True),
        (("kept_in_sight",), True),
        (("persons_agree",), False),
        (("colour_agrees", "colour_agrees"), False),
        (("persons_agree", "colour_agrees"), True),
        ((), False),
    ],
)
def test_one_contact_is_a_match_and_one_description_is_none(evidence, enough):
    assert is_match(evidence) == enough


def test_every_match_must_rest_on_evidence_not_one_of_them(watch):
    watch.recover(5, evidence=STRONG)
    watch.recover(28, evidence=("colour_agrees",))
    assert watch.in_the_way("found") == {"boat_matched", "persons_found"}


def test_every_boat_of_the_case_must_be_found(watch):
    report = called(watch.desk, persons="12")
    watch.enter("craft.opened", {"report": report}, case="C-0001")
    watch.recover(33, evidence=STRONG)
    assert close(watch, "found") == "case.gates_open"
    watch.recover(12, craft="B-0002", evidence=STRONG)
    assert may_close(watch, "found")


# The wrong match of November 2021


def test_ninety_eight_people_are_not_the_boat_with_thirty_three(watch):
    watch.recover(98, evidence=("position_and_time_agree", "colour_agrees"))
    assert watch.in_the_way("found") == {"contradictions"}
    assert close(watch, "found") == "case.gates_open"
    assert close(watch, "exhausted") == "case.gates_open"


def test_a_contradiction_is_settled_by_a_reason_and_can_be_torn_open_again(watch):
    watch.recover(98, evidence=STRONG)
    settled = {
        "craft": "B-0001",
        "contradiction": "persons:R-0001:recovered-98",
        "why": "two boats were tied together",
    }
    assert watch.refused("contradiction.settled", settled) == "contradiction.supervisor"
    watch.enter("contradiction.settled", settled, by=BOSS)
    assert watch.in_the_way("found") == set()
    watch.enter("settlement.undone", {**settled, "why": "they were not"})
    assert watch.in_the_way("found") == {"contradictions"}
    assert watch.refused("settlement.undone", settled) == "settlement.none"


def test_a_wrong_match_is_not_hidden_by_merging_its_boat():
    watch = Watch()
    watch.open(persons="33")
    watch.open(persons=None)
    watch.recover(98, craft="B-0002", evidence=STRONG)
    merge(watch, "B-0001", "B-0002")
    assert "contradictions" in watch.in_the_way("found")


def merge(watch, into, other):
    watch.enter("craft.merged", {"into": into, "other": other, "why": "same telephone"})


# Every measure is exhausted


def test_a_search_that_is_done_in_every_way_may_close(searched):
    assert may_close(searched, "exhausted")


def test_no_clock_closes_a_search(watch):
    watch.clock.go_on(days=30)
    assert {"not_before", "searched", "daylight"} <= watch.in_the_way("exhausted")
    assert close(watch, "exhausted") == "case.gates_open"


def test_before_the_time_that_survival_allows_nobody_closes(searched):
    searched.assess(not_before="2026-11-21T08:01Z")
    searched.value(0.97)
    assert searched.in_the_way("exhausted") == {"not_before"}
    searched.clock.go_on(minutes=1)
    assert searched.in_the_way("exhausted") == set()


def test_a_later_assessment_never_brings_the_time_forward(searched):
    searched.assess(not_before="2026-11-21T20:00Z")
    searched.assess(not_before="2026-11-21T03:00Z")
    assert searched.gates("exhausted")["not_before"] == "not_met"


def test_without_an_assessment_or_where_the_newest_knows_none_it_is_unknown(searched):
    searched.assess(not_before=None)
    assert searched.gates("exhausted")["not_before"] == "unknown"
    fresh = Watch()
    fresh.open()
    assert fresh.gates("exhausted")["not_before"] == "unknown"


def test_what_does_not_know_the_last_report_is_unknown(searched):
    called_again(searched, "33")
    assert searched.gates("exhausted")["not_before"] == "unknown"
    assert searched.gates("exhausted")["searched"] == "unknown"


def test_what_does_not_know_the_last_fact_is_unknown(searched):
    fact = {"fact": "life_jackets", "value": "all", "by": "caller"}
    searched.enter("fact.recorded", fact, case="C-0001")
    assert searched.gates("exhausted")["not_before"] == "unknown"


def test_an_assessment_that_was_begun_before_the_last_report_does_not_know_it(searched):
    known = searched.book.seq
    called_again(searched, "33")
    searched.assess(not_before="2026-11-21T07:00Z", known=known)
    assert searched.gates("exhausted")["not_before"] == "unknown"


def test_the_assessments_of_a_merged_boat_count(searched):
    searched.open(persons="20")
    searched.assess("B-0002", not_before="2026-11-23T00:00Z")
    merge(searched, "B-0001", "B-0002")
    searched.assess(not_before="2026-11-21T07:00Z")
    assert searched.gates("exhausted")["not_before"] == "not_met"


def test_the_low_end_of_what_the_searches_add_up_to_decides(searched):
    searched.value(0.94)
    assert searched.gates("exhausted")["searched"] == "not_met"
    searched.value(None)
    assert searched.gates("exhausted")["searched"] == "unknown"


def test_a_search_that_nobody_valued_makes_the_sum_unknown(searched):
    searched.search()
    assert searched.in_the_way("exhausted") == {"searched", "daylight"}


def test_the_next_daylight_is_considered_after_the_last_search_and_lies_ahead(searched):
    searched.search()
    searched.value(0.97)
    assert searched.in_the_way("exhausted") == {"daylight"}
    past = {"next_daylight": LONG_AGO, "units": [], "why": "it was light"}
    assert searched.refused("daylight.considered", past, case="C-0001") == "daylight.past"
    daylight(searched)
    assert searched.in_the_way("exhausted") == set()


def test_an_open_lead_is_in_the_way_until_it_was_followed(searched):
    searched.enter("lead.opened", {"what": "a second telephone aboard"}, case="C-0001")
    assert searched.in_the_way("exhausted") == {"leads"}
    closed = {"lead": "L-0001-1", "outcome": "it is switched off; its owner is ashore"}
    searched.enter("lead.closed", closed, case="C-0001")
    assert searched.in_the_way("exhausted") == set()
    assert searched.refused("lead.closed", closed, case="C-0001") == "lead.none"


def test_a_report_that_nobody_placed_is_in_the_way_until_it_is_not_this_boat(searched):
    report = called(searched.desk)
    assert searched.in_the_way("exhausted") == {"leads"}
    fields = {"report": report, "craft": "B-0001", "decision": "undecided", "why": "who knows"}
    searched.enter("link.decided", fields)
    assert searched.in_the_way("exhausted") == {"leads"}
    searched.enter("link.decided", {**fields, "decision": "not_same"})
    assert searched.in_the_way("exhausted") == set()


def test_a_report_that_is_not_one_boat_may_be_the_other_boat_of_the_case(searched):
    other = called(searched.desk, persons="5")
    searched.enter("craft.opened", {"report": other}, case="C-0001")
    loose = called(searched.desk)
    fields = {"report": loose, "craft": "B-0001", "decision": "not_same", "why": "other people"}
    searched.enter("link.decided", fields)
    assert searched.gates("exhausted")["leads"] == "not_met"
    searched.enter("link.decided", {**fields, "craft": "B-0002"})
    assert searched.gates("exhausted")["leads"] == "met"


def test_a_case_without_a_boat_closes_on_no_ground(watch):
    watch.open()
    watch.enter(
        "craft.split",
        {"craft": "B-0002", "reports": ["R-0002"], "why": "an error"},
        case="C-0002",
    )
    merge(watch, "B-0001", "B-0002")
    merge(watch, "B-0001", "B-0003")
    assert watch.gates("found", "C-0002")["boats"] == "unknown"
    assert close(watch, "exhausted", "C-0002") == "case.gates_open"
