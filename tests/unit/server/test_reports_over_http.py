"""Reports over HTTP: kept before they are answered, once for each key, whatever is typed."""

from __future__ import annotations

import pytest

from tests.support.rooms import CALL, Room, alone


def test_a_report_is_kept_and_both_centres_are_told() -> None:
    room = Room()
    dover = room.dover()
    taken = dover.done("/api/reports", CALL)
    assert taken["number"] == "R-0001"
    assert taken["told"] == ["Gris-Nez"]
    assert taken["status"] == "RECEIVED, ENTERED BY THE WATCH"
    kinds = [one.draft.kind for one in room.server.store.read()]
    assert kinds == ["report.received", "report.read", "centre.told"]


def test_the_same_report_sent_twice_under_one_key_is_one_report() -> None:
    room = Room()
    dover = room.dover()
    first = dover.done("/api/reports", CALL, key="k-1")
    again = dover.done("/api/reports", CALL, key="k-1")
    assert again == first
    assert dover.seen("/api/queue")["unplaced"][0]["report"] == "R-0001"
    assert len(dover.seen("/api/own-reports")) == 1


def test_another_report_under_the_same_key_is_refused_and_nothing_is_kept() -> None:
    room = Room()
    dover = room.dover()
    dover.done("/api/reports", CALL, key="k-1")
    answer = dover.post("/api/reports", {**CALL, "persons": "34"}, key="k-1")
    assert answer.status_code == 409
    assert len(dover.seen("/api/own-reports")) == 1


def test_two_people_may_choose_the_same_key() -> None:
    room = Room()
    first = room.dover().done("/api/reports", CALL, key="k-1")
    second = room.gris_nez().done("/api/reports", {**CALL, "persons": "5"}, key="k-1")
    assert first["number"] != second["number"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/reports/R-0001/case", {"label": "Charlie"}),
        ("/api/calls", {"phone": "+33612345678"}),
        ("/api/events/report.read", {"report": "R-0001"}),
    ],
)
def test_other_writes_keep_keys_too(path: str, body: dict[str, str]) -> None:
    room = Room()
    dover = room.dover()
    dover.done("/api/reports", CALL)
    first = dover.done(path, body, key="k-2")
    before = len(tuple(room.server.store.read()))
    assert dover.done(path, body, key="k-2") == first
    assert len(tuple(room.server.store.read())) == before


def test_a_report_about_what_lies_ahead_is_refused() -> None:
    dover = Room().dover()
    soon = dover.post("/api/reports", {**CALL, "at": "2026-03-14T05:59Z"})
    late = dover.post("/api/reports", {**CALL, "at": "2026-03-14T06:01Z"})
    assert soon.status_code == 201
    assert (late.status_code, late.json()["code"]) == (422, "time.ahead")


def test_what_cannot_be_read_is_kept_and_remarked_upon() -> None:
    dover = Room().dover()
    taken = dover.done("/api/reports", {"positions": ["near the big rock"], "persons": "many"})
    assert len(taken["remarks"]) >= 2
    assert dover.seen(f"/api/reports/{taken['number']}")["positions"][0]["said"]


def test_a_volunteer_sees_what_became_of_their_own_report_and_nothing_else() -> None:
    room = Room()
    dover = room.dover()
    volunteer = room.person("volunteer", login="volunteer-line-1")
    other = room.person("volunteer", login="volunteer-line-2")
    number = volunteer.done("/api/reports", CALL)["number"]
    mine = volunteer.seen(f"/api/own-reports/{number}")
    assert (mine["status"], mine["read"]) == ("RECEIVED, NOT READ", {})
    assert other.get(f"/api/own-reports/{number}").status_code == 404
    assert other.seen("/api/own-reports") == []
    dover.done("/api/events/report.read", {"report": number})
    mine = volunteer.seen(f"/api/own-reports/{number}")
    assert mine["status"] == "RECEIVED, READ"
    assert list(mine["read"]) == ["Dover"]
    for path in (f"/api/reports/{number}", "/api/queue", "/api/cases", "/api/events"):
        assert volunteer.get(path).status_code == 403


def test_the_words_for_a_volunteer_come_in_the_language_asked_for() -> None:
    room = Room()
    volunteer = room.person("volunteer", login="volunteer-line-1")
    volunteer.done("/api/reports", CALL)
    volunteer.headers["Accept-Language"] = "fr"
    assert volunteer.seen("/api/own-reports")[0]["words"] == "REÇU, NON LU"


def test_what_a_volunteer_passes_on_is_a_call_for_help_whatever_source_is_named() -> None:
    room = Room()
    volunteer = room.person("volunteer", login="volunteer-line-1")
    number = volunteer.done("/api/reports", {**CALL, "source": "patrol"})["number"]
    said = room.dover().seen(f"/api/reports/{number}")
    assert said["call_for_help"] is True
    assert said["source"] == "volunteer"


def test_a_volunteer_does_not_take_a_missed_call_off_the_queue() -> None:
    room = Room()
    volunteer = room.person("volunteer", login="volunteer-line-1")
    call = volunteer.done("/api/calls", {"phone": "+33612345678"})["call"]
    body = {"call": call, "outcome": "reached"}
    assert volunteer.post("/api/events/call.returned", body).status_code == 403
    dover = room.dover()
    assert dover.seen("/api/queue")["missed_calls"][0]["call"] == call
    dover.done("/api/events/call.returned", body)
    assert dover.seen("/api/queue")["missed_calls"] == []


def test_a_receipt_is_signed_and_stands_in_the_record() -> None:
    room = Room()
    volunteer = room.person("volunteer", login="volunteer-line-1")
    number = volunteer.done("/api/reports", CALL)["number"]
    given = volunteer.done(f"/api/reports/{number}/receipt")
    assert f"report {number}\n" in given["payload"]
    assert "receipt.given" in [one.draft.kind for one in room.server.store.read()]


JSON = {"Content-Type": "application/json"}
UNUSABLE = {
    "nan": b'{"position_accuracy_m": NaN}',
    "infinity": b'{"position_accuracy_m": 1e400}',
    "negative": b'{"position_accuracy_m": -1}',
    "half a character": b'{"text": "\\ud800"}',
    "not utf-8": b'{"text": "\xff"}',
    "deep": b'{"facts": {"a": ' + b'{"a": ' * 30 + b"1" + b"}" * 30 + b"}}",
    "a number for a text": b'{"persons": 33}',
    "a text for a list": b'{"positions": "51N 1E"}',
    "a name": b'{"name": "somebody"}',
    "a photo": b'{"photo": "x"}',
    "a nationality": b'{"nationality": "x"}',
    "never closed": b"[" * 100_000,
    "a long text": b'{"text": "' + b"x" * 30_000 + b'"}',
    "too long at all": b'{"text": "' + b"x" * 300_000 + b'"}',
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_a_body_that_cannot_be_used_is_refused_and_nothing_is_kept(what: str) -> None:
    room = Room()
    dover = room.dover()
    headers = {**dover.headers, **JSON}
    answer = dover.browser.post("/api/reports", content=UNUSABLE[what], headers=headers)
    assert 400 <= answer.status_code < 500
    assert answer.json()["code"].startswith("request.")
    assert tuple(room.server.store.read()) == ()


def test_every_alphabet_is_kept_as_it_was_typed() -> None:
    dover = Room().dover()
    text = "مركب \u200f\u0000 🚤 Ελλάδα \U0001f6f6 e\u0301"
    number = dover.done("/api/reports", {"text": text})["number"]
    assert dover.seen(f"/api/reports/{number}", why="read aloud")["text"] == text


def test_one_person_alone_takes_in_and_is_told_who_was_not_told() -> None:
    mine = alone()
    taken = mine.done("/api/reports", CALL)
    assert taken["told"] == []
    alarms = {one["kind"] for one in mine.seen("/api/queue")["alarms"]}
    assert "untold" in alarms


ON_LAND = "50-43.5N 002-03.0E"  # some 40 km inland


def on_land(**said: object) -> dict[str, object]:
    return {"positions": [ON_LAND], "facts": {"help_asked": "no"}, "persons": "20", **said}


def test_a_place_on_land_is_not_stored_where_a_volunteer_says_that_nobody_needs_help() -> None:
    room = Room()
    volunteer = room.person("volunteer", login="volunteer-line-1")
    answer = volunteer.post("/api/reports", on_land(text="They walk."), language="fr")
    assert (answer.status_code, answer.json()["code"]) == (422, "report.on_land")
    assert "rien n'en est enregistré" in answer.json()["detail"]
    assert not tuple(room.server.store.read())


@pytest.mark.parametrize(
    "said",
    [
        {"facts": {}},
        {"facts": {"help_asked": "yes"}},
        {"facts": {"help_asked": "no", "injured_or_ill": "unknown"}},
        {"text": "on coule, aidez-nous"},
        {"text": "x" * 10_000},
        {"positions": [ON_LAND, "51-02.5N 001-50E"]},
        {"positions": ["near the big rock"]},
        {"positions": ["51-02.5N 001-50E"]},
    ],
)
def test_whoever_may_need_help_is_taken_in_wherever_they_are(said: dict[str, object]) -> None:
    volunteer = Room().person("volunteer", login="volunteer-line-1")
    assert volunteer.post("/api/reports", on_land(**said)).status_code == 201


def test_what_a_watch_types_in_is_kept_as_said_on_land_too() -> None:
    assert Room().dover().post("/api/reports", on_land()).status_code == 201


def test_a_report_sent_again_in_the_other_language_is_the_same_report() -> None:
    volunteer = Room().person("volunteer", login="volunteer-line-1")
    first = volunteer.post("/api/reports", CALL, key="k-1", language="en").json()
    again = volunteer.post("/api/reports", CALL, key="k-1", language="fr").json()
    assert again["number"] == first["number"]


def test_whoever_logs_in_knows_at_once_whether_this_is_an_exercise_and_what_time_it_is() -> None:
    me = Room().person("volunteer", login="volunteer-line-1").seen("/api/me")
    assert (me["watermark"], me["now"][:10]) == ("", "2026-03-14")


def test_the_queue_gives_a_position_in_minutes_beside_what_was_said() -> None:
    dover = Room().dover()
    dover.done("/api/reports", {"positions": ["51 02 30 N 001 45 06 E", "near the big rock"]})
    found = dover.seen("/api/queue")["unplaced"][0]["positions"]
    assert [one["said"] for one in found] == ["51 02 30 N 001 45 06 E", "near the big rock"]
    assert [one["dmm"] for one in found] == ["51-02.500N 001-45.100E", ""]
