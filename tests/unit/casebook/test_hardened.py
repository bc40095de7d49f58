"""What a critical reader could once do, and no longer can."""

import pytest

from tests.support.desks import BOSS, DOVER, GRIS_NEZ, GRIS_NEZ_BOSS, called
from tests.support.watch import Watch


@pytest.fixture
def watch():
    found = Watch()
    found.open(persons="33")
    return found


def link(watch, report, decision="same"):
    fields = {"report": report, "craft": "B-0001", "decision": decision, "why": "same telephone"}
    watch.enter("link.decided", fields)


def lowered(watch):
    fields = {"phase": "uncertainty", "why": "they say they are well"}
    watch.enter("phase.declared", fields, case="C-0001")


@pytest.mark.parametrize("by", [("fact"), ("report"), ("state")])
def test_a_phase_below_what_the_facts_indicate_alarms(watch, by):
    lowered(watch)
    assert "phase_low" not in watch.kinds()
    if by == "fact":
        fact = {"fact": "persons_in_water", "value": "yes", "by": "patrol"}
        watch.enter("fact.recorded", fact, case="C-0001")
    elif by == "state":
        link(watch, called(watch.desk, fields={"state": "swamped"}))
    else:
        link(watch, called(watch.desk, facts={"taking_water": "yes"}))
    assert "phase_low" in watch.kinds()


def test_a_new_sign_alarms_anew_after_an_answer(watch):
    lowered(watch)
    fact = {"fact": "engine_stopped", "value": "yes", "by": "caller"}
    watch.enter("fact.recorded", fact, case="C-0001")
    key = next(one for one, alarm in watch.alarms().items() if alarm.kind == "phase_low")
    watch.enter("alarm.answered", {"alarm": key, "how": "escort is beside"}, case="C-0001")
    assert "phase_low" not in watch.kinds()
    watch.enter("fact.recorded", {**fact, "fact": "taking_water"}, case="C-0001")
    assert "phase_low" in watch.kinds()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("phase.declared", {"phase": "distress"}),
        ("centre.acknowledged", {}),
    ],
)
def test_no_centre_speaks_for_another_unless_it_was_heard(watch, kind, fields):
    said = {**fields, "centre": "Gris-Nez"}
    assert watch.refused(kind, said, case="C-0001", by=DOVER) == "centre.not_yours"
    watch.enter(kind, {**said, "heard": "telephone"}, case="C-0001", by=DOVER)


def test_a_report_taken_out_of_its_case_is_in_the_way_of_closing(watch):
    second = called(watch.desk, persons="98")
    link(watch, second)
    watch.enter("persons.contradicted", {"report": "R-0001", "why": "they counted badly"})
    fields = {"report": "R-0001", "craft": "B-0001", "why": "another boat"}
    watch.enter("link.undone", fields)
    watch.recover(98, evidence=("phone_contact",))
    assert watch.in_the_way("found") == {"placed"}
    link(watch, "R-0001", "not_same")
    assert watch.in_the_way("found") == set()


def test_nobody_closes_a_case_of_which_the_other_centre_was_not_told():
    watch = Watch()
    watch.open(persons="33")
    case = watch.case()
    watch.book.cases["C-0001"] = type(case)(
        **{name: getattr(case, name) for name in case.__slots__ if name != "told"}, told={}
    )
    assert "both_told" in watch.in_the_way("found")


def test_a_call_for_help_stays_one_when_its_link_is_undone():
    watch = Watch()
    watch.open(source="patrol", persons="20")
    assert not watch.book.called_for_help("C-0001")
    call = called(watch.desk)
    link(watch, call)
    watch.enter("link.undone", {"report": call, "craft": "B-0001", "why": "other telephone"})
    assert watch.book.called_for_help("C-0001")


def test_a_case_is_ended_by_the_supervisor_of_its_owner_only(watch):
    why = {"why": "nothing more can be done"}
    assert watch.refused("case.ended", why, case="C-0001", by=GRIS_NEZ_BOSS) == "centre.not_yours"
    watch.enter("case.ended", why, case="C-0001", by=BOSS)


def test_an_ending_keeps_what_was_still_open(watch):
    watch.enter("case.ended", {"why": "nothing more can be done"}, case="C-0001", by=BOSS)
    (ending,) = watch.case().endings
    assert "B-0001: 33" in " ".join(ending.left)
    assert any("boat_matched" in one for one in ending.left)


@pytest.mark.parametrize("at", ["2099-01-01T00:00Z", "2026-11-22T07:00Z"])
def test_the_next_daylight_is_the_next(watch, at):
    fields = {"next_daylight": at, "units": ["lifeboat"], "why": "ready at dawn"}
    assert watch.refused("daylight.considered", fields, case="C-0001") == "daylight.other"


def test_force_is_written_down_in_words():
    watch = Watch()
    watch.open(source="patrol", persons="20")
    force = {
        "means": "",
        "ground": "order",
        "ordered_by": "the commander",
        "persons_in_water_seen": "no",
        "children_seen": "no",
    }
    fields = {"option": "I9", "choice": "chosen", "why": "ordered", "force": force}
    assert watch.refused("decision.taken", fields, case="C-0001") == "record.blank"
    wrong = {**fields, "force": {**force, "means": "knife", "injured": -4}}
    assert watch.refused("decision.taken", wrong, case="C-0001") == "record.blank"


def test_rescue_refused_is_against_every_advice_and_alarms(watch):
    fields = {"option": "I6", "choice": "refused", "why": "no unit free"}
    watch.enter("decision.taken", fields, case="C-0001")
    assert watch.case().decisions[0][1].against_advice
    assert "rescue_refused" in watch.kinds()
    key = next(one for one, alarm in watch.alarms().items() if alarm.kind == "rescue_refused")
    given = {"alarm": key, "how": "a lifeboat was sent after all"}
    assert watch.refused("alarm.answered", given, case="C-0001") == "role.supervisor"
    watch.enter("alarm.answered", given, case="C-0001", by=BOSS)
    assert "rescue_refused" not in watch.kinds()


def test_a_case_is_offered_to_a_centre_that_exists(watch):
    fields = {"to": "Mars", "why": "nearer"}
    assert watch.refused("handover.offered", fields, case="C-0001") == "record.centre_unknown"


def test_nobody_accepts_before_the_offer(watch):
    watch.enter("handover.offered", {"to": "Gris-Nez", "why": "nearer"}, case="C-0001")
    early = {"at": "2026-11-19T00:00Z"}
    refused = watch.refused("handover.accepted", early, case="C-0001", by=GRIS_NEZ)
    assert refused == "handover.early"


def test_a_report_opens_one_case(watch):
    from estran.errors import RefusedTransitionError
    from estran.room.casework import Opening, open_case

    with pytest.raises(RefusedTransitionError) as caught:
        open_case(watch.desk, DOVER, Opening(report="R-0001"))
    assert caught.value.code == "case.report_taken"


def test_what_was_recovered_alarms_until_somebody_says_which_boat_it_is(watch):
    watch.enter("recovery.reported", {"unit": "Valiant", "alive": 98}, case="C-0001")
    assert "unmatched" in watch.kinds()
    watch.enter("case.ended", {"why": "nothing more can be done"}, case="C-0001", by=BOSS)
    assert "unmatched" in watch.kinds()


def test_a_weak_match_leaves_open_how_many_are_found(watch):
    from estran.casebook.tally import tally_of

    watch.recover(33, evidence=("colour_agrees",))
    assert tally_of(watch.book, watch.craft()).open is None


@pytest.mark.parametrize("why", [".", "?", "-", "1"])
def test_a_reason_is_a_word(watch, why):
    assert watch.refused("case.ended", {"why": why}, case="C-0001", by=BOSS) == "record.blank"
