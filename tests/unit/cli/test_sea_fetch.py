"""`estran sea fetch` and `estran sea status`: what is said in both languages, and by which code."""

from __future__ import annotations

import importlib.util
import json
import socket
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from estran import wiring
from estran.adapters.kept_fields import PLACE, TRIED, newest_entries
from estran.adapters.live import copernicus, fetching
from estran.adapters.sea_standing import OWN
from estran.cli.main import run
from estran.language.catalogue import say
from tests.support import live_servers as live
from tests.support.commands import printed
from tests.support.copernicus import Client
from tests.support.live_servers import NOW, Sea, served
from tests.support.servers import StandingClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> StandingClock:
    standing = StandingClock(time=datetime.fromtimestamp(NOW, tz=UTC))
    monkeypatch.setattr(wiring, "clock", lambda: standing)
    return standing


@pytest.fixture
def folder(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    clock: StandingClock,  # noqa: ARG001 -- it must stand before
) -> Path:
    monkeypatch.setenv(PLACE, str(tmp_path / "sea"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv(OWN, raising=False)
    monkeypatch.setattr("time.sleep", lambda _: None)
    return tmp_path / "sea"


@pytest.fixture
def sea(
    folder: Path,  # noqa: ARG001 -- the folder must be named before
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Sea]:
    with served() as one:
        (tmp_path / "own.toml").write_text(one.own())
        monkeypatch.setenv(OWN, str(tmp_path / "own.toml"))
        yield one


def test_a_day_of_the_sea(
    sea: Sea, clock: StandingClock, capsys: pytest.CaptureFixture[str]
) -> None:
    told = printed(["sea", "fetch", "--hours", "24"], capsys)
    assert "Open-Meteo forecast: wind fetched" in told
    assert "GEBCO" in told
    clock.move(timedelta(hours=2))
    told = printed(["sea", "status"], capsys)
    assert "wind: Open-Meteo forecast" in told
    assert "fetched 2.0 h ago; resolution 2000 m" in told
    assert "a new one is worth fetching from 2026-11-27T13:00Z" in told
    assert "currents: what Estran holds itself" in told
    assert say("en", "sea_without.currents") in told
    clock.move(timedelta(hours=11))
    told = printed(["sea", "status"], capsys)
    assert "Open-Meteo forecast: STALE, fetched 13.0 h ago; not used" in told
    assert say("en", "sea_without.wind") in told
    clock.move(timedelta(hours=12))
    states = json.loads(printed(["sea", "status", "--json"], capsys))["layers"]
    used = {one["layer"]: one["used"] for one in states}
    assert used["depth"] == "emodnet"
    assert used["wind"] == used["waves"] == "embedded"
    assert sea.asked.count("wind") == 1, "the status asks nobody"


def test_the_status_never_touches_a_network(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a network was asked")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert not folder.exists()
    for language in ("en", "fr"):
        told = printed(["sea", "status", "--lang", language], capsys)
        assert say(language, "sea_without.depth") in told
    assert not folder.exists(), "looking makes nothing"


def test_what_failed_is_said_by_both_commands_in_both_languages(
    sea: Sea, capsys: pytest.CaptureFixture[str]
) -> None:
    sea.manner["wind"] = live.portal
    for language, words in (("en", "a page for people"), ("fr", "une page de lecture")):
        assert words in printed(["sea", "fetch", "--again", "--lang", language], capsys)
        assert words in printed(["sea", "status", "--lang", language], capsys)


def test_nothing_at_all_ends_with_1_and_the_status_still_stands(
    sea: Sea, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for room in ("wind", "marine", "gauge", "calais", "dunkerque", "emodnet", "gebco"):
        sea.manner[room] = live.status(404)
    assert run(["sea", "fetch"]) == 1
    assert "live.nothing" in capsys.readouterr().err
    assert not newest_entries(folder)
    assert "(status 404)" in printed(["sea", "status"], capsys)


@pytest.mark.usefixtures("sea")
def test_a_damaged_file_is_named_and_not_used(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sea", "fetch"]) == 0
    path = newest_entries(folder)["wind", "open-meteo"].path
    path.write_bytes(path.read_bytes()[:-1])
    capsys.readouterr()
    told = printed(["sea", "status"], capsys)
    assert f"{path.name}: damaged" in told
    assert "wind: what Estran holds itself" in told


@pytest.mark.usefixtures("sea")
def test_one_fetches_at_a_time_and_a_finished_one_holds_nobody_up(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with fetching._alone(folder):
        assert run(["sea", "fetch", "--lang", "fr"]) == 2
        assert "télécharge déjà" in capsys.readouterr().err
    assert (folder / fetching.LOCK).exists(), "the lock file stays, and holds nobody"
    assert run(["sea", "fetch"]) == 0


@pytest.mark.parametrize("hours", ["0", "-5", "169"])
def test_hours_have_bounds(hours: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sea", "fetch", f"--hours={hours}"]) == 2
    assert "1 to 168" in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.usefixtures("folder")
def test_own_sources_that_cannot_be_read_are_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(OWN, str(tmp_path / "missing.toml"))
    assert run(["sea", "status"]) == 2
    assert "missing.toml" in capsys.readouterr().err


def test_a_note_that_is_no_note_is_passed_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir()
    for content in ("", "[]", "{}", '{"key": "open-meteo"}'):
        (folder / f"open-meteo{TRIED}").write_text(content)
        assert "Open-Meteo forecast: nothing kept" in printed(["sea", "status"], capsys)


@pytest.mark.usefixtures("folder")
def test_what_is_not_set_up_here_is_named_with_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *more: None if name in {"xarray", "zarr"} else known(name, *more),
    )
    told = printed(["sea", "status"], capsys)
    assert say("en", "sea_status.not_here") in told
    for words in ("pip install 'estran[cf]'", "pip install 'estran[live]'", "pipx install"):
        assert words in told
    missing = json.loads(printed(["sea", "status", "--json"], capsys))["not_here"]
    assert [one["code"] for one in missing] == [
        "cf.extra_missing",
        "cf.zarr_missing",
        "live.client_missing",
    ]
    assert "qui n'est pas installé ici" in printed(["sea", "status", "--lang", "fr"], capsys)


@pytest.mark.usefixtures("sea")
def test_a_client_that_is_not_there_is_said_and_is_no_failure_of_the_rest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = printed(["sea", "fetch"], capsys)
    assert "Copernicus Marine North-West Shelf: currents, waves, water temperature not" in told
    assert "pipx install copernicusmarine, then copernicusmarine login" in told
    assert "Shom tide gauge, Calais: readings as they come, not validated: water level" in told


@pytest.mark.usefixtures("sea")
def test_a_client_that_is_set_up_gives_the_currents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(tmp_path / "client").made()
    monkeypatch.setenv(copernicus.NAMED, str(client.program))
    monkeypatch.setenv(copernicus.CREDENTIALS_FOLDER, str(client.folder))
    told = printed(["sea", "fetch"], capsys)
    assert "Copernicus Marine North-West Shelf: currents fetched" in told
    told = printed(["sea", "status"], capsys)
    assert "currents: Copernicus Marine North-West Shelf" in told
    assert "a new one is worth fetching from 2026-11-28T00:00Z" in told
    assert "copernicusmarine" not in told, "nothing of it is missing"


def test_the_help_says_what_the_extra_adds(capsys: pytest.CaptureFixture[str]) -> None:
    told = " ".join(printed(["sea", "fetch", "--help"], capsys).split())
    assert "no key and nothing more than Estran" in told
    assert "pip install 'estran[live]'" in told
