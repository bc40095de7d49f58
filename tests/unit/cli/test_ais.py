"""AIS by the command line: looked at, in an answer, and followed beside a record."""

from __future__ import annotations

import importlib.util
import json
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from estran.cli.main import run
from estran.errors import InputError, MissingExtraError
from estran.language.catalogue import say
from estran.wiring.ais import follow_beside, heard_at, require_ais
from tests.support.ais_sentences import (
    CARGO,
    FISHING,
    MILITARY,
    POLICE,
    T0,
    file_of,
    place,
    ship,
    tagged,
    text,
)
from tests.support.ais_servers import receiver, trickle
from tests.support.desks import BOTH, desk_at

if TYPE_CHECKING:
    from pathlib import Path

FISHER, PATROL, WARSHIP, SILENT = 227000001, 226000002, 226000003, 235000004
REPORT = ["--at", "2026-11-20T02:00Z", "--position", "50-59.3N 001-21.1E", "--persons", "47"]
SHORT = ["--state", "adrift", "--particles", "100", "--hours", "2", "--exercise", "--embedded"]


@pytest.fixture
def heard(tmp_path: Path) -> Path:
    file = tmp_path / "ais.nmea"
    lines = [
        *place(FISHER, 50.99, 1.40),
        *ship(FISHER, "FV EXAMPLE", FISHING),
        *place(PATROL, 50.97, 1.31, knots=20.0),
        *ship(PATROL, "P 99", POLICE),
        *place(WARSHIP, 50.96, 1.32, knots=12.0),
        *ship(WARSHIP, "GREY", MILITARY),
        *place(SILENT, 50.95, 1.33),
        *place(970123456, 50.98, 1.42, knots=0.0, status=14),
    ]
    file.write_bytes(b"noise\r\n" + file_of(tagged(lines, T0)))
    return file


def test_a_look_shows_calls_first_then_ships_and_what_was_left_out(
    heard: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ais", "look", str(heard), "--near", "51-00N 001-24E"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("ALARM BY AIS")
    assert "FV EXAMPLE (fishing vessel) · 0.6 nm 180° · 50-59.400N 001-24.000E" in said
    assert "no sentence 1" in said
    assert "3 without a place here" in said


@pytest.mark.parametrize("form", [[], ["--json"], ["--lang", "fr"], ["--near", "51-00N 001-24E"]])
def test_guard_a_look_gives_no_place_of_police_or_armed_forces_or_of_nobody_knows_whom(
    heard: Path, form: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ais", "look", str(heard), *form]) == 0
    said = capsys.readouterr().out
    for hidden in ("P 99", "GREY", str(PATROL), str(WARSHIP), str(SILENT)):
        assert hidden not in said, hidden
    for place_of_theirs in ("50-58.2", "50-57.6", "50-57.0"):
        assert place_of_theirs not in said, place_of_theirs
    assert "FV EXAMPLE" in said


def test_a_look_as_json_holds_the_same(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ais", "look", str(heard), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["mmsi"] for one in said["alarms"]] == ["970123456"]
    assert [one["name"] for one in said["ships"]] == ["FV EXAMPLE"]
    assert said["withheld"] == 3
    assert said["lines"]["messages"] == 8


def test_lines_without_a_time_need_one_and_calls_do_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bare.nmea"
    file.write_bytes(file_of(place(FISHER), ship(FISHER), text(974000001, "EPIRB ACTIVE")))
    assert run(["ais", "look", str(file)]) == 0
    bare = capsys.readouterr().out
    assert "without a time 1" in bare
    assert bare.startswith("ALARM BY AIS: distress beacon (EPIRB-AIS)")
    assert run(["ais", "look", str(file), "--time", "2026-11-20T02:00Z"]) == 0
    assert "EXAMPLE" in capsys.readouterr().out


def test_a_look_at_a_receiver_listens_as_long_as_it_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = file_of(place(FISHER), ship(FISHER, "BY TCP", CARGO))
    with receiver(trickle(content)) as port:
        assert run(["ais", "look", f"tcp://127.0.0.1:{port}", "--seconds", "1"]) == 0
    assert "BY TCP (cargo ship)" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("where", ["nothing.nmea", "tcp://here", "http://x:1", "tcp://a..b:1"])
def test_what_cannot_be_heard_is_refused_with_2(
    where: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ais", "look", where, "--lang", language]) == 2
    said = capsys.readouterr().err
    assert said.startswith("estran: ")
    assert "Traceback" not in said


def test_an_answer_has_the_alarm_first_and_the_ship_among_those_who_can_come(
    heard: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["assess", *REPORT, *SHORT, "--ais", str(heard)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("EXERCISE · ALARM BY AIS")
    assert "FV EXAMPLE (fishing vessel)" in said
    assert "HEARD BY AIS" in said


def test_an_answer_as_json_says_the_alarm_beside_it(
    heard: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["assess", *REPORT, *SHORT, "--ais", str(heard), "--json"]) == 0
    caught = capsys.readouterr()
    assert caught.err.startswith("EXERCISE · ALARM BY AIS")
    found: dict[str, Any] = json.loads(caught.out)
    assert found["ais"]["alarms"][0]["mmsi"] == "970123456"
    assert found["ais"]["lines"]["not_a_sentence"] == 1


def test_without_pyais_the_extra_is_named(
    heard: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert run(["ais", "look", str(heard)]) == 2
    assert "pip install 'estran[ais]'" in capsys.readouterr().err
    with pytest.raises(MissingExtraError):
        require_ais()


def test_a_call_that_a_receiver_hears_is_in_the_record_soon() -> None:
    desk, _ = desk_at(f"{datetime.now(tz=UTC):%Y-%m-%dT%H:%MZ}")
    content = file_of(place(FISHER), place(970123456, 50.98, 1.42, status=14))
    with receiver(trickle(content)) as port:
        where = f"tcp://127.0.0.1:{port}"
        with follow_beside(desk, where, shared=BOTH, language="en"):
            end = time.monotonic() + 10.0
            while not desk.book().reports and time.monotonic() < end:
                time.sleep(0.05)
    (report,) = desk.book().reports.values()
    assert report.said.reference == "AIS SART 970123456"
    assert not [one for one in threading.enumerate() if one.name == "estran-ais"]


def test_a_real_call_is_not_filed_in_an_exercise() -> None:
    desk, _ = desk_at(watermark="EXERCISE")
    with (
        pytest.raises(InputError, match="exercise"),
        follow_beside(desk, "tcp://127.0.0.1:9", shared=BOTH, language="en"),
    ):
        pass


def test_nothing_is_followed_where_nobody_asks() -> None:
    desk, _ = desk_at()
    with follow_beside(desk, None, shared=BOTH, language="en"):
        assert not [one for one in threading.enumerate() if one.name == "estran-ais"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("seconds", ["nan", "inf", "-1", "0", "86401"])
def test_a_look_that_would_never_end_is_refused(
    seconds: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["ais", "look", "tcp://127.0.0.1:9", f"--seconds={seconds}", "--lang", language]
    assert run(asked) == 2
    assert "86400" in capsys.readouterr().err


def test_guard_ships_of_now_stand_in_no_answer_of_long_ago_and_calls_do() -> None:
    content = file_of(place(FISHER), ship(FISHER), place(970123456, 50.98, 1.42, status=14))
    with receiver(trickle(content)) as port:
        found = heard_at(f"tcp://127.0.0.1:{port}", until=T0, seconds=1.0)
        now = heard_at(f"tcp://127.0.0.1:{port}", until=datetime.now(tz=UTC), seconds=1.0)
    assert not found.ships.tracks
    assert found.ships.left_out["ahead"] == 1
    assert set(found.ships.calls) == {970123456}
    assert set(now.ships.tracks) == {FISHER}


def test_more_calls_than_can_be_followed_are_said_with_the_watermark(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "many.nmea"
    file.write_bytes(file_of(*[place(970000000 + one, status=14) for one in range(501)]))
    assert run(["ais", "look", str(file)]) == 0
    assert "\nMORE DEVICES CALL THAN ARE LISTED" in capsys.readouterr().out
    assert run(["assess", *REPORT, *SHORT, "--ais", str(file), "--json"]) == 0
    rows = capsys.readouterr().err.splitlines()
    assert len(rows) == 501
    assert all(row.startswith("EXERCISE · ") for row in rows)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_stands_in_the_way_is_said_in_words_of_the_language(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["ais", "look", "tcp://127.0.0.1:9", "--seconds", "0.2", "--lang", language]
    assert run(asked) == 0
    said = capsys.readouterr().out
    assert "Connection refused" not in said
    assert say(language, "ais_trouble.refused")[:20] in said
