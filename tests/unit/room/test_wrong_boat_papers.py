"""What is written while the wrong boat may have been taken for the right one."""

import pytest

from estran.exchange.case_text import case_text
from estran.exchange.handover_text import handover_text
from estran.exchange.page_text import to_page_text
from estran.exchange.relay_text import relay_text
from estran.exchange.sitrep import SitrepHead, sitrep, sitrep_text
from estran.room.messages import Wanted, drafted
from estran.room.pages import queue_sheet
from estran.room.views import Looking, case_sheet
from tests.support.desks import BOSS, DOVER, called
from tests.support.watch import Watch


@pytest.fixture
def watch():
    found = Watch()
    found.open(persons="33")
    return found


def papers(watch):
    """Sheet, hand-over and SITREP of the case, in English."""
    book, now = watch.book, watch.clock.now()
    head = SitrepHead(
        now=now,
        number=1,
        priority="distress",
        from_centre="Dover",
        to=("Gris-Nez",),
        language="en",
    )
    return (
        case_text(book, "C-0001", language="en", now=now),
        handover_text(book, "C-0001", language="en", now=now),
        sitrep_text(sitrep(book, "C-0001", head)),
    )


def test_what_was_recovered_without_a_boat_stands_on_every_paper(watch):
    watch.enter("recovery.reported", {"unit": "Valiant", "alive": 98}, case="C-0001")
    for paper in papers(watch):
        assert "WHICH BOAT UNKNOWN: 98 by Valiant" in " ".join(paper.split())


def test_no_paper_says_that_everybody_is_found_while_more_were_found_than_said(watch):
    watch.recover(98, evidence=("phone_contact",))
    for paper in papers(watch):
        assert "NOT ACCOUNTED FOR UNKNOWN" in " ".join(paper.split())
        assert "everybody" not in paper.lower()


def test_a_relay_still_speaks_of_that_boat(watch):
    watch.recover(98, evidence=("phone_contact",))
    text = relay_text(watch.book, "C-0001", now=watch.clock.now(), sender="Dover", language="en")
    assert "PERSONS ON BOARD" in text


def test_the_sheet_as_values_does_not_know_who_is_left(watch):
    watch.recover(98, evidence=("phone_contact",))
    look = Looking(desk=watch.desk, book=watch.book, by=DOVER, now=watch.clock.now())
    (boat,) = case_sheet(look, "C-0001")["boats"]
    assert boat["tally"]["open"] is None


def test_a_sitrep_is_drafted_with_the_contradiction(watch):
    watch.recover(98, evidence=("phone_contact",))
    wanted = Wanted(form="sitrep", to=("Gris-Nez",), language="en")
    text = " ".join(drafted(watch.desk, DOVER, "C-0001", wanted).split())
    assert "33" in text
    assert "98" in text
    assert "NOT ACCOUNTED FOR UNKNOWN" in text


def test_an_ending_says_who_ended_it_and_what_was_open(watch):
    watch.enter("case.ended", {"why": "nothing more can be done"}, case="C-0001", by=BOSS)
    sheet = " ".join(papers(watch)[0].split())
    assert "by supervisor, Dover: nothing more can be done. Still open then: B-0001: 33" in sheet


@pytest.fixture
def two_numbers():
    """Two reports of one boat that cannot both be true; as many recovered as the higher one."""
    found = Watch()
    found.open(persons="98")
    report = called(found.desk, persons="33")
    link = {"report": report, "craft": "B-0001", "decision": "same", "why": "same colour"}
    found.enter("link.decided", link, case="C-0001")
    found.recover(98, evidence=("phone_contact",))
    return found


def test_the_queue_does_not_know_who_is_left_while_numbers_contradict(two_numbers):
    desk = two_numbers.desk
    look = Looking(desk=desk, book=two_numbers.book, by=DOVER, now=two_numbers.clock.now())
    rows = to_page_text(queue_sheet(look)).splitlines()
    (row,) = (one for one in rows if one.strip().startswith("C-0001  "))
    assert row.endswith("UNKNOWN")


def test_a_relay_is_drafted_for_the_boat_while_numbers_contradict(two_numbers):
    text = drafted(two_numbers.desk, DOVER, "C-0001", Wanted(form="mayday_relay", language="en"))
    assert "PERSONS ON BOARD" in text
    assert "ACCOUNTED FOR" not in text


def test_the_queue_of_an_exercise_is_marked_before_any_case():
    watch = Watch(watermark="EXERCISE")
    look = Looking(desk=watch.desk, book=watch.book, by=DOVER, now=watch.clock.now())
    assert to_page_text(queue_sheet(look)).startswith("*** EXERCISE EXERCISE EXERCISE ***")
