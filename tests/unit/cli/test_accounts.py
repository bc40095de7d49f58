"""`estran accounts ...`: invite, accept, list, shut, and keys, as they are typed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from estran.cli.main import run
from tests.support.servers import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

Typed = Callable[..., str]
TOKEN = re.compile(r"^ {4}(\S+)$", re.MULTILINE)


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    def call(*arguments: str, rc: int = 0) -> str:
        file = ["--accounts", str(tmp_path / "accounts.sqlite")]
        assert run(["accounts", *arguments, *file]) == rc
        printed = capsys.readouterr()
        return printed.out if rc == 0 else printed.err

    return call


def accept(typed: Typed, token: str, monkeypatch: pytest.MonkeyPatch, *, rc: int = 0) -> str:
    answers = iter([token, PASSWORD])
    monkeypatch.setattr("estran.cli.accounts_accept.getpass", lambda _: next(answers))
    return typed("accept", rc=rc)


def test_from_an_invitation_to_a_shut_account(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typed("list") == "There are no accounts.\n"
    said = typed("invite", "dover-chief", "--role", "supervisor", "--centre", "Dover")
    assert "may be somebody's name" in said
    token = TOKEN.findall(said)[0]
    assert "(a1) is open" in accept(typed, token, monkeypatch)
    assert "never was" in accept(typed, token, monkeypatch, rc=2)
    key = typed("api-key", "dover-chief", "--scope", "take_in", "--scope", "read_queue")
    assert TOKEN.findall(key)[0].startswith("estran_key_")
    listed = typed("list")
    assert "dover-chief  supervisor  Dover" in listed
    assert "read_queue, take_in" in listed
    assert TOKEN.findall(key)[0] not in listed
    assert typed("revoke-key", "k1") == "k1 is revoked.\n"
    typed("disable", "dover-chief")
    found = json.loads(typed("list", "--json"))
    assert found["accounts"][0]["disabled"] is True
    assert found["keys"][0]["revoked"] is True


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["invite", "a@b.fr", "--role", "analyst"], "fonction"),
        (["invite", "quart-1", "--role", "watch_officer"], "centre"),
        (["invite", "quart-1", "--role", "public"], "public"),
        (["disable", "personne"], "personne"),
        (["api-key", "personne", "--scope", "take_in"], "personne"),
        (["revoke-key", "k9"], "k9"),
    ],
)
def test_a_refusal_in_french(typed: Typed, arguments: list[str], word: str) -> None:
    assert word in typed(*arguments, "--lang", "fr", rc=2)


def test_a_file_that_cannot_be_had_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["accounts", "list", "--accounts", "/nowhere/at/all.sqlite"]) == 1
    assert "/nowhere/at/all.sqlite" in capsys.readouterr().err
