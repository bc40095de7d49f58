"""Guard-rail: enforcement sees no case of a call for help; no control option is chosen in one."""

import pytest

from estran.errors import UnknownRecordError
from estran.room.casework import Opening, open_case
from estran.room.visibility import require_case, require_report, sees_case
from tests.support.desks import ANALYST, BOSS, DOVER, ENFORCEMENT, VOLUNTEER, called
from tests.support.watch import Watch

CONTROL = {"option": "I7", "choice": "chosen", "why": "nobody embarked"}


def patrol_case():
    """A case that nobody called for: a patrol saw a boat."""
    watch = Watch()
    report = called(watch.desk, source="patrol", channel="patrol", persons="0")
    open_case(watch.desk, DOVER, Opening(report=report))
    return watch


def link(watch, report):
    fields = {"report": report, "craft": "B-0001", "decision": "same", "why": "same boat"}
    watch.enter("link.decided", fields)


def call(watch):
    link(watch, called(watch.desk))


def fact(watch, value="yes"):
    fields = {"fact": "help_asked", "value": value, "by": "patrol"}
    watch.enter("fact.recorded", fields, case="C-0001")


def taken_back(watch):
    fact(watch)
    fact(watch, "no")


def merged(watch):
    watch.open()
    fields = {"into": "B-0001", "other": "B-0002", "why": "one boat"}
    watch.enter("craft.merged", fields)


LATER = [call, fact, taken_back, merged]


def test_a_case_that_nobody_called_for_is_seen_and_a_control_option_may_be_chosen():
    watch = patrol_case()
    assert sees_case(watch.book, ENFORCEMENT, "C-0001")
    watch.enter("decision.taken", CONTROL, case="C-0001", by=ENFORCEMENT)
    assert len(watch.case().decisions) == 1


@pytest.mark.parametrize("later", LATER)
def test_a_call_that_comes_later_makes_it_a_call_for_help_for_good(later):
    watch = patrol_case()
    later(watch)
    assert watch.book.called_for_help("C-0001")
    assert not sees_case(watch.book, ENFORCEMENT, "C-0001")
    for choice in ("chosen", "refused"):
        fields = {**CONTROL, "choice": choice}
        refused = watch.refused("decision.taken", fields, case="C-0001", by=ENFORCEMENT)
        assert refused == "record.unknown"
    assert watch.refused("decision.taken", CONTROL, case="C-0001", by=BOSS) == (
        "decision.control_on_call"
    )


def test_what_somebody_may_not_see_is_not_there():
    watch = Watch()
    watch.open()
    told = []
    for case in ("C-0001", "C-0002"):
        with pytest.raises(UnknownRecordError) as caught:
            require_case(watch.book, ENFORCEMENT, case)
        told.append(str(caught.value).replace(case, "C"))
    assert told[0] == told[1]


@pytest.mark.parametrize("option", ["I7", "I8", "I9", "I10", "I11a", "I11b", "I12", "I13", "I14"])
def test_no_control_option_is_chosen_in_a_call_for_help(option):
    watch = Watch()
    watch.open()
    force = {
        "means": "boat",
        "ground": "order",
        "ordered_by": "prefect",
        "persons_in_water_seen": "no",
        "children_seen": "unknown",
    }
    fields = {**CONTROL, "option": option, "force": force}
    assert watch.refused("decision.taken", fields, case="C-0001") == "decision.control_on_call"
    watch.enter("decision.taken", {**fields, "choice": "refused"}, case="C-0001")


@pytest.mark.parametrize("option", ["I0", "I3", "I6"])
def test_a_rescue_option_is_never_barred(option):
    watch = Watch()
    watch.open()
    watch.enter("decision.taken", {**CONTROL, "option": option}, case="C-0001")
    assert watch.case().decisions[0][1].option == option


def test_an_option_that_nobody_knows_is_refused():
    watch = patrol_case()
    fields = {**CONTROL, "option": "I99"}
    assert watch.refused("decision.taken", fields, case="C-0001") == "decision.option_unknown"


def test_force_is_written_down_with_whether_people_in_the_water_and_children_were_seen():
    watch = patrol_case()
    fields = {**CONTROL, "option": "I9"}
    assert watch.refused("decision.taken", fields, case="C-0001") == "decision.force_missing"
    force = {"means": "knife", "ground": "order", "ordered_by": "prefect"}
    assert watch.refused("decision.taken", {**fields, "force": force}, case="C-0001") == (
        "record.field_missing"
    )


def test_a_control_option_without_a_card_that_permits_it_is_against_the_advice():
    watch = patrol_case()
    watch.enter("decision.taken", CONTROL, case="C-0001")
    decision = watch.case().decisions[0][1]
    assert (decision.verdict, decision.card, decision.against_advice) == ("", "", True)


def test_a_rescue_option_without_a_card_is_not():
    watch = patrol_case()
    watch.enter("decision.taken", {**CONTROL, "option": "I6"}, case="C-0001")
    assert not watch.case().decisions[0][1].against_advice


def test_enforcement_enters_nothing_but_decisions():
    watch = patrol_case()
    for kind in ("phase.declared", "case.closed", "task.requested", "note.added"):
        assert watch.refused(kind, {}, case="C-0001", by=ENFORCEMENT) == "role.not_allowed"


def test_a_volunteer_sees_their_own_reports_only():
    watch = Watch()
    mine = called(watch.desk, VOLUNTEER)
    other = called(watch.desk)
    assert require_report(watch.book, VOLUNTEER, mine).said.report == mine
    with pytest.raises(UnknownRecordError):
        require_report(watch.book, VOLUNTEER, other)


def test_an_analyst_sees_what_is_over_only():
    watch = Watch()
    watch.open()
    assert not sees_case(watch.book, ANALYST, "C-0001")
    watch.enter("case.ended", {"why": "an exercise"}, case="C-0001", by=BOSS)
    assert sees_case(watch.book, ANALYST, "C-0001")
