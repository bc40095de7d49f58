"""One record, several desks: nothing is written twice, lost, or written by halves."""

from datetime import timedelta

import pytest

from estran.casebook import numbers
from estran.casebook.bodies.cases import LeadClosed, LeadOpened
from estran.casebook.bodies.reports import ReportReceived
from estran.casebook.chain import checked, genesis
from estran.casebook.event import Author
from estran.casebook.fold import fold, known_at
from estran.errors import CasebookError, RepeatError, StaleError, UnknownRecordError
from estran.quantities.instants import parse_instant
from estran.room.casework import Opening, open_case
from estran.room.desk import Happening
from estran.room.enter import enter, form_of
from estran.room.entries import ENTRIES
from tests.support.desks import DOVER, GRIS_NEZ, called, case_of
from tests.support.watch import Watch, beside, minute


def note(text="they shout"):
    return {"text": text}


def test_a_command_sent_twice_is_done_once():
    watch = Watch()
    watch.open()
    task = {"unit": "Lifeboat", "medium": "surface", "purpose": "rescue"}
    first = watch.enter("task.requested", task, case="C-0001", key="k1")
    minute(watch, 5)
    assert watch.enter("task.requested", task, case="C-0001", key="k1") == first
    assert list(watch.case().tasks) == ["T-0001-1"]


def test_whoever_listens_hears_each_command_once_until_they_stop():
    watch, heard = Watch(), []
    stop = watch.desk.listen(lambda: heard.append(watch.desk.book().seq))
    watch.open()
    before = len(heard)
    watch.enter("note.added", note(), case="C-0001", key="k1")
    assert len(heard) == before + 1
    assert heard[-1] == watch.book.seq  # what rang is there already
    watch.enter("note.added", note(), case="C-0001", key="k1")
    with pytest.raises(CasebookError):
        watch.enter("note.added", note(), case="C-0009")
    assert len(heard) == before + 1  # neither a repeat nor a refusal is news
    stop()
    watch.enter("note.added", note(), case="C-0001")
    assert len(heard) == before + 1


def test_a_key_is_the_clients_own():
    watch = Watch()
    watch.open()
    watch.enter("note.added", note(), case="C-0001", key="k1")
    watch.enter("note.added", note(), case="C-0001", key="k1", by=GRIS_NEZ)
    assert len(watch.case().notes) == 2


def test_a_key_that_comes_back_with_another_command_is_refused():
    watch = Watch()
    watch.open()
    watch.enter("reference.given", {"reference": "DV-1"}, case="C-0001", key="k1")
    with pytest.raises(RepeatError):
        watch.enter("reference.given", {"reference": "DV-2"}, case="C-0001", key="k1")
    assert watch.case().references == {"Dover": "DV-1"}


def test_a_case_opened_twice_by_key_is_one_case():
    watch = Watch()
    report = called(watch.desk)
    first = open_case(watch.desk, DOVER, Opening(report=report), key="k")
    assert open_case(watch.desk, DOVER, Opening(report=report), key="k") == first
    assert list(watch.book.cases) == ["C-0001"]


def test_two_desks_see_what_the_other_wrote_and_number_on():
    watch = Watch()
    other = beside(watch)
    case_of(watch.desk)
    case_of(other)
    case_of(watch.desk)
    assert list(other.book().cases) == ["C-0001", "C-0002", "C-0003"]
    assert other.book() == watch.book


def test_a_desk_that_was_overtaken_looks_again_and_decides_anew():
    """Another desk writes between the look and the writing; the number is then the next one."""
    watch = Watch()
    other, looks = beside(watch), []

    def compose(book, composed):
        looks.append(book.seq)
        if len(looks) == 1:
            called(other)
        body = Happening(body=received(book))
        composed.happenings.append(body)

    watch.desk.write(DOVER, compose)
    assert len(looks) == 2
    assert list(watch.book.reports) == ["R-0001", "R-0002"]


def received(book):
    return ReportReceived(
        report=numbers.next_report(book), channel="call", source="caller", centre="Dover"
    )


def test_a_desk_that_is_always_overtaken_says_so_in_the_end():
    watch = Watch()
    other = beside(watch)

    def compose(book, composed):
        called(other)
        composed.happenings.append(Happening(body=received(book)))

    with pytest.raises(StaleError) as caught:
        watch.desk.write(DOVER, compose)
    assert caught.value.code == "record.busy"


def test_a_desk_that_is_overtaken_while_it_reads_stays_level(monkeypatch):
    """Somebody writes after the head was asked for and before the entries are read."""
    watch = Watch()
    other = beside(watch)
    called(other)
    store = watch.desk.ports.store
    found = store.head()
    called(other)
    with monkeypatch.context() as patched:
        patched.setattr(store, "head", lambda: found)
        assert watch.desk.book().seq == found.seq
    called(watch.desk)
    called(watch.desk)
    assert watch.book == fold(store.read())
    assert len(watch.book.reports) == 4


def test_entries_of_one_batch_see_each_other_and_stand_or_fall_together():
    watch = Watch()
    watch.open()
    head = watch.desk.ports.store.head()

    def compose(_, composed):
        composed.happenings += [
            Happening(body=LeadOpened(lead="L-0001-1", what="a brother ashore"), case="C-0001"),
            Happening(body=LeadClosed(lead="L-0001-1", outcome="he knows nothing"), case="C-0001"),
        ]

    watch.desk.write(DOVER, compose)
    assert watch.case().leads == {"L-0001-1": "he knows nothing"}

    with pytest.raises(CasebookError):  # the number is taken now, so both are refused
        watch.desk.write(DOVER, compose)
    assert watch.desk.ports.store.head().seq == head.seq + 2


def test_the_chain_is_sound_and_the_state_is_what_it_adds_up_to():
    watch = Watch()
    watch.open()
    watch.recover(33, evidence=("phone_contact",))
    store = watch.desk.ports.store
    assert checked(store.read(), head=genesis(store.identity())) == store.head()
    assert watch.book == fold(store.read())


# What was known


def test_what_was_known_at_a_moment_is_what_had_been_entered_by_then():
    watch = Watch()
    watch.open()
    minute(watch, 10)
    late = {"fact": "taking_water", "value": "yes", "by": "caller", "at": "2026-11-20T02:01Z"}
    watch.enter("fact.recorded", late, case="C-0001")
    entries = list(watch.desk.ports.store.read())
    then = known_at(entries, parse_instant("2026-11-20T02:05Z"))
    now = known_at(entries, watch.clock.now())
    assert then.case("C-0001").facts == {}
    assert now.case("C-0001").facts["taking_water"].at == parse_instant("2026-11-20T02:01Z")
    assert known_at(entries, parse_instant("2026-11-20T01:59Z")).reports == {}


def test_clocks_that_differ_do_not_break_what_was_known():
    """A desk whose clock is slow answers a relay that stands later in time and earlier in order."""
    watch = Watch()
    watch.open()
    minute(watch, 10)
    watch.enter("relay.sent", {"near": ["Arcturus"]}, case="C-0001")
    watch.clock.at -= timedelta(minutes=5)
    heard = {"relay": "Y-0001-1", "ship": "Arcturus", "answer": "proceeding"}
    watch.enter("relay.answered", heard, case="C-0001")
    entries = list(watch.desk.ports.store.read())
    between = known_at(entries, parse_instant("2026-11-20T02:07Z"))
    assert between.case("C-0001").relays == {}
    later = known_at(entries, parse_instant("2026-11-20T02:10Z"))
    assert later.case("C-0001").relays["Y-0001-1"].answers.keys() == {"Arcturus"}


# The form of an entry


@pytest.mark.parametrize("kind", ENTRIES)
def test_a_form_names_fields_and_hides_what_the_room_works_out(kind):
    names = [name for name, _, _ in form_of(kind)]
    entering = ENTRIES[kind]
    assert not {entering.numbered, *entering.derived} & set(names)


@pytest.mark.parametrize("kind", ["case.opened", "assessment.made", "text.erased", "zzz"])
def test_what_only_a_use_case_writes_nobody_enters_by_itself(kind):
    watch = Watch()
    watch.open()
    assert watch.refused(kind, {}, case="C-0001") == "enter.kind"


def test_a_case_that_must_be_named_is_asked_for():
    watch = Watch()
    watch.open()
    assert watch.refused("note.added", note()) == "record.case_missing"
    assert watch.refused("lead.opened", {"what": "x"}) == "enter.case_missing"
    assert watch.refused("note.added", note(), case="C-9") == "record.unknown"
    assert watch.refused("centre.told", {"centre": "Gris-Nez", "channel": "x"}) == (
        "record.about_nothing"
    )


@pytest.mark.parametrize("at", ["2026-11-20T02:01Z", "yesterday", "2026-11-20T01:00"])
def test_a_time_ahead_or_without_a_zone_is_refused(at):
    watch = Watch()
    watch.open()
    fields = {"reference": "DV-1", "at": at}
    assert watch.refused("reference.given", fields, case="C-0001").startswith("time.")


def test_an_exercise_may_lie_anywhere_in_time():
    watch = Watch(watermark="EXERCISE")
    watch.open()
    fields = {"reference": "DV-1", "at": "2027-01-01T00:00Z"}
    watch.enter("reference.given", fields, case="C-0001")


def test_a_fact_is_on_the_list_and_of_its_kind():
    watch = Watch()
    watch.open()
    for fields in ({"fact": "nationality", "value": "x"}, {"fact": "taking_water", "value": "zz"}):
        said = {**fields, "by": "caller"}
        assert watch.refused("fact.recorded", said, case="C-0001").startswith("fact")


def test_an_unknown_report_opens_no_case():
    watch = Watch()
    with pytest.raises(UnknownRecordError):
        open_case(watch.desk, DOVER, Opening(report="R-0001"))


def test_whoever_belongs_to_no_centre_opens_a_case_for_the_centre_that_took_the_call():
    watch = Watch()
    report = called(watch.desk)
    alone = Author(role="supervisor")
    open_case(watch.desk, alone, Opening(report=report))
    assert watch.case().owner == "Dover"
    assert enter(watch.desk, alone, "note.added", note(), case="C-0001")
