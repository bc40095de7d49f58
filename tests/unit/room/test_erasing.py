"""What is erased by law, when, what a hold keeps, and that the chain stays whole."""

from datetime import timedelta

import pytest

from estran.casebook.chain import checked, genesis
from estran.errors import CasebookError, NotAllowedError, RefusedTransitionError
from estran.room.enter import enter
from estran.room.erasing import AUTOMATIC, Keeping, erase, sweep
from tests.support.desks import ANALYST, BOSS, DOVER, called, case_of, desk_at

KEEPING = Keeping()


def end(desk, case):
    enter(desk, BOSS, "case.ended", {"why": "an exercise that is over"}, case=case)


def text_id(desk, report):
    return desk.book().report(report).said.text.sealed


def phone_id(desk, report):
    return desk.book().report(report).said.phone.sealed


def test_a_telephone_mark_goes_after_three_days_and_the_text_of_an_open_case_stays():
    desk, clock = desk_at()
    report, *_ = case_of(desk)
    clock.go_on(hours=73)
    assert sweep(desk, AUTOMATIC, keeping=KEEPING).texts == 1
    assert desk.text_of(phone_id(desk, report)) is None
    assert desk.text_of(text_id(desk, report)) == "water comes in"


def test_before_three_days_nothing_goes():
    desk, clock = desk_at()
    called(desk)
    clock.go_on(hours=71)
    assert sweep(desk, AUTOMATIC, keeping=KEEPING).texts == 0


def test_the_text_of_a_report_without_a_case_goes_after_three_days():
    desk, clock = desk_at()
    report = called(desk)
    clock.go_on(hours=73)
    assert sweep(desk, AUTOMATIC, keeping=KEEPING).texts == 2
    assert desk.text_of(text_id(desk, report)) is None


def test_texts_of_a_case_go_thirty_days_after_its_end():
    desk, clock = desk_at()
    report, case, _ = case_of(desk)
    enter(desk, DOVER, "note.added", {"text": "he shouts"}, case=case)
    end(desk, case)
    clock.go_on(days=29)
    sweep(desk, AUTOMATIC, keeping=KEEPING)
    assert desk.text_of(text_id(desk, report)) == "water comes in"
    clock.go_on(days=2)
    sweep(desk, AUTOMATIC, keeping=KEEPING)
    assert desk.text_of(text_id(desk, report)) is None
    note = desk.book().case(case).notes[0][1].sealed
    assert desk.text_of(note) is None
    assert set(desk.book().erased) == {note, text_id(desk, report), phone_id(desk, report)}


def test_a_case_that_is_reopened_keeps_its_texts():
    desk, clock = desk_at()
    report, case, _ = case_of(desk)
    end(desk, case)
    enter(desk, DOVER, "case.reopened", {"why": "a new call"}, case=case)
    clock.go_on(days=40)
    sweep(desk, AUTOMATIC, keeping=KEEPING)
    assert desk.text_of(text_id(desk, report)) == "water comes in"


def test_a_hold_keeps_everything_until_it_is_lifted():
    desk, clock = desk_at()
    report, case, _ = case_of(desk)
    end(desk, case)
    enter(desk, BOSS, "hold.placed", {"ground": "an inquiry"}, case=case)
    clock.go_on(days=40)
    swept = sweep(desk, AUTOMATIC, keeping=KEEPING)
    assert (swept.texts, swept.nights) == (0, ())
    with pytest.raises(RefusedTransitionError, match="held"):
        erase(desk, BOSS, case=case, sealed=(text_id(desk, report),), ground="request")
    hold = next(iter(desk.book().case(case).holds))
    enter(desk, BOSS, "hold.lifted", {"hold": hold, "ground": "it is over"}, case=case)
    assert sweep(desk, AUTOMATIC, keeping=KEEPING).texts == 2


def test_the_chain_stays_whole_and_says_what_was_erased():
    desk, clock = desk_at()
    report, *_ = case_of(desk)
    clock.go_on(hours=73)
    sweep(desk, AUTOMATIC, keeping=KEEPING)
    store = desk.ports.store
    head = checked(store.read(), head=genesis(store.identity()))
    assert head == store.head()
    kinds = [one.draft.kind for one in store.read()]
    assert kinds.count("text.erased") == 1
    assert phone_id(desk, report) in desk.book().erased


def test_the_key_of_a_night_goes_and_the_record_says_so():
    desk, clock = desk_at()
    called(desk)
    assert desk.ports.vault.nights() == ("2026-11-19",)
    clock.go_on(days=5)
    assert sweep(desk, AUTOMATIC, keeping=KEEPING).nights == ("2026-11-19",)
    assert desk.ports.vault.nights() == ()
    assert "2026-11-19" in desk.book().nights_erased


def test_a_sweep_that_was_cut_short_is_finished_by_the_next(monkeypatch):
    desk, clock = desk_at()
    report = called(desk)
    clock.go_on(hours=73)
    with monkeypatch.context() as broken:
        broken.setattr(desk.ports.vault, "destroy", _fail)
        with pytest.raises(RuntimeError):
            sweep(desk, AUTOMATIC, keeping=KEEPING)
    assert desk.text_of(text_id(desk, report)) == "water comes in"
    sweep(desk, AUTOMATIC, keeping=KEEPING)
    assert desk.text_of(text_id(desk, report)) is None


def _fail(key):
    raise RuntimeError(key)


def test_a_shorter_keeping_is_the_rooms_choice():
    desk, clock = desk_at()
    called(desk)
    clock.go_on(hours=2)
    short = Keeping(unplaced=timedelta(hours=1))
    assert sweep(desk, AUTOMATIC, keeping=short).texts == 2


def test_a_shorter_keeping_is_recorded_as_an_order_and_a_negative_one_is_refused():
    desk, clock = desk_at()
    called(desk)
    clock.go_on(hours=2)
    sweep(desk, AUTOMATIC, keeping=Keeping(unplaced=timedelta(hours=1)))
    bodies = [one.draft.body for one in desk.ports.store.read()]
    assert {body["ground"] for body in bodies if "ground" in body} == {"order"}
    with pytest.raises(CasebookError):
        sweep(desk, AUTOMATIC, keeping=Keeping(after_end=timedelta(days=-5)))


def test_what_is_erased_is_not_erased_twice():
    desk, clock = desk_at()
    called(desk)
    clock.go_on(hours=73)
    sweep(desk, AUTOMATIC, keeping=KEEPING)
    before = desk.ports.store.head()
    assert sweep(desk, AUTOMATIC, keeping=KEEPING).texts == 0
    assert desk.ports.store.head() == before


def test_only_a_supervisor_or_the_room_erases():
    desk, _ = desk_at()
    for role in (DOVER, ANALYST):
        with pytest.raises(NotAllowedError):
            sweep(desk, role, keeping=KEEPING)
