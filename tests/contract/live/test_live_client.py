"""Copernicus Marine by its client, a program that misbehaves: named, ended, and nothing told on."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from estran.adapters.kept_fields import newest_entries, read_field
from estran.adapters.live import copernicus
from estran.adapters.live.asking import Asker, Manners
from estran.adapters.live.fetching import adapters, fetch_sea, last_tried
from estran.adapters.live.wanted import Wanted
from estran.cli.sea_status import failure_said
from estran.environment.sea_sources import sea_sources
from tests.contract.live.test_live_sources import BOX, MIDDLE
from tests.support.copernicus import DATASETS, Client, shelf, written
from tests.support.live_servers import HOUR, NOW

if TYPE_CHECKING:
    from pathlib import Path

    from estran.adapters.live.fetching import Tried

KEY = "copernicus-nws"
QUICK = Asker(manners=Manners(program=20.0))
IMPATIENT = Asker(manners=Manners(program=0.7))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return Client(tmp_path_factory.mktemp("client") / "own").made()


@pytest.fixture
def client(made: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setenv(copernicus.NAMED, str(made.program))
    monkeypatch.setenv(copernicus.CREDENTIALS_FOLDER, str(made.folder))
    monkeypatch.setattr("estran.adapters.live.fetching.adapters", lambda: {KEY: adapters()[KEY]})
    (made.folder / "asked").unlink(missing_ok=True)
    made.manner('cp "$own" "$out"')
    return made


def fetched(folder: Path, *, asker: Asker = QUICK, again: bool = True) -> dict[str, Tried]:
    wanted = Wanted(box=BOX, first=NOW - 12 * HOUR, last=NOW + 48 * HOUR, now=NOW)
    done = fetch_sea(sources=sea_sources(), folder=folder, asker=asker, wanted=wanted, again=again)
    return {one.layers[0]: one for one in done}


def test_each_layer_arrives_as_its_maker_has_it(client: Client, tmp_path: Path) -> None:
    done = fetched(tmp_path / "sea")
    assert {layer: one.outcome for layer, one in done.items()} == dict.fromkeys(DATASETS, "fetched")
    entries = newest_entries(tmp_path / "sea")
    at = {"time": np.array([NOW]), **MIDDLE}
    fields = {layer: read_field(entries[layer, KEY].path) for layer in DATASETS}
    assert fields["currents"].at(**at)[0] == pytest.approx([0.6, -0.3], abs=1e-6)
    assert fields["waves"].at(**at)[0] == pytest.approx(1.25)
    assert fields["temperature"].at(**at)[0] == pytest.approx(11.5)
    assert np.isnan(fields["waves"].values[:, 0, 0]).all(), "land is unknown"
    assert fields["waves"].issued_at == NOW - 12 * HOUR
    asked = client.asked()
    for name in (*DATASETS.values(), "uo", "vo", "VHM0", "thetao", "2026-11-27T00:00:00"):
        assert name in asked, name
    assert not {"--username", "--password"} & set(asked)


@pytest.mark.usefixtures("client")
def test_what_is_new_is_not_asked_for_again(client: Client, tmp_path: Path) -> None:
    fetched(tmp_path)
    (client.folder / "asked").unlink()
    assert {one.outcome for one in fetched(tmp_path, again=False).values()} == {"fresh"}
    assert not client.asked()


MANNERS = {
    "ends badly": ("echo trouble >&2; exit 3", "live.client_failed"),
    "ends well and writes nothing": ("exit 0", "live.client_failed"),
    "says much and ends badly": ("yes trouble | head -c 3000000; exit 1", "live.client_failed"),
    "half a file": ('head -c 9000 "$own" > "$out"', "live.cut_short"),
    "an empty file": (': > "$out"', "live.form"),
    "a page": ('echo "<html>log in</html>" > "$out"', "live.form"),
    "asks for a name": ("printf 'Username: '; read name || exit 1", "live.client_login"),
    "asks on the terminal": (
        "printf 'Password: ' > /dev/tty && touch \"$here/terminal\"; echo Password:; sleep 30",
        "live.client_login",
    ),
    "a wrong password": ("echo InvalidUsernameOrPassword >&2; exit 1", "live.client_login"),
    "no network": (
        "echo 'ERROR - 2026-11-27T12:00:00Z - Could not connect to authentication system'; exit 1",
        "live.unreachable",
    ),
    "hangs": ("trap '' TERM HUP; sleep 30 & echo $! > \"$here/child\"; wait", "live.timeout"),
}


@pytest.mark.parametrize("name", MANNERS)
def test_a_client_that_misbehaves_is_ended_and_named(
    name: str, client: Client, tmp_path: Path
) -> None:
    manner, code = MANNERS[name]
    fetched(tmp_path)
    before = newest_entries(tmp_path)
    (client.folder / "asked").unlink()
    client.manner(manner)
    slow = "sleep" in manner
    begun = time.monotonic()
    done = fetched(tmp_path, asker=IMPATIENT if slow else QUICK)
    assert {one.code for one in done.values()} == {code}, [one.message for one in done.values()]
    assert time.monotonic() - begun < 15.0
    assert newest_entries(tmp_path) == before, "what was kept stays"
    stopped = code in {"live.client_login", "live.timeout", "live.unreachable"}
    assert client.asked().count("subset") == (1 if stopped else 3), "nobody waits in vain thrice"
    noted = last_tried(tmp_path, sea_sources().sources[KEY], "waves")
    assert noted is not None
    assert noted.code == code
    assert failure_said(noted, "fr") != noted.message, f"{code} has no French sentence"
    assert not (client.folder / "terminal").exists(), "it has no terminal"
    if code == "live.timeout":
        assert is_gone(int((client.folder / "child").read_text()))


def is_gone(number: int) -> bool:
    """Whether a process has ended, or waits to be buried."""
    for _ in range(50):
        try:
            os.kill(number, 0)
            with open(f"/proc/{number}/stat", encoding="utf-8") as file:  # noqa: PTH123
                if file.read().rsplit(")", 1)[1].split()[0] == "Z":
                    return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


def furlongs(layer: str):
    dataset = shelf(layer)
    dataset["VHM0"].attrs["units"] = "furlong"
    return dataset


FILES = {
    "another unit": (furlongs, "live.unit"),
    "no value": (lambda layer: shelf(layer).where(False), "live.values"),  # noqa: FBT003
    "a wave of no sea": (
        lambda layer: shelf(layer).map(lambda v: v + 400.0, keep_attrs=True),
        "live.values",
    ),
    "another coast": (
        lambda layer: shelf(layer).assign_coords(longitude=shelf(layer).longitude - 20.0),
        "live.form",
    ),
    "last month": (lambda layer: shelf(layer, start=NOW - 720 * HOUR), "live.hours"),
    "another variable": (lambda layer: shelf(layer).rename(VHM0="VTPK"), None),
    "no name": (lambda layer: shelf(layer).drop_attrs(), "live.form"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_wrong_is_named_and_the_others_are_kept(
    name: str, client: Client, tmp_path: Path
) -> None:
    make, code = FILES[name]
    dataset = make("waves")
    path = tmp_path / "wrong.nc"
    dataset.to_netcdf(path)
    client.manner(f'case "$id" in *wav*) own="{path}" ;; esac; cp "$own" "$out"')
    done = fetched(tmp_path / "sea")
    assert (done["waves"].code or None) == code, done["waves"].message
    assert done["currents"].outcome == done["temperature"].outcome == "fetched"


def test_no_secret_is_handed_on_shown_or_kept(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COPERNICUSMARINE_SERVICE_PASSWORD", "hunter2")
    monkeypatch.setenv("COPERNICUSMARINE_SERVICE_USERNAME", "the-officer")
    client.manner("echo the-officer hunter2 is refused; exit 1")
    done = fetched(tmp_path)
    told = (client.folder / "env").read_text()
    assert "hunter2" not in told
    assert "the-officer" not in told
    for one in done.values():
        assert "hunter2" not in repr(one)
        assert "the-officer" not in repr(one)
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or b"hunter2" not in path.read_bytes()


@pytest.mark.usefixtures("client")
def test_what_is_missing_is_said_by_name(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(copernicus.CREDENTIALS_FOLDER, str(tmp_path))
    (one,) = fetched(tmp_path / "sea").values()
    assert (one.outcome, one.code) == ("unready", "live.client_login")
    monkeypatch.setenv(copernicus.NAMED, str(tmp_path / "nothing"))
    (one,) = fetched(tmp_path / "sea").values()
    assert (one.outcome, one.code) == ("unready", "live.client_missing")
    assert "pipx install copernicusmarine" in failure_said(one, "fr")
    assert not client.asked(), "nobody was asked"


def test_a_program_that_cannot_be_started_is_named(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "copernicusmarine"
    broken.write_text("#!/nowhere/at/all\n")
    broken.chmod(0o755)
    monkeypatch.setenv(copernicus.NAMED, str(broken))
    done = fetched(tmp_path / "sea")
    assert {one.code for one in done.values()} == {"live.client_failed"}
    del client


def test_the_form_of_the_client_s_files_has_its_own_epoch_and_fill_values(tmp_path: Path) -> None:
    import xarray as xr

    path = written(shelf("waves"), tmp_path / "waves.nc", layer="waves")
    with xr.open_dataset(path, decode_cf=False) as raw:
        assert raw.time.attrs["units"].startswith("hours since 1950-01-01")
        assert float(raw.VHM0[0, 0, 0]) > 1e36
