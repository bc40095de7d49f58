"""One night over HTTP, of two centres in one room and of one person alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.rooms import CALL, Room, alone

FOUND = {"unit": "Dunkirk lifeboat", "alive": 33}


def test_a_case_is_handed_over_and_closed_by_whoever_owns_it() -> None:
    room = Room()
    dover, gris_nez = room.dover(), room.gris_nez()
    _, case, craft = dover.opened()
    sheet = gris_nez.seen(f"/api/cases/{case}")
    assert sheet["owner"] == "Dover"
    assert sheet["coordinator"].startswith("Coordinator: Dover")
    offer = {"to": "Gris-Nez", "why": "the boat drifts to their side"}
    dover.done(f"/api/cases/{case}/events/handover.offered", offer)
    assert gris_nez.seen(f"/api/cases/{case}")["owner"] == "Dover"  # until the other accepts
    gris_nez.done(f"/api/cases/{case}/events/handover.accepted", {"reference": "2026/0412"})
    assert dover.seen(f"/api/cases/{case}")["owner"] == "Gris-Nez"
    made = gris_nez.done(f"/api/cases/{case}/events/recovery.reported", FOUND)
    recovery = made["entries"][0]["body"]["recovery"]
    match = {
        "recovery": recovery,
        "craft": craft,
        "evidence": ["phone_contact"],
        "why": "the caller's telephone rings aboard",
    }
    gris_nez.done(f"/api/cases/{case}/events/recovery.matched", match)
    end = {"ground": "found", "why": "all aboard the lifeboat"}
    refused = dover.post(f"/api/cases/{case}/events/case.closed", end)
    assert (refused.status_code, refused.json()["code"]) == (403, "centre.not_yours")
    gates = gris_nez.seen(f"/api/cases/{case}/gates")["found"]
    assert {one["standing"] for one in gates} == {"met"}
    gris_nez.done(f"/api/cases/{case}/events/case.closed", end)
    assert dover.seen("/api/cases") == []
    assert [one["case"] for one in dover.seen("/api/closed-cases")] == [case]


def test_another_centre_cannot_let_a_search_rest() -> None:
    room = Room()
    dover, gris_nez = room.dover(), room.gris_nez()
    _, case, _ = dover.opened()
    body = {"review_at": "2026-03-15T04:40Z", "resume_if": ["daylight"], "why": "fog"}
    assert gris_nez.post(f"/api/cases/{case}/events/case.suspended", body).status_code == 403
    dover.done(f"/api/cases/{case}/events/case.suspended", body)


def test_nobody_accepts_for_another_centre() -> None:
    room = Room()
    dover, gris_nez = room.dover(), room.gris_nez()
    _, case, _ = dover.opened()
    offer = {"to": "Gris-Nez", "why": "the boat drifts to their side"}
    dover.done(f"/api/cases/{case}/events/handover.offered", offer)
    itself = dover.post(f"/api/cases/{case}/events/handover.accepted", {})
    for_them = dover.post(f"/api/cases/{case}/events/handover.accepted", {"centre": "Gris-Nez"})
    assert (itself.status_code, for_them.status_code) == (409, 403)
    assert gris_nez.seen(f"/api/cases/{case}")["owner"] == "Dover"


def test_a_refused_hand_over_escalates_until_a_supervisor_has_reviewed_it() -> None:
    room = Room()
    dover, gris_nez = room.dover(), room.gris_nez()
    boss = room.person("supervisor", login="dover-supervisor-1")
    _, case, _ = dover.opened()
    offer = {"to": "Gris-Nez", "why": "the boat drifts to their side"}
    dover.done(f"/api/cases/{case}/events/handover.offered", offer)
    no_reason = gris_nez.post(f"/api/cases/{case}/events/handover.refused", {"why": " "})
    assert no_reason.status_code == 422
    gris_nez.done(f"/api/cases/{case}/events/handover.refused", {"why": "no unit at hand"})

    def refused() -> bool:
        return any(one["kind"] == "refused" for one in dover.seen("/api/queue")["alarms"])

    assert refused()
    review = {"why": "Dover keeps it"}
    assert dover.post(f"/api/cases/{case}/events/refusal.reviewed", review).status_code == 403
    boss.done(f"/api/cases/{case}/events/refusal.reviewed", review)
    assert not refused()


def test_an_offer_that_nobody_answers_alarms() -> None:
    room = Room()
    dover = room.dover()
    _, case, _ = dover.opened()
    offer = {"to": "Gris-Nez", "why": "the boat drifts to their side"}
    dover.done(f"/api/cases/{case}/events/handover.offered", offer)
    room.server.clock.move(timedelta(minutes=30))
    sheet = dover.seen(f"/api/cases/{case}")
    assert sheet["hand_over_s"] == 1800
    assert "hand_over" in {one["kind"] for one in sheet["alarms"]}


def test_one_person_alone_writes_down_what_the_other_side_said_by_telephone() -> None:
    mine = alone()
    _, case, _ = mine.opened()
    told = {"centre": "Gris-Nez", "channel": "telephone"}
    mine.done(f"/api/cases/{case}/events/centre.told", told)
    offer = {"to": "Gris-Nez", "why": "the boat drifts to their side"}
    mine.done(f"/api/cases/{case}/events/handover.offered", offer)
    accepted = {"centre": "Gris-Nez", "reference": "2026/0412", "heard": "telephone"}
    mine.done(f"/api/cases/{case}/events/handover.accepted", accepted)
    assert mine.seen(f"/api/cases/{case}")["owner"] == "Gris-Nez"


def test_a_case_can_be_read_as_it_was_known_at_a_moment() -> None:
    room = Room()
    dover = room.dover()
    _, case, _ = dover.opened()
    room.server.clock.move(timedelta(minutes=10))
    dover.done(f"/api/cases/{case}/events/phase.declared", {"phase": "alert", "why": "calm"})
    then = dover.seen(f"/api/cases/{case}/as-of", at="2026-03-14T05:05Z")
    assert then["phase"] == {"Dover": "distress"}
    assert then["as_of"] == "2026-03-14T05:05Z"
    assert dover.seen(f"/api/cases/{case}")["phase"] == {"Dover": "alert"}
    assert dover.get(f"/api/cases/{case}/as-of", at="2026-03-14T04:00Z").status_code == 404
    assert dover.get(f"/api/cases/{case}/as-of", at="yesterday").status_code == 422


def test_notes_and_texts_are_read_with_a_reason_that_is_logged() -> None:
    room = Room()
    dover = room.dover()
    boss = room.person("supervisor", login="dover-supervisor-1")
    report, case, _ = dover.opened()
    dover.done(f"/api/cases/{case}/events/note.added", {"text": "they shout"})
    assert dover.seen(f"/api/cases/{case}/notes", why="relief")[0]["text"] == "they shout"
    dover.seen(f"/api/reports/{report}", why="call-back")
    logged = [(one["what"], one["why"]) for one in boss.seen("/api/consultations")]
    assert logged == [(f"notes of {case}", "relief"), (f"text of {report}", "call-back")]


def test_a_message_is_written_numbered_and_kept() -> None:
    room = Room()
    dover = room.dover()
    _, case, _ = dover.opened()
    made = dover.done(f"/api/cases/{case}/messages/sitrep", {"to": ["Gris-Nez"]}, key="m-1")
    assert made["number"] == 1
    assert dover.done(f"/api/cases/{case}/messages/sitrep", {"to": ["Gris-Nez"]}, key="m-1") == made
    kept = dover.get(f"/api/cases/{case}/messages/{made['message']}")
    assert kept.text == made["text"]
    assert kept.headers["Content-Type"].startswith("text/plain")
    assert dover.post(f"/api/cases/{case}/messages/poem", {"to": ["x"]}).status_code == 422
    assert dover.get(f"/api/cases/{case}/messages/P-0001-9").status_code == 404


def test_the_chronology_is_a_page_with_its_own_style_and_nothing_else() -> None:
    room = Room()
    dover = room.dover()
    _, case, _ = dover.opened()
    page = dover.get(f"/api/cases/{case}/chronology", why="inquiry")
    assert page.headers["Content-Type"].startswith("text/html")
    assert "SECRETWORDS" in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.slow
def test_an_assessment_is_computed_once_for_a_key_and_kept_to_the_byte() -> None:
    room = Room()
    dover = room.dover()
    _, case, _ = dover.opened()
    wanted = {"particles": 500, "hours": 3}
    made = dover.done(f"/api/cases/{case}/assessments", wanted, key="a-1")
    assert made["coordinator"].startswith("Coordinator: Dover")
    before = len(tuple(room.server.store.read()))
    assert dover.done(f"/api/cases/{case}/assessments", wanted, key="a-1") == made
    assert len(tuple(room.server.store.read())) == before
    number = made["made"]["assessment"]
    answer = dover.seen(f"/api/cases/{case}/assessments/{number}")
    assert answer["coordination"]["sentence"].startswith("Coordinator: Dover")
    assert answer["control_card"]  # why there is none: this was a call for help
    assert {one["group"] for one in answer["card"]} == {"rescue"}
    assert dover.get(f"/api/cases/{case}/assessments/A-0001-9").status_code == 404
    search = {
        "unit": "Dunkirk lifeboat",
        "searcher": "small_boat",
        "target": "inflatable",
        "corners": ["51-05N 001-40E", "51-05N 001-50E", "51-00N 001-50E", "51-00N 001-40E"],
        "start": "2026-03-14T04:00Z",
        "end": "2026-03-14T04:30Z",
        "spacing_nm": 0.5,
        "speed_kn": 8,
        "visibility_nm": 3,
    }
    dover.done(f"/api/cases/{case}/events/search.done", search)
    valued = dover.done(f"/api/cases/{case}/searches/value", wanted)
    assert valued["coordinator"].startswith("Coordinator: Dover")
    assert valued["made"]["searches"][0]["search"] == "S-0001-1"


@pytest.mark.slow
def test_a_second_report_is_put_to_the_boat_with_its_evidence() -> None:
    dover = Room().dover()
    _, case, craft = dover.opened()
    second = dover.done("/api/reports", {**CALL, "persons": "about 30"})["number"]
    found = dover.done(f"/api/reports/{second}/likelihoods")
    assert found[0]["craft"] == craft
    verdicts = {part["verdict"] for part in found[0]["parts"]}
    assert verdicts <= {"against", "for", "neither", "unknown"}
    assert dover.seen(f"/api/cases/{case}")["boats"][0]["tally"]
    unplaced = [one["report"] for one in dover.seen("/api/queue")["unplaced"]]
    assert unplaced == [second]  # whatever the evidence, a person decides
