"""Doubles, rest and ends: who may let a case end how, and that everything over can be reopened."""

import pytest

from tests.support.desks import BOSS, GRIS_NEZ
from tests.support.watch import Watch

STRONG = ("phone_contact",)


@pytest.fixture
def watch():
    found = Watch()
    found.open(persons="33")
    return found


def close(watch, ground, case="C-0001", **more):
    return watch.refused("case.closed", {"ground": ground, "why": "so be it"}, case=case, **more)


def may_close(watch, ground, case="C-0001"):
    watch.enter("case.closed", {"ground": ground, "why": "all of it is done"}, case=case)
    return watch.case(case).state == "closed"


def merge(watch, into, other):
    watch.enter("craft.merged", {"into": into, "other": other, "why": "same telephone"})


# A double


def test_a_double_closes_while_the_other_case_goes_on(watch):
    watch.open(persons="33")
    assert close(watch, "merged", "C-0002") == "case.gates_open"
    merge(watch, "B-0001", "B-0002")
    assert may_close(watch, "merged", "C-0002")


@pytest.mark.parametrize("how", ["ended", "closed"])
def test_a_boat_is_not_merged_away_into_a_case_that_is_over(watch, how):
    watch.open(persons=None)
    if how == "ended":
        watch.enter("case.ended", {"why": "an exercise"}, case="C-0001", by=BOSS)
    else:
        watch.recover(33, evidence=STRONG)
        assert may_close(watch, "found")
    merge(watch, "B-0001", "B-0002")
    assert close(watch, "merged", "C-0002") == "case.gates_open"


def test_a_double_takes_its_open_leads_along(watch):
    watch.open(persons="33")
    watch.enter("lead.opened", {"what": "a brother ashore"}, case="C-0002")
    merge(watch, "B-0001", "B-0002")
    assert watch.in_the_way("merged", "C-0002") == {"leads"}


# Who ends it, and how else


def test_a_centre_does_not_close_or_suspend_the_case_of_another(watch):
    watch.recover(33, evidence=STRONG)
    assert close(watch, "found", by=GRIS_NEZ) == "centre.not_yours"
    rest = {"review_at": "2026-11-20T07:00Z", "resume_if": ["a new call"], "why": "fog"}
    assert watch.refused("case.suspended", rest, case="C-0001", by=GRIS_NEZ) == "centre.not_yours"


@pytest.mark.parametrize(
    "change",
    [
        {"review_at": "2026-11-20T02:00Z"},
        {"review_at": "2026-11-21T02:01Z"},
        {"resume_if": []},
        {"resume_if": [" "]},
    ],
)
def test_a_case_rests_only_until_a_review_within_a_day_and_with_what_resumes_it(watch, change):
    rest = {"review_at": "2026-11-21T02:00Z", "resume_if": ["a new call"], "why": "fog"}
    assert watch.refused("case.suspended", rest | change, case="C-0001") == "case.review_missing"
    watch.enter("case.suspended", rest, case="C-0001")
    assert watch.case().state == "suspended"
    assert watch.case().endings[-1].resume_if == ("a new call",)


def test_only_a_supervisor_ends_a_case_against_the_record_and_says_why(watch):
    assert watch.refused("case.ended", {"why": "enough"}, case="C-0001") == "role.not_allowed"
    assert watch.refused("case.ended", {"why": " "}, case="C-0001", by=BOSS) == "record.blank"
    watch.enter("case.ended", {"why": "a hoax, admitted"}, case="C-0001", by=BOSS)
    assert watch.case().endings[-1].why == "a hoax, admitted"
    assert watch.case().endings[-1].stamp.by == BOSS


@pytest.mark.parametrize("how", ["case.ended", "case.closed", "case.suspended"])
def test_whatever_is_over_can_be_reopened(watch, how):
    watch.recover(33, evidence=STRONG)
    fields = {
        "case.ended": {"why": "told so"},
        "case.closed": {"ground": "found", "why": "all are here"},
        "case.suspended": {
            "review_at": "2026-11-20T07:00Z",
            "resume_if": ["a new call"],
            "why": "fog",
        },
    }
    watch.enter(how, fields[how], case="C-0001", by=BOSS)
    assert watch.refused("case.reopened", {"why": ""}, case="C-0001") == "record.blank"
    watch.enter("case.reopened", {"why": "a new call"}, case="C-0001", by=GRIS_NEZ)
    assert watch.case().state == "open"
    assert len(watch.case().endings) == 1, "what was decided stays in the record"


def test_in_a_case_that_is_over_nothing_is_done_before_it_is_reopened(watch):
    watch.enter("case.ended", {"why": "told so"}, case="C-0001", by=BOSS)
    task = {"unit": "Lifeboat", "medium": "surface", "purpose": "rescue"}
    assert watch.refused("task.requested", task, case="C-0001") == "transition.refused"
    watch.recover(5)
    assert len(watch.book.recoveries) == 1, "knowledge can come to any case"
