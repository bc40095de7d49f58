"""Each alarm appears, is answered, and comes back where nothing has changed."""

from datetime import timedelta

import pytest

from estran.casebook.alarms import alarms_of, distance_nm
from estran.casebook.bodies.operations import CrossingExpected, Place
from estran.room.casework import Opening, open_case
from estran.room.take_in import Said, miss_call, take_in
from tests.support.desks import BOSS, BOTH, DOVER, GRIS_NEZ, VOLUNTEER, called
from tests.support.watch import Watch, minute


@pytest.fixture
def watch():
    found = Watch()
    found.open()
    return found


def queue(watch):
    found = alarms_of(watch.book, now=watch.clock.now(), limits=watch.desk.limits)
    return {one.key for one in found if not one.case}


def answer(watch, key, how="called by telephone"):
    watch.enter("alarm.answered", {"alarm": key, "how": how}, case="C-0001")


def offer(watch, by=DOVER, to="Gris-Nez", **more):
    watch.enter("handover.offered", {"to": to, "why": "their side", **more}, case="C-0001", by=by)


def refuse(watch):
    fields = {"why": "no unit free"}
    watch.enter("handover.refused", fields, case="C-0001", by=GRIS_NEZ)


# The queue


def test_a_missed_call_alarms_at_once_and_until_somebody_is_reached(watch):
    call = miss_call(watch.desk, DOVER, phone="+33612345678")
    assert f"call:{call}" in queue(watch)
    back = {"call": call, "outcome": "no_answer"}
    watch.enter("call.returned", back)
    assert f"call:{call}" in queue(watch)
    watch.enter("call.returned", {**back, "outcome": "reached"})
    assert queue(watch) == set()
    assert watch.book.call(call).tries == 2


def test_nobody_gives_up_a_call_without_a_reason_and_no_volunteer_returns_one(watch):
    call = miss_call(watch.desk, DOVER)
    back = {"call": call, "outcome": "given_up"}
    assert watch.refused("call.returned", back) == "record.reason_missing"
    assert watch.refused("call.returned", back, by=VOLUNTEER) == "role.not_allowed"
    watch.enter("call.returned", {**back, "why": "the line is dead"})
    assert queue(watch) == set()
    watch.enter("call.returned", {"call": call, "outcome": "reached"})
    assert watch.refused("call.returned", {**back, "why": "again"}) == "transition.refused"


def test_a_report_that_nobody_read_alarms_at_once_and_one_that_nobody_placed_later(watch):
    said = Said(source="volunteer", text="they call")
    report = take_in(watch.desk, VOLUNTEER, said, shared=BOTH).number
    assert f"unread:{report}" in queue(watch)
    watch.enter("report.read", {"report": report})
    assert f"unread:{report}" not in queue(watch)
    minute(watch, 6)
    assert f"unplaced:{report}" in queue(watch)
    watch.enter("report.set_aside", {"report": report, "why": "a test of the line"})
    assert queue(watch) == set()


def test_a_centre_that_nobody_told_of_a_report_alarms_and_one_that_is_silent(watch):
    report = take_in(watch.desk, DOVER, Said(), shared=("Dover",)).number
    assert f"untold:{report}:Gris-Nez" in queue(watch)
    watch.enter("centre.told", {"centre": "Gris-Nez", "channel": "telephone", "report": report})
    assert f"untold:{report}:Gris-Nez" not in queue(watch)
    minute(watch, 30)
    assert f"acknowledge:{report}:Gris-Nez" in queue(watch)
    watch.enter("centre.acknowledged", {"report": report}, by=GRIS_NEZ)
    assert f"acknowledge:{report}:Gris-Nez" not in queue(watch)


# A case: what comes back


def test_a_silent_centre_is_asked_again_and_again_until_it_acknowledges(watch):
    minute(watch, 30)
    key = "acknowledge:C-0001:Gris-Nez"
    assert key in watch.alarms()
    answer(watch, key)
    assert key not in watch.alarms()
    minute(watch, 30)
    assert key in watch.alarms(), "an answer is not an acknowledgement"
    watch.enter("centre.acknowledged", {}, case="C-0001", by=GRIS_NEZ)
    assert key not in watch.alarms()


def test_a_centre_that_was_never_told_of_a_case_comes_back():
    alone = Watch()
    report = take_in(alone.desk, DOVER, Said(), shared=("Dover",)).number
    open_case(alone.desk, DOVER, Opening(report=report))
    key = "untold:C-0001:Gris-Nez"
    answer(alone, key, "their line is engaged")
    assert key not in alone.alarms()
    minute(alone, 30)
    assert key in alone.alarms()


def test_whoever_had_the_case_need_not_be_told_of_it(watch):
    offer(watch)
    watch.enter("handover.accepted", {}, case="C-0001", by=GRIS_NEZ)
    assert "untold" not in watch.kinds()


def test_an_offer_without_an_answer_alarms_and_comes_back_for_hours(watch):
    offer(watch)
    assert "hand_over" not in watch.kinds()
    minute(watch, 6)
    (key,) = [one for one in watch.alarms() if one.startswith("hand_over:")]
    answer(watch, key)
    assert key not in watch.alarms()
    minute(watch, 180)
    assert key in watch.alarms()
    assert watch.case().owner == "Dover"


@pytest.mark.parametrize("then", ["nothing", "offered again", "withdrawn", "answered", "accepted"])
def test_a_refusal_stands_until_a_supervisor_has_reviewed_it_whatever_comes_after(watch, then):
    offer(watch)
    refuse(watch)
    if then == "offered again":
        offer(watch)
    elif then == "withdrawn":
        watch.enter("handover.withdrawn", {"why": "we keep it"}, case="C-0001")
    elif then == "accepted":
        watch.enter("handover.accepted", {}, case="C-0001", by=GRIS_NEZ)
    elif then == "answered":
        (key,) = [one for one in watch.alarms() if one.startswith("refused:")]
        given = {"alarm": key, "how": "noted"}
        assert watch.refused("alarm.answered", given, case="C-0001") == "alarm.none"
    assert "refused" in watch.kinds()
    review = {"why": "Gris-Nez has no helicopter; we go on"}
    assert watch.refused("refusal.reviewed", review, case="C-0001") == "role.not_allowed"
    watch.enter("refusal.reviewed", review, case="C-0001", by=BOSS)
    assert "refused" not in watch.kinds()
    assert watch.refused("refusal.reviewed", review, case="C-0001", by=BOSS) == "refusal.none"


def test_ships_near_a_relay_that_are_silent_are_named_until_each_has_answered(watch):
    watch.enter("relay.sent", {"near": ["Arcturus", "Boreas"]}, case="C-0001")
    assert "relay" not in watch.kinds()
    minute(watch, 6)
    assert watch.alarms()["relay:C-0001:Y-0001-1"].values == (("ships", "Arcturus, Boreas"),)
    heard = {"relay": "Y-0001-1", "ship": "Arcturus", "answer": "proceeding"}
    watch.enter("relay.answered", heard, case="C-0001")
    assert watch.alarms()["relay:C-0001:Y-0001-1"].values == (("ships", "Boreas"),)
    watch.enter("relay.answered", {**heard, "ship": "Boreas", "answer": "no_answer"}, case="C-0001")
    assert "relay" not in watch.kinds()
    assert watch.refused("relay.answered", {**heard, "relay": "Y-9"}, case="C-0001") == "relay.none"


def test_silence_and_an_old_fix_alarm_and_silence_comes_back(watch):
    assert not {"contact", "fix"} & watch.kinds()
    minute(watch, 90)
    assert {"contact", "fix"} <= watch.kinds()
    for key in [one for one in watch.alarms() if one.partition(":")[0] in ("contact", "fix")]:
        answer(watch, key)
    assert not {"contact", "fix"} & watch.kinds()
    minute(watch, 30)
    assert "contact" in watch.kinds()


def test_the_review_of_a_suspended_case_comes_back_until_it_is_suspended_anew(watch):
    rest = {"review_at": "2026-11-20T07:00Z", "resume_if": ["a call"], "why": "fog"}
    watch.enter("case.suspended", rest, case="C-0001")
    assert "review" not in watch.kinds()
    watch.clock.set("2026-11-20T07:00Z")
    (key,) = [one for one in watch.alarms() if one.startswith("review:")]
    answer(watch, key, "the fog is still there")
    assert "review" not in watch.kinds()
    minute(watch, 30)
    assert "review" in watch.kinds(), "an answer is not a review"
    watch.enter("case.suspended", {**rest, "review_at": "2026-11-20T12:00Z"}, case="C-0001")
    assert "review" not in watch.kinds()


# A case: what is answered once


def crossing(share, line="UK-FR line"):
    return (CrossingExpected(line=line, share=share, first=None),)


def test_drift_across_a_line_alarms_while_nobody_is_beside_the_boat(watch):
    watch.assess(crossings=crossing(0.04))
    assert "crossing" not in watch.kinds()
    watch.assess(crossings=crossing(0.06))
    assert "crossing" in watch.kinds()
    on_scene(watch)
    assert "crossing" not in watch.kinds()


def on_scene(watch):
    task = {"unit": "Lifeboat", "medium": "surface", "purpose": "rescue"}
    (entry,) = watch.enter("task.requested", task, case="C-0001")
    moved = {"task": entry.draft.body["task"], "to": "on_scene"}
    watch.enter("task.moved", moved, case="C-0001")


def test_one_unit_is_not_beside_two_boats(watch):
    report = called(watch.desk)
    watch.enter("craft.opened", {"report": report}, case="C-0001")
    watch.assess("B-0002", crossings=crossing(0.5))
    on_scene(watch)
    assert "crossing" in watch.kinds()
    on_scene(watch)
    assert "crossing" not in watch.kinds()


def test_a_crossing_is_answered_with_how(watch):
    watch.assess(crossings=crossing(0.5))
    (key,) = (one for one, alarm in watch.alarms().items() if alarm.kind == "crossing")
    assert watch.refused("alarm.answered", {"alarm": key, "how": ""}, case="C-0001") == (
        "record.blank"
    )
    answer(watch, key, "both centres are on it")
    assert "crossing" not in watch.kinds()
    watch.clock.go_on(hours=1)
    watch.assess(crossings=crossing(0.5))
    assert "crossing" in watch.kinds()


def place(watch, hours, lat, radius=1.0):
    return Place(at=watch.clock.now() + timedelta(hours=hours), lat=lat, lon=1.5, radius_nm=radius)


@pytest.mark.parametrize(("lat", "moved"), [(51.016, False), (51.018, True)])
def test_an_estimate_outside_the_circle_of_the_one_before_alarms(watch, lat, moved):
    """One minute of latitude is about one nautical mile: 0.016° within, 0.018° without."""
    watch.assess(places=(place(watch, 0, 51.0), place(watch, 4, 51.0)))
    watch.assess(places=(place(watch, 1, lat),))
    assert ("moved" in watch.kinds()) == moved


def test_only_the_next_two_hours_are_compared(watch):
    watch.assess(places=(place(watch, 0, 51.0), place(watch, 4, 51.0)))
    watch.assess(places=(place(watch, 3, 51.5),))
    assert "moved" not in watch.kinds()


def test_a_degree_of_latitude_is_sixty_miles(watch):
    one, other = place(watch, 0, 51.0), place(watch, 0, 52.0)
    assert abs(distance_nm(one, other) - 60.0) < 0.1


def test_phases_that_differ_alarm_until_they_are_the_same(watch):
    lower = {"phase": "alert", "why": "under way, and calm"}
    watch.enter("phase.declared", lower, case="C-0001", by=GRIS_NEZ)
    assert "phases" in watch.kinds()
    watch.enter("phase.declared", {"phase": "distress"}, case="C-0001", by=GRIS_NEZ)
    assert "phases" not in watch.kinds()


def test_a_sign_of_distress_makes_it_distress_and_a_lower_phase_of_another_alarms(watch):
    lower = {"phase": "alert", "why": "help refused"}
    for centre in (DOVER, GRIS_NEZ):
        watch.enter("phase.declared", lower, case="C-0001", by=centre)
    escort = {"unit": "Patrol", "triggers": ["engine stops", "water on the floor"]}
    watch.enter("escort.begun", escort, case="C-0001")
    watch.enter("trigger.seen", {"trigger": "engine stops", "by": "Patrol"}, case="C-0001")
    assert watch.case().phases["Dover"].phase == "distress"
    assert watch.case().phases["Gris-Nez"].phase == "alert"
    assert {"phases", "trigger"} <= watch.kinds()


@pytest.mark.parametrize("triggers", [[], [" "]])
def test_an_escort_names_what_turns_it_into_distress(watch, triggers):
    fields = {"unit": "Patrol", "triggers": triggers}
    assert watch.refused("escort.begun", fields, case="C-0001") == "escort.triggers"


# After an ending


def close_found(watch):
    watch.recover(33, evidence=("phone_contact",))
    watch.enter("case.closed", {"ground": "found", "why": "all are here"}, case="C-0001")
    assert watch.kinds() == set()


def test_a_report_that_comes_after_the_end_asks_to_reopen(watch):
    close_found(watch)
    report = called(watch.desk)
    link = {"report": report, "craft": "B-0001", "decision": "same", "why": "same telephone"}
    watch.enter("link.decided", link)
    assert f"reopen:C-0001:{report}" in watch.alarms()


def test_an_old_report_that_is_placed_after_the_end_asks_to_reopen(watch):
    report = called(watch.desk)
    close_found(watch)
    link = {"report": report, "craft": "B-0001", "decision": "same", "why": "same telephone"}
    watch.enter("link.decided", link)
    assert f"reopen:C-0001:{report}" in watch.alarms()


def test_a_match_undone_after_the_end_shakes_the_closing(watch):
    close_found(watch)
    undone = {"recovery": "V-0001", "craft": "B-0001", "why": "it was another boat"}
    watch.enter("match.undone", undone)
    assert "shaken" in watch.kinds()
    for key in watch.alarms():
        answer(watch, key, "reopened at once")
    assert "shaken" not in watch.kinds()


def test_a_merge_undone_after_the_end_shakes_the_closing(watch):
    watch.open()
    merged = {"into": "B-0001", "other": "B-0002", "why": "same telephone"}
    watch.enter("craft.merged", merged)
    watch.enter("case.closed", {"ground": "merged", "why": "a double"}, case="C-0002")
    assert watch.kinds("C-0002") == set()
    watch.enter("merge.undone", {**merged, "why": "two telephones"})
    assert watch.kinds("C-0002") == {"shaken"}


def test_a_contradiction_alarms_also_after_the_end(watch):
    watch.enter("case.ended", {"why": "a hoax"}, case="C-0001", by=BOSS)
    watch.recover(98, evidence=("phone_contact",))
    assert "contradiction" in watch.kinds()


# Answers


@pytest.mark.parametrize("key", ["contact:C-0001:x", "crossing:C-0001:B-0001:UK-FR line", "zzz"])
def test_no_alarm_is_answered_before_it_sounds(watch, key):
    given = {"alarm": key, "how": "we know"}
    assert watch.refused("alarm.answered", given, case="C-0001") == "alarm.none"


def test_an_answer_that_claims_to_be_older_silences_no_longer(watch):
    minute(watch, 30)
    key = "acknowledge:C-0001:Gris-Nez"
    given = {"alarm": key, "how": "called", "at": "2026-11-20T02:10Z"}
    watch.enter("alarm.answered", given, case="C-0001")
    assert key not in watch.alarms()
    ahead = {**given, "at": "2026-11-20T03:00Z"}
    assert watch.refused("alarm.answered", ahead, case="C-0001") == "time.not_yet"
