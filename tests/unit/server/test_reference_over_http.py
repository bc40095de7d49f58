"""What every id of an answer opens: doctrines, rules, sources, assumptions; and for whom."""

from __future__ import annotations

import pytest

from estran.doctrine.registry import every_doctrine
from estran.sources.assumptions import assumptions
from tests.support.rooms import Room, alone


def test_every_rule_source_and_assumption_of_an_answer_opens() -> None:
    dover = Room().dover()
    _, case, _ = dover.opened()
    made = dover.done(f"/api/cases/{case}/assessments", {"particles": 100, "hours": 1})["made"]
    answer = dover.seen(f"/api/cases/{case}/assessments/{made['assessment']}")
    rules = {row["rule"] for option in answer["card"] for row in option["rows"]}
    rules |= {name for option in answer["card"] for name in option["because"]}
    assert rules
    for name in rules:
        found = dover.seen(f"/api/rules/{name}")
        assert found["part"]["blocks"]
        assert found["doctrine"] in every_doctrine()
    for one in answer["manifest"]["sources"]:
        assert dover.seen(f"/api/sources/{one['key']}")["title"] == one["title"]
    for one in answer["manifest"]["assumptions"]:
        found = dover.seen(f"/api/assumptions/{one['key']}")
        assert {name: found[name] for name in one} == one
    for one in answer["doctrines"]:
        page = dover.seen(f"/api/doctrines/{one['id']}")
        assert page["rules"]
        assert page["page"]["title"]


def test_no_figure_of_a_boats_shape_or_limits_leaves_the_house_here_either() -> None:
    mine = alone()
    withheld = {
        key for key in assumptions() if mine.seen(f"/api/assumptions/{key}")["value"] is None
    }
    assert withheld
    assert withheld < set(assumptions())
    for key in withheld:
        found = mine.seen(f"/api/assumptions/{key}")
        assert (found["low"], found["high"]) == (None, None)


def test_doctrines_are_told_as_known_on_a_day() -> None:
    mine = alone()
    early = mine.seen("/api/doctrines", at="2023-01-01")
    late = mine.seen("/api/doctrines", at="2026-03-14")
    ids = [{one["id"] for one in found["doctrines"]} for found in (early, late)]
    assert ids[0] < ids[1]
    assert mine.seen("/api/doctrines")["day"] == "2026-03-14"  # the room's own day
    assert mine.get("/api/doctrines", at="soon").status_code == 422
    assert mine.seen("/api/commitments")["page"]["parts"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/doctrines/LAWS", "doctrine.unknown"),
        ("/api/rules/LAW-HELPS", "reference.none"),
        ("/api/sources/nobody_1900", "reference.none"),
        ("/api/assumptions/beach_slopes", "reference.none"),
    ],
)
def test_an_id_that_is_none_is_refused_with_the_nearest(path: str, code: str) -> None:
    refused = alone().get(path)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert refused.json()["params"]["nearest"]


def test_the_pages_come_in_the_language_of_the_reader() -> None:
    mine = alone()
    french = {**mine.headers, "Accept-Language": "fr"}
    one = mine.seen("/api/doctrines/LAW")
    other = mine.browser.get("/api/doctrines/LAW", headers=french).json()
    assert one["page"]["language"] == "en"
    assert other["page"]["language"] == "fr"
    assert one["title"] != other["title"]


def test_whoever_is_logged_in_reads_them_and_nobody_else() -> None:
    room = Room()
    for role in ("volunteer", "enforcement", "analyst"):
        assert room.person(role).get("/api/rules/LAW-HELP").status_code == 200
    assert room.server.room().get("/api/rules/LAW-HELP").status_code == 401
