"""Looking back over HTTP: the moments of a record, the queue as it was, and drafts of messages."""

from __future__ import annotations

from datetime import timedelta

from tests.support.rooms import PATROL, Room
from tests.support.servers import START


def test_the_queue_stands_as_it_was_known_at_each_moment() -> None:
    room = Room()
    dover = room.dover()
    report = dover.done("/api/reports", PATROL)["number"]
    room.server.clock.move(timedelta(minutes=10))
    case = dover.done(f"/api/reports/{report}/case", {"label": "Charlie"})["case"]
    room.server.clock.move(timedelta(minutes=10))
    now = dover.seen("/api/queue")
    assert [one["case"] for one in now["cases"]] == [case]
    before = (START + timedelta(minutes=5)).isoformat()
    then = dover.seen("/api/queue/as-of", at=before)
    assert (then["as_of"], then["now"]) == ("2026-03-14T05:05Z", "2026-03-14T05:05Z")
    assert [one["report"] for one in then["unplaced"]] == [report]
    assert then["cases"] == []
    nothing = dover.seen("/api/queue/as-of", at=(START - timedelta(minutes=1)).isoformat())
    assert (nothing["unplaced"], nothing["alarms"]) == ([], [])


def test_a_slider_finds_every_moment_in_words_and_no_private_text() -> None:
    room = Room()
    dover = room.dover()
    report, case, _ = dover.opened()
    dover.done(f"/api/cases/{case}/events/note.added", {"text": "SECRETWORDS they shout"})
    found = dover.seen("/api/moments")
    kinds = [one["kind"] for one in found["moments"]]
    assert kinds[0] == "report.received"
    assert "case.opened" in kinds
    assert [one["seq"] for one in found["moments"]] == list(range(1, len(kinds) + 1))
    assert all(one["words"] for one in found["moments"])
    assert "SECRETWORDS" not in dover.get("/api/moments").text
    other = dover.done("/api/reports", PATROL)["number"]
    mine = dover.seen("/api/moments", case=case)["moments"]
    said = " ".join(one["words"] for one in mine)
    assert report in said
    assert other not in said


def test_moments_are_for_those_who_watch() -> None:
    room = Room()
    room.dover().opened()
    for role in ("volunteer", "enforcement", "analyst"):
        person = room.person(role)
        assert person.get("/api/moments").status_code == 403
        assert person.get("/api/queue/as-of", at=START.isoformat()).status_code == 403
    missing = room.gris_nez().get("/api/moments", case="C-0099")
    assert (missing.status_code, missing.json()["code"]) == (404, "record.unknown")


def test_alarms_gates_and_contradictions_come_in_words_of_the_reader() -> None:
    room = Room()
    dover = room.dover()
    _, case, _ = dover.opened()
    room.server.clock.move(timedelta(minutes=90))
    french = {**dover.headers, "Accept-Language": "fr"}
    english = dover.seen("/api/queue")["alarms"]
    other = dover.browser.get("/api/queue", headers=french).json()["alarms"]
    assert english
    assert all(one["words"] for one in english)
    assert [one["words"] for one in english] != [one["words"] for one in other]
    gates = dover.seen(f"/api/cases/{case}/gates")["found"]
    assert all(one["words"] for one in gates)


def test_a_draft_of_a_message_enters_nothing() -> None:
    room = Room()
    dover = room.dover()
    _, case, _ = dover.opened()
    before = room.server.desk.book().seq
    for form in ("sitrep", "handover", "mayday_relay"):
        path = f"/api/cases/{case}/messages/{form}"
        draft = dover.post(f"{path}/preview", {"to": ["Gris-Nez"]})
        assert draft.status_code == 200, draft.text
        assert case in draft.json()["text"] or "MAYDAY" in draft.json()["text"]
    assert room.server.desk.book().seq == before
    draft = dover.post(f"/api/cases/{case}/messages/sitrep/preview", {"to": ["Gris-Nez"]}).json()
    kept = dover.done(f"/api/cases/{case}/messages/sitrep", {"to": ["Gris-Nez"]})
    assert kept["text"] == draft["text"]  # what was seen is what is kept
