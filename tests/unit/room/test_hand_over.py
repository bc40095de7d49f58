"""A hand-over: the owner acts until the other accepts, and the owner is never nobody."""

import pytest

from estran.casebook.event import Author
from tests.support.desks import BOSS, DOVER, GRIS_NEZ
from tests.support.watch import Watch, minute

OOSTENDE = Author(role="watch_officer", centre="Oostende", account="a9")
OFFER = {"to": "Gris-Nez", "why": "it drifts to their side"}


@pytest.fixture
def watch():
    found = Watch()
    found.open()
    return found


def offered(watch, **more):
    watch.enter("handover.offered", {**OFFER, **more}, case="C-0001")
    return watch


def test_whoever_took_the_call_owns_the_case(watch):
    assert watch.case().owner == "Dover"
    assert [centre for centre, _ in watch.case().owners] == ["Dover"]


def test_the_owner_acts_until_the_other_accepts(watch):
    offered(watch)
    minute(watch, 200)
    assert watch.case().owner == "Dover"
    task = {"unit": "Lifeboat", "medium": "surface", "purpose": "rescue"}
    watch.enter("task.requested", task, case="C-0001")
    watch.enter("handover.accepted", {"reference": "GN-7"}, case="C-0001", by=GRIS_NEZ)
    assert watch.case().owner == "Gris-Nez"
    assert watch.case().offer is None
    assert watch.case().references == {"Gris-Nez": "GN-7"}
    assert [centre for centre, _ in watch.case().owners] == ["Dover", "Gris-Nez"]


@pytest.mark.parametrize("by", [DOVER, BOSS, OOSTENDE])
def test_only_the_asked_centre_accepts(watch, by):
    offered(watch)
    assert watch.refused("handover.accepted", {}, case="C-0001", by=by) == "handover.not_asked"
    other = {"centre": "Gris-Nez"}
    assert watch.refused("handover.accepted", other, case="C-0001", by=by) == "centre.not_yours"


def test_an_acceptance_that_was_heard_by_telephone_is_entered_by_the_owner(watch):
    offered(watch)
    heard = {"centre": "Gris-Nez", "heard": "telephone"}
    watch.enter("handover.accepted", heard, case="C-0001")
    assert watch.case().owner == "Gris-Nez"


def test_a_hand_over_back_that_was_heard_by_telephone_finds_its_way(watch):
    """A room of one centre only: the other has no desk here, and the case must not be stuck."""
    offered(watch)
    watch.enter("handover.accepted", {"centre": "Gris-Nez", "heard": "telephone"}, case="C-0001")
    back = {"to": "Dover", "why": "it drifts back"}
    assert watch.refused("handover.offered", back, case="C-0001") == "centre.not_yours"
    watch.enter("handover.offered", {**back, "heard": "telephone"}, case="C-0001")
    watch.enter("handover.accepted", {}, case="C-0001")
    assert watch.case().owner == "Dover"


def test_nobody_is_offered_what_it_has_and_nobody_offers_what_it_has_not(watch):
    assert watch.refused("handover.offered", {**OFFER, "to": "Dover"}, case="C-0001") == (
        "handover.to_owner"
    )
    assert watch.refused("handover.offered", {**OFFER, "to": " "}, case="C-0001") == "record.blank"
    wrong = {"to": "Oostende", "why": "theirs"}
    assert watch.refused("handover.offered", wrong, case="C-0001", by=GRIS_NEZ) == (
        "centre.not_yours"
    )


def test_without_an_offer_there_is_nothing_to_answer(watch):
    for kind, fields in (
        ("handover.accepted", {}),
        ("handover.refused", {"why": "no"}),
        ("handover.withdrawn", {"why": "no"}),
    ):
        assert watch.refused(kind, fields, case="C-0001", by=GRIS_NEZ) == "transition.refused"


def test_a_refusal_needs_a_reason_and_leaves_the_owner(watch):
    offered(watch)
    assert watch.refused("handover.refused", {"why": ""}, case="C-0001", by=GRIS_NEZ) == (
        "record.blank"
    )
    watch.enter("handover.refused", {"why": "no unit free"}, case="C-0001", by=GRIS_NEZ)
    assert watch.case().owner == "Dover"
    assert [one.why for one in watch.case().refusals] == ["no unit free"]


def test_an_offer_is_taken_back_by_the_owner_only(watch):
    offered(watch)
    assert watch.refused("handover.withdrawn", {"why": "no"}, case="C-0001", by=GRIS_NEZ) == (
        "centre.not_yours"
    )
    watch.enter("handover.withdrawn", {"why": "it drifts back"}, case="C-0001")
    assert watch.case().offer is None


def test_a_second_offer_waits_for_the_answer_to_the_first(watch):
    offered(watch)
    assert watch.refused("handover.offered", OFFER, case="C-0001") == "transition.refused"


# Phases, per centre


def test_a_case_opens_in_distress(watch):
    assert watch.case().phases["Dover"].phase == "distress"


@pytest.mark.parametrize("phase", ["alert", "uncertainty"])
def test_a_lower_phase_is_a_decision_with_a_reason(watch, phase):
    lower = {"phase": phase}
    assert watch.refused("phase.declared", lower, case="C-0001") == "phase.reason_missing"
    watch.enter("phase.declared", {**lower, "why": "under way, calm sea"}, case="C-0001")
    (kept,) = watch.case().lowered
    assert kept[1].phase == phase
    assert kept[1].why == "under way, calm sea"
    watch.enter("phase.declared", {"phase": "distress"}, case="C-0001")
    assert len(watch.case().lowered) == 1, "the decision to lower stays in the record"


def test_each_centre_has_a_phase_of_its_own(watch):
    lower = {"phase": "alert", "why": "seen under way"}
    watch.enter("phase.declared", lower, case="C-0001", by=GRIS_NEZ)
    assert {key: one.phase for key, one in watch.case().phases.items()} == {
        "Dover": "distress",
        "Gris-Nez": "alert",
    }


def test_what_the_facts_indicate_is_worked_out_and_the_gravest_boat_decides(watch):
    lower = {"phase": "alert", "why": "calm", "indicated": "not_indicated"}
    watch.enter("phase.declared", lower, case="C-0001")
    assert watch.case().phases["Dover"].indicated == "distress_not_excluded"
    watch.assess(indicated="distress")
    watch.open()
    watch.enter("craft.opened", {"report": "R-0002"}, case="C-0001")
    watch.assess("B-0003", indicated="not_indicated")
    watch.enter("phase.declared", lower, case="C-0001")
    assert watch.case().phases["Dover"].indicated == "distress"


def test_the_references_of_both_centres_stand_side_by_side(watch):
    watch.enter("reference.given", {"reference": "DV-1"}, case="C-0001")
    watch.enter("centre.acknowledged", {"reference": "GN-2"}, case="C-0001", by=GRIS_NEZ)
    assert watch.case().references == {"Dover": "DV-1", "Gris-Nez": "GN-2"}


def test_nobody_reads_for_another_centre_and_nobody_relieves_its_watch(watch):
    read = {"report": "R-0001", "centre": "Gris-Nez"}
    assert watch.refused("report.read", read) == "centre.not_yours"
    relief = {"centre": "Gris-Nez", "qualified": 2, "trainees": 0}
    assert watch.refused("watch.relieved", relief) == "centre.not_yours"


def test_a_watch_is_relieved_with_every_case_that_is_worked_on(watch):
    watch.open()
    rest = {"review_at": "2026-11-20T07:00Z", "resume_if": ["a call"], "why": "fog"}
    watch.enter("case.suspended", rest, case="C-0002")
    relief = {"qualified": 1, "trainees": 2, "cases": []}
    watch.enter("watch.relieved", relief)
    assert watch.book.watches["Dover"].cases == ("C-0001", "C-0002")
    assert watch.refused("watch.relieved", {**relief, "trainees": -1}) == "record.count"
