"""What is done in a case: tasks, relays, searches, messages, holds; each number is the next one."""

import pytest

from estran.casebook.bodies.keeping import TextErased
from estran.casebook.bodies.operations import MessageSent
from estran.errors import EstranError
from estran.room.erasing import erase
from tests.support.desks import BOSS, DOVER, called
from tests.support.watch import CORNERS, DIGEST, Watch

TASK = {"unit": "Lifeboat", "medium": "surface", "purpose": "rescue", "capacity": 40}


@pytest.fixture
def watch():
    found = Watch("2026-11-20T06:00Z")
    found.open()
    return found


def code_of(watch, body, case="C-0001"):
    with pytest.raises(EstranError) as caught:
        watch.compute(body, case=case)
    return caught.value.code


def test_a_task_goes_its_way_and_every_step_is_kept(watch):
    watch.enter("task.requested", TASK, case="C-0001")
    for to in ("acknowledged", "under_way", "on_scene", "released"):
        watch.enter("task.moved", {"task": "T-0001-1", "to": to}, case="C-0001")
    assert [one for one, *_ in watch.case().tasks["T-0001-1"].moved][-1] == "released"
    back = {"task": "T-0001-1", "to": "under_way"}
    assert watch.refused("task.moved", back, case="C-0001") == "transition.refused"


def test_a_unit_that_declines_says_why(watch):
    watch.enter("task.requested", TASK, case="C-0001")
    no = {"task": "T-0001-1", "to": "declined"}
    assert watch.refused("task.moved", no, case="C-0001") == "record.reason_missing"
    watch.enter("task.moved", {**no, "why": "engine trouble"}, case="C-0001")
    assert watch.case().tasks["T-0001-1"].moved[0][2] == "engine trouble"


def test_a_task_that_nobody_gave_is_not_moved(watch):
    moved = {"task": "T-0001-9", "to": "on_scene"}
    assert watch.refused("task.moved", moved, case="C-0001") == "task.none"
    assert watch.refused("task.requested", {**TASK, "capacity": -1}, case="C-0001") == (
        "record.count"
    )
    assert watch.refused("task.requested", {**TASK, "unit": ""}, case="C-0001") == "record.blank"


def test_numbers_are_the_next_ones_whatever_somebody_types(watch):
    watch.enter("task.requested", {**TASK, "task": "T-0001-7"}, case="C-0001")
    watch.enter("task.requested", TASK, case="C-0001")
    assert list(watch.case().tasks) == ["T-0001-1", "T-0001-2"]


def message(number=1, key="P-0001-1", form="sitrep"):
    return MessageSent(
        message=key, form=form, number=number, to=("Gris-Nez",), language="en", artifact=DIGEST
    )


def test_sitreps_are_numbered_in_sequence_and_their_readers_are_known(watch):
    assert code_of(watch, message(2)) == "record.number"
    assert code_of(watch, message(1, "P-0001-2")) == "record.number"
    watch.compute(message(), case="C-0001")
    assert code_of(watch, message(1, "P-0001-2")) == "record.number"
    watch.compute(message(1, "P-0001-2", "handover"), case="C-0001")
    watch.enter("message.read", {"message": "P-0001-1", "by": "Gris-Nez"}, case="C-0001")
    assert list(watch.case().messages["P-0001-1"].read) == ["Gris-Nez"]
    unsent = {"message": "P-0001-9", "by": "Gris-Nez"}
    assert watch.refused("message.read", unsent, case="C-0001") == "message.none"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"corners": CORNERS[:2]}, "search.shape"),
        ({"end": "2026-11-20T05:00Z"}, "search.shape"),
        ({"end": "2026-11-20T06:01Z"}, "search.not_done"),
        ({"unit": " "}, "record.blank"),
    ],
)
def test_a_search_is_an_area_and_a_time_that_are_past(watch, change, code):
    fields = {
        "unit": "Helicopter",
        "searcher": "helicopter",
        "target": "person_in_water",
        "corners": list(CORNERS),
        "start": "2026-11-20T05:00Z",
        "end": "2026-11-20T06:00Z",
    }
    assert watch.refused("search.done", fields | change, case="C-0001") == code
    watch.enter("search.done", fields, case="C-0001")
    assert list(watch.case().searches) == ["S-0001-1"]


def test_what_else_is_known_of_a_case_stands_on_it(watch):
    for kind, fields in (
        ("osc.named", {"unit": "Lifeboat"}),
        ("safety.named", {"place": "Dover", "agreed_by": "both centres", "provisional": True}),
        ("mass_rescue.planned", {"persons_high": 60, "places": 40, "plan": "two trips"}),
        ("outcome.counted", {"source": "prosecutor", "dead": 4}),
        ("outcome.counted", {"source": "press", "dead": 5}),
        ("sheet.read", {"unit": "Lifeboat"}),
    ):
        watch.enter(kind, fields, case="C-0001")
    case = watch.case()
    assert (case.on_scene, case.safety.provisional, case.mass_rescue.places) == (
        "Lifeboat",
        True,
        40,
    )
    assert [one.dead for _, one in case.outcomes] == [4, 5], "counts that differ stand together"
    assert case.sheets_read.keys() == {"Lifeboat"}
    wrong = {"persons_high": -1, "places": 1, "plan": "x"}
    assert watch.refused("mass_rescue.planned", wrong, case="C-0001") == "record.count"
    wrong = {"source": "press", "missing": -1}
    assert watch.refused("outcome.counted", wrong, case="C-0001") == "record.count"


def test_who_watches_from_the_air_is_stated_for_the_whole_room(watch):
    watch.enter("surveillance.stated", {"state": "none", "why": "fog", "substitutes": ["radar"]})
    assert watch.book.surveillance.state == "none"


# Legal holds


def hold(watch, ground="inquiry", case="C-0001"):
    (entry,) = watch.enter("hold.placed", {"ground": ground}, case=case, by=BOSS)
    return entry.draft.body["hold"]


def test_a_hold_can_be_placed_after_another_was_lifted(watch):
    assert [hold(watch), hold(watch, "court")] == ["H-0001-1", "H-0001-2"]
    lifted = {"hold": "H-0001-1", "ground": "the inquiry is over"}
    watch.enter("hold.lifted", lifted, case="C-0001", by=BOSS)
    assert hold(watch, "prosecutor") == "H-0001-3"
    assert watch.case().holds == {"H-0001-2": "court", "H-0001-3": "prosecutor"}
    assert watch.refused("hold.lifted", lifted, case="C-0001", by=BOSS) == "hold.none"


def test_only_a_supervisor_holds(watch):
    assert watch.refused("hold.placed", {"ground": "a reason"}, case="C-0001") == "role.not_allowed"


@pytest.mark.parametrize("case", ["C-0001", "", "C-0002"])
def test_what_is_held_is_not_erased_in_whichever_case_it_is_asked(watch, case):
    watch.open()
    hold(watch)
    ident = watch.book.report("R-0001").said.text.sealed
    with pytest.raises(EstranError) as caught:
        erase(watch.desk, BOSS, case=case, sealed=(ident,), ground="order")
    assert caught.value.code == "hold.keeps"
    assert watch.desk.text_of(ident) == "water comes in"


def test_a_hold_keeps_recoveries_and_notes_and_nothing_of_another_case(watch):
    watch.enter("note.added", {"text": "they shout"}, case="C-0001")
    watch.recover(3, text="three of them", phone="+33612345678")
    hold(watch)
    recovered = watch.book.recovery("V-0001").said
    held = [watch.case().notes[0][1], recovered.text, recovered.phone]
    for one in held:
        body = TextErased(sealed=(one.sealed,), ground="request")
        assert code_of(watch, body, case="") == "hold.keeps"
    other = called(watch.desk)
    ident = watch.book.report(other).said.text.sealed
    assert erase(watch.desk, BOSS, case="", sealed=(ident,), ground="request") == 1
    again = TextErased(sealed=(ident,), ground="request")
    assert code_of(watch, again, case="") == "erased.already"


def test_a_lead_is_numbered_and_closed_once(watch):
    watch.enter("lead.opened", {"what": "a brother ashore"}, case="C-0001", by=DOVER)
    watch.enter("lead.closed", {"lead": "L-0001-1", "outcome": "not aboard"}, case="C-0001")
    assert watch.case().leads == {"L-0001-1": "not aboard"}
    assert watch.case().lead_texts == {"L-0001-1": "a brother ashore"}
    assert watch.refused("lead.opened", {"what": ""}, case="C-0001") == "record.blank"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"corners": ["51N 1E", "51N 2E", "xx"]}, "position.incomplete"),
        ({"spacing_nm": -1}, "search.number"),
        ({"speed_kn": 5000}, "search.number"),
    ],
)
def test_a_search_that_nobody_could_value_is_refused_at_the_door(more, code):
    from estran.errors import EstranError

    watch = Watch()
    watch.open()
    fields = {
        "unit": "Lifeboat",
        "searcher": "small_boat",
        "target": "person_in_water",
        "corners": ["51-00N 001-40E", "51-00N 001-50E", "51-05N 001-45E"],
        "start": "2026-11-20T01:00Z",
        "end": "2026-11-20T01:30Z",
        **more,
    }
    with pytest.raises(EstranError) as caught:
        watch.enter("search.done", fields, case="C-0001")
    assert caught.value.code.startswith(code.split(".")[0])
