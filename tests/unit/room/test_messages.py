"""Messages: numbered in their form, kept as they were written, under the watermark, once."""

from __future__ import annotations

import pytest

from estran.casebook.canonical import sha256
from estran.errors import CasebookError, NotAllowedError, UnknownRecordError
from estran.room.enter import enter
from estran.room.messages import Form, Wanted, drafted, text_of_message, write_message
from tests.support.desks import BOSS, DOVER, ENFORCEMENT, case_of, desk_at


@pytest.mark.parametrize("form", ["sitrep", "handover", "mayday_relay", "email"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_was_sent_is_kept_as_it_was_written(form: Form, language: str) -> None:
    desk, clock = desk_at(watermark="EXERCISE")
    _, case, _ = case_of(desk)
    wanted = Wanted(form=form, to=("Gris-Nez",), language=language, text="one\ntwo")  # type: ignore[arg-type]
    written = write_message(desk, DOVER, case, wanted)
    kept = desk.book().case(case).messages[written.message].sent
    assert (kept.form, kept.number, kept.to, kept.language) == (form, 1, ("Gris-Nez",), language)
    assert kept.artifact == sha256(written.text.encode())
    clock.go_on(minutes=30)
    enter(desk, DOVER, "phase.declared", {"phase": "alert", "why": "a reason"}, case=case)
    assert text_of_message(desk, kept.artifact) == written.text
    mark = written.text.splitlines()[0]
    assert mark.startswith("***")
    assert written.text.rstrip().splitlines()[-1] == mark


def test_each_form_is_numbered_by_itself() -> None:
    desk, _ = desk_at()
    _, case, _ = case_of(desk)
    sitrep = Wanted(form="sitrep", to=("Gris-Nez",))
    email = Wanted(form="email", to=("Gris-Nez",), text="x")
    numbers = [write_message(desk, DOVER, case, one) for one in (sitrep, email, sitrep)]
    assert [(one.message[-1], one.number) for one in numbers] == [("1", 1), ("2", 1), ("3", 2)]
    assert "SITREP NUMBER: 2" in numbers[2].text


def test_a_draft_enters_nothing_and_names_nobody() -> None:
    desk, _ = desk_at()
    _, case, _ = case_of(desk)
    before = desk.book().seq
    assert "TO: UNKNOWN" in drafted(desk, DOVER, case, Wanted(form="sitrep"))
    assert desk.book().seq == before


def test_a_message_sent_twice_under_one_key_is_one() -> None:
    desk, clock = desk_at()
    _, case, _ = case_of(desk)
    wanted = Wanted(form="sitrep", to=("Gris-Nez",))
    once = write_message(desk, DOVER, case, wanted, key="k1")
    clock.go_on(minutes=5)
    assert write_message(desk, DOVER, case, wanted, key="k1") == once
    assert len(desk.book().case(case).messages) == 1


def test_what_cannot_be_sent_is_refused() -> None:
    desk, _ = desk_at()
    _, case, _ = case_of(desk)
    wanted = Wanted(form="sitrep", to=("Gris-Nez",))
    with pytest.raises(CasebookError) as nobody:
        write_message(desk, DOVER, case, Wanted(form="sitrep"))
    assert nobody.value.code == "message.to"
    with pytest.raises(UnknownRecordError):
        write_message(desk, BOSS, "C-0009", wanted)
    with pytest.raises(NotAllowedError):
        drafted(desk, ENFORCEMENT, case, wanted)
    assert not desk.book().case(case).messages
