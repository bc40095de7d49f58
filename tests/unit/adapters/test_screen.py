"""A browser is opened where there is a screen for it, and nowhere else."""

from __future__ import annotations

import sys
import webbrowser

import pytest

from estran.adapters.files import passing_folder
from estran.adapters.screen import SCREENS, open_browser


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def note(address: str) -> bool:
        found.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    monkeypatch.setattr(sys, "platform", "linux")
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    return found


def test_without_a_screen_no_browser_takes_over_the_terminal(opened: list[str]) -> None:
    assert open_browser("http://127.0.0.1:8700/") is False
    assert opened == []


@pytest.mark.parametrize("screen", SCREENS)
def test_with_a_screen_the_address_is_opened(
    opened: list[str], monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    monkeypatch.setenv(screen, ":0")
    assert open_browser("http://127.0.0.1:8700/") is True
    assert opened == ["http://127.0.0.1:8700/"]


def test_a_browser_that_fails_is_none(monkeypatch: pytest.MonkeyPatch, opened: list[str]) -> None:
    def fail(address: str) -> bool:
        raise webbrowser.Error(address)

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(webbrowser, "open", fail)
    assert open_browser("http://127.0.0.1:8700/") is False
    assert opened == []


def test_a_passing_folder_is_its_owners_and_is_gone_with_all_in_it() -> None:
    with passing_folder() as folder:
        assert folder.stat().st_mode & 0o077 == 0
        (folder / "keys").mkdir()
        (folder / "keys" / "k").write_text("secret")
    assert not folder.exists()
