"""A pasted text over HTTP: what is understood can be taken in as it stands, and nothing is kept."""

from __future__ import annotations

import pytest

from tests.support.rooms import Room, alone

TEXTS = [
    "on est 47 dont 6 enfants, moteur en panne, l'eau rentre 51-02.5N 001-50E à 02h11 UTC",
    "about 30-40 persons in a black dinghy, no life jackets, we are drifting, please help",
    "Une quarantaine de personnes, tout le monde a un gilet, +33 6 12 34 56 78",
    "engine is running, nobody in the water, https://maps.google.com/?q=51.04,1.83",
    "3 personnes à l'eau, un blessé, le boudin est crevé",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_draft_is_taken_in_as_it_stands_and_loses_nothing(text: str) -> None:
    mine = alone()
    draft = mine.post("/api/reports/preview", {"text": text}).json()["draft"]
    given = {**draft, "at": "2026-03-14T04:50Z", "channel": "message", "source": "caller"}
    taken = mine.done("/api/reports", given)
    assert taken["remarks"] == []
    kept = mine.seen(f"/api/reports/{taken['number']}")
    assert bool(kept["persons"]) is ("persons" in draft)
    assert {name: one["value"] for name, one in kept["said"]["facts"].items()} == draft["facts"]
    assert kept["text"] == text.replace("+33 6 12 34 56 78", "(phone)")


def test_nothing_is_kept_or_logged_of_what_is_only_looked_at() -> None:
    room = Room()
    dover = room.dover()
    before = room.server.desk.book().seq
    answer = dover.post("/api/reports/preview", {"text": "SECRETWORDS 40 people"})
    assert (answer.status_code, answer.json()["not_kept"]) == (200, True)
    assert room.server.desk.book().seq == before
    assert list(room.server.store.consultations()) == []


def test_a_clock_time_is_told_by_the_time_that_is_given() -> None:
    mine = alone()
    body = {"text": "0153Z", "at": "2022-12-14T02:13Z"}
    assert mine.post("/api/reports/preview", body).json()["draft"]["at"] == "2022-12-14T01:53Z"


@pytest.mark.parametrize(
    ("text", "code"), [(" ", "preview.empty"), ("a" * 5_001, "preview.too_long")]
)
def test_an_empty_or_endless_text_is_refused(text: str, code: str) -> None:
    refused = alone().post("/api/reports/preview", {"text": text}, language="fr")
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert "texte" in refused.json()["detail"]
