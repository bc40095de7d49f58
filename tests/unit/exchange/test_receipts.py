"""What a reporter gets back: the telephone first, the truth about what became of it, no secret."""

import pytest

from estran.casebook.chain import Head
from estran.exchange.acknowledgement import acknowledgement_text
from estran.exchange.receipt import ReceiptOf, receipt_payload, receipt_text
from estran.language.catalogue import LANGUAGES
from tests.support.casebooks import START, book_of, minutes, night

WORDS = {
    "en": ("NOT RECEIVED", "RECEIVED, NOT READ", "READ by Dover at 140154Z DEC 22"),
    "fr": ("NON REÇU", "REÇU, NON LU", "LU par MRCC Douvres à 140154Z DEC 22"),
}


def acknowledged(language, *, number="R-0001", time=START, read=None):
    return acknowledgement_text(number, time=time, taken_by="Dover", language=language, read=read)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_telephone_comes_first_and_the_status_second(language):
    lost, unread, seen = (
        acknowledged(language, number=None, time=None),
        acknowledged(language),
        acknowledged(language, read={"Dover": minutes(1)}),
    )
    for text, status in zip((lost, unread, seen), WORDS[language], strict=True):
        first, second, *_ = text.splitlines()
        assert all(number in first for number in ("112", "196", "999"))
        assert second == status


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_stored_has_no_number(language):
    assert "R-0001" in acknowledged(language)
    assert "R-" not in acknowledged(language, number=None, time=None)


def receipt_of(report="R-0001", **more):
    head = Head(22, "ab" * 32)
    return ReceiptOf(report=report, casebook="0a" * 16, head=head, given=minutes(80), **more)


def test_a_receipt_says_what_came_in_and_what_became_of_it():
    text = receipt_text(book_of(*night()), receipt_of())
    for said in (
        "head 22 " + "ab" * 32,
        "How it came: call",
        'Position as said: "50-59.294N 001-21.087E"',
        "Persons as said: 47",
        "Stored: 140153Z DEC 22 (UK 01:53, FR 02:53)",
        "Status: READ by Dover at 140154Z DEC 22",
        "Units tasked: yes, 1, the first at 140200Z DEC 22",
        "Suite : LU par MRCC Douvres à 140154Z DEC 22",
    ):
        assert said in text


def test_a_report_that_nobody_placed_says_so():
    text = receipt_text(book_of(*night()), receipt_of("R-0003"))
    assert "RECEIVED, NOT READ" in text
    assert "no case is linked to this report so far" in text
    assert "Position as said: UNKNOWN" in text


def test_a_receipt_names_no_unit_no_telephone_and_no_private_text():
    text = receipt_text(book_of(*night()), receipt_of())
    for secret in ("Lifeboat", "17-09", "s1", "p1", "Helicopter"):
        assert secret not in text


def test_the_same_report_gives_the_same_bytes_and_another_head_others():
    drafts = night()
    one, again = (receipt_payload(book_of(*drafts), receipt_of()) for _ in range(2))
    assert one == again
    later = receipt_payload(book_of(*drafts), ReceiptOf(
        report="R-0001", casebook="0a" * 16, head=Head(23, "cd" * 32), given=minutes(80)
    ))  # fmt: skip
    assert one != later


def test_a_receipt_of_an_exercise_is_watermarked_in_both_languages():
    text = receipt_text(book_of(*night(watermark="EXERCISE")), receipt_of())
    assert text.count("*** EXERCISE EXERCISE EXERCISE ***") == 2
    assert text.count("*** EXERCICE EXERCICE EXERCICE ***") == 2
