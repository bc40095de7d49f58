"""At the door: a number at once, kept as said, both centres told; nothing is refused for its words.

Guard-rail: no name, number or address stands in the chain.
"""

from dataclasses import replace

import pytest

from estran.casebook.canonical import canonical
from estran.errors import NotAllowedError, RepeatError, TimeError
from estran.room.enter import enter
from estran.room.receipts import status_of
from estran.room.take_in import Said, calls_for_help, miss_call, take_in
from tests.support.desks import ANALYST, BOSS, BOTH, DOVER, ENFORCEMENT, GRIS_NEZ, VOLUNTEER
from tests.support.watch import Watch

PHONE, NATIONAL = "+33612345678", "06 12 34 56 78"


def text_of(watch):
    """The text of the first report, as it can be read while its key stands."""
    text = watch.book.report("R-0001").said.text
    return "" if text is None else watch.desk.text_of(text.sealed) or ""


def chain_of(watch):
    """Every byte that can never be erased: the canonical bodies of all entries."""
    return b"\n".join(canonical(one.draft.body) for one in watch.desk.ports.store.read()).decode()


def held_text(watch, report="R-0001", what="text"):
    """What the vault opens of a report, as long as it is kept."""
    return str(watch.desk.text_of(getattr(watch.book.report(report).said, what).sealed))


def taken(watch, by=DOVER, **said):
    return take_in(watch.desk, by, Said(**said), shared=BOTH)


def test_a_report_has_a_number_and_a_time_at_once_and_both_centres_know():
    watch = Watch()
    found = taken(watch, persons="33")
    assert (found.number, found.received, found.told) == (
        "R-0001",
        "2026-11-20T02:00Z",
        ("Gris-Nez",),
    )
    assert taken(watch).number == "R-0002"


@pytest.mark.parametrize(("by", "told"), [(DOVER, ("Gris-Nez",)), (GRIS_NEZ, ("Dover",))])
def test_the_other_centre_is_told_whichever_takes_it_in(by, told):
    assert taken(Watch(), by).told == told


def test_a_report_reads_not_read_until_somebody_on_watch_has():
    watch = Watch()
    assert taken(watch, VOLUNTEER).status == "RECEIVED, NOT READ"
    assert taken(watch, DOVER).status == "RECEIVED, ENTERED BY THE WATCH"


def test_what_the_watch_typed_in_was_never_unread_whatever_is_tasked_since():
    watch = Watch()
    report, case, _ = watch.open()
    assert status_of(watch.book, watch.book.report(report)) == "RECEIVED, ENTERED BY THE WATCH"
    asked = {"unit": "lifeboat of Dover", "medium": "surface", "purpose": "rescue"}
    watch.enter("task.requested", asked, case=case)
    said = status_of(watch.book, watch.book.report(report))
    assert said == "RECEIVED, ENTERED BY THE WATCH, UNITS TASKED"


def test_what_a_volunteer_sent_is_read_not_entered_by_the_watch():
    watch = Watch()
    report = taken(watch, VOLUNTEER).number
    watch.enter("report.read", {"report": report})
    assert status_of(watch.book, watch.book.report(report)) == "RECEIVED, READ"


def test_everything_may_be_left_out_and_unknown_stays_unknown():
    watch = Watch()
    taken(watch)
    said = watch.book.report("R-0001").said
    assert (said.persons, said.positions, said.colour, said.engine) == (None, (), "", "unknown")
    assert said.call_for_help, "who it came from is not known: it may be somebody in need"


def test_what_cannot_be_read_is_remarked_upon_and_kept():
    watch = Watch()
    found = taken(watch, positions=("near the lighthouse",), persons="a lot", facts={"zzz": "1"})
    said = watch.book.report("R-0001").said
    assert len(found.remarks) == 3
    assert said.positions[0].said == "near the lighthouse"
    assert said.fields == {"persons": "a lot"}
    assert "zzz" not in said.facts
    assert text_of(watch) == "zzz: 1"


@pytest.mark.parametrize(
    ("said", "calls"),
    [
        ({"source": "caller"}, True),
        ({"source": "ngo"}, True),
        ({"source": "resident"}, True),
        ({"source": "unknown"}, True),
        ({"source": "patrol"}, False),
        ({"source": "patrol", "facts": {"help_asked": " Yes "}}, True),
        ({"source": "radar", "channel": "sart"}, True),
        ({"source": "ship", "channel": "vhf"}, False),
    ],
)
def test_who_calls_for_help(said, calls):
    assert calls_for_help(Said(**said)) == calls


def test_what_a_volunteer_passes_on_is_a_call_for_help_whatever_source_it_names():
    watch = Watch()
    taken(watch, VOLUNTEER, source="patrol")
    assert watch.book.report("R-0001").said.call_for_help


@pytest.mark.parametrize("by", [ENFORCEMENT, ANALYST])
def test_who_takes_nothing_in(by):
    with pytest.raises(NotAllowedError):
        taken(Watch(), by)


def test_nothing_is_taken_in_from_more_than_an_hour_ahead():
    watch = Watch()
    for said in (lambda: taken(watch, at="2026-11-20T03:01Z"), lambda: call_at(watch)):
        with pytest.raises(TimeError):
            said()
    assert taken(watch, at="2026-11-20T03:00Z").number == "R-0001"


def call_at(watch):
    return miss_call(watch.desk, DOVER, at="2026-11-20T03:01Z")


# Nothing private in the chain


def test_text_and_number_never_stand_in_the_chain_and_can_be_read_while_they_are_kept():
    watch = Watch()
    watch.open(text="Ahmed shouts that water comes in", phone=PHONE)
    watch.enter("note.added", {"text": "his brother calls from Lille"}, case="C-0001")
    watch.enter("medical.advised", {"by": "doctor", "text": "keep her warm"}, case="C-0001")
    watch.recover(3, phone=NATIONAL, text="three of them speak of Ahmed")
    miss_call(watch.desk, DOVER, phone=PHONE)
    chain = chain_of(watch)
    for word in ("Ahmed", "Lille", "warm", "water comes", PHONE, "612345678", "12 34 56"):
        assert word not in chain, word
    assert held_text(watch) == "Ahmed shouts that water comes in"
    assert "612345678" not in held_text(watch, what="phone")


@pytest.mark.parametrize(
    "said",
    [
        {"reference": PHONE},
        {"reference": "someone@example.org"},
        {"colour": f"black, call {PHONE}"},
        {"persons": f"his friends, {PHONE}"},
        {"positions": (f"ask {NATIONAL}",)},
        {"fields": {"wind": f"ask {PHONE}"}},
        {"facts": {"help_asked": f"yes, {NATIONAL}"}},
    ],
)
def test_a_number_in_a_field_goes_to_the_text_and_the_report_is_taken_all_the_same(said):
    watch = Watch()
    found = taken(watch, text="as said", **said)
    chain = chain_of(watch)
    assert "612345678" not in chain
    assert "12 34" not in chain
    assert "example.org" not in chain
    assert held_text(watch).startswith("as said\n")
    assert any("kept with the text" in one for one in found.remarks)


def test_a_position_stays_a_position_however_many_digits_it_has():
    watch = Watch()
    taken(watch, positions=("https://maps.google.com/?q=51.04161234,1.75213345",))
    (kept,) = watch.book.report("R-0001").said.positions
    assert "51.04161234" in kept.said


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("persons.contradicted", {"report": "R-0001", "why": f"he says so, {PHONE}"}),
        ("reference.given", {"reference": PHONE}),
        ("fact.recorded", {"fact": "taking_water", "value": "yes", "by": NATIONAL}),
        ("relay.sent", {"near": [f"skipper {PHONE}"]}),
        ("case.ended", {"why": "told by someone@example.org"}),
        ("lead.opened", {"what": "call 612 345 678"}),
    ],
)
def test_a_number_in_a_reason_is_refused_and_belongs_into_a_note(kind, fields):
    watch = Watch()
    watch.open()
    case = "" if kind == "persons.contradicted" else "C-0001"
    assert watch.refused(kind, fields, case=case, by=BOSS) == "record.private"


def test_the_same_number_gives_the_same_mark_that_night_however_it_is_written():
    watch = Watch()
    for number in (PHONE, "0033 6 12-34-56-78", "+33 7 00 00 00 00"):
        taken(watch, phone=number)
    marks = [held_text(watch, key, "phone") for key in watch.book.reports]
    assert marks[0] == marks[1] != marks[2]


# Twice


def test_a_report_sent_twice_is_stored_once_and_answered_alike():
    watch = Watch()
    said = Said(persons="a lot", text="we sink", phone=PHONE)
    first = take_in(watch.desk, VOLUNTEER, said, shared=BOTH, key="k1")
    again = take_in(watch.desk, VOLUNTEER, said, shared=BOTH, key="k1")
    assert first == again
    assert len(watch.book.reports) == 1


@pytest.mark.parametrize("change", [{"text": "we are saved"}, {"phone": "+33700000000"}])
def test_another_report_under_the_same_key_is_refused_not_swallowed(change):
    watch = Watch()
    said = Said(text="we sink", phone=PHONE)
    take_in(watch.desk, VOLUNTEER, said, shared=BOTH, key="k1")
    with pytest.raises(RepeatError):
        take_in(watch.desk, VOLUNTEER, replace(said, **change), shared=BOTH, key="k1")


def test_what_is_kept_to_know_a_command_again_gives_no_number_away():
    """A digest of the number itself could be searched through in minutes."""
    found = []
    for _ in range(2):  # two casebooks: other keys of the night
        watch = Watch()
        take_in(watch.desk, VOLUNTEER, Said(phone=PHONE), shared=BOTH, key="k1")
        miss_call(watch.desk, DOVER, phone=PHONE, key="k2")
        watch.open()
        note = {"text": "call him"}
        enter(watch.desk, DOVER, "note.added", note, case="C-0001", key="k3")
        kept = vars(watch.desk.ports.store)["_requests"]
        found.append([request for request, *_ in kept.values()])
    assert len(found[0]) == 3
    assert all(one != other for one, other in zip(*found, strict=True))


@pytest.mark.parametrize("at", ["02h10", "2026-11-20T02:10", "yesterday"])
def test_a_time_that_nobody_can_read_costs_no_report(at):
    watch = Watch()
    found = taken(watch, at=at, text="help")
    record = watch.book.report("R-0001")
    assert record.stamp.at == watch.clock.now()
    assert at in text_of(watch)
    assert found.remarks


@pytest.mark.parametrize("accuracy", [float("nan"), -5.0, float("inf")])
def test_an_accuracy_that_is_none_costs_no_report(accuracy):
    watch = Watch()
    taken(watch, positions=("51-02.1N 001-44.0E",), position_accuracy_m=accuracy)
    assert watch.book.report("R-0001").said.positions[0].accuracy_m is None


def test_names_and_nationality_are_kept_where_they_can_be_erased():
    watch = Watch()
    found = taken(
        watch,
        fields={"nationality": "Iraqi", "state": "adrift"},
        facts={"name": "Ahmed"},
        colour="Ahmed Karimi",
    )
    record = watch.book.report("R-0001").said
    assert record.fields == {"state": "adrift"}
    assert not record.colour
    entries = repr(list(watch.desk.ports.store.read()))
    assert "Iraqi" not in entries
    assert "Ahmed" not in entries
    assert "Iraqi" in text_of(watch)
    assert len(found.remarks) == 4


def test_remarks_are_said_in_the_language_asked_for():
    watch = Watch()
    found = taken(watch, at="02h10", language="fr")
    assert "l'heure indiquée reste dans le texte" in found.remarks[0]


def test_a_mail_that_is_piped_in_nobody_has_read():
    watch = Watch()
    found = take_in(watch.desk, DOVER, Said(text="help"), shared=BOTH, read=False)
    assert found.status == "RECEIVED, NOT READ"
    assert not watch.book.report("R-0001").read
