"""The vault's file: keys are durable, shared out once, and gone from every byte when destroyed."""

from __future__ import annotations

import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest

from estran.adapters import key_vault
from estran.adapters.key_vault import SqliteVault
from estran.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

TEXT, LABEL = b"three children", "report R-0001"


def _bytes(folder: Path) -> bytes:
    """Everything that the vault has on the disk: file, write-ahead log and its index."""
    return b"".join(one.read_bytes() for one in sorted(folder.iterdir()))


def _secret(path: Path, name: str) -> bytes:
    with sqlite3.connect(path) as base:
        (secret,) = base.execute("SELECT secret FROM key WHERE name = ?", (name,)).fetchone()
    base.close()
    return bytes(secret)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    return folder / "keys.sqlite"


def test_a_key_is_there_after_another_start(path: Path) -> None:
    vault = SqliteVault(path, pool=4)
    key = vault.take()
    box = vault.seal(key, TEXT, label=LABEL)
    night = vault.fingerprint("2022-12-13", "1")
    other = SqliteVault(path, pool=4)  # the first has not been closed, as after a crash
    assert other.open(key, box, label=LABEL) == TEXT
    assert other.fingerprint("2022-12-13", "1") == night
    assert not {other.take() for _ in range(9)} & {key, *(vault.take() for _ in range(9))}
    vault.close()
    other.close()


def test_keys_that_nobody_took_are_not_lost(path: Path) -> None:
    for _ in range(5):
        vault = SqliteVault(path, pool=6)
        vault.take()
        vault.close()
    base = sqlite3.connect(path)
    assert base.execute("SELECT count(*) FROM key").fetchone() == (6,)
    base.close()


def test_only_its_owner_can_read_it(path: Path) -> None:
    vault = SqliteVault(path)
    vault.take()
    for one in path.parent.iterdir():
        assert stat.S_IMODE(one.stat().st_mode) == 0o600, one.name
    vault.close()


def test_a_destroyed_key_is_gone_from_every_byte(path: Path) -> None:
    vault = SqliteVault(path, pool=64)
    keys = [vault.take() for _ in range(200)]
    vault.fingerprint("2022-12-13", "1")
    names = [*keys[::7], keys[-1], "2022-12-13"]
    secrets = {name: _secret(path, name) for name in names}
    kept = _secret(path, keys[1])
    assert all(secret in _bytes(path.parent) for secret in secrets.values())
    for name in names:
        assert vault.destroy(name)
        assert secrets[name] not in _bytes(path.parent), name
    assert kept in _bytes(path.parent)
    vault.close()
    assert not any(secret in _bytes(path.parent) for secret in secrets.values())


def test_the_settings_that_this_rests_on(path: Path) -> None:
    vault = SqliteVault(path)
    asked = [
        vault._base.execute(f"PRAGMA {one}").fetchone()[0]
        for one in ("journal_mode", "synchronous", "secure_delete")
    ]
    assert asked == ["wal", 2, 1]
    vault.close()


def test_a_log_that_another_holds_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_vault, "WAIT_SECONDS", 0.05)
    vault = SqliteVault(path, pool=2)
    key = vault.take()
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM key").fetchone()
    with pytest.raises(StoreError) as told:
        vault.destroy(key)
    assert told.value.code == "vault.not_cleaned"
    assert vault.open(key, b"", label=LABEL) is None, "destroyed all the same"
    reader.close()
    assert not vault.destroy(key)
    vault.close()


def test_a_file_that_is_no_vault_is_told(path: Path) -> None:
    path.write_bytes(b"x" * 4096)
    with pytest.raises(StoreError) as told:
        SqliteVault(path)
    assert told.value.code == "vault.file"
    with pytest.raises(StoreError):
        SqliteVault(path.parent / "nowhere" / "keys.sqlite")


def test_a_new_pool_is_one_durable_write(path: Path) -> None:
    vault = SqliteVault(path, pool=32)
    vault.take()
    seen: list[str] = []
    vault._base.set_trace_callback(seen.append)
    for _ in range(31):
        vault.take()
    assert seen == [], "the rest of the pool costs nothing"
    vault.take()
    assert seen.count("COMMIT") == 1
    vault.close()
