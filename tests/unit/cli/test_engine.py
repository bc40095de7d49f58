"""`estran engine`: what is built, said in both languages; and no forecast waits for a build."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from estran.adapters import engine_building, engine_code
from estran.adapters.engine_code import write_code
from estran.cli.main import main, run
from estran.engine.compiled import build
from tests.support.commands import printed

KEY = "k" * 32


def test_every_command_is_offered_the_engine(monkeypatch):
    offers: list[object] = []
    monkeypatch.setattr("estran.engine.offering.offer", offers.append)
    monkeypatch.setattr("sys.argv", ["estran", "--version"])
    monkeypatch.setattr("gc.set_threshold", lambda _: None)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 0
    assert len(offers) == 1


def test_no_command_pays_for_numpy_that_does_not_need_it():
    code = (
        "import sys, estran.cli.main as m; m._prepare(); "
        "print([one for one in ('numpy', 'llvmlite', 'numba') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture(autouse=True)
def _cache(tmp_path, monkeypatch):
    monkeypatch.setenv(engine_code.PLACE, str(tmp_path))
    monkeypatch.setattr(engine_building, "code_key", lambda: KEY)
    monkeypatch.setattr(engine_building, "loaded", lambda *_: None)
    monkeypatch.setattr(build, "object_code", lambda _: ("drift", b"code"))


def test_a_build_says_so_before_and_after_and_only_once(capsys):
    assert run(["engine", "build"]) == 0
    first = capsys.readouterr().err
    assert first.startswith("Building the drift engine (once, ")
    assert "was built in 0 s" in first
    assert run(["engine", "build"]) == 0
    again = capsys.readouterr().err
    assert "stands ready" in again
    assert "Building" not in again


def test_a_build_that_fails_is_told_and_is_no_success(capsys, monkeypatch):
    def fails(_):
        raise OSError("no room")

    monkeypatch.setattr(build, "object_code", fails)
    assert run(["engine", "build"]) == 1
    assert "engine.not_built" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "before", "after"),
    [("en", "slower reference", "compiled engine"), ("fr", "plus lent", "moteur compilé")],
)
def test_status_before_and_after(capsys, lang, before, after):
    assert before in printed(["engine", "status", "--lang", lang], capsys)
    write_code(KEY, "drift", b"code" * 1000)
    text = printed(["engine", "status", "--lang", lang], capsys)
    assert after in text
    assert KEY in text
    assert "4 k" in text


def test_status_as_json(capsys):
    write_code(KEY, "drift", b"code")
    write_code("o" * 32, "drift", b"code")
    found = json.loads(printed(["engine", "status", "--json"], capsys))
    assert found["engine"] == "compiled"
    assert found["why_not"] is None
    assert found["key"] == KEY
    assert found["folder"].endswith(f"engine-{KEY}")
    assert found["others"] == 1
    assert found["built"].endswith("Z")
