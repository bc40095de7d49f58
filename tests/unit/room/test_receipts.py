"""A receipt says what was received, when, by whom, what became of it, and who signed it."""

import base64

import pytest

from estran.casebook.checkpoint import parse_public_key
from estran.errors import UnknownRecordError
from estran.room.casework import Opening, open_case
from estran.room.enter import enter
from estran.room.receipts import receipt
from tests.support.desks import DOVER, VOLUNTEER, called, desk_at
from tests.support.vaults import StandaloneVerifier


def status(desk, report):
    return receipt(desk, VOLUNTEER, report).payload


def test_the_status_follows_what_is_done():
    desk, _ = desk_at()
    report = called(desk, VOLUNTEER, source="volunteer")
    assert "RECEIVED, NOT READ" in status(desk, report)
    enter(desk, DOVER, "report.read", {"report": report})
    assert "READ by Dover" in status(desk, report)
    assert "no case is linked" in status(desk, report)
    case, _ = open_case(desk, DOVER, Opening(report=report))
    asked = {"unit": "lifeboat of Dover", "medium": "surface", "purpose": "rescue"}
    enter(desk, DOVER, "task.requested", asked, case=case)
    assert "lifeboat" not in status(desk, report)
    assert "yes, 1, the first at" in status(desk, report)


def test_the_signature_holds_over_the_payload_and_over_nothing_else():
    desk, _ = desk_at()
    given = receipt(desk, VOLUNTEER, called(desk, VOLUNTEER, source="volunteer"))
    key = parse_public_key(given.key)
    signature = base64.b64decode(given.signature)
    check = StandaloneVerifier()
    payload = given.payload.encode()
    assert check.holds(public_key=key.key, message=payload, signature=signature)
    assert not check.holds(public_key=key.key, message=payload + b" ", signature=signature)


def test_it_holds_times_position_people_and_who_was_told_but_no_text_and_no_number():
    desk, _ = desk_at()
    report = called(desk, VOLUNTEER, source="volunteer", at="2026-11-20T01:50Z")
    payload = receipt(desk, VOLUNTEER, report).payload
    for part in ("200150Z", "200200Z", "51-02.1N 001-44.0E", "33", report, "112"):
        assert part in payload
    assert "water comes in" not in payload
    assert "612345678" not in payload


def test_a_volunteer_gets_no_receipt_of_somebody_elses_report():
    desk, _ = desk_at()
    report = called(desk)
    with pytest.raises(UnknownRecordError):
        receipt(desk, VOLUNTEER, report)


def test_that_it_was_given_is_in_the_record():
    desk, _ = desk_at()
    report = called(desk, VOLUNTEER, source="volunteer")
    receipt(desk, VOLUNTEER, report)
    assert len(desk.book().report(report).receipts) == 1
