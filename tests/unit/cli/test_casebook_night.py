"""`estran casebook ...`: one night from a call to a closed case, as it is typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.typed_desk import QUICK, TypedDesk, exercise

if TYPE_CHECKING:
    from pathlib import Path

GRIS_NEZ = ("--centre", "Gris-Nez", "--role", "partner_centre")
BOX = [
    part
    for corner in ("51-01N 001-58E", "51-01N 002-08E", "51-07N 002-08E", "51-07N 001-58E")
    for part in ("--corner", corner)
]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> TypedDesk:
    """The night up to a case that was assessed, tasked, offered, taken and searched for."""
    desk = exercise(tmp_path_factory.mktemp("night"))
    desk.now = "2026-03-14T05:20Z"
    desk.done("enter", "centre.told", "C-0001", "centre=Gris-Nez", "channel=telephone")
    desk.done("assess", "C-0001", *QUICK)
    desk.done("task", "C-0001", "Lifeboat Dunkirk", "--capacity", "40")
    desk.now = "2026-03-14T05:40Z"
    desk.done("report", "--source", "caller", "--position", "51.052 N, 2.036 E")
    desk.done("link", "R-0002", "B-0001", "--same", "--why", "place and time agree")
    desk.now = "2026-03-14T07:50Z"
    desk.done(
        *("search", "C-0001", "Lifeboat Dunkirk", "--searcher", "small_boat", *BOX),
        *("--start", "2026-03-14T06:30Z", "--end", "2026-03-14T07:40Z", "--spacing-nm", "0.3"),
        *("--speed-kn", "12", "--visibility-nm", "5", "--wind-kn", "6", "--waves-m", "0.4"),
    )
    desk.done("offer", "C-0001", "--to", "Gris-Nez", "--why", "the boat is on their side")
    desk.done("accept", "C-0001", "--reference", "GN-77", *GRIS_NEZ)
    return desk


def test_a_report_is_acknowledged_with_its_number_and_the_first_words(tmp_path: Path) -> None:
    desk = TypedDesk(tmp_path / "a.sqlite")
    desk.done("open", "--exercise")
    said = desk.done("report", "--position", "51.05 N, 2.03 E", "--text", "call Ahmed Khan")
    first, emergency, *_ = said.splitlines()
    assert "EXERCISE" in first
    assert all(number in emergency for number in ("112", "196", "999"))
    assert "R-0001" in said
    assert "Remark: The text looks" in said
    taken = desk.json("report", "--position", "51.03, 1.45")
    assert taken["number"] == "R-0002"
    assert any("hemisphere" in one for one in taken["remarks"])


def test_the_queue_says_what_waits_and_who_must_be_told(tmp_path: Path) -> None:
    desk = TypedDesk(tmp_path / "a.sqlite")
    desk.done("open", "--exercise")
    desk.done("report", "--position", "51.05 N, 2.03 E")
    assert "M-0001" in desk.done("missed-call", "--phone", "+33612345678")
    desk.now = "2026-03-14T05:50Z"
    queue = desk.done("queue")
    assert "Gris-Nez has not been told of R-0001" in queue
    assert "Missed call M-0001" in queue
    assert desk.json("queue")["missed_calls"][0]["call"] == "M-0001"
    assert "612345678" not in queue


def test_a_comparison_shows_evidence_and_links_nothing(tmp_path: Path) -> None:
    desk = exercise(tmp_path)
    desk.done("report", "--position", "51.05 N, 2.03 E", "--colour", "grey", "--persons", "20")
    said = desk.done("compare", "R-0002")
    assert said.index("Colour: grey") < said.index("Position:")
    assert "a person decides" in said
    assert "R-0002" in {one["report"] for one in desk.json("queue")["unplaced"]}
    parts = desk.json("compare", "R-0002")[0]["parts"]
    assert parts[0]["verdict"] == "against"


def test_the_sheet_shows_owner_people_and_places(night: TypedDesk) -> None:
    sheet = night.done("show", "C-0001")
    assert "Coordinator: Gris-Nez until Dover accepts" in sheet
    assert "GN-77" in sheet
    assert "NOT ENOUGH" in sheet
    plain = night.json("show", "C-0001")
    assert [one["centre"] for one in plain["owners"]] == ["Dover", "Gris-Nez"]
    assert plain["watermark"] == "EXERCISE"


def test_the_sheet_of_then_knows_only_what_was_entered_then(night: TypedDesk) -> None:
    then = night.done("as-of", "2026-03-14T05:30Z", "C-0001")
    assert "05:30Z" in then
    assert "GN-77" not in then
    assert "R-0002" not in then
    assert night.json("as-of", "2026-03-14T05:30Z", "C-0001")["owner"] == "Dover"


def test_a_report_is_shown_with_its_text_and_that_look_is_logged(night: TypedDesk) -> None:
    assert "water comes in" in night.done("show-report", "R-0001", "--why", "read back to them")
    logged = night.done("consultations", "--role", "supervisor")
    assert "text of R-0001" in logged
    assert "read back to them" in logged


def test_messages_are_numbered_when_they_go_to_somebody(night: TypedDesk) -> None:
    draft = night.type("sitrep", "C-0001", *GRIS_NEZ)
    assert draft.code == 0
    assert "NUMBER: 1, CASE C-0001" in draft.out
    assert "draft" in draft.err
    before = len(night.json("show", "C-0001")["messages"])
    sent = night.json("sitrep", "C-0001", "--to", "Dover", *GRIS_NEZ)
    assert sent["number"] == 1
    assert "NUMBER: 2, CASE C-0001" in night.done("sitrep", "C-0001", "--to", "Dover", *GRIS_NEZ)
    assert len(night.json("show", "C-0001")["messages"]) == before + 2
    assert "SITREP SAR" in night.done("sitrep", "C-0001", "--telex", "--lang", "fr")
    assert "GN-77" in night.done("handover-text", "C-0001")
    assert "NOT FOR BROADCAST" in night.done("relay-text", "C-0001", "--to", "all-stations")
    mail = night.done("email", "C-0001", "Where is your helicopter?", "--to", "Dover")
    assert mail.splitlines()[0] == mail.splitlines()[-1] == "*** EXERCISE EXERCISE EXERCISE ***"


def test_searches_are_valued_and_end_nothing(night: TypedDesk) -> None:
    said = night.done("value-searches", "C-0001", *QUICK)
    assert "POS" in said
    assert "No figure here ends a search." in said
    assert night.json("value-searches", "C-0001", *QUICK)["searches"][0]["search"] == "S-0001-1"


def test_a_decision_keeps_the_card(night: TypedDesk) -> None:
    night.done("decide", "C-0001", "I6", "chosen", "--why", "distress")
    decision = night.json("show", "C-0001")["decisions"][-1]
    assert decision["verdict"] == "required"
    assert not decision["against_advice"]


def test_the_gates_say_why_the_case_cannot_be_closed(night: TypedDesk) -> None:
    said = night.done("may-close", "C-0001")
    assert "still open: 50" in said
    gates = night.json("may-close", "C-0001")
    assert set(gates) == {"found", "exhausted", "merged"}
    refusal = night.refused(
        *("close", "C-0001", "--ground", "exhausted", "--why", "dark", *GRIS_NEZ)
    )
    assert "C-0001 cannot be closed" in refusal
    assert night.json("show", "C-0001")["state"] == "open"


def test_the_chronology_is_a_text_or_a_page(night: TypedDesk, tmp_path: Path) -> None:
    said = night.done("chronology", "C-0001")
    assert said.index("Case C-0001 was opened") < said.rindex("GN-77")
    page = tmp_path / "case.html"
    assert night.done("chronology", "C-0001", "--html", str(page)) == ""
    assert "<html" in page.read_text("utf-8")


def test_an_answer_is_printed_in_french_with_the_same_numbers(tmp_path: Path) -> None:
    desk = exercise(tmp_path)
    spoken = desk.done("assess", "C-0001", *QUICK, "--lang", "fr")
    assert "Conservée comme A-0001-1" in spoken
    answer = json.loads(desk.done("assess", "C-0001", *QUICK, "--json"))
    assert answer["survival"]["urgent_by"] in spoken


def test_from_a_suspended_search_to_a_closed_case(tmp_path: Path) -> None:
    desk = exercise(tmp_path)
    desk.now = "2026-03-14T08:00Z"
    desk.done(
        *("suspend", "C-0001", "--why", "fog", "--review-at", "2026-03-14T10:00Z"),
        *("--resume-if", "any report, of a boat or a person", "--resume-if", "the fog lifts"),
    )
    ending = desk.json("show", "C-0001")["endings"][-1]
    assert ending["resume_if"] == ["any report, of a boat or a person", "the fog lifts"]
    desk.now = "2026-03-14T10:01Z"
    assert "its review was due" in desk.done("queue")
    desk.done("reopen", "C-0001", "--why", "the fog lifts")
    desk.done("enter", "recovery.reported", "C-0001", "unit=Lifeboat Dunkirk", "alive=50")
    desk.done(
        *("enter", "recovery.matched", "recovery=V-0001", "craft=B-0001"),
        *("evidence=people_say_so,colour_agrees", "why=they say that they called"),
    )
    desk.done("enter", "centre.told", "C-0001", "centre=Gris-Nez", "channel=telephone")
    desk.done("close", "C-0001", "--ground", "found", "--why", "everybody counted aboard")
    assert desk.json("show", "C-0001")["state"] == "closed"
    assert desk.done("ledger").splitlines() == [
        "group,month,sector,source,alive,dead,missing,injured,near_miss"
    ]
    assert desk.json("ledger")["rows"] == []


def test_a_supervisor_ends_a_case_and_nobody_else(tmp_path: Path) -> None:
    desk = exercise(tmp_path)
    assert "supervisor" in desk.refused("end", "C-0001", "--why", "nothing more can be done")
    desk.done("end", "C-0001", "--why", "nothing more can be done", "--role", "supervisor")
    assert desk.json("show", "C-0001")["state"] == "ended"


def test_a_refused_hand_over_leaves_the_case_where_it_was(tmp_path: Path) -> None:
    desk = exercise(tmp_path)
    said = desk.done("offer", "C-0001", "--to", "Gris-Nez", "--why", "their side")
    assert "Coordinator: Dover until Gris-Nez accepts" in said
    assert "Only Gris-Nez" in desk.refused(
        *("refuse", "C-0001", "--why", "no unit", "--from-centre", "Gris-Nez")
    )
    desk.done(
        *("refuse", "C-0001", "--why", "no unit free"),
        *("--from-centre", "Gris-Nez", "--heard", "telephone"),
    )
    assert desk.json("show", "C-0001")["owner"] == "Dover"
    assert "Both supervisors" in desk.done("queue")


def test_a_mail_form_comes_back_as_a_report(tmp_path: Path) -> None:
    desk = TypedDesk(tmp_path / "a.sqlite")
    desk.done("open", "--exercise")
    rows = {"Position": "51-02.1N 001-44.0E", "Persons": "33", "Water in the boat": "yes"}
    filled = [
        f"{line} {rows[label]}" if (label := line.partition(" (")[0]) in rows else line
        for line in desk.done("mail-form").splitlines()
    ]
    form = tmp_path / "form.txt"
    form.write_text("\n".join([*filled, "they cry"]), "utf-8")
    desk.done("report", "--mail", str(form))
    found = desk.json("show-report", "R-0001")
    assert found["channel"] == "email"
    assert found["persons"]["high"] == 33
    assert found["said"]["facts"]["taking_water"]["value"] == "yes"
    assert "they cry" in found["text"]
    assert found["call_for_help"] is True
