"""`estran serve`: refusals at once, and a server as a process: it answers, and stops cleanly."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import pytest

from estran.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDRESS = re.compile(r"http://127\.0\.0\.1:(?P<port>\d+)(?:/\?token=(?P<token>[\w-]+))?")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--host", "192.0.2.7"], "only"),
        (["--host", "192.0.2.7", "--mode", "room"], "clear"),
        (["--centre", "Calais", "--port", "0"], "Calais"),
        (["--port", "70000"], "70000"),
    ],
)
def test_what_cannot_be_served_is_refused_with_2(
    arguments: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", *arguments]) == 2
    assert code in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert run(["serve", "--port", str(port), "--lang", "fr"]) == 2
    assert f"port {port}" in capsys.readouterr().err


def test_a_certificate_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("c.pem", "k.pem"):
        (tmp_path / name).write_text("no certificate")
    given = ["--certificate", str(tmp_path / "c.pem"), "--key", str(tmp_path / "k.pem")]
    files = ["--accounts", str(tmp_path / "a.sqlite"), "--casebook", str(tmp_path / "c.sqlite")]
    assert run(["serve", "--port", "0", "--mode", "room", *given, *files]) == 2
    assert "c.pem" in capsys.readouterr().err


@pytest.fixture
def started(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    program = "from estran.cli.main import main; main()"
    command = [sys.executable, "-u", "-c", program, "serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, *request.param], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def said_address(process: subprocess.Popen[str]) -> re.Match[str]:
    assert process.stdout is not None
    for line in process.stdout:
        if found := ADDRESS.search(line):
            return found
    raise AssertionError("it printed no address")


def get(port: str, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=10)
    connection.request("GET", path, headers={"Connection": "close", **headers})
    answer = connection.getresponse()
    answer.read()
    return answer


@pytest.mark.slow
@pytest.mark.parametrize("started", [[]], indirect=True, ids=["local"])
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_one_persons_server_answers_and_stops_cleanly(
    started: subprocess.Popen[str], stop: signal.Signals
) -> None:
    address = said_address(started)
    bearer = {"Authorization": f"Bearer {address['token']}"}
    good = get(address["port"], "/api/me", bearer)
    assert good.status == 200
    assert good.getheader("Server") is None
    assert get(address["port"], "/api/me", {}).status == 401
    assert get(address["port"], "/api/me", {**bearer, "Host": "evil.example"}).status == 400
    started.send_signal(stop)
    assert started.wait(timeout=20) == 0
    assert started.stdout is not None
    assert "Stopped." in started.stdout.read()


class Caller:
    """A program that keeps its connection."""

    def __init__(self, address: re.Match[str]) -> None:
        port, token = int(address["port"]), address["token"]
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        method = "GET" if body is None else "POST"
        content = None if body is None else json.dumps(body)
        self.connection.request(method, path, content, self._headers)
        return json.loads(self.connection.getresponse().read())


@pytest.mark.slow
@pytest.mark.parametrize("started", [["--watermark", "EXERCISE"]], indirect=True, ids=["local"])
def test_a_boat_is_assessed_beside_and_an_open_stream_does_not_hold_up_the_end(
    started: subprocess.Popen[str], tmp_path: Path
) -> None:
    address = said_address(started)
    caller = Caller(address)
    with closing(Caller(address).connection) as stream, closing(caller.connection):
        call = {"source": "caller", "positions": ["51-02.1N 001-44.0E"], "persons": "33"}
        taken = caller.ask("/api/reports", call)
        made = caller.ask(f"/api/reports/{taken['number']}/case", {})
        until = monotonic() + 60
        sheet: Any = {"assessments": []}
        while not sheet["assessments"] and monotonic() < until:
            sleep(0.2)
            sheet = caller.ask(f"/api/cases/{made['case']}")
        assert len(sheet["assessments"]) == 1
        assert sheet["watermark"] == "EXERCISE"
        bearer = {"Authorization": f"Bearer {address['token']}"}
        stream.request("GET", "/api/stream", headers=bearer)
        with stream.getresponse() as answer:
            assert answer.status == 200
            begun = monotonic()
            started.send_signal(signal.SIGTERM)
            assert started.wait(timeout=20) == 0
        assert monotonic() - begun < 5
    assert list(tmp_path.glob("*.keys"))


@pytest.mark.slow
@pytest.mark.parametrize("started", [[]], indirect=True, ids=["local"])
def test_an_answer_does_not_wait_for_the_other_sides_acknowledgement(
    started: subprocess.Popen[str],
) -> None:
    """Small parts of an answer are sent at once: otherwise each took 40 ms and more."""
    caller = Caller(said_address(started))
    with closing(caller.connection):
        caller.ask("/api/reports", {})
        waits = []
        for _ in range(5):
            begun = monotonic()
            caller.ask("/api/reports", {})
            waits.append(monotonic() - begun)
    assert min(waits) < 0.035


@pytest.mark.slow
@pytest.mark.parametrize("started", [["--mode", "room"]], indirect=True, ids=["room"])
def test_a_rooms_server_keeps_its_accounts_in_a_file(
    started: subprocess.Popen[str], tmp_path: Path
) -> None:
    address = said_address(started)
    assert address["token"] is None
    assert get(address["port"], "/api/me", {}).status == 401
    assert (tmp_path / "accounts.sqlite").exists()
    os.kill(started.pid, signal.SIGTERM)
    assert started.wait(timeout=20) == 0


def test_an_exercise_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--port", "0", "--exercise", "2022-12-15"]) == 2
    assert "2022-12-14" in capsys.readouterr().err


def test_an_exercise_is_entered_into_no_other_casebook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(tmp_path / "c.sqlite")
    assert run(["casebook", "open", "--casebook", place]) == 0
    assert run(["serve", "--port", "0", "--exercise", "2022-12-14", "--casebook", place]) != 0
    assert "exercise" in capsys.readouterr().err.casefold()


@pytest.mark.slow
@pytest.mark.parametrize(
    "started", [["--exercise", "2022-12-14", "--open"]], indirect=True, ids=["exercise"]
)
def test_an_exercise_is_played_on_a_clock_of_its_own(started: subprocess.Popen[str]) -> None:
    caller = Caller(said_address(started))
    with closing(caller.connection):
        queue = caller.ask("/api/queue")
    assert queue["watermark"] == "EXERCISE 2022-12-14"
    assert queue["now"].startswith("2022-12-14T02:1")
    assert [one["case"] for one in queue["cases"]] == ["C-0001"]
    started.send_signal(signal.SIGINT)
    assert started.wait(timeout=20) == 0


SEAT = re.compile(r"^\s+(?P<login>[a-z0-9-]+-1)\s+(?P<password>\S+)\s")


@pytest.mark.slow
@pytest.mark.parametrize(
    "started",
    [["--exercise", "2022-12-14", "--untouched", "--mode", "room"]],
    indirect=True,
    ids=["both-sides"],
)
def test_both_sides_of_an_exercise_log_in_with_what_was_printed(
    started: subprocess.Popen[str],
) -> None:
    port = said_address(started)["port"]
    assert started.stdout is not None
    seats = {}
    for line in started.stdout:
        if found := SEAT.match(line):
            seats[found["login"]] = found["password"]
        if "volunteer-1" in seats:
            break
    for login, centre in (("dover-watch-1", "Dover"), ("gris-nez-watch-1", "Gris-Nez")):
        body = json.dumps({"login": login, "password": seats[login]})
        headers = {"Content-Type": "application/json"}
        with closing(http.client.HTTPConnection("127.0.0.1", int(port), timeout=20)) as connection:
            connection.request("POST", "/api/session", body=body, headers=headers)
            answer = connection.getresponse()
            assert answer.status == 201
            assert json.loads(answer.read())["centre"] == centre
